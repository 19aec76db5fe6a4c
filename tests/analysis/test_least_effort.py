"""Scenarios backwards: the least that reaches a goal is enough, and nothing smaller is."""

from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdslib.analysis.baseline import Baseline
from cdslib.analysis.index_schemes import Scheme
from cdslib.analysis.least_effort import LeastEffort, least_effort
from cdslib.analysis.scenario import Goal, Lever, Scenario
from cdslib.analysis.scenario_errors import BadCostError, LeverYearError
from cdslib.analysis.scenario_words import effort_words, goal_words
from cdslib.analysis.what_if import what_if

HANOI, CAO_BANG, TUYEN_QUANG = "vn34-01", "vn34-04", "vn34-08"


def made(levels: list[list[float]], weights: list[float]) -> Baseline:
    """Return a baseline of made-up levels; the first province is the one that acts."""
    count = len(levels)
    names = {f"i{place}": weight for place, weight in enumerate(weights)}
    array = np.array(levels, dtype=float)
    return Baseline(
        geography="vn34",
        year=2024,
        merger_rule="ministry",
        scheme=Scheme.from_weights("made", names),
        codes=tuple(f"vn34-{place:02}" for place in range(count)),
        levels=array,
        gains=np.zeros((2, *array.shape)),
        gain_years=(2023, 2024),
        published=np.zeros(count),
    )


def test_by_hand(small: Baseline) -> None:
    # 3/4 a + 1/4 b is 0.5 for Hà Nội; to match the 0.7 of the first 0.2 are missing
    found = least_effort(small, Goal(HANOI, "rank", 1))
    # equal costs: a adds three times as much, 0.2 / 0.75 of it
    assert found.raises.tolist() == pytest.approx([0.2 / 0.75, 0])
    assert (found.touched, found.to_match, found.place, found.start_place) == (("a",), TUYEN_QUANG, 1, 3)
    assert (found.needed, found.value) == (pytest.approx(0.7), pytest.approx(0.7))
    # if a costs four times as much, b goes first: 0.2 of it bring 0.05, a has to bring 0.15
    dear = least_effort(small, Goal(HANOI, "rank", 1), costs={"a": 4})
    assert dear.raises.tolist() == pytest.approx([0.2, 0.2])
    assert dear.cost == pytest.approx(1.0)
    # as few as possible first: only a can do it alone
    assert least_effort(small, Goal(HANOI, "rank", 1), costs={"a": 4}, fewest=True).touched == ("a",)
    capped = least_effort(small, Goal(HANOI, "rank", 1), caps={"a": 0.6})
    assert capped.raises.tolist() == pytest.approx([0.2, 0.2])


def test_ahead_alone_asks_for_the_last_published_decimal(small: Baseline) -> None:
    alone = least_effort(small, Goal(HANOI, "rank", 1, ties="alone"))
    assert alone.needed == pytest.approx(0.7001)
    assert alone.raises[0] == pytest.approx(0.2001 / 0.75)
    assert alone.place == 1


def test_a_pillar_or_a_main_index_can_be_the_goal(small: Baseline) -> None:
    pillar = least_effort(small, Goal(CAO_BANG, "rank", 1, measure="only_b"))
    assert pillar.levels() == {"b": pytest.approx(0.8)}
    own = least_effort(small, Goal(CAO_BANG, "score", 0.75, measure="a"))
    assert own.levels() == {"a": pytest.approx(0.75)}
    assert own.reason is None


def test_what_is_reached_already_costs_nothing(small: Baseline) -> None:
    found = least_effort(small, Goal(TUYEN_QUANG, "rank", 1))
    assert (found.possible, found.touched, found.cost, found.levers()) == (True, (), 0.0, ())
    last = least_effort(small, Goal(HANOI, "rank", 3))
    assert (last.touched, last.to_match) == ((), None)


def test_not_possible_and_why(small: Baseline) -> None:
    found = least_effort(small, Goal(HANOI, "rank", 1), fixed=["a"])
    assert (found.possible, found.reason, found.fixed) == (False, "rank", ("a",))
    assert (found.value, found.place) == (pytest.approx(0.55), 3)
    assert found.levels() == {"b": 1.0}
    assert least_effort(small, Goal(HANOI, "score", 0.9), caps={"a": 0.5}).reason == "value"


def test_the_others_move_until_the_year_of_the_goal(small: Baseline) -> None:
    trend = Scenario("vn34", others="own_trend", horizon=2030)
    found = least_effort(small, Goal(HANOI, "rank", 1, year=2026), trend)
    # by 2026 Cao Bằng has 0.6 and 0.8, Tuyên Quang 1 and 0: 0.65 and 0.75
    assert (found.needed, found.to_match) == (pytest.approx(0.75), TUYEN_QUANG)
    carried = least_effort(small, Goal(HANOI, "rank", 1, year=2026), replace(trend, own="own_trend"))
    # its own trend of 0.2 a year brings a to 0.8 and the score to 0.8
    assert carried.start.tolist() == pytest.approx([0.8, 0.8])
    assert carried.touched == ()
    helped = Scenario("vn34", (Lever(TUYEN_QUANG, "b", "level", 1.0), Lever(HANOI, "a", "level", 1.0)))
    assert least_effort(small, Goal(HANOI, "rank", 1), helped).needed == pytest.approx(0.925)


@pytest.mark.parametrize("year", [2026, 2030])
@pytest.mark.parametrize("fewest", [False, True])
def test_its_levers_reach_the_goal_in_a_scenario(present: Baseline, year: int, *, fewest: bool) -> None:
    for code in ("vn34-04", "vn34-38", "vn34-96"):
        for wanted in (1, 10, 15):
            goal = Goal(code, "rank", wanted, year=year)
            assumed = Scenario("vn34", others="follow_mean", own="stand_still", goal=goal)
            found = least_effort(present, goal, assumed, fewest=fewest)
            result = what_if(present, replace(assumed, levers=found.levers()))
            step, row = result.years.index(year), present.place(code)
            assert result.goal_years()[year] == found.possible
            assert result.ranks[step, row] == found.place
            assert result.scores[step, row] == pytest.approx(found.value, abs=1e-12)
            rounded = what_if(present, replace(assumed, levers=found.levers(decimals=4)))
            assert rounded.goal_years()[year] == found.possible


grid = st.integers(0, 4).map(lambda fifths: fifths / 4)


@given(
    st.lists(st.tuples(grid, grid, grid), min_size=2, max_size=4),
    st.lists(st.integers(1, 3), min_size=3, max_size=3),
    st.lists(st.integers(1, 3), min_size=3, max_size=3),
    st.lists(grid, min_size=3, max_size=3),
    st.data(),
)
@settings(max_examples=80, deadline=None)
def test_nothing_smaller_reaches_the_goal(
    levels: list[tuple[float, ...]],
    weights: list[int],
    costs: list[int],
    caps: list[float],
    data: st.DataObject,
) -> None:
    """Every raise by quarters is tried: none that reaches the goal costs less or touches fewer."""
    start = made([list(row) for row in levels], [float(weight) for weight in weights])
    goal = Goal("vn34-00", "rank", data.draw(st.integers(1, len(levels))))
    price = dict(zip(start.scheme.components, map(float, costs), strict=True))
    ceiling = dict(zip(start.scheme.components, caps, strict=True))
    found = least_effort(start, goal, costs=price, caps=ceiling)
    few = least_effort(start, goal, costs=price, caps=ceiling, fewest=True)
    own = start.levels[0]
    tried = [np.arange(value, max(value, cap) + 0.01, 0.25) for value, cap in zip(own, caps, strict=True)]
    reaching = [np.array(one) for one in product(*tried) if reaches(start, np.array(one), goal)]
    if not found.possible:
        assert not reaching
        assert not reaches(start, own + found.raises, goal)
        return
    assert reaches(start, own + found.raises, goal)
    assert reaches(start, own + few.raises, goal)
    assert (own + found.raises <= np.maximum(own, caps) + 1e-12).all()
    for one in reaching:
        assert found.cost <= float(np.array(costs) @ (one - own)) + 1e-9
    assert len(few.touched) == fewest_by_brute_force(start, goal, np.maximum(own, caps))
    assert few.cost >= found.cost - 1e-9
    if found.cost > 0:
        less = own + found.raises * 0.999
        assert not reaches(start, less, goal)


def reaches(start: Baseline, own: np.ndarray, goal: Goal) -> bool:
    levels = start.levels.copy()
    levels[0] = own
    scores = levels @ start.scheme.shares()
    return 1 + int((scores[1:] > scores[0] + 5e-10).sum()) <= goal.value


def fewest_by_brute_force(start: Baseline, goal: Goal, ceilings: np.ndarray) -> int:
    """Try all sets of main indices, each raised to its ceiling, the smallest first."""
    own = start.levels[0]
    for size in range(len(own) + 1):
        for chosen in combinations(range(len(own)), size):
            raised = own.copy()
            raised[list(chosen)] = ceilings[list(chosen)]
            if reaches(start, raised, goal):
                return size
    raise AssertionError("not possible")


def test_in_words(present: Baseline) -> None:
    goal = Goal("vn34-38", "rank", 3, year=2028)
    assert goal_words(goal) == "hạng 3 về chỉ số chuyển đổi số (DTI) năm 2028"
    found = least_effort(present, goal)
    assert effort_words(found) == (
        "Để đạt mục tiêu (hạng 3 về chỉ số chuyển đổi số (DTI) năm 2028), Thanh Hóa phải nâng ít nhất: hoạt động chính "
        "quyền số từ 0,6306 lên 0,6845 (+0,0539). Khi đó chỉ số chuyển đổi số (DTI) đạt 0,7857, hạng 3."
    )
    assert effort_words(found, "en") == (
        "To reach the goal (place 3 on the digital transformation index (DTI) in 2028), Thanh Hoa must at least raise: "
        "digital government activity from 0.6306 to 0.6845 (+0.0539). Then the digital transformation index (DTI) is "
        "0.7857, place 3."
    )
    nothing = least_effort(present, Goal("vn34-38", "score", 0.5, "digital_economy", 2028))
    assert effort_words(nothing) == (
        "Thanh Hóa đạt mục tiêu (trụ cột kinh tế số từ 0,5000 trở lên năm 2028) mà không phải nâng thêm chỉ số nào: "
        "0,8836, hạng 4."
    )


def test_not_possible_in_words(present: Baseline) -> None:
    fixed = ("government_activity", "economy_activity", "society_activity", "awareness", "institutions")
    by_rank = least_effort(present, Goal("vn34-38", "rank", 1), fixed=fixed)
    assert effort_words(by_rank) == (
        "Không thể đạt mục tiêu (hạng 1 về chỉ số chuyển đổi số (DTI) năm 2030), vì dù mọi chỉ số được phép thay đổi "
        "đều lên mức trần, chỉ số chuyển đổi số (DTI) của Thanh Hóa chỉ đạt 0,7864, hạng 3; cần 0,8241 để theo kịp Hà "
        "Nội. Không thể nâng (cố định hoặc đã ở mức trần): nhận thức số, thể chế số, nhân lực số, hoạt động chính "
        "quyền số, hoạt động kinh tế số và hoạt động xã hội số."
    )
    by_value = least_effort(
        present, Goal("vn34-38", "score", 0.95, year=2026), caps={"society_activity": 0.6}
    )
    assert effort_words(by_value, "en") == (
        "The goal (the digital transformation index (DTI) of at least 0.9500 in 2026) cannot be reached, because even "
        "with every main index that may move at its ceiling the digital transformation index (DTI) of Thanh Hoa comes "
        "to 0.9362; 0.0138 is missing. Cannot be raised (fixed, or at the ceiling): digital awareness, digital "
        "institutions and digital human resources."
    )


def test_errors_in_both_languages(small: Baseline) -> None:
    goal = Goal(HANOI, "rank", 1)
    for wrong in ({"costs": {"a": 0.0}}, {"caps": {"a": 0.0 - 1}}):
        with pytest.raises(BadCostError):
            least_effort(small, goal, **wrong)
    with pytest.raises(BadCostError) as cost:
        least_effort(small, goal, costs={"a": float("nan")})
    assert str(cost.value) == (
        "Giá trị nan của «a» không dùng được: chi phí phải lớn hơn 0, mức trần phải từ 0 đến 1.\n"
        "The value nan of “a” cannot be used: a cost must be above 0, a ceiling from 0 to 1."
    )
    with pytest.raises(LeverYearError) as year:
        least_effort(small, replace(goal, year=2040), Scenario("vn34"))
    assert str(year.value) == (
        "Năm 2040 (goal) nằm ngoài khoảng 2025–2030. Hãy chọn một năm trong khoảng này.\n"
        "The year 2040 (goal) lies outside 2025–2030. Choose a year in between."
    )


def test_the_solver_says_nothing(capfd: pytest.CaptureFixture[str], small: Baseline) -> None:
    found: LeastEffort = least_effort(small, Goal(HANOI, "rank", 1), fewest=True)
    assert found.possible
    assert capfd.readouterr() == ("", "")
