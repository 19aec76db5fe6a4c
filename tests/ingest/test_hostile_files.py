"""Files that are no tables, lie about themselves, or unpack to more than a machine can hold."""

import io
import zipfile

import openpyxl
import pytest

from cdslib.errors import CdsError
from cdslib.ingest import (
    DamagedFileError,
    EmptyFileError,
    MissingTableFileError,
    NoProvinceColumnError,
    ProtectedFileError,
    ReadTableError,
    TableLimits,
    TableTooLargeError,
    UnknownFormatError,
    UnknownPeriodError,
    UnknownSheetError,
    WrongExtensionError,
    read_table,
)
from tests.ingest.makers import ods, saved, xls, xlsx, zipped

ROWS = [["Tỉnh", "DTI 2024"], ["Hà Giang", 0.5], ["Hà Nội", 0.7]]


def changed(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Replace the first such bytes in one part of a zip file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    return zipped({**parts, part: parts[part].replace(old, new, 1)})


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n\t", b"\xff\xfe\x20\x00"])
def test_an_empty_file(content):
    with pytest.raises(EmptyFileError) as caught:
        read_table(content)
    assert str(caught.value) == (
        "Tệp không có nội dung. Hãy mở tệp để kiểm tra rồi gửi lại.\n"
        "The file is empty. Open it to check, and send it again."
    )


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(MissingTableFileError) as caught:
        read_table(tmp_path / "không có.xlsx")
    assert isinstance(caught.value, FileNotFoundError)
    assert (
        caught.value.message("vi")
        == f"Không tìm thấy tệp «{tmp_path / 'không có.xlsx'}». Hãy kiểm tra đường dẫn."
    )
    assert caught.value.message("en") == f"There is no file “{tmp_path / 'không có.xlsx'}”. Check the path."


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n....", bytes(range(256)) * 40, b"\x00\x01\x02\x03", b"{\\rtf1 abc}"],
    ids=["pdf", "png", "bytes", "nuls", "rtf"],
)
def test_rubbish_is_not_read_as_text(content):
    with pytest.raises(UnknownFormatError) as caught:
        read_table(content)
    assert str(caught.value) == (
        "Nội dung tệp không phải là bảng CSV, TSV, XLSX, XLS hay ODS. Hãy mở tệp bằng Excel hoặc LibreOffice rồi lưu "
        "thành .xlsx (tệp PDF hay ảnh chụp thì phải nhập lại thành bảng).\n"
        "The content is not a CSV, TSV, XLSX, XLS or ODS table. Open the file in Excel or LibreOffice and save it as "
        ".xlsx (a PDF or a picture has to be typed into a table first)."
    )


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.csv", xlsx({"a": ROWS}), "XLSX"),
        ("a.xls", xlsx({"a": ROWS}), "XLSX"),
        ("a.xlsx", xls(ROWS), "XLS"),
        ("a.xlsx", ods(ROWS), "ODS"),
        ("a.xls", b"<html><table><tr><td>H\xc3\xa0 Giang</td></tr></table></html>", "HTML"),
        ("a.xlsx", "Tỉnh,DTI\n".encode(), "CSV/TXT"),
    ],
)
def test_a_name_that_says_another_format_than_the_content(tmp_path, name, content, kind):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(WrongExtensionError) as caught:
        read_table(path)
    assert caught.value.message("vi") == (
        f"Tệp có đuôi «{path.suffix}» nhưng nội dung là {kind}. "
        "Hãy mở tệp bằng Excel rồi lưu lại thành .xlsx, hoặc sửa đuôi tệp cho đúng."
    )
    assert caught.value.message("en") == (
        f"The file is named “{path.suffix}” but its content is {kind}. Open it in Excel and save it as .xlsx, "
        "or correct its ending."
    )


def test_each_format_from_a_path_and_from_a_buffer(tmp_path):
    contents = {"a.xlsx": xlsx({"a": ROWS}), "b.xls": xls(ROWS), "c.ods": ods(ROWS)}
    contents["d.csv"] = "Tỉnh;DTI 2024\nHà Giang;0,5\nHà Nội;0,7\n".encode()
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
        assert read_table(tmp_path / name).observations["value"].tolist() == [0.5, 0.7]
        assert read_table(str(tmp_path / name)).observations["value"].tolist() == [0.5, 0.7]
        assert read_table(io.BytesIO(content)).observations["value"].tolist() == [0.5, 0.7]
        with (tmp_path / name).open("rb") as opened:
            assert read_table(opened).observations["value"].tolist() == [0.5, 0.7]
    (tmp_path / "a.pdf").write_bytes(contents["a.xlsx"])
    with pytest.raises(UnknownFormatError):
        read_table(tmp_path / "a.pdf")


def test_a_name_that_climbs_out_of_its_folder_is_only_a_name():
    class Upload(io.BytesIO):
        name = "../../etc/passwd.csv"

    assert len(read_table(Upload("Tỉnh;DTI 2024\nHà Giang;0,5\n".encode())).observations) == 1


@pytest.mark.parametrize("content", [xlsx({"a": ROWS}), xls(ROWS), ods(ROWS)], ids=["xlsx", "xls", "ods"])
def test_a_file_cut_off_in_the_middle(content):
    for part in (0.3, 0.6, 0.95):
        with pytest.raises((DamagedFileError, UnknownFormatError, NoProvinceColumnError)):
            read_table(content[: int(len(content) * part)])


def test_a_zip_file_that_is_no_workbook_and_one_that_only_pretends():
    with pytest.raises(UnknownFormatError):
        read_table(zipped({"a.txt": b"abc"}))
    with pytest.raises(DamagedFileError) as caught:
        read_table(zipped({"xl/workbook.xml": b"<workbook", "[Content_Types].xml": b"<Types/>"}))
    assert caught.value.message("vi").startswith(
        "Tệp bị hỏng hoặc không đúng chuẩn nên không đọc được đến cuối ("
    )
    assert caught.value.message("en").startswith(
        "The file is damaged or not well formed and cannot be read to its end ("
    )


def test_xml_entities_are_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><workbook>&b;</workbook>'
    with pytest.raises(DamagedFileError):
        read_table(zipped({"xl/workbook.xml": bomb}))


def test_a_protected_workbook():
    ole = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\x00" * 504
        + "EncryptedPackage".encode("utf-16-le")
        + b"\x00" * 512
    )
    with pytest.raises(ProtectedFileError) as caught:
        read_table(ole)
    assert str(caught.value) == (
        "Tệp được bảo vệ bằng mật khẩu. "
        "Hãy bỏ mật khẩu (trong Excel: Tệp > Thông tin > Bảo vệ sổ làm việc) rồi lưu lại.\n"
        "The file is protected by a password. Remove the password (in Excel: File > Info > Protect Workbook) "
        "and save it again."
    )


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = zipped({"xl/workbook.xml": b"0" * 101_000_000})
    assert len(bomb) < 200_000
    with pytest.raises(TableTooLargeError) as caught:
        read_table(bomb)
    assert caught.value.message("vi") == (
        "Nội dung tệp sau khi giải nén là 101.000.000 byte, vượt mức cho phép 100.000.000 byte. "
        "Hãy chép vùng số liệu sang một tệp mới."
    )
    assert caught.value.message("en") == (
        "Unpacked, the file holds 101,000,000 bytes; 100,000,000 are allowed. Copy the figures into a new file."
    )


def test_a_zip_bomb_that_lies_about_its_size():
    bomb = bytearray(zipped({"xl/workbook.xml": b"0" * 5_000_000}))
    entry = bomb.rindex(b"PK\x01\x02")
    bomb[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    with pytest.raises(DamagedFileError):
        read_table(bytes(bomb))


def test_one_cell_in_the_last_corner_of_a_sheet_is_refused_not_laid_out():
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "Tỉnh", 1
    with pytest.raises(TableTooLargeError) as caught:
        read_table(saved(book))
    assert caught.value.message("vi") == (
        "Trang tính có dữ liệu đến hàng 1.048.576, vượt mức cho phép 50.000 hàng. "
        "Hãy chép vùng số liệu sang một tệp mới."
    )
    assert caught.value.message("en") == (
        "A sheet reaches down to row 1,048,576; 50,000 rows are allowed. Copy the figures into a new file."
    )
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1"] = "Tỉnh", 1
    with pytest.raises(TableTooLargeError) as caught:
        read_table(saved(book))
    assert caught.value.what == "columns"


def test_an_ods_cell_repeated_over_the_whole_sheet_is_refused():
    repeated = b'<table:table-cell table:number-columns-repeated="16384" '
    with pytest.raises(TableTooLargeError):
        read_table(changed(ods(ROWS), "content.xml", b"<table:table-cell ", repeated))


@pytest.mark.parametrize(
    ("limits", "what"),
    [
        (TableLimits(file_bytes=10), "file_bytes"),
        (TableLimits(rows=2), "rows"),
        (TableLimits(columns=1), "columns"),
        (TableLimits(cells=4), "cells"),
        (TableLimits(sheets=0), "sheets"),
    ],
)
def test_each_limit_in_each_format(limits, what):
    contents = [xlsx({"a": ROWS}), xls(ROWS), ods(ROWS)]
    if what != "sheets":
        contents.append("Tỉnh;DTI 2024\nHà Giang;0,5\nHà Nội;0,7\n".encode())
    for content in contents:
        with pytest.raises(TableTooLargeError) as caught:
            read_table(content, limits=limits)
        assert caught.value.what == what


def test_merged_ranges_larger_than_any_sheet():
    areas = "".join(f'<mergeCell ref="{column}1:{column}1048576"/>' for column in "CDEFGHIJKLMNOPQRSTUVWXYZ")
    sheet = "xl/worksheets/sheet1.xml"
    content = changed(
        xlsx({"a": ROWS}), sheet, b"</sheetData>", f"</sheetData><mergeCells>{areas}</mergeCells>".encode()
    )
    with pytest.raises(TableTooLargeError) as caught:
        read_table(content)
    assert caught.value.what == "cells"


def test_a_table_without_provinces_or_without_figures():
    for rows in (
        [["a", "b"], [1, 2]],
        [["Tỉnh", "Ghi chú"], ["Hà Giang", "tốt"]],
        [["Hà Giang", "Hà Nội"], [1, 2]],
    ):
        with pytest.raises(NoProvinceColumnError) as caught:
            read_table(xlsx({"a": rows}))
    assert str(caught.value) == (
        "Không tìm thấy cột nào ghi tên tỉnh, thành phố và có số liệu ở các cột bên phải. Hãy để mỗi tỉnh một hàng, "
        "tên tỉnh trong một cột; nếu tên tỉnh nằm ngang trên đầu bảng thì dùng Dán đặc biệt > Chuyển vị (Transpose).\n"
        "No column with the names of provinces and figures to their right was found. Give each province a row, with "
        "the names in one column; if the names run across the top, use Paste Special > Transpose."
    )


def test_sheets_and_times_that_do_not_exist():
    with pytest.raises(UnknownSheetError) as caught:
        read_table(xlsx({"Bieu 1": ROWS, "Bieu 2": ROWS}), sheet="Biểu 3")
    assert str(caught.value) == (
        "Không có trang tính «Biểu 3». Các trang tính đọc được: Bieu 1, Bieu 2.\n"
        "There is no sheet “Biểu 3”. Sheets that can be read: Bieu 1, Bieu 2."
    )
    with pytest.raises(UnknownPeriodError) as caught:
        read_table(xlsx({"a": ROWS}), period="năm ngoái")
    assert str(caught.value) == (
        "«năm ngoái» không phải là một mốc thời gian. Hãy viết như 2024, 06/2024, 31/12/2024 hoặc 2021-2025.\n"
        "“năm ngoái” is not a time. Write it like 2024, 06/2024, 31/12/2024 or 2021-2025."
    )


def test_every_error_is_of_the_packages_own_types():
    assert all(issubclass(error, CdsError) for error in ReadTableError.__subclasses__())
    for content in (xlsx({"a": ROWS}), xls(ROWS), ods(ROWS)):
        step = max(len(content) // 60, 1)
        for place in range(8, len(content), step):
            broken = bytearray(content)
            broken[place] ^= 0xFF
            try:
                read_table(bytes(broken))
            except CdsError:
                continue
