"""A state computed: the numbers of its province in the year the page shows."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cdslib.analysis.baseline import Baseline
from cdslib.analysis.index_schemes import FloatArray
from cdslib.analysis.scenario import Goal, Scenario
from cdslib.analysis.scenario_paths import ALONE, measure_values
from cdslib.analysis.what_if import WhatIf, what_if
from cdslib.apps.scenario_book import ScenarioBook
from cdslib.apps.scenario_state import ScenarioState, scenario_of


@dataclass(frozen=True)
class Outcome:
    """What follows from a state.

    Attributes
    ----------
    book : ScenarioBook
        Where scenarios start.
    state : ScenarioState
        What the reader has chosen.
    """

    book: ScenarioBook
    state: ScenarioState

    @cached_property
    def baseline(self) -> Baseline:
        """Return where it starts."""
        return self.book.baselines[self.state.geography]

    @cached_property
    def scenario(self) -> Scenario:
        """Return the scenario of the library."""
        return scenario_of(self.state)

    @cached_property
    def result(self) -> WhatIf:
        """Return all years of all provinces."""
        return what_if(self.baseline, self.scenario)

    @cached_property
    def place(self) -> int:
        """Return the row of the province."""
        return self.baseline.place(self.state.province)

    @property
    def year(self) -> int:
        """Return the year shown: the goal's."""
        return self.state.goal_year

    @property
    def step(self) -> int:
        """Return the position of the year."""
        return self.result.years.index(self.year)

    @property
    def goal(self) -> Goal:
        """Return the goal."""
        assert self.scenario.goal is not None
        return self.scenario.goal

    @property
    def score(self) -> float:
        """Return the score of the year."""
        return float(self.result.scores[self.step, self.place])

    @property
    def rank(self) -> int:
        """Return the place of the year."""
        return int(self.result.ranks[self.step, self.place])

    @property
    def first_score(self) -> float:
        """Return the score of the base year by the official weights."""
        return float(self.baseline.scores[self.place])

    @cached_property
    def first_rank(self) -> int:
        """Return the place of the base year by the official weights."""
        return int(1 + (self.baseline.scores > self.first_score + 5e-10).sum())

    @cached_property
    def values(self) -> FloatArray:
        """Return the goal's measure: year, province."""
        return measure_values(self.result.levels, self.result.scheme, self.goal.measure)

    @cached_property
    def reached(self) -> dict[int, bool]:
        """Return for each year whether the goal is reached."""
        return self.result.goal_years()

    @property
    def since(self) -> int | None:
        """Return the first year from which the goal is reached without a break until its year; None if it is not."""
        years = [year for year in self.result.years if year <= self.year]
        missed = [year for year in years if not self.reached[year]]
        if not missed:
            return years[0]
        return None if missed[-1] == self.year else missed[-1] + 1

    @cached_property
    def rival(self) -> str | None:
        """Return the province to match for a place, None for a goal of a value."""
        if self.goal.kind == "score":
            return None
        others = self._others()
        return others[int(self.goal.value) - 1][1] if int(self.goal.value) <= len(others) else None

    @cached_property
    def missing(self) -> float:
        """Return how much of the goal's measure is missing in the goal's year; not above zero if it is reached."""
        own = float(self.values[self.step, self.place])
        if self.goal.kind == "score":
            return self.goal.value - own
        if self.rival is None:
            return 0.0
        needed = self._others()[int(self.goal.value) - 1][0]
        return needed + (ALONE if self.goal.ties == "alone" else 0.0) - own

    def _others(self) -> list[tuple[float, str]]:
        values = np.delete(self.values[self.step], self.place).tolist()
        codes = [code for code in self.baseline.codes if code != self.state.province]
        return sorted(zip(values, codes, strict=True), reverse=True)
