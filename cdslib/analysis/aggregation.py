"""Missing data, weighting and aggregation of one's own index (OECD/JRC Handbook 2008, steps 3, 6 and 7)."""

from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np
import pandas as pd

from cdslib.analysis.index_errors import (
    BadWeightsError,
    MissingComponentsError,
    NotPositiveError,
    UnknownMethodError,
)
from cdslib.analysis.index_schemes import FloatArray

Aggregation = Literal["arithmetic", "geometric", "harmonic", "copeland"]
Imputation = Literal["mean", "median", "group_mean", "group_median"]


def arithmetic(values: FloatArray, weights: FloatArray) -> FloatArray:
    r"""Return :math:`\sum_i w_i x_i / \sum_i w_i` of each row, over the known values."""
    known = ~np.isnan(values)
    return (np.where(known, values, 0.0) @ weights) / _known_weight(known, weights)


def geometric(values: FloatArray, weights: FloatArray) -> FloatArray:
    r"""Return :math:`\exp(\sum_i w_i \ln x_i / \sum_i w_i)` of each row, over the known values."""
    return np.exp(arithmetic(np.log(values), weights))


def harmonic(values: FloatArray, weights: FloatArray) -> FloatArray:
    r"""Return :math:`\sum_i w_i / \sum_i (w_i / x_i)` of each row, over the known values."""
    return 1.0 / arithmetic(1.0 / values, weights)


def copeland(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Return how many others a row beats less how many beat it, each pair decided by the weight of the indicators."""
    above = np.zeros((len(values), len(values)))
    for column, weight in zip(values.T, weights.tolist(), strict=True):
        above += weight * (column[:, None] > column[None, :])
    return np.sign(np.where(np.isclose(above, above.T), 0.0, above - above.T)).sum(axis=1)


def _known_weight(known: np.ndarray, weights: FloatArray) -> FloatArray:
    total = known @ weights
    return np.where(total > 0, total, np.nan)


METHODS: Mapping[str, Callable[[FloatArray, FloatArray], FloatArray]] = {
    "arithmetic": arithmetic,
    "geometric": geometric,
    "harmonic": harmonic,
    "copeland": copeland,
}


def aggregate(
    table: pd.DataFrame,
    weights: Mapping[str, float] | None = None,
    method: Aggregation = "arithmetic",
    *,
    min_available: float = 1.0,
) -> pd.Series:
    r"""Combine normalised indicators into one value for each unit.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a unit, one column an indicator, on one scale, the higher the better.
    weights : mapping of str to float, optional
        Weight of each indicator; equal if not given. Only proportions matter. Columns without a weight are left aside.
    method : {"arithmetic", "geometric", "harmonic", "copeland"}
        The less a low value can be made up for by a high one the further down the list.
    min_available : float
        Share of the indicators that a unit must have; below it the result is missing. The weights of what is known
        are scaled up.

    Returns
    -------
    pandas.Series
        Under the same index; for ``copeland`` the number of units beaten less the number of those that beat it.

    Raises
    ------
    UnknownMethodError
        If there is no such method.
    MissingComponentsError, BadWeightsError
        If a weight has no column, or weights are negative or all zero.
    NotPositiveError
        If a geometric or harmonic mean meets a value that is not above zero.

    Notes
    -----
    Weighted means :math:`\sum w_i x_i`, :math:`\prod x_i^{w_i}`, :math:`(\sum w_i / x_i)^{-1}` with weights that add
    up to one: OECD/JRC (2008), *Handbook*, step 7. Copeland (1951): unit :math:`p` beats :math:`q` if the weights of
    the indicators in which it is higher exceed those in which it is lower; as in Munda (2012), *Choosing
    aggregation rules for composite indicators*, Soc. Indic. Res. 109, it needs no common scale.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [0.2, 0.8], "b": [0.8, 0.2]}, index=["x", "y"])
    >>> aggregate(table, {"a": 3, "b": 1}).round(4).to_dict()
    {'x': 0.35, 'y': 0.65}
    >>> aggregate(table, method="geometric").round(4).to_dict()
    {'x': 0.4, 'y': 0.4}
    """
    if method not in METHODS:
        raise UnknownMethodError(step="aggregate", method=method, known=", ".join(METHODS))
    own = dict(weights) if weights is not None else {str(name): 1.0 for name in table.columns}
    absent = [name for name in own if name not in table]
    if absent:
        raise MissingComponentsError(columns=", ".join(absent))
    shares = np.array(list(own.values()), dtype=float)
    if not np.isfinite(shares).all() or shares.min() < 0 or shares.sum() <= 0:
        raise BadWeightsError(name=method, components=", ".join(own))
    chosen = table[list(own)]
    values = chosen.to_numpy(dtype=float)
    if method in ("geometric", "harmonic"):
        _check_positive(chosen, values, method)
    found = METHODS[method](values, shares / shares.sum())
    available = (~np.isnan(values)).mean(axis=1)
    return pd.Series(
        np.where(available >= min_available - 1e-12, found, np.nan), index=table.index, name=method
    )


def _check_positive(table: pd.DataFrame, values: FloatArray, method: str) -> None:
    wrong = values <= 0
    if wrong.any():
        row, column = (int(place[0]) for place in wrong.nonzero())
        raise NotPositiveError(
            method=method,
            indicator=table.columns[column],
            unit=table.index[row],
            value=f"{values[row, column]:g}",
        )


def impute(
    table: pd.DataFrame,
    method: Imputation = "mean",
    *,
    groups: pd.Series | None = None,
    min_available: float = 0.0,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Fill missing values by those of the other units, and say which were filled.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a unit, one column an indicator.
    method : {"mean", "median", "group_mean", "group_median"}
        Of all units, or of those of the same group.
    groups : pandas.Series, optional
        Group of each unit, for example its region; needed by the two last methods.
    min_available : float
        Only units with at least this share of their indicators are filled.

    Returns
    -------
    tuple of two pandas.DataFrame
        The filled table, and a table of the same shape that is true where a value was filled.

    Raises
    ------
    UnknownMethodError
        If there is no such method, or it lacks the groups.

    Notes
    -----
    Single imputation, OECD/JRC (2008), *Handbook*, step 3. It hides that the value is not known: show the second
    table beside the result, and see how it changes if such units are left out.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [1.0, 3.0, None]}, index=["x", "y", "z"])
    >>> filled, is_filled = impute(table)
    >>> filled["a"].tolist(), is_filled["a"].tolist()
    ([1.0, 3.0, 2.0], [False, False, True])
    """
    known = ("mean", "median", "group_mean", "group_median")
    statistic = method.removeprefix("group_")
    if method not in known or (method.startswith("group_") and groups is None):
        raise UnknownMethodError(step="impute", method=method, known=", ".join(known))
    numbers = table.astype(float)
    if method.startswith("group_") and groups is not None:
        by_group = numbers.groupby(groups.reindex(numbers.index))
        guess = by_group.transform("mean" if statistic == "mean" else "median")
    else:
        row = numbers.agg(statistic)
        guess = pd.DataFrame([row] * len(numbers), index=numbers.index)
    may = numbers.notna().mean(axis=1) >= min_available
    is_filled = numbers.isna() & guess.notna()
    is_filled = is_filled.mul(may, axis=0).astype(bool)
    return numbers.where(~is_filled, guess), is_filled
