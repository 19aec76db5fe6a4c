"""Slides: one file, with charts and letters in it, that asks nobody."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from cdslib.workshop.editions import sources
from cdslib.workshop.slides import slides


@pytest.fixture(scope="module")
def page_text() -> str:
    return slides(sources()[1])


def test_there_is_what_learners_see_and_no_solution(page_text: str) -> None:
    plain = re.sub(r"<[^>]+>", "", page_text)
    assert "Bài 2. Tỉnh mình trên bản đồ" in plain
    assert "Quần đảo Hoàng Sa" in plain
    assert "© OpenStreetMap contributors" in plain
    assert "Trao đổi nhóm" in plain
    for word in ("Instructor", "cau_2_3", "kiem_tra(", 'MapDashboard("infrastructure"'):
        assert word not in plain


def test_nothing_is_fetched(page_text: str) -> None:
    assert not re.search(r"<(?:script|link|img)\b[^>]*\b(?:src|href)=(?![\"']?(?:data:|#))", page_text)
    assert not re.search(r"@import|url\((?!data:)[\"']?(?:https?:)?//", page_text)


@pytest.mark.browser
def test_a_browser_shows_them_without_asking_anybody(
    page_text: str, browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "deck.html").write_text(page_text, encoding="utf-8")
    asked, errors = [], []
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((tmp_path / "deck.html").as_uri())
    title = page.locator("section.present h1")
    expect(title).to_have_text("Bài 2. Tỉnh mình trên bản đồ")
    expect(title).to_be_in_viewport(ratio=1)
    for _ in range(4):
        page.keyboard.press("Space")
    chart = page.locator("section.present .cds-still svg.marks")
    expect(chart).to_be_in_viewport(ratio=0.9)
    page.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert errors == []
