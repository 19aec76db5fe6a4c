"""Are neighbours alike? Moran's I for the whole country and for each unit, read in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cdslib.analysis.false_discoveries import adjusted_p_values
from cdslib.analysis.index_schemes import FloatArray
from cdslib.analysis.spatial_errors import (
    NoNeighboursError,
    NotWeightsError,
    NoVariationError,
    UnknownUnitsError,
)
from cdslib.i18n import Language, format_number, text

KINDS = ("high_high", "low_low", "high_low", "low_high", "not_significant", "no_neighbours", "no_value")


@dataclass(frozen=True, slots=True)
class Moran:
    """How alike neighbours are over all units.

    Attributes
    ----------
    value : float
        Moran's I: above ``expected`` neighbours are alike, below they differ more than chance would have it.
    expected : float
        Its mean if the values were dealt out at random, :math:`-1 / (n - 1)`.
    p_value : float
        Two-sided, from permutations: how often chance alone gives a value at least as far out.
    units : int
        How many units entered.
    no_value, no_neighbours : tuple of str
        Units left out, because they have no value or no neighbour with one.
    permutations, seed : int
        How many, and the seed that gives the same result again.
    """

    value: float
    expected: float
    p_value: float
    units: int
    no_value: tuple[str, ...]
    no_neighbours: tuple[str, ...]
    permutations: int
    seed: int

    def describe(self, lang: Language = "vi", *, alpha: float = 0.05) -> str:
        """Say the result in plain words, and who was left out.

        Parameters
        ----------
        lang : {"vi", "en"}
            The reader's language.
        alpha : float
            Chance of a false alarm one is ready to take.

        Returns
        -------
        str
            One to three sentences.
        """
        found = "random" if self.p_value >= alpha else "alike" if self.value > self.expected else "unlike"
        shown = {"value": format_number(self.value, 2, lang), "p": format_number(self.p_value, 4, lang)}
        said = [text(f"spatial.{found}", lang, units=self.units, **shown)]
        for reason in ("no_value", "no_neighbours"):
            codes: tuple[str, ...] = getattr(self, reason)
            if codes:
                said.append(text(f"spatial.left_out_{reason}", lang, codes=", ".join(codes)))
        return " ".join(said)


def morans_i(
    values: pd.Series, neighbours: pd.DataFrame, *, permutations: int = 9999, seed: int = 1
) -> Moran:
    r"""Measure whether neighbours are alike, by Moran's I.

    Parameters
    ----------
    values : pandas.Series
        One value a unit, indexed by code.
    neighbours : pandas.DataFrame
        Codes by codes, 1 (or another weight above zero) for neighbours, as :func:`cdslib.neighbours` returns it.
    permutations : int
        How often the values are dealt out at random.
    seed : int
        Gives the same result again.

    Returns
    -------
    Moran
        The measure, its p-value, and the units left out.

    Raises
    ------
    UnknownUnitsError, NotWeightsError
        If the matrix lacks units of the values, is not square or has negative weights.
    NoNeighboursError, NoVariationError
        If fewer than three units have a value and a neighbour with one, or all values are equal.

    Notes
    -----
    With :math:`z` the deviations from the mean and weights :math:`w` that add up to one in each row,
    :math:`I = \sum_i z_i \sum_j w_{ij} z_j / \sum_i z_i^2` (Moran 1950; Cliff and Ord 1981, *Spatial Processes*). The
    p-value is twice the smaller tail, :math:`2 (r + 1) / (m + 1)`, at most 1, where :math:`r` of :math:`m` permutations
    are at least as far out. Units without neighbours say nothing about neighbours: they are left out, and :math:`n` is
    the number of the others.

    Examples
    --------
    >>> line = pd.DataFrame([[0, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 1], [0, 0, 1, 0]], list("abcd"), list("abcd"))
    >>> round(morans_i(pd.Series([1, 2, 3, 4], list("abcd")), line).value, 4)
    0.4
    """
    weights, z, left_out = _prepared(values, neighbours)
    total = float(z @ z)
    observed = float(z @ weights @ z) / total
    rng = np.random.default_rng(seed)
    dealt = rng.permuted(np.tile(z, (permutations, 1)), axis=1)
    by_chance = np.einsum("pi,pi->p", dealt @ weights.T, dealt) / total
    p_value = float(_two_sided(np.array([observed]), by_chance[:, None])[0])
    return Moran(observed, -1 / (len(z) - 1), p_value, len(z), *left_out, permutations, seed)


def local_morans_i(
    values: pd.Series,
    neighbours: pd.DataFrame,
    *,
    alpha: float = 0.05,
    permutations: int = 9999,
    seed: int = 1,
    lang: Language = "vi",
) -> pd.DataFrame:
    r"""Find the units whose neighbours are unusually like or unlike them, by local Moran's I.

    Parameters
    ----------
    values : pandas.Series
        One value a unit, indexed by code.
    neighbours : pandas.DataFrame
        Codes by codes, as :func:`cdslib.neighbours` returns it.
    alpha : float
        Share of false alarms among the units called significant that one is ready to take.
    permutations, seed : int
        As for :func:`morans_i`.
    lang : {"vi", "en"}
        Language of ``meaning``.

    Returns
    -------
    pandas.DataFrame
        One row a unit of the matrix: ``value``, ``neighbours`` (how many with a value), ``lag`` (their mean),
        ``local_i``, ``p_value`` (two-sided), ``p_adjusted`` (for the number of units), ``kind`` (``high_high``,
        ``low_low``, ``high_low``, ``low_high``, ``not_significant``, ``no_neighbours``, ``no_value``) and
        ``meaning``, the kind in plain words.

    Raises
    ------
    UnknownUnitsError, NotWeightsError, NoNeighboursError, NoVariationError
        As for :func:`morans_i`.

    Notes
    -----
    :math:`I_i = z_i \sum_j w_{ij} z_j / m_2` with :math:`m_2 = \sum_i z_i^2 / (n - 1)` (Anselin 1995, *Local indicators
    of spatial association*, Geogr. Anal. 27; scale as in GeoDa and PySAL). For the p-value the unit keeps its value and
    the others are dealt out at random among its neighbours. With 63 units three would be called significant by chance
    alone, so p-values are adjusted by Benjamini and Hochberg (1995), which holds the expected share of false
    discoveries at ``alpha`` (for local Moran: Caldas de Castro and Singer 2006, Geogr. Anal. 38).

    Examples
    --------
    >>> line = pd.DataFrame([[0, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 1], [0, 0, 1, 0]], list("abcd"), list("abcd"))
    >>> local_morans_i(pd.Series([1, 2, 3, 4], list("abcd")), line)["local_i"].round(2).tolist()
    [0.45, 0.15, 0.15, 0.45]
    """
    weights, z, (no_value, no_neighbours) = _prepared(values, neighbours)
    used = [code for code in neighbours.index if code not in {*no_value, *no_neighbours}]
    lag = weights @ z
    p_values = _two_sided(lag * z, _lags_by_chance(weights, z, permutations, seed) * z)
    found = pd.DataFrame({"local_i": z * lag * (len(z) - 1) / (z @ z), "p_value": p_values}, index=used)
    found["p_adjusted"] = adjusted_p_values(p_values)
    names = np.array([["low_low", "low_high"], ["high_low", "high_high"]])
    kinds = names[(z > 0).astype(int), (lag > 0).astype(int)]
    found["kind"] = np.where(found["p_adjusted"] <= alpha, kinds, "not_significant")
    found["neighbours"] = (weights > 0).sum(axis=1)
    found["lag"] = lag + values.reindex(used).mean()
    table = found.reindex(neighbours.index).assign(value=values.reindex(neighbours.index))
    table["neighbours"] = table["neighbours"].fillna(0).astype(int)
    for reason, codes in (("no_value", no_value), ("no_neighbours", no_neighbours)):
        table.loc[list(codes), "kind"] = reason
    table["meaning"] = table["kind"].map({kind: text(f"spatial.{kind}", lang) for kind in KINDS})
    return table[["value", "neighbours", "lag", "local_i", "p_value", "p_adjusted", "kind", "meaning"]]


def _prepared(
    values: pd.Series, neighbours: pd.DataFrame
) -> tuple[FloatArray, FloatArray, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return weights whose rows add up to one, deviations from the mean, and who is left out and why."""
    _check(values, neighbours)
    known = values.reindex(neighbours.index).astype(float)
    has_value = known.notna()
    among = neighbours.where(has_value, 0.0, axis=0).where(has_value, 0.0, axis=1)
    alone = has_value & (among.sum(axis=1) == 0)
    used = has_value & ~alone
    if used.sum() < 3:
        raise NoNeighboursError(count=int(used.sum()))
    chosen = among.loc[used, used].to_numpy(dtype=float)
    z: FloatArray = np.asarray(known[used] - known[used].mean(), dtype=np.float64)
    if np.allclose(z, 0):
        raise NoVariationError()
    left_out = (_codes(known.index[~has_value]), _codes(known.index[alone]))
    return chosen / chosen.sum(axis=1, keepdims=True), z, left_out


def _check(values: pd.Series, neighbours: pd.DataFrame) -> None:
    unknown = _codes(values.dropna().index.difference(neighbours.index))
    if unknown:
        raise UnknownUnitsError(codes=", ".join(unknown[:5]))
    if list(neighbours.index) != list(neighbours.columns) or (neighbours.to_numpy() < 0).any():
        raise NotWeightsError()


def _codes(index: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(code) for code in index)


def _lags_by_chance(weights: FloatArray, z: FloatArray, permutations: int, seed: int) -> FloatArray:
    """Return for each permutation and unit the mean of its neighbours if the others were dealt out at random."""
    count = len(z)
    rng = np.random.default_rng(seed)
    most = int((weights > 0).sum(axis=1).max())
    dealt = rng.permuted(np.tile(np.arange(count - 1), (permutations, 1)), axis=1)[:, :most]
    lags = np.empty((permutations, count))
    for place in range(count):
        share = weights[place][weights[place] > 0]
        lags[:, place] = np.delete(z, place)[dealt[:, : len(share)]] @ share
    return lags


def _two_sided(observed: FloatArray, by_chance: FloatArray) -> FloatArray:
    """Return twice the smaller tail, at most 1; the observed value counts as one of the permutations."""
    tolerance = 1e-12
    above = (by_chance >= observed - tolerance).sum(axis=0)
    below = (by_chance <= observed + tolerance).sum(axis=0)
    tail = (np.minimum(above, below) + 1) / (len(by_chance) + 1)
    return np.minimum(1.0, 2 * tail)
