"""The first page: comes without a kernel, leads to the dashboards, speaks both languages."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_it_leads_to_the_map(page: Page, server: str) -> None:
    page.goto(server)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Các tỉnh, thành phố đang chuyển đổi số đến đâu?"
    )
    picture = page.locator(".site-cards img").first
    assert picture.evaluate("one => one.naturalWidth") > 100
    page.locator(".site-cards a").first.click()
    expect(page.locator(".cds-map svg path[aria-label]").first).to_be_visible()


def test_english_by_one_click_follows_into_the_map(page: Page, server: str) -> None:
    page.goto(server)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("How far has each province come")
    page.locator(".site-cards a").first.click()
    expect(page.locator(".cds-headline")).to_contain_text("In 2024")
