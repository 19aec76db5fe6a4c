"""Targets against figures: the known cases, the arithmetic by hand, the rules of deadlines, and properties."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import cdslib
from cdslib.analysis.errors import BadDateError, MissingTargetColumnsError, UnknownPaceError
from cdslib.analysis.pace import classify_ratio, compare_pace, yearly_change
from cdslib.analysis.target_gaps import COLUMNS, gaps, reason_words, status_words
from cdslib.analysis.target_rules import Bar, meets
from cdslib.i18n import LANGUAGES, messages

OBSERVATIONS = cdslib.load_observations(include_flagged=True)
TARGETS = cdslib.load_targets()


def stands(id_: str, as_of: str, observations: pd.DataFrame = OBSERVATIONS, **changed: object) -> pd.Series:
    """Return where one target of the register stands; ``changed`` cells replace its own."""
    row = TARGETS[TARGETS["id"] == id_].assign(**changed)
    assert len(row) == 1
    return gaps(observations, row, as_of).iloc[0]


def figures(values: dict[str, float], **more: object) -> pd.DataFrame:
    """Return figures of one made-up series of Tuyên Quang by period."""
    shared: dict[str, object] = {
        "province_code": "vn63-08",
        "indicator": "ecommerce_retail_share",
        "measure": "reported",
        "vintage": "current",
        "qualifier": "exact",
        "numerator": None,
        "denominator": None,
        "status": "published",
        "source": "made-for-the-test",
        "flag": None,
    }
    return pd.DataFrame(
        [shared | {"period": period, "value": value} | more for period, value in values.items()]
    )


def target(**cells: object) -> pd.DataFrame:
    """Return one made-up target: e-commerce of at least 20 % in 2025."""
    row: dict[str, object] = {
        "id": "t",
        "province_code": "vn63-08",
        "indicator": "ecommerce_retail_share",
        "measure": "reported",
        "comparator": ">=",
        "value": 20.0,
        "value_to": None,
        "unit": "percent",
        "target_year": "2025",
        "kind": "level",
        "baseline": None,
        "ranked_units": None,
        "document": None,
        "flag": None,
    }
    return pd.DataFrame([row | cells])


def judged(
    values: dict[str, float], as_of: str, more: dict[str, Any] | None = None, **cells: object
) -> pd.Series:
    return gaps(figures(values, **(more or {})), target(**cells), as_of).iloc[0]


# The golden cases.


def test_tay_ninh_dossiers_are_12_points_short() -> None:
    row = stands("t-tay-ninh-dossiers-settled-level4-share-2022", "2022-08-31")
    parts = OBSERVATIONS[OBSERVATIONS["numerator"] == 58327].iloc[0]
    assert round(58327 / 323964 * 100, 1) == 18.0 == parts["value"] == row["value"]
    assert (row["target_value"], row["gap"], row["met"]) == (30.0, 12.0, False)
    assert pd.isna(row["status"])
    assert row["reason"] == "one_figure"
    later = stands("t-tay-ninh-dossiers-settled-level4-share-2022", "2024")
    assert (later["status"], later["reason"]) == ("no_deadline_figure", "part_year_figure")
    assert (later["period"], later["gap"]) == ("2022-08-17", 12.0)


def test_tuyen_quang_digital_economy_is_far_too_slow() -> None:
    row = stands("t-tuyen-quang-digital-economy-share-2025", "2023")
    assert (row["start_period"], row["start_value"], row["period"], row["value"]) == (
        "2021",
        5.84,
        "2023",
        6.19,
    )
    assert row["gap"] == pytest.approx(20 - 6.19)
    assert row["gap_share"] == pytest.approx((20 - 6.19) / (20 - 5.84))
    assert row["observed_change"] == pytest.approx((6.19 - 5.84) / 2)
    assert row["required_change"] == pytest.approx((20 - 5.84) / 4)
    assert row["needed_change"] == pytest.approx((20 - 6.19) / 2)
    assert row["ratio"] == pytest.approx(0.175 / 3.54)
    assert row["projected_value"] == pytest.approx(6.19 + 2 * 0.175)
    assert row["arrival_year"] == 2102  # 2021 + 14.16 / 0.175 = 2101.9
    assert (row["status"], row["measure"], row["pace"]) == ("insufficient", "nso", "linear")


def test_tien_giang_share_is_short_and_its_dti_above_the_mean() -> None:
    share = stands("t-tien-giang-digital-economy-share-2025", "2022")
    assert (share["value"], share["period"], share["measure"]) == (8.59, "2021", "reported")
    assert (share["gap"], share["reason"]) == (6.41, "one_figure")
    bound = stands("t-tien-giang-dti-2025", "2021")
    assert (bound["value"], bound["qualifier"], bound["measure"]) == (0.4294, "at_least", "bound")
    assert (bound["target_value"], bound["status"]) == (0.4014, "met_early")
    known = stands("t-tien-giang-dti-2025", "2022")
    assert (known["value"], known["target_value"], known["status"]) == (0.6274, 0.5791, "met_early")
    fallen = stands("t-tien-giang-dti-2025", "2024")
    assert (fallen["value"], fallen["target_value"], fallen["reason"]) == (0.6341, 0.6961, "relative_target")


def test_thanh_hoa_rank_of_34_is_no_answer_to_a_promise_made_of_63() -> None:
    row = stands("t-thanh-hoa-dti-rank-2025", "2023")
    assert (row["value"], row["period"], row["ranked_units"], row["gap"]) == (11, "2023", 63, 1)
    assert (row["met"], row["reason"]) == (False, "no_pace_for_indicator")
    year_after = stands("t-thanh-hoa-dti-rank-2025", "2024")
    assert (year_after["value"], year_after["status"]) == (8, "met_early")
    past = stands("t-thanh-hoa-dti-rank-2025", "2026-06-30")
    assert (past["value"], past["status"], past["reason"]) == (8, "no_deadline_figure", "scheme_ended")
    moved = stands("t-thanh-hoa-dti-rank-2025", "2024", province_code="vn34-38")
    assert moved["reason"] == "ranked_otherwise"
    assert pd.isna(moved["value"])


def test_nam_dinh_rank_was_met_long_before_the_deadline() -> None:
    row = stands("t-nam-dinh-dti-rank-2030", "2022")
    assert (row["value"], row["target_value"], row["target_year"]) == (10, 15, 2030)
    assert (row["status"], row["met"], row["deadline_passed"]) == ("met_early", True, False)
    assert status_words(row["status"], "vi") == "Đạt trước hạn"


def test_thanh_hoa_services_are_refused() -> None:
    promise = target(province_code="vn63-38", indicator="online_public_services_share", value=80.0)
    row = gaps(OBSERVATIONS, promise, "2025").iloc[0]
    assert pd.isna(row["value"])
    assert pd.isna(row["status"])
    assert row["reason"] == "refused_figure"
    repaired = figures({"2025-04-02": 99.0}, numerator=9056, denominator=1805)
    assert gaps(repaired, target(), "2025").iloc[0]["reason"] == "refused_figure"
    whole = figures({"2025-04-02": 99.0}, numerator=99, denominator=100)
    assert gaps(whole, target(), "2025-06-30").iloc[0]["status"] == "met_early"


def test_national_measures_are_never_mixed() -> None:
    id_ = "t-viet-nam-digital-economy-share-gdp-2025"
    nso = stands(id_, "2024")
    assert (nso["measure"], nso["measure_assumed"], nso["value"], nso["vintage"]) == (
        "nso",
        True,
        13.17,
        "to_2024",
    )
    assert (nso["gap"], nso["start_value"], nso["start_period"]) == (6.83, 12.66, "2020")
    ministry = stands(id_, "2024", measure="mic")
    assert (ministry["measure_assumed"], ministry["value"], ministry["gap"]) == (False, 18.3, 1.7)
    assert (ministry["start_value"], ministry["start_period"]) == (14.26, "2022")
    assert ministry["ratio"] == pytest.approx(((18.3 - 14.26) / 2) / ((20 - 14.26) / 3))
    assert stands(id_, "2026-06-30")["status"] == "missed"
    in_2023 = stands("t-viet-nam-digital-economy-share-gdp-2023", "2026-06-30")
    assert (in_2023["value"], in_2023["vintage"], in_2023["status"]) == (12.87, "to_2024", "missed")


# What cannot be judged, and history.


def test_every_target_has_its_row_with_a_status_or_a_reason() -> None:
    for as_of in ("2021", "2022-06-30", "2023", "2024", "2026-06-30"):
        result = gaps(OBSERVATIONS, TARGETS, as_of)
        assert list(result.columns) == COLUMNS
        assert list(result["id"]) == list(TARGETS["id"])
        assert (result["status"].notna() | result["reason"].notna()).all()
        assert set(result["as_of"]) == {date.fromisoformat(f"{as_of}-12-31"[:10]).isoformat()}
        past = result["province_code"].str.startswith("vn63-") & (as_of > "2025-07")
        assert (result["is_history"] == past).all()
        assert not (result["is_history"] & result["province_code"].str.startswith("vn34-")).any()


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"kind": "qualitative", "value": None, "comparator": None, "text": "khá"}, "class_words"),
        ({"flag": "unverified"}, "target_flagged"),
        ({"indicator": None}, "no_indicator"),
        ({"value": None}, "no_number"),
        ({"unit": "rank"}, "other_unit"),
        ({"indicator": "population_avg", "unit": "thousand_persons", "comparator": "="}, "no_direction"),
        ({"indicator": "dti_rank", "unit": "rank", "comparator": "<="}, "ranked_units_unknown"),
        (
            {"indicator": "dti_rank", "unit": "rank", "comparator": "<=", "ranked_units": 34},
            "ranked_otherwise",
        ),
        ({"kind": "relative", "value": None, "province_code": "vn"}, "relative_to_itself"),
        ({"kind": "relative", "value": None}, "no_mean"),
        ({"measure": "nso"}, "other_measure"),
        ({"province_code": "vn63-01"}, "no_figure"),
        ({"target_year": None}, "no_target_year"),
    ],
)
def test_why_a_target_cannot_be_judged(cells: dict[str, object], reason: str) -> None:
    row = judged({"2022": 10.0, "2023": 12.0}, "2024", **cells)
    assert pd.isna(row["status"])
    assert row["reason"] == reason


def test_class_words_of_the_register() -> None:
    row = stands("t-tuyen-quang-dti-2025", "2024")
    assert row["reason"] == "class_words"
    assert pd.isna(row["value"])


def test_figures_without_a_year_of_their_own() -> None:
    assert judged({"undated": 99.0}, "2024")["reason"] == "period_unclear"
    assert judged({"2020/2022": 99.0}, "2024")["reason"] == "period_unclear"


def test_flagged_figures_are_never_used() -> None:
    rows = pd.concat([figures({"2022": 5.0}), figures({"2023": 25.0}, flag="doubtful")])
    row = gaps(rows, target(), "2024").iloc[0]
    assert (row["value"], row["met"]) == (5.0, False)


def test_later_periods_and_vintages_are_not_known_yet() -> None:
    assert judged({"2023": 10.0, "2024": 30.0}, "2024-06-30")["period"] == "2023"
    released = [figures({"2023": 10.0}, vintage="to_2023"), figures({"2023": 30.0}, vintage="to_2025")]
    assert gaps(pd.concat(released), target(), "2024").iloc[0]["value"] == 10.0
    assert gaps(pd.concat(released), target(), "2025").iloc[0]["value"] == 30.0


def test_a_pace_stays_within_one_vintage_and_five_years() -> None:
    old, new = (
        figures({"2021": 5.0}, vintage="to_2023"),
        figures({"2022": 10.0, "2023": 12.0}, vintage="to_2024"),
    )
    row = gaps(pd.concat([old, new]), target(), "2024").iloc[0]
    assert (row["start_period"], row["observed_change"], row["vintage"]) == ("2022", 2.0, "to_2024")
    long = judged({"2017": 1.0, "2019": 10.0, "2024": 15.0}, "2024")
    assert (long["start_period"], long["years"], long["observed_change"]) == ("2019", 5.0, 1.0)


def test_the_last_day_of_the_target_year_is_the_deadline() -> None:
    assert judged({"2025": 21.0}, "2025-12-31")["status"] == "met"
    assert judged({"2024": 21.0}, "2025-12-30")["status"] == "met_early"
    assert not judged({"2024": 21.0}, "2025-12-30")["deadline_passed"]


def test_a_published_figure_goes_before_a_derived_one() -> None:
    both = pd.concat([figures({"2023": 10.0}), figures({"2023": 11.0}, status="derived", source="z")])
    assert gaps(both, target(), "2023").iloc[0]["value"] == 10.0
    assert gaps(both.iloc[::-1], target(), "2023").iloc[0]["value"] == 10.0


def test_a_mean_is_computed_only_from_all_provinces() -> None:
    codes = list(cdslib.load_provinces("vn34")["code"])
    rows = pd.concat(
        [figures({"2024": float(n)}, province_code=code) for n, code in enumerate(codes, start=1)]
    )
    promise = target(kind="relative", value=None, comparator=">", province_code=codes[20], unit=None)
    row = gaps(rows, promise, "2024").iloc[0]
    assert row["target_value"] == 17.5  # (1 + 34) / 2
    assert (row["value"], row["status"], row["gap"]) == (21.0, "met_early", -3.5)
    assert gaps(rows.iloc[1:], promise, "2024").iloc[0]["reason"] == "no_mean"


# Qualifiers and deadlines.


@pytest.mark.parametrize(
    ("value", "qualifier", "comparator", "number", "expected"),
    [
        (99, "at_least", ">=", 99, True),
        (99, "at_least", ">", 99, None),
        (99, "more_than", ">", 99, True),
        (98, "more_than", ">=", 99, None),
        (20, "about", ">=", 20, None),
        (20, "about", "~", 20, True),
        (20, "exact", ">", 20, False),
        (20, "exact", "=", 20, True),
        (25, "exact", "=", 20, True),
        (19, "at_most", ">=", 20, False),
        (20, "less_than", ">=", 20, False),
        (20, "at_most", ">=", 20, None),
        (20, "at_most", ">", 20, False),
        (15, "exact", "<=", 15, True),
        (10, "at_most", "<=", 15, True),
        (10, "at_least", "<=", 15, None),
        (15, "exact", "range", 15, True),
    ],
)
def test_what_a_qualified_figure_proves(
    value: float, qualifier: str, comparator: str, number: float, *, expected: bool | None
) -> None:
    bar = Bar.of(comparator, "higher_better")
    assert bar is not None
    assert meets(value, qualifier, bar, number) is expected


def test_about_20_proves_nothing_of_at_least_20() -> None:
    row = judged({"2023": 20.0}, "2024", {"qualifier": "about"})
    assert (row["reason"], row["value"], row["gap"]) == ("not_proven", 20.0, 0.0)
    assert pd.isna(row["met"])
    assert pd.isna(row["status"])


@pytest.mark.parametrize(
    ("values", "kind", "status", "reason"),
    [
        ({"2025": 20.0}, "level", "met", None),
        ({"2025": 19.9}, "level", "missed", None),
        ({"2025": 19.9, "2026": 30.0}, "level", "missed", None),
        ({"2024": 21.0, "2025": 19.0}, "level", "missed", None),
        ({"2024": 21.0}, "level", "met_early", None),
        ({"2024": 21.0, "2026": 22.0}, "level", "met_early", None),
        ({"2024": 21.0, "2026": 19.0}, "level", "no_deadline_figure", "fell_short_later"),
        ({"2024": 21.0}, "growth", "no_deadline_figure", "scheme_ended"),
        ({"2023": 21.0, "2024": 19.0}, "level", "no_deadline_figure", "scheme_ended"),
        ({"2026": 30.0}, "level", "no_deadline_figure", "scheme_ended"),
    ],
)
def test_a_deadline_that_has_passed(
    values: dict[str, float], kind: str, status: str, reason: str | None
) -> None:
    row = judged(values, "2027", kind=kind)
    assert row["status"] == status
    assert (None if pd.isna(row["reason"]) else row["reason"]) == reason
    assert row["deadline_passed"]


def test_without_a_figure_for_the_deadline_it_is_said_where_things_were_heading() -> None:
    row = judged({"2022": 10.0, "2024": 12.0}, "2026", province_code="vn63-08")
    assert (row["status"], row["pace_class"]) == ("no_deadline_figure", "insufficient")
    assert (row["value"], row["projected_value"], row["arrival_year"]) == (12.0, 13.0, 2032)


# The arithmetic.


def test_linear_and_compound_by_hand() -> None:
    assert yearly_change("linear", 10.0, 16.0, 3) == 2.0
    assert yearly_change("cagr", 100.0, 144.0, 2) == pytest.approx(0.2)
    assert yearly_change("cagr", 0.0, 144.0, 2) is None
    found = compare_pace("cagr", (2020, 100.0), (2022, 121.0), 161.051, 2025)
    assert found is not None
    assert found.observed_change == pytest.approx(0.1)
    assert found.required_change == pytest.approx(0.1)  # 1.1 ** 5 = 1.61051
    assert found.needed_change == pytest.approx(0.1)
    assert (found.ratio, found.projected_value) == (pytest.approx(1.0), pytest.approx(161.051))
    assert found.arrival_year == 2025


def test_a_count_grows_by_compound_rates_unless_told_otherwise() -> None:
    rows = figures({"2021": 100.0, "2023": 144.0}, indicator="digital_enterprises")
    promise = target(indicator="digital_enterprises", unit="enterprises", value=400.0)
    row = gaps(rows, promise, "2024").iloc[0]
    assert (row["pace"], row["observed_change"]) == ("cagr", pytest.approx(0.2))
    assert row["required_change"] == pytest.approx(4**0.25 - 1)
    assert row["ratio"] == pytest.approx(0.2 / (4**0.25 - 1))
    straight = gaps(rows, promise, "2024", pace={"digital_enterprises": "linear"}).iloc[0]
    assert (straight["pace"], straight["observed_change"], straight["required_change"]) == (
        "linear",
        22.0,
        75.0,
    )
    empty = figures({"2021": 0.0, "2023": 144.0}, indicator="digital_enterprises")
    assert gaps(empty, promise, "2024").iloc[0]["reason"] == "pace_not_computable"


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (13.8, "significant"),
        (13.79, "moderate"),
        (12.4, "moderate"),
        (12.39, "insufficient"),
        (10.0, "insufficient"),
    ],
)
def test_eurostats_thresholds(value: float, status: str) -> None:
    """From 10 in 2021 to 20 in 2026 is 2 a year; 95 % of it is 13.8 after two years, 60 % is 12.4."""
    assert judged({"2021": 10.0, "2023": value}, "2023", target_year="2026")["status"] == status


def test_moving_away() -> None:
    assert classify_ratio(-0.01) == "moving_away"
    row = judged({"2021": 10.0, "2023": 9.0}, "2023")
    assert (row["status"], row["arrival_year"]) == ("moving_away", pd.NA)
    fallen = judged({"2021": 21.0, "2023": 19.0}, "2023")
    assert fallen["status"] == "moving_away"
    assert pd.isna(fallen["ratio"])


def test_standing_at_the_bar_of_a_strict_target() -> None:
    row = judged({"2021": 20.0, "2023": 20.0}, "2023", comparator=">")
    assert (row["met"], row["gap"], row["reason"]) == (False, 0.0, "pace_not_computable")


def test_the_best_pace_is_that_of_a_province_of_the_same_scheme() -> None:
    own = figures({"2021": 10.0, "2023": 11.0})
    fast = figures({"2021": 5.0, "2023": 11.0}, province_code="vn63-22")
    other = figures({"2021": 5.0, "2023": 55.0}, province_code="vn34-22")
    row = gaps(pd.concat([own, fast, other]), target(), "2023").iloc[0]
    assert (row["best_pace"], row["best_pace_province"]) == (3.0, "vn63-22")


def test_levels_of_two_versions_of_the_index_make_no_pace() -> None:
    more = {"indicator": "dti", "measure": "standard"}
    promise = {**more, "unit": "index", "value": 0.9, "target_year": "2030"}
    assert judged({"2023": 0.6, "2024": 0.7}, "2024", more, **promise)["reason"] == "series_break"
    assert judged({"2022": 0.6, "2023": 0.7}, "2023", more, **promise)["status"] == "significant"


def test_a_baseline_of_the_document_is_used_for_the_share_of_the_way() -> None:
    row = judged({"2023": 15.0}, "2023", baseline="12")
    assert (row["baseline"], row["baseline_origin"], row["gap_share"]) == (12.0, "document", 0.625)


# Properties.

VALUES = st.integers(1, 9999).map(lambda cents: cents / 100)
SERIES = st.dictionaries(st.sampled_from([str(year) for year in range(2019, 2025)]), VALUES, min_size=1)


@settings(deadline=None, max_examples=60)
@given(SERIES, VALUES, st.sampled_from(["=", ">=", ">", "~", "<=", "<"]), st.integers(2020, 2030))
def test_a_met_target_has_no_positive_shortfall(
    values: dict[str, float], number: float, comparator: str, year: int
) -> None:
    row = judged(values, "2024", value=number, comparator=comparator, target_year=str(year))
    if row["status"] in ("met", "met_early"):
        assert row["gap"] <= 0
    if row["status"] in ("missed", "insufficient", "moderate", "significant", "moving_away"):
        assert row["gap"] >= 0


@given(
    st.sampled_from(["linear", "cagr"]),
    VALUES,
    VALUES,
    VALUES,
    st.integers(1, 5),
    st.integers(1, 20),
    st.sampled_from([1, -1]),
)
def test_arrival_is_in_time_exactly_when_the_ratio_is_at_least_one(
    method: Any, start: float, last: float, number: float, span: int, left: int, sign: int
) -> None:
    found = compare_pace(method, (2020, start), (2020 + span, last), number, 2020 + span + left, sign=sign)
    assert found is not None
    assume(found.ratio is None or abs(found.ratio - 1) > 1e-9)
    in_time = found.arrival_year is not None and found.arrival_year <= 2020 + span + left
    assert in_time == (found.ratio is not None and found.ratio >= 1)


@settings(deadline=None, max_examples=8)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(random: Any) -> None:
    wanted = ["digital_economy_share", "digital_economy_share_gdp", "dti", "dti_rank", "digital_economy"]
    observations = OBSERVATIONS[OBSERVATIONS["indicator"].isin(wanted)]
    promises = TARGETS[TARGETS["indicator"].isin(wanted)]
    seed = random.randrange(10_000)
    expected = gaps(observations, promises, "2024").sort_values("id", ignore_index=True)
    mixed = gaps(
        observations.sample(frac=1, random_state=seed), promises.sample(frac=1, random_state=seed), "2024"
    )
    pd.testing.assert_frame_equal(mixed.sort_values("id", ignore_index=True), expected)


# Words and errors.


@pytest.mark.parametrize(
    ("code", "vi", "en"),
    [
        (
            "class_words",
            "Không đánh giá được: mục tiêu nêu bằng lời, không có ngưỡng chính thức.",
            "Cannot be judged: the target is in words and has no official bound.",
        ),
        (
            "ranked_otherwise",
            "Không đánh giá được: thứ hạng trong 63 tỉnh, thành phố không so được với thứ hạng trong 34.",
            "Cannot be judged: a rank among 63 provinces is not comparable with a rank among 34.",
        ),
        (
            "other_measure",
            "Chỉ có số liệu tính theo cách đo khác; số liệu khác cách đo không được so với nhau.",
            "There are only figures by another measure; figures of different measures are never compared.",
        ),
        (
            "no_figure",
            "Chưa có số liệu nào của chỉ tiêu này tính đến ngày đánh giá.",
            "There is no figure for this indicator up to the day of judgement.",
        ),
        (
            "one_figure",
            "Chưa đạt; chỉ có một số liệu dùng được nên chưa tính được nhịp độ.",
            "Not met; there is only one usable figure, so no pace can be computed.",
        ),
        (
            "not_proven",
            "Số liệu chỉ là mức khoảng, tối thiểu hoặc tối đa, chưa đủ để kết luận đạt hay không đạt.",
            "The figure is approximate or only a bound and proves neither that the target is met nor that it is not.",
        ),
        (
            "part_year_figure",
            "Chưa có số liệu cả năm của năm đến hạn; số liệu mới nhất chỉ tính đến giữa năm.",
            "There is no figure for the whole year of the deadline; the latest one was taken during that year.",
        ),
    ],
)
def test_reasons_in_full(code: str, vi: str, en: str) -> None:
    assert (reason_words(code, "vi"), reason_words(code, "en")) == (vi, en)


def test_every_code_has_words_and_every_word_its_code() -> None:
    folder = Path(cdslib.__file__).parent / "analysis"
    code = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    for lang in LANGUAGES:
        for name in messages("gaps", lang):
            assert re.search(rf'"{re.sub("^(reason|status)_", "", name)}"|"gaps.{name}"', code), name
    found = pd.concat([gaps(OBSERVATIONS, TARGETS, day) for day in ("2021", "2023", "2024", "2026")])
    assert all(reason_words(reason) for reason in found["reason"].dropna().unique())
    assert all(status_words(status) for status in found["status"].dropna().unique())


def test_errors_say_what_to_do() -> None:
    with pytest.raises(BadDateError) as bad:
        gaps(OBSERVATIONS, TARGETS, "31/12/2024")
    assert str(bad.value) == (
        '«31/12/2024» không phải là ngày đánh giá. Hãy viết năm-tháng-ngày, ví dụ "2024-12-31", hoặc chỉ năm, '
        'ví dụ "2024".\n“31/12/2024” is not a day to judge by. Write year-month-day, for example "2024-12-31", or '
        'a year alone, for example "2024".'
    )
    with pytest.raises(BadDateError):
        gaps(OBSERVATIONS, TARGETS, "2024-02-30")
    with pytest.raises(UnknownPaceError, match="Không có cách tính nhịp độ «fast» \\(chỉ tiêu «dti»\\)"):
        gaps(OBSERVATIONS, TARGETS, "2024", pace={"dti": "fast"})  # type: ignore[dict-item]
    with pytest.raises(MissingTargetColumnsError, match="The table targets lacks columns: kind, flag"):
        gaps(OBSERVATIONS, TARGETS.drop(columns=["kind", "flag"]), "2024")


def test_no_targets_give_an_empty_table_of_the_same_columns() -> None:
    assert list(gaps(OBSERVATIONS, TARGETS.iloc[:0], date(2024, 12, 31)).columns) == COLUMNS
