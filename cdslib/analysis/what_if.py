"""What the index becomes if main indices move: scores, pillars, ranks, and what each lever brings."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from cdslib.analysis.baseline import Baseline
from cdslib.analysis.index_arithmetic import IntArray, pillar_scores, ranks, scores
from cdslib.analysis.index_schemes import FloatArray, Scheme
from cdslib.analysis.ranking import TIE
from cdslib.analysis.scenario import Goal, Scenario, check_scenario
from cdslib.analysis.scenario_notes import notes_of
from cdslib.analysis.scenario_paths import is_reached, level_paths, measure_values

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Step:
    """One bar of a waterfall.

    Attributes
    ----------
    kind : {"start", "weights", "lever", "movement", "end"}
        The official score of the base year; the effect of other weights; a lever; a main index that moves without a
        lever; the score of the year.
    component : str or None
        Which main index.
    value : float
        Score for start and end, else its change.
    """

    kind: str
    component: str | None
    value: float


@dataclass(frozen=True, eq=False)
class WhatIf:
    """The years of a scenario, as plain arrays: year first, then province.

    Attributes
    ----------
    baseline, scenario : Baseline, Scenario
        What it was computed from.
    scheme : Scheme
        The weights used.
    levels : numpy.ndarray
        Main indices: year, province, component.
    scores, ranks : numpy.ndarray
        The index and the places: year, province.
    pillars, pillar_ranks : numpy.ndarray
        Pillars and places on them: year, province, pillar.
    contributions : numpy.ndarray
        What each main index adds to the score since the base year: year, province, component.
    weights_effect : numpy.ndarray
        What other weights add to each province's score in the base year.
    notes : tuple of str
        What must be said with the result, see :func:`cdslib.analysis.scenario_notes.note_words`.
    """

    baseline: Baseline
    scenario: Scenario
    scheme: Scheme
    levels: FloatArray
    scores: FloatArray
    pillars: FloatArray
    contributions: FloatArray
    weights_effect: FloatArray
    notes: tuple[str, ...]

    @cached_property
    def ranks(self) -> IntArray:
        """Return the places: year, province."""
        return ranks(self.scores)

    @cached_property
    def pillar_ranks(self) -> IntArray:
        """Return the places on the pillars: year, province, pillar."""
        return np.moveaxis(ranks(np.moveaxis(self.pillars, -1, 1)), 1, -1)

    @property
    def years(self) -> tuple[int, ...]:
        """Return the years, the base year first."""
        return self.scenario.years

    def waterfall(self, code: str, year: int) -> tuple[Step, ...]:
        """Say what made the score of a province: start, other weights, each lever, other movements, end.

        Parameters
        ----------
        code : str
            The province.
        year : int
            The year.

        Returns
        -------
        tuple of Step
            The steps between the first and the last add up exactly to their difference.
        """
        place, step = self.baseline.place(code), self.years.index(year)
        levers = {lever.component for lever in self.scenario.levers if lever.province == code}
        effect = float(self.weights_effect[place])
        middle = [Step("weights", None, effect)] if self.scheme is not self.baseline.scheme else []
        for component, value in zip(
            self.scheme.components, self.contributions[step, place].tolist(), strict=True
        ):
            if component in levers:
                middle.append(Step("lever", component, value))
            elif value:
                middle.append(Step("movement", component, value))
        start = Step("start", None, float(self.baseline.scores[place]))
        return (start, *middle, Step("end", None, float(self.scores[step, place])))

    def passed(self, code: str, year: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Say whom a province passes between the base year and a year, and who passes it.

        Parameters
        ----------
        code : str
            The province.
        year : int
            The year.

        Returns
        -------
        tuple of two tuples of str
            Codes of those passed, then of those passing; a tie is neither ahead nor behind.
        """
        place, step = self.baseline.place(code), self.years.index(year)
        before = self.baseline.scores - self.baseline.scores[place]
        after = self.scores[step] - self.scores[step, place]
        passed = (before > TIE) & (after < -TIE)
        passing = (before < -TIE) & (after > TIE)
        return self._codes(passed), self._codes(passing)

    def goal_years(self, goal: Goal | None = None) -> dict[int, bool]:
        """Say for each year whether a goal is reached.

        Parameters
        ----------
        goal : Goal, optional
            The scenario's own by default.

        Returns
        -------
        dict of int to bool
            Empty without a goal.
        """
        wanted = goal or self.scenario.goal
        if wanted is None:
            return {}
        values = measure_values(self.levels, self.scheme, wanted.measure)
        reached = is_reached(values, self.baseline.place(wanted.province), wanted)
        return dict(zip(self.years, reached.tolist(), strict=True))

    def to_frame(self) -> "pd.DataFrame":
        """Return one row a year and province: score, rank, pillars and their ranks, main indices."""
        import pandas as pd

        keys = pd.MultiIndex.from_product([self.years, self.baseline.codes], names=["year", "province_code"])
        names = self.scheme.pillar_names
        columns: dict[str, Any] = {"dti": self.scores.ravel(), "dti_rank": self.ranks.ravel()}
        for place, name in enumerate(names):
            columns[name] = self.pillars[..., place].ravel()
            columns[f"{name}_rank"] = self.pillar_ranks[..., place].ravel()
        for place, name in enumerate(self.scheme.components):
            columns[name] = self.levels[..., place].ravel()
        return pd.DataFrame(columns, index=keys).reset_index()

    def _codes(self, chosen: npt.NDArray[np.bool_]) -> tuple[str, ...]:
        return tuple(code for code, is_chosen in zip(self.baseline.codes, chosen, strict=True) if is_chosen)


def what_if(baseline: Baseline, scenario: Scenario) -> WhatIf:
    r"""Compute the index of every province and year under a scenario.

    It is arithmetic on the index, not a forecast: it says what follows for the score if main indices move as
    assumed, not what it takes to move them.

    Parameters
    ----------
    baseline : Baseline
        Where it starts, see :func:`cdslib.load_baseline`.
    scenario : Scenario
        Levers, behaviour of the others, weights, years.

    Returns
    -------
    WhatIf
        Scores, pillars, ranks and contributions of each year to the horizon, with notes.

    Raises
    ------
    GeographyMismatchError
        If the scenario is of another geography, base year or merger rule than the figures.
    UnknownScenarioProvinceError, UnknownComponentError
        If a lever names what does not exist.
    LeverTwiceError, LeverYearError, LeverValueError
        If levers contradict each other, lie outside the years, or lack a value.
    BadWeightsError
        If weights are negative or all zero.

    Notes
    -----
    With points :math:`w_i` the score of a year is :math:`s_t = \sum_i w_i x_{i,t} / \sum_i w_i`, and a lever on the
    main index :math:`i` has brought :math:`w_i (x_{i,t} - x_{i,0}) / \sum_i w_i`; with the effect of other weights
    these add up exactly to the change of the score. Main indices never leave 0 to 1. Gains of 2022 to 2024
    reach across the new criteria and weights of 2024, so what others do by their own trend is to be read with
    care.

    Examples
    --------
    >>> from cdslib.analysis.baselines import load_baseline
    >>> from cdslib.analysis.scenario import Lever
    >>> raised = Lever("vn34-38", "government_activity", "level", 0.75, by=2027)
    >>> result = what_if(load_baseline("vn34"), Scenario("vn34", (raised,)))
    >>> row = result.baseline.place("vn34-38")
    >>> result.ranks[:, row].tolist()
    [5, 4, 3, 2, 2, 2, 2]
    >>> [(step.kind, round(step.value, 4)) for step in result.waterfall("vn34-38", 2030)]
    [('start', 0.7743), ('lever', 0.0254), ('end', 0.7997)]
    """
    check_scenario(baseline, scenario)
    scheme = baseline.scheme.reweighted(scenario.weights)
    followed = (scenario.goal.province,) if scenario.goal else ()
    levels = level_paths(baseline, scenario, own=followed)
    return WhatIf(
        baseline=baseline,
        scenario=scenario,
        scheme=scheme,
        levels=levels,
        scores=scores(levels, scheme),
        pillars=pillar_scores(levels, scheme),
        contributions=(levels - baseline.levels) * scheme.shares(),
        weights_effect=scores(baseline.levels, scheme) - baseline.scores,
        notes=notes_of(baseline, scenario),
    )
