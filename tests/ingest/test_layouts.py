"""Tables laid out as offices do; values by hand."""

import openpyxl
import pytest

from cdslib.ingest import read_table
from cdslib.provinces import provinces
from tests.ingest.makers import assert_accounted, figures, kinds, ods, saved, text, xls, xlsx

TWO_LEVELS = [
    ["UBND TỈNH THANH HÓA", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", None, None],
    [],
    ["Bảng 1. Chỉ số chuyển đổi số cấp tỉnh phân theo địa phương"],
    [None, None, None, None, None, "Đơn vị tính: điểm"],
    ["STT", "Tỉnh, thành phố", "DTI", None, "Hồ sơ trực tuyến (%)", None],
    [None, None, 2023, "Sơ bộ 2024", 2023, "Ước 2025"],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
    [None, "CẢ NƯỚC", 0.68, 0.70, 40, 50],
    ["I", "Vùng Đồng bằng sông Hồng"],
    [1, "Hà Nội", 0.65, 0.66, 0.4567, 48.5],
    [2, "Bắc Ninh", 0.61, "…", 0.5, 51],
    ["II", "Trung du và miền núi phía Bắc"],
    [3, "Hà Giang", 0.51, 0.52, 0.3, 31],
    [None, "Tổng số", 1.77, 1.18, 1.2, 130.5],
    [],
    ["(*) Ghi chú: số liệu sơ bộ"],
    ["Nguồn: Sở Thông tin và Truyền thông, tháng 3/2025"],
    [None, None, None, "KT. CHỦ TỊCH"],
]


def test_an_office_table_with_two_levels_of_headings():
    merged = ["A3:F3", "A5:A6", "B5:B6", "C5:D5", "E5:F5"]
    report = read_table(xlsx({"Bieu 1": TWO_LEVELS}, merged, ["E10", "E11", "E13"]))

    assert_accounted(report)
    assert figures(report) == [
        ("vn63-01", "DTI", "2023", 0.65),
        ("vn63-01", "DTI", "2024", 0.66),
        ("vn63-01", "Hồ sơ trực tuyến", "2023", 45.67),
        ("vn63-01", "Hồ sơ trực tuyến", "2025", 48.5),
        ("vn63-27", "DTI", "2023", 0.61),
        ("vn63-27", "Hồ sơ trực tuyến", "2023", 50.0),
        ("vn63-27", "Hồ sơ trực tuyến", "2025", 51.0),
        ("vn63-02", "DTI", "2023", 0.51),
        ("vn63-02", "DTI", "2024", 0.52),
        ("vn63-02", "Hồ sơ trực tuyến", "2023", 30.0),
        ("vn63-02", "Hồ sơ trực tuyến", "2025", 31.0),
    ]
    first = report.observations.iloc[:4]
    assert first["vintage"].tolist() == ["current", "preliminary", "current", "estimate"]
    assert first["unit"].tolist() == ["point", "point", "percent", "percent"]
    assert first["row"].tolist() == [10] * 4
    assert first["column"].tolist() == ["C", "D", "E", "F"]
    assert first["indicator"].iloc[0] == "dti"
    assert report.problems.empty
    why = kinds(report)
    expected = {
        "A1": "title", "D1": "title", "2": "blank_row", "A3": "title", "F4": "unit_line", "B5": "header",
        "C6": "header", "A7": "numbering", "B8": "country", "F8": "country", "A9": "region", "B9": "region",
        "A10": "index_column", "D11": "missing_mark", "C14": "total", "15": "blank_row", "A16": "footnote",
        "A17": "footnote", "D18": "below",
    }  # fmt: skip
    assert {place: why[place] for place in expected} == expected


def test_the_layout_says_what_was_recognised_in_both_languages():
    merged = ["A3:F3", "A5:A6", "B5:B6", "C5:D5", "E5:F5"]
    (layout,) = read_table(xlsx({"Bieu 1": TWO_LEVELS}, merged)).layout

    assert (layout.header_rows, layout.first_row, layout.last_row) == ((5, 6), 8, 14)
    assert layout.province_column == "B"
    assert list(layout.value_columns) == ["C", "D", "E", "F"]
    assert set(layout.writing.values()) == {"native"}
    assert layout.describe("vi") == (
        "Trang tính «Bieu 1»: tên tỉnh ở cột B, tiêu đề cột ở hàng 5, 6, số liệu từ hàng 8 đến hàng 14.",
        "Đọc theo bộ 63 tỉnh, thành phố vì có tên chỉ có trước 01/07/2025: Hà Giang.",
        "Thời gian: 2023, 2024 và 2025.",
    )
    assert layout.describe("en") == (
        "Sheet “Bieu 1”: names of provinces in column B, headings in row 5, 6, figures from row 8 to row 14.",
        "Read as the 63 provinces because of names that existed only before 01/07/2025: Hà Giang.",
        "Times: 2023, 2024 and 2025.",
    )


def test_a_two_level_heading_without_merged_cells_as_a_csv_file_has_it():
    rows = [
        ["Địa phương", "DTI", "", "Kinh tế số", ""],
        ["", "2023", "2024", "2023", "2024"],
        ["Hà Giang", "0,51", "0,52", "0,41", "0,42"],
    ]
    assert figures(read_table(text(rows, ";").encode())) == [
        ("vn63-02", "DTI", "2023", 0.51),
        ("vn63-02", "DTI", "2024", 0.52),
        ("vn63-02", "Kinh tế số", "2023", 0.41),
        ("vn63-02", "Kinh tế số", "2024", 0.42),
    ]


def test_the_corners_of_a_statistical_form_are_no_headings():
    rows = [
        ["Biểu số 02/CĐS", None, "Đơn vị báo cáo: Sở Thông tin và Truyền thông"],
        ["Tỉnh", "DTI 2023", "DTI 2024"],
        ["Hà Giang", 0.5, 0.6],
    ]
    report = read_table(xlsx({"a": rows}))
    assert figures(report) == [("vn63-02", "DTI", "2023", 0.5), ("vn63-02", "DTI", "2024", 0.6)]
    assert kinds(report)["C1"] == "title"


def test_groups_above_the_row_that_heads_the_names():
    rows = [[None, "DTI", None], ["Tỉnh", 2023, 2024], ["Hà Giang", 0.5, 0.6]]
    report = read_table(xlsx({"a": rows}, ["B1:C1"]))
    assert figures(report) == [("vn63-02", "DTI", "2023", 0.5), ("vn63-02", "DTI", "2024", 0.6)]


def test_a_statistics_office_export_with_titles_bilingual_headings_and_dots():
    rows = [
        ["Dân số trung bình phân theo địa phương chia theo Địa phương và Năm"],
        [],
        ["Địa phương", "2022 Dân số (Nghìn người)", "Sơ bộ 2023 Dân số (Nghìn người)"],
        ["CẢ NƯỚC - WHOLE COUNTRY", "99474,4", "100309,2"],
        ["Trung du và miền núi phía Bắc - Northern midlands and mountain areas", "13023,2", ".."],
        ["Hà Giang", "892,7", ".."],
        ["TP. Hồ Chí Minh", "9389,7", "9456,7"],
    ]
    report = read_table(text(rows, ";").encode("utf-8-sig"))
    assert_accounted(report)
    assert figures(report) == [
        ("vn63-02", "Dân số", "2022", 892.7),
        ("vn63-79", "Dân số", "2022", 9389.7),
        ("vn63-79", "Dân số", "2023", 9456.7),
    ]
    assert report.observations["vintage"].tolist() == ["current", "current", "preliminary"]
    assert kinds(report)["A4"] == "country"
    assert kinds(report)["A5"] == "region"
    assert kinds(report)["C6"] == "missing_mark"


def test_a_heading_of_its_own_is_not_carried_over_its_neighbours():
    rows = [
        ["Địa phương", "Diện tích (km2)", "Dân số (nghìn người)", ""],
        ["", "", "2023", "2024"],
        ["Hà Giang", "7927,55", "899,1", "911,4"],
    ]
    report = read_table(text(rows, ";").encode())
    assert figures(report) == [
        ("vn63-02", "Diện tích", "undated", 7927.55),
        ("vn63-02", "Dân số", "2023", 899.1),
        ("vn63-02", "Dân số", "2024", 911.4),
    ]
    assert report.observations["unit"].tolist() == ["km2", "thousand_persons", "thousand_persons"]


def test_the_title_names_what_headings_of_years_do_not():
    rows = [
        ["Biểu 2: Dân số trung bình phân theo địa phương (nghìn người)"],
        ["", "2022", "2023"],
        ["Hà Giang", 892.7, 899.1],
    ]
    report = read_table(xlsx({"E02": rows}))
    assert figures(report) == [
        ("vn63-02", "Dân số trung bình", "2022", 892.7),
        ("vn63-02", "Dân số trung bình", "2023", 899.1),
    ]
    assert set(report.observations["unit"]) == {"thousand_persons"}


def test_the_year_of_the_title_serves_the_whole_table_but_not_that_of_its_covering_letter():
    rows = [
        ["Chỉ số chuyển đổi số năm 2023"],
        ["(Kèm theo Công văn số 12/STTTT ngày 05/3/2025)"],
        ["Tỉnh", "DTI", "Thứ hạng"],
        ["Hà Giang", 0.5, 52],
    ]
    assert figures(read_table(xlsx({"Sheet1": rows}))) == [
        ("vn63-02", "DTI", "2023", 0.5),
        ("vn63-02", "Thứ hạng", "2023", 52.0),
    ]


def test_years_down_with_the_name_merged_or_written_once():
    rows = [
        ["Tỉnh", "Năm", "DTI"],
        ["Hà Giang", 2022, 0.4],
        [None, 2023, 0.5],
        ["Hà Nội", "Năm 2022", 0.6],
        [None, 2023, 0.7],
    ]
    expected = [
        ("vn63-02", "DTI", "2022", 0.4),
        ("vn63-02", "DTI", "2023", 0.5),
        ("vn63-01", "DTI", "2022", 0.6),
        ("vn63-01", "DTI", "2023", 0.7),
    ]
    for merged in ([], ["A2:A3", "A4:A5"]):
        report = read_table(xlsx({"a": rows}, merged))
        assert_accounted(report)
        assert figures(report) == expected
        assert report.layout[0].period_column == "B"
        assert report.layout[0].describe()[2] == "Thời gian: 2022 và 2023 (cột B)."


def test_years_as_rows_between_the_provinces():
    rows = [["Tỉnh", "DTI"], ["Năm 2022"], ["Hà Giang", 0.4], ["Năm 2023"], ["Hà Giang", 0.5]]
    report = read_table(xlsx({"a": rows}))
    assert_accounted(report)
    assert figures(report) == [("vn63-02", "DTI", "2022", 0.4), ("vn63-02", "DTI", "2023", 0.5)]
    assert kinds(report)["A4"] == "period_row"


def test_a_year_over_its_quarters():
    rows = [["Số hồ sơ"], ["Tỉnh", "Năm 2024", None], [None, "Quý I", "6 tháng"], ["Hà Giang", 1, 2]]
    report = read_table(xlsx({"a": rows}, ["A2:A3", "B2:C2"]))
    assert report.observations["period"].tolist() == ["2024-03", "2024-06"]
    assert report.layout[0].describe("vi")[-2:] == (
        "«Quý I năm 2024» được ghi theo tháng cuối quý là 2024-03, không phải riêng tháng đó.",
        "«6 tháng năm 2024» được ghi là 2024-06: số lũy kế từ đầu năm đến hết tháng đó, không phải riêng tháng đó.",
    )
    assert report.layout[0].describe("en")[-1] == (
        "“6 tháng năm 2024” is filed as 2024-06: it covers the year up to the end of that month, not that month alone."
    )


def test_preliminary_figures_in_a_level_of_their_own():
    rows = [["Tỉnh", "DTI", None], [None, "Chính thức", "Sơ bộ"], [None, 2023, 2024], ["Hà Giang", 0.5, 0.6]]
    report = read_table(xlsx({"a": rows}, ["A1:A3", "B1:C1"]))
    assert report.observations[["indicator_label", "period", "vintage"]].values.tolist() == [
        ["DTI", "2023", "current"],
        ["DTI", "2024", "preliminary"],
    ]


def test_a_long_table_with_columns_of_indicators_and_units():
    rows = [
        ["Tỉnh", "Chỉ tiêu", "Đơn vị tính", "Năm", "Giá trị", "Ghi chú"],
        ["Hà Giang", "DTI", "điểm", 2024, 0.5, "theo QĐ 922"],
        ["Hà Giang", "Dân số", "nghìn người", 2024, 911.4, None],
    ]
    report = read_table(xlsx({"a": rows}))
    assert_accounted(report)
    assert figures(report) == [("vn63-02", "DTI", "2024", 0.5), ("vn63-02", "Dân số", "2024", 911.4)]
    assert report.observations["unit"].tolist() == ["point", "thousand_persons"]
    assert kinds(report)["F2"] == "note_column"


def test_plans_and_comparisons_are_not_observations():
    rows = [
        ["Tỉnh", "Thực hiện 2024", "Kế hoạch 2025", "Tăng so với năm 2023", "6 tháng cuối năm 2024"],
        ["Hà Giang", 50, 60, 5, 7],
    ]
    report = read_table(xlsx({"a": rows}))
    assert figures(report) == [("vn63-02", "", "2024", 50.0)]
    assert kinds(report) | {"C2": "target_column", "D2": "times", "E2": "times"} == kinds(report)


def test_a_rank_left_of_the_name_is_a_figure_and_a_row_number_is_not():
    rows = [["Xếp hạng", "Tỉnh", "DTI 2024"], [52, "Hà Giang", 0.5], [3, "Hà Nội", 0.7]]
    assert [value for *_, value in figures(read_table(xlsx({"a": rows})))] == [52.0, 0.5, 3.0, 0.7]
    rows = [[None, "Tỉnh", "DTI 2024"], [1, "Hà Giang", 0.5], [2, "Hà Nội", 0.7]]
    assert [value for *_, value in figures(read_table(xlsx({"a": rows})))] == [0.5, 0.7]


def test_two_tables_one_below_the_other():
    rows = [
        ["DTI năm 2023"],
        ["Tỉnh", "Điểm số"],
        ["Hà Giang", 0.5],
        ["Ghi chú: đã công bố"],
        ["DTI năm 2024"],
        ["Tỉnh", "Xếp hạng"],
        ["Hà Giang", 40],
    ]
    report = read_table(xlsx({"a": rows}))
    assert_accounted(report)
    assert figures(report) == [("vn63-02", "Điểm số", "2023", 0.5), ("vn63-02", "Xếp hạng", "2024", 40.0)]
    assert len(report.layout) == 2
    assert kinds(report)["A4"] == "footnote"


def test_headings_repeated_on_a_new_page():
    rows = [["Tỉnh", "DTI 2024"], ["Hà Giang", 0.5], ["Tỉnh", "DTI 2024"], ["Hà Nội", 0.7]]
    report = read_table(xlsx({"a": rows}))
    assert_accounted(report)
    assert len(figures(report)) == 2
    assert kinds(report)["A3"] == "repeated_header"


def test_a_table_beside_another_is_reported_and_never_given_to_the_wrong_province():
    rows = [["STT", "Tỉnh", "DTI 2024", "STT", "Tỉnh", "DTI 2024"]]
    left, right = ["Hà Giang", "Hà Nội", "Cao Bằng"], ["Sơn La", "Lai Châu", "Điện Biên"]
    rows += [[i, a, 0.5, i + 3, b, 0.6] for i, (a, b) in enumerate(zip(left, right, strict=True), 1)]
    report = read_table(xlsx({"a": rows}))
    assert_accounted(report)
    assert [code for code, *_ in figures(report)] == ["vn63-02", "vn63-01", "vn63-04"]
    assert set(report.problems["kind"]) == {"beside"}
    assert report.problems["column"].tolist() == ["D", "E", "F"] * 3


def test_sheets_of_years_and_a_hidden_one():
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in ("2023", "2024", "nháp"):
        sheet = book.create_sheet(name)
        for row in (["Tỉnh", "DTI"], ["Hà Giang", 0.5]):
            sheet.append(row)
    book["nháp"].sheet_state = "hidden"
    report = read_table(saved(book))
    hidden = report.skipped.query("kind == 'hidden_sheet'")
    assert hidden[["sheet", "row", "column"]].values.tolist() == [["nháp", 0, ""]]
    assert report.observations[["sheet", "period"]].values.tolist() == [["2023", "2023"], ["2024", "2024"]]
    assert read_table(saved(book), sheet="2024").observations["period"].tolist() == ["2024"]


def test_all_34_decide_for_the_new_provinces_and_a_former_name_for_the_old():
    new = [["Tỉnh", "DTI 2024"]] + [[unit.name_vi, 0.5] for unit in provinces("vn34")]
    report = read_table(xlsx({"a": new}))
    assert report.observations["province_code"].tolist() == [unit.code for unit in provinces("vn34")]
    assert report.layout[0].geography_why == "all_34"
    old = [["Tỉnh", "DTI 2024"]] + [[unit.name_vi, 0.5] for unit in provinces("vn63")]
    report = read_table(xlsx({"a": old}))
    assert report.observations["province_code"].tolist() == [unit.code for unit in provinces("vn63")]
    assert report.layout[0].geography_why == "former_names"


@pytest.mark.parametrize(
    ("title", "code"), [("DTI của 34 tỉnh, thành phố", "vn34-24"), ("DTI 63 địa phương", "vn63-27")]
)
def test_a_title_decides_when_all_names_exist_in_both(title, code):
    rows = [[title], ["Tỉnh", "Điểm 2024"], ["Bắc Ninh", 0.5]]
    report = read_table(xlsx({"a": rows}))
    assert report.observations["province_code"].tolist() == [code]
    assert report.layout[0].geography_why == "title"


def test_xls_with_merged_headings_and_percent_formats():
    rows = [["Tỉnh", None, None], [None, 2023, 2024], ["Hà Giang", 0.1266, 0.5]]
    report = read_table(xls(rows, [(0, 0, 1, 2, "Kinh tế số trong GRDP")], percent=True))
    assert_accounted(report)
    assert figures(report) == [
        ("vn63-02", "Kinh tế số trong GRDP", "2023", 12.66),
        ("vn63-02", "Kinh tế số trong GRDP", "2024", 50.0),
    ]
    assert set(report.observations["unit"]) == {"percent"}
    assert set(report.observations["sheet"]) == {"Bảng 1"}


def test_ods_with_merged_headings_and_percentages():
    rows = [["Tỉnh", "Kinh tế số trong GRDP", None], [None, 2023, 2024], ["Hà Giang", (0.1266,), 12.87]]
    report = read_table(ods(rows, {(0, 1): 2}))
    assert_accounted(report)
    assert figures(report) == [
        ("vn63-02", "Kinh tế số trong GRDP", "2023", 12.66),
        ("vn63-02", "Kinh tế số trong GRDP", "2024", 12.87),
    ]
    assert report.observations["unit"].tolist() == ["percent", ""]


def test_a_given_indicator_and_period_fill_what_the_table_leaves_open():
    report = read_table(xlsx({"a": [["Tỉnh", "Giá trị"], ["Hà Giang", 0.5]]}), indicator="dti", period="2024")
    assert report.observations[["indicator", "period"]].values.tolist() == [["dti", "2024"]]
    report = read_table(xlsx({"a": [["Tỉnh", "Số máy tính"], ["Hà Giang", 5]]}), indicator="dti")
    assert report.observations["indicator"].isna().all()
    assert report.layout[0].describe("vi")[-2:] == (
        "Một số số liệu không có thời gian nên được ghi là «undated». "
        "Hãy ghi thời gian vào tiêu đề, hoặc truyền tham số period.",
        "Chỉ tiêu «dti» đã truyền vào không được dùng vì các cột đều ghi tên chỉ tiêu riêng.",
    )
