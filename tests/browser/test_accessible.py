"""Every page for those who see, hear or point otherwise: axe, keyboard, focus, tables, zoom, motion, contrast."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE
from tests.server.conftest import TOKEN, Service, serving

pytestmark = pytest.mark.browser

SIZES = ((1920, 1080), (768, 1024), (390, 844))
PROBES = Path(__file__).with_name("probes.js").read_text(encoding="utf-8")
AT_200_PERCENT = (640, 512)  # of a window of 1280 × 1024


def nothing(_: Page) -> None:
    """Leave the page as it opens."""


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.wait_for_timeout(200)


def ask_for_source(page: Page) -> None:
    page.locator(".cds-facts .cds-note").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def mistype(page: Page) -> None:
    unfold(page)
    page.locator("#cds-compare button").first.click()
    page.locator("#cds-goal").fill("x")
    page.keyboard.press("Tab")
    expect(page.get_by_role("alert").filter(has_text=re.compile(r"\w"))).to_be_visible()


def search_in_vain(page: Page) -> None:
    page.locator("input[type=search]").fill("Xyz")
    page.keyboard.press("Enter")
    expect(page.locator(".cds-message").first).not_to_be_empty()
    page.get_by_role("tab").nth(1).click()
    expect(page.locator("#cds-panel table")).to_be_visible()


@dataclass(frozen=True)
class State:
    """A page in a notable state."""

    address: str
    prepare: Callable[[Page], None] = nothing

    @property
    def is_dashboard(self) -> bool:
        return self.address.strip("/").split("?")[0] in {"map", "profile", "targets", "scenario"}


STATES = {
    "first page": State("/"),
    "missing": State("/nothing"),
    "map": State("/map?s=vn34-38.vn34-01", unfold),
    "map as table, search in vain": State("/map?g=vn63", search_in_vain),
    "profile": State("/profile?s=vn34-24", unfold),
    "profile with a source": State("/profile?g=vn63&s=vn63-36", ask_for_source),
    "targets": State("/targets", unfold),
    "targets of a province": State("/targets?v=province&p=vn34-38&s=t-thanh-hoa-dti-rank-2030", unfold),
    "targets of a kind": State("/targets?v=target&g=vn63", unfold),
    "scenario": State("/scenario", mistype),
    "embedded map": State("/map?embed=1"),
    "embedded profile": State("/profile?embed=1"),
    "embedded targets": State("/targets?embed=1"),
    "embedded scenario": State("/scenario?embed=1"),
}
OPEN = {name: state for name, state in STATES.items() if "embed" not in name}
DASHBOARDS = {name: state for name, state in OPEN.items() if state.is_dashboard}


def show(page: Page, address: str, state: State) -> None:
    page.goto(f"{address}{state.address}")
    if state.is_dashboard:
        expect(page.locator(".cds-chart svg text:visible").first).to_be_visible()
    state.prepare(page)


def violations(page: Page, *without: str) -> list[tuple[str, str, str]]:
    rules = {rule: {"enabled": False} for rule in without}
    options = {"resultTypes": ["violations"], "rules": rules}
    found = Axe().run(page, options=options).response["violations"]
    return [(rule["id"], rule["impact"], node["html"][:160]) for rule in found for node in rule["nodes"]]


def probe(page: Page, question: str) -> Any:
    return page.evaluate(f"({PROBES}).{question}()")


def too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def resize(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(150)


def speak(page: Page, language: str) -> None:
    page.evaluate(f"document.querySelector('[data-language={language}]').click()")
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.wait_for_timeout(200)


@contextmanager
def visitor(browser: Browser, size: tuple[int, int] = (1280, 900), **more: Any) -> Iterator[Page]:
    """A visitor with settings of their own."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **more)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


def check_all_sizes(page: Page) -> None:
    """Look at every width in both languages; axe, which takes its time, hears them in turn."""
    for place, (width, height) in enumerate(SIZES):
        resize(page, width, height)
        for turn, language in enumerate(("vi", "en")):
            speak(page, language)
            assert not too_wide(page)
            if turn == place % 2:
                assert violations(page, *["color-contrast"][: place == 1]) == []


@pytest.fixture(scope="module")
def page_in(request: pytest.FixtureRequest, browser: Browser, server: str) -> Iterator[Page]:
    """A page in one of its states, opened once for all the tests that look at it."""
    with visitor(browser) as page:
        show(page, server, request.param)
        yield page


in_every_state = pytest.mark.parametrize("page_in", STATES.values(), ids=STATES, indirect=True)
on_every_page = pytest.mark.parametrize("page_in", OPEN.values(), ids=OPEN, indirect=True)
on_every_dashboard = pytest.mark.parametrize("page_in", DASHBOARDS.values(), ids=DASHBOARDS, indirect=True)


@in_every_state
def test_axe_finds_nothing_and_it_fits_the_screen(page_in: Page) -> None:
    check_all_sizes(page_in)


@on_every_dashboard
def test_the_words_in_charts_stand_out(page_in: Page) -> None:
    resize(page_in, 1280, 12_000)  # so that the whole page can be asked
    page_in.wait_for_timeout(200)
    found = probe(page_in, "contrasts")
    assert len(found) > 20
    assert [one for one in found if one[1] < 4.5] == []


@on_every_page
def test_at_200_percent_and_with_wide_spacing_nothing_is_lost(page_in: Page) -> None:
    resize(page_in, *AT_200_PERCENT)
    speak(page_in, "en")
    probe(page_in, "space")
    page_in.wait_for_timeout(200)
    assert not too_wide(page_in)
    assert probe(page_in, "cutOff") == []
    page_in.evaluate("scrollTo(0, 900)")
    assert probe(page_in, "stuck") == 0
    probe(page_in, "unspace")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that asks for a token and has no memory left for visitors."""
    (folder := tmp_path_factory.mktemp("full")).joinpath("cdslib.toml").write_text(
        f'token = "{TOKEN}"\nmemory_floor = 9999999\n', encoding="utf-8"
    )
    with serving(folder) as found:
        yield found


@pytest.mark.parametrize("path", ["login", f"login?next=%2F&token={TOKEN[:-1]}", f"map?token={TOKEN}"])
def test_axe_finds_nothing_before_the_dashboards(browser: Browser, full: Service, path: str) -> None:
    with visitor(browser) as page:
        page.goto(f"http://127.0.0.1:{full.port}/{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        check_all_sizes(page)


PLAIN = ["/", "/map", "/profile?s=vn34-24", "/targets", "/targets?v=target&g=vn63", "/scenario"]


@pytest.mark.parametrize("path", PLAIN)
def test_the_tab_key_reaches_every_control_and_shows_it(page: Page, server: str, path: str) -> None:
    show(page, server, State(path))
    page.wait_for_timeout(300)
    count = probe(page, "controls")
    assert count > 8
    stops = []
    for _ in range(count):
        page.keyboard.press("Tab")
        stops.append(probe(page, "focused"))
    assert [stop["place"] for stop in stops] == list(range(count))
    assert [stop["html"] for stop in stops if not stop["name"]] == []
    assert [stop["html"] for stop in stops if stop["outline"] < 2] == []
    assert [stop["html"] for stop in stops if stop["isCovered"]] == []


def test_the_skip_link_leads_past_the_header(page: Page, server: str) -> None:
    page.goto(f"{server}/map")
    page.keyboard.press("Tab")
    expect(page.locator(".site-skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def press(page: Page, selector: str, *keys: str) -> None:
    page.locator(selector).first.focus()
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize(
    ("address", "selector", "keys", "seen", "words"),
    [
        ("/map", "[data-language=en]", ("Enter",), ".cds-headline", "In 2024"),
        ("/map", ".cds-primary select", ("ArrowDown",), ".cds-map svg", "Thứ hạng Chỉ số"),
        ("/map", "input[type=radio]:checked", ("ArrowDown",), ".cds-map svg", "63 tỉnh"),
        ("/map", ".cds-icon", ("Space",), ".cds-year output", "2021"),
        ("/map", ".cds-map", ("ArrowDown", "ArrowDown", "Enter"), ".cds-chosen", "Huế"),
        ("/map", ".cds-ranking button", ("Space",), ".cds-chosen", "Hà Nội"),
        ("/map", "#cds-tab-ranking", ("ArrowRight", *["Tab"] * 7, "Enter"), ".cds-chosen", "Hà Nội"),
        ("/map", ".cds-trend summary", ("Enter",), ".cds-trend td", "thấp nhất 0,"),
        ("/profile", ".cds-primary select", ("ArrowDown",), ".cds-headline", "Cao Bằng"),
        ("/targets", ".cds-walk", ("ArrowDown", "Enter"), ".cds-headline", "Hà Nội có"),
        ("/targets", ".cds-counts button", ("Space",), ".cds-table caption", "6 mục tiêu"),
        ("/scenario", "#cds-level-government_activity", ("PageUp",), '[data-stat="score"]', "+0,0"),
        ("/scenario", ".cds-standings .cds-walk", ("ArrowDown", "Enter"), ".cds-headline", "Hà Nội"),
        ("/scenario", "#cds-goal", ("Control+a", "9", "Enter"), '[data-stat="goal"]', "● "),
    ],
)
def test_it_works_by_keyboard(
    page: Page, server: str, address: str, selector: str, keys: tuple[str, ...], seen: str, words: str
) -> None:
    show(page, server, State(address))
    press(page, selector, *keys)
    expect(page.locator(seen).first).to_contain_text(words)


LABELS = "all => all.map(one => one.ariaLabel)"
MARK = '[role="graphics-symbol"][aria-label]:not([aria-roledescription="axis"], [aria-label^="Quần đảo"])'
SOME_TARGET = "/targets?v=province&p=vn63-08&g=vn63&s=t-tuyen-quang-digital-economy-share-2025"


def figures(text: str) -> set[str]:
    """Return the numbers of a text that are written with decimals."""
    return set(re.findall(r"\d+,\d+", text))


@pytest.mark.parametrize(
    ("address", "charts"),
    [
        (
            "/map?g=vn63&s=vn63-38",
            {".cds-map": "#cds-panel", ".cds-distribution": "#cds-panel", ".cds-trend": ".cds-trend"},
        ),
        ("/profile?s=vn34-24", {".cds-index": ".cds-index", ".cds-mains": ".cds-mains"}),
        ("/targets", {".cds-embed": ".cds-embed"}),
        (
            "/targets?v=target&g=vn63",
            {".cds-map": ".cds-map ~ details", ".cds-main": ".cds-scroll:has(caption)"},
        ),
        (SOME_TARGET, {".cds-detail": ".cds-detail"}),
        (
            "/scenario",
            {f".cds-{name}": f".cds-{name}" for name in ("standings", "waterfall", "path", "onmap")},
        ),
    ],
)
def test_a_table_says_what_the_chart_says(
    page: Page, server: str, address: str, charts: dict[str, str]
) -> None:
    show(page, server, State(address, unfold))
    if address.startswith("/map"):
        page.get_by_role("tab").nth(1).click()
    for chart, table in charts.items():
        drawn = page.locator(f"{chart} .cds-chart").first
        expect(drawn.locator("svg")).to_be_visible()
        assert len(drawn.get_attribute("aria-label") or "") > 12
        labels = drawn.locator(f"svg {MARK}").evaluate_all(LABELS)
        said = {name.split(":")[0].split(",")[0] for name in labels} | figures(" ".join(labels))
        if not labels:  # what is written beside the marks
            said = set(re.findall(r"\d,\d{4}", drawn.locator("svg").text_content() or ""))
        told = page.locator(f"{table} table").first.inner_text()
        assert [one for one in said if one not in told] == []


@pytest.mark.parametrize("path", ["/", "/map", "/profile", "/targets", "/scenario"])
def test_nothing_moves_for_those_who_ask_for_rest(browser: Browser, server: str, path: str) -> None:
    with visitor(browser, reduced_motion="reduce") as page:
        page.goto(f"{server}{path}", wait_until="commit")
        page.locator("main").wait_for()
        assert probe(page, "moving") == []
        if path != "/":
            expect(page.locator(".cds-chart svg text").first).to_be_visible()
            page.locator(".cds-chart").first.hover()
        assert probe(page, "moving") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_colours_of_the_readers_own_choices_can_be_told(
    browser: Browser, server: str, scheme: str
) -> None:
    with visitor(browser, forced_colors="active", color_scheme=scheme) as page:
        show(page, server, State("/map?s=vn34-38"))
        for chosen, other in (
            ("nav a[aria-current]", "nav a:not([aria-current])"),
            ("[data-language=vi]", "[data-language=en]"),
            ('[role=tab][aria-selected="true"]', '[role=tab][aria-selected="false"]'),
            ('.cds-ranking [aria-pressed="true"]', '.cds-ranking [aria-pressed="false"]'),
        ):
            looks = [
                page.locator(one).first.evaluate(
                    "one => { const look = getComputedStyle(one); return [look.outlineStyle, look.borderBottomColor]; }"
                )
                for one in (chosen, other)
            ]
            assert looks[0] != looks[1], chosen
        ground = page.locator(".cds-chart").first.evaluate("one => getComputedStyle(one).backgroundColor")
        assert ground == "rgb(255, 255, 255)"
        bar = page.locator(".cds-bar").first.evaluate(
            "one => getComputedStyle(one, '::before').backgroundColor"
        )
        assert bar != page.locator(".cds-card").first.evaluate("one => getComputedStyle(one).backgroundColor")
