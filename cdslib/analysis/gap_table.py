"""The table that :func:`cdslib.gaps` returns, column by column."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from cdslib.data.coded import IntArray, coded
from cdslib.analysis.judging import Judging
from cdslib.analysis.promises import Promises
from cdslib.analysis.target_rules import MERGED

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
    observations: pd.DataFrame, targets: pd.DataFrame, promises: Promises, judging: Judging, day: date
) -> pd.DataFrame:
    """Put what was promised and what was found side by side.

    Parameters
    ----------
    observations, targets : pandas.DataFrame
        What :func:`cdslib.gaps` was given.
    promises : Promises
        The targets, read.
    judging : Judging
        The targets, judged.
    day : datetime.date
        The day of the verdict.

    Returns
    -------
    pandas.DataFrame
        One row per target in their order. Words are categories where those of the targets are.
    """
    judged, cells = judging.cells()
    columns = _promised(targets, promises, day)
    columns["reason"] = _chosen(_words(judging.why_none()), _words(cells.pop("reason")), judged)
    columns |= _by_figure(observations, promises, judged, cells)
    target_value = promises.number.copy()
    target_value[judged] = cells.pop("target_value")
    columns |= {name: _placed(name, values, judged, len(targets)) for name, values in cells.items()}
    columns["target_value"] = target_value
    is_category = isinstance(targets["province_code"].dtype, pd.CategoricalDtype)
    return pd.DataFrame({name: _typed(name, columns.pop(name), is_category) for name in COLUMNS}, copy=False)


def _promised(targets: pd.DataFrame, promises: Promises, day: date) -> Columns:
    """Return the columns that say what was promised."""
    sorts = promises.sorts
    is_former = np.array([code.startswith("vn63-") for code in promises.provinces], dtype=bool)
    has_indicator = [bool(sort.indicator) for sort in sorts]
    passed = [sort.deadline <= day.toordinal() if sort.deadline else None for sort in sorts]
    assumed = [sort.measure_assumed if has else None for sort, has in zip(sorts, has_indicator, strict=True)]
    return {name: targets[name].array for name in _SAME} | {
        "as_of": pd.Categorical.from_codes(np.zeros(len(targets), dtype=np.int8), [day.isoformat()]),
        "is_history": is_former[promises.province] & (day >= MERGED),
        "target_value_to": targets["value_to"].array,
        "target_year": pd.array([sort.year for sort in sorts], dtype="Int64")[promises.sort],
        "deadline_passed": pd.array(passed, dtype="boolean")[promises.sort],
        "measure_assumed": pd.array(assumed, dtype="boolean")[promises.sort],
    }


def _by_figure(observations: pd.DataFrame, promises: Promises, judged: IntArray, cells: Columns) -> Columns:
    """Return the columns whose words stand beside the figures, and take their rows out of the cells."""
    figure, start, best = (cells.pop(name) for name in ("figure", "start", "best"))
    sorts, provinces = promises.sorts, cells.pop("provinces")
    own = pd.Categorical([sort.measure if sort.indicator else None for sort in sorts])[promises.sort]
    pace = pd.Categorical([sort.pace for sort in sorts])[promises.sort[judged]]
    found = {name: _taken(observations[name], figure) for name in _OF_FIGURE}
    found["qualifier"] = _filled(found["qualifier"], "exact")
    found |= {"start_period": _taken(observations["period"], start), "pace": pace}
    found["best_pace_province"] = pd.Categorical.from_codes(best, provinces)
    size = len(promises.sort)
    columns = {name: _chosen(_nothing(size), words, judged) for name, words in found.items()}
    return columns | {"measure": _chosen(own, _taken(observations["measure"], figure), judged)}


def _taken(column: pd.Series, row: IntArray) -> pd.Categorical:
    """Return the words of some rows, missing for row -1."""
    codes, words = coded(column)
    return pd.Categorical.from_codes(np.where(row >= 0, codes[row] if len(codes) else -1, -1), words)


def _filled(words: pd.Categorical, word: str) -> pd.Categorical:
    known = words if word in words.categories else words.add_categories([word])
    return known.fillna(word)


def _words(cells: np.ndarray) -> pd.Categorical:
    codes, words = pd.factorize(cells)
    return pd.Categorical.from_codes(codes, words)


def _nothing(size: int) -> pd.Categorical:
    return pd.Categorical.from_codes(np.full(size, -1, dtype=np.int8), [])


def _chosen(words: pd.Categorical, of_judged: pd.Categorical, judged: IntArray) -> pd.Categorical:
    """Put the words of judged targets in their rows."""
    names = words.categories.union(of_judged.categories, sort=False)
    codes = words.set_categories(names).codes.copy()
    codes = codes.astype(of_judged.set_categories(names).codes.dtype) if len(names) else codes
    codes[judged] = of_judged.set_categories(names).codes
    return pd.Categorical.from_codes(codes, names)


def _placed(name: str, values: np.ndarray, judged: IntArray, size: int) -> Any:
    """Put the cells of judged targets in their rows."""
    if values.dtype == object:
        return _chosen(_nothing(size), _words(values), judged)
    if name == "met":
        met = np.full(size, -1, dtype=np.int64)
        met[judged] = values
        return pd.arrays.BooleanArray(met == 1, met == -1)
    if len(judged) == size:
        return values
    cells = np.full(size, np.nan)
    cells[judged] = values
    return cells


def _typed(name: str, values: Any, is_category: bool) -> pd.Series:
    kind = "Int64" if name in INTEGER else "boolean" if name in BOOLEAN else "float64" if name in REAL else "str"
    if kind == "str" and is_category:
        return pd.Series(values, dtype="category")
    return pd.Series(values, copy=False).astype(kind)
