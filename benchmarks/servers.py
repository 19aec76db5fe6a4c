"""Servers and browsers that the benchmarks measure."""

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
]


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: list[str], address: str, folder: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block ends."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installation has its bytecode
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=quiet, stderr=quiet)
    try:
        for _ in range(240):
            try:
                with urllib.request.urlopen(address, timeout=5):
                    break
            except (urllib.error.URLError, OSError):
                time.sleep(0.25)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


def process_of(kernel: str, server: subprocess.Popen[bytes]) -> psutil.Process:
    """Find a kernel: started anew it has its id in its command, forked only in the names of its sockets."""
    for child in psutil.Process(server.pid).children(recursive=True):
        sockets = [str(one.laddr) for one in child.net_connections("unix")]
        if any(kernel in name for name in (" ".join(child.cmdline()), *sockets)):
            return child
    raise LookupError(kernel)


def own_memory(server: subprocess.Popen[bytes]) -> float:
    """Return the megabytes that a server and its kernels have to themselves."""
    total = 0
    root = psutil.Process(server.pid)
    for process in (root, *root.children(recursive=True)):
        try:
            total += process.memory_full_info().uss
        except psutil.Error:
            continue  # it has just ended
    return total / 2**20
