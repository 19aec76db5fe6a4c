"""Attacks over the websocket of a kernel of a really running service: no visitor's code may run."""

import json
import re
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.server.conftest import Service

V1 = "v1.kernel.websocket.jupyter.org"


def message(kind: str, channel: str = "shell", **content: Any) -> dict[str, Any]:
    header = {
        "msg_id": uuid4().hex,
        "session": "test",
        "username": "",
        "version": "5.4",
        "msg_type": kind,
        "date": "",
    }
    return {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": channel}


def packed(said: dict[str, Any]) -> bytes:
    """Write a message in the binary protocol of browsers."""
    parts = [said["channel"].encode()]
    parts += [json.dumps(said[part]).encode() for part in ("header", "parent_header", "metadata", "content")]
    starts = [8 * (len(parts) + 2)]
    for part in parts:
        starts.append(starts[-1] + len(part))
    numbers = [len(starts), *starts]
    return b"".join(number.to_bytes(8, "little") for number in numbers) + b"".join(parts)


def heard(opened: ClientConnection, last: str = "kernel_info_reply", seconds: float = 10) -> str:
    """Return what the kernel says until it answers a harmless question, and half a second longer."""
    opened.send(
        packed(message("kernel_info_request"))
        if opened.subprotocol
        else json.dumps(message("kernel_info_request"))
    )
    found, end = "", time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        try:
            said = opened.recv(timeout=left)
        except TimeoutError:
            break
        found += said if isinstance(said, str) else said.decode("utf-8", "replace")
        if last in found:
            end = min(end, time.monotonic() + 0.5)
    return found


@pytest.fixture(scope="module")
def kernel(service: Service) -> str:
    return service.get("/map").kernel


@pytest.mark.parametrize("protocol", [None, V1], ids=["text", "binary"])
def test_no_message_runs_code(service: Service, kernel: str, protocol: Any, tmp_path: Path) -> None:
    code = f"open({str(tmp_path / 'was-here')!r}, 'w')"
    hostile = [
        message("execute_request", channel, code=code, silent=False)
        for channel in ("shell", "control", "stdin", "iopub")
    ]
    hostile += [
        message(kind, channel, code=code, cursor_pos=0, detail_level=0, restart=False)
        for kind in (
            "complete_request",
            "inspect_request",
            "history_request",
            "is_complete_request",
            "debug_request",
            "interrupt_request",
            "shutdown_request",
            "create_subshell_request",
            "input_reply",
            "usage_request",
            "EXECUTE_REQUEST",
            "execute_request\n",
        )
        for channel in ("shell", "control")
    ]
    hostile += [
        message("comm_open", target_name=name, comm_id="x", data={}) for name in ("jupyter.widget", "os", "")
    ]
    subprotocols = {"subprotocols": [protocol]} if protocol else {}
    with service.channels(kernel, **subprotocols) as opened:
        for said in hostile:
            opened.send(packed(said) if protocol else json.dumps(said))
        answers = heard(opened)
    assert "kernel_info_reply" in answers
    assert not re.search(
        r"(execute|complete|inspect|history|shutdown|debug|interrupt|subshell)\w*_reply", answers
    )
    assert "execute_input" not in answers
    assert not (tmp_path / "was-here").exists()
    assert service.get(f"/api/kernels/{kernel}").status == 200


def test_disguised_messages_are_dropped(service: Service, kernel: str, tmp_path: Path) -> None:
    code = f"open({str(tmp_path / 'was-here')!r}, 'w')"
    run = message("execute_request", code=code, silent=False)
    twice = json.dumps(run["header"])[:-1] + ', "msg_type": "comm_msg"}'
    swapped = json.dumps(message("comm_msg")["header"])[:-1] + ', "msg_type": "execute_request"}'
    with service.channels(kernel) as opened:
        for header in (twice, swapped):
            rest = json.dumps(
                {part: run[part] for part in ("content", "parent_header", "metadata", "channel")}
            )
            opened.send(f'{{"header": {header}, {rest[1:]}')
        for broken in (
            "",
            "{}",
            "[]",
            "null",
            '{"header": null}',
            '{"channel": "shell", "header": {}}',
            b"",
            b"\xff" * 40,
            "x" * 1000,
        ):
            opened.send(broken)
        opened.send(json.dumps({key: value for key, value in run.items() if key != "channel"}))
        answers = heard(opened)
    assert "kernel_info_reply" in answers
    assert not re.search(r"execute_(input|reply|result)", answers)
    assert not (tmp_path / "was-here").exists()


def test_a_wish_that_breaks_the_page_tells_no_traceback(service: Service) -> None:
    page = service.get("/targets")
    widget = re.findall(r'"model_id": ?"(\w+)"', page.text)[0]
    with service.channels(page.kernel) as opened:
        for state in (
            {"wish": 7},
            {"wish": {"year": {"a": []}, "lang": "<script>"}},
            {"view": None},
            {"_esm": "x"},
        ):
            opened.send(
                json.dumps(message("comm_msg", comm_id=widget, data={"method": "update", "state": state}))
            )
        opened.send(
            json.dumps(
                message(
                    "comm_msg",
                    comm_id=widget,
                    data={"method": "custom", "content": {"kind": "export", "format": "../../x"}},
                )
            )
        )
        answers = heard(opened)
    assert "kernel_info_reply" in answers
    assert "Traceback" not in answers
    assert "site-packages" not in answers
    service.leave(page.kernel)


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://127.0.0.1.evil.example", "null", "http://127.0.0.1:1"]
)
def test_other_sites_cannot_reach_a_kernel(service: Service, kernel: str, origin: str) -> None:
    with pytest.raises(InvalidStatus) as caught, service.channels(kernel, origin=origin):
        pass
    assert caught.value.response.status_code == 403
    answer = service.get(f"/voila/api/shutdown/{kernel}", "POST", Origin=origin)
    assert answer.status == 404
    assert service.get(f"/api/kernels/{kernel}").status == 200


def watching(service: Service, kernel: str, **arguments: Any) -> ClientConnection:
    return connect(f"ws://127.0.0.1:{service.port}/voila/api/watch/{kernel}", proxy=None, **arguments)


def test_a_page_is_told_that_its_kernel_has_ended(service: Service) -> None:
    kernel = service.get("/map").kernel
    for refused in ({"origin": "https://evil.example"}, {"kernel": str(uuid4())}):
        with pytest.raises(InvalidStatus), watching(service, **{"kernel": kernel} | refused):
            pass
    with watching(service, kernel) as opened:
        opened.send("anything")
        with pytest.raises(TimeoutError):
            opened.recv(timeout=0.5)
        assert service.leave(kernel).status == 204
        with pytest.raises(ConnectionClosed) as caught:
            opened.recv(timeout=10)
    assert caught.value.rcvd is not None
    assert caught.value.rcvd.code == 4404


def test_a_kernel_nobody_has(service: Service) -> None:
    with pytest.raises(InvalidStatus), service.channels(str(uuid4())):
        pass
    assert service.leave(str(uuid4())).status == 404


def test_a_long_message_ends_the_connection(service: Service, kernel: str) -> None:
    with service.channels(kernel) as opened:
        opened.send("x" * 600_000)
        with pytest.raises(ConnectionClosed):
            list(iter(lambda: opened.recv(timeout=10), None))
    assert service.get("/").status == 200


@pytest.mark.parametrize("protocol", [None, V1], ids=["text", "binary"])
def test_a_file_comes_over_either_protocol_and_nobody_waits_meanwhile(
    service: Service, protocol: Any
) -> None:
    """Voilà reads every binary message by the newer protocol; meeting the older one, its server never ends reading."""
    page = service.get("/map")
    widget = re.search(r'"model_id": "(\w+)"', page.text)
    assert widget is not None
    content = {"kind": "export", "format": "csv", "year": 2024, "chosen": []}
    said = message("comm_msg", comm_id=widget[1], data={"method": "custom", "content": content})
    with service.channels(page.kernel, subprotocols=[protocol] if protocol else None) as opened:
        opened.send(packed(said) if protocol else json.dumps(said))
        found = b""
        while b"Thanh H" not in found:
            part = opened.recv(timeout=10)
            found += part if isinstance(part, bytes) else b""
    assert "cds-dti-vn34-2024.csv" in found.decode("utf-8", "replace")
    assert service.get("/healthz").status == 200
    service.leave(page.kernel)


def test_the_page_hears_no_source_and_no_traceback(service: Service) -> None:
    page = service.get("/map")
    with service.channels(page.kernel) as opened:
        opened.send(json.dumps(message("comm_msg", comm_id="none", data={"method": "update", "state": 3})))
        opened.send(json.dumps(message("comm_msg", comm_id=5, data=7)))
        told = heard(opened)
    for secret in ("Traceback", "execute_input", "MapDashboard", "site-packages"):
        assert secret not in told
    service.leave(page.kernel)
