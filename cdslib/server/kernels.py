"""Visitors' kernels: not more than the machine can hold, none forgotten, none that runs a visitor's code."""

import asyncio
import json
import time
import uuid
from collections.abc import Callable
from typing import Any

from jupyter_server.services.kernels.connection.base import (
    deserialize_binary_message,
    deserialize_msg_from_ws_v1,
)
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Integer
from voila.request_info_handler import RequestInfoSocketHandler
from voila.utils import ENV_VARIABLE

from cdslib.errors import CdsError
from cdslib.server.memory import MEGABYTE, free_memory, limit_memory

ALLOWED = frozenset({"kernel_info_request", "comm_info_request", "comm_open", "comm_msg", "comm_close"})
TOLD = frozenset(
    {"status", "comm_open", "comm_msg", "comm_close", "kernel_info_reply", "comm_info_reply"}
)  # not the source of a cell, not what an error says
CONTROL_COMM = "jupyter.widget.control"


class BusyError(CdsError):
    """No further kernel fits on this machine."""

    key = "serve.busy"


class BoundedKernels(AsyncMappingKernelManager):
    """Starts a kernel only if there is room; those kept ready wait for it, those of visitors are refused.

    Attributes
    ----------
    max_kernels : int
        Kernels at most, those that are starting among them.
    memory_floor : int
        Megabytes that must be free on the machine.
    kernel_memory : int
        Megabytes that a kernel may take, 0 for no limit.
    orphan_seconds : int
        After so long a kernel that no page ever came back to is ended.
    watchers : dict
        Whom to tell, by kernel, when it ends.
    """

    max_kernels = Integer(20).tag(config=True)
    memory_floor = Integer(300).tag(config=True)
    kernel_memory = Integer(1024).tag(config=True)
    orphan_seconds = Integer(90).tag(config=True)

    def __init__(self, **kwargs: Any) -> None:
        self._starting: set[str] = set()
        self._visited: set[str] = set()
        self._alone: dict[str, float] = {}
        self._closing = False
        self._ending: set[asyncio.Future[None]] = set()
        self.watchers: dict[str, list[Callable[[], None]]] = {}
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]

    def room(self) -> bool:
        """Return whether another kernel may be started."""
        if len(self._starting | set(self.list_kernel_ids())) >= self.max_kernels:
            return False
        return free_memory() >= self.memory_floor * MEGABYTE

    def prune(self) -> None:
        """Replace those kept ready that failed to start or have died since."""
        voila: Any = self  # Voilà's subclass keeps kernels ready
        for notebook, pool in getattr(voila, "_pools", {}).items():
            useless = [task for task in pool if task.done() and not self._usable(task)]
            for task in useless:
                pool.remove(task)
            if useless:
                voila.fill_if_needed(notebook_name=notebook)

    def renew(self) -> None:
        """Replace those kept ready by others that start now; kernels with visitors go on as they are."""
        voila: Any = self
        for notebook, pool in list(getattr(voila, "_pools", {}).items()):
            old = list(pool)
            pool.clear()
            voila.fill_if_needed(delay=0, notebook_name=notebook)
            for task in old:
                task.add_done_callback(self._end_ready)

    def _end_ready(self, task: "asyncio.Task[Any]") -> None:
        """End a kernel that was kept ready, as soon as it is."""
        if self._usable(task) and not self._closing:
            ending = asyncio.ensure_future(self.shutdown_kernel(task.result()["kernel_id"]))
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)

    def _usable(self, task: "asyncio.Task[Any]") -> bool:
        return not task.cancelled() and not task.exception() and task.result()["kernel_id"] in self

    async def cull_kernels(self) -> None:
        """End what nobody uses."""
        self.prune()
        await super().cull_kernels()  # type: ignore[no-untyped-call]

    async def start_kernel(self, **kwargs: Any) -> str:  # type: ignore[override]
        """Start a kernel, limit its memory and return its id."""
        in_advance = kwargs.get("env", {}).get(ENV_VARIABLE.VOILA_PREHEAT) == "True"
        while not self.room():
            if self._closing or not in_advance:
                raise BusyError
            await asyncio.sleep(1)
        kernel_id = kwargs.setdefault("kernel_id", str(uuid.uuid4()))
        self._starting.add(kernel_id)
        try:
            await super().start_kernel(**kwargs)
        finally:
            self._starting.discard(kernel_id)
        limit_memory(getattr(self.get_kernel(kernel_id).provisioner, "pid", None), self.kernel_memory)
        return str(kernel_id)

    async def shutdown_kernel(  # type: ignore[override]
        self, kernel_id: str, *args: Any, **kwargs: Any
    ) -> None:
        """End a kernel and forget its visitor."""
        self._forget(kernel_id)
        await super().shutdown_kernel(kernel_id, *args, **kwargs)  # type: ignore[no-untyped-call]

    def remove_kernel(self, kernel_id: str) -> Any:
        """Take a dead kernel off the list and forget its visitor."""
        self._forget(kernel_id)
        return super().remove_kernel(kernel_id)

    def _forget(self, kernel_id: str) -> None:
        self._visited.discard(kernel_id)
        self._alone.pop(kernel_id, None)
        RequestInfoSocketHandler._cache.pop(kernel_id, None)
        told = self.watchers.pop(kernel_id, [])
        for tell in [] if self._closing else told:  # pages find out themselves that the service is away
            tell()

    async def shutdown_all(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """End all kernels; those still waiting for room give up."""
        self._closing = True
        await super().shutdown_all(*args, **kwargs)

    def notify_connect(self, kernel_id: str) -> None:
        """Note that the page of a kernel is there."""
        self._visited.add(kernel_id)
        super().notify_connect(kernel_id)  # type: ignore[no-untyped-call]

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """End a kernel that nobody uses; one that no page came back to is not kept for long."""
        if kernel_id in self._visited:
            await super().cull_kernel_if_idle(kernel_id)  # type: ignore[no-untyped-call]
            return
        since = self._alone.setdefault(kernel_id, time.monotonic())
        if time.monotonic() - since >= self.orphan_seconds:
            self.log.info("Ending kernel %s: no page came back to it", kernel_id)
            await self.shutdown_kernel(kernel_id)


class Gate(ZMQChannelsWebsocketConnection):
    """Lets only those messages through to a kernel and to its page that widgets need; everything else is dropped."""

    def handle_incoming_message(self, incoming_msg: Any) -> None:
        """Pass on or drop a message of the page."""
        if harmless(incoming_msg, self.subprotocol == "v1.kernel.websocket.jupyter.org"):
            super().handle_incoming_message(incoming_msg)
        else:
            self.log.warning("A message that no page sends was dropped")

    def handle_outgoing_message(self, stream: str, outgoing_msg: list[bytes]) -> None:
        """Pass on or drop a message of the kernel."""
        _, parts = self.session.feed_identities(outgoing_msg)
        if _json(parts[1])["msg_type"] in TOLD:
            super().handle_outgoing_message(stream, outgoing_msg)


def harmless(message: Any, v1: bool) -> bool:
    """Return whether a message is one that widgets send.

    Parameters
    ----------
    message : str or bytes
        As it came over the websocket.
    v1 : bool
        Whether it is written in the first binary protocol.

    Returns
    -------
    bool
        False for anything that could run code, and for anything malformed.

    Examples
    --------
    >>> said = '{"channel": "shell", "header": {"msg_type": "%s"}, "content": {}}'
    >>> harmless(said % "comm_msg", v1=False), harmless(said % "execute_request", v1=False)
    (True, False)
    """
    try:
        if v1:
            channel, parts = deserialize_msg_from_ws_v1(message)
            header, content = _json(parts[0]), _json(parts[3])
        else:
            said = deserialize_binary_message(message) if isinstance(message, bytes) else json.loads(message)
            channel, header, content = said.get("channel"), said["header"], said.get("content", {})
        kind = header["msg_type"]
        if kind == "comm_open" and content["target_name"] != CONTROL_COMM:
            return False
    except Exception:  # whatever an intruder has made up
        return False
    return channel == "shell" and kind in ALLOWED


def _json(part: Any) -> Any:
    return json.loads(bytes(part).decode("utf-8"))
