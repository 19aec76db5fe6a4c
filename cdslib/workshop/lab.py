"""JupyterLab for a learner: in Vietnamese, in the learner's folder, asking no other host, frugal with memory."""

import json
import os
import secrets
import socket
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cdslib.errors import CdsError

HOST = "127.0.0.1"
PORTS = range(8888, 8938)
HIDDEN = ".jupyter"
IDLE_SECONDS = 1800

SETTINGS: dict[str, dict[str, Any]] = {
    "@jupyterlab/translation-extension:plugin": {"locale": "vi_VN"},
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/extensionmanager-extension:plugin": {"enabled": False},
    # A lesson that is closed gives its memory back.
    "@jupyterlab/notebook-extension:tracker": {"kernelShutdown": True, "codeCellConfig": {"lineWrap": True}},
}
KERNEL = {"IPKernelApp": {"log_level": "ERROR"}, "HistoryManager": {"enabled": False}}


class NoFreePortError(CdsError):
    """None of the ports can be listened on."""

    key = "workshop.no_free_port"


class PortTakenError(CdsError):
    """The wanted port cannot be listened on."""

    key = "workshop.port_taken"


@dataclass(frozen=True)
class Room:
    """Where JupyterLab runs for a learner.

    Attributes
    ----------
    folder : pathlib.Path
        The learner's folder.
    port : int
        Port on this machine.
    token : str
        What lets the learner in, and nobody else.
    start : str
        File shown first.
    """

    folder: Path
    port: int
    token: str
    start: str

    @property
    def address(self) -> str:
        """Return what to open in a browser."""
        return f"http://{HOST}:{self.port}/lab/tree/{self.start}?token={self.token}"

    def environment(self) -> dict[str, str]:
        """Return the environment in which no other configuration of Jupyter on the machine is read."""
        home = self.folder.resolve() / HIDDEN
        return {
            "JUPYTER_CONFIG_DIR": str(home),
            "IPYTHONDIR": str(home / "ipython"),
        }

    def arguments(self, *, browser: bool) -> list[str]:
        """Return what JupyterLab is told."""
        told = {
            "IdentityProvider.token": self.token,
            "ServerApp.ip": HOST,
            "ServerApp.port": self.port,
            "ServerApp.port_retries": 0,
            "ServerApp.root_dir": str(self.folder.resolve()),
            "ServerApp.open_browser": browser,
            "ServerApp.answer_yes": True,
            "ServerApp.terminals_enabled": False,
            "LabApp.default_url": f"/lab/tree/{self.start}",
            "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
            "LabApp.extension_manager": "readonly",
            "MappingKernelManager.cull_idle_timeout": IDLE_SECONDS,
            "MappingKernelManager.cull_interval": 120,
            "Application.log_level": "ERROR",
        }
        root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        return [*root, "--LabApp.news_url=None", *(f"--{name}={value}" for name, value in told.items())]


def room_for(folder: Path, start: str, port: int | None = None) -> Room:
    """Find a port and make a token.

    Parameters
    ----------
    folder : pathlib.Path
        The learner's folder.
    start : str
        File shown first.
    port : int, optional
        The port wanted; otherwise the first free one from 8888.

    Returns
    -------
    Room
        Where JupyterLab will run.

    Raises
    ------
    NoFreePortError, PortTakenError
        If no port can be listened on.
    """
    if port is not None and not is_free(port):
        raise PortTakenError(port=port)
    found = port or next((one for one in PORTS if is_free(one)), None)
    if found is None:
        raise NoFreePortError(first=PORTS[0], last=PORTS[-1])
    return Room(folder, found, secrets.token_hex(24), start)


def is_free(port: int) -> bool:
    """Say whether a port of this machine can be listened on."""
    with socket.socket() as probe:
        if os.name == "posix":  # elsewhere this would take a port that is in use
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def run(room: Room, *, browser: bool) -> None:
    """Run JupyterLab until Ctrl-C.

    Parameters
    ----------
    room : Room
        Where.
    browser : bool
        Open it in a browser of this machine.
    """
    home = room.folder / HIDDEN
    _write(home / "labconfig" / "default_setting_overrides.json", SETTINGS)
    _write(home / "ipython" / "profile_default" / "ipython_kernel_config.json", KERNEL)
    os.environ.update(room.environment())
    from jupyterlab.labapp import main  # reads the environment

    warnings.filterwarnings("ignore", category=DeprecationWarning)  # Jupyter's own, of no use to a learner
    main(room.arguments(browser=browser))


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
