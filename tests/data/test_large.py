"""Figures of communes, and Parquet read as CSV is."""

import sys
from pathlib import Path

import pandas as pd
import pytest

import cdslib
from cdslib.analysis.errors import CommuneMergerError
from cdslib.data.errors import BadCellError, ParquetEngineMissingError, UnknownCodeError, UnreadableTableError

OWN = cdslib.load_observations(include_flagged=True)
FILE = OWN.drop(columns=["geography", "year"])


def communes(values: dict[str, float], period: str = "2024-06") -> pd.DataFrame:
    """Return made-up figures by code."""
    shared = {
        "indicator": "ecommerce_retail_share",
        "measure": "reported",
        "period": period,
        "vintage": "current",
        "unit": "percent",
        "qualifier": "exact",
        "status": "published",
        "source": "made-up",
    }
    return pd.DataFrame([{"province_code": code, "value": value} | shared for code, value in values.items()])


def test_parquet_gives_what_csv_gives(tmp_path: Path) -> None:
    FILE.to_parquet(tmp_path / "own.parquet", index=False)
    loaded = cdslib.load_observations(tmp_path / "own.parquet", include_flagged=True)
    pd.testing.assert_frame_equal(loaded, OWN)
    one = cdslib.load_observations(tmp_path / "own.parquet", indicator="dti", geography="vn34", period=2024)
    assert len(one) == 34


def test_categories_of_parquet_stay_and_mean_the_same(tmp_path: Path) -> None:
    words = [name for name in FILE if name != "value" and FILE[name].dtype == "str"]
    FILE.astype(dict.fromkeys(words, "category")).to_parquet(tmp_path / "own.parquet", row_group_size=5000)
    loaded = cdslib.load_observations(tmp_path / "own.parquet", include_flagged=True)
    assert loaded["province_code"].dtype.name == loaded["geography"].dtype.name == "category"
    pd.testing.assert_frame_equal(loaded.astype(OWN.dtypes), OWN)
    targets = cdslib.load_targets()
    pd.testing.assert_frame_equal(cdslib.gaps(loaded, targets, "2024"), cdslib.gaps(OWN, targets, "2024"))
    carried = cdslib.harmonize(loaded)
    assert carried["province_code"].dtype.name == "category"
    plain = cdslib.harmonize(OWN)
    pd.testing.assert_frame_equal(carried.astype(plain.dtypes), plain)


def test_what_is_wrong_with_a_parquet_file(tmp_path: Path) -> None:
    path = tmp_path / "own.parquet"
    path.write_bytes(b"no parquet")
    with pytest.raises(UnreadableTableError):
        cdslib.load_observations(path)
    FILE.assign(value=FILE["value"].astype("str").mask(FILE.index == 3, "0,5")).to_parquet(path)
    with pytest.raises(BadCellError) as bad:
        cdslib.load_observations(path)
    assert bad.value.message("en").startswith(
        f"Table “{path}”, row 5, column value: “0,5” is not of type number."
    )


def test_without_pyarrow_it_is_said_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    FILE.to_parquet(tmp_path / "own.parquet", index=False)
    for name in [name for name in sys.modules if name.partition(".")[0] == "pyarrow"]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ParquetEngineMissingError) as missing:
        cdslib.load_observations(tmp_path / "own.parquet")
    assert missing.value.message("vi") == (
        f"Muốn đọc tệp Parquet «{tmp_path / 'own.parquet'}» cần cài thêm pyarrow: pip install pyarrow "
        "(hoặc conda install pyarrow). Cách khác: lưu bảng thành CSV."
    )


def test_communes_are_loaded_apart_from_provinces(tmp_path: Path) -> None:
    rows = communes({"vn34-38": 20.0, "vn34-38-14758": 10.0, "vn63-38-14758": 9.0, "vn": 15.0})
    rows.to_csv(tmp_path / "mine.csv", index=False)
    loaded = cdslib.load_observations(tmp_path / "mine.csv")
    assert loaded["geography"].tolist() == ["vn34", "vn34-communes", "vn63-communes", "vn"]
    assert loaded["year"].tolist() == [2024] * 4
    only = cdslib.load_observations(tmp_path / "mine.csv", geography="vn34-communes")
    assert only["province_code"].tolist() == ["vn34-38-14758"]
    assert len(cdslib.load_observations(tmp_path / "mine.csv", geography="vn34")) == 1


@pytest.mark.parametrize("code", ["vn34-38-1475", "14758", "vn-38-14758", "vn34-38-14758-1"])
def test_other_codes_are_refused(tmp_path: Path, code: str) -> None:
    communes({"vn34-38": 20.0, code: 10.0}).to_csv(tmp_path / "mine.csv", index=False)
    with pytest.raises(UnknownCodeError) as refused:
        cdslib.load_observations(tmp_path / "mine.csv")
    assert refused.value.message("en") == (
        f"Table “{tmp_path / 'mine.csv'}”, row 3, column province_code: “{code}” is not a code of a province "
        "or commune. Codes look like vn63-01, vn34-01, vn34-01-00004 (a commune) or vn; turn names of "
        "provinces into codes with cdslib.resolve_province()."
    )


def test_a_commune_is_measured_against_communes(tmp_path: Path) -> None:
    before = communes({"vn34-38-14758": 10.0, "vn34-38-14759": 5.0, "vn34-38": 1.0}, "2022-12")
    after = communes({"vn34-38-14758": 12.0, "vn34-38-14759": 11.0, "vn34-38": 31.0}, "2024-12")
    pd.concat([before, after]).to_csv(tmp_path / "mine.csv", index=False)
    promised = (
        cdslib.load_targets()
        .iloc[:1]
        .assign(
            id="mine",
            province_code="vn34-38-14758",
            indicator="ecommerce_retail_share",
            measure="reported",
            comparator=">=",
            value=20.0,
            unit="percent",
            target_year=2026,
            kind="level",
            ranked_units=pd.NA,
            baseline=pd.NA,
        )
    )
    row = cdslib.gaps(cdslib.load_observations(tmp_path / "mine.csv"), promised, "2024").iloc[0]
    assert (row["value"], row["gap"], row["observed_change"], row["status"]) == (
        12.0,
        8.0,
        1.0,
        "insufficient",
    )
    assert (row["best_pace"], row["best_pace_province"]) == (
        3.0,
        "vn34-38-14759",
    )  # the province itself gained 15


def test_communes_are_not_carried_across_the_merger(tmp_path: Path) -> None:
    communes({"vn63-38-14758": 9.0}).to_csv(tmp_path / "mine.csv", index=False)
    with pytest.raises(CommuneMergerError) as refused:
        cdslib.harmonize(cdslib.load_observations(tmp_path / "mine.csv"))
    assert refused.value.message("en") == (
        "“vn63-38-14758” is a commune. Only figures of provinces can be carried: communes were merged as well, and the "
        "data hold no table of former and present communes. Add the communes up to their former provinces first."
    )
