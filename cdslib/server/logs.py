"""A log that says what happened and not to whom: no addresses of visitors, no queries, no browsers."""

import logging
import re
import secrets
from collections import deque
from datetime import UTC, datetime
from typing import Any

from tornado.web import RequestHandler

log = logging.getLogger("cdslib.server")

INCIDENTS: deque[dict[str, str]] = deque(maxlen=10)

_NUMBERS = r"(?:\d{1,3}\.){3}\d{1,3}"
_HEXES = r"(?<![\w:])(?:[0-9A-Fa-f]{0,4}:){3,7}[0-9A-Fa-f]{0,4}(?![\w:])"
_ADDRESS = re.compile(rf"\b{_NUMBERS}\b(?::\d+)?|{_HEXES}|(?<![\w:])::1\b")
_QUERY = re.compile(r"""(?<=[\w/%.-])\?[^\s"'<>]+""")

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "private": {
            "()": "cdslib.server.logs.PrivateFormatter",
            "format": "%(asctime)s %(levelname)s %(message)s",
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "private",
            "stream": "ext://sys.stderr",
            "level": "INFO",
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"tornado.access": {"level": "WARNING"}},
}


class PrivateFormatter(logging.Formatter):
    """Takes network addresses and queries out of every line, also of tracebacks and other programs' messages."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record without personal data."""
        return scrub(super().format(record))


def scrub(words: str) -> str:
    """Take network addresses and queries out of a text.

    Parameters
    ----------
    words : str
        A message of any program.

    Returns
    -------
    str
        The message with ``[address]`` and ``?[query]`` in their places.

    Examples
    --------
    >>> scrub("22:31:42 404 GET /map?i=dti&token=x (203.0.113.9)")
    '22:31:42 404 GET /map?[query] ([address])'
    >>> scrub("from 2001:db8::7 and ::1")
    'from [address] and [address]'
    """
    return _QUERY.sub("?[query]", _ADDRESS.sub("[address]", words))


def log_request(handler: RequestHandler) -> None:
    """Log one answered request: status, method, kind of page and time; nothing that the visitor wrote.

    Parameters
    ----------
    handler : RequestHandler
        Who answered it. Requests that went well are not logged.
    """
    status = handler.get_status()
    if status < 400:
        return
    milliseconds = 1000 * handler.request.request_time()
    log.warning("%d %s by %s, %.0f ms", status, handler.request.method, type(handler).__name__, milliseconds)


def new_incident(what: str) -> str:
    """Give a short name to something that went wrong; page, log and health report say the same.

    Parameters
    ----------
    what : str
        What went wrong, in the program's own words.

    Returns
    -------
    str
        Eight characters in two groups.
    """
    word = secrets.token_hex(4).upper()
    incident = f"{word[:4]}-{word[4:]}"
    INCIDENTS.append({"time": now(), "incident": incident, "what": what})
    return incident


def now() -> str:
    """Return the present moment as ISO 8601 in UTC, to the second.

    Returns
    -------
    str
        For example ``2026-11-25T22:31:42+00:00``.
    """
    return datetime.now(UTC).isoformat(timespec="seconds")
