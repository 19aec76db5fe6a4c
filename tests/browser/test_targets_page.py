"""The published targets page as a visitor uses it; numbers on the page are compared with the library."""

import csv
import io
import re
from pathlib import Path

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

import cdslib
from cdslib.apps.promises import load_promises
from cdslib.i18n import format_number

pytestmark = pytest.mark.browser

BOOK = load_promises()
TUYEN_QUANG = "t-tuyen-quang-digital-economy-share-2025"
MAIN = ".cds-main svg, .cds-wide svg"


def open_targets(page: Page, server: str, query: str = "") -> None:
    page.goto(f"{server}/targets{query}")
    expect(page.locator(MAIN).first).to_be_visible()


def tile(page: Page, label: str) -> str:
    return page.locator(".cds-counts button", has_text=label).locator("strong").inner_text()


def lines(page: Page) -> dict[str, str]:
    """Return the labelled lines of the promise looked at."""
    pairs = page.locator(".cds-detail dl > div").evaluate_all(
        "all => all.map(one => [one.children[0].textContent, one.children[1].textContent])"
    )
    return dict(pairs)


def test_the_overview_counts_what_the_library_counts(page: Page, server: str) -> None:
    open_targets(page, server)
    targets = cdslib.load_targets()
    verdicts = cdslib.gaps(cdslib.load_observations(), targets, BOOK.days[0])
    provincial = verdicts[verdicts["province_code"] != "vn"]
    assert tile(page, "Đã đạt") == str(provincial["status"].isin(["met", "met_early"]).sum())
    assert tile(page, "Không đạt") == str((provincial["status"] == "missed").sum())
    headline = page.locator(".cds-headline").inner_text()
    assert f"trong {len(provincial)} mục tiêu" in headline
    drawn = page.locator(".cds-wide svg path[aria-label], .cds-wide svg [aria-label*=': ']")
    assert drawn.count() > 60


def test_a_tile_filters_and_gives_way_again(page: Page, server: str) -> None:
    open_targets(page, server)
    page.locator(".cds-counts button", has_text="Không đạt").click()
    expect(page.locator(".cds-table caption")).to_contain_text("2 mục tiêu")
    expect(page).to_have_url(re.compile("t=missed"))
    page.locator(".cds-counts button", has_text="Không đạt").click()
    expect(page.locator(".cds-table caption")).to_contain_text("357 mục tiêu")
    page.get_by_role("button", name="Xem thêm 297 mục tiêu").click()
    expect(page.locator(".cds-table tbody tr[data-id]")).to_have_count(357)


def test_a_cell_of_the_matrix_leads_to_the_province(page: Page, server: str) -> None:
    open_targets(page, server)
    cell = page.locator('svg [aria-label^="Thanh Hóa, Chính quyền số:"]')
    cell.scroll_into_view_if_needed()
    box = cell.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".cds-headline")).to_contain_text("Thanh Hóa có 11 mục tiêu")
    expect(page.get_by_role("tab", name="Theo tỉnh, thành")).to_have_attribute("aria-selected", "true")
    expect(page).to_have_url(re.compile("f=digital_government"))


def test_the_province_shows_the_librarys_numbers(page: Page, server: str) -> None:
    open_targets(page, server, f"?v=province&p=vn63-08&g=vn63&at=2024-12-31&s={TUYEN_QUANG}")
    targets = cdslib.load_targets()
    row = cdslib.gaps(cdslib.load_observations(), targets[targets["id"] == TUYEN_QUANG], "2024-12-31").iloc[0]
    expect(page.locator(".cds-detail .cds-status")).to_contain_text("Quá chậm")
    said = lines(page)
    assert said["Số liệu mới nhất"] == f"{format_number(row['value'], 2)}% GRDP (2023)"
    assert said["Nhịp độ cần thiết"].startswith(f"+{format_number(row['required_change'], 3)} ")
    assert said["Thực tế ÷ cần thiết"] == format_number(row["ratio"], 2)
    assert said["Năm tới đích"] == str(row["arrival_year"])
    assert (
        f"còn thiếu {format_number(row['gap'], 2)} điểm phần trăm" in page.locator(".cds-detail").inner_text()
    )
    chart = page.locator(".cds-detail svg").text_content() or ""
    for words in ("5,84", "6,02", "6,19", "Mục tiêu 20", "theo nhịp độ hiện nay: 6,54"):
        assert words in chart
    assert page.locator(".cds-main svg path[aria-label]").count() == len(BOOK.of("vn63-08"))


def test_choosing_a_bullet_shows_its_promise(page: Page, server: str) -> None:
    open_targets(page, server, "?v=province&p=vn34-38")
    page.locator('.cds-main svg path[aria-label^="Thứ hạng chính quyền số"]').click()
    expect(page.locator(".cds-detail .cds-figure")).to_contain_text("Thứ hạng chính quyền số")
    expect(page.locator(".cds-detail")).to_contain_text("06-NQ/TU")
    expect(page).to_have_url(re.compile("s=t-thanh-hoa-digital-government-rank-2030"))


def test_a_quantity_sorts_by_gap_and_draws_the_map(page: Page, server: str) -> None:
    open_targets(page, server, "?v=target&g=vn63&y=2025")
    labels = page.locator(".cds-main svg path[aria-label]").evaluate_all(
        "all => all.map(one => one.ariaLabel)"
    )
    assert labels[0].startswith("Hải Phòng, 35% GRDP, năm 2025, 29,70% GRDP, còn thiếu 5,30 điểm phần trăm")
    assert len(labels) == 30
    expect(page.locator(".cds-map svg path[aria-label]")).to_have_count(63)
    drawn = page.locator(".cds-map svg").text_content() or ""
    for words in ("© OpenStreetMap contributors", "Quần đảo Hoàng Sa", "Không tìm thấy mục tiêu (38)"):
        assert words in drawn


def test_the_country_is_one_of_the_choices(page: Page, server: str) -> None:
    open_targets(page, server, "?v=province")
    page.get_by_label("Tỉnh, thành hoặc cả nước").select_option("vn")
    expect(page.locator(".cds-headline")).to_contain_text("Việt Nam có 112 mục tiêu")


def test_a_page_of_an_earlier_day_can_be_made_again(page: Page, server: str) -> None:
    open_targets(page, server, "?v=province&p=vn63-36&g=vn63&s=t-nam-dinh-dti-rank-2030")
    page.get_by_label("Đánh giá tính đến ngày").select_option("2023-12-31")
    expect(page.locator(".cds-detail")).to_contain_text("hạng 14/63 (2023)")
    expect(page.locator(".cds-detail .cds-status")).to_contain_text("Đạt trước hạn")
    assert lines(page)["Số liệu mới nhất"] == "hạng 14/63 (2023)"


def test_searching_a_province_opens_it(page: Page, server: str) -> None:
    open_targets(page, server)
    page.get_by_label("Tìm tỉnh, thành").fill("thanh hoa")
    page.keyboard.press("Enter")
    expect(page.locator(".cds-headline")).to_contain_text("Thanh Hóa có 24 mục tiêu")


def test_the_keyboard_walks_through_the_tabs(page: Page, server: str) -> None:
    open_targets(page, server)
    page.get_by_role("tab", name="Tổng quan").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Theo tỉnh, thành")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".cds-headline")).to_contain_text("đặt mục tiêu")
    expect(page.get_by_role("tab", name="Theo mục tiêu")).to_be_focused()


def test_the_keyboard_walks_through_a_chart(page: Page, server: str) -> None:
    open_targets(page, server, "?v=province&p=vn34-38")
    page.locator(".cds-main .cds-walk").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".cds-main .cds-spoken")).to_contain_text("Thứ hạng chính quyền số")
    page.keyboard.press("Enter")
    expect(page.locator(".cds-detail .cds-figure")).to_contain_text("Thứ hạng chính quyền số")


def test_every_number_of_the_table_says_who(page: Page, server: str) -> None:
    open_targets(page, server, "?v=province&p=vn63-08&g=vn63")
    first = page.locator(".cds-table tbody tr[data-id]").first
    sources = first.locator(".cds-source")
    expect(sources).to_have_count(2)
    assert all(title for title in sources.evaluate_all("all => all.map(one => one.title)"))


def test_a_row_of_the_table_can_be_chosen_by_keyboard(page: Page, server: str) -> None:
    open_targets(page, server, "?v=province&p=vn34-38")
    button = page.locator("tr[data-id='t-thanh-hoa-dti-rank-2030'] button")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("tr.is-chosen")).to_have_attribute("data-id", "t-thanh-hoa-dti-rank-2030")


def test_no_dead_end_for_a_province_without_promises(page: Page, server: str) -> None:
    page.goto(f"{server}/targets?v=province&p=vn63-33&g=vn63&y=2045")
    expect(page.locator(".cds-headline")).to_contain_text("Hãy bỏ bớt điều kiện")
    page.get_by_role("button", name="Đặt lại").click()
    expect(page.locator(".cds-main svg").first).to_be_visible()


def test_files_hold_what_the_page_shows(page: Page, server: str, tmp_path: Path) -> None:
    open_targets(page, server, "?v=province&p=vn63-08&g=vn63")
    for kind in ("csv", "xlsx", "png", "svg"):
        with page.expect_download() as waiting:
            page.locator(f'.cds-main [data-format="{kind}"]').click()
        waiting.value.save_as(tmp_path / f"targets.{kind}")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "targets.csv").read_text(encoding="utf-8-sig"))))
    assert {row["Mã mục tiêu"] for row in rows} == set(BOOK.of("vn63-08"))
    assert all(row["Nguồn của mục tiêu"] for row in rows)
    assert openpyxl.load_workbook(tmp_path / "targets.xlsx").worksheets[0].max_row == len(rows) + 1
    assert (tmp_path / "targets.png").read_bytes().startswith(b"\x89PNG")
    svg = (tmp_path / "targets.svg").read_text(encoding="utf-8")
    assert "Tuyên Quang: mục tiêu và kết quả" in svg
    assert "Nguồn:" in svg


def test_english_by_one_click(page: Page, server: str) -> None:
    open_targets(page, server, f"?v=province&p=vn63-08&g=vn63&s={TUYEN_QUANG}")
    page.get_by_role("button", name="English").click()
    expect(page.locator(".cds-headline")).to_contain_text("Tuyen Quang has 21 targets")
    words = page.locator("main").inner_text()
    assert not re.search(r"[Mm]ục tiêu|Nguồn|Chưa có|Tình trạng", words)
    expect(page).to_have_url(re.compile("lang=en"))


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "../../x", "%00", "9" * 70])
def test_hostile_addresses_are_ignored(page: Page, server: str, hostile: str) -> None:
    open_targets(page, server, f"?v={hostile}&p={hostile}&s={hostile}&at={hostile}&f={hostile}")
    expect(page.locator(".cds-headline")).to_contain_text("trong 357 mục tiêu")
    assert "alert(1)" not in page.content().replace(page.url, "")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("view", ["overview", "province&p=vn34-24", "target&g=vn63"])
def test_it_fits_the_screen_and_axe_finds_nothing_serious(
    page: Page, server: str, width: int, lang: str, view: str
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    open_targets(page, server, f"?v={view}" + ("&lang=en" if lang == "en" else ""))
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    serious = [
        (rule["id"], rule["nodes"][0]["html"][:200])
        for rule in found
        if rule["impact"] in ("serious", "critical")
    ]
    assert serious == []
