"""A researcher's JupyterLab: the same map from a notebook cell, and the dashboard, without another host."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Witness, free_port, wait_until_answering

pytestmark = pytest.mark.browser

CHART = """import cdslib
from cdslib import charts
dti = cdslib.load_observations(indicator="dti", geography="vn34")
charts.choropleth(dti, period=2024)"""
APP = 'from cdslib.apps import MapDashboard\nMapDashboard(geography="vn63", lang="en")'
TARGETS = 'from cdslib.apps import TargetsDashboard\nTargetsDashboard("province", "vn34-38", "en")'
PROFILE = 'from cdslib.apps import ProfileDashboard\nProfileDashboard("vn34-38", lang="en")'
SCENARIO = 'from cdslib.apps import ScenarioDashboard\nScenarioDashboard(lang="en")'


def notebook(*cells: str) -> str:
    made = [
        {
            "cell_type": "code",
            "id": f"c{n}",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": source,
        }
        for n, source in enumerate(cells)
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return json.dumps({"cells": made, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "map.ipynb").write_text(notebook(CHART, APP, TARGETS, PROFILE, SCENARIO), encoding="utf-8")
    port, log = free_port(), tmp_path / "lab.log"
    options = [
        f"--port={port}",
        "--no-browser",
        "--allow-root",
        "--IdentityProvider.token=",
        f"--notebook-dir={tmp_path}",
    ]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options],
            stdout=out,
            stderr=out,
            env=os.environ | {"HOME": str(tmp_path)},
        )
        try:
            wait_until_answering(f"http://127.0.0.1:{port}/lab", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def run_all(page: Page) -> None:
    """Run the notebook; a kernel that has just started may swallow the first request."""
    prompt = page.locator(".jp-CodeCell .jp-InputPrompt").first
    for _ in range(4):
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        try:
            expect(prompt).to_have_text(re.compile(r"\[\d+\]:"), timeout=15_000)
        except AssertionError:
            continue
        return


def test_the_map_and_the_dashboard_are_drawn_without_another_host(browser: Browser, lab: str) -> None:
    page = browser.new_context(viewport={"width": 1280, "height": 2400}).new_page()
    witness = Witness()
    witness.watch(page)
    page.goto(f"{lab}/lab/tree/map.ipynb")
    expect(page.locator(".jp-Notebook .jp-CodeCell").first).to_be_visible(timeout=60_000)
    expect(page.locator(".jp-Notebook-ExecutionIndicator")).to_have_attribute(
        "data-status", "idle", timeout=60_000
    )
    run_all(page)
    first, second = page.locator(".jp-CodeCell").nth(0), page.locator(".jp-CodeCell").nth(1)
    expect(first.locator("svg path[aria-label]")).to_have_count(34, timeout=60_000)
    expect(first.locator("svg.marks")).to_contain_text("© OpenStreetMap contributors")
    expect(second.locator(".cds-map svg path[aria-label]")).to_have_count(63, timeout=60_000)
    second.get_by_role("button", name="Tiếng Việt").click()
    expect(second.locator(".cds-headline")).to_contain_text("dẫn đầu trong 63 tỉnh, thành")
    third, fourth = page.locator(".jp-CodeCell").nth(2), page.locator(".jp-CodeCell").nth(3)
    third.scroll_into_view_if_needed()
    expect(third.locator(".cds-headline")).to_contain_text("Thanh Hoa has 24 targets", timeout=60_000)
    expect(third.locator(".cds-main svg path[aria-label]")).to_have_count(24, timeout=60_000)
    search = third.locator("input[type=search]")
    search.fill("ha noi")
    search.press("Enter")  # the page's, and no command of the notebook
    expect(third.locator(".cds-headline")).to_contain_text("Ha Noi has", timeout=60_000)
    fourth.scroll_into_view_if_needed()
    expect(fourth.locator(".cds-headline")).to_contain_text("Thanh Hoa ranks", timeout=60_000)
    expect(fourth.locator(".cds-index svg").first).to_be_visible(timeout=60_000)
    fifth = page.locator(".jp-CodeCell").nth(4)
    fifth.scroll_into_view_if_needed()
    expect(fifth.locator(".cds-headline").first).to_contain_text("place", timeout=60_000)
    expect(fifth.locator("input[type=range]").first).to_be_visible(timeout=60_000)
    expect(fifth.locator("svg").first).to_be_visible(timeout=60_000)
    assert page.url.endswith("map.ipynb")
    assert witness.hosts - {""} <= {urlsplit(lab).netloc}
    assert witness.errors == []
