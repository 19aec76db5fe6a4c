"""What every answer of the service says to browsers: ask no other host, guess no types, frame only by leave."""

from typing import Any

from tornado.httputil import HTTPHeaders
from tornado.web import OutputTransform

LONGEST_MESSAGE = 512 * 1024  # bytes of one websocket message; wishes are far shorter
PERMISSIONS = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "serial", "usb")


def content_security_policy(frame_ancestors: tuple[str, ...] = ()) -> str:
    """Write the Content-Security-Policy; ``docs/publishing.md`` gives the reason of each part.

    Parameters
    ----------
    frame_ancestors : tuple of str
        Sites that may show the pages in a frame, besides the service itself.

    Returns
    -------
    str
        The policy. It names no host but those.

    Examples
    --------
    >>> content_security_policy(("https://portal.example",)).split("; ")[-1]
    "frame-ancestors 'self' https://portal.example"
    """
    parts = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "object-src": "'none'",
        "frame-ancestors": " ".join(("'self'", *frame_ancestors)),
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def safe_headers(frame_ancestors: tuple[str, ...]) -> type[OutputTransform]:
    """Return what puts the headers on every answer, whoever gives it.

    Parameters
    ----------
    frame_ancestors : tuple of str
        Sites that may show the pages in a frame.

    Returns
    -------
    type
        A transform for :meth:`tornado.web.Application.add_transform`.
    """
    headers = {
        "Content-Security-Policy": content_security_policy(frame_ancestors),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in PERMISSIONS),
    }
    if not frame_ancestors:
        headers["X-Frame-Options"] = "SAMEORIGIN"

    class SafeHeaders(OutputTransform):
        """Sets the headers when an answer begins."""

        def transform_first_chunk(
            self,
            status_code: int,
            headers_: HTTPHeaders,
            chunk: bytes,
            finishing: bool,  # noqa: ARG002
        ) -> tuple[int, HTTPHeaders, bytes]:
            for name, value in headers.items():
                headers_[name] = value
            headers_.pop("Server", None)
            return status_code, headers_, chunk

    return SafeHeaders


def limits() -> dict[str, Any]:
    """Return what the server takes from one connection before it hangs up.

    Returns
    -------
    dict
        Arguments of :class:`tornado.httpserver.HTTPServer`: sizes in bytes, times in seconds.
    """
    return {
        "max_header_size": 16 * 1024,
        "max_body_size": 64 * 1024,
        "max_buffer_size": 4 * LONGEST_MESSAGE,
        "idle_connection_timeout": 20,
        "body_timeout": 10,
    }
