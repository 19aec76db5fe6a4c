"""How the main indices move through the years of a scenario. Needs numpy only."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from cdslib.analysis.baseline import Baseline
from cdslib.analysis.index_arithmetic import IntArray, pillar_scores, scores
from cdslib.analysis.index_schemes import FloatArray, Scheme
from cdslib.analysis.ranking import TIE
from cdslib.analysis.scenario import INDEX, Behaviour, Goal, Lever, Scenario

ALONE = 1e-4


def yearly_gains(baseline: Baseline, behaviour: Behaviour) -> FloatArray:
    """Return what each main index gains in a year.

    Parameters
    ----------
    baseline : Baseline
        The figures.
    behaviour : {"stand_still", "own_trend", "follow_mean"}
        Nothing; the mean of its own earlier gains; the mean of all provinces' earlier gains.

    Returns
    -------
    numpy.ndarray
        A row a province, a column a component.
    """
    own = baseline.gains.mean(axis=0)
    if behaviour == "own_trend":
        return own
    if behaviour == "follow_mean":
        return np.broadcast_to(own.mean(axis=0), own.shape)
    return np.zeros_like(own)


def level_paths(baseline: Baseline, scenario: Scenario, own: Iterable[str] = ()) -> FloatArray:
    r"""Return the main indices of every year.

    Without a lever :math:`x_t = \min(1, \max(0, x_0 + t g))` with the yearly gain :math:`g` of the behaviour; with one
    the straight line to its level, or its own gain.

    Parameters
    ----------
    baseline : Baseline
        The figures.
    scenario : Scenario
        The assumptions, checked.
    own : iterable of str
        Provinces that behave as ``scenario.own`` says although they have no lever.

    Returns
    -------
    numpy.ndarray
        Year, province, component; the first year is the base year. All within 0 to 1.
    """
    moved = sorted({baseline.place(code) for code in (*own, *(lever.province for lever in scenario.levers))})
    gains = np.array(yearly_gains(baseline, scenario.others))
    gains[moved] = yearly_gains(baseline, scenario.own)[moved]
    steps = np.arange(len(scenario.years), dtype=float)
    levels = np.clip(baseline.levels + steps[:, None, None] * gains, 0.0, 1.0)
    for lever in scenario.levers:
        place, component = baseline.place(lever.province), baseline.scheme.place(lever.component)
        levels[:, place, component] = lever_path(baseline, scenario, lever)
    return levels


def lever_path(baseline: Baseline, scenario: Scenario, lever: Lever) -> FloatArray:
    """Return one main index of every year under its lever.

    Parameters
    ----------
    baseline : Baseline
        The figures.
    scenario : Scenario
        It gives the years.
    lever : Lever
        The lever.

    Returns
    -------
    numpy.ndarray
        From the base year to the horizon, within 0 to 1.
    """
    component = baseline.scheme.place(lever.component)
    start = float(baseline.levels[baseline.place(lever.province), component])
    span = (lever.by or scenario.horizon) - scenario.base_year
    steps = np.minimum(np.arange(len(scenario.years)), span)
    if lever.kind == "gain":
        return np.clip(start + steps * float(lever.value or 0.0), 0.0, 1.0)
    end = _lever_end(baseline, lever, component, start)
    return np.where(steps == span, end, start + (end - start) * steps / span)


def _lever_end(baseline: Baseline, lever: Lever, component: int, start: float) -> float:
    if lever.kind == "level":
        return float(lever.value or 0.0)
    if lever.kind == "peer":
        return max(start, float(baseline.levels[baseline.place(str(lever.peer)), component]))
    return float(baseline.levels[:, component].max())


def measure_values(levels: FloatArray, scheme: Scheme, measure: str) -> FloatArray:
    """Return the index, a pillar or a main index of all provinces.

    Parameters
    ----------
    levels : numpy.ndarray
        Components in the last axis.
    scheme : Scheme
        The weights.
    measure : str
        ``dti``, a pillar or a component.

    Returns
    -------
    numpy.ndarray
        The values, without the last axis.
    """
    if measure == INDEX:
        return scores(levels, scheme)
    if measure in scheme.pillar_names:
        return pillar_scores(levels, scheme)[..., scheme.pillar_names.index(measure)]
    return levels[..., scheme.place(measure)]


def places_of(values: FloatArray, place: int, ties: str = "shared") -> IntArray:
    """Return the rank of one province along the last axis.

    Parameters
    ----------
    values : numpy.ndarray
        Of all provinces.
    place : int
        Which.
    ties : {"shared", "alone"}
        Whether equals share the better place, or who is not ahead by 0.0001 stands behind.

    Returns
    -------
    numpy.ndarray
        The places, 1 the best.
    """
    own = values[..., [place]]
    margin = -TIE if ties == "shared" else ALONE - TIE
    ahead = values > own - margin
    ahead[..., place] = False
    return 1 + ahead.sum(axis=-1)


def is_reached(values: FloatArray, place: int, goal: Goal) -> npt.NDArray[np.bool_]:
    """Return where a goal is reached.

    Parameters
    ----------
    values : numpy.ndarray
        The goal's measure of all provinces in the last axis.
    place : int
        The goal's province.
    goal : Goal
        The goal.

    Returns
    -------
    numpy.ndarray of bool
        Without the last axis.
    """
    if goal.kind == "score":
        return np.asarray(values[..., place] >= goal.value - TIE)
    return np.asarray(places_of(values, place, goal.ties) <= goal.value)
