"""Voilà, set up for these dashboards: own landing page and template, one address per dashboard."""

import socket
from pathlib import Path
from typing import Any, ClassVar

from jupyter_server.utils import url_path_join
from tornado.web import StaticFileHandler
from traitlets.config import Config
from voila.app import Voila
from voila.handler import VoilaHandler
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.handler import TornadoVoilaHandler

from cdslib.errors import CdsError
from cdslib.resources import geo_dir, notebooks_dir
from cdslib.server.landing import LandingHandler
from cdslib.server.pages import DASHBOARDS
from cdslib.server.site import site_words

_HERE = Path(__file__).parent
TEMPLATES = _HERE / "templates"
FRONTEND = _HERE.parent / "frontend"
WIDGET_EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget"]


class BoundaryHandler(StaticFileHandler):
    """Sends boundaries as JSON, which they are, so that they are compressed."""

    def get_content_type(self) -> str:
        """Return the media type."""
        return "application/json"


class PortInUseError(CdsError, OSError):
    """Another program, perhaps this one started before, listens on the port."""

    key = "site.port_in_use"


class LeaveHandler(VoilaShutdownKernelHandler):
    """Frees a visitor's kernel when the page is left.

    The browser sends this with a beacon, which cannot carry the server's token against forged requests, so
    plain Voilà refuses it and the kernel stays. The kernel's id, which only its own page knows, is the key.
    """

    def check_xsrf_cookie(self) -> None:
        """Accept the beacon of a closing page."""


class Dashboards(Voila):
    """Voilà serving the published notebooks.

    Each dashboard has a short address (``/map``); the folder of notebooks is not listed, notebooks and
    sources are not served, and the visitor cannot choose another template or theme.
    """

    name = "cdslib"
    pages: ClassVar[tuple[str, ...]] = tuple(page.name for page in DASHBOARDS)

    def setup_template_dirs(self) -> None:
        """Put the suite's templates before Voilà's own."""
        super().setup_template_dirs()
        self.template_paths.insert(0, str(TEMPLATES))

    def init_settings(self) -> dict[str, Any]:
        """Compress what is sent: most of it is text."""
        return dict(super().init_settings()) | {"compress_response": True}

    def init_handlers(self) -> list[Any]:
        """Replace Voilà's listing of the folder by the landing page and one address per dashboard."""
        hidden = tuple(
            url_path_join(self.server_url, path)
            for path in ("/voila/tree", "/voila/render", "/voila/api/contents")
        )
        kept = [h for h in super().init_handlers() if h[0] != self.server_url and not h[0].startswith(hidden)]
        geometry = url_path_join(self.server_url, r"/voila/labextensions/cdslib/static/geo/(.*\.topojson)")
        own = [
            (self.server_url, LandingHandler),
            (geometry, BoundaryHandler, {"path": str(geo_dir())}),
            *[self._dashboard(name) for name in self.pages],
            (url_path_join(self.server_url, r"/voila/api/shutdown/(.*)"), LeaveHandler),
        ]
        return own + kept

    def _dashboard(self, name: str) -> tuple[str, type[VoilaHandler], dict[str, Any]]:
        settings = {
            "notebook_path": f"{name}.ipynb",
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        return (url_path_join(self.server_url, f"/{name}"), TornadoVoilaHandler, settings)


def configuration(host: str, port: int, open_browser: bool) -> Config:
    """Return the settings of the service.

    Parameters
    ----------
    host : str
        Address to listen on.
    port : int
        Port to listen on.
    open_browser : bool
        Open the landing page in a browser of this machine.

    Returns
    -------
    traitlets.config.Config
        Voilà's configuration.
    """
    config = Config()
    config.Dashboards.root_dir = str(notebooks_dir() / "dashboards")
    config.Dashboards.ip = host
    config.Dashboards.port = port
    config.Dashboards.port_retries = 0
    config.Dashboards.open_browser = open_browser
    page = config.VoilaConfiguration
    page.template = "lab"
    page.theme = "light"
    page.show_tracebacks = False
    page.strip_sources = True
    page.allow_template_override = "NO"
    page.allow_theme_override = "NO"
    page.file_allowlist = []
    page.extension_allowlist = WIDGET_EXTENSIONS
    page.extra_labextensions_path = [str(FRONTEND)]
    page.resources = {"site": site_words()}
    page.preheat_kernel = True
    page.default_pool_size = 1
    config.MappingKernelManager.cull_interval = 60
    config.MappingKernelManager.cull_idle_timeout = 600
    config.VoilaExecutor.timeout = 60
    return config


def serve(host: str = "127.0.0.1", port: int = 8866, open_browser: bool = True) -> None:
    """Publish the dashboards until interrupted.

    Parameters
    ----------
    host : str
        Address to listen on; ``0.0.0.0`` for all of this machine's addresses.
    port : int
        Port to listen on.
    open_browser : bool
        Open the landing page in a browser of this machine.

    Raises
    ------
    PortInUseError
        If something already listens there.
    """
    with socket.socket() as probe:
        if probe.connect_ex((host, port)) == 0:
            raise PortInUseError(port=port)
    Dashboards.launch_instance(argv=[], config=configuration(host, port, open_browser))
