"""The published profile as a visitor uses it; numbers on the page are compared with the library."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Page, expect

from cdslib.apps.atlas import load_atlas
from cdslib.apps.profile_state import ProfileState
from cdslib.apps.profile_view import compose
from cdslib.apps.promises import load_promises
from cdslib.i18n import Language

pytestmark = pytest.mark.browser

HEADLINE = ".cds-headline > p"


def profile(code: str, lang: Language = "vi") -> dict[str, Any]:
    return compose(load_atlas(), load_promises(), ProfileState(code, code[:4], lang))


def open_profile(page: Page, server: str, query: str = "") -> None:
    page.goto(f"{server}/profile{query}")
    expect(page.locator(".cds-mains svg text").first).to_be_visible()
    expect(page.locator(".cds-where svg path").first).to_be_visible()


def test_the_first_screen_answers(page: Page, server: str) -> None:
    open_profile(page, server)
    expect(page.locator(HEADLINE)).to_have_text(profile("vn34-01")["headline"])
    picture = page.locator(".cds-where svg").text_content() or ""
    for words in ("Hà Nội ở đâu?", "Quần đảo Hoàng Sa", "Quần đảo Trường Sa", "© OpenStreetMap contributors"):
        assert words in picture
    assert page.url == f"{server}/profile"


def test_the_charts_say_what_the_library_says(page: Page, server: str) -> None:
    open_profile(page, server, "?s=vn34-38")
    expect(page.locator(HEADLINE)).to_have_text(profile("vn34-38")["headline"])
    index = page.locator(".cds-index svg").text_content() or ""
    for row in profile("vn34-38")["index"]["rows"]:
        if row["value"] is not None:
            assert row["text"] in index
    for words in ("5/34", "8/63", "từ 2021: cách tính mới", "từ 2024: cách tính mới"):
        assert words in index
    mains = page.locator(".cds-mains svg").text_content() or ""
    for row in profile("vn34-38")["mains"]["rows"]:
        assert row["text"] in mains
        assert row["label"] in mains


def test_the_statistics_are_those_of_the_library(page: Page, server: str) -> None:
    open_profile(page, server, "?s=vn34-24")
    rows = page.locator(".cds-facts tbody tr")
    wanted = profile("vn34-24")["facts"]["rows"]
    expect(rows).to_have_count(len(wanted))
    for place, row in enumerate(wanted):
        words = rows.nth(place).inner_text()
        assert row["label"] in words
        assert row["text"] in words
        assert row["rank_text"] in words


def test_the_promises_are_those_of_the_library(page: Page, server: str) -> None:
    open_profile(page, server, "?s=vn34-38")
    promises = profile("vn34-38")["promises"]
    expect(page.locator(".cds-promiselist > li")).to_have_count(len(promises["rows"]))
    card = page.locator(".cds-promises")
    expect(card).to_contain_text(promises["sentence"])
    for item in promises["counts"]:
        expect(card).to_contain_text(f"{item['word']}: {item['count']}")
    early = next(row for row in promises["rows"] if row["status"] == "met_early")
    expect(card).to_contain_text(early["value_label"])


def test_every_number_answers_says_who(page: Page, server: str) -> None:
    open_profile(page, server, "?s=vn34-24")
    note = page.locator(".cds-facts .cds-note").first
    assert "Cục Thống kê" in (note.get_attribute("title") or "")
    note.click()
    passport = page.get_by_role("dialog")
    expect(passport).to_contain_text("Dân số trung bình, 2024: 3.509,2")
    expect(passport).to_contain_text("Suy ra")
    expect(passport).to_contain_text("Cộng số liệu các tỉnh cũ")
    expect(passport).to_contain_text("Bắc Giang: 1.962,6 · Bắc Ninh: 1.546,6")
    page.keyboard.press("Escape")
    expect(passport).to_be_hidden()
    expect(note).to_be_focused()


def test_choosing_by_select_search_map_and_neighbour(page: Page, server: str) -> None:
    open_profile(page, server)
    page.get_by_label("Chọn tỉnh, thành phố").select_option("vn34-40")
    expect(page.locator(HEADLINE)).to_contain_text("Nghệ An đứng thứ")
    expect(page).to_have_url(re.compile("s=vn34-40"))
    page.get_by_label("Tìm tỉnh, thành").fill("thanh hoa")
    page.keyboard.press("Enter")
    expect(page.locator(HEADLINE)).to_contain_text("Thanh Hóa đứng thứ")
    page.locator('.cds-where svg path[aria-label="Hà Tĩnh"]').click()
    expect(page.locator(HEADLINE)).to_contain_text("Hà Tĩnh đứng thứ")
    page.locator(".cds-similar .cds-link").first.click()
    expect(page.locator(HEADLINE)).not_to_contain_text("Hà Tĩnh")


def test_a_former_name_says_where_it_went(page: Page, server: str) -> None:
    open_profile(page, server)
    page.get_by_label("Tìm tỉnh, thành").fill("Nam Định")
    page.keyboard.press("Enter")
    expect(page.locator(".cds-message").first).to_contain_text("Ninh Bình")


def test_switching_between_the_34_and_the_63(page: Page, server: str) -> None:
    open_profile(page, server, "?s=vn34-24")
    page.get_by_label("63 tỉnh, thành (trước 01/07/2025)").check()
    expect(page.locator(HEADLINE)).to_contain_text("/63")
    expect(page).to_have_url(re.compile("s=vn63-27&g=vn63"))
    page.locator(".cds-merger").get_by_role("button", name="Bắc Giang (cũ)").click()
    expect(page.locator(HEADLINE)).to_contain_text("Bắc Giang đứng thứ")
    expect(page.locator(".cds-mains svg")).to_contain_text("Không có số liệu")
    expect(page.locator(".cds-missing")).to_contain_text("10/63")
    page.get_by_role("button", name="Mở hồ sơ Bắc Ninh hiện nay").click()
    expect(page.locator(HEADLINE)).to_contain_text("Bắc Ninh đứng thứ 11/34")


def test_the_keyboard_reaches_and_opens_a_passport(page: Page, server: str) -> None:
    open_profile(page, server, "?s=vn34-38")
    page.locator(".cds-standing .cds-note").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Nhân lực số, 2024: 1,0000")
    page.keyboard.press("Escape")
    page.locator(".cds-index summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".cds-index tbody tr")).to_have_count(5)
    expect(page.locator(".cds-index tbody")).to_contain_text("0,7742")


def test_english_by_one_click_keeps_the_province(page: Page, server: str) -> None:
    open_profile(page, server, "?g=vn63&s=vn63-08")
    page.get_by_role("button", name="English").click()
    expect(page.locator(HEADLINE)).to_have_text(profile("vn63-08", "en")["headline"])
    words = page.locator(".cds-app").inner_text()
    for vietnamese in ("Nguồn số liệu", "Hạng", "Trung bình", "Điểm mạnh", "Mục tiêu"):
        assert vietnamese not in words
    expect(page).to_have_url(re.compile("lang=en"))


def test_nonsense_in_the_address_is_ignored(page: Page, server: str) -> None:
    open_profile(page, server, "?g=%3Cscript%3Ealert(1)%3C/script%3E&s=..%2F..&lang=xx")
    expect(page.locator(HEADLINE)).to_contain_text("Hà Nội đứng thứ")
    assert "alert(1)" not in page.content()


def test_the_csv_holds_the_figures_of_the_library(page: Page, server: str) -> None:
    open_profile(page, server, "?s=vn34-24")
    with page.expect_download() as waiting:
        page.locator('[data-format="csv"]').click()
    text = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    shown = {row["Chỉ tiêu"]: row["Giá trị"] for row in rows if row["Mục"] == "Số liệu chủ yếu"}
    assert shown == {row["label"]: str(row["value"]) for row in profile("vn34-24")["facts"]["rows"]}


def test_the_pictures_stand_alone(page: Page, server: str, tmp_path: Path) -> None:
    open_profile(page, server, "?s=vn34-38")
    for card, said in (("index", "0,7742"), ("mains", "0,9544"), ("where", "© OpenStreetMap contributors")):
        for kind in ("png", "svg"):
            with page.expect_download() as waiting:
                page.locator(f'.cds-{card} [data-format="{kind}"]').click()
            waiting.value.save_as(tmp_path / f"{card}.{kind}")
        assert (tmp_path / f"{card}.png").read_bytes().startswith(b"\x89PNG")
        svg = (tmp_path / f"{card}.svg").read_text(encoding="utf-8")
        assert said in svg
        assert "Thanh Hóa" in svg


def test_the_brief_comes_in_both_forms(page: Page, server: str, tmp_path: Path) -> None:
    open_profile(page, server, "?s=vn34-38")
    for kind in ("docx", "html"):
        with page.expect_download() as waiting:
            page.locator(f'[data-brief="{kind}"]').click()
        assert waiting.value.suggested_filename == f"cds-vn34-38-vi.{kind}"
        waiting.value.save_as(tmp_path / f"brief.{kind}")
        expect(page.locator(".cds-brief p")).to_have_text("Đã tải bản tóm tắt về.")
        expect(page.locator(f'[data-brief="{kind}"]')).to_be_enabled()
    paragraphs = " ".join(part.text for part in docx.Document(str(tmp_path / "brief.docx")).paragraphs)
    assert "0,7742" in paragraphs
    assert "0,7742" in (tmp_path / "brief.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("query", ["?s=vn34-38", "?g=vn63&s=vn63-82", "?s=vn34-24&lang=en"])
def test_it_prints_on_two_pages(page: Page, server: str, query: str) -> None:
    open_profile(page, server, query)
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
