"""Normalisation: indicators of different units brought to one scale (OECD/JRC Handbook 2008, step 5)."""

from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np
import pandas as pd

from cdslib.analysis.index_errors import ConstantIndicatorError, MissingParameterError, UnknownMethodError
from cdslib.analysis.index_schemes import FloatArray

Normalisation = Literal["minmax", "zscore", "goalposts", "percentile_rank", "distance_to_target"]
METHODS: tuple[Normalisation, ...] = (
    *("minmax", "zscore", "goalposts", "percentile_rank", "distance_to_target"),
)


def minmax(values: FloatArray) -> FloatArray:
    r"""Scale columns to 0 to 1: :math:`(x - \min x) / (\max x - \min x)`.

    Examples
    --------
    >>> minmax(np.array([[1.0], [3.0], [5.0]])).ravel().tolist()
    [0.0, 0.5, 1.0]
    """
    low = np.nanmin(values, axis=0)
    return (values - low) / (np.nanmax(values, axis=0) - low)


def zscore(values: FloatArray) -> FloatArray:
    r"""Scale columns to mean 0 and standard deviation 1 (with :math:`n - 1`).

    Examples
    --------
    >>> zscore(np.array([[1.0], [3.0], [5.0]])).ravel().tolist()
    [-1.0, 0.0, 1.0]
    """
    return (values - np.nanmean(values, axis=0)) / np.nanstd(values, axis=0, ddof=1)


def percentile_rank(values: FloatArray) -> FloatArray:
    """Give each value the share of the other known ones that are lower.

    Examples
    --------
    >>> percentile_rank(np.array([[1.0], [3.0], [3.0], [5.0], [np.nan]])).ravel().round(4).tolist()
    [0.0, 0.3333, 0.3333, 1.0, nan]
    """
    lower = np.column_stack([np.searchsorted(np.sort(column), column) for column in values.T])
    others = (~np.isnan(values)).sum(axis=0) - 1
    return np.where(np.isnan(values), np.nan, lower / np.maximum(others, 1))


def normalise(
    table: pd.DataFrame,
    method: Normalisation = "minmax",
    *,
    directions: Mapping[str, int] | None = None,
    goalposts: Mapping[str, tuple[float, float]] | None = None,
    targets: Mapping[str, float] | None = None,
    bounds: tuple[float, float] = (0.0, 1.0),
) -> pd.DataFrame:
    r"""Bring indicators to one scale, the higher the better.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a unit, one column an indicator, in any units. Missing stays missing.
    method : {"minmax", "zscore", "goalposts", "percentile_rank", "distance_to_target"}
        See Notes.
    directions : mapping of str to {1, -1}, optional
        -1 where low is good; 1 where not given.
    goalposts : mapping of str to (float, float), optional
        Lower and upper goalpost of each indicator, for ``goalposts``.
    targets : mapping of str to float, optional
        Target of each indicator, for ``distance_to_target``.
    bounds : tuple of float
        Scale of the result instead of 0 to 1, not for ``zscore``: a geometric mean needs values above 0.

    Returns
    -------
    pandas.DataFrame
        The same rows and columns, without unit.

    Raises
    ------
    UnknownMethodError
        If there is no such method.
    ConstantIndicatorError
        If an indicator does not vary and the method divides by its range.
    MissingParameterError
        If goalposts or targets are missing or make no range.

    Notes
    -----
    With :math:`x` and, where low is good, everything mirrored:

    - ``minmax``: :math:`(x - \min) / (\max - \min)`, relative to the units at hand;
    - ``zscore``: :math:`(x - \bar x) / s`;
    - ``goalposts``: :math:`(x - l) / (u - l)`, cut to 0 to 1, comparable from year to year;
    - ``percentile_rank``: share of the other units that are lower;
    - ``distance_to_target``: :math:`(x - \min) / (x^* - \min)`, cut at 1, where :math:`x^*` is the target.

    OECD/JRC (2008), *Handbook on Constructing Composite Indicators*, step 5; the forms are those of the R package
    COINr (Becker et al. 2022, JOSS 7(78), 4567).

    Examples
    --------
    >>> table = pd.DataFrame({"good": [1, 3, 5], "bad": [10, 0, 5]}, index=["a", "b", "c"])
    >>> normalise(table, directions={"bad": -1}).loc["b"].to_dict()
    {'good': 0.5, 'bad': 1.0}
    """
    signs = np.array([(directions or {}).get(str(name), 1) for name in table.columns], dtype=float)
    values = table.to_numpy(dtype=float) * signs
    names = [str(name) for name in table.columns]
    found = _scaled(values, method, names, signs, goalposts or {}, targets or {})
    if method != "zscore":
        found = bounds[0] + found * (bounds[1] - bounds[0])
    return pd.DataFrame(found, index=table.index, columns=table.columns)


def _scaled(
    values: FloatArray,
    method: Normalisation,
    names: list[str],
    signs: FloatArray,
    goalposts: Mapping[str, tuple[float, float]],
    targets: Mapping[str, float],
) -> FloatArray:
    plain: dict[str, Callable[[FloatArray], FloatArray]] = {
        "minmax": minmax,
        "zscore": zscore,
        "percentile_rank": percentile_rank,
    }
    if method not in METHODS:
        raise UnknownMethodError(step="normalise", method=method, known=", ".join(METHODS))
    if method in ("minmax", "zscore"):
        _check_varying(values, names, method)
    if method in plain:
        return plain[method](values)
    if method == "goalposts":
        posts = [
            sorted(sign * post for post in goalposts.get(name, ()))
            for name, sign in zip(names, signs, strict=True)
        ]
        _check_given(method, "goalposts", names, [len(one) == 2 and one[0] < one[1] for one in posts])
        low, high = np.array(posts, dtype=float).T
        return np.clip((values - low) / (high - low), 0.0, 1.0)
    low = np.nanmin(values, axis=0)
    wanted = np.array([targets.get(name, np.nan) for name in names], dtype=float) * signs
    _check_given(method, "targets", names, (wanted > low).tolist())
    return np.minimum((values - low) / (wanted - low), 1.0)


def _check_varying(values: FloatArray, names: list[str], method: str) -> None:
    for name, column in zip(names, values.T, strict=True):
        known = column[~np.isnan(column)]
        if not len(known) or known.min() == known.max():
            raise ConstantIndicatorError(indicator=name, method=method)


def _check_given(method: str, parameter: str, names: list[str], is_given: list[bool]) -> None:
    wrong = [name for name, good in zip(names, is_given, strict=True) if not good]
    if wrong:
        raise MissingParameterError(method=method, parameter=parameter, indicators=", ".join(wrong))
