"""How a widget finds its page code: once, from the server that shows it, never from another host."""

LOADER = """
const page = document.getElementById("jupyter-config-data");
const config = page ? JSON.parse(page.textContent) : {};
const home = new URL(`${config.fullLabextensionsUrl ?? "/lab/extensions"}/cdslib/static/`, location.origin);
export default {
  async render(context) {
    const { render } = await import(new URL("MODULE", home).href);
    return render(context);
  },
};
"""


def loader(module: str) -> str:
    """Return the few lines that load a widget's page code from the Jupyter server.

    JupyterLab, and Voilà as it comes, serve the folder of installed extensions; the code and the shared chart bundle
    lie there, so that a page with many widgets loads them once.

    Parameters
    ----------
    module : str
        File name in ``cdslib/frontend/cdslib/static``.

    Returns
    -------
    str
        An ECMAScript module.
    """
    return LOADER.replace("MODULE", module)
