"""One real service for all these tests, started as ``cdslib serve`` does, in an empty folder."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Answer:
    """What the service answers to one request."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@dataclass(frozen=True)
class Service:
    """A running service; addresses are sent as they are, without a browser's tidying."""

    port: int

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, headers={"Host": f"127.0.0.1:{self.port}"} | headers)
            answer = connection.getresponse()
            return Answer(
                answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
            )
        finally:
            connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(service: Service, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        if process.poll() is not None:
            break
        try:
            service.get("/")
        except OSError:
            time.sleep(0.25)
        else:
            return
    pytest.fail(f"the service does not answer: {log.read_text(encoding='utf-8')[-2000:]}")


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("service")
    found, log = Service(_free_port()), folder / "service.log"
    command = [sys.executable, "-m", "cdslib", "serve", "--port", str(found.port), "--no-browser"]
    with log.open("wb") as out:
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, stdout=out, stderr=out, cwd=folder, env=environment)
        try:
            _wait(found, process, log)
            yield found
        finally:
            process.terminate()
            process.wait(timeout=20)
