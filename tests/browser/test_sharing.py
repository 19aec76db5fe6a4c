"""Pages as links: the whole state in the address, back and forward, copying, and a chart in another page."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_back_and_forward_take_steps_back(page: Page, server: str) -> None:
    page.goto(f"{server}/targets")
    expect(page.locator(".cds-headline")).to_contain_text("trong 357 mục tiêu")
    page.get_by_role("tab", name="Theo tỉnh, thành").click()
    expect(page).to_have_url(re.compile(r"v=province"))
    page.locator(".cds-headline").click()  # Chromium skips steps without a visitor's gesture
    page.get_by_label("Tỉnh, thành hoặc cả nước").select_option("vn34-38")
    expect(page).to_have_url(re.compile(r"p=vn34-38"))
    expect(page.locator(".cds-headline")).to_contain_text("Thanh Hóa có 24 mục tiêu")
    page.go_back()
    expect(page.locator(".cds-headline")).to_contain_text("Đồng Tháp có 35 mục tiêu")
    page.go_back()
    expect(page.locator(".cds-headline")).to_contain_text("trong 357 mục tiêu")
    page.go_forward()
    page.go_forward()
    expect(page.locator(".cds-headline")).to_contain_text("Thanh Hóa có 24 mục tiêu")
    expect(page).to_have_url(re.compile(r"p=vn34-38"))


def test_going_back_twice_in_a_row_loses_no_step(page: Page, server: str) -> None:
    page.goto(f"{server}/targets")
    expect(page.locator(".cds-headline")).to_contain_text("trong 357 mục tiêu")
    for name, part in (("Theo tỉnh, thành", "v=province"), ("Theo mục tiêu", "v=target")):
        page.get_by_role("tab", name=name).click()
        expect(page).to_have_url(re.compile(part))
    page.evaluate("history.back(); setTimeout(() => history.back(), 5)")
    expect(page.locator(".cds-headline")).to_contain_text("trong 357 mục tiêu")
    expect(page).to_have_url(re.compile(r"/targets$"))
    page.go_forward()
    expect(page.locator(".cds-headline")).to_contain_text("Đồng Tháp có 35 mục tiêu")
    page.go_forward()
    expect(page.locator(".cds-headline")).to_contain_text("đặt mục tiêu")


def test_filters_rewrite_the_address_without_a_step(page: Page, server: str) -> None:
    page.goto(f"{server}/targets?v=province&p=vn34-38")
    expect(page.locator(".cds-headline")).to_contain_text("Thanh Hóa có 24 mục tiêu")
    before = page.evaluate("history.length")
    page.get_by_label("Năm đến hạn", exact=True).select_option("2025")
    expect(page).to_have_url(re.compile(r"y=2025"))
    assert page.evaluate("history.length") == before


def test_the_map_goes_back_to_the_indicator_before(page: Page, server: str) -> None:
    page.goto(f"{server}/map")
    expect(page.locator(".cds-map svg")).to_contain_text("(DTI), năm 2024")
    page.get_by_label("Chỉ số", exact=True).select_option("trained_labour_rate")
    expect(page).to_have_url(re.compile(r"i=trained_labour_rate"))
    page.go_back()
    expect(page.locator(".cds-map svg")).to_contain_text("(DTI), năm 2024")


@pytest.mark.parametrize(
    "address", ["map?i=infrastructure", "targets?v=province&p=vn34-24", "profile?s=vn34-38"]
)
def test_the_link_that_is_copied_opens_the_same_page(page: Page, server: str, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{server}/{address}")
    headline = page.locator(".cds-headline p").first
    expect(headline).to_be_visible()
    page.get_by_role("button", name="Sao chép liên kết").click()
    expect(page.locator(".cds-copy [role=status]")).to_have_text("Đã sao chép.")
    copied = page.evaluate("navigator.clipboard.readText()")
    said = headline.inner_text()
    page.goto(copied)
    expect(page.locator(".cds-headline p").first).to_have_text(said)


@pytest.mark.parametrize("address", ["map", "targets", "targets?v=target&g=vn63", "profile?s=vn34-24"])
def test_an_embedded_chart_has_no_frame(page: Page, server: str, address: str) -> None:
    page.set_viewport_size({"width": 640, "height": 700})
    page.goto(f"{server}/{address}{'&' if '?' in address else '?'}embed=1")
    expect(page.locator(".cds-embed svg").first).to_be_visible()
    for hidden in (".site-header", ".site-footer", ".cds-controls", ".cds-headline"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".cds-card:visible")).to_have_count(1)
    expect(page.locator(".cds-embed svg").first).to_contain_text(re.compile("Nguồn:|OpenStreetMap"))
    expect(page.locator(".site-full")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_profile_and_targets_lead_to_each_other(page: Page, server: str) -> None:
    page.goto(f"{server}/targets?v=province&p=vn34-24&lang=en")
    page.get_by_role("link", name="The profile of this province").click()
    expect(page.locator(".cds-headline")).to_contain_text("Bac Ninh ranks")
    page.get_by_role("link", name="Each target with its gap").click()
    expect(page.locator(".cds-headline")).to_contain_text("Bac Ninh has ")


def test_a_phone_shows_which_dashboard_is_open(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server}/scenario")
    expect(page.locator("nav [aria-current]")).to_be_in_viewport(ratio=1)
