"""What stands beside a verdict: the series, the other provinces, the country; by hand and on the real data."""

import pandas as pd
import pytest

import cdslib
from cdslib.analysis.errors import BadDateError
from cdslib.analysis.target_context import target_history, target_peers

SHARE = "digital_economy_share"


def observation(province: str, period: str, value: float, **cells: object) -> dict[str, object]:
    return {
        "province_code": province,
        "indicator": SHARE,
        "measure": "nso",
        "period": period,
        "vintage": "current",
        "value": value,
        "qualifier": "exact",
        "numerator": None,
        "denominator": None,
        "status": "published",
        "source": "s",
        "flag": None,
    } | cells


def table(*rows: dict[str, object]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows))
    return frame.astype({"numerator": "float64", "denominator": "float64", "flag": "str"}).assign(flag=None)


@pytest.fixture
def promised() -> pd.DataFrame:
    targets = cdslib.load_targets()
    return targets[targets["id"] == "t-tuyen-quang-digital-economy-share-2025"]


OWN = observation("vn63-08", "2023", 6.0)


def peers(observed: pd.DataFrame, promised: pd.DataFrame) -> dict[str, object]:
    verdicts = cdslib.gaps(observed, promised, "2024")
    return dict(target_peers(observed, promised, verdicts, "2024").iloc[0])


def test_only_the_same_period_measure_and_scheme_count(promised: pd.DataFrame) -> None:
    observed = table(
        OWN,
        observation("vn63-01", "2023", 12.0),
        observation("vn63-79", "2023", 18.0),
        observation("vn63-27", "2022", 50.0),
        observation("vn63-31", "2023", 70.0, measure="mic"),
        observation("vn34-24", "2023", 90.0),
        observation("vn63-48", "2023", 1.0, qualifier="about"),
    )
    found = peers(observed, promised)
    assert (found["count"], found["mean"]) == (3, 12.0)
    assert (found["low"], found["low_province"], found["high"], found["high_province"]) == (
        6.0,
        "vn63-08",
        18.0,
        "vn63-79",
    )


def test_the_country_is_the_best_release_of_that_very_year(promised: pd.DataFrame) -> None:
    gdp = {"indicator": f"{SHARE}_gdp"}
    observed = table(
        OWN,
        observation("vn", "2023", 12.33, vintage="first_2023", **gdp),
        observation("vn", "2023", 12.87, vintage="to_2024", source="later", **gdp),
        observation("vn", "2024", 13.17, vintage="to_2024", **gdp),
        observation("vn", "2023", 16.5, measure="mic", **gdp),
    )
    found = peers(observed, promised)
    assert (found["country_value"], found["country_source"]) == (12.87, "later")


def test_without_a_figure_there_is_no_row(promised: pd.DataFrame) -> None:
    observed = table(observation("vn63-01", "2023", 12.0))
    verdicts = cdslib.gaps(observed, promised, "2024")
    assert target_peers(observed, promised, verdicts, "2024").empty
    assert target_history(observed, promised, "2024").empty


def test_history_ends_on_the_day_of_judgement(promised: pd.DataFrame) -> None:
    observed = cdslib.load_observations()
    assert target_history(observed, promised, "2022")["value"].tolist() == [5.84, 6.02]
    rows = target_history(observed, promised, "2024")
    assert rows["time"].tolist() == [2021.0, 2022.0, 2023.0]
    assert rows["is_published"].tolist() == [False, False, True]
    assert rows["version"].isna().all()


def test_history_of_the_index_knows_its_versions() -> None:
    targets = cdslib.load_targets()
    own = targets[targets["id"] == "t-tay-ninh-dti-2025"]
    rows = target_history(cdslib.load_observations(), own, "2024")
    assert dict(zip(rows["period"], rows["version"], strict=True))["2024"] == "dti-2025"


def test_every_verdict_rests_on_a_figure_of_its_history() -> None:
    observed, targets = cdslib.load_observations(include_flagged=True), cdslib.load_targets()
    verdicts = cdslib.gaps(observed, targets, "2026-11-22")
    history = target_history(observed, targets, "2026-11-22")
    known = set(zip(history["id"], history["period"], history["value"], strict=True))
    judged = verdicts[verdicts["value"].notna()]
    assert len(judged) > 50
    assert set(zip(judged["id"], judged["period"], judged["value"], strict=True)) <= known


def test_a_day_that_is_none_is_refused(promised: pd.DataFrame) -> None:
    with pytest.raises(BadDateError):
        target_history(cdslib.load_observations(), promised, "soon")
