"""The pages and files of the service; what no route names does not exist."""

import asyncio
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlencode

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from tornado.web import HTTPError, authenticated
from voila.handler import VoilaHandler
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler

from cdslib.server.answers import PlainPages, Quiet, render
from cdslib.server.files import load_files
from cdslib.server.first import first_view
from cdslib.server.kernels import BusyError
from cdslib.server.landing import landing_page
from cdslib.server.logs import log, new_incident, now

LONGEST_WAIT = 60
YEAR = 365 * 24 * 3600
CELLS = "<!-- cells -->"
HEARTBEAT = "voila_heartbeat"  # Voilà says so, by an inline script, that a notebook takes long


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
        self.set_header("Cache-Control", "no-cache")
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
        """Send what the page shows first, then what Voilà sends of its notebook."""
        if self.without_token():
            return
        if not self._room():
            raise HTTPError(HTTPStatus.SERVICE_UNAVAILABLE)
        pieces: AsyncIterator[str] = self.get_generator()
        try:
            piece = await asyncio.wait_for(anext(pieces), LONGEST_WAIT)
        except (BusyError, TimeoutError) as error:
            raise HTTPError(HTTPStatus.SERVICE_UNAVAILABLE) from error
        before, after = self._frame()
        well = self._send(before) and self._send(piece)
        async for piece in pieces:
            well = self._send("\n" if HEARTBEAT in piece else piece) and well
        self.write(after)
        if well:
            self.settings["cdslib"].shown[self._page] = now()

    @property
    def _page(self) -> str:
        return str(self.notebook_path).removesuffix(".ipynb")

    def _frame(self) -> list[str]:
        """Write what stands before and after the notebook's part."""
        first, incident = "", ""
        try:
            first = first_view(self._page, self.request.query)
        except Exception as error:  # whatever a page may stumble over: the others still stand
            incident = new_incident(f"the first view of {self._page}")
            log.error("Incident %s: a page could not be composed", incident, exc_info=error)
        page = render(
            "dashboard.html.j2",
            self.base_url,
            page=self._page,
            first=first,
            incident=incident,
            modules=load_files().needed("live.mjs", f"{self._page}.mjs"),
            cells=CELLS,
        )
        return page.split(CELLS)

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


class KernelSocket(Quiet, KernelWebsocketHandler):
    """Ties a page to its own kernel; see :class:`cdslib.server.kernels.Gate` for what passes."""


class FileHandler(PlainPages):
    """Sends the files of the pages; only those that exist have an address."""

    def get(self, digest: str, name: str) -> None:
        """Send a file, compressed if the browser can read it; what has another digest is asked for anew each time."""
        found = load_files()
        file = found.files.get(name)
        if file is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        kept = f"public, max-age={YEAR}, immutable" if digest == found.digest else "no-cache"
        self.set_header("Cache-Control", kept)
        self.set_header("Content-Type", file.media_type)
        body = file.body
        if file.packed is not None and "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            body = file.packed
        self.finish(body)

    head = get
