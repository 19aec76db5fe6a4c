"""Which provinces a table means, and when it is not decided."""

import pytest

from cdslib.data.errors import UnknownIndicatorError
from cdslib.ingest import MixedGeographyError, UndecidedGeographyError, read_table
from cdslib.provinces import UnknownGeographyError, provinces
from tests.ingest.makers import assert_accounted, xlsx

NEW = [unit.name_vi for unit in provinces("vn34")]


def table(names: list[str]) -> bytes:
    return xlsx({"a": [["Tỉnh", "DTI 2024"], *([name, 0.5] for name in names)]})


def test_former_names_among_the_34_are_refused_and_reported_once_the_scheme_is_given():
    content = table([*NEW, "Hà Giang"])
    with pytest.raises(MixedGeographyError) as caught:
        read_table(content)
    assert caught.value.message("vi") == (
        "Bảng lẫn tên của hai bộ tỉnh: Hà Giang chỉ có trước 01/07/2025, nhưng bảng lại liệt kê 34 tỉnh, thành phố "
        "hiện nay (Hà Nội, Cao Bằng, Tuyên Quang, Điện Biên, Lai Châu ...). Hãy tách thành hai bảng, hoặc ghi rõ "
        'geography="vn63" hay geography="vn34"; những tên không thuộc bộ đó sẽ được báo lại.'
    )
    assert caught.value.message("en") == (
        "The table mixes names of both sets of provinces: Hà Giang existed only before 01/07/2025, yet the 34 of today "
        "are listed (Hà Nội, Cao Bằng, Tuyên Quang, Điện Biên, Lai Châu ...). Split it into two tables, or state "
        'geography="vn63" or geography="vn34"; names that do not belong will be reported.'
    )
    report = read_table(content, geography="vn34")
    assert_accounted(report)
    assert report.observations["province_code"].nunique() == 34
    assert report.problems[["row", "kind", "suggestion"]].values.tolist() == [
        [36, "unknown_province", "Tuyên Quang"],
        [36, "row_unknown", ""],
    ]
    assert report.problems["reason_vi"].iloc[0] == (
        "«Hà Giang» không còn là một tỉnh: sáp nhập từ 01/07/2025 theo Nghị quyết số 202/2025/QH15. "
        "Nay thuộc Tuyên Quang (vn34-08)."
    )
    assert report.layout[0].describe("vi")[1] == "Đọc theo bộ 34 tỉnh, thành phố như đã yêu cầu."


def test_names_that_exist_in_both_schemes_decide_nothing():
    with pytest.raises(UndecidedGeographyError) as caught:
        read_table(table(["Hà Nội", "Bắc Ninh"]))
    assert str(caught.value) == (
        "Chưa rõ đây là tỉnh trước hay sau sáp nhập 01/07/2025: tất cả 2 tên tỉnh trong bảng (Hà Nội, Bắc Ninh ...) "
        'đều có ở cả hai bộ. Hãy ghi rõ geography="vn63" (63 tỉnh, thành phố)'
        ' hoặc geography="vn34" (34 tỉnh, thành phố).\n'
        "It is not clear whether these are provinces before or after the merger of 01/07/2025: "
        "all 2 names in the table "
        '(Hà Nội, Bắc Ninh ...) exist in both sets. State geography="vn63" (63 provinces) or '
        'geography="vn34" (34 provinces).'
    )
    for scheme, code in (("vn63", "vn63-27"), ("vn34", "vn34-24")):
        report = read_table(table(["Hà Nội", "Bắc Ninh"]), geography=scheme)
        assert report.observations["province_code"].iloc[1] == code
        assert set(report.observations["geography"]) == {scheme}


def test_each_sheet_decides_for_itself():
    old = [["Tỉnh", "DTI 2024"], ["Bắc Ninh", 0.5], ["Bắc Giang", 0.6]]
    new = [["Tỉnh", "DTI 2024"], *([name, 0.5] for name in NEW)]
    report = read_table(xlsx({"63 tỉnh": old, "34 tỉnh": new}))
    assert [layout.geography for layout in report.layout] == ["vn63", "vn34"]
    assert report.observations.groupby("sheet")["geography"].unique().explode().to_dict() == {
        "63 tỉnh": "vn63",
        "34 tỉnh": "vn34",
    }


def test_arguments_that_are_none_of_the_known_ones():
    with pytest.raises(UnknownGeographyError):
        read_table(table(["Hà Giang"]), geography="vn")
    with pytest.raises(UnknownIndicatorError):
        read_table(table(["Hà Giang"]), indicator="dtj")
