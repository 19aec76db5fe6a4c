"""Kernels forked from a warm process: they run, are interrupted, end, and do not outlive their server."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import psutil
import pytest
from jupyter_client import BlockingKernelClient, KernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory

from cdslib.server.fork import NAME, can_fork
from tests.server.conftest import free_port, serving, wait_for

pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only")


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Any, BlockingKernelClient]]:
    monkeypatch.setattr(KernelProvisionerFactory.instance(), "default_provisioner_name", NAME)
    manager: Any = KernelManager()
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def run(client: BlockingKernelClient, code: str) -> str:
    said: list[str] = []

    def hear(message: Any) -> None:
        content = message["content"]
        said.append(content.get("text", "") + content.get("ename", ""))

    client.execute_interactive(code, timeout=60, output_hook=hear)
    return "".join(said).strip()


def test_a_forked_kernel_runs_code_with_everything_read_before(
    kernel: tuple[Any, BlockingKernelClient],
) -> None:
    manager, client = kernel
    assert run(client, "import sys; print('cdslib.apps.map_app' in sys.modules)") == "True"
    assert run(client, "from cdslib.apps import MapDashboard; print(MapDashboard().state.indicator)") == "dti"
    pid = int(run(client, "import os; print(os.getpid())"))
    assert pid == manager.provisioner.pid
    assert "forkserver" in " ".join(psutil.Process(pid).cmdline())
    assert run(client, "import os; print(os.getpgid(0) == os.getpid())") == "True"


def test_it_is_interrupted_and_goes_on(kernel: tuple[Any, BlockingKernelClient]) -> None:
    manager, client = kernel
    asked = client.execute("import time; time.sleep(60)")
    wait_for(lambda: client.get_iopub_msg(timeout=20)["msg_type"] == "execute_input")
    manager.interrupt_kernel()
    reply = client.get_shell_msg(timeout=20)
    assert (reply["parent_header"]["msg_id"], reply["content"]["ename"]) == (asked, "KeyboardInterrupt")
    assert run(client, "print(1 + 1)").endswith("2")


def test_two_kernels_share_nothing_they_change(kernel: tuple[Any, BlockingKernelClient]) -> None:
    _, client = kernel
    load = "from cdslib.apps.atlas import load_atlas as load\n"
    assert run(client, load + "load().indicators.clear()\nprint(len(load().indicators))") == "0"
    other: Any = KernelManager()
    other.start_kernel()
    second = other.client()
    second.start_channels()
    second.wait_for_ready(timeout=60)
    assert int(run(second, load + "print(len(load().indicators))")) > 20
    draw = "import random, uuid; print(random.random(), uuid.uuid4())"
    assert run(client, draw) != run(second, draw)
    second.stop_channels()
    other.shutdown_kernel(now=True)


def test_the_end_of_a_kernel_is_seen(kernel: tuple[Any, BlockingKernelClient]) -> None:
    manager, _ = kernel
    assert manager.is_alive()
    os.kill(manager.provisioner.pid, signal.SIGKILL)
    wait_for(lambda: not manager.is_alive(), 5)


def test_other_kernels_are_started_as_usual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KernelProvisionerFactory.instance(), "default_provisioner_name", NAME)
    manager: Any = KernelManager()
    manager.kernel_spec.argv = [sys.executable, "-c", "import time; time.sleep(60)"]
    manager.start_kernel()
    assert psutil.Process(manager.provisioner.pid).cmdline()[1] == "-c"
    assert "forkserver" not in " ".join(psutil.Process(manager.provisioner.pid).cmdline())
    manager.shutdown_kernel(now=True)


def test_no_kernel_outlives_a_server_that_is_killed(tmp_path: Any) -> None:
    with serving(tmp_path, port=free_port()) as service:
        service.leave(service.get("/map").kernel)
        server = next(
            child for child in psutil.Process().children() if str(service.port) in " ".join(child.cmdline())
        )
        below = server.children(recursive=True)
        assert len(below) > 4
        server.kill()
        gone, alive = psutil.wait_procs(below, timeout=15)
        assert [" ".join(process.cmdline()) for process in alive] == []
        assert len(gone) == len(below)
        time.sleep(0.1)


def test_only_the_warm_process_is_warm() -> None:
    """Importing it would give the server its books twice, and take it the widgets that need no kernel."""
    code = "import sys, cdslib.server.app; print('cdslib.server.warm' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip()
        == b"False"
    )
