"""How likely a goal is while the others move as provinces moved before."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cdslib.analysis.baseline import Baseline
from cdslib.analysis.index_arithmetic import IntArray
from cdslib.analysis.index_schemes import FloatArray
from cdslib.analysis.scenario import INDEX, Scenario, check_scenario
from cdslib.analysis.scenario_errors import NoGoalError
from cdslib.analysis.scenario_notes import notes_of
from cdslib.analysis.scenario_paths import is_reached, level_paths, measure_values, places_of
from cdslib.progress import progress

PART = 2000
QUANTILES = ("low", "median", "high")


@dataclass(frozen=True, eq=False)
class Simulation:
    """What repeated draws of the others' future give.

    Attributes
    ----------
    scenario : Scenario
        What was assumed.
    province, measure : str
        Who is followed, and on which measure.
    years : tuple of int
        From the base year.
    value, rank : dict of str to tuple of float
        ``low``, ``median`` and ``high`` of each year: the interval holds ``coverage`` of the draws.
    probability : tuple of float or None
        Share of the draws in which the goal is reached, each year; ``None`` without a goal.
    coverage : float
        Share of draws within the interval.
    draws, seed : int
        How many, and the seed that gives the same result again.
    notes : tuple of str
        What must be said with the result.
    """

    scenario: Scenario
    province: str
    measure: str
    years: tuple[int, ...]
    value: dict[str, tuple[float, ...]]
    rank: dict[str, tuple[float, ...]]
    probability: tuple[float, ...] | None
    coverage: float
    draws: int
    seed: int
    notes: tuple[str, ...]

    def probability_by(self, year: int | None = None) -> float | None:
        """Return the probability in one year; the goal's, or the horizon, by default."""
        if self.probability is None:
            return None
        goal = self.scenario.goal
        wanted = year or (goal.year if goal else None) or self.years[-1]
        return self.probability[self.years.index(wanted)]


def simulate(
    baseline: Baseline,
    scenario: Scenario,
    *,
    province: str | None = None,
    draws: int = 2000,
    seed: int = 1,
    coverage: float = 0.9,
    own_moves: bool = False,
) -> Simulation:
    r"""Draw the others' future many times from the yearly gains of the past, and count how often a goal is reached.

    Parameters
    ----------
    baseline : Baseline
        Where it starts, see :func:`cdslib.load_baseline`.
    scenario : Scenario
        Levers and goal. What it says of the others is replaced by the draws.
    province : str, optional
        Who is followed; the goal's province, or that of the first lever, by default.
    draws : int
        How many futures.
    seed : int
        The same seed gives the same result.
    coverage : float
        Share of draws within the intervals.
    own_moves : bool
        Draw the main indices without a lever of provinces with one as well, instead of moving them as the scenario
        says.

    Returns
    -------
    Simulation
        Intervals of the value and the place for each year, the probability of the goal, and the seed.

    Raises
    ------
    NoGoalError
        If there is neither a goal nor a lever nor a province.
    ScenarioError
        If the scenario does not fit the figures, see :func:`cdslib.what_if`.

    Notes
    -----
    A bootstrap in blocks (Efron and Tibshirani 1993, *An Introduction to the Bootstrap*, ch. 8): for each draw and
    year one of the past steps (2022 to 2023, 2023 to 2024) is drawn for the whole country, then for each province the
    gains of all main indices of one province in that step, so that what moved together stays together. Main indices
    are kept within 0 to 1. Two steps, one of them across new criteria, are a thin base: the probability says how the
    goal stands against the past, not what will happen.

    Examples
    --------
    >>> from cdslib.analysis.baselines import load_baseline
    >>> from cdslib.analysis.scenario import Goal, Lever
    >>> raised = Lever("vn34-38", "government_activity", "level", 0.9, by=2027)
    >>> goal = Goal("vn34-38", "rank", 5)
    >>> found = simulate(load_baseline("vn34"), Scenario("vn34", (raised,), goal=goal), draws=200, seed=7)
    >>> found.seed, 0 <= found.probability_by(2030) <= 1
    (7, True)
    """
    check_scenario(baseline, scenario)
    code = _followed(scenario, province)
    goal = scenario.goal if scenario.goal and scenario.goal.province == code else None
    measure = goal.measure if goal else INDEX
    scheme = baseline.scheme.reweighted(scenario.weights)
    place = baseline.place(code)
    parts: list[tuple[np.ndarray, ...]] = []
    with progress("simulate", draws) as advance:
        for levels in _drawn_levels(baseline, scenario, code, draws, np.random.default_rng(seed), own_moves):
            values = measure_values(levels, scheme, measure)
            places = places_of(values, place, goal.ties if goal else "shared")
            parts.append((values[..., place], places, is_reached(values, place, goal) if goal else places))
            advance(len(levels))
    value, rank, reached = (np.concatenate(column) for column in zip(*parts, strict=True))
    tails = [(1 - coverage) / 2, 0.5, (1 + coverage) / 2]
    return Simulation(
        scenario=scenario,
        province=code,
        measure=measure,
        years=scenario.years,
        value=_quantiles(value, tails),
        rank=_quantiles(rank, tails, method="inverted_cdf"),
        probability=tuple(reached.mean(axis=0).tolist()) if goal else None,
        coverage=coverage,
        draws=draws,
        seed=seed,
        notes=notes_of(baseline, scenario, resampled=True),
    )


def _followed(scenario: Scenario, province: str | None) -> str:
    if province is not None:
        return province
    if scenario.goal is not None:
        return scenario.goal.province
    if scenario.levers:
        return scenario.levers[0].province
    raise NoGoalError()


def _drawn_levels(
    baseline: Baseline,
    scenario: Scenario,
    code: str,
    draws: int,
    random: np.random.Generator,
    own_moves: bool,
) -> Iterator[FloatArray]:
    """Yield main indices, some draws at a time: draw, year, province, component."""
    steps, provinces, components = baseline.gains.shape
    later = len(scenario.years) - 1
    step = random.integers(steps, size=(draws, later, 1))
    donor = random.integers(provinces, size=(draws, later, provinces))
    planned = level_paths(baseline, scenario, own=(code,))
    held = np.zeros((provinces, components), dtype=bool)
    for lever in scenario.levers:
        held[baseline.place(lever.province), baseline.scheme.place(lever.component)] = True
    if not own_moves:
        held[[baseline.place(code), *(baseline.place(lever.province) for lever in scenario.levers)]] = True
    for begin in range(0, draws, PART):
        gains = baseline.gains[step[begin : begin + PART], donor[begin : begin + PART]]
        levels = np.empty((len(gains), later + 1, provinces, components))
        levels[:, 0] = baseline.levels
        for year in range(later):
            levels[:, year + 1] = np.clip(levels[:, year] + gains[:, year], 0.0, 1.0)
        yield np.where(held, planned, levels)


def _quantiles(
    drawn: FloatArray | IntArray, tails: list[float], method: str = "linear"
) -> dict[str, tuple[float, ...]]:
    found = np.quantile(drawn, tails, axis=0, method=method)  # type: ignore[call-overload]
    return {name: tuple(row.tolist()) for name, row in zip(QUANTILES, found, strict=True)}
