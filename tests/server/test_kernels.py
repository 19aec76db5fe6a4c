"""Which kernels may start, and which are ended, without a server."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from cdslib.server.kernels import BoundedKernels, BusyError
from cdslib.server.memory import free_memory, limit_memory


def finished(work: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine in a thread of its own: browser tests before these leave a loop running in the main one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


VISITOR: dict[str, Any] = {"env": {"VOILA_PREHEAT": "False"}}
READY: dict[str, Any] = {"env": {"VOILA_PREHEAT": "True"}}


@pytest.fixture
def kernels(monkeypatch: pytest.MonkeyPatch) -> BoundedKernels:
    """Kernels that take no time and no memory."""

    async def start(self: BoundedKernels, **kwargs: Any) -> None:
        await asyncio.sleep(0)
        self._kernels[kwargs["kernel_id"]] = SimpleNamespace(provisioner=None)

    async def end(self: BoundedKernels, kernel_id: str) -> None:
        del self._kernels[kernel_id]

    monkeypatch.setattr(AsyncMappingKernelManager, "start_kernel", start)
    monkeypatch.setattr(AsyncMappingKernelManager, "shutdown_kernel", end)
    return BoundedKernels(max_kernels=2, memory_floor=0, orphan_seconds=0)


def test_no_more_than_the_cap_even_at_the_same_moment(kernels: BoundedKernels) -> None:
    async def rush() -> list[Any]:
        return await asyncio.gather(
            *[kernels.start_kernel(**VISITOR) for _ in range(9)], return_exceptions=True
        )

    found = finished(rush())
    assert [type(one) for one in found] == [str, str] + [BusyError] * 7
    assert len(kernels) == 2


def test_kernels_kept_ready_wait_for_room(kernels: BoundedKernels) -> None:
    async def wait() -> str:
        first = await kernels.start_kernel(**VISITOR)
        await kernels.start_kernel(**VISITOR)
        waiting = asyncio.create_task(kernels.start_kernel(**READY))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        await kernels.shutdown_kernel(first)
        return await asyncio.wait_for(waiting, 5)

    assert finished(wait()) in kernels.list_kernel_ids()


def test_the_memory_floor(kernels: BoundedKernels, monkeypatch: pytest.MonkeyPatch) -> None:
    kernels.memory_floor = 300
    free = SimpleNamespace(available=299 * 2**20)
    monkeypatch.setattr("cdslib.server.memory.psutil.virtual_memory", lambda: free)
    with pytest.raises(BusyError) as caught:
        finished(kernels.start_kernel(**VISITOR))
    assert caught.value.message("vi") == "Máy chủ đã đủ số người dùng cùng lúc."
    assert caught.value.message("en") == "The server already has as many visitors as it can hold."
    free.available += 2**20
    assert kernels.room()


def test_a_kernel_that_no_page_comes_back_to_is_ended(kernels: BoundedKernels) -> None:
    kernel = finished(kernels.start_kernel(**VISITOR))
    finished(kernels.cull_kernel_if_idle(kernel))
    assert len(kernels) == 0


def test_a_kernel_with_its_page_is_not(kernels: BoundedKernels, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    async def cull(_: BoundedKernels, kernel_id: str) -> None:
        asked.append(kernel_id)

    monkeypatch.setattr(AsyncMappingKernelManager, "cull_kernel_if_idle", cull)
    kernel = finished(kernels.start_kernel(**VISITOR))
    kernels._kernel_connections[kernel] = 0
    kernels.notify_connect(kernel)
    finished(kernels.cull_kernel_if_idle(kernel))
    assert asked == [kernel] == kernels.list_kernel_ids()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can limit another process")
def test_a_process_that_takes_too_much_memory_fails_alone() -> None:
    greedy = "import sys; sys.stdin.read(1); print(len(bytearray(500 * 2**20)))"
    process = subprocess.Popen(
        [sys.executable, "-c", greedy], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert limit_memory(process.pid, 200)
    out, err = process.communicate(b"x", timeout=30)
    assert (out, process.returncode) == (b"", 1)
    assert b"MemoryError" in err


def test_no_limit_where_there_can_be_none() -> None:
    assert not limit_memory(None, 500)
    assert not limit_memory(os.getpid(), 0)


def test_the_limit_of_a_container_or_unit_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = SimpleNamespace(available=8000)
    monkeypatch.setattr("cdslib.server.memory.psutil.virtual_memory", lambda: machine)
    own, groups = tmp_path / "own", tmp_path / "groups"
    assert free_memory(groups, own) == 8000
    own.write_text("4:memory:/elsewhere\n0::/cds.slice/cdslib@a.service\n")
    unit = groups / "cds.slice" / "cdslib@a.service"
    unit.mkdir(parents=True)
    assert free_memory(groups, own) == 8000

    def put(folder: Path, most: str, current: int, files: int) -> None:
        (folder / "memory.max").write_text(f"{most}\n")
        (folder / "memory.current").write_text(f"{current}\n")
        (folder / "memory.stat").write_text(f"anon {current - files}\ninactive_file {files}\n")

    put(unit, "max", 700, 100)
    assert free_memory(groups, own) == 8000
    put(unit, "1000", 700, 100)
    assert free_memory(groups, own) == 1000 - 700 + 100
    put(unit.parent, "900", 800, 0)
    assert free_memory(groups, own) == 100
    machine.available = 50
    assert free_memory(groups, own) == 50
