"""The published map as a visitor uses it; numbers on the page are compared with the library."""

import csv
import io
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from cdslib.apps.atlas import load_atlas
from cdslib.i18n import format_number

pytestmark = pytest.mark.browser

DRAWN = ".cds-map svg path[aria-label]"


def open_map(page: Page, server: str, query: str = "") -> None:
    page.goto(f"{server}/map{query}")
    expect(page.locator(DRAWN).first).to_be_visible()


def drawn(page: Page) -> list[str]:
    return [label or "" for label in page.locator(DRAWN).evaluate_all("all => all.map(one => one.ariaLabel)")]


def figure(code: str, year: int, indicator: str = "dti") -> str:
    cell = load_atlas().cell(indicator, code[:4], year, code)
    assert cell is not None
    return format_number(cell.value, load_atlas().indicators[indicator]["decimals"])


def ranked(page: Page, place: int) -> list[str]:
    return page.locator(".cds-ranking li").nth(place).locator("span").all_inner_texts()[:3]


def test_it_draws_34_provinces_with_their_figures(page: Page, server: str) -> None:
    open_map(page, server)
    assert len(drawn(page)) == 34
    assert f"Thanh Hóa: {figure('vn34-38', 2024)}" in drawn(page)
    assert "dẫn đầu trong 34 tỉnh, thành" in page.locator(".cds-headline").inner_text()
    picture = page.locator(".cds-map svg").text_content() or ""
    for words in (
        "© OpenStreetMap contributors",
        "Quần đảo Hoàng Sa",
        "Quần đảo Trường Sa",
        "Nguồn:",
        "năm 2024",
    ):
        assert words in picture


def test_it_changes_to_the_63_former_provinces(page: Page, server: str) -> None:
    open_map(page, server)
    page.get_by_label("63 tỉnh, thành (trước 01/07/2025)").check()
    expect(page.locator(DRAWN)).to_have_count(63)
    assert f"Bắc Giang: {figure('vn63-24', 2024)}" in drawn(page)
    assert ranked(page, 0) == ["1", "Hồ Chí Minh", figure("vn63-79", 2024)]


def test_the_year_slider_changes_map_ranking_and_title(page: Page, server: str) -> None:
    open_map(page, server)
    slider = page.get_by_role("slider", name="Năm")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".cds-map svg")).to_contain_text("năm 2023")
    assert f"Hà Nội: {figure('vn34-01', 2023)}" in drawn(page)
    assert "y=2023" in page.url


def test_playing_runs_through_the_years_and_stops(page: Page, server: str) -> None:
    open_map(page, server, "?g=vn63")
    page.get_by_role("button", name="Phát lần lượt các năm").click()
    expect(page.locator(".cds-year output")).to_have_text("2024", timeout=15_000)
    expect(page.get_by_role("button", name="Phát lần lượt các năm")).to_be_visible(timeout=15_000)


def test_hovering_a_province_shows_its_figure_everywhere(page: Page, server: str) -> None:
    open_map(page, server)
    label = f"Nghệ An: {figure('vn34-40', 2024)}"
    page.locator(f'{DRAWN}[aria-label="{label}"]').hover()
    hint = page.locator(".cds-hint")
    expect(hint).to_contain_text("Nghệ An")
    expect(hint).to_contain_text(figure("vn34-40", 2024))
    expect(page.locator(".cds-ranking li.is-hovered")).to_contain_text("Nghệ An")
    expect(page.locator(".cds-passport")).to_contain_text("Nghệ An, 2024")


def test_clicking_on_the_map_chooses_in_the_ranking_and_the_table(page: Page, server: str) -> None:
    open_map(page, server)
    page.locator(f'{DRAWN}[aria-label^="Nghệ An:"]').click()
    expect(page.locator(".cds-chosen")).to_contain_text("Nghệ An")
    expect(page.locator('.cds-ranking button[aria-pressed="true"]')).to_contain_text("Nghệ An")
    page.get_by_role("tab", name="Bảng số liệu").click()
    expect(page.locator("tr.is-chosen")).to_contain_text("Nghệ An")
    assert "s=vn34-40" in page.url
    assert re.match(r"Nghệ An đứng thứ \d+/34 năm 2024: 0,\d{4}", page.locator(".cds-headline").inner_text())


@pytest.mark.parametrize("typed", ["thanh hoa", "Thanh Hoá", "tỉnh Thanh Hóa"])
def test_typing_any_spelling_chooses_the_province(page: Page, server: str, typed: str) -> None:
    open_map(page, server)
    page.get_by_label("Tìm tỉnh, thành").fill(typed)
    page.keyboard.press("Enter")
    expect(page.locator(".cds-chosen")).to_contain_text("Thanh Hóa")


def test_typing_a_former_province_says_where_it_went(page: Page, server: str) -> None:
    open_map(page, server)
    page.get_by_label("Tìm tỉnh, thành").fill("Bắc Giang")
    page.keyboard.press("Enter")
    expect(page.locator(".cds-message")).to_contain_text("Bắc Ninh")
    expect(page.locator(".cds-chosen")).to_have_count(0)


def test_the_keyboard_walks_over_the_map(page: Page, server: str) -> None:
    open_map(page, server)
    page.locator(".cds-map").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".cds-hint")).to_contain_text("Hà Nội")
    page.keyboard.press("Enter")
    expect(page.locator(".cds-chosen")).to_contain_text("Hà Nội")


def test_english_by_one_click_keeps_year_and_choice(page: Page, server: str) -> None:
    open_map(page, server, "?y=2023&s=vn34-38")
    page.get_by_role("button", name="English").click()
    expect(page.locator(".cds-headline")).to_contain_text("Thanh Hoa ranks")
    expect(page.locator(".cds-map svg")).to_contain_text("2023")
    assert page.locator("html").get_attribute("lang") == "en"
    assert "lang=en" in page.url
    words = page.locator("body").inner_text()
    assert "Nguồn" not in words
    assert "Tìm tỉnh" not in words


def test_an_address_brings_back_the_whole_state(page: Page, server: str) -> None:
    open_map(page, server, "?g=vn63&i=trained_labour_rate&y=2015&s=vn63-38.vn63-40&c=natural_breaks&n=4")
    expect(page.locator(DRAWN)).to_have_count(63)
    expect(page.locator(".cds-map svg")).to_contain_text("2015")
    expect(page.locator(".cds-chosen li")).to_have_count(2)
    assert page.get_by_label("Cách phân nhóm").input_value() == "natural_breaks"


def test_reset_brings_back_the_start(page: Page, server: str) -> None:
    open_map(page, server, "?g=vn63&i=trained_labour_rate&y=2015&s=vn63-38&c=natural_breaks")
    page.get_by_role("button", name="Đặt lại").click()
    expect(page.locator(DRAWN)).to_have_count(34)
    expect(page.locator(".cds-map svg")).to_contain_text("(DTI), năm 2024")
    expect(page.locator(".cds-chosen li")).to_have_count(0)
    expect(page).to_have_url(f"{server}/map")


def test_leaving_the_page_frees_its_kernel(page: Page, server: str) -> None:
    open_map(page, server)
    kernel = page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")
    address = f"{server}/api/kernels/{kernel}"
    assert page.request.get(address).status == 200
    page.goto(server)
    for _ in range(50):
        if page.request.get(address).status == 404:
            return
        page.wait_for_timeout(200)
    pytest.fail("the kernel is still there ten seconds after its page was left")


def test_nonsense_in_the_address_is_ignored(page: Page, server: str) -> None:
    open_map(
        page,
        server,
        "?g=%3Cscript%3Ealert(1)%3C/script%3E&i=nothing&y=99999&s=a.b&c=x&n=1e9&t=Infinity&lang=xx",
    )
    assert len(drawn(page)) == 34
    assert "alert(1)" not in page.content()


def test_change_between_two_years_warns_of_the_new_method(page: Page, server: str) -> None:
    open_map(page, server)
    page.get_by_label("So với năm").select_option("2023")
    expect(page.locator(".cds-warning")).to_contain_text("Cách tính thay đổi từ năm 2024")
    expect(page.locator(".cds-map svg")).to_contain_text("thay đổi 2023–2024")


def test_every_classification_and_palette_draws(page: Page, server: str) -> None:
    open_map(page, server)
    for scheme in ("equal_interval", "natural_breaks", "around_mean", "around_target", "quantiles"):
        page.get_by_label("Cách phân nhóm").select_option(scheme)
        if scheme != "quantiles":
            expect(page).to_have_url(re.compile(f"c={scheme}"))
        assert len(drawn(page)) == 34
    page.get_by_label("Bảng màu").select_option("brown")
    expect(page.locator(".cds-bar").first).to_have_attribute("style", re.compile("#8c2d04|#993404"))


def test_comparison_of_five_and_not_of_six(page: Page, server: str) -> None:
    open_map(page, server)
    for place in range(6):
        page.locator(".cds-ranking button").nth(place).click()
    expect(page.locator(".cds-chosen li")).to_have_count(5)
    expect(page.locator(".cds-message")).to_contain_text("tối đa 5")
    expect(page.locator(".cds-compare thead th")).to_have_count(5)
    expect(page.locator(".cds-trend svg")).to_contain_text("Hà Nội")


def test_a_merged_province_says_its_parts(page: Page, server: str) -> None:
    open_map(page, server, "?y=2023&s=vn34-24")
    passport = page.locator(".cds-passport")
    expect(passport).to_contain_text(
        f"Bắc Giang: {figure('vn63-24', 2023)} · Bắc Ninh: {figure('vn63-27', 2023)}"
    )
    expect(passport).to_contain_text("Suy ra")
    page.get_by_text("Tỉnh nào gộp vào tỉnh nào?").click()
    expect(page.locator(".cds-mergers tbody tr")).to_have_count(23)


def test_the_csv_holds_the_figures_of_the_library(page: Page, server: str) -> None:
    open_map(page, server, "?g=vn63&y=2023")
    with page.expect_download() as waiting:
        page.locator('[data-format="csv"]').click()
    text = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert waiting.value.suggested_filename == "cds-dti-vn63-2023.csv"
    cells = load_atlas().cells["dti"]["vn63"]["2023"]
    assert {row["Mã"]: float(row["Giá trị"]) for row in rows} == {
        code: value for code, (value, _) in cells.items()
    }
    assert all(row["Nguồn"] and row["Địa chỉ nguồn"].startswith("http") for row in rows)


def test_the_workbook_and_the_pictures_are_whole(page: Page, server: str, tmp_path: Path) -> None:
    open_map(page, server)
    for kind in ("xlsx", "png", "svg"):
        with page.expect_download() as waiting:
            page.locator(f'[data-format="{kind}"]').click()
        waiting.value.save_as(tmp_path / f"map.{kind}")
    book = openpyxl.load_workbook(tmp_path / "map.xlsx")
    assert book.sheetnames == ["Số liệu", "Nguồn"]
    assert book["Số liệu"].max_row == 35
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")
    svg = (tmp_path / "map.svg").read_text(encoding="utf-8")
    for words in (
        "© OpenStreetMap contributors",
        "Quần đảo Hoàng Sa",
        "Quần đảo Trường Sa",
        "Nguồn:",
        "năm 2024",
    ):
        assert words in svg


def test_no_dead_end_where_an_indicator_has_one_year(page: Page, server: str) -> None:
    open_map(page, server, "?i=households_with_computer")
    expect(page.locator(".cds-trend")).to_contain_text("mới có số liệu một năm")
