"""Files that cannot be read as described are reported first, alone, with the row to look at."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cdslib.check import Entry, run_checks
from cdslib.check.structure import read_tables
from cdslib.data.errors import MissingFileError


def only_entry(folder: Path) -> Entry:
    (entry,) = read_tables(folder)[1]
    return entry


def lines(path: Path, change: Callable[[list[str]], object]) -> None:
    found = path.read_text(encoding="utf-8").split("\n")
    change(found)
    path.write_text("\n".join(found), encoding="utf-8", newline="")


def test_the_package_itself_can_be_read() -> None:
    from cdslib.resources import data_dir

    tables, entries = read_tables(data_dir())
    assert entries == []
    assert tables["merger"].index[0] == 2
    assert tables["merger"].loc[2, ["code_63", "code_34"]].tolist() == ["vn63-01", "vn34-01"]


def test_a_folder_without_a_descriptor(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        run_checks(tmp_path)


def break_table(name: str, change: Callable[[list[str]], object]) -> Callable[[Path], None]:
    return lambda folder: lines(folder / f"{name}.csv", change)


def open_a_quote(rows: list[str]) -> None:
    """Open a quote that nothing closes."""
    rows[:] = [row for row in rows if '"' not in row]
    rows[5] = '"' + rows[5]


def recode(name: str, encoding: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        path = folder / f"{name}.csv"
        path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))

    return write


def edit_bytes(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        path = folder / f"{name}.csv"
        path.write_bytes(change(path.read_bytes()))

    return write


@pytest.mark.parametrize(
    ("spoil", "place", "vi", "en"),
    [
        (
            lambda folder: (folder / "flags.csv").unlink(),
            ("flags.csv", None, None, "file_missing", None),
            "Không có tệp này trong thư mục. Hãy chép tệp vào cạnh datapackage.json.",
            "The folder has no such file. Copy it next to datapackage.json.",
        ),
        (
            recode("regions", "utf-16"),
            ("regions.csv", 1, None, "not_utf8", None),
            "Tệp không phải UTF-8. Hãy lưu lại dưới dạng «CSV UTF-8».",
            "The file is not UTF-8. Save it again as “CSV UTF-8”.",
        ),
        (
            recode("regions", "utf-8-sig"),
            ("regions.csv", 1, None, "byte_order_mark", None),
            "Tệp bắt đầu bằng dấu BOM (Excel thêm vào). Hãy lưu lại dạng UTF-8 không có BOM.",
            "The file begins with a byte-order mark (Excel adds it). Save it again as UTF-8 without BOM.",
        ),
        (
            edit_bytes("pillars", lambda content: content.replace(b"\n", b"\r\n")),
            ("pillars.csv", 1, None, "line_ends", None),
            "Cuối dòng viết kiểu Windows (CRLF). Hãy đổi sang LF; nếu dùng Git, đặt core.autocrlf là input.",
            "Lines end the Windows way (CRLF). Change them to LF; with Git, set core.autocrlf to input.",
        ),
        (
            edit_bytes("pillars", lambda content: content.rstrip(b"\n")),
            ("pillars.csv", 11, None, "last_line", None),
            "Dòng cuối chưa xuống dòng. Hãy thêm một dấu xuống dòng ở cuối tệp.",
            "The last line is not ended. Add a line break at the end of the file.",
        ),
        (
            break_table("pillars", lambda rows: rows.__setitem__(0, rows[0].replace("position", "pos"))),
            ("pillars.csv", 1, "position", "header", "pos"),
            "Cột thứ 2 phải là «position» nhưng tiêu đề là «pos». Thứ tự đúng: code, position, name_vi, name_en.",
            "Column 2 must be “position” but is headed “pos”. The right order: code, position, name_vi, name_en.",
        ),
        (
            break_table("pillars", lambda rows: rows.__setitem__(0, rows[0] + ",remark")),
            ("pillars.csv", 1, "remark", "header_extra", "remark"),
            "Cột thứ 5 «remark» không có trong mô tả. Hãy xóa cột này, hoặc khai báo trong datapackage.json.",
            "Column 5, “remark”, is not described. Delete it, or describe it in datapackage.json.",
        ),
        (
            break_table("pillars", lambda rows: rows.insert(3, "")),
            ("pillars.csv", 4, None, "blank_row", None),
            "Hàng trống. Hãy xóa hàng này.",
            "The row is blank. Delete it.",
        ),
        (
            break_table("pillars", lambda rows: rows.__setitem__(4, rows[4] + ",more")),
            ("pillars.csv", 5, None, "cell_count", None),
            "Hàng có 5 ô, phải có 4. Hãy kiểm tra dấu phẩy thừa hoặc thiếu; ô có dấu phẩy phải đặt trong nháy kép.",
            "The row has 5 cells and must have 4. Look for a comma too many or too few; a cell with a comma must stand "
            "in double quotes.",
        ),
        (
            break_table("observations", open_a_quote),
            ("observations.csv", None, None, "unreadable", None),
            "Không tách được thành ô (field larger than field limit (131072)). Thường do thiếu một dấu nháy kép đóng; "
            "hãy tìm ô mở nháy mà không đóng.",
            "The file cannot be parted into cells (field larger than field limit (131072)). Usually a closing double "
            "quote is missing; look for a cell whose quote is opened and never closed.",
        ),
    ],
)
def test_files_that_are_not_as_described(
    spoiled: Any, spoil: Callable[[Path], None], place: tuple[object, ...], vi: str, en: str
) -> None:
    spoil(spoiled.folder)
    entry = only_entry(spoiled.folder)
    assert (entry.file, entry.row, entry.column, entry.rule, entry.value) == place
    assert (entry.severity, entry.message("vi"), entry.message("en")) == ("error", vi, en)


def describe(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    change(descriptor)
    path.write_text(json.dumps(descriptor), encoding="utf-8")


def test_a_descriptor_without_a_table(spoiled: Any) -> None:
    describe(
        spoiled.folder,
        lambda d: d.update(resources=[r for r in d["resources"] if r["name"] != "targets"]),
    )
    entry = only_entry(spoiled.folder)
    assert (entry.file, entry.rule) == ("datapackage.json", "descriptor_table")
    assert entry.message("vi") == (
        "Tệp mô tả thiếu bảng «targets». Hãy khai báo lại bảng này trong «resources»."
    )
    assert (
        entry.message("en")
        == "The descriptor lacks the table “targets”. Describe it again among the “resources”."
    )


def test_a_descriptor_without_a_column(spoiled: Any) -> None:
    describe(spoiled.folder, lambda d: d["resources"][3]["schema"]["fields"].pop())
    column, header = read_tables(spoiled.folder)[1]
    assert (column.file, column.rule) == ("datapackage.json", "descriptor_column")
    assert column.message("vi") == (
        "Tệp mô tả thiếu cột «source» của bảng «merger». Hãy khai báo lại cột này trong «fields»."
    )
    assert column.message("en") == (
        "The descriptor lacks the column “source” of the table “merger”. Describe it again among the “fields”."
    )
    assert (header.file, header.row, header.rule) == ("merger.csv", 1, "header_extra")


def test_a_descriptor_that_is_no_json(spoiled: Any) -> None:
    (spoiled.folder / "datapackage.json").write_text('{"resources": [', encoding="utf-8")
    entry = only_entry(spoiled.folder)
    assert (entry.file, entry.rule) == ("datapackage.json", "descriptor")
    assert entry.message("en") == (
        "The descriptor cannot be used (Expecting value: line 1 column 16 (char 15)). Mend datapackage.json, or take "
        "the package's original again."
    )


def test_other_checks_wait_until_files_can_be_read(spoiled: Any) -> None:
    (spoiled.folder / "flags.csv").unlink()
    report = run_checks(spoiled.folder)
    assert [(entry.rule, entry.severity) for entry in report.entries] == [
        ("file_missing", "error"),
        ("skipped", "note"),
    ]
    assert report.entries[1].message("vi") == (
        "Chưa kiểm tra tiếp vì có tệp không đọc được như mô tả. Hãy sửa các lỗi nêu trên rồi chạy lại cdslib check."
    )
    assert report.entries[1].message("en") == (
        "The other checks were not run because a file cannot be read as described. Mend the errors above and run "
        "cdslib check again."
    )
