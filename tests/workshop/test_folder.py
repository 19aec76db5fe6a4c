"""A learner's work is never replaced; what is begun afresh is kept beside."""

from datetime import datetime
from pathlib import Path

import nbformat
import pytest

from cdslib import cli
from cdslib.workshop.folder import (
    BACKUPS,
    FolderUnusableError,
    NothingToResetError,
    UnknownExerciseError,
    fill,
    reset,
)
from cdslib.workshop.specimens import MARK, specimens

NOW = datetime(2026, 11, 26, 8, 15, 2)  # noqa: DTZ001
FIRST = "bai-1-mo-va-doc.ipynb"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill(tmp_path / "khóa học")
    return tmp_path / "khóa học"


def answer(folder: Path, cell_id: str, code: str) -> None:
    notebook = nbformat.read(folder / FIRST, as_version=4)
    next(cell for cell in notebook.cells if cell.id == cell_id).source = code
    nbformat.write(notebook, folder / FIRST)


def cells(folder: Path) -> dict[str, str]:
    return {cell.id: cell.source for cell in nbformat.read(folder / FIRST, as_version=4).cells}


def test_a_folder_gets_six_lessons_and_the_tables(tmp_path: Path) -> None:
    done = fill(tmp_path / "a" / "b")
    assert (len(done.written), done.kept) == (8, ())
    assert len(list((tmp_path / "a" / "b").glob("bai-*.ipynb"))) == 6
    assert len(list((tmp_path / "a" / "b" / "bang-mau").glob("*.xlsx"))) == 2


def test_work_is_never_replaced(folder: Path) -> None:
    (folder / FIRST).write_text("my work", encoding="utf-8")
    (folder / "bai-2-tinh-minh-tren-ban-do.ipynb").unlink()
    done = fill(folder, key=True)
    assert (folder / FIRST).read_text(encoding="utf-8") == "my work"
    assert folder / FIRST in done.kept
    assert folder / "bai-2-tinh-minh-tren-ban-do.ipynb" in done.written
    assert sum("-dap-an" in path.name for path in done.written) == 6


def test_an_exercise_is_begun_afresh_and_the_rest_stays(folder: Path) -> None:
    answer(folder, "exercise-1-1-gap", "cau_1_1 = 34")
    answer(folder, "exercise-1-2-gap", "cau_1_2 = 'spoilt'")
    before = (folder / FIRST).read_bytes()
    done = reset(folder, "1.2", NOW)
    assert not done.whole
    assert done.backup == folder / BACKUPS / "bai-1-mo-va-doc.2026-11-26-081502.ipynb"
    assert done.backup.read_bytes() == before
    assert cells(folder)["exercise-1-1-gap"] == "cau_1_1 = 34"
    assert cells(folder)["exercise-1-2-gap"] == "cau_1_2 = ..."


def test_two_backups_of_one_second_are_both_kept(folder: Path) -> None:
    first, second = (reset(folder, "1.2", NOW).backup for _ in range(2))
    assert first != second
    assert first.is_file()
    assert second.is_file()


def test_a_deleted_exercise_comes_back_in_its_place(folder: Path) -> None:
    notebook = nbformat.read(folder / FIRST, as_version=4)
    order = [cell.id for cell in notebook.cells]
    notebook.cells = [cell for cell in notebook.cells if not cell.id.startswith("exercise-1-2")]
    nbformat.write(notebook, folder / FIRST)
    reset(folder, "1.2", NOW)
    kept = [one for one in order if one not in ("exercise-1-2", "exercise-1-2-table")]
    assert list(cells(folder)) == kept


def test_a_whole_lesson_or_a_damaged_one_is_begun_afresh(folder: Path) -> None:
    fresh = (folder / FIRST).read_bytes()
    answer(folder, "exercise-1-1-gap", "cau_1_1 = 34")
    assert reset(folder, "1", NOW).whole
    assert (folder / FIRST).read_bytes() == fresh
    (folder / FIRST).write_text("{damaged", encoding="utf-8")
    done = reset(folder, "1.1", NOW)
    assert done.whole
    assert done.backup.read_text(encoding="utf-8") == "{damaged"
    assert (folder / FIRST).read_bytes() == fresh
    assert sorted(path.name for path in folder.iterdir() if path.name.startswith(".")) == []


@pytest.mark.parametrize("number", ["9", "1.9", "1.", "", "../x", "1.2.3"])
def test_what_there_is_not_cannot_be_begun_afresh(folder: Path, number: str) -> None:
    with pytest.raises(UnknownExerciseError, match=r"1\.1, 1\.2, 1\.3"):
        reset(folder, number, NOW)
    assert not (folder / BACKUPS).exists()


def test_a_folder_without_the_lesson(tmp_path: Path) -> None:
    with pytest.raises(NothingToResetError, match=r"bai-1-mo-va-doc\.ipynb"):
        reset(tmp_path, "1", NOW)


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(FolderUnusableError, match="Hãy chọn một thư mục khác"):
        fill(tmp_path / "file")


def test_the_command_says_what_it_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start = ["workshop", "start", str(tmp_path), "--copy-only", "--lang", "en"]
    assert cli.main(start) == 0
    assert capsys.readouterr().out == f"8 files were put into “{tmp_path}”.\n"
    assert cli.main(start) == 0
    assert "8 files that were there were left as they are" in capsys.readouterr().out
    assert cli.main(["workshop", "start", str(tmp_path), "--reset", "2.1", "--lang", "vi"]) == 0
    assert "Câu 2.1" in capsys.readouterr().out
    assert len(list((tmp_path / BACKUPS).iterdir())) == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["workshop", "start"], 2, "Thiếu tên thư mục. Ví dụ: cdslib workshop start khoa-hoc"),
        (["workshop", "strat", "x"], 2, "Ý bạn là: workshop start"),
        (["workshop", "start", "x", "--port", "99999"], 2, "Cổng «99999» không dùng được"),
        (["workshop", "start", "x", "--loud"], 2, "Không hiểu «--loud»"),
    ],
)
def test_a_command_that_is_not_understood(
    words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*words, "--lang", "vi"]) == code
    assert said in capsys.readouterr().err


def test_the_tables_are_the_same_each_time_and_say_that_they_are_made_up() -> None:
    from io import BytesIO

    import openpyxl

    assert specimens() == specimens()
    for data in specimens().values():
        book = openpyxl.load_workbook(BytesIO(data))
        assert book.active["A1"].value == MARK == "BẢNG MẪU ĐỂ TẬP, SỐ BỊA RA"
        assert book.active.title == "BẢNG MẪU"
        assert book.properties.title == MARK
