"""Tables of the sort offices send, made up for exercise: their words say so, their figures are nobody's."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from cdslib.legacy_text import TCVN3

MARK = "BẢNG MẪU ĐỂ TẬP, SỐ BỊA RA"
REPORT = "bao-cao-ho-so-truc-tuyen.xlsx"
OLD_FONT = "bao-cao-phong-chu-cu.xlsx"
UNKNOWN = "Hà Tịn"  # meant as Hà Tĩnh; no spelling the register knows

_MADE = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_ROWS: tuple[tuple[object, ...], ...] = (
    (1, "TP. Hà Nội", 78.2, 81.5, "1.234,5"),
    (2, "Tỉnh Quảng Ninh", "80,1", "84,6%", "412,0"),
    (3, "HẢI PHÒNG", "74,9", "79,3", "655,8"),
    (4, "Ninh Bình", 69.4, "chưa có", 387.2),
    (5, "Tỉnh Thanh Hoá", "66,0", 71.8, "502,4"),
    (6, "Nghệ An", "58,7%", "63,5%", "478,9"),
    (7, UNKNOWN, "55,1", "60,2", "190,6"),
    (8, "Huế", 72.5, "77,1", 143.0),
    (9, "TP Đà Nẵng", "79,8", "83,9", "366,1"),
    (10, "tp hcm", "70,3", 75.4, "2.876,3"),
    (11, "Cà Mau", "41,6", "48,0", "204,7"),
)
_OLD_ROWS: tuple[tuple[object, ...], ...] = (
    (1, "Cao Bằng", "40,2", "45,9"),
    (2, "Lạng Sơn", "61,5", "68,3"),
    (3, "Điện Biên", "44,8", "52,6"),
    (4, "Sơn La", "49,0", "55,7"),
    (5, "Lai Châu", "45,3", "51,2"),
)


def specimens() -> dict[str, bytes]:
    """Return the specimen tables, the same bytes each time.

    Returns
    -------
    dict of str to bytes
        Workbooks by file name.

    Examples
    --------
    >>> sorted(specimens())
    ['bao-cao-ho-so-truc-tuyen.xlsx', 'bao-cao-phong-chu-cu.xlsx']
    """
    return {REPORT: _workbook(_report), OLD_FONT: _workbook(_old_font)}


def _workbook(fill: Any) -> bytes:
    import xlsxwriter

    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": MARK, "created": _MADE})
    fill(book)
    book.close()
    return buffer.getvalue()


def _report(book: Any) -> None:
    """Write title rows, merged two-level headings, a region, a total, a note and a signature around mixed numbers."""
    sheet = book.add_worksheet("BẢNG MẪU")
    bold = book.add_format(
        {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1}
    )
    title = book.add_format({"bold": True, "align": "center"})
    sheet.set_column(1, 1, 22)
    sheet.set_column(2, 4, 16)
    sheet.merge_range(
        "A1:E1", MARK, book.add_format({"bold": True, "align": "center", "bg_color": "#ffe9b3"})
    )
    sheet.merge_range("A2:E2", "BÁO CÁO TÌNH HÌNH NỘP HỒ SƠ TRỰC TUYẾN CỦA CÁC TỈNH, THÀNH PHỐ", title)
    sheet.merge_range(
        "A3:E3", "(Kèm theo Công văn số …/… ngày … tháng … năm …)", book.add_format({"italic": True})
    )
    sheet.merge_range("A5:A6", "TT", bold)
    sheet.merge_range("B5:B6", "Tỉnh, thành phố", bold)
    sheet.merge_range("C5:D5", "Tỷ lệ hồ sơ nộp trực tuyến (%)", bold)
    sheet.write_row("C6", ("Năm 2023", "Năm 2024"), bold)
    sheet.merge_range("E5:E6", "Số hồ sơ năm 2024 (nghìn hồ sơ)", bold)
    for number, row in enumerate(_ROWS):
        sheet.write_row(6 + number, 0, row)
    last = 6 + len(_ROWS)
    sheet.write_row(last, 0, ("", "Tổng cộng", "", "", "7.651,5"), book.add_format({"bold": True}))
    sheet.write(last + 1, 0, f"Ghi chú: {MARK.lower()}, không dùng vào việc khác.")
    sheet.write(last + 3, 3, "NGƯỜI LẬP BIỂU")


def _old_font(book: Any) -> None:
    """Write a table with a font of before Unicode, which today's programs show as 'B¶ng mÉu'."""
    sheet = book.add_worksheet("BẢNG MẪU")
    font = book.add_format({"font_name": ".VnTime"})
    sheet.set_column(1, 3, 22)
    sheet.write(0, 0, MARK, book.add_format({"bold": True, "bg_color": "#ffe9b3"}))
    sheet.write(1, 0, _tcvn3("Tỷ lệ hồ sơ nộp trực tuyến của một số tỉnh miền núi"), font)
    sheet.write_row(3, 0, [_tcvn3(words) for words in ("TT", "Tỉnh", "Năm 2023 (%)", "Năm 2024 (%)")], font)
    for number, row in enumerate(_OLD_ROWS):
        sheet.write_row(
            4 + number, 0, [_tcvn3(cell) if isinstance(cell, str) else cell for cell in row], font
        )


def _tcvn3(words: str) -> str:
    """Type with the characters of a TCVN3 font; it has no capitals with a tone."""
    typed = {letter: character for character, letter in TCVN3.items()}
    return "".join(typed.get(letter, letter) for letter in words)
