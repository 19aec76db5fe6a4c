"""The official index, exactly: every published DTI whose components are known comes out of the weights."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdslib.analysis.composite import (
    MissingComponentsError,
    NoPillarWeightsError,
    UnknownIndexSchemeError,
    pillars,
    score,
)
from cdslib.data import load_observations, load_scheme_weights

COMMON = ["awareness", "institutions", "infrastructure", "human_resources", "cybersecurity"]
ACTIVITIES = ["government_activity", "economy_activity", "society_activity"]
PILLARS = ["digital_government", "digital_economy", "digital_society"]
BY_HAND = pd.DataFrame(
    [[0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2]], columns=COMMON + ACTIVITIES, index=["vn34-01"]
)


def scores_of(geography: str, year: int, indicators: list[str]) -> pd.DataFrame:
    """Published figures, one row a province, one column an indicator, complete rows only."""
    rows = load_observations(indicator=indicators, geography=geography, period=year, measure="standard")
    rows = rows[rows["status"] == "published"]
    return rows.pivot(index="province_code", columns="indicator", values="value").dropna()


@pytest.mark.parametrize(
    ("geography", "year", "scheme", "count"),
    [("vn63", 2022, "dti-2022", 10), ("vn63", 2023, "dti-2022", 10), ("vn34", 2024, "dti-2025", 34)],
)
def test_every_published_dti_is_reproduced(geography: str, year: int, scheme: str, count: int) -> None:
    known = scores_of(geography, year, ["dti", *COMMON, *ACTIVITIES])
    assert len(known) == count
    assert (score(known, scheme) - known["dti"]).abs().max() <= 0.0001


def test_the_dti_of_2020_is_reproduced_from_its_pillars() -> None:
    known = scores_of("vn63", 2020, ["dti", *PILLARS])
    assert len(known) == 10
    assert (score(known, "dti-2020") - known["dti"]).abs().max() <= 0.0001


def test_published_pillars_are_reproduced() -> None:
    """The pillars of 2022 that were printed, where the eight main indices are known too."""
    known = scores_of("vn63", 2022, [*PILLARS, *COMMON, *ACTIVITIES])
    assert list(known.index) == ["vn63-22"]
    computed = pillars(known, "dti-2022")
    assert (computed - known[PILLARS]).abs().to_numpy().max() <= 0.0001


def test_pillars_agree_with_those_derived_from_the_published_scores() -> None:
    """The data package derives them another way: from the DTI and two activity indices."""
    wanted = load_observations(indicator=PILLARS, geography="vn34", period=2024, measure="standard")
    wanted = wanted.pivot(index="province_code", columns="indicator", values="value")
    computed = pillars(scores_of("vn34", 2024, [*COMMON, *ACTIVITIES]), "dti-2025")
    assert len(wanted) == 34
    assert (computed - wanted[PILLARS]).abs().to_numpy().max() <= 0.0002


def test_by_hand() -> None:
    # 2022: (100 x 3.5 + 200 x 0.4 + 150 x 0.3 + 150 x 0.2) / 1000 = (350 + 80 + 45 + 30) / 1000
    assert score(BY_HAND, "dti-2022")["vn34-01"] == pytest.approx(0.505)
    # 2025: (50 x 1.7 + 140 x 0.7 + 100 x 1.1 + 80 + 45 + 30) / 940 = (85 + 98 + 110 + 155) / 940
    assert score(BY_HAND, "dti-2025")["vn34-01"] == pytest.approx(448 / 940)
    assert score(BY_HAND).equals(score(BY_HAND, "dti-2025"))
    # pillars of 2025: (293 + 80) / 640, (293 + 45) / 590, (293 + 30) / 590
    found = pillars(BY_HAND, "dti-2025").loc["vn34-01"]
    assert found.to_dict() == pytest.approx(
        dict(zip(PILLARS, [373 / 640, 338 / 590, 323 / 590], strict=True))
    )


def test_a_missing_component_gives_a_missing_score() -> None:
    gap = pd.concat([BY_HAND, BY_HAND.assign(economy_activity=math.nan).rename(index={"vn34-01": "vn34-04"})])
    assert score(gap, "dti-2025").isna().tolist() == [False, True]
    assert pillars(gap, "dti-2025").isna().loc["vn34-04"].tolist() == [False, True, False]


def test_other_weights_can_be_tried() -> None:
    own = pd.DataFrame({"scheme": "mine", "pillar": "overall", "component": ["awareness", "institutions"]})
    assert score(BY_HAND, "mine", weights=own.assign(weight=[3.0, 1.0]))["vn34-01"] == pytest.approx(0.875)


def test_the_result_keeps_order_and_index_and_leaves_the_table_alone() -> None:
    table = pd.concat([BY_HAND.rename(index={"vn34-01": "b"}), BY_HAND.rename(index={"vn34-01": "a"})])
    before = table.copy()
    assert list(score(table, "dti-2022").index) == ["b", "a"]
    assert score(table, "dti-2022").name == "dti"
    assert list(pillars(table, "dti-2022").columns) == PILLARS
    pd.testing.assert_frame_equal(table, before)


@given(
    st.lists(st.floats(0, 1), min_size=8, max_size=8),
    st.sampled_from(["dti-2022", "dti-2025"]),
    st.integers(0, 7),
)
def test_scores_stay_between_their_components_and_never_fall_when_one_rises(
    values: list[float], scheme: str, place: int
) -> None:
    table = pd.DataFrame([values], columns=COMMON + ACTIVITIES)
    raised = table.copy()
    raised.iloc[0, place] = 1.0
    first, second = score(table, scheme)[0], score(raised, scheme)[0]
    assert min(values) - 1e-12 <= first <= max(values) + 1e-12
    assert second >= first - 1e-12


def test_weights_add_up_to_the_official_totals() -> None:
    weights = load_scheme_weights()
    totals = weights[weights["pillar"] == "overall"].groupby("scheme")["weight"].sum()
    assert totals.to_dict() == {"dti-2020": 1000, "dti-2022": 1000, "dti-2025": 940}


def test_errors_in_both_languages() -> None:
    with pytest.raises(UnknownIndexSchemeError) as unknown:
        score(BY_HAND, "dti-2023")
    assert isinstance(unknown.value, LookupError)
    assert str(unknown.value) == (
        "Không có bộ chỉ số DTI «dti-2023». Các bộ hiện có: dti-2020, dti-2022, dti-2025.\n"
        "There is no version of the DTI called “dti-2023”. There are: dti-2020, dti-2022, dti-2025."
    )
    with pytest.raises(MissingComponentsError) as missing:
        score(BY_HAND.drop(columns=["awareness", "economy_activity"]), "dti-2022")
    assert str(missing.value) == (
        "Bảng thiếu cột chỉ số thành phần: awareness, economy_activity. Hãy thêm mỗi chỉ số một cột, tên cột là "
        "mã chỉ tiêu, giá trị từ 0 đến 1.\n"
        "The table lacks components of the index: awareness, economy_activity. Add one column each, named by the "
        "indicator code, with values from 0 to 1."
    )
    with pytest.raises(NoPillarWeightsError) as given_pillars:
        pillars(BY_HAND, "dti-2020")
    assert str(given_pillars.value) == (
        "Bộ chỉ số «dti-2020» không tính trụ cột từ tám chỉ số chính: điểm ba trụ cột được cho sẵn. Hãy dùng "
        "dti-2022 hoặc dti-2025, hoặc lấy thẳng điểm trụ cột bằng cdslib.load_observations().\n"
        "The version “dti-2020” does not compute its pillars from the eight main indices: the three pillars are "
        "given. Use dti-2022 or dti-2025, or take the pillars themselves with cdslib.load_observations()."
    )
