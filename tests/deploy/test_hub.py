"""JupyterHub with the dashboards as a service, with the files of ``deploy/jupyterhub``, and behind nginx."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.deploy.conftest import (
    DEPLOY,
    PATIENCE,
    ROOT,
    Certificate,
    Place,
    adapted,
    dashboards,
    free_port,
    needs_nginx,
    nginx,
    running,
)

NPM = shutil.which("npm")
pytestmark = [
    needs_nginx,
    pytest.mark.skipif(NPM is None, reason="no npm on this machine; on Debian: apt install npm"),
    pytest.mark.skipif(sys.platform == "win32", reason="JupyterHub does not run on Windows"),
]
LEARNER, PASSWORD = "hoc-vien-01", "mat-khau-cua-lop"

# What a machine of its own has and this one does not: users of the system, systemd, fixed ports.
OF_THIS_TEST = """
load_subconfig({config!r})
c.JupyterHub.bind_url = "http://127.0.0.1:{proxy}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.ConfigurableHTTPProxy.command = [{engine!r}, "--api-ip=127.0.0.1"]
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = {password!r}
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r} + "/{{username}}"
c.JupyterHub.cleanup_servers = True
c.Spawner.args = c.Spawner.args + {arguments!r}
c.JupyterHub.services[0]["url"] = "http://127.0.0.1:{dashboards}"
"""


@dataclass(frozen=True)
class Hub:
    """The hub's own proxy, and nginx before it."""

    proxy: Place
    front: Place


def npm_engine(folder: Path) -> str:
    """Install the hub's proxy from npm in the locked version."""
    assert NPM is not None
    for name in ("package.json", "package-lock.json"):
        shutil.copy(DEPLOY / "jupyterhub" / name, folder)
    done = subprocess.run(
        [NPM, "ci", "--no-audit", "--no-fund"], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode and "CDSLIB_PROVE" not in os.environ:
        pytest.skip(f"npm could not bring the hub's proxy: {done.stderr[-300:]}")
    assert done.returncode == 0, done.stderr
    return str(folder / "node_modules" / ".bin" / "configurable-http-proxy")


def home_with_venv(folder: Path) -> Path:
    """Lay out the program as it is installed: the tree, and an environment beside it."""
    folder.mkdir()
    for name in ("notebooks", "deploy"):
        (folder / name).symlink_to(ROOT / name)
    (folder / ".venv" / "bin").mkdir(parents=True)
    for name in ("cdslib", "jupyterhub-singleuser"):
        (folder / ".venv" / "bin" / name).symlink_to(Path(sys.executable).parent / name)
    return folder


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory, certificate: Certificate) -> Iterator[Hub]:
    folder = tmp_path_factory.mktemp("hub")
    ports = {name: free_port() for name in ("proxy", "hub", "api", "dashboards", "tls", "plain")}
    (folder / "jupyterhub_config.py").write_text(
        OF_THIS_TEST.format(
            config=str(DEPLOY / "jupyterhub" / "jupyterhub_config.py"),
            engine=npm_engine(folder),
            password=PASSWORD,
            homes=str(folder / "homes"),
            arguments=["--allow-root"] if os.geteuid() == 0 else [],
            **ports,
        ),
        encoding="utf-8",
    )
    site = adapted(
        DEPLOY / "nginx" / "jupyterhub.conf",
        {
            "listen 443": f"listen 127.0.0.1:{ports['tls']}",
            "listen 80": f"listen 127.0.0.1:{ports['plain']}",
            "/etc/ssl/cdslib": str(certificate.folder),
            "/var/log/nginx": str(folder),
            "127.0.0.1:8000": f"127.0.0.1:{ports['proxy']}",
        },
    )
    (folder / "homes").mkdir()
    proxy, front = Place(ports["proxy"]), Place(ports["tls"], certificate.context)
    environment = {"CDSLIB_HOME": str(home_with_venv(folder / "program")), "CONFIGPROXY_AUTH_TOKEN": "f" * 64}
    with ExitStack() as stack:
        stack.enter_context(dashboards("hub", folder / "cds", ports["dashboards"], "/services/cds/"))
        stack.enter_context(
            running(
                [sys.executable, "-m", "jupyterhub", "-f", "jupyterhub_config.py"],
                folder,
                lambda: proxy.answers("/hub/login"),
                environment,
            )
        )
        stack.enter_context(nginx(folder / "nginx", lambda: front.answers("/hub/login"), site))
        yield Hub(proxy, front)


@pytest.mark.parametrize("path", ["/", "/hub/home", "/hub/admin", "/hub/spawn", "/user/hoc-vien-01/lab"])
def test_people_must_log_in(hub: Hub, path: str) -> None:
    where = hub.front.ask(path)
    for _ in range(3):
        if where.status != 302:
            break
        address = where.headers["Location"]
        assert address.startswith("/"), "the path alone, so that it holds behind any proxy"
        where = hub.front.ask(address)
    assert where.status == 200
    assert 'name="password"' in where.text


@pytest.mark.parametrize(
    "path", ["/hub/api/users", "/hub/api/proxy", "/hub/api/services", "/user/hoc-vien-01/api/contents"]
)
def test_programs_must_have_a_token(hub: Hub, path: str) -> None:
    assert hub.front.ask(path).status in {302, 403}


def test_the_dashboards_are_open_and_below_their_address(hub: Hub) -> None:
    first = hub.front.ask("/services/cds/")
    assert first.status == 200
    links = re.findall(r'(?:href|src)="(/[^"]*)"', first.text)
    assert len(links) > 5
    assert [link for link in links if not link.startswith("/services/cds/")] == []
    assert "default-src 'none'" in first.headers["Content-Security-Policy"]
    assert first.headers["Strict-Transport-Security"] == "max-age=31536000"
    packed = hub.front.ask(
        "/hub/static/components/bootstrap/dist/js/bootstrap.min.js", Accept_Encoding="gzip"
    )
    assert packed.status == 200
    assert packed.headers["Content-Encoding"] == "gzip"


def test_closed_by_a_token_the_cookie_is_for_tls_alone(tmp_path: Path) -> None:
    port, token = free_port(), "ma-truy-cap-2026"
    with dashboards("hub", tmp_path / "cds", port, "/services/cds/healthz", "--token", token):
        address = f"/services/cds/?token={token}"
        through_nginx = {"X-Scheme": "https", "X-Forwarded-Proto": "https,http"}
        cookies = Place(port).ask(address, **through_nginx).headers.get_all("Set-Cookie") or []
        plain = Place(port).ask(address).headers.get_all("Set-Cookie") or []
        asked = Place(port).ask("/services/cds/")
    assert cookies
    assert [cookie for cookie in cookies if "secure" not in cookie.lower()] == []
    assert plain
    assert [cookie for cookie in plain if "secure" in cookie.lower()] == []
    assert (asked.status, asked.headers["Location"]) == (302, "/services/cds/login?next=%2Fservices%2Fcds%2F")


@pytest.fixture
def visitor(browser: Browser, hub: Hub) -> Iterator[tuple[Page, str]]:
    context = browser.new_context(ignore_https_errors=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(1000 * PATIENCE)
    yield page, f"https://127.0.0.1:{hub.front.port}"
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("through", ["nginx", "the hub's proxy alone"])
def test_the_map_is_drawn_below_the_hubs_address(visitor: tuple[Page, str], hub: Hub, through: str) -> None:
    page, address = visitor
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    base = address if through == "nginx" else f"http://127.0.0.1:{hub.proxy.port}"
    page.goto(f"{base}/services/cds/map?i=infrastructure&lang=en")
    expect(page.locator(".cds-map svg path[aria-label]").first).to_be_visible(timeout=1000 * PATIENCE)
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.locator(".cds-headline")).to_contain_text("Năm 2024")
    assert [url for url in asked if not url.startswith((f"{base}/services/cds/", "blob:", "data:"))] == []


@pytest.mark.browser
def test_a_learner_logs_in_and_finds_the_notebooks(visitor: tuple[Page, str]) -> None:
    page, address = visitor
    page.goto(f"{address}/hub/login")
    page.get_by_label("Username").fill(LEARNER)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".jp-LauncherCard, .jp-DirListing-item").first).to_be_visible(timeout=1000 * PATIENCE)
    expect(page).to_have_url(re.compile(rf"{address}/user/{LEARNER}/lab"))
    answer = page.request.get(f"{address}/user/{LEARNER}/api/contents/notebooks/research")
    assert "01-start-in-ten-minutes.ipynb" in [entry["name"] for entry in answer.json()["content"]]
    lesson = page.request.get(
        f"{address}/user/{LEARNER}/api/contents/notebooks/workshop/bai-1-mo-va-doc.ipynb"
    )
    assert "cau_1_1 = ..." in lesson.text()
    assert "cau_1_1 = len(dti)" not in lesson.text()
    assert page.request.get(f"{address}/hub/admin").status == 403
    assert page.request.get(f"{address}/user/ai-khac/lab").status in {403, 404}


def test_what_a_learner_has_written_stays(tmp_path: Path) -> None:
    program, home = home_with_venv(tmp_path / "program"), tmp_path / "home"
    server = program / ".venv" / "bin" / "jupyterhub-singleuser"
    server.unlink()
    server.write_text('#!/bin/sh\npwd; echo "$@"\n')
    server.chmod(0o755)
    home.mkdir()

    def start() -> list[str]:
        environment = os.environ | {"HOME": str(home), "CDSLIB_HOME": str(program)}
        script = [str(DEPLOY / "jupyterhub" / "session"), "--port=1"]
        return subprocess.run(
            script, env=environment, capture_output=True, text=True, check=True
        ).stdout.split()

    assert start() == [str(home), "--port=1"]
    lessons = sorted((home / "notebooks" / "workshop").glob("*.ipynb"))
    assert len(lessons) == 6
    for lesson in lessons:
        given = lesson.read_text(encoding="utf-8")
        assert '"solution"' not in given
        assert '"instructor"' not in given
    lessons[0].write_text("the answer")
    lessons[1].unlink()
    start()
    assert lessons[0].read_text() == "the answer"
    assert lessons[1].is_file()
    assert (home / "notebooks" / "research" / "01-start-in-ten-minutes.ipynb").is_file()
