"""The first page: what this is, the dashboards, the state of the data. It needs no kernel."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from jupyter_server.base.handlers import JupyterHandler
from tornado.web import authenticated

from cdslib.server.site import site_words

TEMPLATES = Path(__file__).parent / "templates"


@cache
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
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    return environment.get_template("landing.html.j2").render(site=site_words(), base=base_url)


class LandingHandler(JupyterHandler):
    """Answers the root address."""

    @authenticated
    def get(self) -> None:
        """Send the landing page."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(landing_page(self.base_url))
