"""Scores under many sets of assumptions at once, on arrays."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cdslib.analysis.index_arithmetic import IntArray
from cdslib.analysis.index_schemes import FloatArray
from cdslib.analysis.normalisation import minmax, zscore
from cdslib.progress import progress

NORMALISATIONS = ("none", "minmax", "zscore")
AGGREGATIONS = ("arithmetic", "geometric", "copeland")
# A geometric mean needs values above zero; COINr's default range of 1 to 100 has the same floor.
FLOOR = 0.01
_CHUNK = 1000


@dataclass(frozen=True, eq=False)
class Draws:
    """Assumptions of each draw.

    Attributes
    ----------
    weights : numpy.ndarray
        Draw, component; shares that add up to one, zero for the component left out.
    way : numpy.ndarray of int
        Place of each draw's way in ``ways``.
    ways : tuple of (str, str)
        Normalisation and aggregation.
    left_out : numpy.ndarray of int
        Component left out, -1 for none.
    """

    weights: FloatArray
    way: IntArray
    ways: tuple[tuple[str, str], ...]
    left_out: IntArray


def draw_assumptions(
    shares: FloatArray,
    ways: tuple[tuple[str, str], ...],
    draws: int,
    seed: int,
    *,
    spread: float,
    leave_one_out: bool,
) -> Draws:
    """Draw weights, ways and the component left out.

    Parameters
    ----------
    shares : numpy.ndarray
        Weights as shares.
    ways : tuple of (str, str)
        Normalisations and aggregations to choose from, all equally likely.
    draws, seed : int
        How many, and the seed.
    spread : float
        Each weight is multiplied by a number drawn evenly from ``1 - spread`` to ``1 + spread``.
    leave_one_out : bool
        Whether in each draw one component, or none, is left out, all equally likely.

    Returns
    -------
    Draws
        The assumptions.
    """
    random = np.random.default_rng(seed)
    count = len(shares)
    weights = shares * random.uniform(1 - spread, 1 + spread, size=(draws, count))
    left_out = random.integers(-1, count, size=draws) if leave_one_out else np.full(draws, -1)
    is_out = left_out >= 0
    weights[np.flatnonzero(is_out), left_out[is_out]] = 0.0
    weights /= weights.sum(axis=1, keepdims=True)
    return Draws(weights, random.integers(len(ways), size=draws), ways, left_out)


def drawn_scores(levels: FloatArray, draws: Draws) -> FloatArray:
    """Return the score of each unit in each draw.

    Parameters
    ----------
    levels : numpy.ndarray
        Unit, component.
    draws : Draws
        The assumptions.

    Returns
    -------
    numpy.ndarray
        Draw, unit. Scores of different ways are on different scales; only their order is comparable.
    """
    found = np.empty((len(draws.weights), len(levels)))
    with progress("robustness", len(found)) as advance:
        for place, (normalisation, aggregation) in enumerate(draws.ways):
            scaled = {"none": lambda x: x, "minmax": minmax, "zscore": zscore}[normalisation](levels)
            chosen = np.flatnonzero(draws.way == place)
            pieces = max(1, len(chosen) // _CHUNK) if aggregation == "copeland" else 1
            for part in np.array_split(chosen, pieces):
                found[part] = _combined(scaled, draws.weights[part], aggregation)
                advance(len(part))
    return found


def _combined(levels: FloatArray, weights: FloatArray, aggregation: str) -> FloatArray:
    if aggregation == "geometric":
        return np.exp(weights @ np.log(np.maximum(levels, FLOOR)).T)
    if aggregation == "copeland":
        return _copeland(levels, weights)
    return weights @ levels.T


def _copeland(levels: FloatArray, weights: FloatArray) -> FloatArray:
    """Return wins less losses of each draw; the sign of each pair is a weighted sum over components."""
    units, components = levels.shape
    sides = np.sign(levels[:, None, :] - levels[None, :, :]).reshape(units * units, components).T
    return np.sign(np.round(weights @ sides, 12)).reshape(-1, units, units).sum(axis=2)


def ahead(scores: FloatArray) -> npt.NDArray[np.float64]:
    """Return the share of draws in which the unit of the row is ahead of that of the column, ties counted half.

    Parameters
    ----------
    scores : numpy.ndarray
        Draw, unit.

    Returns
    -------
    numpy.ndarray
        Unit, unit.
    """
    units = scores.shape[1]
    by_unit = np.ascontiguousarray(scores.T)
    wins = np.zeros((units, units))
    with progress("robustness", units) as advance:
        for place in range(units):
            wins[place] = (by_unit[place] > by_unit).sum(axis=1)
            advance()
    ties = len(scores) - wins - wins.T
    return (wins + ties / 2) / len(scores)


def groups_of(order: list[int], ahead_of: FloatArray, confidence: float) -> list[int]:
    """Divide units in their order into groups whose first is not surely ahead of any other.

    Parameters
    ----------
    order : list of int
        Units from the best.
    ahead_of : numpy.ndarray
        As :func:`ahead` gives it.
    confidence : float
        Share of draws from which one is surely ahead.

    Returns
    -------
    list of int
        Group of each unit, from 1, by unit.
    """
    found = [0] * len(order)
    first, group = order[0], 1
    for unit in order:
        if unit != first and ahead_of[first, unit] >= confidence:
            first, group = unit, group + 1
        found[unit] = group
    return found
