"""``cdslib brief``: quiet on success, clear on failure, for one and for all."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import docx
import pytest

import cdslib
from cdslib import cli
from cdslib.briefs import command, making, profile
from cdslib.briefs.document import Brief
from cdslib.provinces import province, provinces

from .conftest import whole_brief

ROOT = Path(__file__).parents[2]


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run ``python -m cdslib brief`` as the dashboard does."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "cdslib", "brief", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        cwd=cwd,
        check=False,
    )


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str | None]]:
    """Make briefs of nothing; return what they were asked for."""
    asked: list[tuple[str, str, str | None]] = []

    def make(code: str, lang: str = "vi", day: str | None = None) -> Brief:
        asked.append((code, lang, day))
        return whole_brief(lang)  # type: ignore[arg-type]

    monkeypatch.setattr(profile, "profile_brief", make)
    return asked


def test_one_province_in_less_than_five_seconds(tmp_path: Path) -> None:
    before = os.times()
    done = run("Thanh Hóa", "-o", "th.docx", cwd=tmp_path)
    after = os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    assert (done.returncode, done.stdout, done.stderr) == (0, "th.docx\n", "")
    document = docx.Document(str(tmp_path / "th.docx"))
    assert document.paragraphs[0].text == "Tóm tắt tình hình chuyển đổi số tỉnh Thanh Hóa"
    assert len(document.inline_shapes) == 3
    assert worked < 5  # of the processor, since other tests may keep the machine busy


def test_a_brief_needs_neither_pandas_nor_altair(tmp_path: Path) -> None:
    code = (
        "import sys; from cdslib.cli import main;"
        f"code = main(['brief', 'vn63-36', '-o', {str(tmp_path / 'nd.html')!r}, '--lang', 'en']);"
        "print(code, *{'pandas', 'numpy', 'altair', 'geopandas', 'ipywidgets', 'docx'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert done.stdout.splitlines()[-1] == "0"
    page = (tmp_path / "nd.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "<h1>Digital transformation of Nam Dinh Province: a brief</h1>" in page


def test_the_public_function(tmp_path: Path) -> None:
    file = cdslib.brief("Thanh Hóa", tmp_path / "th.html", lang="en", geography="vn63", as_of="2024-12-31")
    assert file == tmp_path / "th.html"
    page = file.read_text(encoding="utf-8")
    assert "targets judged as of 31/12/2024." in page
    assert "vn63-38" in page


def test_language_geography_and_day_are_passed_on(
    tmp_path: Path, quick: list[tuple[str, str, str | None]], capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "a.html")
    wish = ["brief", "Thanh Hóa", "-o", file, "--geography", "vn63", "--as-of", "2024-12-31", "--lang", "en"]
    assert cli.main(wish) == 0
    assert quick == [("vn63-38", "en", "2024-12-31")]
    assert capsys.readouterr().out == f"{file}\n"


@pytest.mark.parametrize(
    ("arguments", "vi", "en"),
    [
        (
            [],
            'Hãy ghi tên một tỉnh, ví dụ: cdslib brief "Thanh Hóa" -o thanh-hoa.docx, hoặc --all thay cho tên tỉnh.',
            'Name one province, for example: cdslib brief "Thanh Hoa" -o thanh-hoa.docx, '
            "or write --all instead of a name.",
        ),
        (
            ["Huế", "--all", "-o", "x"],
            'Hãy ghi tên một tỉnh, ví dụ: cdslib brief "Thanh Hóa" -o thanh-hoa.docx, hoặc --all thay cho tên tỉnh.',
            'Name one province, for example: cdslib brief "Thanh Hoa" -o thanh-hoa.docx, '
            "or write --all instead of a name.",
        ),
        (
            ["Huế"],
            "Chưa rõ ghi vào đâu: thêm -o TỆP.docx hoặc -o TỆP.html; với --all thêm -o THƯ_MỤC.",
            "It is not said where to write: add -o FILE.docx or -o FILE.html; with --all add -o FOLDER.",
        ),
        (
            ["Huế", "-o", "hue", "--format", "docx"],
            "--format chỉ dùng với --all. Với một tỉnh, đuôi tên tệp cho biết định dạng: -o TỆP.docx",
            "--format goes with --all only. For one province the ending of the file says the format: -o FILE.docx",
        ),
        (
            ["--all", "-o", "x", "--format", "pdf"],
            "Không có định dạng «pdf»: chọn docx hoặc html.",
            "There is no format “pdf”: choose docx or html.",
        ),
        (
            ["Huế", "-o", "x.docx", "--geography", "vn65"],
            "Không có bộ tỉnh «vn65»: chọn vn34 (hiện nay) hoặc vn63 (trước ngày 01/07/2025).",
            "There is no set of provinces “vn65”: choose vn34 (present) or vn63 (before 01/07/2025).",
        ),
        (
            ["Huế", "-o", "x.docx", "--as-of", "22/11/2026"],
            "«22/11/2026» không phải là một ngày. Hãy viết năm-tháng-ngày, ví dụ --as-of 2026-11-22.",
            "“22/11/2026” is not a day. Write year-month-day, for example --as-of 2026-11-22.",
        ),
        (
            ["Huế", "-o"],
            "Tùy chọn -o/--output dùng chưa đúng. Xem cách dùng: cdslib brief --help",
            "The option -o/--output is not used rightly. See how: cdslib brief --help",
        ),
    ],
)
def test_what_is_not_understood(
    arguments: list[str], vi: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["brief", *arguments[:1], "--lang", "vi", *arguments[1:]]) == 2
    assert cli.main(["--lang", "en", "brief", *arguments]) == 2
    assert capsys.readouterr().err == f"cdslib: lỗi: {vi}\ncdslib: error: {en}\n"


def test_an_unknown_province_is_named_with_suggestions(tmp_path: Path) -> None:
    done = run("Thanh Hoaa", "-o", "x.docx", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "cdslib: lỗi: Không có tỉnh «Thanh Hoaa». Ý bạn là: Thanh Hóa?\n"
    assert list(tmp_path.iterdir()) == []


def test_all_of_one_geography(
    tmp_path: Path, quick: list[tuple[str, str, str | None]], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new" / "briefs"
    assert (
        cli.main(
            ["brief", "--all", "-o", str(folder), "--geography", "vn34", "--format", "html", "--lang", "en"]
        )
        == 0
    )
    said = capsys.readouterr()
    assert said.out == f"{folder}\n"
    lines = said.err.splitlines()
    assert (lines[0], lines[-1], len(lines)) == ("1/34 vn34-01 Ha Noi", "34/34 vn34-96 Ca Mau", 34)
    assert [code for code, _, _ in quick] == [unit.code for unit in provinces("vn34")]
    assert len(list(folder.iterdir())) == 34
    assert (folder / "vn34-38-thanh-hoa.html").is_file()


def test_all_97_are_word_files_unless_said_otherwise(
    tmp_path: Path, quick: list[tuple[str, str, str | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []
    monkeypatch.setattr(making, "write", lambda _, path: written.append(path))
    assert cli.main(["brief", "--all", "-o", str(tmp_path)]) == 0
    assert len(quick) == len(written) == 97
    assert {path.suffix for path in written} == {".docx"}


def test_one_that_fails_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def make(code: str, *_: str | None) -> Brief:
        if code == "vn34-08":
            raise ZeroDivisionError("division by zero")
        return whole_brief()

    monkeypatch.setattr(profile, "profile_brief", make)
    arguments = ["brief", "--all", "-o", str(tmp_path), "--geography", "vn34", "--format", "html"]
    assert cli.main([*arguments, "--lang", "vi"]) == 1
    assert cli.main([*arguments, "--lang", "en"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    told = [line for line in said.err.splitlines() if not re.match(r"\d+/\d+ ", line)]
    assert told == [
        "Không lập được bản tóm tắt của Tuyên Quang (vn34-08): ZeroDivisionError: division by zero",
        f"Đã lập 33/34 bản tóm tắt trong «{tmp_path}»; 1 bản không lập được, xem các dòng trên.",
        "The brief of Tuyen Quang (vn34-08) could not be made: ZeroDivisionError: division by zero",
        f"33 of 34 briefs were written to “{tmp_path}”; 1 could not be made, see the lines above.",
    ]
    assert len(list(tmp_path.iterdir())) == 33


def test_ctrl_c_stops_cleanly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def make(code: str, *_: str | None) -> Brief:
        if code == "vn34-11":
            raise KeyboardInterrupt
        return whole_brief()

    monkeypatch.setattr(profile, "profile_brief", make)
    arguments = ["brief", "--all", "-o", str(tmp_path), "--format", "html"]
    assert cli.main([*arguments, "--lang", "vi"]) == 130
    assert cli.main([*arguments, "--lang", "en"]) == 130
    told = [line for line in capsys.readouterr().err.splitlines() if not re.match(r"\d+/\d+ ", line)]
    assert told == [
        f"Đã dừng theo yêu cầu: 3/97 bản tóm tắt đã lập xong trong «{tmp_path}». Chạy lại lệnh để lập đủ.",
    ] + [
        f"Stopped as you asked: 3 of 97 briefs are complete in “{tmp_path}”. Run the command again for all of them."
    ]
    assert len(list(tmp_path.iterdir())) == 3


def test_ctrl_c_during_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def make(*_: object) -> Brief:
        raise KeyboardInterrupt

    monkeypatch.setattr(profile, "profile_brief", make)
    assert cli.main(["brief", "Huế", "-o", str(tmp_path / "hue.docx")]) == 130
    assert list(tmp_path.iterdir()) == []


class Terminal(io.StringIO):
    """Standard error of a person at a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("cdslib.progress.PATIENCE", 0.0)
    monkeypatch.setattr("cdslib.progress._INTERVAL", 0.0)
    with command.progress([province("vn34-38"), province("vn34-01")], "vi") as begin:
        begin(province("vn34-38"))
        begin(province("vn34-01"))
    shown = terminal.getvalue()
    assert "2/2 Hà Nội" in shown
    assert "Đang lập bản tóm tắt" in shown
    assert "1/2 vn34-38" not in shown
