"""How figures are written, and cells that are none."""

import datetime as dt

import openpyxl
import pytest

from cdslib.ingest import read_table
from tests.ingest.makers import assert_accounted, figures, saved, text, xls, xlsx


def column(*cells: object) -> list[list[object]]:
    """Put cells under one heading, each beside another province."""
    names = ["Hà Giang", "Cao Bằng", "Sơn La", "Lai Châu", "Yên Bái", "Hà Nội", "Cà Mau"]
    return [["Tỉnh", "DTI 2024"], *([name, cell] for name, cell in zip(names, cells, strict=False))]


def values(report) -> list[float]:
    return report.observations["value"].tolist()


def test_a_vietnamese_column_reports_the_cell_written_the_english_way():
    report = read_table(text(column("1.234", "0,8002", "12,5", "0.7"), ";").encode())
    assert values(report) == [1234.0, 0.8002, 12.5]
    assert report.problems[["row", "column", "value", "suggestion"]].values.tolist() == [
        [5, "B", "0.7", "0,7"]
    ]
    assert report.problems["reason_vi"].item() == (
        "Ô viết số khác với cả cột (kiểu Việt Nam: 1.234,5). Hãy kiểm tra dấu chấm, dấu phẩy; "
        "nếu đúng là số này thì viết 0,7."
    )
    assert report.problems["reason_en"].item() == (
        "The number is written differently from its column (the Vietnamese way: 1.234,5). "
        "Check points and commas; if this number is meant, write 0,7."
    )


def test_an_english_column_is_read_the_english_way():
    report = read_table(text(column("1.234", "0.8002", "12.5", "1,234.5"), ";").encode())
    assert values(report) == [1.234, 0.8002, 12.5, 1234.5]
    assert report.layout[0].writing == {"B": "en"}


def test_an_evenly_divided_column_is_not_guessed():
    report = read_table(text(column("0,5", "0.6", "7"), ";").encode())
    assert values(report) == [7.0]
    assert report.problems["reason_vi"].unique().tolist() == [
        "Trong cột này, số ô viết kiểu Việt Nam (1.234,5) bằng số ô viết kiểu Anh (1,234.5) "
        "nên không rõ cột viết kiểu nào. Hãy viết thống nhất cả cột."
    ]
    assert report.problems["reason_en"].unique().tolist() == [
        "In this column as many cells are written the Vietnamese way (1.234,5) as the English way (1,234.5), "
        "so its way is not clear. Write the whole column one way."
    ]


def test_a_column_without_evidence_follows_the_other_columns_then_the_vietnamese_way():
    rows = [["Tỉnh", "Số hộ 2024", "DTI 2024"], ["Hà Giang", "1.234", "0.51"], ["Cao Bằng", "2.345", "0.52"]]
    assert values(read_table(text(rows, ";").encode())) == [1.234, 0.51, 2.345, 0.52]
    assert values(read_table(text(column("1.234", "2.345"), ";").encode())) == [1234.0, 2345.0]


def test_numbers_that_excel_stores_are_taken_as_they_are():
    report = read_table(xlsx({"a": column(0.1266, 58327, -1.5, "12,5", 1e-7)}))
    assert values(report) == [0.1266, 58327.0, -1.5, 12.5, 1e-7]


def test_a_percent_format_is_read_as_it_is_shown_and_a_percent_heading_changes_nothing():
    rows = [["Tỉnh", "Tỷ lệ (%) 2024"], ["Hà Giang", 0.1266], ["Cao Bằng", 0.1266], ["Sơn La", "12,66%"]]
    report = read_table(xlsx({"a": rows}, percent=["B2"]))
    assert report.observations[["value", "unit"]].values.tolist() == [
        [12.66, "percent"],
        [0.1266, "percent"],
        [12.66, "percent"],
    ]


def test_words_around_numbers_and_fractions():
    report = read_table(
        text(column("khoảng 20", "trên 30%", "58.327/323.964", "không có số liệu", "khá"), ";").encode()
    )
    seen = report.observations
    assert seen["qualifier"].tolist() == ["about", "more_than", "exact"]
    assert seen["value"].round(6).tolist() == [20.0, 30.0, 0.180042]
    assert seen[["numerator", "denominator"]].iloc[2].tolist() == [58327.0, 323964.0]
    assert seen["unit"].tolist() == ["", "percent", ""]
    assert report.skipped.query("row == 5 and column == 'B'")["kind"].tolist() == ["missing_mark"]
    assert report.problems[["row", "reason_vi", "reason_en"]].values.tolist() == [
        [6, "Không có con số nào trong «khá».", "There is no number in “khá”."]
    ]


def test_cells_that_are_no_numbers():
    book = openpyxl.Workbook()
    for row in column(0.5, 1 == 1, dt.date(2024, 3, 5), "#DIV/0!", "=1+1", "12,34,56"):
        book.active.append(row)
    report = read_table(saved(book))
    assert_accounted(report)
    assert values(report) == [0.5]
    shown = report.problems.set_index("row")
    assert shown["kind"].to_dict() == {3: "truth", 4: "date", 5: "error", 6: "formula", 7: "unread"}
    assert shown["reason_vi"].to_dict() == {
        3: "Ô chứa giá trị đúng/sai, không phải một con số.",
        4: "Ô chứa ngày giờ (2024-03-05), không phải một con số. Có thể Excel đã tự đổi số viết có dấu chấm "
        "hoặc gạch chéo thành ngày; hãy nhập lại số.",
        5: "Ô báo lỗi #DIV/0! của bảng tính. Hãy sửa công thức hoặc nhập số.",
        6: "Ô có công thức =1+1 nhưng tệp không lưu kết quả. Hãy mở tệp bằng Excel, để tính lại rồi lưu.",
        7: "«12,34,56» không thể là một con số: dấu chấm và dấu phẩy không khớp với cách viết số nào. "
        "Hãy viết như 1.234,5.",
    }
    assert shown["reason_en"].to_dict() == {
        3: "The cell holds true or false, not a number.",
        4: "The cell holds a date or time (2024-03-05), not a number. Excel may have turned a number written with "
        "points or slashes into a date; enter the number again.",
        5: "The cell shows the spreadsheet error #DIV/0!. Mend the formula or enter the number.",
        6: "The cell has the formula =1+1 but the file stores no result. Open the file in Excel, let it calculate, "
        "and save it.",
        7: "“12,34,56” cannot be a number: its points and commas fit no way of writing numbers. Write it like 1,234.5.",
    }


def test_a_second_figure_for_the_same_place_and_time_is_reported():
    rows = [["Tỉnh", "DTI 2024"], ["Hà Giang", 0.5], ["Tỉnh Hà Giang", 0.6]]
    report = read_table(xlsx({"a": rows}))
    assert figures(report) == [("vn63-02", "DTI", "2024", 0.5)]
    assert report.problems["reason_vi"].item() == (
        "Tỉnh này đã có số liệu của cùng chỉ tiêu và thời gian ở ô B2. "
        "Hãy giữ lại một ô, hoặc ghi rõ hai ô khác nhau ở điểm nào."
    )
    assert report.problems["reason_en"].item() == (
        "The same province, indicator and time already has a figure in cell B2. "
        "Keep one of them, or say in what they differ."
    )


def test_one_figure_merged_over_two_provinces_belongs_to_neither():
    report = read_table(xlsx({"a": column(0.5, None, 0.7)}, ["B2:B3"]))
    assert_accounted(report)
    assert figures(report) == [("vn63-14", "DTI", "2024", 0.7)]
    assert report.problems[["row", "kind"]].values.tolist() == [[2, "merged"]]
    assert report.skipped.query("row == 3")["kind"].tolist() == ["under_merged"]


@pytest.mark.parametrize("shown", [True, False])
def test_percent_formats_of_old_workbooks(shown):
    assert values(read_table(xls(column(0.1266), percent=shown))) == [12.66 if shown else 0.1266]


def test_rows_with_figures_but_no_usable_name_or_time():
    rows = [["Tỉnh", "Năm", "DTI"], ["Hà Giang", 2024, 0.5], ["Hà Nội", None, 0.6], ["Sơn La", "sau", 0.7]]
    report = read_table(xlsx({"a": rows}))
    assert_accounted(report)
    assert report.problems[["row", "column", "kind"]].values.tolist() == [
        [3, "C", "no_time"],
        [4, "B", "time"],
        [4, "C", "time"],
    ]
    rows = [["Tỉnh", "DTI 2024"], ["Hà Giang", 0.5], [None, 0.6], [7, 0.7], ["Sơn La", 0.8]]
    report = read_table(xlsx({"a": rows}))
    assert_accounted(report)
    assert report.problems[["row", "column", "kind"]].values.tolist() == [
        [3, "B", "no_name"],
        [4, "A", "not_a_name"],
        [4, "B", "row_unknown"],
    ]
