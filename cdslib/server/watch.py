"""Tells a page at once that its kernel is gone, so that nobody waits before a page that cannot answer."""

from typing import Any

from jupyter_server.auth.decorator import ws_authenticated
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.base.websocket import WebSocketMixin
from tornado.web import HTTPError
from tornado.websocket import WebSocketHandler

from cdslib.server.answers import Quiet

GONE = 4404


class WatchHandler(Quiet, WebSocketMixin, WebSocketHandler, JupyterHandler):
    """A websocket that says nothing, and is closed with the code 4404 when the kernel ends."""

    def set_default_headers(self) -> None:
        """Set none: this is no page."""

    @ws_authenticated
    async def get(self, kernel_id: str) -> None:
        """Open the websocket if there is such a kernel."""
        if kernel_id not in self.kernel_manager:
            raise HTTPError(404)
        self.kernel_id = kernel_id
        await super().get(kernel_id=kernel_id)

    def open(self, *_: Any, **__: Any) -> None:
        """Ask to be told."""
        super().open()
        self._kernels.watchers.setdefault(self.kernel_id, []).append(self.gone)

    def gone(self) -> None:
        """Tell the page."""
        self.close(GONE)

    def on_message(self, message: str | bytes) -> None:
        """Hear nothing: pages send nothing here."""

    def on_close(self) -> None:
        """Forget a page that has left."""
        listening = self._kernels.watchers.get(self.kernel_id, [])
        if self.gone in listening:
            listening.remove(self.gone)

    @property
    def _kernels(self) -> Any:
        return self.kernel_manager
