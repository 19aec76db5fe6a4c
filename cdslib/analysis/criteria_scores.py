"""Communes and departments scored by a set of criteria, thousands at once."""

from typing import Literal

import numpy as np
import pandas as pd

from cdslib.analysis.composite import pillars, rank, score
from cdslib.analysis.index_schemes import FloatArray, Scheme
from cdslib.data.criteria import read_steps
from cdslib.errors import CdsError


class MissingResultsError(CdsError, ValueError):
    """The table of results lacks columns of criteria."""

    key = "criteria.no_values"


class ResultRangeError(CdsError, ValueError):
    """A result outside 0 to 1 on a criterion that asks for yes, no or a ratio."""

    key = "criteria.value_range"


class UnknownMissingRuleError(CdsError, ValueError):
    """Empty cells earn nothing or are not scored, nothing else."""

    key = "criteria.unknown_missing"


def criteria_scheme(criteria: pd.DataFrame, code: str = "criteria") -> Scheme:
    """Return a set of criteria as a scheme: criteria are components, maximum points weights, groups pillars.

    Parameters
    ----------
    criteria : pandas.DataFrame
        As :func:`cdslib.load_criteria` gives it.
    code : str
        A name.

    Returns
    -------
    Scheme
        It works in :func:`cdslib.score`, :func:`cdslib.effective_weights` and :func:`cdslib.robustness`.
    """
    points = dict(zip(criteria["criterion"], criteria["max_points"].astype(float), strict=True))
    groups = {str(name): list(part["criterion"]) for name, part in criteria.groupby("group", sort=False)}
    return Scheme.from_weights(code, points, groups)


def criteria_shares(values: pd.DataFrame, criteria: pd.DataFrame) -> pd.DataFrame:
    """Turn results into shares of the maximum points of each criterion.

    Parameters
    ----------
    values : pandas.DataFrame
        One row a unit; one column a criterion, named by its code. A ratio may come as two columns, ``<code>_a`` and
        ``<code>_b``.
    criteria : pandas.DataFrame
        As :func:`cdslib.load_criteria` gives it.

    Returns
    -------
    pandas.DataFrame
        0 to 1, one column a criterion; missing where the result is missing or a ratio has the base zero.

    Raises
    ------
    MissingResultsError
        If a criterion has no column.
    ResultRangeError
        If yes/no or a ratio is outside 0 to 1.
    """
    absent = [
        code
        for code, rule in zip(criteria["criterion"], criteria["rule"], strict=True)
        if code not in values and not (rule == "ratio" and {f"{code}_a", f"{code}_b"} <= set(values.columns))
    ]
    if absent:
        raise MissingResultsError(columns=", ".join(absent))
    columns = {str(row["criterion"]): _share(values, row) for _, row in criteria.iterrows()}
    return pd.DataFrame(columns, index=values.index)


def score_criteria(
    values: pd.DataFrame, criteria: pd.DataFrame, *, missing: Literal["zero", "keep"] = "zero"
) -> pd.DataFrame:
    r"""Score and rank units by a set of criteria.

    Parameters
    ----------
    values : pandas.DataFrame
        One row a commune or department; one column a criterion, named by its code. A ratio may come as two columns,
        ``<code>_a`` and ``<code>_b``.
    criteria : pandas.DataFrame
        As :func:`cdslib.load_criteria` gives it.
    missing : {"zero", "keep"}
        Whether an empty cell earns no points, as criteria sets have it where no proof is handed in, or the unit is not
        scored.

    Returns
    -------
    pandas.DataFrame
        One row a unit: a column of points for each group, ``points``, ``share`` of the maximum (0 to 1), ``rank``,
        ``tied_with``, and ``empty``, the number of criteria without a result.

    Raises
    ------
    MissingResultsError, ResultRangeError
        If a criterion has no column, or yes/no or a ratio is outside 0 to 1.
    UnknownMissingRuleError
        If ``missing`` is another.

    Notes
    -----
    With the maximum :math:`p_i` of criterion :math:`i` and the share :math:`x_i` earned of it - yes or no,
    :math:`a / b`, or the points of the highest step reached over :math:`p_i` - the points are
    :math:`\sum_i p_i x_i` and the share is the weighted mean that :func:`cdslib.score` computes for the provinces.

    Examples
    --------
    >>> from cdslib.data.criteria import load_criteria
    >>> table = {"criterion": ["1", "2"], "group": ["A", "A"], "name_vi": ["Có trang", "Họp"]}
    >>> table |= {"rule": ["yes_no", "steps"], "max_points": [10, 20], "steps": ["", "1:5 2:10 4:20"]}
    >>> communes = pd.DataFrame({"1": [1, 0], "2": [3, 4]}, index=["x", "y"])
    >>> score_criteria(communes, load_criteria(pd.DataFrame(table)))[["points", "rank"]]
       points  rank
    x    20.0     1
    y    20.0     1
    """
    if missing not in ("zero", "keep"):
        raise UnknownMissingRuleError(missing=missing)
    scheme = criteria_scheme(criteria)
    shares = criteria_shares(values, criteria)
    used = shares.fillna(0.0) if missing == "zero" else shares
    most = criteria.groupby("group", sort=False)["max_points"].sum()
    found = pillars(used, scheme) * most
    total = score(used, scheme).rename("share")
    ranked = rank(total)[["rank", "tied_with"]]
    empty = shares.isna().sum(axis=1).rename("empty")
    return pd.concat([found, (total * scheme.total).rename("points"), total, ranked, empty], axis=1)


def _share(values: pd.DataFrame, criterion: pd.Series) -> FloatArray:
    code = str(criterion["criterion"])
    if code in values:
        result = values[code].to_numpy(dtype=float)
    else:
        top, base = (values[f"{code}_{part}"].to_numpy(dtype=float) for part in "ab")
        result = np.divide(top, base, out=np.full(len(top), np.nan), where=base > 0)
    if criterion["rule"] == "steps":
        return _by_steps(result, str(criterion["steps"])) / float(criterion["max_points"])
    outside = (result < 0) | (result > 1)
    if outside.any():
        row = int(outside.argmax())
        raise ResultRangeError(unit=values.index[row], criterion=code, value=f"{result[row]:g}")
    return np.minimum(result / float(criterion["steps"] or 1), 1.0)


def _by_steps(result: FloatArray, steps: str) -> FloatArray:
    thresholds, points = zip(*read_steps(steps), strict=True)
    reached = np.searchsorted(np.array(thresholds), result, side="right")
    return np.where(np.isnan(result), np.nan, np.array([0.0, *points])[reached])
