"""The first page: what this is, the dashboards, the state of the data. It needs no kernel."""

from cdslib.resources import by_publication
from cdslib.server.answers import render


@by_publication(2)
def landing_page(base_url: str) -> str:
    """Write the landing page.

    Parameters
    ----------
    base_url : str
        Where the service lives, with a slash at the end.

    Returns
    -------
    str
        HTML in Vietnamese that turns English by one click.
    """
    return render("landing.html.j2", base_url)
