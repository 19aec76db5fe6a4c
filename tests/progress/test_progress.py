"""Long work shows a bar to who waits, is stopped by Ctrl-C with a tidy word, and leaves nothing half-written."""

import io
import os
import pty
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from jupyter_client.manager import start_new_kernel

from cdslib import progress as module
from cdslib.progress import progress

ROOT = Path(__file__).parents[2]
ENVIRONMENT = os.environ | {
    "PYTHONPATH": str(ROOT),
    "PYTHONUTF8": "1",
    "LC_ALL": "C.UTF-8",
    "TERM": "xterm",
    "COLUMNS": "120",
}
SLOW = """
import time
from cdslib.progress import progress
with progress("load", 40, {lang!r}) as advance:
    for _ in range({steps}):
        time.sleep(0.1)
        advance()
"""


def _hear_ctrl_c() -> None:
    """What a shell runs in the background is deaf to Ctrl-C, these tests perhaps among it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """A program whose standard error is a terminal."""

    def __init__(self, *command: str, cwd: Path) -> None:
        ours, theirs = pty.openpty()
        self.shown = ""
        self.process = subprocess.Popen(
            [sys.executable, *command],
            stderr=theirs,
            stdout=subprocess.PIPE,
            env=ENVIRONMENT,
            cwd=cwd,
            preexec_fn=_hear_ctrl_c,
        )
        os.close(theirs)
        self._reader = threading.Thread(target=self._read, args=(ours,), daemon=True)
        self._reader.start()

    def _read(self, ours: int) -> None:
        pieces = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # the program has ended
                break
            if not piece:
                break
            pieces += piece
            self.shown = pieces.decode("utf-8", "replace")
        os.close(ours)

    def wait_for(self, condition: Callable[[], object]) -> None:
        until = time.monotonic() + 200
        while not condition():
            assert time.monotonic() < until, self.shown
            assert self.process.poll() is None, self.shown
            time.sleep(0.02)

    def end(self) -> int:
        code = self.process.wait(200)
        self._reader.join(10)
        return code


def told(shown: str) -> str:
    """Return what stands on a terminal in the end: what is in the last line after the control sequences."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown).replace("\r", "\n").strip().splitlines()[-1].strip()


def test_a_terminal_sees_long_work_and_nothing_is_left_of_the_bar(tmp_path: Path) -> None:
    terminal = Terminal("-c", SLOW.format(lang="vi", steps=40), cwd=tmp_path)
    assert terminal.end() == 0
    assert "Đang nạp số liệu" in terminal.shown
    assert re.search(r"\b[3-9]\d%", terminal.shown)
    assert "\x1b[2K" in terminal.shown[terminal.shown.rindex("Đang nạp") :]  # the line is wiped
    assert "Loading" not in terminal.shown


def test_quick_work_shows_nothing(tmp_path: Path) -> None:
    terminal = Terminal("-c", SLOW.format(lang="vi", steps=3), cwd=tmp_path)
    assert terminal.end() == 0
    assert terminal.shown == ""


def test_a_file_gets_no_bar(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SLOW.format(lang=None, steps=20)],
        capture_output=True,
        env=ENVIRONMENT,
        cwd=tmp_path,
        check=True,
    )
    assert (done.stdout, done.stderr) == (b"", b"")


def test_without_a_language_both_are_shown(tmp_path: Path) -> None:
    terminal = Terminal("-c", SLOW.format(lang=None, steps=25), cwd=tmp_path)
    terminal.end()
    assert "Đang nạp số liệu / Loading figures" in terminal.shown


def test_only_the_main_thread_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(module, "PATIENCE", 0.0)

    def work() -> None:
        with progress("load", 2, "vi") as advance:
            advance()

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert screen.getvalue() == ""
    work()
    assert "Đang nạp số liệu" in screen.getvalue()


def test_stopping_all_briefs_keeps_the_whole_ones_only(tmp_path: Path) -> None:
    target = tmp_path / "out"
    terminal = Terminal("-m", "cdslib", "brief", "--all", "-o", str(target), "--lang", "vi", cwd=tmp_path)
    terminal.wait_for(lambda: target.is_dir() and len(list(target.glob("*.docx"))) >= 2)
    terminal.process.send_signal(signal.SIGINT)
    assert terminal.end() == 130
    assert "Traceback" not in terminal.shown
    files = sorted(target.iterdir())
    assert all(file.suffix == ".docx" for file in files)
    assert 2 <= len(files) < 97
    for file in files:
        assert docx.Document(str(file)).paragraphs[0].text.startswith("Tóm tắt")
    assert told(terminal.shown).startswith(f"Đã dừng theo yêu cầu: {len(files)}/97 bản tóm tắt đã lập xong")


def test_stopping_a_check(tmp_path: Path) -> None:
    terminal = Terminal("-m", "cdslib", "check", "--lang", "en", cwd=tmp_path)
    terminal.wait_for(lambda: "Checking the data" in terminal.shown)
    terminal.process.send_signal(signal.SIGINT)
    assert terminal.end() == 130
    assert terminal.process.stdout is not None
    assert terminal.process.stdout.read() == b""
    assert "Traceback" not in terminal.shown
    assert told(terminal.shown) == "Stopped as you asked."


@pytest.fixture(scope="module")
def kernel() -> Iterator[tuple[Any, Any]]:
    """Start a kernel as a notebook has it."""
    manager, client = start_new_kernel(kernel_name="python3", env=ENVIRONMENT)
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def shown_in(client: Any, code: str, on_message: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Run a cell; return the reply."""

    def hook(message: dict[str, Any]) -> None:
        if message["msg_type"] in ("display_data", "update_display_data", "stream", "error"):
            on_message(message)

    return client.execute_interactive(code, output_hook=hook, timeout=200, allow_stdin=False)["content"]


def test_a_notebook_sees_one_bar_that_moves_and_vanishes(kernel: tuple[Any, Any]) -> None:
    messages: list[dict[str, Any]] = []
    assert shown_in(kernel[1], SLOW.format(lang="vi", steps=40), messages.append)["status"] == "ok"
    assert [message["msg_type"] for message in messages[:2]] == ["display_data", "update_display_data"]
    bars = [message["content"]["data"]["text/html"] for message in messages]
    shares = [float(re.findall(r"value='([\d.]+)'", bar)[0]) for bar in bars[:-1]]
    assert shares == sorted(shares)
    assert shares[0] < 0.6 < shares[-1]
    assert "Đang nạp số liệu" in bars[0]
    assert bars[-1] == ""


def test_a_notebook_interrupts_long_work(kernel: tuple[Any, Any]) -> None:
    manager, client = kernel
    messages: list[dict[str, Any]] = []

    def interrupt_once(message: dict[str, Any]) -> None:
        messages.append(message)
        if len(messages) == 1:
            manager.interrupt_kernel()

    reply = shown_in(client, SLOW.format(lang=None, steps=600), interrupt_once)
    assert (reply["status"], reply["ename"]) == ("error", "KeyboardInterrupt")
    assert messages[-2]["content"]["data"]["text/html"] == ""  # the bar is gone before the error is shown


def test_the_kernel_of_a_published_page_stays_quiet(kernel: tuple[Any, Any]) -> None:
    quiet = "import os\nos.environ['SERVER_SOFTWARE'] = 'voila/0.5'\n" + SLOW.format(lang="vi", steps=15)
    messages: list[dict[str, Any]] = []
    assert (
        shown_in(kernel[1], quiet + "\ndel os.environ['SERVER_SOFTWARE']", messages.append)["status"] == "ok"
    )
    assert messages == []
