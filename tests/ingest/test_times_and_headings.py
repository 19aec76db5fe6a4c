"""Words of headings, one by one."""

import datetime as dt

import pytest

from cdslib.ingest.headings import column_kind, split_unit, title_label, unit_line
from cdslib.ingest.names import is_place_heading, read_place
from cdslib.ingest.number_formats import shows_percent
from cdslib.ingest.periods import find_periods, read_period


@pytest.mark.parametrize(
    ("heading", "code", "vintage"),
    [
        ("2023", "2023", "current"),
        (2023, "2023", "current"),
        (2023.0, "2023", "current"),
        ("Năm 2023", "2023", "current"),
        ("Cả năm 2023", "2023", "current"),
        ("Thực hiện 2023", "2023", "current"),
        ("31/12/2023", "2023-12-31", "current"),
        ("Tính đến ngày 31/12/2023", "2023-12-31", "current"),
        ("ngày 5 tháng 3 năm 2024", "2024-03-05", "current"),
        ("2023-12-31", "2023-12-31", "current"),
        (dt.datetime(2023, 12, 31), "2023-12-31", "current"),  # noqa: DTZ001
        ("6 tháng 2023", "2023-06", "current"),
        ("6 tháng đầu năm 2023", "2023-06", "current"),
        ("9 tháng/2024", "2024-09", "current"),
        ("Tháng 6/2023", "2023-06", "current"),
        ("06/2023", "2023-06", "current"),
        ("Quý I/2024", "2024-03", "current"),
        ("Quý IV năm 2024", "2024-12", "current"),
        ("2021-2025", "2021/2025", "current"),
        ("Giai đoạn 2021 – 2025", "2021/2025", "current"),
        ("Sơ bộ 2024", "2024", "preliminary"),
        ("Sơ bộ - Prel. 2024", None, None),
        ("Sơ bộ\nPrel. 2024", "2024", "preliminary"),
        ("2024 (sơ bộ)", "2024", "preliminary"),
        ("Prel. 2024", "2024", "preliminary"),
        ("Ước 2025", "2025", "estimate"),
        ("Ước thực hiện năm 2025", "2025", "estimate"),
        ("6 tháng cuối năm 2023", None, None),
        ("31/02/2023", None, None),
        ("So với 2023", None, None),
        ("2023/2022", None, None),
        ("DTI 2023", None, None),
        ("12,5", None, None),
        (12.5, None, None),
        (True, None, None),
    ],
)
def test_a_cell_that_is_a_time(heading, code, vintage):
    found = read_period(heading)
    assert (found and found.code, found and found.vintage) == (code, vintage)


@pytest.mark.parametrize(
    ("heading", "rest", "codes", "planned"),
    [
        ("Dân số năm 2023 (nghìn người)", "Dân số (nghìn người)", ["2023"], False),
        ("2023 Dân số", "Dân số", ["2023"], False),
        ("Kế hoạch năm 2025", "Kế hoạch", ["2025"], True),
        ("Mục tiêu đến năm 2030", "Mục tiêu", ["2030"], True),
        ("Chỉ tiêu", "Chỉ tiêu", [], False),
        ("Tỷ lệ hoàn thành kế hoạch 2024", "Tỷ lệ hoàn thành kế hoạch", ["2024"], False),
        ("Theo QĐ 2023/QĐ-TTg", "Theo QĐ 2023/QĐ-TTg", [], False),
    ],
)
def test_a_heading_with_a_time_in_it(heading, rest, codes, planned):
    found = find_periods(heading)
    assert (found.rest, [period.code for period in found.periods], found.planned) == (rest, codes, planned)


@pytest.mark.parametrize(
    ("heading", "label", "unit"),
    [
        ("Tỷ lệ hồ sơ trực tuyến (%)", "Tỷ lệ hồ sơ trực tuyến", "percent"),
        ("Tỷ lệ hộ có máy tính, %", "Tỷ lệ hộ có máy tính", "percent"),
        ("GRDP (tỷ đồng)", "GRDP", "tỷ đồng"),
        ("Thu nhập (1.000 đồng/người)", "Thu nhập", "1.000 đồng/người"),
        ("Mật độ (ĐVT: người/km2)", "Mật độ", "người/km2"),
        ("Chỉ số chuyển đổi số (DTI)", "Chỉ số chuyển đổi số (DTI)", ""),
        ("Dân số (sơ bộ)", "Dân số (sơ bộ)", ""),
        ("%", "", "percent"),
    ],
)
def test_a_unit_in_a_heading(heading, label, unit):
    assert split_unit(heading) == (label, unit)


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("Đơn vị tính: Nghìn người", "Nghìn người"),
        ("(ĐVT: %)", "percent"),
        ("ĐVT: Triệu đồng - Unit: Mill. dongs", "Triệu đồng"),
        ("Đơn vị: người", "người"),
        ("Đơn vị", ""),
        ("Đơn vị báo cáo", ""),
    ],
)
def test_a_line_of_units(line, unit):
    assert unit_line(line) == unit


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Bảng 12. Dân số trung bình phân theo địa phương", "Dân số trung bình"),
        ("Biểu số 3: Tỷ lệ thuê bao chia theo tỉnh, thành phố", "Tỷ lệ thuê bao"),
        ("PHỤ LỤC II", ""),
        ("Biểu số 02", ""),
        ("Số: 12/BC-UBND", ""),
        ("(Kèm theo Công văn số 5 ngày 2/3/2024)", ""),
        ("Thanh Hóa, ngày 5 tháng 3 năm 2024", ""),
        ("ỦY BAN NHÂN DÂN TỈNH THANH HÓA", ""),
    ],
)
def test_what_a_title_names(title, label):
    assert title_label(title) == label


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("STT", "index"),
        ("TT", "index"),
        ("Mã tỉnh", "code"),
        ("Năm", "period"),
        ("Thời điểm", "period"),
        ("Chỉ tiêu", "indicator"),
        ("ĐVT", "unit"),
        ("Ghi chú", "note"),
        ("Nguồn số liệu", "note"),
        ("Máy tính", "value"),
        ("Chỉ số DTI", "value"),
    ],
)
def test_what_a_column_holds(heading, kind):
    assert column_kind(heading) == kind


def test_words_of_the_column_of_names():
    for heading in (
        "Tỉnh",
        "Tỉnh/TP",
        "Tỉnh, thành phố",
        "TỈNH/THÀNH PHỐ\nPROVINCE/CITY",
        "Địa phương",
        "Tên đơn vị",
    ):
        assert is_place_heading(heading), heading
    for other in ("DTI", "Tỷ lệ", "Ghi chú", "Số tỉnh đạt"):
        assert not is_place_heading(other), other
    kinds = {
        "CẢ NƯỚC - WHOLE COUNTRY": "country",
        "III. Bắc Trung Bộ và Duyên hải miền Trung": "region",
        "Tổng cộng": "total",
        "Bình quân 63 tỉnh": "total",
        "Cao nhất": "total",
        "3. Tỉnh Bắc Giang": "province",
        "Hà Tâyy": "unknown",
    }
    assert {name: read_place(name, "vn63").kind for name in kinds} == kinds


def test_formats_that_show_percentages():
    assert [shows_percent(f) for f in ("0%", "0.00%", '0.0"%"', "0\\%", "[Red]0%", "General", "")] == [
        True, True, False, False, True, False, False,
    ]  # fmt: skip
