"""The published scenario page as a visitor uses it; its numbers are compared with the library."""

import csv
import io
import json
import random
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from cdslib.analysis.least_effort import least_effort
from cdslib.analysis.scenario import Goal
from cdslib.analysis.scenario_document import read_address, read_scenario, write_address, write_scenario
from cdslib.apps.scenario_book import load_scenario_book
from cdslib.apps.scenario_frame import compose_frame
from cdslib.apps.scenario_numbers import four
from cdslib.apps.scenario_outcome import Outcome
from cdslib.apps.scenario_state import DRAFT, ScenarioState, read_scenario_state, scenario_of
from cdslib.server.files import load_files

pytestmark = pytest.mark.browser
PATIENCE = 20_000

BOOK = load_scenario_book()
MAP = ".cds-onmap svg path[aria-label]"
COMPONENTS = BOOK.baselines["vn34"].scheme.components
LEVERS = ("awareness", "infrastructure", "government_activity", "economy_activity", "society_activity")


def open_page(page: Page, server: str, query: str = "") -> None:
    page.goto(f"{server}/scenario{query}")
    expect(page.locator(MAP).first).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".cds-standings svg")).to_contain_text("DTI", timeout=PATIENCE)


def settled(page: Page) -> None:
    """Wait until the kernel has confirmed and the words have come to rest."""
    expect(page.locator(".cds-scenario")).to_have_attribute("data-confirmed", "true")
    page.wait_for_timeout(450)


def slider(page: Page, component: str) -> Any:
    return page.locator(f"#cds-level-{component}")


def pull(page: Page, component: str, level: float) -> None:
    """Put a slider where a finger would, with the events of a browser."""
    slider(page, component).evaluate(
        "(one, level) => { one.value = level; one.dispatchEvent(new InputEvent('input', { bubbles: true })); }",
        level,
    )


def stat(page: Page, name: str) -> str:
    return page.locator(f'[data-stat="{name}"] strong').inner_text()


def shows(page: Page, name: str, words: str) -> None:
    expect(page.locator(f'[data-stat="{name}"] strong')).to_have_text(words)


def labels(page: Page, selector: str) -> list[str]:
    return page.locator(selector).evaluate_all("all => all.map((one) => one.ariaLabel)")


def state_of(**wished: Any) -> ScenarioState:
    return read_scenario_state(wished, BOOK)


def compare_with_library(page: Page, state: ScenarioState) -> None:
    """Compare all that the page shows in numbers: cards, headline, map, ranking, waterfall and path."""
    done = Outcome(BOOK, state)
    result, step, lang = done.result, done.step, state.lang
    assert stat(page, "score") == four(done.score, lang)
    assert stat(page, "rank") == f"{done.rank}/{len(done.baseline.codes)}"
    for place, name in enumerate(result.scheme.pillar_names):
        assert stat(page, name) == four(float(result.pillars[step, done.place, place]), lang)
    assert ("Chưa" not in stat(page, "goal")) == done.reached[done.year]
    said = {
        f"{BOOK.name(code, lang)}: {four(float(result.scores[step, n]), lang)}, hạng {result.ranks[step, n]}"
        for n, code in enumerate(done.baseline.codes)
    }
    assert {label.partition(" (")[0] for label in labels(page, MAP)} == said
    ranking = [label.partition(" (")[0] for label in labels(page, ".cds-standings svg path[aria-label]")]
    assert len(ranking) >= 11
    assert set(ranking) <= said
    waterfall = page.locator(".cds-waterfall svg").text_content() or ""
    for one in result.waterfall(state.province, done.year):
        assert four(one.value, lang, sign=one.kind not in ("start", "end")) in waterfall
    path = labels(page, ".cds-path svg path[aria-label]")
    for year, is_reached in done.reached.items():
        assert any(
            label.startswith(f"{year}: ") and label.endswith("; Đạt" if is_reached else "; Chưa đạt")
            for label in path
        )
    assert four(done.score, lang) in page.locator(".cds-headline").inner_text()


def test_the_first_screen_answers_without_a_touch(page: Page, server: str) -> None:
    open_page(page, server)
    settled(page)
    compare_with_library(page, ScenarioState())
    picture = page.locator(".cds-onmap svg").text_content() or ""
    for words in (
        "© OpenStreetMap contributors",
        "Quần đảo Hoàng Sa",
        "Quần đảo Trường Sa",
        "không phải dự báo",
    ):
        assert words in picture
    expect(page.locator(".cds-chance")).to_contain_text("Số khởi tạo: 1")


@pytest.mark.parametrize("seed", [1, 2])
def test_random_sliders_agree_with_the_library(page: Page, server: str, seed: int) -> None:
    """Move sliders, pace, others and goal at random, and compare every number each time."""
    open_page(page, server)
    chance, moved = random.Random(seed), {}
    wished: dict[str, Any] = {}
    for _ in range(8):
        for component in chance.sample(LEVERS, 2):
            moved[component] = round(chance.random(), 4)
            pull(page, component, moved[component])
        wished["by"] = chance.randint(2025, 2030)
        page.locator("#cds-pace").evaluate(
            "(one, year) => { one.value = year; one.dispatchEvent(new InputEvent('input', { bubbles: true })); }",
            wished["by"],
        )
        wished["others"] = chance.choice(["stand_still", "own_trend", "follow_mean"])
        page.get_by_label("Các tỉnh, thành khác").select_option(wished["others"])
        wished["goal_year"] = chance.randint(2025, 2030)
        page.get_by_label("Đến năm").select_option(str(wished["goal_year"]))
        settled(page)
        present = BOOK.baselines["vn34"].levels[BOOK.baselines["vn34"].place("vn34-38")]
        shown = {
            name: level
            for name, level in moved.items()
            if abs(level - present[COMPONENTS.index(name)]) >= 0.004
        }
        assert len(shown) == len(moved)
        compare_with_library(page, state_of(levels=shown, **wished))


@pytest.mark.parametrize("geography", ["vn34", "vn63"])
def test_the_browser_reckons_as_the_library_does(page: Page, server: str, geography: str) -> None:
    """Run the page's own module on a hundred random scenarios."""
    page.goto(server)
    frame = compose_frame(BOOK, ScenarioState(geography=geography, province=f"{geography}-38"))
    chance = random.Random(geography)
    states = [random_state(chance, geography) for _ in range(100)]
    drafts = [{name: vars(state)[name] for name in DRAFT} for state in states]
    base = f"{server}/files/{load_files().digest}/"
    found = page.evaluate(
        """async ([base, frame, drafts]) => {
          const { outlook } = await import(base + "scenario-score.mjs");
          return drafts.map((draft) => {
            const { scores, ranks, pillars, pillarRanks, steps, years } = outlook(frame, draft);
            const [values, reached] = [steps.map((one) => one.value), years.map((one) => one.reached)];
            return { scores, ranks, pillars, pillarRanks, steps: values, reached };
          });
        }""",
        [base, json.loads(json.dumps(frame)), json.loads(json.dumps(drafts))],
    )
    for state, seen in zip(states, found, strict=True):
        done = Outcome(BOOK, state)
        result, step = done.result, done.step
        assert seen["scores"] == pytest.approx(result.scores[step].tolist(), abs=1e-12)
        assert seen["ranks"] == result.ranks[step].tolist()
        for place in range(3):
            assert seen["pillars"][place] == pytest.approx(result.pillars[step, :, place].tolist(), abs=1e-12)
            assert seen["pillarRanks"][place] == result.pillar_ranks[step, :, place].tolist()
        waterfall = [one.value for one in result.waterfall(state.province, done.year)]
        assert seen["steps"] == pytest.approx(waterfall, abs=1e-12)
        assert seen["reached"] == list(done.reached.values())


def random_state(chance: random.Random, geography: str) -> ScenarioState:
    baseline = BOOK.baselines[geography]
    components, behaviours = baseline.scheme.components, ("stand_still", "own_trend", "follow_mean")
    levels = {name: round(chance.random(), 4) for name in components if chance.random() < 0.5}
    kind = chance.choice(["rank", "score"])
    return state_of(
        geography=geography,
        province=chance.choice(baseline.codes),
        levels=levels,
        years={name: chance.randint(2025, 2030) for name in levels if chance.random() < 0.3},
        by=chance.randint(2025, 2030),
        others=chance.choice(behaviours),
        own=chance.choice(behaviours),
        weights={name: chance.randint(1, 40) * 10 for name in components if chance.random() < 0.2},
        goal_kind=kind,
        goal_measure=chance.choice(["dti", *baseline.scheme.pillar_names, *components]),
        goal_value=chance.randint(1, len(baseline.codes)) if kind == "rank" else round(chance.random(), 4),
        goal_year=chance.randint(2025, 2030),
        ties=chance.choice(["shared", "alone"]),
    )


def test_a_slider_by_keyboard(page: Page, server: str) -> None:
    open_page(page, server)
    one = slider(page, "government_activity")
    one.focus()
    expect(one).to_have_attribute("aria-valuetext", "0,6306; bằng mức hiện nay")
    page.keyboard.press("ArrowRight")
    expect(one).to_have_attribute("aria-valuetext", "0,6406; cao hơn hiện nay 0,0100")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("PageUp")
    expect(one).to_have_attribute("aria-valuetext", "0,7416; cao hơn hiện nay 0,1110")
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    expect(one).to_have_attribute("aria-valuetext", "1,0000; cao hơn hiện nay 0,3694")
    page.keyboard.press("Home")
    lever = page.locator('[data-index="government_activity"]')
    expect(lever.locator(".is-lower")).to_contain_text("▼ thấp hơn hiện nay 0,6306")
    shows(page, "rank", f"{Outcome(BOOK, state_of(levels={'government_activity': 0.0})).rank}/34")


def test_an_exact_value_is_typed_with_a_comma_and_nonsense_is_said(page: Page, server: str) -> None:
    open_page(page, server)
    field = page.get_by_label("Hoạt động chính quyền số: nhập giá trị")
    field.fill("0,75")
    field.press("Enter")
    settled(page)
    compare_with_library(page, state_of(levels={"government_activity": 0.75}))
    field.fill("1,2")
    field.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="Cần một số từ 0 đến 1")).to_be_visible()
    shows(page, "rank", "2/34")


def test_least_effort_fills_the_sliders(page: Page, server: str) -> None:
    open_page(page, server)
    page.get_by_role("button", name="Ít nhất phải làm gì?").click()
    expect(page.locator(".cds-notice")).to_contain_text(
        "phải nâng ít nhất: hoạt động chính quyền số từ 0,6306 lên 0,6845"
    )
    settled(page)
    least = least_effort(BOOK.baselines["vn34"], Goal("vn34-38", "rank", 3, year=2030))
    assert slider(page, "government_activity").input_value() == str(least.levels(4)["government_activity"])
    shows(page, "rank", "3/34")
    shows(page, "goal", "● Đạt")
    compare_with_library(page, state_of(levels=least.levels(4)))


def test_what_cannot_be_reached_is_said_in_words(page: Page, server: str) -> None:
    open_page(page, server)
    page.get_by_label("Hạng cần đạt (1–34)").fill("1")
    page.keyboard.press("Enter")
    for component in ("government_activity", "economy_activity", "society_activity"):
        page.locator(f'[data-index="{component}"] summary').click()
        page.locator(f'[data-index="{component}"]').get_by_label(
            "Không được thay đổi khi tính mức ít nhất"
        ).check()
    page.get_by_role("button", name="Ít nhất phải làm gì?").click()
    notice = page.locator(".cds-notice")
    expect(notice).to_contain_text("Không thể đạt mục tiêu (hạng 1")
    expect(notice).to_contain_text("Không thể nâng")
    assert page.locator(".cds-lever .is-higher").count() == 0


def test_undo_redo_and_reset(page: Page, server: str) -> None:
    open_page(page, server)
    undo, redo = page.get_by_role("button", name="Hoàn tác"), page.get_by_role("button", name="Làm lại")
    expect(undo).to_be_disabled()
    pull(page, "government_activity", 0.75)
    page.get_by_label("Các tỉnh, thành khác").select_option("own_trend")
    both = f"{Outcome(BOOK, state_of(levels={'government_activity': 0.75}, others='own_trend')).rank}/34"
    shows(page, "rank", both)
    undo.click()
    shows(page, "rank", "2/34")
    undo.click()
    shows(page, "rank", "5/34")
    expect(undo).to_be_disabled()
    redo.click()
    redo.click()
    shows(page, "rank", both)
    expect(redo).to_be_disabled()
    page.get_by_role("button", name="Đặt lại").click()
    shows(page, "rank", "5/34")
    undo.click()
    shows(page, "rank", both)


def test_a_and_b_side_by_side(page: Page, server: str) -> None:
    open_page(page, server)
    page.get_by_role("button", name="Lưu làm kịch bản A").first.click()
    pull(page, "government_activity", 0.75)
    settled(page)
    row = page.locator(".cds-ab tbody tr").nth(1)
    expect(row).to_contain_text("5/34")
    expect(row).to_contain_text("2/34")
    expect(row).to_contain_text("▲ 3")
    page.get_by_role("button", name="Trở lại kịch bản A").click()
    shows(page, "rank", "5/34")
    page.get_by_role("button", name="Bỏ kịch bản A").click()
    expect(page.locator("#cds-compare")).to_contain_text("Lưu kịch bản đang xem làm A")


def test_the_address_holds_the_whole_scenario(page: Page, server: str) -> None:
    open_page(page, server)
    pull(page, "government_activity", 0.75)
    page.get_by_label("Các tỉnh, thành khác").select_option("follow_mean")
    page.locator('[data-index="infrastructure"] summary').click()
    page.locator('[data-index="infrastructure"]').get_by_label(
        "Không được thay đổi khi tính mức ít nhất"
    ).check()
    settled(page)
    expect(page).to_have_url(re.compile(r"s=1\.[\w-]+"))
    expect(page).to_have_url(re.compile(r"f=infrastructure"))
    address = re.search(r"s=([\w.-]+)", page.url)
    assert address is not None
    state = state_of(levels={"government_activity": 0.75}, others="follow_mean")
    assert read_address(address[1]) == scenario_of(state)
    page.goto(page.url)
    expect(page.locator(".cds-notice")).to_contain_text("Đã mở kịch bản từ liên kết")
    settled(page)
    compare_with_library(page, state)
    page.locator('[data-index="infrastructure"] summary').click()
    expect(page.locator('[data-index="infrastructure"] input[type="checkbox"]')).to_be_checked()


def test_back_and_forward_take_steps_back(page: Page, server: str) -> None:
    open_page(page, server)
    page.wait_for_timeout(600)
    page.get_by_label("Tỉnh, thành", exact=True).select_option("vn34-01")
    expect(page).to_have_url(re.compile(r"s=1\."))
    page.locator(".cds-headline").click()  # Chromium skips steps without a visitor's gesture
    page.get_by_label("Tỉnh, thành", exact=True).select_option("vn34-40")
    expect(page.locator(".cds-headline")).to_contain_text("Nghệ An")
    page.wait_for_timeout(600)
    page.go_back()
    expect(page.locator(".cds-headline")).to_contain_text("Hà Nội")
    page.wait_for_timeout(600)
    page.go_back()
    expect(page.locator(".cds-headline")).to_contain_text("Thanh Hóa")
    page.wait_for_timeout(600)
    page.go_forward()
    expect(page.locator(".cds-headline")).to_contain_text("Hà Nội")


def test_an_embedded_chart_has_no_frame(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 640, "height": 700})
    page.goto(f"{server}/scenario?embed=1")
    expect(page.locator(".cds-standings svg")).to_contain_text("Nguồn:")
    for hidden in (".site-header", ".cds-controls", ".cds-headline", ".cds-stats", ".cds-tools"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".cds-card:visible")).to_have_count(1)


@pytest.mark.parametrize(
    "text",
    [
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "1." + "A" * 3000,
        "x" * 4500,
        "1.o5PDjAm5ixbRYVobWwsAs3w",
        "2.abc",
    ],
)
def test_a_bad_address_is_refused_and_not_repeated(page: Page, server: str, text: str) -> None:
    open_page(page, server, f"?s={text}")
    notice = page.locator(".cds-notice.is-wrong")
    expect(notice).to_contain_text(re.compile("không dùng được|quá dài"))
    expect(page).to_have_url(f"{server}/scenario")
    assert "alert(1)" not in page.content()
    shows(page, "rank", "5/34")


def test_save_and_open_a_file(page: Page, server: str, tmp_path: Path) -> None:
    open_page(page, server)
    pull(page, "government_activity", 0.75)
    page.get_by_label("Tên kịch bản (không bắt buộc)").fill("Thử nghiệm")
    page.keyboard.press("Tab")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Lưu thành tệp").click()
    kept = tmp_path / "kept.json"
    waiting.value.save_as(kept)
    state = state_of(levels={"government_activity": 0.75}, name="Thử nghiệm")
    assert read_scenario(kept.read_bytes()) == scenario_of(state)
    page.get_by_role("button", name="Đặt lại").click()
    page.locator('input[type="file"]').set_input_files(kept)
    expect(page.locator(".cds-notice")).to_contain_text("Đã mở kịch bản từ tệp")
    shows(page, "rank", "2/34")
    bad = tmp_path / "bad.json"
    bad.write_text(
        kept.read_text(encoding="utf-8").replace("government_activity", "no_such_index"), encoding="utf-8"
    )
    page.locator('input[type="file"]').set_input_files(bad)
    expect(page.locator(".cds-notice.is-wrong")).to_contain_text("no_such_index")
    shows(page, "rank", "2/34")


def test_the_63_former_provinces_have_one_slider_for_four(page: Page, server: str) -> None:
    open_page(page, server)
    page.get_by_label("Địa giới").select_option("vn63")
    expect(page.locator(MAP)).to_have_count(63)
    expect(page.locator(".cds-lever")).to_have_count(5)
    expect(page.locator(".cds-controls")).to_contain_text("không được công bố cho 63 tỉnh, thành")
    pull(page, "foundation_joint", 0.99)
    settled(page)
    compare_with_library(
        page, state_of(geography="vn63", province="vn63-38", levels={"foundation_joint": 0.99})
    )


def test_weights_are_changed_and_come_back(page: Page, server: str) -> None:
    open_page(page, server)
    page.locator("summary", has_text="Trọng số").first.click()
    weight = page.locator("#cds-weight-government_activity")
    weight.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    settled(page)
    compare_with_library(page, state_of(weights={"government_activity": 250}))
    expect(page.locator(".cds-limits")).to_contain_text("không phải trọng số chính thức")
    page.get_by_role("button", name="Trở về trọng số chính thức").click()
    shows(page, "score", "0,7743")


def test_choosing_another_province_on_the_map_and_by_name(page: Page, server: str) -> None:
    open_page(page, server)
    page.locator(f'{MAP}[aria-label^="Nghệ An:"]').click()
    expect(page.locator(".cds-headline")).to_contain_text("Nghệ An")
    page.get_by_label("Tìm tỉnh, thành").fill("thanh hoa")
    page.keyboard.press("Enter")
    expect(page.locator(".cds-headline")).to_contain_text("Thanh Hóa")


def test_the_keyboard_walks_over_ranking_and_map(page: Page, server: str) -> None:
    open_page(page, server)
    for part in (".cds-standings", ".cds-onmap"):
        page.locator(f"{part} .cds-walk").focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(page.locator(f"{part} .cds-told")).to_contain_text(
            re.compile(r"hạng \d+ \(năm 2024: hạng \d+\)")
        )
    page.locator(".cds-standings .cds-walk").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".cds-headline")).to_contain_text("Huế")


def test_the_text_and_the_link_are_copied(page: Page, server: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, server)
    pull(page, "government_activity", 0.75)
    settled(page)
    expect(page.locator(".cds-chance")).to_contain_text("Mô phỏng 1.000 lần")
    page.get_by_role("button", name="Sao chép đoạn văn").click()
    text = page.evaluate("navigator.clipboard.readText()")
    for words in (
        "hoạt động chính quyền số từ 0,6306 lên 0,7500",
        "không phải là dự báo",
        "Số khởi tạo",
        "405/QĐ-BKHCN",
    ):
        assert words in text
    page.get_by_role("button", name="Sao chép liên kết").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert write_address(scenario_of(state_of(levels={"government_activity": 0.75}))) in link


def test_tables_and_pictures_are_whole(page: Page, server: str, tmp_path: Path) -> None:
    open_page(page, server)
    pull(page, "government_activity", 0.75)
    for kind in ("csv", "xlsx"):
        with page.expect_download() as waiting:
            page.locator(f'.cds-tools [data-format="{kind}"]').click()
        waiting.value.save_as(tmp_path / f"scenario.{kind}")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "scenario.csv").read_bytes().decode("utf-8-sig"))))
    own = [row for row in rows if row["Mã"] == "vn34-38" and row["Năm"] == "2030"]
    assert own[0]["Hoạt động chính quyền số"] == "0.75"
    assert openpyxl.load_workbook(tmp_path / "scenario.xlsx").sheetnames == ["Số liệu", "Nguồn"]
    for part in ("standings", "waterfall", "path", "onmap"):
        for kind in ("png", "svg"):
            with page.expect_download() as waiting:
                page.locator(f'.cds-{part} [data-format="{kind}"]').click()
            waiting.value.save_as(tmp_path / f"{part}.{kind}")
        assert (tmp_path / f"{part}.png").read_bytes().startswith(b"\x89PNG")
        assert "Nguồn:" in (tmp_path / f"{part}.svg").read_text(encoding="utf-8")


def test_english_by_one_click_keeps_the_scenario(page: Page, server: str) -> None:
    open_page(page, server)
    pull(page, "government_activity", 0.75)
    page.get_by_role("button", name="English").click()
    expect(page.locator(".cds-headline")).to_contain_text("In the scenario Thanh Hoa has a DTI of 0.7997")
    settled(page)
    shows(page, "score", "0.7997")
    words = page.locator(".cds-scenario").inner_text()
    for vietnamese in ("Nguồn:", "Kịch bản", "Hạng", "Chưa đạt"):
        assert vietnamese not in words


def test_a_document_of_the_library_opens(page: Page, server: str, tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text(
        write_scenario(scenario_of(state_of(levels={"infrastructure": 0.5}, by=2026, lang="vi"))),
        encoding="utf-8",
    )
    open_page(page, server)
    page.locator('input[type="file"]').set_input_files(kept)
    expect(page.locator(".cds-notice")).to_contain_text("Đã mở kịch bản từ tệp")
    settled(page)
    compare_with_library(page, state_of(levels={"infrastructure": 0.5}, by=2026))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_it_fits_the_screen_and_axe_finds_nothing_serious(
    page: Page, server: str, width: int, lang: str
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    open_page(page, server, "?lang=en" if lang == "en" else "")
    page.locator('[data-index="infrastructure"] summary').click()
    page.locator("#cds-compare button").first.click()
    pull(page, "government_activity", 0.75)
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    serious = [
        (rule["id"], rule["nodes"][0]["html"][:200])
        for rule in found
        if rule["impact"] in ("serious", "critical")
    ]
    assert serious == []
