"""Loading: filters, types, flags, computed columns, and complaints in both languages."""

from pathlib import Path

import pytest

import cdslib
from cdslib.data.errors import (
    BadCellError,
    MissingColumnsError,
    MissingFileError,
    UnknownCodeError,
    UnknownGeographyError,
    UnknownIndicatorError,
    UnknownMeasureError,
    UnreadableFileError,
)
from cdslib.resources import data_dir

HEADER = "province_code,indicator,measure,period,vintage,value,unit,qualifier,status,source\n"


def written(folder: Path, *lines: str, name: str = "own.csv") -> Path:
    path = folder / name
    path.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_the_whole_table_is_there_with_its_types() -> None:
    rows = cdslib.load_observations(include_flagged=True)
    lines = (data_dir() / "observations.csv").read_text(encoding="utf-8").count("\n") - 1
    assert len(rows) == lines
    assert rows["value"].dtype == "float64"
    assert rows["year"].dtype == "Int64"
    assert set(rows["geography"]) == {"vn", "vn34", "vn63"}


def test_published_values_of_2022_are_read_to_the_fourth_decimal() -> None:
    rows = cdslib.load_observations(indicator="dti", geography="vn63", period=2022).set_index(
        "province_code"
    )["value"]
    top_five = {"vn63-48": 0.8002, "vn63-79": 0.7163, "vn63-22": 0.7024, "vn63-46": 0.6975, "vn63-92": 0.6924}
    assert {code: rows[code].item() for code in top_five} == top_five
    assert len(rows) == 63


def test_contradictory_figures_stay_out_unless_asked_for() -> None:
    wanted = {"indicator": "online_public_services_share", "geography": "vn63"}
    assert "vn63-38" not in set(cdslib.load_observations(**wanted)["province_code"])
    kept = cdslib.load_observations(**wanted, include_flagged=True).set_index("province_code").loc["vn63-38"]
    assert (kept["numerator"], kept["denominator"], kept["flag"]) == (9056, 1805, "contradictory")


def test_measures_of_one_quantity_stay_apart() -> None:
    rows = cdslib.load_observations(indicator="digital_economy_share_gdp", geography="vn", period=2024)
    by_measure = rows.groupby("measure")["value"].apply(set).to_dict()
    assert 13.17 in by_measure["nso"]
    assert 18.3 in by_measure["mic"]


def test_filters_take_lists_and_numbers() -> None:
    rows = cdslib.load_observations(indicator=["dti", "dti_rank"], period=[2022, "2023"], geography="vn63")
    assert set(rows["indicator"]) == {"dti", "dti_rank"}
    assert set(rows["period"]) == {"2022", "2023"}


def test_the_year_of_a_period_is_its_last() -> None:
    rows = cdslib.load_observations()
    years = rows.drop_duplicates("period").set_index("period")["year"]
    assert years["2022-08-17"] == 2022
    assert years["2020/2022"] == 2022
    assert years.isna()["undated"]


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    path = written(tmp_path, "vn63-38,my_index,standard,2024,current,1.5,index,exact,published,me")
    rows = cdslib.load_observations(path, indicator="my_index")
    assert rows.loc[0, "value"] == 1.5
    assert rows.loc[0, "geography"] == "vn63"


@pytest.mark.parametrize(
    ("wanted", "error", "vi", "en"),
    [
        (
            {"indicator": "dtii"},
            UnknownIndicatorError,
            "Không có chỉ tiêu «dtii». Gần nhất: dti, ",
            "There is no indicator “dtii”. Nearest: dti, ",
        ),
        (
            {"measure": "nsoo"},
            UnknownMeasureError,
            "Không có cách đo «nsoo». Gần nhất: nso, ",
            "There is no measure “nsoo”. Nearest: nso, ",
        ),
        (
            {"geography": "vn64"},
            UnknownGeographyError,
            "Không có hệ địa bàn «vn64». Hãy dùng «vn63»",
            "There is no geography “vn64”. Use “vn63”",
        ),
    ],
)
def test_unknown_wishes(wanted: dict[str, str], error: type[cdslib.CdsError], vi: str, en: str) -> None:
    with pytest.raises(error) as refused:
        cdslib.load_observations(**wanted)
    assert refused.value.message("vi").startswith(vi)
    assert refused.value.message("en").startswith(en)


def test_a_bad_cell_is_named_with_its_row(tmp_path: Path) -> None:
    good = "vn63-38,x,standard,2024,current,1,index,exact,published,me"
    path = written(tmp_path, good, good.replace(",1,", ',"1,5",').replace("63-38", "63-40"))
    with pytest.raises(BadCellError) as refused:
        cdslib.load_observations(path)
    assert refused.value.message("en") == (
        f"Table “{path}”, row 3, column value: “1,5” is not of type number. "
        "Mend this cell; numbers have a decimal point, for example 0.7955."
    )


def test_names_instead_of_codes_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "Thanh Hóa,x,standard,2024,current,1,index,exact,published,me")
    with pytest.raises(UnknownCodeError) as refused:
        cdslib.load_observations(path)
    assert refused.value.details["row"] == 2
    assert "cdslib.resolve_province()" in refused.value.message("vi")


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        cdslib.load_observations(tmp_path / "nowhere.csv")
    other = tmp_path / "table.xlsx"
    other.write_bytes(b"PK")
    with pytest.raises(UnreadableFileError, match=r"cdslib\.read_table"):
        cdslib.load_observations(other)
    short = tmp_path / "short.csv"
    short.write_text("province_code,value\nvn63-38,1\n", encoding="utf-8")
    with pytest.raises(MissingColumnsError, match="indicator"):
        cdslib.load_observations(short)
