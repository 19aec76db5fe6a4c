"""Pages that say in both languages what went wrong, with the number under which the log tells more."""

from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from tornado.web import HTTPError, RequestHandler

from cdslib.server.files import load_files
from cdslib.server.logs import log, new_incident
from cdslib.server.site import site_words

TEMPLATES = Path(__file__).parent / "templates"
RETRY_AFTER = 10
KNOWN = {
    HTTPStatus.FORBIDDEN: "refused",
    HTTPStatus.NOT_FOUND: "missing",
    HTTPStatus.METHOD_NOT_ALLOWED: "missing",
    HTTPStatus.SERVICE_UNAVAILABLE: "busy",
}


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)


@cache
def _words() -> dict[str, Any]:
    return site_words()


def render(template: str, base_url: str, **blanks: Any) -> str:
    """Write a page in the frame of the site.

    Parameters
    ----------
    template : str
        File name of the template.
    base_url : str
        Where the service lives, with a slash at the end.
    **blanks
        What else the template asks for.

    Returns
    -------
    str
        HTML in Vietnamese that turns English by one click.
    """
    site = _words() | {"files": f"{base_url}files/{load_files().digest}/"}
    return _environment().get_template(template).render(site=site, base=base_url, **blanks)


class Quiet(RequestHandler):
    """A handler that logs what went wrong under a number, and nothing of the visitor."""

    incident = ""

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Log what was not foreseen; for the rest the line about the answer says enough."""
        if isinstance(value, HTTPError):
            return
        self.incident = new_incident(type(self).__name__)
        log.error("Incident %s: %s failed", self.incident, type(self).__name__, exc_info=(typ, value, tb))


class PlainPages(Quiet):
    """A handler whose errors are pages of the site: no traceback, nothing of the request repeated."""

    def write_error(self, status_code: int, **_: Any) -> None:
        """Send the page about an error."""
        kind = KNOWN.get(HTTPStatus(status_code), "failed" if status_code >= 500 else "refused")
        if kind == "busy":
            self.set_header("Retry-After", str(RETRY_AFTER))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        again = RETRY_AFTER if kind == "busy" else 0
        base = self.settings["base_url"]
        self.finish(render("message.html.j2", base, kind=kind, incident=self.incident, again=again))
