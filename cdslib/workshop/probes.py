"""What can be seen of a machine; no judgement and no words."""

import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import webbrowser
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Thread
from typing import Any

from cdslib.workshop.lab import HOST, PORTS, is_free

NEEDED = ("cdslib", "jupyterlab", "ipykernel", "ipywidgets", "anywidget", "nbconvert", "pandas", "altair")
LANGUAGE_PACK = "jupyterlab-language-pack-vi-VN"
PROGRAM = (
    "import cdslib; print(len(cdslib.load_observations(indicator='dti', geography='vn34', period=2024)))"
)
FONTS = ("segoeui.ttf", "arial.ttf", "tahoma.ttf")
BROWSERS = (
    *("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "microsoft-edge", "firefox"),
    *("chrome", "msedge"),
)


def python_version() -> tuple[int, int, int]:
    """Return the version of the running Python."""
    return sys.version_info[:3]


def libraries() -> tuple[dict[str, str], list[str]]:
    """Return the versions of what the course runs on, and what is lacking."""
    found = {name: installed for name in NEEDED if (installed := _version(name))}
    return found, [name for name in NEEDED if name not in found]


def language_pack() -> str:
    """Return the version of JupyterLab's Vietnamese; empty if there is none."""
    return _version(LANGUAGE_PACK)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def free_memory() -> int:
    """Return how many megabytes of memory programs can still have."""
    import psutil

    return int(psutil.virtual_memory().available // 2**20)


def free_disk(folder: Path) -> int:
    """Return how many megabytes the disk of a folder, which need not exist, still takes."""
    place = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
    return int(shutil.disk_usage(place).free // 2**20)


def can_write(folder: Path) -> bool:
    """Say whether files can be written to a folder, which need not exist; nothing is left behind."""
    place = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
    try:
        with tempfile.TemporaryFile(dir=place):
            return place.is_dir()
    except OSError:
        return False


def free_port(wanted: int | None = None) -> int | None:
    """Return a port that can be listened on, the wanted one if any is wanted."""
    return next((port for port in ([wanted] if wanted else PORTS) if is_free(port)), None)


def answers_itself() -> bool:
    """Say whether this machine answers itself over the network, which a firewall may forbid."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    try:
        with HTTPServer((HOST, 0), Answer) as server:
            Thread(target=server.handle_request, daemon=True).start()
            direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with direct.open(f"http://{HOST}:{server.server_port}/", timeout=5):
                return True
    except OSError:
        return False


def proxy_for_this_machine() -> str:
    """Return the proxy that would also be asked for addresses of this machine; empty if none is."""
    proxies = urllib.request.getproxies()
    return "" if urllib.request.proxy_bypass(HOST) else str(proxies.get("http", ""))


def has_vietnamese_font(platform: str = sys.platform, environment: Mapping[str, str] = os.environ) -> bool:
    """Say whether the system has a font with all Vietnamese letters."""
    if platform == "darwin":
        return True
    if platform == "win32":
        folder = Path(environment.get("WINDIR", "C:/Windows")) / "Fonts"
        return any((folder / name).is_file() for name in FONTS)
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    done = subprocess.run([lister, ":lang=vi", "family"], capture_output=True, text=True, check=False)
    return bool(done.stdout.strip())


def browser() -> str:
    """Return the browser that will open; empty if there is none."""
    found = next((name for name in BROWSERS if shutil.which(name)), "")
    if found:
        return found
    try:
        return str(getattr(webbrowser.get(), "name", "")) or webbrowser.get().__class__.__name__
    except webbrowser.Error:
        return ""


def kernel_fault(seconds: float = 90) -> str:
    """Start a kernel, let it read figures, and return why that failed; empty if it did not."""
    from jupyter_client.manager import start_new_kernel

    try:
        manager, client = start_new_kernel(startup_timeout=seconds, stderr=subprocess.DEVNULL)
    except Exception as error:  # whatever stands in its way is what the trainer needs to read
        return f"{type(error).__name__}: {error}"[:200]
    try:
        reply = client.execute_interactive(PROGRAM, timeout=seconds, output_hook=lambda _: None)
        content = reply["content"]
        return "" if content["status"] == "ok" else f"{content['ename']}: {content['evalue']}"[:200]
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:200]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
