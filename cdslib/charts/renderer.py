"""Show charts in JupyterLab and Voilà without a network: the Vega bundle is loaded once, the geometry once.

Altair's own renderer fetches Vega from another host. The renderer ``cdslib`` writes a few lines that load
the bundle which this package installs beside JupyterLab's extensions, and takes the geometry out of the chart,
because the browser fetches it once from the same place.
"""

import json
import re
from typing import Any
from uuid import uuid4

import altair as alt

from cdslib.charts.map_spec import GEOMETRY, geometry_name
from cdslib.charts.theme import NUMBER_LOCALES
from cdslib.i18n import text

PAGE = """<div id="ID" style="min-height: 40px; width: 100%"></div>
<script>
(() => {
  const box = document.getElementById("ID");
  const page = document.getElementById("jupyter-config-data");
  const config = page ? JSON.parse(page.textContent) : {};
  const home = new URL((config.fullLabextensionsUrl ?? "/lab/extensions") + "/cdslib/static/", location.origin);
  import(new URL("figure.mjs", home).href)
    .then(({ draw }) => draw(box, SPEC, LOCALE))
    .catch(() => { box.textContent = HELP; });
})();
</script>"""


def slim(spec: dict[str, Any]) -> dict[str, Any]:
    """Replace geometry carried inside a chart by the address the page serves it from.

    Parameters
    ----------
    spec : dict
        A Vega-Lite specification.

    Returns
    -------
    dict
        The specification without carried geometry.

    Examples
    --------
    >>> slim({"datasets": {"cdslib_geometry_vn34": {}}, "data": {"name": "cdslib_geometry_vn34"}})
    {'data': {'url': 'geo/provinces_34.topojson'}}
    """
    addresses = {geometry_name(geography): address for geography, address in GEOMETRY.items()}
    kept = {name: rows for name, rows in spec.get("datasets", {}).items() if name not in addresses}
    rest = {key: _slim_part(part, addresses) for key, part in spec.items() if key != "datasets"}
    return rest | ({"datasets": kept} if kept else {})


def _slim_part(part: Any, addresses: dict[str, str]) -> Any:
    if isinstance(part, list):
        return [_slim_part(item, addresses) for item in part]
    if not isinstance(part, dict):
        return part
    if part.get("name") in addresses and "values" not in part:
        return {"url": addresses[part["name"]]} | {key: value for key, value in part.items() if key != "name"}
    return {key: _slim_part(value, addresses) for key, value in part.items()}


def render(spec: dict[str, Any], **_: Any) -> dict[str, str]:
    """Return what a notebook shows for a chart.

    Parameters
    ----------
    spec : dict
        A Vega-Lite specification.
    **_
        Altair's renderer options; not used.

    Returns
    -------
    dict
        A MIME bundle with HTML and a plain text.
    """
    lang = spec.get("usermeta", {}).get("lang", "vi")
    help_text = text("charts.not_shown", "vi") + " " + text("charts.not_shown", "en")
    blanks = {
        "ID": f"cdslib-{uuid4().hex}",
        "SPEC": _script_safe(slim(spec)),
        "LOCALE": _script_safe(NUMBER_LOCALES.get(lang, NUMBER_LOCALES["vi"])),
        "HELP": _script_safe(help_text),
    }
    page = re.sub("|".join(blanks), lambda blank: blanks[blank[0]], PAGE)
    return {"text/html": page, "text/plain": "cdslib chart"}


def _script_safe(value: Any) -> str:
    """Write JSON that cannot end the script it stands in."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def enable() -> None:
    """Make ``cdslib`` the renderer of Altair charts in this session."""
    alt.renderers.register("cdslib", render)
    alt.renderers.enable("cdslib")
