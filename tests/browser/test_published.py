"""The pages as a province publishes them: below a base address, for those with the token, under the strict policy."""

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE, Witness
from tests.server.conftest import OTHER_NOTEBOOKS, TOKEN, Service, notebook, serving, wait_for

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service with one real page and one that fails."""
    folder = tmp_path_factory.mktemp("published")
    (folder / "dashboards").mkdir()
    cells = "from cdslib.apps import MapDashboard\nMapDashboard()", "raise RuntimeError('mat-khau')"
    for name, cell in zip(("map", "targets"), cells, strict=True):
        (folder / "dashboards" / f"{name}.ipynb").write_text(notebook(cell), encoding="utf-8")
    flags = ("--base-url", "/a/cds", "--token", TOKEN)
    with serving(folder, *flags, base="/a/cds/", before=OTHER_NOTEBOOKS) as found:
        yield found


@pytest.fixture
def visitor(browser: Browser, published: Service) -> Iterator[tuple[Page, str, Witness]]:
    context, witness = browser.new_context(), Witness()
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    witness.watch(page)
    yield page, f"http://127.0.0.1:{published.port}/a/cds", witness
    context.close()
    assert witness.errors == []
    assert witness.hosts - {""} == {f"127.0.0.1:{published.port}"}


def test_from_the_login_to_the_map(visitor: tuple[Page, str, Witness], published: Service) -> None:
    page, address, _ = visitor
    page.goto(f"{address}/map?i=infrastructure")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A token is needed")
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name="Enter").click()
    expect(page).to_have_url(f"{address}/map?i=infrastructure")
    expect(page.locator(".cds-map svg path[aria-label]").first).to_be_visible()
    page.get_by_role("link", name="Chuyển đổi số các tỉnh").first.click()
    expect(page).to_have_url(f"{address}/")
    wait_for(lambda: "Kernel shutdown" in published.log)


def test_a_link_with_the_token(visitor: tuple[Page, str, Witness]) -> None:
    page, address, _ = visitor
    page.goto(f"{address}/?lang=en&token={TOKEN}")
    expect(page).to_have_url(f"{address}/?lang=en")
    page.locator(".site-cards a").first.click()
    expect(page.locator(".cds-headline")).to_contain_text("In 2024")


def process_of(kernel: str) -> psutil.Process:
    """Find a kernel: started anew it has its id in its command, forked only in the names of its sockets."""
    for child in psutil.Process().children(recursive=True):
        sockets = [str(one.laddr) for one in child.net_connections("unix")]
        if any(kernel in name for name in (" ".join(child.cmdline()), *sockets)):
            return child
    pytest.fail(f"no process is the kernel {kernel}")


def test_a_kernel_that_dies_is_told_within_three_seconds(browser: Browser, published: Service) -> None:
    page = browser.new_context().new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"http://127.0.0.1:{published.port}/a/cds/map?i=infrastructure&lang=en&token={TOKEN}")
    expect(page.locator(".cds-map svg path[aria-label]").first).to_be_visible()
    headline = page.locator(".cds-headline").inner_text()
    told = page.get_by_role("alert")
    expect(told).to_have_count(0)
    kernel = page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")
    process_of(kernel).kill()
    expect(told).to_contain_text("The session of this page has ended", timeout=3000)
    told.get_by_role("button", name="Load again").click()
    expect(page.locator(".cds-headline")).to_have_text(headline)
    expect(told).to_have_count(0)
    page.context.close()


def test_after_a_restart_of_the_service_pages_come_back(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "dashboards").mkdir()
    cell = "from cdslib.apps import MapDashboard\nMapDashboard()"
    (tmp_path / "dashboards" / "map.ipynb").write_text(notebook(cell), encoding="utf-8")
    page = browser.new_context().new_page()
    page.set_default_timeout(PATIENCE)
    with serving(tmp_path, before=OTHER_NOTEBOOKS) as first:
        page.goto(f"http://127.0.0.1:{first.port}/map?i=infrastructure&lang=en")
        expect(page.locator(".cds-map svg path[aria-label]").first).to_be_visible()
        headline = page.locator(".cds-headline").inner_text()
        page.evaluate("document.body.dataset.before = 'true'")
    expect(page.get_by_role("status").filter(has_text="The connection to the server is lost")).to_be_visible()
    with serving(tmp_path, before=OTHER_NOTEBOOKS, port=first.port):
        expect(page.locator("body[data-before]")).to_have_count(0)
        expect(page.locator(".cds-headline")).to_have_text(headline)
        page.context.close()


def test_a_page_that_fails(visitor: tuple[Page, str, Witness], published: Service) -> None:
    page, address, _ = visitor
    page.goto(f"{address}/targets?token={TOKEN}")
    card = page.get_by_role("alert")
    expect(card).to_contain_text("Phần này đang gặp lỗi")
    expect(page.locator(".site-skeleton")).to_have_count(0)
    assert card.locator("strong").inner_text() in published.log
    page.get_by_role("button", name="English").click()
    expect(card).to_contain_text("Something failed here")
    assert "mat-khau" not in page.content()
