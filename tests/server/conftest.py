"""Real services for these tests, started as ``cdslib serve`` does, in an empty folder, on this machine only."""

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

from cdslib.server.pages import DASHBOARDS

MEMORY_LIMIT = """
import sys
if sys.platform == "linux":
    import resource
    print("memory limit", resource.getrlimit(resource.RLIMIT_DATA)[0])
"""
ROOT = Path(__file__).parents[2]
MOST_KERNELS = len(DASHBOARDS) + 1
TOKEN = "ma-truy-cap-Thu.2026"
SERVE = "import sys; from cdslib.cli import main; sys.exit(main(sys.argv[1:]))"
OTHER_NOTEBOOKS = "import pathlib, cdslib.server.app as app; app.notebooks_dir = pathlib.Path.cwd; "


@dataclass(frozen=True)
class Answer:
    """What the service answers to one request."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def kernel(self) -> str:
        """The id of the kernel behind a dashboard."""
        found = re.search(r'"kernelId": "([\w-]+)"', self.text)
        assert found is not None
        return found[1]


@dataclass(frozen=True)
class Service:
    """A running service; addresses are sent as they are, without a browser's tidying."""

    port: int
    base: str
    log_file: Path

    def get(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers={"Host": f"127.0.0.1:{self.port}"} | headers)
            answer = connection.getresponse()
            return Answer(
                answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
            )
        finally:
            connection.close()

    def channels(self, kernel: str, **arguments: Any) -> ClientConnection:
        """Open the websocket of a kernel as its page does."""
        address = f"ws://127.0.0.1:{self.port}{self.base}api/kernels/{kernel}/channels?session_id=test"
        return connect(address, proxy=None, **arguments)

    def leave(self, kernel: str) -> Answer:
        """Close the page of a kernel."""
        return self.get(f"{self.base}voila/api/shutdown/{kernel}", "POST")

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(true: Any, seconds: float = 20) -> None:
    """Wait until something is so."""
    for _ in range(int(seconds * 10)):
        if true():
            return
        time.sleep(0.1)
    pytest.fail("waited in vain")


def _answers(service: Service, process: subprocess.Popen[bytes]) -> bool:
    if process.poll() is not None:
        pytest.fail(f"the service ended: {service.log[-2000:]}")
    try:
        service.get(service.base)
    except OSError:
        return False
    return True


@contextmanager
def serving(
    folder: Path,
    *options: str,
    base: str = "/",
    before: str = "",
    port: int | None = None,
    python: str = sys.executable,
    environment: Mapping[str, str] = os.environ | {"PYTHONPATH": str(ROOT)},
    user: int | None = None,
) -> Iterator[Service]:
    """Start a service with some options; ``before`` is run first in its process."""
    service = Service(port or free_port(), base, folder / "service.log")
    command = [python, "-c", before + SERVE, "serve", "--port", str(service.port), "--no-browser", *options]
    rights: dict[str, Any] = {} if user is None else {"user": user, "group": user, "extra_groups": []}
    with service.log_file.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, cwd=folder, env=environment, **rights)
        try:
            wait_for(lambda: _answers(service, process), 60)
            yield service
        finally:
            process.terminate()
            process.wait(timeout=60)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The dashboards as everyone gets them."""
    with serving(tmp_path_factory.mktemp("service")) as found:
        yield found


def notebook(*cells: str) -> str:
    """Write a notebook of code cells."""
    code = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    return json.dumps(
        {
            "cells": [code | {"id": str(number), "source": cell} for number, cell in enumerate(cells)],
            "metadata": {
                "kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"},
                "language_info": {"name": "python"},
            },
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


@pytest.fixture(scope="session")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Below a base address, with a token, for few kernels, with a notebook that fails and a small one."""
    folder = tmp_path_factory.mktemp("guarded")
    (folder / "dashboards").mkdir()
    failing = notebook("secret = 'mat-khau-bi-mat'\nraise RuntimeError(secret + ' from 203.0.113.9')")
    (folder / "dashboards" / "map.ipynb").write_text(failing, encoding="utf-8")
    small = notebook(MEMORY_LIMIT)
    (folder / "dashboards" / "targets.ipynb").write_text(small, encoding="utf-8")
    (folder / "cdslib.toml").write_text(
        f'base_url = "/wrong"\ntoken = "{TOKEN}"\nmax_kernels = {MOST_KERNELS}\nkernel_memory = 700\n'
        'frame_ancestors = ["https://portal.example"]\n',
        encoding="utf-8",
    )
    with serving(folder, "--base-url", "/cds", base="/cds/", before=OTHER_NOTEBOOKS) as found:
        yield found
