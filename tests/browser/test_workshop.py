"""A learner's first lesson in JupyterLab: a mistake, a hint, mended, passed; in Vietnamese, with no other host."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Witness, free_port, wait_until_answering

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]


@pytest.fixture
def lesson(tmp_path: Path) -> Iterator[str]:
    """Start the course as a trainer would; give the address that is printed."""
    port, log = free_port(), tmp_path / "lab.log"
    command = [sys.executable, "-m", "cdslib", "workshop", "start", "hoc-vien"]
    options = ["--no-browser", "--port", str(port), "--lang", "vi"]
    environment = os.environ | {"HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*command, *options], stdout=out, stderr=out, cwd=tmp_path, env=environment
        )
        try:
            wait_until_answering(f"http://127.0.0.1:{port}/login", process, log)
            (address,) = re.findall(r"http://127\S+", log.read_text(encoding="utf-8"))
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


@dataclass(frozen=True)
class Learner:
    """Somebody who clicks a cell, types and presses Shift+Enter."""

    page: Page

    def cell(self, words: str) -> Locator:
        return self.page.locator(".jp-CodeCell").filter(has_text=words)

    def run(self, cell: Locator, code: str | None = None) -> None:
        """Run a cell; a kernel that has just started may swallow the first request."""
        for _ in range(4):
            cell.locator(".cm-content").click()
            if code is not None:
                self.page.keyboard.press("Control+a")
                self.page.keyboard.type(code)
            self.page.keyboard.press("Shift+Enter")
            try:
                expect(cell.locator(".jp-InputPrompt")).to_have_text(re.compile(r"\[\d+\]:"), timeout=15_000)
            except AssertionError:
                continue
            return


@pytest.fixture
def learner(browser: Browser, lesson: str) -> Iterator[Learner]:
    context = browser.new_context(viewport={"width": 1280, "height": 1600})
    page, witness = context.new_page(), Witness()
    witness.watch(page)
    page.goto(lesson)
    expect(page.locator(".jp-Notebook .jp-CodeCell").first).to_be_visible(timeout=60_000)
    idle = page.locator(".jp-Notebook-ExecutionIndicator")
    expect(idle).to_have_attribute("data-status", "idle", timeout=60_000)
    yield Learner(page)
    context.close()
    assert witness.hosts - {""} <= {urlsplit(lesson).netloc}
    assert witness.errors == []


def test_the_first_lesson(learner: Learner) -> None:
    page = learner.page
    expect(page.get_by_role("menuitem", name="Tệp", exact=True)).to_be_visible()
    expect(page.locator(".jp-MarkdownCell").first).to_contain_text("Bài 1. Mở và đọc")
    check = learner.cell('kiem_tra("1.2")')

    learner.run(check)  # out of order
    expect(check.get_by_role("status")).to_contain_text("Chưa thấy tên «cau_1_2»")

    opening = learner.cell("mo_bai(1)")
    learner.run(opening)
    expect(opening.get_by_role("status")).to_contain_text("Bài 1 đã sẵn sàng.")
    example = learner.cell("bang = dti.assign")
    learner.run(example)
    expect(example.locator("table")).to_contain_text("0.8241")

    answer = learner.cell("cau_1_2 = ")
    for typed, said in (
        ("cau_1_2 = 0,7857", "số lẻ viết bằng dấu chấm"),
        ("cau_1_2 = 0.8241", "Sai tỉnh: đó là điểm của Hà Nội."),
    ):
        learner.run(answer, typed)
        learner.run(check)
        expect(check.get_by_role("status")).to_contain_text(said)
    expect(check.get_by_role("status")).to_contain_text("Nhìn ở đâu: tìm dòng Hải Phòng")
    learner.run(answer, "cau_1_2 = 0.7857")
    learner.run(check)
    expect(check.get_by_role("status")).to_contain_text("Câu 1.2: đúng rồi.")

    broken = learner.cell("dti_2023 = ")
    learner.run(broken)
    expect(broken.get_by_role("status")).to_contain_text("Trong ô còn dấu ba chấm chưa được điền.")

    quiz = learner.cell("trac_nghiem(1)")
    learner.run(quiz)
    question = quiz.get_by_role("group", name=re.compile("Một dòng trong bảng"))
    question.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    expect(question.get_by_role("status")).to_contain_text("Chưa đúng. Một tỉnh có nhiều dòng")
    page.keyboard.press("ArrowDown")
    expect(question.get_by_role("status")).to_contain_text("Đúng. Mỗi dòng là một con số")
