"""The files of ``deploy/`` at work: real servers behind a real nginx and a real JupyterHub, on this machine only."""

import http.client
import os
import re
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
import trustme

import run

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
PATIENCE = 120  # machines may be busy
Process = subprocess.Popen[bytes]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def kernel(self) -> str:
        """The name of the session of a dashboard."""
        found = re.search(r'"kernelId": "([\w-]+)"', self.text)
        assert found is not None, self.text[:500]
        return found[1]


@dataclass(frozen=True)
class Place:
    """Somewhere that answers; with a context over TLS."""

    port: int
    tls: ssl.SSLContext | None = None

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        source: str = "127.0.0.1",
        **headers: str,
    ) -> Answer:
        where = {"host": "127.0.0.1", "port": self.port, "timeout": PATIENCE, "source_address": (source, 0)}
        connection = (
            http.client.HTTPSConnection(**where, context=self.tls)  # type: ignore[arg-type]
            if self.tls
            else http.client.HTTPConnection(**where)  # type: ignore[arg-type]
        )
        try:
            connection.request(
                method, path, body, {name.replace("_", "-"): value for name, value in headers.items()}
            )
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def answers(self, path: str) -> bool:
        with suppress(OSError, http.client.HTTPException):
            return self.ask(path).status == 200
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(true: Callable[[], object], what: str) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.1)
    pytest.fail(f"waited in vain for {what}")


def end(process: Process) -> None:
    """End a process and what it has started, which a hub leaves running on purpose."""
    children = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
    for child in children:
        with suppress(psutil.Error):
            child.terminate()


@contextmanager
def running(
    command: list[str], folder: Path, ready: Callable[[], bool], environment: Mapping[str, str] | None = None
) -> Iterator[Process]:
    """Run a program until it answers and then as long as it is needed."""
    folder.mkdir(exist_ok=True)
    log = folder / "program.log"
    variables = os.environ | {"PYTHONPATH": str(ROOT)} | dict(environment or {})
    with log.open("ab") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, cwd=folder, env=variables)
    try:
        wait_for(lambda: process.poll() is not None or ready(), f"{command[0]}; its log: {log}")
        if process.poll() is not None:
            pytest.fail(f"{command[0]} ended: {log.read_text(encoding='utf-8')[-3000:]}")
        yield process
    finally:
        end(process)


def dashboards(
    settings: str, folder: Path, port: int, base: str, *flags: str
) -> AbstractContextManager[Process]:
    """Run a server of the dashboards with a settings file of ``deploy/systemd``."""
    file = str(DEPLOY / "systemd" / f"{settings}.toml")
    command = [sys.executable, "-m", "cdslib", "serve", "--config", file, "--port", str(port)]
    return running([*command, "--pool-size", "0", *flags], folder, lambda: Place(port).answers(base))


def adapted(file: Path, changes: Mapping[str, str]) -> str:
    """Return a file of ``deploy/`` with ports and folders of this test; each must have been there."""
    text = file.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text, f"{file.name} has no {old}"
        text = text.replace(old, new)
    return text


@dataclass(frozen=True)
class Certificate:
    """A certificate of an authority of one's own, as offices have them."""

    folder: Path
    context: ssl.SSLContext


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    folder, authority = tmp_path_factory.mktemp("certificate"), trustme.CA()
    issued = authority.issue_cert("127.0.0.1", "cds.example.vn", "jupyter.example.vn")
    issued.private_key_pem.write_to_path(folder / "key.pem")
    for part in issued.cert_chain_pems:
        part.write_to_path(folder / "fullchain.pem", append=True)
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return Certificate(folder, context)


NGINX = run.find_nginx()
needs_nginx = pytest.mark.skipif(
    NGINX is None, reason="no nginx on this machine; 'python3 run.py test' brings it on Debian"
)


def nginx_main(folder: Path, *sites: str) -> Path:
    """Write what Debian's nginx.conf does around the sites."""
    user = "user root;" if os.geteuid() == 0 else ""  # else its workers may not read this test's folder
    folder.mkdir(exist_ok=True)
    scratch = "".join(
        f"{kind}_temp_path {folder / kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    for number, site in enumerate(sites):
        (folder / f"site{number}.conf").write_text(site, encoding="utf-8")
    main = folder / "nginx.conf"
    main.write_text(
        f"{user}\ndaemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/nginx-error.log;\nevents {{}}\n"
        f"http {{\ntypes {{ text/html html; }}\n{scratch}include {folder}/site*.conf;\n}}\n",
        encoding="utf-8",
    )
    return main


def checked(main: Path) -> str:
    """Return what nginx finds wrong with a configuration."""
    command = [str(NGINX), "-t", "-q", "-e", "stderr", "-c", str(main)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr


@contextmanager
def nginx(folder: Path, ready: Callable[[], bool], *sites: str) -> Iterator[None]:
    """Run nginx with these sites."""
    main = nginx_main(folder, *sites)
    assert checked(main) == ""
    with running([str(NGINX), "-e", "stderr", "-c", str(main)], folder, ready):
        yield
