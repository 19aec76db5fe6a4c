"""Chances: the same seed the same result, sure things are sure, intervals hold what they promise."""

from dataclasses import replace

import numpy as np
import pytest

from cdslib.analysis.baseline import Baseline
from cdslib.analysis.scenario import Goal, Lever, Scenario
from cdslib.analysis.scenario_errors import NoGoalError
from cdslib.analysis.simulation import simulate
from cdslib.analysis.what_if import what_if

CODE = "vn34-38"
RAISED = Scenario(
    "vn34", (Lever(CODE, "government_activity", "level", 0.9, by=2027),), goal=Goal(CODE, "rank", 5)
)


def test_the_same_seed_gives_the_same_result(present: Baseline) -> None:
    first, again, other = (simulate(present, RAISED, draws=200, seed=seed) for seed in (3, 3, 4))
    assert (first.rank, first.probability, first.value) == (again.rank, again.probability, again.value)
    assert first.probability != other.probability
    assert (first.seed, first.draws, first.province, first.measure) == (3, 200, CODE, "dti")
    assert first.notes[-2:] == ("break_2024", "joint_gain")


def test_probabilities_and_intervals_are_in_order(present: Baseline) -> None:
    found = simulate(present, RAISED, draws=300, own_moves=True)
    assert found.probability is not None
    assert found.probability[0] == 1.0  # fifth today
    assert all(0 <= chance <= 1 for chance in found.probability)
    for band in (found.value, found.rank):
        for low, middle, high in zip(band["low"], band["median"], band["high"], strict=True):
            assert low <= middle <= high
    assert found.value["low"][-1] < found.value["high"][-1]
    assert 0 <= found.value["low"][-1] <= found.value["high"][-1] <= 1
    assert found.probability_by() == found.probability[-1]
    assert found.probability_by(2024) == 1.0


def test_its_own_path_is_the_scenario_s(present: Baseline) -> None:
    found = simulate(present, RAISED, draws=50)
    planned = what_if(present, RAISED).scores[:, present.place(CODE)]
    for name in ("low", "median", "high"):
        assert found.value[name] == pytest.approx(planned.tolist())


def test_without_chance_it_is_the_trend(present: Baseline) -> None:
    """Where all past gains are the same, every draw is the mean trend."""
    same = replace(present, gains=np.full_like(present.gains, 0.02))
    found = simulate(same, RAISED, draws=20)
    planned = what_if(same, replace(RAISED, others="own_trend"))
    assert found.rank["low"] == found.rank["high"] == tuple(planned.ranks[:, present.place(CODE)])
    assert found.probability == tuple(map(float, planned.goal_years().values()))


def test_a_share_of_the_draws_by_hand(small: Baseline) -> None:
    """Two steps, each drawn half of the time, move all provinces alike: half of the draws reach the goal."""
    gains = np.zeros((2, 3, 2))
    gains[1, :, 0] = -0.2
    halves = replace(small, gains=gains)
    # 0.7 of the first falls by 0.15 in half of the draws; Hà Nội stands at 0.65 from 2025
    own = Scenario("vn34", (Lever("vn34-01", "a", "level", 0.6, by=2025),), horizon=2025)
    found = simulate(halves, replace(own, goal=Goal("vn34-01", "rank", 1)), draws=4000, seed=5)
    assert found.probability_by(2025) == pytest.approx(0.5, abs=0.03)


def test_whom_it_follows(present: Baseline) -> None:
    assert simulate(present, Scenario("vn34"), province="vn34-01", draws=5).province == "vn34-01"
    by_lever = simulate(present, replace(RAISED, goal=None), draws=5)
    assert (by_lever.province, by_lever.probability, by_lever.probability_by()) == (CODE, None, None)
    with pytest.raises(NoGoalError) as error:
        simulate(present, Scenario("vn34"))
    assert str(error.value) == (
        "Kịch bản chưa có mục tiêu và chưa có tỉnh nào được điều chỉnh. Hãy đặt mục tiêu (goal) hoặc nêu tỉnh cần theo "
        "dõi.\nThe scenario has neither a goal nor a province with levers. Set a goal, or name the province to follow."
    )


def test_draws_taken_in_parts_are_the_same_draws(present: Baseline, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = simulate(present, RAISED, draws=700)
    monkeypatch.setattr("cdslib.analysis.simulation.PART", 64)
    in_parts = simulate(present, RAISED, draws=700)
    assert in_parts.rank == at_once.rank
    assert in_parts.probability == at_once.probability
    assert all(
        in_parts.value[name] == pytest.approx(at_once.value[name], abs=1e-12) for name in at_once.value
    )
