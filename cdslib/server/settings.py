"""How the service is set: flags before the configuration file, the file before the defaults."""

import difflib
import ipaddress
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from cdslib.errors import CdsError, UsageError
from cdslib.i18n import text

CONFIG_FILE = "cdslib.toml"
MOST_KERNELS = 1000
SHORTEST_TOKEN = 12


class NoConfigFileError(CdsError, FileNotFoundError):
    """The configuration file named on the command line cannot be read."""

    key = "serve.no_file"


class NotTomlError(CdsError, ValueError):
    """The configuration file is not TOML in UTF-8."""

    key = "serve.not_toml"


class UnknownSettingError(CdsError, KeyError):
    """The configuration file names a setting that does not exist."""

    key = "serve.unknown_setting"

    def __init__(self, file: str, setting: str) -> None:
        near = difflib.get_close_matches(setting.lower().replace("-", "_"), DEFAULTS, n=1, cutoff=0.5)
        key = "serve.did_you_mean" if near else "serve.known_settings"
        named = ", ".join(near or DEFAULTS)
        super().__init__(
            file=file,
            setting=setting,
            hint_vi=text(key, "vi", settings=named),
            hint_en=text(key, "en", settings=named),
        )


class BadSettingError(CdsError, ValueError):
    """A setting of the configuration file has a value that cannot be used."""

    key = "serve.bad_setting"

    def __init__(self, setting: str, value: object, **place: str) -> None:
        shown = "…" if setting == "token" else value
        super().__init__(
            setting=setting,
            value=shown,
            need_vi=text(f"serve.need_{setting}", "vi"),
            need_en=text(f"serve.need_{setting}", "en"),
            **place,
        )


class BadFlagError(BadSettingError, UsageError):
    """A flag has a value that cannot be used."""

    key = "serve.bad_flag"


@dataclass(frozen=True)
class Settings:
    """Everything about the service that its keeper may choose; see ``docs/publishing.md``.

    Attributes
    ----------
    host, port : str, int
        Where to listen.
    base_url : str
        Where the service lives below its host, with a slash at both ends.
    token : str
        What visitors must know; empty if everyone may come in.
    pool_size : int
        Kernels kept ready for each dashboard.
    max_kernels : int
        Kernels at most, those kept ready among them.
    open_browser : bool
        Open the first page in a browser of this machine.
    behind_proxy : bool
        Believe the ``X-Forwarded-`` headers of a proxy.
    frame_ancestors : tuple of str
        Sites that may show the pages in a frame of theirs.
    kernel_memory : int
        Megabytes of memory a kernel may take, 0 for no limit; kept on Linux only.
    memory_floor : int
        Megabytes that must be free on the machine to start another kernel.
    idle_minutes : int
        Minutes after which a kernel without a visitor is ended.
    publication : str
        Folder of published data, see :mod:`cdslib.server.publication`; empty for the package's own.

    Examples
    --------
    >>> Settings(host="0.0.0.0").open_to_all, Settings().open_to_all
    (True, False)
    >>> Settings(host="::", base_url="/cds/").address
    'http://[::1]:8866/cds/'
    """

    host: str = "127.0.0.1"
    port: int = 8866
    base_url: str = "/"
    token: str = ""
    pool_size: int = 1
    max_kernels: int = 20
    open_browser: bool = True
    behind_proxy: bool = False
    frame_ancestors: tuple[str, ...] = ()
    kernel_memory: int = 1024
    memory_floor: int = 300
    idle_minutes: int = 10
    publication: str = ""

    @property
    def address(self) -> str:
        """Return where a program on this machine finds the first page."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}{self.base_url}"

    @property
    def open_to_all(self) -> bool:
        """Return whether other machines can come in without a token."""
        return not self.token and not _loopback(self.host)


DEFAULTS: dict[str, Any] = {field.name: field.default for field in fields(Settings)}


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _whole(least: int, most: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and least <= value <= most


def _matching(pattern: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def _truth(value: Any) -> bool:
    return isinstance(value, bool)


def _sites(value: Any) -> bool:
    site = _matching(r"https?://(\*\.)?[A-Za-z0-9.-]+(:\d{1,5})?")
    return isinstance(value, list | tuple) and all(site(one) for one in value)


FIT: dict[str, Callable[[Any], bool]] = {
    "host": _matching(r"[A-Za-z0-9.:_-]+"),
    "port": _whole(1, 65535),
    "base_url": _matching(r"/?([A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*([A-Za-z0-9_~-][A-Za-z0-9._~-]*)?"),
    "token": _matching(rf"|[A-Za-z0-9._~-]{{{SHORTEST_TOKEN},}}"),
    "pool_size": _whole(0, MOST_KERNELS),
    "max_kernels": _whole(1, MOST_KERNELS),
    "open_browser": _truth,
    "behind_proxy": _truth,
    "frame_ancestors": _sites,
    "kernel_memory": lambda value: value == 0 or _whole(200, 10**6)(value),
    "memory_floor": _whole(0, 10**7),
    "idle_minutes": _whole(1, 10**5),
    "publication": lambda value: isinstance(value, str),
}


def read_settings(config: Path | None = None, flags: Mapping[str, Any] | None = None) -> Settings:
    """Join flags, configuration file and defaults.

    Parameters
    ----------
    config : Path, optional
        The configuration file; without it ``cdslib.toml`` of the current folder, if there is one.
    flags : mapping, optional
        What the command line says, by the name of the setting.

    Returns
    -------
    Settings
        Checked and ready to use.

    Raises
    ------
    CdsError
        If the file cannot be read or a setting is unknown or unfit.

    Examples
    --------
    >>> read_settings(flags={"base_url": "cds", "port": 80}).base_url
    '/cds/'
    """
    found = _read_file(config)
    for setting, value in (flags or {}).items():
        if not FIT[setting](value):
            raise BadFlagError(setting, value, flag="--" + setting.replace("_", "-"))
    chosen = found | dict(flags or {})
    path = chosen.get("base_url", "/").strip("/")
    chosen["base_url"] = f"/{path}/" if path else "/"
    chosen["frame_ancestors"] = tuple(chosen.get("frame_ancestors", ()))
    return Settings(**chosen)


def _read_file(config: Path | None) -> dict[str, Any]:
    path = config or Path(CONFIG_FILE)
    if config is None and not path.is_file():
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise NoConfigFileError(file=path) from error
    except ValueError as error:
        raise NotTomlError(file=path, detail=error) from error
    for setting, value in found.items():
        if setting not in DEFAULTS:
            raise UnknownSettingError(str(path), setting)
        if not FIT[setting](value):
            raise BadSettingError(setting, value, file=str(path))
    return found
