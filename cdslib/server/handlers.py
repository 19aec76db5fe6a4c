"""The pages and files of the service; what no route names does not exist."""

import asyncio
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlencode

from jupyter_server.base.handlers import FileFindHandler, JupyterHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.web import HTTPError, StaticFileHandler, authenticated
from voila.handler import VoilaHandler
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from cdslib.server.answers import PlainPages, Quiet
from cdslib.server.kernels import BusyError
from cdslib.server.landing import landing_page
from cdslib.server.logs import now

LONGEST_WAIT = 60


class Entered(PlainPages, JupyterHandler):
    """A page for visitors who are in; the token does not stay in the address."""

    def without_token(self) -> bool:
        """Send a visitor who came by a link with the token to the same page without it."""
        query = parse_qsl(self.request.query, keep_blank_values=True)
        kept = [(name, value) for name, value in query if name != "token"]
        if len(kept) == len(query):
            return False
        path = self.request.path.replace("\\", "")
        self.redirect("/" + path.lstrip("/") + (f"?{urlencode(kept)}" if kept else ""))
        return True


class LandingHandler(Entered):
    """Answers the root address."""

    @authenticated
    def get(self) -> None:
        """Send the landing page."""
        if self.without_token():
            return
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(landing_page(self.base_url))


class MissingHandler(Entered):
    """Answers every address that does not exist."""

    @authenticated
    def get(self) -> None:
        """Say so."""
        raise HTTPError(HTTPStatus.NOT_FOUND)

    def check_xsrf_cookie(self) -> None:
        """Nothing is done here that could be forged."""

    post = put = patch = delete = get


class DashboardHandler(Entered, VoilaHandler):
    """Shows a dashboard if there is room for another visitor."""

    @authenticated
    async def get(self) -> None:
        """Send the page, piece by piece."""
        if self.without_token():
            return
        if not self._room():
            raise HTTPError(HTTPStatus.SERVICE_UNAVAILABLE)
        pieces: AsyncIterator[str] = self.get_generator()
        try:
            first = await asyncio.wait_for(anext(pieces), LONGEST_WAIT)
        except (BusyError, TimeoutError) as error:
            raise HTTPError(HTTPStatus.SERVICE_UNAVAILABLE) from error
        well = self._send(first)
        async for piece in pieces:
            well = self._send(piece) and well
        if well:
            self.settings["cdslib"].shown[self.notebook_path.removesuffix(".ipynb")] = now()

    def _send(self, piece: str) -> bool:
        """Send a piece of the page and return whether it says of no fault."""
        self.write(piece)
        self.flush()
        return "data-incident" not in piece

    def _room(self) -> bool:
        """Return whether a kernel is ready or may be started."""
        kernels: Any = self.kernel_manager
        kernels.prune()
        ready = kernels._pools.get(self.notebook_path, [])
        return bool(kernels.room() or (ready and ready[0].done()))


class LeaveHandler(Quiet, VoilaShutdownKernelHandler):
    """Frees a visitor's kernel when the page is left.

    The browser sends this with a beacon, which cannot carry the server's token against forged requests, so
    plain Voilà refuses it and the kernel stays. The kernel's id, which only its own page knows, is the key.
    """

    def check_xsrf_cookie(self) -> None:
        """Accept the beacon of a closing page."""

    async def post(self, kernel_id: str) -> None:
        """End the kernel."""
        kernels: Any = self.kernel_manager
        kernels.prune()  # Voilà stumbles over those that failed to start
        ended: Any = super().post(kernel_id)
        await ended


class KernelReader(Quiet, KernelHandler):
    """Tells a page the state of its own kernel; ending or restarting it is not offered."""

    SUPPORTED_METHODS = ("GET",)


class KernelSocket(Quiet, VoilaKernelWebsocketHandler):
    """Ties a page to its own kernel; see :class:`cdslib.server.kernels.Gate` for what passes."""


class BoundaryHandler(PlainPages, StaticFileHandler):
    """Sends boundaries as JSON, which they are, so that they are compressed."""

    def get_content_type(self) -> str:
        """Return the media type."""
        return "application/json"


class ExtensionFiles(PlainPages, FileFindHandler):
    """Sends the files of the extensions that the pages use."""


class StaticFiles(PlainPages, MultiStaticFileHandler):
    """Sends Voilà's own files."""


class TemplateFiles(PlainPages, TemplateStaticFileHandler):
    """Sends the files of the template."""

    def parse_url_path(self, url_path: str) -> Any:
        """Refuse what is no file of a template, at which Voilà stumbles."""
        parts = url_path.split("/")
        if len(parts) < 3 or parts[1] != "static" or ".." in parts:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        return super().parse_url_path(url_path)
