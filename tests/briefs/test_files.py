"""A file is there whole or not at all, and an error says what to do."""

import os
import stat
from pathlib import Path

import pytest

from cdslib.briefs.choosing import choose, file_name
from cdslib.briefs.errors import (
    IsAFolderError,
    NoFolderError,
    NotAFolderError,
    NotWritableError,
    UnknownEndingError,
)
from cdslib.briefs.files import check_target, format_of, open_folder, write
from cdslib.errors import CdsError
from cdslib.provinces import UnknownProvinceError, provinces

from .conftest import whole_brief


def said(caught: pytest.ExceptionInfo[CdsError]) -> tuple[str, str]:
    return caught.value.message("vi"), caught.value.message("en")


@pytest.mark.parametrize("name", ["brief.pdf", "brief", "brief.doc", ".docx", "brief.docx.tmp"])
def test_an_unknown_ending(name: str) -> None:
    with pytest.raises(UnknownEndingError) as caught:
        format_of(Path("folder") / name)
    stem = Path(name).stem
    assert said(caught) == (
        f"Không rõ định dạng của tệp «{name}»: tên tệp phải kết thúc bằng .docx (Word) hoặc .html, ví dụ {stem}.docx.",
        f"The format of the file “{name}” is not known: its name must end in .docx (Word) or .html, "
        f"for example {stem}.docx.",
    )


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NoFolderError) as caught:
        check_target(tmp_path / "none" / "brief.docx")
    assert said(caught) == (
        f"Không có thư mục «{tmp_path / 'none'}». Hãy tạo thư mục đó trước, hoặc ghi vào thư mục khác.",
        f"There is no folder “{tmp_path / 'none'}”. Make it first, or write to another folder.",
    )


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(IsAFolderError) as caught:
        check_target(tmp_path)
    example = tmp_path / "brief.docx"
    assert said(caught) == (
        f"«{tmp_path}» là một thư mục. Hãy ghi thêm tên tệp, ví dụ {example}.",
        f"“{tmp_path}” is a folder. Add the name of a file, for example {example}.",
    )


def test_a_file_in_place_of_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "briefs"
    file.write_text("x", encoding="utf-8")
    with pytest.raises(NotAFolderError) as caught:
        open_folder(file)
    assert said(caught) == (
        f"«{file}» là một tệp, không phải thư mục. Hãy chọn tên khác cho thư mục.",
        f"“{file}” is a file, not a folder. Choose another name for the folder.",
    )


def test_a_folder_is_made_with_those_around_it(tmp_path: Path) -> None:
    for _ in range(2):
        open_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def refuse(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_a_file_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "brief.html"
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(NotWritableError) as caught:
        write(whole_brief(), file)
    assert said(caught) == (
        f"Không ghi được «{file}» (Permission denied). Nếu tệp đang mở trong Word thì hãy đóng lại; nếu không, "
        "hãy ghi vào thư mục khác.",
        f"“{file}” cannot be written (Permission denied). If it is open in Word, close it; if not, "
        "write to another folder.",
    )
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_may_not_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(NotWritableError):
        open_folder(tmp_path / "new")


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_an_older_file_is_replaced_and_nothing_else_is_left(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"brief.{ending}"
    file.write_text("old", encoding="utf-8")
    write(whole_brief(), file)
    assert file.stat().st_size > 10_000
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_interrupted_the_older_file_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, interruption: type[BaseException]
) -> None:
    file = tmp_path / "brief.html"
    file.write_text("old", encoding="utf-8")

    def interrupt(*_: object) -> None:
        raise interruption

    monkeypatch.setattr("cdslib.writing._usual_rights", interrupt)
    with pytest.raises((KeyboardInterrupt, NotWritableError)):
        write(whole_brief(), file)
    assert file.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_colleagues_may_read_the_file(tmp_path: Path) -> None:
    file = tmp_path / "brief.html"
    before = os.umask(0o022)
    try:
        write(whole_brief(), file)
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o644


@pytest.mark.parametrize(
    ("name", "geography", "code"),
    [
        ("Thanh Hóa", None, "vn34-38"),
        ("Thanh Hóa", "vn63", "vn63-38"),
        ("thanh hoá", None, "vn34-38"),
        ("TP.HCM", None, "vn34-79"),
        ("Nam Định", None, "vn63-36"),
        ("Bắc Giang", None, "vn63-24"),
        ("vn34-24", None, "vn34-24"),
        ("vn63-24", None, "vn63-24"),
        ("VN34-38", None, "vn34-38"),
    ],
)
def test_which_province_is_meant(name: str, geography: str | None, code: str) -> None:
    assert choose(name, geography).code == code


@pytest.mark.parametrize(
    ("name", "geography", "vi", "en"),
    [
        (
            "Hà Tâyy",
            None,
            "Không có tỉnh «Hà Tâyy». Ý bạn là: Hà Tây (nay thuộc Hà Nội)?",
            "There is no province “Hà Tâyy”. Did you mean: Ha Tay (now part of Ha Noi)?",
        ),
        (
            "Hà Tây",
            None,
            "«Hà Tây» không còn là một tỉnh: nhập vào Hà Nội từ 01/08/2008 theo Nghị quyết số 15/2008/QH12. "
            "Nay thuộc Hà Nội (vn34-01).",
            "“Hà Tây” is no longer a province: it was merged into Ha Noi on 01/08/2008 by Resolution 15/2008/QH12. "
            "It is now part of Ha Noi (vn34-01).",
        ),
        (
            "Việt Nam",
            None,
            "«Việt Nam» là cả nước, không phải một tỉnh.",
            "“Việt Nam” is the whole country, not a province.",
        ),
        ("vn34-99", None, "Không có tỉnh nào mang mã «vn34-99».", "No province has the code “vn34-99”."),
    ],
)
def test_a_name_that_is_none(name: str, geography: str | None, vi: str, en: str) -> None:
    with pytest.raises(UnknownProvinceError) as caught:
        choose(name, geography)
    assert said(caught) == (vi, en)  # type: ignore[arg-type]


def test_a_former_province_is_none_of_the_34() -> None:
    with pytest.raises(UnknownProvinceError) as caught:
        choose("Nam Định", "vn34")
    assert "Nay thuộc Ninh Bình (vn34-37)" in caught.value.message("vi")


def test_file_names_are_ascii_and_all_different() -> None:
    names = [file_name(unit, "docx") for scheme in ("vn34", "vn63") for unit in provinces(scheme)]
    assert len(set(names)) == 97
    assert all(name.isascii() and " " not in name and name == name.lower() for name in names)
    assert "vn63-77-ba-ria-vung-tau.docx" in names
