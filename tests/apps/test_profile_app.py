"""The profile in a kernel: it answers wishes and messages, has briefs written, and starts light."""

import csv
import io
import json
import subprocess
import sys
from typing import Any

import openpyxl
import pytest

from cdslib.apps import ProfileDashboard, profile_brief
from cdslib.apps.profile_build import more_text
from cdslib.apps.profile_state import ProfileState
from cdslib.resources import built_file
from tests.apps.test_map_app import HEAVY


class Page:
    """Stands for the browser: it keeps what the kernel sends."""

    def __init__(self, dashboard: ProfileDashboard, monkeypatch: pytest.MonkeyPatch) -> None:
        self.dashboard = dashboard
        self.received: list[tuple[dict[str, Any], list[bytes]]] = []
        monkeypatch.setattr(
            dashboard, "send", lambda content, buffers=(): self.received.append((content, list(buffers)))
        )

    def say(self, **content: Any) -> None:
        self.dashboard._answer_message(self.dashboard, content, [])


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Page:
    return Page(ProfileDashboard("vn34-24"), monkeypatch)


def test_the_carried_file_is_what_the_data_give() -> None:
    assert built_file("profile.json").read_text(encoding="utf-8") == more_text(), (
        "run python -m cdslib.apps.build"
    )


def test_the_start() -> None:
    dashboard = ProfileDashboard()
    assert dashboard.state == ProfileState()
    assert dashboard.wish == vars(ProfileState())
    assert set(dashboard.specs) == {"map", "islands", "index", "mains"}
    assert len(dashboard.view["choices"]) == 34


def test_an_author_chooses_the_start() -> None:
    assert ProfileDashboard("vn63-08", "en").state == ProfileState("vn63-08", "vn63", "en")
    assert ProfileDashboard("Atlantis").state == ProfileState()


def test_a_wish_is_answered() -> None:
    dashboard = ProfileDashboard()
    dashboard.wish = {"code": "vn63-36", "geography": "vn63", "lang": "en"}
    assert dashboard.view["province"]["full_name"] == "Nam Dinh Province"
    assert dashboard.view["province"]["successor"] == {"code": "vn34-37", "name": "Ninh Binh"}
    dashboard.wish = dashboard.wish | {"geography": "vn34"}
    assert dashboard.view["province"]["name"] == "Ninh Binh"


def test_nonsense_does_not_change_the_page() -> None:
    dashboard = ProfileDashboard()
    before = dashboard.view
    dashboard.wish = {"geography": "<script>", "code": ["x"], "day": 5, "other": [1]}
    assert dashboard.view is before


def test_find_through_a_message(page: Page) -> None:
    page.say(kind="find", text="thanh hoa")
    page.say(kind="find", text="Bắc Giang")
    found, former = (content for content, _ in page.received)
    assert found == {"kind": "found", "code": "vn34-38"}
    assert "Bắc Ninh" in former["message"]


def test_the_csv_holds_every_figure_with_its_source(page: Page) -> None:
    page.say(kind="export", format="csv")
    ((content, (data,)),) = page.received
    assert content["name"] == "cds-profile-vn34-24.csv"
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    view = page.dashboard.view
    of = {name: [row for row in rows if row["Mục"] == name] for name in {row["Mục"] for row in rows}}
    assert [row["Giá trị"] for row in of["Chỉ số chính"]] == [
        str(row["value"]) for row in view["mains"]["rows"]
    ]
    assert len(of["Mục tiêu"]) == len(view["promises"]["rows"])
    assert len(of["Tỉnh tương đồng"]) == 15
    assert len(of["Tỉnh cũ và tỉnh mới"]) == 3 * len(view["merger"]["rows"])
    known = [row for row in rows if row["Giá trị"] != "Không có số liệu"]
    assert all(row["Nguồn"] for row in known)


def test_the_workbook_says_how_it_was_made(page: Page) -> None:
    page.say(kind="export", format="xlsx")
    ((_, (data,)),) = page.received
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Số liệu", "Nguồn"]
    notes = [cell.value for (cell,) in book["Nguồn"].iter_rows(min_col=2, max_col=2)]
    assert page.dashboard.view["headline"] in notes
    assert page.dashboard.view["standing"]["rule"] in notes


def test_other_messages_are_ignored(page: Page) -> None:
    for content in ({}, {"kind": "eval"}, {"kind": None}, {"kind": ["brief"]}):
        page.say(**content)
    assert page.received == []


@pytest.mark.parametrize(("form", "start"), [("docx", b"PK\x03\x04"), ("html", b"<!")])
def test_a_brief_is_written(page: Page, form: str, start: bytes) -> None:
    page.say(kind="brief", format=form)
    (content, (data,)), (done, _) = page.received
    assert content["kind"] == "file"
    assert content["name"] == f"cds-vn34-24-vi.{form}"
    assert data.lstrip().startswith(start)
    assert done == {"kind": "brief", "failed": False, "message": "Đã tải bản tóm tắt về."}


CRASHED = "chương trình soạn bản tóm tắt không chạy được trên máy chủ này."


class Failing:
    """Stands for a command that fails."""

    def __init__(self, stderr: bytes) -> None:
        self.stderr, self.returncode = stderr, 2


@pytest.mark.parametrize(
    ("stderr", "reason"),
    [
        ("Không có tỉnh «X».\n".encode(), "Không có tỉnh «X»."),
        (b"Traceback (most recent call last):\n  File\nKeyError: 'x'\n", CRASHED),
        (b"", CRASHED),
    ],
)
def test_a_failing_brief_says_why(
    page: Page, monkeypatch: pytest.MonkeyPatch, stderr: bytes, reason: str
) -> None:
    monkeypatch.setattr(profile_brief.subprocess, "run", lambda *_, **__: Failing(stderr))
    page.say(kind="brief", format="docx")
    ((content, _),) = page.received
    assert content == {
        "kind": "brief",
        "failed": True,
        "message": f"Không soạn được bản tóm tắt: {reason}",
    }


def test_a_slow_brief_says_so(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: Any, **__: Any) -> None:
        raise subprocess.TimeoutExpired("cdslib", 1)

    monkeypatch.setattr(profile_brief.subprocess, "run", slow)
    page.say(kind="brief", format="html")
    assert "quá 120 giây" in page.received[0][0]["message"]


def test_the_kernel_stays_light() -> None:
    script = (
        "import sys, json\n"
        "from cdslib.apps import ProfileDashboard\n"
        "dashboard = ProfileDashboard()\n"
        "dashboard.wish = {'code': 'vn63-08', 'geography': 'vn63', 'lang': 'en'}\n"
        "dashboard._answer_message(None, {'kind': 'export', 'format': 'csv'}, [])\n"
        f"print(json.dumps([name for name in {(*HEAVY, 'docx')!r} if name in sys.modules]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []
