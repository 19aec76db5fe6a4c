"""How firm a rank is under other weights, normalisations, aggregations, and without one of the main indices."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd

from cdslib.analysis.composite import level_table, rank, score
from cdslib.analysis.index_arithmetic import ranks
from cdslib.analysis.index_errors import UnknownMethodError
from cdslib.analysis.index_schemes import Scheme
from cdslib.analysis.robustness_draws import (
    AGGREGATIONS,
    NORMALISATIONS,
    Draws,
    ahead,
    draw_assumptions,
    drawn_scores,
    groups_of,
)


@dataclass(frozen=True, eq=False)
class Robustness:
    """What many sets of assumptions make of a ranking.

    Attributes
    ----------
    table : pandas.DataFrame
        One row a unit: ``score`` and ``rank`` by the scheme, ``rank_low``, ``rank_median``, ``rank_high`` (the interval
        that holds ``confidence`` of the draws), ``same_rank`` (share of the draws with the same place) and ``group``
        (units that cannot be told apart have the same number).
    ahead : pandas.DataFrame
        Share of the draws in which the unit of the row is ahead of that of the column, ties counted half.
    by_assumption : pandas.DataFrame
        For each choice of an assumption the mean shift in places against the scheme, and the number of draws.
    confidence : float
        Share of the draws within the intervals, and from which a unit is surely ahead of another.
    draws, seed : int
        How many, and the seed that gives the same result again.
    """

    table: pd.DataFrame
    ahead: pd.DataFrame
    by_assumption: pd.DataFrame
    confidence: float
    draws: int
    seed: int


def robustness(
    components: pd.DataFrame,
    scheme: str | Scheme = "dti-2025",
    *,
    draws: int = 10_000,
    seed: int = 1,
    spread: float = 0.25,
    normalisations: Sequence[str] = ("none", "minmax", "zscore"),
    aggregations: Sequence[str] = ("arithmetic", "geometric"),
    leave_one_out: bool = True,
    confidence: float = 0.9,
) -> Robustness:
    r"""Rank units again and again under changed assumptions.

    Parameters
    ----------
    components : pandas.DataFrame
        As for :func:`cdslib.score`, without missing values; where the four foundation indices are unpublished in some
        row, they are used as one in all.
    scheme : str or Scheme
        The weights the draws are made around.
    draws, seed : int
        How many, and the seed.
    spread : float
        Each weight is multiplied by a number drawn evenly from ``1 - spread`` to ``1 + spread``.
    normalisations : sequence of {"none", "minmax", "zscore"}
        Scales to choose from.
    aggregations : sequence of {"arithmetic", "geometric", "copeland"}
        Ways to combine. A geometric mean lifts values below 0.01 to 0.01 and is not combined with ``zscore``.
    leave_one_out : bool
        Whether in each draw one main index, or none, is left out.
    confidence : float
        Share of the draws within the intervals, and from which a unit counts as surely ahead of another.

    Returns
    -------
    Robustness
        Rank intervals, pairs, groups that cannot be told apart, and which assumption matters.

    Raises
    ------
    UnknownMethodError
        If a normalisation or aggregation does not exist, or none remains.
    MissingComponentsError, ComponentRangeError
        As :func:`cdslib.score` does.

    Notes
    -----
    Monte Carlo uncertainty analysis of ranks: Saisana, Saltelli and Tarantola (2005), *Uncertainty and sensitivity
    analysis techniques as tools for the quality assessment of composite indicators*, J. R. Stat. Soc. A 168; OECD/JRC
    (2008), *Handbook*, step 7. All assumptions are drawn together and evenly. The groups are formed from the top: a
    unit begins a new one if the first of the group is ahead of it in ``confidence`` of the draws. An interval says
    how far the place depends on choices of method; it is no sampling error.

    Examples
    --------
    >>> from cdslib.analysis.components import load_components
    >>> firm = robustness(load_components(2024), draws=500)
    >>> firm.table.loc["vn34-01", ["rank", "rank_low", "rank_high", "group"]].astype(int).to_list()
    [1, 1, 5, 1]
    """
    levels, chosen = level_table(components, scheme)
    levels = levels.dropna()
    ways = _ways(normalisations, aggregations)
    assumed = draw_assumptions(chosen.shares(), ways, draws, seed, spread=spread, leave_one_out=leave_one_out)
    drawn = drawn_scores(levels.to_numpy(dtype=float), assumed)
    places = ranks(drawn)
    table = rank(score(levels, chosen)).drop(columns="tied_with")
    nominal = table["rank"].to_numpy(dtype=np.int64)
    tails = [(1 - confidence) / 2, 0.5, (1 + confidence) / 2]
    low, middle, high = np.quantile(places, tails, axis=0, method="inverted_cdf").astype(int)
    before = ahead(drawn)
    table = table.assign(
        rank_low=low,
        rank_median=middle,
        rank_high=high,
        same_rank=(places == nominal).mean(axis=0),
        group=groups_of(np.argsort(nominal, kind="stable").tolist(), before, confidence),
    )
    pairs = pd.DataFrame(before, index=levels.index, columns=levels.index)
    shifts = _shifts(assumed, np.abs(places - nominal).mean(axis=1), chosen)
    return Robustness(table, pairs, shifts, confidence, draws, seed)


def _ways(normalisations: Sequence[str], aggregations: Sequence[str]) -> tuple[tuple[str, str], ...]:
    for step, given, known in (
        ("normalise", normalisations, NORMALISATIONS),
        ("aggregate", aggregations, AGGREGATIONS),
    ):
        for method in given:
            if method not in known:
                raise UnknownMethodError(step=step, method=method, known=", ".join(known))
    ways = tuple(way for way in product(normalisations, aggregations) if way != ("zscore", "geometric"))
    if not ways:
        raise UnknownMethodError(step="robustness", method="–", known=", ".join(NORMALISATIONS))
    return ways


def _shifts(assumed: Draws, shift: np.ndarray, scheme: Scheme) -> pd.DataFrame:
    """Return the mean shift in places for each choice."""
    ways = np.array(assumed.ways)[assumed.way]
    names = np.array([*scheme.components, "–"])[assumed.left_out]
    rows = []
    for assumption, choices in (
        ("normalisation", ways[:, 0]),
        ("aggregation", ways[:, 1]),
        ("left_out", names),
    ):
        means = pd.Series(shift).groupby(choices).agg(["mean", "size"])
        rows += [(assumption, str(choice), row["mean"], int(row["size"])) for choice, row in means.iterrows()]
    return pd.DataFrame(rows, columns=["assumption", "choice", "mean_shift", "draws"])
