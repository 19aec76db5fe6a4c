"""Nothing vanishes: whatever stands in a file is a figure, a label, a problem or skipped."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdslib.errors import CdsError
from cdslib.i18n.catalogue import messages
from cdslib.ingest import TableReport, read_table
from tests.ingest.makers import assert_accounted, text, xlsx

NAMES = [
    "Hà Giang",
    "Hà Nội",
    "TP. Hồ Chí Minh",
    "Bắc Giang",
    "Hà Tâyy",
    "Cả nước",
    "Tổng số",
    "Đồng bằng sông Hồng",
]
WORDS = [
    "Tỉnh",
    "STT",
    "DTI 2024",
    "Năm",
    "2023",
    "Sơ bộ 2024",
    "Kế hoạch 2025",
    "Đơn vị tính: %",
    "Ghi chú: x",
    "Chỉ tiêu",
]
CELLS = st.one_of(
    st.none(),
    st.sampled_from(NAMES),
    st.sampled_from(WORDS),
    st.sampled_from(
        ["0,5", "0.5", "1.234", "12,34,56", "…", "-", "khá", "58/100", "20%", "31/12/2023", "(1)"]
    ),
    st.integers(-5, 3000),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
)
GRIDS = st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=12)
PLACES = st.tuples(st.integers(1, 6), st.integers(1, 12), st.integers(1, 3), st.integers(1, 3))


def read(content: bytes) -> TableReport | None:
    try:
        return read_table(content, geography="vn63")
    except CdsError:
        return None


@settings(max_examples=150, deadline=None)
@given(GRIDS)
def test_any_grid_of_text_is_accounted_for(grid):
    report = read(text([["Tỉnh", "DTI 2024"], ["Hà Giang", "0,5"], *grid], ";").encode())
    assert report is not None
    assert_accounted(report)


@settings(max_examples=100, deadline=None)
@given(GRIDS, st.lists(PLACES, max_size=3))
def test_any_workbook_is_accounted_for(grid, places):
    merged, taken = [], set()
    for column, row, width, height in places:
        area = {(column + x, row + y) for x in range(width) for y in range(height)}
        if len(area) > 1 and not area & taken:
            taken |= area
            merged.append(f"{chr(64 + column)}{row}:{chr(63 + column + width)}{row + height - 1}")
    grid = [[f"{cell} " if str(cell).startswith("=") else cell for cell in row] for row in grid]
    report = read(xlsx({"a": grid, "b": [["Tỉnh", "DTI"], ["Hà Giang", 1]]}, merged))
    assert report is not None
    assert_accounted(report)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(content):
    report = read(content)
    assert report is None or report.rows_used > 0


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["Hà Giang", "Cao Bằng", "Sơn La", "Yên Bái", "Cà Mau"]),
        st.lists(st.integers(0, 10**7), min_size=3, max_size=3),
        min_size=1,
    ),
    st.sampled_from(["vi", "en"]),
)
def test_what_is_written_is_what_is_read(figures, lang):
    from cdslib.i18n import format_number

    rows = [["Tỉnh", "DTI 2022", "DTI 2023", "DTI 2024"]]
    rows += [
        [name, *(format_number(value / 100, 2, lang) for value in values)] for name, values in figures.items()
    ]
    report = read(text(rows, ";").encode())
    assert report is not None
    assert report.problems.empty
    assert report.observations["value"].tolist() == [
        value / 100 for values in figures.values() for value in values
    ]


def test_the_account_of_a_small_table_by_hand():
    content = xlsx(
        {
            "a": [
                ["Dân số"],
                ["STT", "Tỉnh", "2024"],
                [1, "Hà Giang", 5],
                [2, "Hà Nộii", 6],
                [None, "Tổng", 11],
            ]
        }
    )
    report = read_table(content, geography="vn63")
    assert (report.rows, report.rows_used, report.rows_reported) == (5, 1, 4)
    assert (report.cells, report.cells_used, report.cells_labels) == (12, 1, 1)
    assert report.problems["column"].tolist() == ["B", "C"]
    assert report.skipped["kind"].tolist() == [
        "title", "header", "header", "header", "index_column", "index_column", "total", "total",
    ]  # fmt: skip
    assert report.summary("vi").splitlines() == [
        "Đã đọc 5 hàng: 1 hàng cho 1 số liệu của 1 tỉnh, thành phố; 4 hàng còn lại được liệt kê cùng lý do; "
        "2 ô chưa dùng được.",
        "Trang tính «a»: tên tỉnh ở cột B, tiêu đề cột ở hàng 2, số liệu từ hàng 3 đến hàng 5.",
        "Đọc theo bộ 63 tỉnh, thành phố như đã yêu cầu.",
        "Thời gian: 2024.",
        "Chưa dùng được (1 ô): Không có tỉnh «Hà Nộii». Ý bạn là: Hà Nội?",
        "Chưa dùng được (1 ô): Tên tỉnh của hàng này không nhận ra được. Hãy sửa tên tỉnh.",
        "Bỏ qua vì là tiêu đề của bảng hoặc của văn bản. (số mục: 1)",
        "Bỏ qua vì là tiêu đề cột (đã dùng để đọc chỉ tiêu và thời gian). (số mục: 3)",
        "Bỏ qua vì là số thứ tự. (số mục: 2)",
        "Bỏ qua vì là dòng tổng hợp (tổng, trung bình, lớn nhất ...). (số mục: 2)",
    ]
    assert report.summary("en").splitlines() == [
        "5 rows were read: 1 gave 1 figures of 1 provinces; the other 4 are listed with the reason; "
        "2 cells could not be used.",
        "Sheet “a”: names of provinces in column B, headings in row 2, figures from row 3 to row 5.",
        "Read as the 63 provinces, as asked.",
        "Times: 2024.",
        "Not usable (cells: 1): There is no province “Hà Nộii”. Did you mean: Ha Noi?",
        "Not usable (cells: 1): The province of this row is not recognised. Mend its name.",
        "Skipped because it is a title of the table or the document. (entries: 1)",
        "Skipped because it heads columns (used for indicators and times). (entries: 3)",
        "Skipped because it is a row number. (entries: 2)",
        "Skipped because it is a summary row (total, mean, maximum ...). (entries: 2)",
    ]


def test_the_report_shows_foreign_words_as_text_never_as_markup():
    hostile = "<img src=x onerror=alert(1)>"
    rows = [["Tỉnh", f"DTI 2024 {hostile}"], ["Hà Giang", 0.5], [hostile, 0.6]]
    report = read_table(xlsx({"<b>a": rows}))
    for shown in (report._repr_html_(), report.to_html("en")):
        assert "<img" not in shown
        assert "<b>" not in shown
        assert "&lt;img src=x onerror=alert(1)&gt;" in shown
    assert report.to_html("vi").startswith("<div lang='vi'>")
    assert "<th scope='col'>Lý do</th>" in report.to_html("vi")
    assert "<th scope='col'>Reason</th>" in report.to_html("en")


def test_the_report_cannot_be_changed_and_gives_frames():
    report = read_table("Tỉnh;DTI 2024\nHà Giang;0,5\n".encode())
    with pytest.raises(AttributeError):
        report.rows = 0  # type: ignore[misc]
    assert list(report.frames()) == ["observations", "problems", "skipped"]
    assert list(report.observations.columns) == [
        "province_code", "geography", "indicator", "indicator_label", "period", "period_label", "vintage", "value",
        "unit", "qualifier", "numerator", "denominator", "sheet", "row", "column",
    ]  # fmt: skip


def test_every_message_is_written_in_both_languages_with_the_same_blanks():
    import re

    vi, en = messages("ingest", "vi"), messages("ingest", "en")
    assert vi.keys() == en.keys()
    for name in vi:
        assert set(re.findall(r"\{(\w+)\}", vi[name])) == set(re.findall(r"\{(\w+)\}", en[name])), name
