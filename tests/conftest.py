"""What all tests share: which browser there is, and what happens to browser tests when there is none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

import run

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

# How long an example takes is a matter of benchmarks, not of these tests: machines may be busy.
settings.register_profile("cdslib", deadline=None)
settings.load_profile("cdslib")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the browser tests, saying why, where no browser of the Chromium family is found."""
    if run.find_chromium() is not None:
        return
    reason = "no Chromium, Chrome or Edge on this machine; 'python3 run.py test' says how to get one"
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Return the browser that the tests drive."""
    found = run.find_chromium()
    assert found is not None
    return found


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """Run it, once for all tests: its driver does not bear company in one process."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(chromium), args=CHROMIUM_FLAGS)
        yield opened
        opened.close()
