"""Voilà, set up for these dashboards: own landing page and template, one address per dashboard."""

import errno
import secrets
import sys
import tempfile
import threading
import webbrowser
from pathlib import Path
from typing import Any, ClassVar

import voila.notebook_renderer
from jupyter_server.utils import url_path_join
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.netutil import bind_sockets
from tornado.web import RedirectHandler
from traitlets import Bool, List, Unicode
from traitlets.config import Config
from voila.app import Voila

from cdslib.errors import CdsError
from cdslib.i18n import LANGUAGES, text
from cdslib.resources import notebooks_dir
from cdslib.server import handlers as answer
from cdslib.server.access import LoginHandler, TokenProvider, cookie_secret
from cdslib.server.answers import TEMPLATES
from cdslib.server.fork import NAME, can_fork
from cdslib.server.headers import LONGEST_MESSAGE, limits, safe_headers
from cdslib.server.health import HealthHandler
from cdslib.server.incidents import QuietExecutor
from cdslib.server.kernels import BoundedKernels, Gate
from cdslib.server.logs import LOGGING, log_request
from cdslib.server.pages import DASHBOARDS
from cdslib.server.publication import Publication, Watch, take_up
from cdslib.server.settings import Settings
from cdslib.server.site import site_words
from cdslib.server.watch import WatchHandler

LONGEST_SOCKET_FOLDER = 30
LOOK_EVERY = 2000  # milliseconds
KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"


class PortInUseError(CdsError, OSError):
    """Another program, perhaps this one started before, listens on the port."""

    key = "site.port_in_use"


class CannotListenError(CdsError, OSError):
    """The address is not one of this machine, or the port is not for everyone."""

    key = "serve.cannot_listen"


class TooFewKernelsError(CdsError, ValueError):
    """The kernels kept ready would leave none for visitors."""

    key = "serve.too_few_kernels"


class Dashboards(Voila):
    """Voilà serving the published notebooks.

    Each dashboard has a short address (``/map``). Only the addresses in :meth:`init_handlers` exist: the
    folder of notebooks is not listed, notebooks and sources are not served, kernels are neither listed nor
    started nor given code, and the visitor cannot choose another template or theme.
    """

    name = "cdslib"
    pages: ClassVar[tuple[str, ...]] = tuple(page.name for page in DASHBOARDS)
    address = Unicode().tag(config=True)
    shown: ClassVar[dict[str, str]] = {}
    behind_proxy = Bool(default_value=False).tag(config=True)
    frame_ancestors = List(Unicode()).tag(config=True)
    publication = Unicode().tag(config=True)

    def setup_template_dirs(self) -> None:
        """Put the suite's templates before Voilà's own."""
        super().setup_template_dirs()
        self.template_paths.insert(0, str(TEMPLATES))

    def init_settings(self) -> dict[str, Any]:
        """Compress what is sent, bound what is received, log without visitors."""
        voila.notebook_renderer.VoilaExecutor = QuietExecutor  # Voilà offers no setting for it
        return dict(super().init_settings()) | {
            "compress_response": True,
            "websocket_max_message_size": LONGEST_MESSAGE,
            "log_function": log_request,
            "default_handler_class": answer.MissingHandler,
        }

    def init_handlers(self) -> list[Any]:
        """List every address there is."""
        routes: list[tuple[Any, ...]] = [
            ("/", answer.LandingHandler),
            ("/login", LoginHandler),
            ("/healthz", HealthHandler),
            *[(f"/{name}", answer.DashboardHandler, self._dashboard(name)) for name in self.pages],
            (f"/api/kernels/{KERNEL}", answer.KernelReader),
            (f"/api/kernels/{KERNEL}/channels", answer.KernelSocket),
            (f"/voila/api/shutdown/{KERNEL}", answer.LeaveHandler),
            (f"/voila/api/watch/{KERNEL}", WatchHandler),
            (r"/files/([0-9a-f]{16})/([\w./-]+)", answer.FileHandler),
        ]
        found = [(url_path_join(self.server_url, path), *rest) for path, *rest in routes]
        if self.server_url != "/":
            found.append((self.server_url.rstrip("/"), RedirectHandler, {"url": self.server_url}))
        return found

    def _dashboard(self, name: str) -> dict[str, Any]:
        return {
            "notebook_path": f"{name}.ipynb",
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }

    def listen(self) -> None:
        """Serve until interrupted."""
        self.app.add_transform(safe_headers(tuple(self.frame_ancestors)))
        server = HTTPServer(self.app, xheaders=self.behind_proxy, **limits())
        server.listen(self.port, self.ip)
        self.ioloop = IOLoop.current()
        if self.publication:
            watch = Watch(Publication(Path(self.publication)), self.kernel_manager.renew)
            PeriodicCallback(watch.look, LOOK_EVERY).start()
        if self.open_browser:
            threading.Thread(target=webbrowser.open, args=(self.address,), daemon=True).start()
        for lang in LANGUAGES:
            sys.stderr.write(text("serve.listening", lang, address=self.address) + "\n")
        sys.stderr.flush()
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            server.stop()
            self.stop()


def configuration(settings: Settings) -> Config:
    """Return the settings of the service as Voilà's configuration.

    Parameters
    ----------
    settings : Settings
        What the keeper of the service chose.

    Returns
    -------
    traitlets.config.Config
        Voilà's configuration. No other configuration file of this machine is read.
    """
    config = Config()
    app = config.Dashboards
    app.root_dir = str(notebooks_dir() / "dashboards")
    app.ip, app.port, app.base_url = settings.host, settings.port, settings.base_url
    app.open_browser, app.address = settings.open_browser, settings.address
    app.publication = settings.publication
    app.behind_proxy, app.frame_ancestors = settings.behind_proxy, list(settings.frame_ancestors)
    app.identity_provider_class = TokenProvider
    app.kernel_websocket_connection_class = Gate
    app.token = settings.token
    config.TokenProvider.cookie_options = {"samesite": "Lax"}
    if settings.token:
        app.cookie_secret = cookie_secret(settings.token)
    app.config_file_paths = []
    app.logging_config = LOGGING
    notary = config.NotebookNotary  # signs nothing here, and its files would be in the user's home
    notary.secret, notary.db_file = secrets.token_bytes(32), ":memory:"
    _set_pages(config, settings)
    _set_kernels(config, settings)
    return config


def _set_pages(config: Config, settings: Settings) -> None:
    page = config.VoilaConfiguration
    page.template = "lab"
    page.theme = "light"
    page.show_tracebacks = False
    page.strip_sources = True
    page.allow_template_override = "NO"
    page.allow_theme_override = "NO"
    page.file_allowlist = []
    page.extension_allowlist = []
    page.resources = {"site": site_words()}
    page.preheat_kernel = True
    page.default_pool_size = settings.pool_size
    page.multi_kernel_manager_class = BoundedKernels
    config.VoilaExecutor.timeout = 60


def _set_kernels(config: Config, settings: Settings) -> None:
    kernels = config.BoundedKernels
    kernels.max_kernels = settings.max_kernels
    kernels.memory_floor = settings.memory_floor
    kernels.kernel_memory = settings.kernel_memory
    kernels.cull_interval = 15
    kernels.cull_idle_timeout = 60 * settings.idle_minutes
    kernels.allow_tracebacks = False
    if sys.platform == "linux" and len(tempfile.gettempdir()) < LONGEST_SOCKET_FOLDER:
        config.KernelManager.transport = "ipc"  # no ports that other users of the machine could reach
    if can_fork():
        config.KernelProvisionerFactory.default_provisioner_name = NAME
    restarter = config.KernelRestarter  # a restarted kernel would have no page: a dead one is reported dead
    restarter.restart_limit = 0
    restarter.time_to_dead = 1.0


def serve(settings: Settings) -> None:
    """Publish the dashboards until interrupted.

    Parameters
    ----------
    settings : Settings
        Where, for whom and for how many.

    Raises
    ------
    TooFewKernelsError
        If the kernels kept ready would leave none for visitors.
    PortInUseError
        If something already listens there.
    CannotListenError
        If the address or port cannot be used on this machine.
    NothingPublishedError, OtherVersionError
        If the publication folder has no data, or none for this version.
    """
    ready = settings.pool_size * len(Dashboards.pages)
    if settings.max_kernels <= ready:
        raise TooFewKernelsError(most=settings.max_kernels, ready=ready, pages=len(Dashboards.pages))
    _try_address(settings.host, settings.port)
    if settings.publication:
        take_up(Publication(Path(settings.publication)))
    Dashboards.launch_instance(argv=[], config=configuration(settings))


def _try_address(host: str, port: int) -> None:
    try:
        for opened in bind_sockets(port, host):
            opened.close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortInUseError(port=port) from error
        reason = error.strerror or str(error)
        raise CannotListenError(host=host, port=port, reason=reason) from error
