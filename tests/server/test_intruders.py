"""Attacks over HTTP on a really running service, on this machine only: nothing is told, nothing lingers."""

import contextlib
import re
import socket
from collections.abc import Iterator

import pytest

from cdslib.server.files import load_files
from tests.server.conftest import Service, wait_for

FILES = f"/files/{load_files().digest}"


@pytest.fixture(scope="module", autouse=True)
def slow(service: Service) -> Iterator[list[socket.socket]]:
    """Forty visitors whose requests never end, there during all these tests."""
    head = f"POST /login HTTP/1.1\r\nHost: 127.0.0.1:{service.port}\r\n".encode()
    opened = [socket.create_connection(("127.0.0.1", service.port), timeout=25) for _ in range(40)]
    for number, connection in enumerate(opened):
        connection.sendall(head + (b"Content-Length: 100\r\n\r\nx" if number % 2 else b"X-Slow: "))
    yield opened
    for connection in opened:
        connection.close()


@pytest.fixture(scope="module")
def kernel(service: Service) -> str:
    return service.get("/map").kernel


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize(
    "path",
    [
        "/api",
        "/api/kernels",
        "/api/sessions",
        "/api/terminals",
        "/api/kernelspecs",
        "/api/contents/map.ipynb",
        "/api/nbconvert",
        "/api/config/x",
        "/api/status",
        "/api/shutdown",
        "/api/me",
        "/api/security/csp-report",
        "/nbconvert/html/map.ipynb",
        "/terminals/websocket/1",
        "/metrics",
        "/logout",
        "/voila/query/00000000-0000-0000-0000-000000000000",
        "/voila/execution/00000000-0000-0000-0000-000000000000",
        "/voila/files/cds.css",
        "/voila/api/themes/x",
        "/voila/labextensions/jupyterlab_pygments/package.json",
    ],
)
def test_what_no_page_needs_does_not_exist(service: Service, path: str, method: str) -> None:
    assert service.get(path, method).status in (404, 405)


def test_a_page_cannot_end_or_restart_kernels_by_the_programming_interface(
    service: Service, kernel: str
) -> None:
    assert service.get(f"/api/kernels/{kernel}", "DELETE").status in (403, 405)
    for action in ("restart", "interrupt"):
        assert service.get(f"/api/kernels/{kernel}/{action}", "POST").status == 404
    assert service.get(f"/api/kernels/{kernel}").status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/voila/templates/lab/static/../../../../../../etc/passwd",
        "/voila/templates/lab/static/%2e%2e/%2e%2e/conf.json",
        "/voila/templates/lab/index.html.j2",
        "/voila/templates/x",
        "/voila/templates/../x/y",
        "/voila/static/%2e%2e%2f%2e%2e%2fapp.py",
        "/voila/static/..%5c..%5capp.py",
        "/voila/static//etc/passwd",
        "/voila/static/",
        "/voila/labextensions/cdslib/..%2f..%2f..%2fpyproject.toml",
        "/voila/labextensions/cdslib/static/%00",
        "/voila/labextensions/cdslib/",
        "/static/etc/passwd",
        "//etc/passwd",
        "/map/../../etc/passwd",
        "/map/",
        "/map.ipynb",
    ],
)
def test_paths_lead_nowhere_else(service: Service, path: str) -> None:
    answer = service.get(path)
    assert answer.status in (400, 403, 404)
    assert b"root:" not in answer.body
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "path", ["/%s", "/map?i=%s", "/map?lang=%s&theme=%s", "/nothing?%s", "/login?next=%s", "/files/%s"]
)
def test_script_in_the_address_is_never_repeated(service: Service, path: str) -> None:
    for script in ("<script>alert(7)</script>", '"><img src=x onerror=alert(7)>', "javascript:alert(7)"):
        coded = "".join(f"%{byte:02x}" for byte in script.encode())
        answer = service.get(path.replace("%s", coded))
        assert "alert(7)" not in answer.text
        assert "alert(7)" not in str(answer.headers)
        if path.startswith("/map"):
            service.leave(answer.kernel)


def send(service: Service, data: bytes, seconds: float = 5) -> bytes:
    """Send bytes as they are and return what comes until the service hangs up or the time is over."""
    with socket.create_connection(("127.0.0.1", service.port), timeout=seconds) as connection:
        received = b""
        with contextlib.suppress(OSError):
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            while piece := connection.recv(65536):
                received += piece
    return received


def test_large_requests_are_cut_off(service: Service) -> None:
    head = f"POST /login HTTP/1.1\r\nHost: 127.0.0.1:{service.port}\r\n".encode()
    assert b" 200 " not in send(service, head + b"Content-Length: 10000000000\r\n\r\n" + b"x" * 200_000)
    assert b" 200 " not in send(service, head + b"X-Long: " + b"x" * 100_000 + b"\r\n\r\n")
    assert b" 200 " not in send(service, b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\n\r\n")
    assert b" 200 " not in send(service, b"\x16\x03\x01\x02\x00" * 1000)
    assert service.get("/").status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/map",
        "/nothing",
        "/login",
        "/voila/static/none",
        f"{FILES}/vega.mjs",
        "/api/kernels/x-x-x-x-x",
        "/api/kernels",
        f"{FILES}/map.mjs",
        "/files/0123456789abcdef/map.mjs",
    ],
)
def test_every_answer_has_the_headers(service: Service, path: str) -> None:
    answer = service.get(path)
    policy = dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert "unsafe" not in policy["script-src"]
    assert policy["frame-ancestors"] == "'self'"
    assert not re.search(r"[\w*]+[.:]//|\*", answer.headers["content-security-policy"])
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert "server" not in answer.headers
    assert "set-cookie" not in answer.headers or path == "/login"


def test_no_page_has_a_script_that_the_policy_refuses(service: Service) -> None:
    for path in ("/", "/map", "/targets", "/nothing", "/login"):
        page = service.get(path)
        if path in ("/map", "/targets"):
            service.leave(page.kernel)
        for attributes, words in re.findall(r"<script\b([^>]*)>(.*?)</script>", page.text, re.DOTALL):
            assert "src=" in attributes or 'type="application/' in attributes, words[:100]
        assert not re.search(r"<[^>]+\son\w+=", page.text)


def test_the_log_knows_no_visitor(service: Service) -> None:
    service.get(
        "/nothing?i=mat-khau&token=bi-mat-cua-toi",
        **{
            "User-Agent": "Trình-duyệt-lạ".encode().decode("latin-1"),
            "Referer": "http://127.0.0.1/xyz?q=bi-mat",
        },
    )
    send(service, b"GARBAGE /mat-khau?x HTTP/9\r\n\r\n", 1)
    wait_for(lambda: "404 GET by MissingHandler" in service.log)
    for secret in ("127.0.0.1", "mat-khau", "bi-mat", "duyệt", "xyz"):
        assert secret not in service.log.replace(f"http://127.0.0.1:{service.port}/ (", "")


def test_slow_requests_are_hung_up_on(slow: list[socket.socket]) -> None:
    for connection in slow:
        with contextlib.suppress(ConnectionResetError):
            assert b" 200 " not in connection.recv(1000)
