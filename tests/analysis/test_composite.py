"""The official index, exactly: every published DTI whose components are known comes out of the weights."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdslib.analysis.components import full_years, load_components, scheme_of_year
from cdslib.analysis.composite import pillars, rank, score
from cdslib.analysis.index_arithmetic import ranks
from cdslib.analysis.index_errors import (
    BadWeightsError,
    ComponentRangeError,
    MissingComponentsError,
    NoComponentsError,
    NoPillarWeightsError,
    UnknownComponentError,
    UnknownIndexSchemeError,
)
from cdslib.analysis.index_schemes import FOUR, Scheme
from cdslib.analysis.official_schemes import load_scheme
from cdslib.analysis.ranking import rank as rank_mapping
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


EVERY = [("vn63", 2022), ("vn63", 2023), ("vn63", 2024), ("vn34", 2024)]


@pytest.mark.parametrize(("geography", "year"), EVERY)
def test_every_published_score_and_rank_comes_out(geography: str, year: int) -> None:
    table, scheme = load_components(year, geography), scheme_of_year(year)
    published = load_observations(indicator="dti", geography=geography, period=year, measure="standard")
    assert list(table.index) == sorted(published["province_code"])
    wanted = published.set_index("province_code")["value"]
    assert (score(table, scheme) - wanted).abs().max() <= 0.0001
    place = rank(wanted)["rank"]
    given = load_observations(indicator="dti_rank", geography=geography, period=year, measure="standard")
    given = given[given["status"] == "published"].set_index("province_code")["value"]
    assert place.reindex(given.index).tolist() == given.tolist()


def test_every_published_pillar_rank_comes_out_but_the_two_known_errors() -> None:
    wrong, count = [], 0
    for year in (2022, 2023):
        computed = pillars(load_components(year, "vn63"), scheme_of_year(year))
        for pillar in PILLARS:
            place = rank(computed[pillar])["rank"]
            wanted = {"indicator": f"{pillar}_rank", "geography": "vn63", "period": year}
            given = load_observations(**wanted, include_flagged=True)
            given = given[given["status"] == "published"]
            count += len(given)
            wrong += [
                (row.province_code, year, pillar, int(row.value), int(place[row.province_code]))
                for row in given.itertuples()
                if place[row.province_code] != row.value
            ]
    assert count == 46
    assert wrong == [
        ("vn63-74", 2023, "digital_economy", 31, 10),
        ("vn63-74", 2023, "digital_society", 11, 7),
    ]


@pytest.mark.parametrize("year", [2022, 2023])
def test_the_joint_foundation_is_the_mean_of_the_four_where_they_are_published(year: int) -> None:
    table = load_components(year, "vn63")
    assert table["foundation_basis"].value_counts().to_dict() == {"recovered": 53, "published": 10}
    known = table[table["foundation_basis"] == "published"]
    by_score = score(known.assign(**dict.fromkeys(FOUR, math.nan)), "dti-2022")
    assert (by_score - score(known, "dti-2022")).abs().max() < 1e-12
    hidden = (1000 * known["dti"] - 100 * known["infrastructure"]) - known[ACTIVITIES].dot([200, 150, 150])
    assert (hidden / 400 - known["foundation_joint"]).abs().max() < 0.0002


def test_the_34_before_the_merger_are_the_plain_means_of_their_parts() -> None:
    former, present = load_components(2023, "vn63"), load_components(2023, "vn34")
    for column in ("foundation_joint", "infrastructure", "society_activity", "dti"):
        by_hand = (former.loc["vn63-24", column] + former.loc["vn63-27", column]) / 2
        assert present.loc["vn34-24", column] == pytest.approx(by_hand, abs=2e-4)
    assert len(present) == 34
    weighted = load_components(2024, "vn34", merger_rule="population")
    published = load_components(2024, "vn34")
    assert weighted.loc["vn34-38", "dti"] == published.loc["vn34-38", "dti"]
    assert weighted.loc["vn34-24", "dti"] != published.loc["vn34-24", "dti"]


def test_years_and_versions() -> None:
    assert full_years() == [2022, 2023, 2024]
    versions = [scheme_of_year(year) for year in full_years()]
    assert [one.code for one in versions] == ["dti-2022", "dti-2022", "dti-2025"]
    assert [load_scheme(code).total for code in ("dti-2020", "dti-2022", "dti-2025")] == [1000, 1000, 940]
    newest = load_scheme("dti-2025")
    assert newest.weights == (50, 50, 140, 100, 100, 200, 150, 150)
    assert (newest.valid_from, newest.valid_to, newest.source) == (2024, 2024, "qd-405-qd-bkhcn")
    assert Scheme.from_dict(newest.as_dict()) == newest


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
    own = Scheme.from_weights("mine", {"awareness": 3, "institutions": 1}, {"all": ["institutions"]})
    assert score(BY_HAND, own)["vn34-01"] == pytest.approx(0.875)
    assert pillars(BY_HAND, own).loc["vn34-01"].to_dict() == pytest.approx({"all": 0.8})
    heavier = load_scheme("dti-2025").reweighted({"infrastructure": 200})
    # 448 + 60 x 0.7 over 1000, and the pillar (373 + 42) / 700
    assert score(BY_HAND, heavier)["vn34-01"] == pytest.approx(0.49)
    assert pillars(BY_HAND, heavier)["digital_government"]["vn34-01"] == pytest.approx(415 / 700)
    assert (heavier.origin, load_scheme("dti-2025").reweighted({"infrastructure": 140}).origin) == (
        "own",
        "recovered",
    )


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


@given(st.lists(st.integers(0, 6), min_size=1, max_size=30))
def test_places_are_right_however_they_are_computed(values: list[int]) -> None:
    """A place is one more than the number of better ones; the three ways to rank agree."""
    scores = pd.Series(values, dtype=float) / 7
    found = rank(scores)
    assert found["rank"].tolist() == [1 + sum(other > value for other in values) for value in values]
    assert found["tied_with"].tolist() == [values.count(value) - 1 for value in values]
    assert ranks(scores.to_numpy()).tolist() == found["rank"].tolist()
    by_code = rank_mapping({str(row): value for row, value in enumerate(values)})
    assert [by_code[str(row)] for row in range(len(values))] == found["rank"].tolist()


def test_ranks_of_different_scores_are_a_permutation_and_the_missing_have_none() -> None:
    scores = pd.Series([0.3, math.nan, 0.9, 0.1], index=list("abcd"))
    assert rank(scores)["rank"].tolist() == [2, pd.NA, 1, 3]
    assert rank(scores, low_first=True)["rank"].tolist() == [2, pd.NA, 3, 1]
    assert ranks(scores.to_numpy()).tolist() == [2, 0, 1, 3]
    assert rank(pd.Series([0.1 + 0.2, 0.3]))["tied_with"].tolist() == [1, 1]


@given(st.lists(st.floats(0, 1), min_size=8, max_size=8), st.floats(0.01, 100))
def test_weights_rescaled_change_nothing(values: list[float], factor: float) -> None:
    table = pd.DataFrame([values], columns=COMMON + ACTIVITIES)
    scheme = load_scheme("dti-2025")
    weights = dict(zip(scheme.components, scheme.weights, strict=True))
    rescaled = scheme.reweighted({name: factor * weight for name, weight in weights.items()})
    assert score(table, rescaled)[0] == pytest.approx(score(table, scheme)[0], abs=1e-12)
    assert np.allclose(pillars(table, rescaled), pillars(table, scheme))


def test_one_row_may_have_its_four_and_the_next_only_their_joint_value() -> None:
    four = BY_HAND.assign(foundation_joint=0.0)
    joint = BY_HAND.assign(**dict.fromkeys(FOUR, math.nan), foundation_joint=0.65).rename(
        index={"vn34-01": "b"}
    )
    both = pd.concat([four, joint])
    # dti-2025: the four weigh 45 + 40 + 60 + 50 = 195 of 300, so their mean is 0.65
    assert score(both, "dti-2025").tolist() == pytest.approx([448 / 940] * 2)
    assert score(joint.drop(columns=list(FOUR)), "dti-2025")["b"] == pytest.approx(448 / 940)
    assert pillars(both, "dti-2025").iloc[0].tolist() == pytest.approx(
        pillars(both, "dti-2025").iloc[1].tolist()
    )


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
    with pytest.raises(ComponentRangeError) as outside:
        score(BY_HAND * 100, "dti-2022")
    assert str(outside.value) == (
        "Chỉ số «awareness» của vn34-01 là 90, nằm ngoài khoảng 0 đến 1. Nếu là tỷ lệ phần trăm, hãy chia cho 100; "
        "nếu là điểm, hãy chia cho điểm tối đa.\n"
        "The component “awareness” of vn34-01 is 90, outside 0 to 1. Divide percentages by 100, and points by their "
        "maximum."
    )
    with pytest.raises(BadWeightsError) as weights:
        load_scheme("dti-2025").reweighted({"awareness": -1})
    assert str(weights.value) == (
        "Trọng số của «dti-2025» không dùng được: awareness. Trọng số phải là số không âm và không được cùng bằng 0.\n"
        "The weights of “dti-2025” cannot be used: awareness. Weights must be numbers of at least zero, and not all "
        "zero."
    )
    with pytest.raises(UnknownComponentError) as unknown_component:
        Scheme.from_weights("mine", {"a": 1, "b": 1}).reweighted({"c": 1})
    assert str(unknown_component.value) == (
        "Bộ chỉ số «mine» không có chỉ số thành phần «c». Các chỉ số của bộ này: a, b.\n"
        "The scheme “mine” has no component “c”. Its components are: a, b."
    )
    with pytest.raises(NoComponentsError) as no_year:
        load_components(2021, "vn63")
    assert str(no_year.value) == (
        "Năm 2021 không có đủ các chỉ số chính. Các năm có số liệu: 2022, 2023, 2024.\n"
        "The main indices of 2021 are not known. Years with figures: 2022, 2023, 2024."
    )
