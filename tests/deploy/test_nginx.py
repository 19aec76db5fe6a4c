"""Two servers behind nginx, with the files of ``deploy/nginx`` and ``deploy/systemd``."""

import gzip
import json
import os
import re
import signal
import ssl
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from cdslib.server.pages import DASHBOARDS
from tests.deploy.conftest import (
    DEPLOY,
    PATIENCE,
    Answer,
    Certificate,
    Place,
    Process,
    adapted,
    checked,
    dashboards,
    free_port,
    needs_nginx,
    nginx,
    nginx_main,
    wait_for,
)

pytestmark = needs_nginx
MOST = 3
OFFICE = "127.0.0.2"  # another address of this machine, so that its limit is its own


@dataclass(frozen=True)
class Site:
    """nginx, the plain port that only sends on, and the two servers by the letters of their cookie."""

    front: Place
    plain: Place
    servers: dict[str, Place]
    processes: dict[str, Process]
    folder: Path

    def server_of(self, kernel: str) -> str:
        """Return the letter of the server on which a session lives."""
        return "".join(
            letter
            for letter, place in self.servers.items()
            if place.ask(f"/cds/api/kernels/{kernel}").status == 200
        )

    def start(self, path: str = "/cds/map", stay: str = "") -> tuple[str, Answer]:
        """Open a page as a browser does; return what the cookie says afterwards, and the page."""
        page = self.front.ask(path, **({"Cookie": f"cds_server={stay}"} if stay else {}))
        cookie = page.headers["Set-Cookie"] or ""
        return cookie.partition(";")[0].removeprefix("cds_server="), page

    def leave(self, kernel: str, stay: str = "") -> int:
        """Close a page, and return the answer to the word that it closes."""
        cookie = {"Cookie": f"cds_server={stay}"} if stay else {}
        return self.front.ask(f"/cds/voila/api/shutdown/{kernel}", "POST", **cookie).status

    def log(self) -> str:
        return "".join(file.read_text(encoding="utf-8") for file in self.folder.glob("cdslib*.log"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, certificate: Certificate) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("nginx")
    tls, plain, *ports = (free_port() for _ in range(4))
    changes = {
        "listen 443": f"listen 127.0.0.1:{tls}",
        "listen 80": f"listen 127.0.0.1:{plain}",
        "/etc/ssl/cdslib": str(certificate.folder),
        "/etc/nginx/cdslib": str(DEPLOY / "nginx" / "cdslib"),
        "/var/cache/nginx": str(folder),
        "/var/log/nginx": str(folder),
        "8866": str(ports[0]),
        "8867": str(ports[1]),
    }
    text = adapted(DEPLOY / "nginx" / "cdslib.conf", changes)
    front = Place(tls, certificate.context)
    with ExitStack() as stack:
        processes = {
            letter: stack.enter_context(
                dashboards(letter, folder / letter, port, "/cds/", "--max-kernels", str(MOST))
            )
            for letter, port in zip("ab", ports, strict=True)
        }
        stack.enter_context(nginx(folder, lambda: front.answers("/cds/"), text))
        servers = {letter: Place(port) for letter, port in zip("ab", ports, strict=True)}
        yield Site(front, Place(plain), servers, processes, folder)


def test_the_dashboards_and_the_hub_fit_into_one_nginx(certificate: Certificate, tmp_path: Path) -> None:
    changes = {
        "listen 443": f"listen 127.0.0.1:{free_port()}",
        "listen 80": f"listen 127.0.0.1:{free_port()}",
        "/etc/ssl/cdslib": str(certificate.folder),
        "/var/log/nginx": str(tmp_path),
    }
    more = {"/etc/nginx/cdslib": str(DEPLOY / "nginx" / "cdslib"), "/var/cache/nginx": str(tmp_path)}
    dashboards_site = adapted(DEPLOY / "nginx" / "cdslib.conf", changes | more)
    hub_site = adapted(DEPLOY / "nginx" / "jupyterhub.conf", changes)
    assert checked(nginx_main(tmp_path, dashboards_site, hub_site)) == ""


def test_tls_alone(site: Site) -> None:
    moved = site.plain.ask("/cds/map?i=dti")
    assert (moved.status, moved.headers["Location"]) == (301, "https://127.0.0.1/cds/map?i=dti")
    root = site.front.ask("/")
    assert (root.status, root.headers["Location"]) == (302, f"https://127.0.0.1:{site.front.port}/cds/")
    stranger = ssl.create_default_context()
    with pytest.raises(ssl.SSLCertVerificationError):
        Place(site.front.port, stranger).ask("/cds/")
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.deprecated_call():
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises(ssl.SSLError):
        Place(site.front.port, old).ask("/cds/")


@pytest.mark.parametrize("path", ["/cds/", "/cds/files/0123456789abcdef/site.js", "/elsewhere"])
def test_headers_of_the_servers_and_of_the_proxy(site: Site, path: str) -> None:
    headers = site.front.ask(path).headers
    assert headers.get_all("Strict-Transport-Security") == ["max-age=31536000"]
    assert headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Server"] == "nginx"


def test_what_is_sent_is_compressed_and_kept(site: Site) -> None:
    home = site.front.ask("/cds/", Accept_Encoding="gzip, deflate, br, zstd")
    assert home.headers["Content-Encoding"] == "gzip"
    (address,) = re.findall(r'"(/cds/files/[0-9a-f]{16}/)site\.js"', site.front.ask("/cds/").text)
    plain = site.front.ask(f"{address}vega.mjs")
    packed = [
        site.front.ask(f"{address}vega.mjs", Accept_Encoding="gzip", Cookie=f"cds_server={letter}")
        for letter in "ab"
    ]
    assert plain.headers["Content-Encoding"] is None
    for answer in packed:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert packed[0].body == packed[1].body
    assert len(packed[0].body) < 0.4 * len(plain.body)
    assert gzip.decompress(packed[0].body) == plain.body
    wait_for(lambda: " GET file - HIT " in site.log(), "the line in the log")
    again = site.front.ask(f"{address}vega.mjs", If_None_Match=plain.headers["ETag"])
    assert (again.status, again.body) == (304, b"")


def test_a_file_of_another_version_is_not_kept(site: Site) -> None:
    for _ in range(2):
        file = site.front.ask("/cds/files/0123456789abcdef/site.js")
        assert (file.status, file.headers["Cache-Control"]) == (200, "no-cache")
    known = {"If-None-Match": file.headers["ETag"]}
    assert site.front.ask("/cds/files/0123456789abcdef/site.js", **known).status == 304


def test_every_dashboard_is_a_page_start(site: Site) -> None:
    for page in DASHBOARDS:
        site.front.ask(f"/cds/{page.name}", "HEAD")
        wait_for(lambda page=page: f" HEAD /cds/{page.name} " in site.log(), "the line in the log")


def test_many_page_starts_are_slowed_and_files_are_not(site: Site) -> None:
    answers = [site.front.ask("/cds/nosuchpage", source=OFFICE) for _ in range(60)]
    assert {answer.status for answer in answers[:40]} == {404}
    refused = [answer for answer in answers if answer.status == 429]
    assert len(refused) >= 5
    assert refused[0].headers["Retry-After"] == "10"
    assert "Xin chờ một lát" in refused[0].text
    assert "One moment, please" in refused[0].text
    assert refused[0].headers["Strict-Transport-Security"] is not None
    file = site.front.ask("/cds/files/0123456789abcdef/site.js", source=OFFICE)
    assert file.status == 200
    assert site.front.ask("/cds/nosuchpage").status == 404


def test_too_large_requests_stop_here(site: Site) -> None:
    assert site.front.ask("/cds/login", "POST", b"x" * 70_000).status == 413
    assert site.front.ask("/cds/", X_Long="x" * 20_000).status == 400


def test_how_the_servers_are_is_not_for_everyone(site: Site) -> None:
    assert site.front.ask("/cds/healthz", source=OFFICE).status == 403
    assert site.front.ask("/cds/healthz").status == 200


def channels(site: Site, kernel: str, stay: str = "") -> str:
    """Open the websocket of a session through nginx and return what the kernel says it is."""
    address = f"wss://127.0.0.1:{site.front.port}/cds/api/kernels/{kernel}/channels?session_id={uuid.uuid4()}"
    cookie = {"Cookie": f"cds_server={stay}"} if stay else {}
    header = {"msg_id": str(uuid.uuid4()), "msg_type": "kernel_info_request", "session": "", "username": ""}
    ask = {"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": {}}
    origin = f"https://127.0.0.1:{site.front.port}"
    with connect(address, ssl=site.front.tls, additional_headers=cookie, origin=origin, proxy=None) as socket:  # type: ignore[arg-type]
        socket.send(json.dumps(ask))
        return next(
            kind for message in socket if (kind := json.loads(message)["msg_type"]).endswith("_reply")
        )


def test_a_visitor_stays_on_one_server(site: Site) -> None:
    first, page = site.start()
    assert page.headers["Set-Cookie"].endswith("; Path=/cds/; Secure; HttpOnly; SameSite=Lax")
    assert site.server_of(page.kernel) == first
    other, elsewhere = site.start()
    assert {first, other} == {"a", "b"}, "the second visitor goes to the server with fewer sessions"
    again, second = site.start("/cds/targets", stay=first)
    assert (again, site.server_of(second.kernel)) == (first, first)
    for kernel, stay in ((page.kernel, first), (second.kernel, first), (elsewhere.kernel, other)):
        assert channels(site, kernel, stay) == "kernel_info_reply"
        assert site.leave(kernel, stay) == 204
        assert site.server_of(kernel) == ""


def test_without_a_cookie_a_session_is_found_all_the_same(site: Site) -> None:
    kernels = [site.start()[1].kernel for _ in range(2)]
    assert {site.server_of(kernel) for kernel in kernels} == {"a", "b"}
    for kernel in kernels:
        for wrong in ("", "a", "b", "nonsense"):
            assert channels(site, kernel, wrong) == "kernel_info_reply"
        assert site.leave(kernel) == 204
        assert site.server_of(kernel) == ""
    with pytest.raises(InvalidStatus, match="404"):
        channels(site, kernels[0])


def test_a_full_server_is_passed_over_until_all_are_full(site: Site) -> None:
    visits = [site.start(stay="a") for _ in range(2 * MOST)]
    assert [letter for letter, _ in visits] == ["a"] * MOST + ["b"] * MOST
    letter, page = site.start(stay="a")
    assert (page.status, letter) == (503, "")
    assert page.headers["Retry-After"] is not None
    for letter, page in visits:
        assert site.leave(page.kernel, letter) == 204


def test_the_logs_name_no_visitor(site: Site) -> None:
    letter, page = site.start("/cds/map?p=vn34-38&i=dti")
    site.front.ask("/cds/nosuchpage?name=nguyen", source=OFFICE, User_Agent="Mozilla/5.0 Secret")
    site.leave(page.kernel, letter)
    wait_for(lambda: " POST session " in site.log(), "the line in the log")
    log = site.log()
    for secret in (OFFICE, "vn34-38", "nguyen", "Secret", page.kernel):
        assert secret not in log


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[tuple[Page, str]]:
    context = browser.new_context(ignore_https_errors=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(1000 * PATIENCE)
    yield page, f"https://127.0.0.1:{site.front.port}"
    context.close()


MAP = ".cds-map svg path[aria-label]"


@pytest.mark.browser
def test_a_server_dies_and_its_visitors_return(visitor: tuple[Page, str], site: Site, tmp_path: Path) -> None:
    page, address = visitor

    def where() -> str:
        return next(str(c["value"]) for c in page.context.cookies() if c["name"] == "cds_server")

    page.goto(f"{address}/cds/map?i=infrastructure&lang=en")
    expect(page.locator(MAP).first).to_be_visible(timeout=1000 * PATIENCE)
    headline, first = page.locator(".cds-headline").inner_text(), where()
    page.evaluate("document.body.dataset.before = 'true'")
    process = site.processes[first]
    os.kill(process.pid, signal.SIGKILL)
    expect(page.locator("body[data-before]")).to_have_count(0, timeout=1000 * PATIENCE)
    expect(page.locator(MAP).first).to_be_visible(timeout=1000 * PATIENCE)
    expect(page.locator(".cds-headline")).to_have_text(headline)
    second = where()
    assert {first, second} == {"a", "b"}
    assert site.start()[0] == second, "a new visitor is not led to the dead server"
    with dashboards(first, tmp_path / "again", site.servers[first].port, "/cds/"):
        page.reload()
        expect(page.locator(MAP).first).to_be_visible(timeout=1000 * PATIENCE)
        assert where() == second, "nobody is moved back"
    os.kill(site.processes[second].pid, signal.SIGKILL)
    site.processes[second].wait()
    none = site.front.ask("/cds/map")
    assert none.status == 502
    assert "Xin chờ một lát" in none.text
