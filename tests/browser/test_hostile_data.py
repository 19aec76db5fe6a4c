"""Names in a table that are script or spreadsheet formulas: words on the page, and words in the files."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PATIENCE, Witness
from tests.server.conftest import OTHER_NOTEBOOKS, Service, notebook, serving

pytestmark = pytest.mark.browser

SCRIPT = "<img src=x onerror=document.body.remove()><script>document.body.remove()</script>"
FORMULA = '=HYPERLINK("http://evil.example","Thanh Hóa")'
HOSTILE = f"""
from cdslib.apps.atlas import load_atlas
for code, name in (("vn34-01", {SCRIPT!r}), ("vn34-38", {FORMULA!r})):
    load_atlas().provinces[code].update(vi=name, en=name)
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service whose table of provinces was written by an intruder."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "dashboards").mkdir()
    cell = HOSTILE + "from cdslib.apps import MapDashboard\nMapDashboard()"
    (folder / "dashboards" / "map.ipynb").write_text(notebook(cell), encoding="utf-8")
    with serving(folder, before=f"{OTHER_NOTEBOOKS}\n{HOSTILE}\n") as found:
        yield found


def test_names_are_words_and_nothing_else(browser: Browser, hostile: Service, tmp_path: Path) -> None:
    page, witness = browser.new_context(accept_downloads=True).new_page(), Witness()
    page.set_default_timeout(PATIENCE)
    witness.watch(page)
    page.goto(f"http://127.0.0.1:{hostile.port}/map?s=vn34-01.vn34-38")
    expect(page.locator(".cds-ranking")).to_contain_text(SCRIPT)
    expect(page.locator(".cds-compare thead")).to_contain_text(SCRIPT)
    expect(page.locator(".cds-map svg [aria-label]").first).to_be_visible()
    page.locator(f".cds-map svg [aria-label^='{SCRIPT[:10]}']").hover()
    expect(page.locator(".cds-hint")).to_contain_text(SCRIPT)
    page.get_by_label("Tìm tỉnh, thành").fill(SCRIPT)
    page.keyboard.press("Enter")
    assert page.locator("img[src=x]").count() == 0
    for kind in ("csv", "xlsx"):
        with page.expect_download() as waiting:
            page.locator(f'[data-format="{kind}"]').click()
        waiting.value.save_as(tmp_path / f"map.{kind}")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "map.csv").read_text(encoding="utf-8-sig"))))
    assert f"'{FORMULA}" in {cell for row in rows for cell in row.values()}
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "@"))]
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "map.xlsx").worksheets[0] for cell in row]
    assert {cell.data_type for cell in cells if FORMULA in str(cell.value)} == {"s"}
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert witness.errors == []
    assert witness.hosts - {""} == {f"127.0.0.1:{hostile.port}"}
    page.context.close()
