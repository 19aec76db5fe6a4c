"""Names by the column."""

import pandas as pd
import pytest

from cdslib.provinces import UnknownGeographyError, UnknownProvinceError, resolve_province, resolve_provinces

COLUMNS = ["value", "code", "name_vi", "name_en", "reason_vi", "reason_en", "suggestions"]


def test_each_cell_is_answered_as_one_text_is() -> None:
    cells = ["Hà Nội", "Hanoi", "ĐN", "Hà Tâyy", 38, 1.0, "Cả nước", "Hà Nội"]
    table = resolve_provinces(cells)
    assert list(table.columns) == COLUMNS
    assert table["value"].tolist() == cells
    for row in table.itertuples():
        try:
            unit = resolve_province(row.value)
        except UnknownProvinceError as error:
            assert row.code is None
            assert (row.reason_vi, row.reason_en) == (error.message("vi"), error.message("en"))
            assert row.suggestions == tuple(found.code for found in error.suggestions)
        else:
            assert (row.code, row.name_vi, row.name_en) == (unit.code, unit.name_vi, unit.name_en)
            assert row.reason_vi is None
            assert row.suggestions == ()


def test_missing_cells_are_reported_as_empty_and_order_is_kept() -> None:
    table = resolve_provinces(["Huế", None, float("nan"), pd.NA, ""], "vn34")
    assert table["code"].tolist() == ["vn34-46", None, None, None, None]
    assert set(table["reason_en"].dropna()) == {
        "The name of the province is empty. Write the name or the code of a province."
    }
    assert table["reason_vi"].notna().tolist() == [False, True, True, True, True]


def test_the_index_of_a_series_is_kept() -> None:
    column = pd.Series(["Cà Mau", "Bạc Liêu"], index=[7, 3], name="tinh")
    table = resolve_provinces(column, "vn34")
    assert table.index.tolist() == [7, 3]
    assert table["code"].tolist() == ["vn34-96", None]
    assert table["suggestions"].tolist() == [(), ("vn34-96",)]


def test_an_empty_column_gives_an_empty_table() -> None:
    assert resolve_provinces([]).columns.tolist() == COLUMNS
    assert resolve_provinces(pd.Series([], dtype=str)).empty


def test_only_the_geography_can_be_refused() -> None:
    with pytest.raises(UnknownGeographyError):
        resolve_provinces(["Hà Nội"], "vn")
