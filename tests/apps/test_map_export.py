"""Files to keep: read back with other tools, they say what the atlas says and where it comes from."""

import csv
import io
import re
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from cdslib.apps.atlas import Atlas
from cdslib.apps.map_export import export_map
from cdslib.apps.map_state import MapState
from cdslib.apps.table_files import CSV_TYPE, XLSX_TYPE, guard

Rows = list[dict[str, str]]


def read_csv(atlas: Atlas, state: MapState, **wish: Any) -> Rows:
    _, _, data = export_map(atlas, state, {"format": "csv"} | wish)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def book(atlas: Atlas, state: MapState, **wish: Any) -> openpyxl.Workbook:
    _, _, data = export_map(atlas, state, {"format": "xlsx"} | wish)
    return openpyxl.load_workbook(io.BytesIO(data))


def test_a_csv_by_hand(tiny: Atlas) -> None:
    name, mime, data = export_map(tiny, MapState(), {"format": "csv", "year": 2022})
    assert (name, mime) == ("cds-dti-vn34-2022.csv", CSV_TYPE)
    assert data.startswith(b"\xef\xbb\xbf")
    lines = data.decode("utf-8-sig").split("\r\n")
    assert lines[
        0
    ] == "Mã,Tỉnh/thành,Vùng,Chỉ số,Năm,Giá trị,Đơn vị,Hạng,Loại,Cách tính,Nguồn,Địa chỉ nguồn".replace(
        "Tỉnh/thành", '"Tỉnh, thành"'
    )
    published = 'Công bố,,"Bộ, Báo cáo, 05/2023",https://a.vn/1'
    assert lines[1] == f'vn34-01,Hà Nội,Phía Bắc,"Chỉ số A, năm 2022",2022,0.75,chỉ số,1,{published}'
    assert [line.split(",")[0] for line in lines[1:]] == ["vn34-01", "vn34-24", "vn34-38", "vn34-40", ""]


def test_missing_figures_are_empty_last_and_say_why(tiny: Atlas) -> None:
    rows = read_csv(tiny, MapState(), year=2021)
    assert rows[-1]["Mã"] == "vn34-24"
    assert (rows[-1]["Giá trị"], rows[-1]["Hạng"], rows[-1]["Loại"]) == ("", "", "Thiếu số liệu một phần")
    english = read_csv(tiny, MapState(indicator="share", lang="en"), year=2021)
    assert {row["Code"]: row["Kind"] for row in english if not row["Value"]} == {
        "vn34-24": "No data",
        "vn34-40": "No data",
    }


def test_changes_of_percentages_carry_the_unit_of_points(tiny: Atlas) -> None:
    rows = read_csv(tiny, MapState(indicator="share", base=2021))
    assert rows[0]["Chỉ số"] == "Tỷ lệ B: thay đổi 2021–2022"
    assert {row["Đơn vị"] for row in rows} == {"điểm %"}
    assert [float(row["Giá trị"]) for row in rows if row["Giá trị"]] == pytest.approx([-4.0, 2.4])


@pytest.mark.parametrize("year", [None, 1999, "2022", [2022], {}, True])
def test_an_unknown_year_is_the_last_one(tiny: Atlas, year: Any) -> None:
    assert export_map(tiny, MapState(), {"year": year})[0] == "cds-dti-vn34-2022.csv"


def test_a_year_may_come_as_a_float(tiny: Atlas) -> None:
    assert export_map(tiny, MapState(), {"year": 2021.0})[0] == "cds-dti-vn34-2021.csv"


@pytest.mark.parametrize("form", [None, "pdf", "../x", 7, ["xlsx"]])
def test_an_unknown_format_is_csv(tiny: Atlas, form: Any) -> None:
    assert export_map(tiny, MapState(), {"format": form})[1] == CSV_TYPE


@pytest.mark.parametrize("geography", ["vn34", "vn63"])
@pytest.mark.parametrize(
    ("indicator", "year"), [("dti", 2023), ("population_avg", 2024), ("unemployment_rate", 2022)]
)
def test_the_figures_are_those_of_the_atlas(atlas: Atlas, indicator: str, geography: str, year: int) -> None:
    state = MapState(indicator=indicator, geography=geography, lang="en")
    cells = {
        code: value
        for code, (value, _) in atlas.cells[indicator][geography][str(year)].items()
        if value is not None
    }
    rows = read_csv(atlas, state, year=year)
    assert len(rows) == len(atlas.codes(geography))
    assert {row["Code"]: float(row["Value"]) for row in rows if row["Value"]} == cells
    assert all(row["Source"] for row in rows if row["Value"])
    sheet = book(atlas, state, year=year)["Figures"]
    numbers = {row[0].value: row[5].value for row in sheet.iter_rows(min_row=2) if row[5].value is not None}
    assert numbers == pytest.approx(cells)
    assert all(isinstance(number, int | float) for number in numbers.values())


def test_a_workbook_by_hand(tiny: Atlas) -> None:
    name, mime, _ = export_map(tiny, MapState(), {"format": "xlsx", "year": 2022})
    assert (name, mime) == ("cds-dti-vn34-2022.xlsx", XLSX_TYPE)
    whole = book(tiny, MapState(), year=2022)
    assert whole.sheetnames == ["Số liệu", "Nguồn"]
    figures = whole["Số liệu"]
    assert [cell.value for cell in figures[2]] == [
        "vn34-01",
        "Hà Nội",
        "Phía Bắc",
        "Chỉ số A, năm 2022",
        2022,
        0.75,
        "chỉ số",
        1,
        "Công bố",
        None,
        "Bộ, Báo cáo, 05/2023",
        "https://a.vn/1",
    ]
    assert (figures.max_row, figures.max_column, figures.freeze_panes) == (5, 12, "C2")


def test_the_second_sheet_says_what_and_from_where(tiny: Atlas) -> None:
    sheet = book(tiny, MapState(lang="en"), year=2022)["Sources"]
    lines = [(row[0].value or "", row[1].value) for row in sheet.iter_rows()]
    assert lines[:-1] == [
        ("Indicator", "Index A, 2022"),
        ("", "34 provinces (since 01/07/2025) · Unit: index"),
        (
            "",
            "Source: Bộ; Cục.\nFigures of the 34 derived from the 63 former provinces.\n"
            "Boundaries: © OpenStreetMap contributors (ODbL).",
        ),
        ("Definition", "A definition"),
        ("Evidence", "Measured"),
        ("Source", "Bộ, Báo cáo, 05/2023 https://a.vn/1"),
        ("Source", "Cục"),
    ]
    assert lines[-1][0] == "Exported on"
    assert re.fullmatch(r"\d\d/\d\d/20\d\d", lines[-1][1])


HOSTILE = [
    '=HYPERLINK("http://evil.example","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "\0=1",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_never_formulas(tiny: Atlas, name: str) -> None:
    assert guard(name) == f"'{name}"
    if name.startswith(("\0", "\r")):
        return  # no sheet of paper or XML file can hold them unchanged
    atlas = replace(tiny, provinces=tiny.provinces | {"vn34-01": tiny.provinces["vn34-01"] | {"vi": name}})
    assert read_csv(atlas, MapState())[0]["Tỉnh, thành"] == f"'{name}"
    cell = book(atlas, MapState())["Số liệu"]["B2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (f"'{name}", "s", None)


@pytest.mark.parametrize("cell", ["Hà Nội", "", "1-2", "a=b", -1.5, 0, None, "'x"])
def test_harmless_cells_stay_as_they_are(cell: Any) -> None:
    assert guard(cell) == cell


def test_names_with_commas_quotes_and_line_ends_survive(tiny: Atlas) -> None:
    name = 'A, "B"\nC;D'
    atlas = replace(tiny, provinces=tiny.provinces | {"vn34-01": tiny.provinces["vn34-01"] | {"vi": name}})
    rows = read_csv(atlas, MapState())
    assert len(rows) == 4
    assert rows[0]["Tỉnh, thành"] == name
