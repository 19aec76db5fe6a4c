"""The same functions per part of a table, on a cluster of processes, give what they give for the whole."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dask
import dask.dataframe as dd
import pandas as pd
import pytest
from distributed import Client, LocalCluster

import cdslib
from cdslib.analysis.errors import SplitIndicatorError

OBSERVATIONS = cdslib.load_observations(include_flagged=True)
TARGETS = cdslib.load_targets()
KEY = ["province_code", "indicator", "measure", "period", "vintage"]


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    with (
        dask.config.set({"dataframe.convert-string": False}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as machines,
        Client(machines),
    ):
        yield


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Write the observations to Parquet, some indicators a file."""
    folder = tmp_path_factory.mktemp("parts")
    indicators = sorted(OBSERVATIONS["indicator"].unique())
    paths = []
    for number in range(3):
        path = folder / f"part-{number}.parquet"
        part = OBSERVATIONS[OBSERVATIONS["indicator"].isin(indicators[number::3])]
        part.drop(columns=["geography", "year"]).to_parquet(path, index=False)
        paths.append(path)
    return paths


@pytest.fixture
def parts(files: list[Path]) -> dd.DataFrame:
    return dd.from_map(cdslib.load_observations, files, include_flagged=True, meta=OBSERVATIONS.iloc[:0])


@pytest.mark.parametrize("as_of", ["2023", "2026-11-22"])
def test_gaps_of_parts_are_those_of_the_whole(parts: dd.DataFrame, as_of: str) -> None:
    expected = cdslib.gaps(OBSERVATIONS, TARGETS, as_of)
    found = cdslib.gaps_by_partition(parts, TARGETS, as_of)
    pd.testing.assert_frame_equal(found, expected)
    assert expected["status"].notna().sum() > 20


def test_parts_may_be_made_by_the_cluster() -> None:
    cut_anyhow = dd.from_pandas(OBSERVATIONS, npartitions=5)
    with pytest.raises(SplitIndicatorError) as refused:
        cdslib.gaps_by_partition(cut_anyhow, TARGETS, "2024")
    assert refused.value.message("en").endswith(
        "lie in several parts of the table, so places cannot be compared. Bring each indicator into one part: "
        'table.shuffle(on="indicator").'
    )
    gathered = cut_anyhow.shuffle(on="indicator")
    expected = cdslib.gaps(OBSERVATIONS, TARGETS, "2024")
    pd.testing.assert_frame_equal(cdslib.gaps_by_partition(gathered, TARGETS, "2024"), expected)


def test_merging_per_part(parts: dd.DataFrame) -> None:
    whole = cdslib.harmonize(OBSERVATIONS)
    found = parts.map_partitions(cdslib.harmonize, meta=whole.iloc[:0]).compute()
    ordered = [frame.sort_values(KEY, ignore_index=True) for frame in (found, whole)]
    pd.testing.assert_frame_equal(*ordered)


def test_scoring_per_part() -> None:
    criteria = cdslib.load_criteria("docs/examples/criteria-specimen.csv")
    communes = pd.read_csv("docs/examples/communes-specimen.csv", index_col="commune")
    months = pd.concat([communes.assign(month=month) for month in ("2025-01", "2025-02", "2025-03")])
    months["1.1"] = months["1.1"] - (months["month"] == "2025-02")

    def score(month: pd.DataFrame) -> pd.DataFrame:
        return cdslib.score_criteria(month.drop(columns="month"), criteria)

    expected = pd.concat([score(month) for _, month in months.groupby("month")])
    by_month = dd.from_map(lambda month: months[months["month"] == month], sorted(months["month"].unique()))
    found = by_month.map_partitions(score, meta=expected.iloc[:0]).compute()
    pd.testing.assert_frame_equal(found, expected)


def test_the_package_never_loads_dask_or_pyarrow_itself() -> None:
    code = (
        "import sys, importlib, pkgutil, cdslib\n"
        "sys.modules['pyarrow'] = sys.modules['dask'] = sys.modules['distributed'] = None\n"
        "for found in pkgutil.walk_packages(cdslib.__path__, 'cdslib.'):\n"
        "    if not found.name.endswith('__main__'): importlib.import_module(found.name)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
