"""The table that :func:`cdslib.gaps` returns, column by column."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from cdslib.analysis.judging import ORIGINS, Cells, Judging
from cdslib.analysis.promises import Promises
from cdslib.analysis.target_rules import MERGED, NONE, REASONS, STATUSES
from cdslib.data.coded import IntArray, categories, coded

INTEGER = ("target_year", "ranked_units", "arrival_year")
BOOLEAN = ("is_history", "deadline_passed", "measure_assumed", "met")
REAL = (
    *("target_value", "target_value_to", "value", "gap", "baseline", "gap_share", "start_value", "years"),
    *("observed_change", "required_change", "needed_change", "ratio", "projected_value", "best_pace"),
)
COLUMNS = [
    *("id", "as_of", "province_code", "is_history", "indicator", "kind", "comparator", "target_value"),
    *("target_value_to", "unit", "target_year", "deadline_passed", "ranked_units", "document"),
    *("measure", "measure_assumed", "period", "vintage", "value", "qualifier", "source"),
    *("met", "gap", "baseline", "baseline_origin", "gap_share"),
    *("pace", "start_period", "start_value", "years", "observed_change", "required_change", "needed_change"),
    *("ratio", "pace_class", "arrival_year", "projected_value", "best_pace", "best_pace_province"),
    *("status", "reason"),
]
_SAME = ("id", "province_code", "indicator", "kind", "comparator", "unit", "ranked_units", "document")
_OF_FIGURE = ("period", "vintage", "qualifier", "source")
Columns = dict[str, Any]


def gap_table(
    observations: pd.DataFrame, targets: pd.DataFrame, promises: Promises, judging: Judging, found: Cells
) -> pd.DataFrame:
    """Put what was promised and what was found side by side.

    Parameters
    ----------
    observations, targets : pandas.DataFrame
        What :func:`cdslib.gaps` was given.
    promises : Promises
        The targets, read.
    judging : Judging
        The targets beside the figures.
    found : dict of str to numpy.ndarray
        What :meth:`Judging.columns` returned; it is used up.

    Returns
    -------
    pandas.DataFrame
        One row per target in their order. Words are categories where those of the targets are.
    """
    columns = _promised(targets, promises, judging.day) | _in_words(observations, promises, judging, found)
    columns |= {name: found.pop(name) for name in REAL if name in found}
    has_figure = found["figure"] >= 0
    columns["target_value"] = np.where(has_figure, columns["target_value"], promises.number)
    columns["arrival_year"] = found["arrival_year"]
    columns["met"] = pd.arrays.BooleanArray(found["met"] == 1, (found["met"] < 0) | ~has_figure)
    columns["reason"] = _filled(categories(found["reason"], REASONS), judging.why_none())
    return pd.DataFrame({name: _typed(name, columns.pop(name), targets) for name in COLUMNS}, copy=False)


def _promised(targets: pd.DataFrame, promises: Promises, day: date) -> Columns:
    """Return the columns that say what was promised."""
    sorts = promises.sorts
    is_former = np.array([code.startswith("vn63-") for code in promises.provinces], dtype=bool)
    has_indicator = [bool(sort.indicator) for sort in sorts]
    passed = [sort.deadline <= day.toordinal() if sort.deadline else None for sort in sorts]
    assumed = [sort.measure_assumed if has else None for sort, has in zip(sorts, has_indicator, strict=True)]
    return {name: targets[name].array for name in _SAME} | {
        "as_of": categories(np.zeros(len(targets), dtype=np.int8), [day.isoformat()]),
        "is_history": is_former[promises.province] & (day >= MERGED),
        "target_value_to": targets["value_to"].array,
        "target_year": pd.array([sort.year for sort in sorts], dtype="Int64")[promises.sort],
        "deadline_passed": pd.array(passed, dtype="boolean")[promises.sort],
        "measure_assumed": pd.array(assumed, dtype="boolean")[promises.sort],
    }


def _in_words(
    observations: pd.DataFrame, promises: Promises, judging: Judging, found: Cells
) -> dict[str, pd.Categorical]:
    """Return the columns of words: those beside the figures, and those that numbers stand for."""
    figure, start = found["figure"], found.pop("start")
    measures = [sort.measure if sort.indicator else None for sort in promises.sorts]
    paces = [sort.pace for sort in promises.sorts]
    words = {name: _taken(observations[name], figure) for name in _OF_FIGURE}
    exact = words["qualifier"]
    exact = exact if "exact" in exact.categories else exact.add_categories(["exact"])
    exact[exact.isna() & (figure >= 0)] = "exact"
    return words | {
        "qualifier": exact,
        "start_period": _taken(observations["period"], start),
        "measure": _filled(_taken(observations["measure"], figure), _of_words(promises.sort, measures)),
        "pace": _of_words(np.where(figure >= 0, promises.sort, NONE), paces),
        "best_pace_province": categories(found.pop("best"), judging.provinces),
        "baseline_origin": categories(found.pop("baseline_origin"), ORIGINS),
        "pace_class": categories(found.pop("pace_class"), STATUSES),
        "status": categories(found.pop("status"), STATUSES),
    }


def _of_words(numbers: IntArray, words: Sequence[str | None]) -> pd.Categorical:
    """Return words by their numbers; they may repeat."""
    codes, names = pd.factorize(np.array([*words, None], dtype=object))
    return categories(codes[numbers], names.tolist())


def _taken(column: pd.Series, row: IntArray) -> pd.Categorical:
    """Return the words of some rows, missing for row -1."""
    codes, words = coded(column)
    return categories(np.where(row >= 0, codes[row] if len(codes) else NONE, NONE), words)


def _filled(words: pd.Categorical, others: pd.Categorical) -> pd.Categorical:
    """Take other words where the first are missing."""
    names = words.categories.union(others.categories, sort=False)
    first, second = (part.set_categories(names).codes for part in (words, others))
    return categories(np.where(first < 0, second, first), names.tolist())


def _typed(name: str, values: Any, targets: pd.DataFrame) -> pd.Series:
    kind = (
        "Int64" if name in INTEGER else "boolean" if name in BOOLEAN else "float64" if name in REAL else "str"
    )
    is_category = isinstance(targets["province_code"].dtype, pd.CategoricalDtype)
    if kind == "str" and is_category and isinstance(values, pd.Categorical):
        return pd.Series(values, copy=False)
    return pd.Series(values, copy=False).astype(pd.api.types.pandas_dtype(kind))
