"""The brief as a page: at most two sheets of A4 in print, silent, and sound for assistive technology."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

import cdslib

from .conftest import Witness

pytestmark = pytest.mark.browser
# With most targets, most former provinces, longest headline, most and least figures.
FULLEST = ("vn34-38", "vn34-24", "vn34-79", "vn63-36", "vn63-08", "vn63-77", "vn63-94", "vn34-19", "vn34-04")


@pytest.fixture(scope="module")
def sheet(browser: Browser) -> Iterator[Page]:
    """Open a page that no network serves; it may ask nothing and report nothing."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    opened, witness = context.new_page(), Witness()
    witness.watch(opened)
    yield opened
    context.close()
    assert witness.hosts <= {""}
    assert witness.errors == []


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("code", FULLEST)
def test_it_prints_on_two_sheets(sheet: Page, tmp_path: Path, code: str, lang: str) -> None:
    file = cdslib.brief(code, tmp_path / "brief.html", lang=lang)  # type: ignore[arg-type]
    sheet.goto(file.as_uri())
    printed = sheet.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
    sizes = {
        tuple(round(float(side)) for side in box.split()[2:])
        for box in re.findall(rb"/MediaBox\s*\[(.*?)\]", printed)
    }
    assert sizes <= {(595, 842), (596, 842)}


@pytest.mark.parametrize("wide", [1280, 390])
def test_axe_finds_nothing_serious_and_it_fits_the_screen(sheet: Page, tmp_path: Path, wide: int) -> None:
    sheet.set_viewport_size({"width": wide, "height": 844})
    sheet.goto(cdslib.brief("Thanh Hóa", tmp_path / "brief.html").as_uri())
    found = Axe().run(sheet).response["violations"]
    assert [rule["id"] for rule in found if rule["impact"] in ("serious", "critical")] == []
    assert sheet.evaluate("document.documentElement.scrollWidth") <= wide


def test_a_note_leads_to_its_source_and_back(sheet: Page, tmp_path: Path) -> None:
    sheet.set_viewport_size({"width": 1280, "height": 844})
    sheet.goto(cdslib.brief("Thanh Hóa", tmp_path / "brief.html").as_uri())
    sheet.locator("sup a").first.click()
    assert sheet.evaluate("document.querySelector(':target').id") == "note-1"
    sheet.locator("#note-1 .back").first.click()
    assert sheet.evaluate("document.querySelector(':target').id") == "ref-1-1"


def test_the_letters_of_the_drawings_come_along(sheet: Page, tmp_path: Path) -> None:
    sheet.goto(cdslib.brief("Thanh Hóa", tmp_path / "brief.html").as_uri())
    sheet.evaluate("document.fonts.ready.then(() => true)")
    assert sheet.evaluate("[...document.fonts].some(one => one.status === 'loaded')")
