"""The widget in a kernel: it answers wishes and messages, and starts without the heavy libraries."""

import json
import subprocess
import sys
from typing import Any

import pytest

from cdslib.apps import MapDashboard
from cdslib.apps.map_state import MapState

HEAVY = (
    "pandas",
    "geopandas",
    "altair",
    "shapely",
    "mapclassify",
    "pyogrio",
    "pyarrow",
    "matplotlib",
    "openpyxl",
    "xlsxwriter",
)


class Page:
    """Stands for the browser: it keeps what the kernel sends."""

    def __init__(self, dashboard: MapDashboard, monkeypatch: pytest.MonkeyPatch) -> None:
        self.dashboard = dashboard
        self.received: list[tuple[dict[str, Any], list[bytes]]] = []
        monkeypatch.setattr(
            dashboard, "send", lambda content, buffers=(): self.received.append((content, list(buffers)))
        )

    def say(self, **content: Any) -> None:
        self.dashboard._answer_message(self.dashboard, content, [])


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Page:
    return Page(MapDashboard(), monkeypatch)


def test_the_start() -> None:
    dashboard = MapDashboard()
    assert dashboard.state == MapState()
    assert dashboard.wish == vars(MapState())
    assert dashboard.view["state"]["year"] == 2024
    assert set(dashboard.specs) == {"map", "distribution", "trend", "islands"}


def test_an_author_chooses_the_start() -> None:
    dashboard = MapDashboard("infrastructure", "vn63", "en")
    assert dashboard.state == MapState(indicator="infrastructure", geography="vn63", lang="en")
    assert MapDashboard("no such indicator").state == MapState()


def test_a_wish_is_answered() -> None:
    dashboard = MapDashboard()
    dashboard.wish = {"indicator": "unemployment_rate", "geography": "vn63", "lang": "en"}
    assert dashboard.view["card"]["name"] == "Unemployment rate"
    assert len(dashboard.view["provinces"]) == 63
    assert dashboard.view["lang"] == "en"


def test_the_language_stays_when_a_wish_does_not_name_it() -> None:
    dashboard = MapDashboard(lang="en")
    dashboard.wish = {"indicator": "infrastructure"}
    assert dashboard.view["lang"] == "en"


def test_nonsense_does_not_change_the_page() -> None:
    dashboard = MapDashboard()
    before = dashboard.view
    dashboard.wish = {"geography": "<script>", "k": 1e9, "base": "x", "other": [1]}
    assert dashboard.view is before


def test_find_through_a_message(page: Page) -> None:
    page.say(kind="find", text="thanh hoa")
    page.say(kind="find", text="Atlantis")
    page.say(kind="find", text={"a": 1})
    found, unknown, strange = (content for content, _ in page.received)
    assert found == {"kind": "found", "code": "vn34-38"}
    assert unknown["kind"] == strange["kind"] == "found"
    assert "Atlantis" in unknown["message"]


@pytest.mark.parametrize(("form", "start"), [("csv", b"\xef\xbb\xbfM\xc3\xa3,"), ("xlsx", b"PK\x03\x04")])
def test_export_through_a_message(page: Page, form: str, start: bytes) -> None:
    page.say(kind="export", format=form, year=2023, chosen=["vn34-01"])
    ((content, (data,)),) = page.received
    assert content["kind"] == "file"
    assert content["name"] == f"cds-dti-vn34-2023.{form}"
    assert data.startswith(start)


def test_other_messages_are_ignored(page: Page) -> None:
    for content in ({}, {"kind": "eval"}, {"kind": None}, {"kind": ["find"]}):
        page.say(**content)
    assert page.received == []


def test_what_is_sent_is_plain_json() -> None:
    dashboard = MapDashboard()
    sent = {name: getattr(dashboard, name) for name in ("wish", "view", "specs")}
    assert len(json.dumps(sent, allow_nan=False)) < 300_000


def test_the_page_code_comes_from_this_server_only() -> None:
    code = MapDashboard()._esm
    assert "map.mjs" in code
    assert "//" not in code


def test_the_kernel_stays_light() -> None:
    script = (
        "import sys, json\n"
        "from cdslib.apps import MapDashboard\n"
        "dashboard = MapDashboard()\n"
        "dashboard.wish = {'scheme': 'around_mean', 'geography': 'vn63', 'lang': 'en'}\n"
        "dashboard._answer_message(None, {'kind': 'export', 'format': 'csv'}, [])\n"
        f"print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []
