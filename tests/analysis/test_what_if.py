"""Scenarios forwards: by hand, against the library's own index, and properties that always hold."""

import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cdslib
from cdslib.analysis.baseline import Baseline
from cdslib.analysis.baselines import load_baseline, share_history
from cdslib.analysis.comparing import assumptions_differing, compare
from cdslib.analysis.index_errors import BadWeightsError, UnknownComponentError
from cdslib.analysis.scenario import BEHAVIOURS, KINDS, Goal, Lever, Scenario
from cdslib.analysis.scenario_errors import (
    GeographyMismatchError,
    LeverTwiceError,
    LeverValueError,
    LeverYearError,
    ScenarioError,
    UnknownMeasureError,
    UnknownScenarioProvinceError,
)
from cdslib.analysis.scenario_notes import note_words
from cdslib.analysis.what_if import what_if
from cdslib.i18n import LANGUAGES

PRESENT = load_baseline("vn34")
HANOI, CAO_BANG, TUYEN_QUANG = "vn34-01", "vn34-04", "vn34-08"


def test_nothing_moves_when_nothing_is_moved(small: Baseline) -> None:
    result = what_if(small, Scenario("vn34"))
    # 3/4 a + 1/4 b: 0.5, 0.6, 0.7
    assert result.scores == pytest.approx(np.tile([0.5, 0.6, 0.7], (7, 1)))
    assert (result.ranks == [3, 2, 1]).all()
    assert result.pillars[0, :, 0].tolist() == [0.8, 0.6, 0.1]
    assert result.pillar_ranks[0, :, 0].tolist() == [1, 2, 3]
    assert not result.contributions.any()
    assert result.years == (2024, 2025, 2026, 2027, 2028, 2029, 2030)
    assert result.goal_years() == {}


def test_the_province_of_the_goal_does_what_own_says_even_without_a_lever(small: Baseline) -> None:
    """As in the least effort and the draws: a first lever must not change what its other indices do."""
    goal = Goal(HANOI, "rank", 1)
    still = what_if(small, Scenario("vn34", others="own_trend", goal=goal))
    assert still.scores[:, 0].tolist() == pytest.approx([0.5] * 7)
    moving = what_if(small, Scenario("vn34", own="own_trend", goal=goal))
    # a gains 0.2 a year, three quarters of which count
    assert moving.scores[:3, 0].tolist() == pytest.approx([0.5, 0.65, 0.8])
    assert moving.scores[:, 1].tolist() == pytest.approx([0.6] * 7)


def test_a_level_is_reached_on_a_straight_line_and_kept(small: Baseline) -> None:
    raised = Lever(HANOI, "a", "level", 0.8, by=2026)
    result = what_if(small, Scenario("vn34", (raised,), horizon=2028))
    assert result.levels[:, 0, 0].tolist() == pytest.approx([0.4, 0.6, 0.8, 0.8, 0.8])
    # 0.4 more of three quarters is 0.3
    assert result.scores[:, 0].tolist() == pytest.approx([0.5, 0.65, 0.8, 0.8, 0.8])
    assert result.ranks[:, 0].tolist() == [3, 2, 1, 1, 1]
    kinds = [(step.kind, step.component, round(step.value, 9)) for step in result.waterfall(HANOI, 2026)]
    assert kinds == [("start", None, 0.5), ("lever", "a", 0.3), ("end", None, 0.8)]
    assert result.passed(HANOI, 2026) == ((CAO_BANG, TUYEN_QUANG), ())
    assert result.passed(CAO_BANG, 2026) == ((), (HANOI,))


def test_a_gain_stops_at_one_and_at_its_year(small: Baseline) -> None:
    gains = (Lever(HANOI, "a", "gain", 0.25), Lever(HANOI, "b", "gain", -0.1, by=2025))
    result = what_if(small, Scenario("vn34", gains, horizon=2028))
    assert result.levels[:, 0, 0].tolist() == pytest.approx([0.4, 0.65, 0.9, 1.0, 1.0])
    assert result.levels[:, 0, 1].tolist() == pytest.approx([0.8, 0.7, 0.7, 0.7, 0.7])


def test_the_national_best_and_a_peer_never_lower(small: Baseline) -> None:
    levers = (
        Lever(HANOI, "a", "national_best", by=2025),
        Lever(HANOI, "b", "peer", by=2025, peer=TUYEN_QUANG),
        Lever(CAO_BANG, "a", "peer", by=2025, peer=HANOI),
        Lever(CAO_BANG, "b", "peer", by=2025, peer=HANOI),
    )
    result = what_if(small, Scenario("vn34", levers, horizon=2026))
    assert result.levels[1].tolist() == [[0.9, 0.8], [0.6, 0.8], [0.9, 0.1]]


def test_what_the_others_do(small: Baseline) -> None:
    lever = (Lever(HANOI, "b", "level", 0.8),)
    trend = what_if(small, Scenario("vn34", lever, others="own_trend", horizon=2026)).levels
    # mean gains: 0.2, 0 | 0, 0.1 | 0.1, -0.1; the one with a lever stands still otherwise
    assert trend[:, 0] == pytest.approx(np.tile([0.4, 0.8], (3, 1)))
    assert trend[:, 1, 1].tolist() == pytest.approx([0.6, 0.7, 0.8])
    assert trend[:, 2] == pytest.approx(np.array([[0.9, 0.1], [1.0, 0.0], [1.0, 0.0]]))
    mean = what_if(small, Scenario("vn34", lever, others="follow_mean", own="own_trend", horizon=2025))
    # the mean of 0.2, 0, 0.1 is 0.1; of 0, 0.1, -0.1 it is 0
    assert mean.levels[1] == pytest.approx(np.array([[0.6, 0.8], [0.7, 0.6], [1.0, 0.1]]))
    steps = [(step.kind, step.component) for step in mean.waterfall(HANOI, 2025)]
    assert steps == [("start", None), ("movement", "a"), ("lever", "b"), ("end", None)]


def test_other_weights_are_a_step_of_their_own(small: Baseline) -> None:
    raised = Lever(HANOI, "a", "level", 0.8, by=2025)
    result = what_if(small, Scenario("vn34", (raised,), weights={"a": 1}, horizon=2025))
    # at 1 to 1 the start is 0.6 instead of 0.5; 0.4 more of a half is 0.2
    steps = [(step.kind, round(step.value, 9)) for step in result.waterfall(HANOI, 2025)]
    assert steps == [("start", 0.5), ("weights", 0.1), ("lever", 0.2), ("end", 0.8)]


def test_goals(small: Baseline) -> None:
    raised = (Lever(HANOI, "a", "level", 0.8, by=2028),)
    first = Goal(HANOI, "rank", 1)
    result = what_if(small, Scenario("vn34", raised, goal=first))
    assert [year for year, is_reached in result.goal_years().items() if is_reached] == [
        2027,
        2028,
        2029,
        2030,
    ]
    value = result.goal_years(Goal(HANOI, "score", 0.8, measure="a"))
    assert [year for year, is_reached in value.items() if is_reached] == [2028, 2029, 2030]
    # in the middle of the way the score is 0.65, at three quarters 0.725; exactly 0.7 is shared
    tied = Scenario("vn34", (Lever(HANOI, "a", "level", 2 / 3, by=2025),), horizon=2025)
    assert what_if(small, tied).goal_years(first) == {2024: False, 2025: True}
    assert what_if(small, tied).goal_years(replace(first, ties="alone")) == {2024: False, 2025: False}
    assert what_if(small, tied).ranks[1].tolist() == [1, 3, 1]


@pytest.mark.parametrize("geography", ["vn34", "vn63"])
def test_the_base_year_is_the_published_index(geography: str) -> None:
    start = load_baseline(geography)
    published = cdslib.load_observations(
        indicator="dti_rank", geography=geography, period=2024, measure="standard"
    )
    result = what_if(start, Scenario(geography))
    assert np.abs(result.scores[0] - start.published).max() <= 0.0001
    wanted = published.set_index("province_code")["value"].reindex(list(start.codes))
    assert result.ranks[0].tolist() == wanted.tolist()
    computed = cdslib.pillars(cdslib.load_components(2024, geography))
    assert np.allclose(result.pillars[0], computed.reindex(list(start.codes)))
    assert start.is_joint == (geography == "vn63")


def test_gains_are_those_of_the_published_years(present: Baseline, former: Baseline) -> None:
    years = {year: cdslib.load_components(year, "vn63") for year in (2022, 2023, 2024)}
    place = former.scheme.place("infrastructure")
    by_hand = years[2024]["infrastructure"] - years[2023]["infrastructure"]
    assert former.gains[1, :, place] == pytest.approx(by_hand.reindex(list(former.codes)).to_numpy())
    assert former.gain_years == (2023, 2024)
    # the four of the 34 share the gain of their plain mean
    four = [present.scheme.place(name) for name in ("awareness", "institutions", "human_resources")]
    assert (present.gains[:, :, four] == present.gains[:, :, four[:1]]).all()
    row = present.place("vn34-38")
    now = cdslib.load_components(2024, "vn34").loc["vn34-38"]
    mean = now[["awareness", "institutions", "human_resources", "cybersecurity"]].astype(float).mean()
    before = cdslib.load_components(2023, "vn34").loc["vn34-38", "foundation_joint"]
    assert present.gains[1, row, 0] == pytest.approx(mean - float(str(before)))


def test_another_merger_rule_is_another_baseline() -> None:
    weighted = load_baseline("vn34", merger_rule="population")
    assert weighted.merger_rule == "population"
    scenario = Scenario("vn34", merger_rule="population")
    result = what_if(weighted, scenario)
    assert "merger_rule" in result.notes
    ministry = load_baseline("vn34")
    assert np.abs(weighted.scores - ministry.scores).max() > 0.001
    with pytest.raises(GeographyMismatchError):
        what_if(weighted, Scenario("vn34"))


levers = st.builds(
    Lever,
    province=st.sampled_from(["vn34-01", "vn34-38", "vn34-96"]),
    component=st.sampled_from(["awareness", "cybersecurity", "society_activity"]),
    kind=st.sampled_from(KINDS),
    value=st.floats(0, 1),
    by=st.none() | st.integers(2025, 2035),
    peer=st.sampled_from(["vn34-79", "vn34-04"]),
)


@given(
    st.lists(levers, max_size=4, unique_by=lambda one: (one.province, one.component)),
    st.sampled_from(BEHAVIOURS),
    st.sampled_from(BEHAVIOURS),
    st.dictionaries(st.sampled_from(["awareness", "infrastructure"]), st.floats(1, 500), max_size=2),
)
@settings(max_examples=60, deadline=None)
def test_whatever_is_assumed_the_parts_add_up_and_nothing_leaves_its_range(
    chosen: list[Lever], others: Any, own: Any, weights: dict[str, float]
) -> None:
    start = PRESENT
    result = what_if(start, Scenario("vn34", tuple(chosen), others=others, own=own, weights=weights))
    assert result.levels.min() >= 0
    assert result.levels.max() <= 1
    change = result.contributions.sum(axis=-1) + result.weights_effect
    assert np.abs(start.scores + change - result.scores).max() < 1e-12
    for code in ("vn34-38", "vn34-04"):
        steps = result.waterfall(code, 2030)
        assert sum(step.value for step in steps[:-1]) == pytest.approx(steps[-1].value, abs=1e-12)
    by_library = pd.DataFrame(result.levels[-1], columns=list(result.scheme.components))
    assert np.allclose(cdslib.score(by_library, result.scheme), result.scores[-1])
    for year in range(7):
        places = result.ranks[year]
        assert [
            1 + int((result.scores[year] > value + 5e-10).sum()) for value in result.scores[year]
        ] == list(places)


def test_the_frame_holds_every_year_and_province(present: Baseline) -> None:
    table = what_if(present, Scenario("vn34", horizon=2026)).to_frame()
    assert len(table) == 3 * 34
    row = table.set_index(["year", "province_code"]).loc[(2024, "vn34-38")]
    assert row["dti_rank"] == 5
    assert row["digital_government_rank"] == 2
    assert round(row["infrastructure"], 4) == 0.9544


def test_two_scenarios_side_by_side(present: Baseline) -> None:
    raised = Lever("vn34-38", "government_activity", "national_best", by=2026)
    first, second = (
        what_if(present, Scenario("vn34", name="A")),
        what_if(present, Scenario("vn34", (raised,), horizon=2027, name="B")),
    )
    assert assumptions_differing(first, second) == ("horizon", "levers")
    both = compare(first, second, "vn34-38")
    assert [one.year for one in both] == [2024, 2025, 2026, 2027]
    assert (both[0].score_change, both[0].places_gained) == (0.0, 0)
    gained = 200 / 940 * (present.best("government_activity") - 0.6306)
    assert both[2].score_change == pytest.approx(gained)
    assert both[2].places_gained == both[2].ranks[0] - both[2].ranks[1] > 0


def test_a_baseline_goes_through_json(present: Baseline) -> None:
    again = Baseline.from_dict(json.loads(json.dumps(present.as_dict())))
    assert again.scheme == present.scheme
    assert again.codes == present.codes
    assert (again.levels == present.levels).all()
    assert (again.gains == present.gains).all()
    assert again.gain_years == present.gain_years


def test_a_page_needs_no_pandas() -> None:
    code = """
import json, sys
from cdslib.analysis import comparing, least_effort, scenario_document, scenario_words, share_paths, simulation
from cdslib.analysis.baseline import Baseline
from cdslib.analysis.scenario import Goal, Lever, Scenario
from cdslib.analysis.what_if import what_if
start = Baseline.from_dict(json.load(sys.stdin))
goal = Goal("vn34-38", "rank", 3)
effort = least_effort.least_effort(start, goal)
scenario = Scenario("vn34", effort.levers(4), goal=goal)
scenario = scenario_document.read_address(scenario_document.write_address(scenario))
result = what_if(start, scenario)
found = simulation.simulate(start, scenario, draws=20)
scenario_words.effort_words(effort)
print(result.ranks[-1, start.place("vn34-38")], *({"pandas", "scipy", "altair"} & set(sys.modules)))
"""
    plain = json.dumps(load_baseline("vn34").as_dict())
    done = subprocess.run(
        [sys.executable, "-c", code], input=plain, capture_output=True, text=True, check=True
    )
    assert done.stdout == "3\n"


def test_notes(present: Baseline, former: Baseline) -> None:
    still = what_if(present, Scenario("vn34"))
    assert still.notes == ("arithmetic", "scheme_kept", "weights_recovered")
    moving = what_if(former, Scenario("vn63", others="own_trend", weights={"infrastructure": 100}))
    assert moving.notes == ("arithmetic", "scheme_kept", "weights_own", "joint", "break_2024")
    assert what_if(present, Scenario("vn34", others="follow_mean")).notes[-1] == "joint_gain"
    for lang in LANGUAGES:
        assert len(note_words(moving.notes, lang)) == 5
    assert note_words(["arithmetic"]) == [
        "Kịch bản là phép tính trên chỉ số, không phải là dự báo: kịch bản không cho biết cần bao nhiêu công sức để "
        "nâng một chỉ số chính."
    ]


def test_history_of_a_share_keeps_measures_apart() -> None:
    history = share_history("vn")
    assert not history.duplicated(["measure", "vintage", "year"]).any()
    assert set(history["measure"]) == {"government_report", "mic", "nso"}
    assert set(share_history("vn63-08")["measure"]) >= {"nso"}
    assert share_history("vn34-38", "dti")["value"].round(4).tolist() == [0.7742]


ERRORS = [
    (
        {"levers": (Lever("vn63-01", "a", "level", 0.5),)},
        UnknownScenarioProvinceError,
        "Bộ số liệu vn34 không có tỉnh mang mã «vn63-01». Mã của 34 tỉnh bắt đầu bằng vn34-, mã của 63 tỉnh cũ bắt đầu "
        "bằng vn63-.\n"
        "The figures of vn34 have no province with the code “vn63-01”. Codes of the 34 begin with vn34-, those of the "
        "63 former ones with vn63-.",
    ),
    (
        {"levers": (Lever(HANOI, "c", "level", 0.5),)},
        UnknownComponentError,
        "Bộ chỉ số «mine» không có chỉ số thành phần «c». Các chỉ số của bộ này: a, b.\n"
        "The scheme “mine” has no component “c”. Its components are: a, b.",
    ),
    (
        {"levers": (Lever(HANOI, "a", "level", 0.5), Lever(HANOI, "a", "gain", 0.1))},
        LeverTwiceError,
        "Chỉ số «a» của vn34-01 có hai mức điều chỉnh. Hãy chỉ giữ lại một.\n"
        "The main index “a” of vn34-01 has two levers. Keep one of them.",
    ),
    (
        {"levers": (Lever(HANOI, "a", "level", 1.5),)},
        LeverValueError,
        "Giá trị «1.5» (vn34-01 a level) không dùng được; cần: 0–1.\n"
        "The value “1.5” (vn34-01 a level) cannot be used; needed: 0–1.",
    ),
    (
        {"levers": (Lever(HANOI, "a", "peer"),)},
        LeverValueError,
        "Giá trị «–» (vn34-01 a peer) không dùng được; cần: peer.\n"
        "The value “–” (vn34-01 a peer) cannot be used; needed: peer.",
    ),
    (
        {"levers": (Lever(HANOI, "a", "national_best", by=2024),)},
        LeverYearError,
        "Năm 2024 (vn34-01 a national_best) nằm ngoài khoảng 2025–2050. Hãy chọn một năm trong khoảng này.\n"
        "The year 2024 (vn34-01 a national_best) lies outside 2025–2050. Choose a year in between.",
    ),
    (
        {"goal": Goal(HANOI, "rank", 4)},
        LeverValueError,
        "Giá trị «4» (goal) không dùng được; cần: 1–3.\nThe value “4” (goal) cannot be used; needed: 1–3.",
    ),
    (
        {"goal": Goal(HANOI, "score", 0.5, measure="c")},
        UnknownMeasureError,
        "Không có thước đo «c» để đặt mục tiêu. Hãy chọn một trong: dti, only_b, a, b.\n"
        "There is no measure “c” to set a goal for. Choose one of: dti, only_b, a, b.",
    ),
    (
        {"base_year": 2023},
        GeographyMismatchError,
        "Kịch bản thuộc bộ số liệu khác (vn34 · 2023 · ministry) với số liệu đang dùng (vn34 · 2024 · ministry). Hãy "
        "mở kịch bản với đúng bộ tỉnh, năm gốc và quy tắc gộp.\n"
        "The scenario belongs to other figures (vn34 · 2023 · ministry) than those in use (vn34 · 2024 · ministry). "
        "Open it with the same provinces, base year and merger rule.",
    ),
    (
        {"weights": {"a": 0, "b": 0}},
        BadWeightsError,
        "Trọng số của «mine» không dùng được: a, b. Trọng số phải là số không âm và không được cùng bằng 0.\n"
        "The weights of “mine” cannot be used: a, b. Weights must be numbers of at least zero, and not all zero.",
    ),
]


@pytest.mark.parametrize(("assumed", "error", "words"), ERRORS, ids=lambda one: getattr(one, "__name__", ""))
def test_errors_in_both_languages(
    small: Baseline, assumed: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error) as found:
        what_if(small, Scenario("vn34", **assumed))
    assert str(found.value) == words
    assert isinstance(found.value, ScenarioError | UnknownComponentError | BadWeightsError)
