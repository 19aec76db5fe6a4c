"""Targets judged where the figures lie: one part of a table at a time, on this machine or on many."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

import numpy as np
import pandas as pd

from cdslib.analysis.errors import SplitIndicatorError
from cdslib.analysis.pace import Method
from cdslib.analysis.target_gaps import NEEDED, gaps

_NO_FIGURES = pd.DataFrame({name: pd.Series(dtype="str") for name in NEEDED["observations"]}).astype(
    dict.fromkeys(("value", "numerator", "denominator"), "float64")
)


class Partitioned(Protocol):
    """A table in parts, as ``dask.dataframe`` has it."""

    def map_partitions(self, function: Any, *arguments: Any, meta: Any, **options: Any) -> Any:
        """Return the results of a function that is called with each part."""


def gaps_by_partition(
    observations: Partitioned,
    targets: pd.DataFrame,
    as_of: date | str,
    *,
    pace: Mapping[str, Method] | None = None,
) -> pd.DataFrame:
    """Say where each target stands, as :func:`cdslib.gaps`, for figures that no machine can hold at once.

    Parameters
    ----------
    observations : dask.dataframe.DataFrame
        Figures in parts, all those of an indicator in one part: ``figures.shuffle(on="indicator")`` brings them there.
    targets : pandas.DataFrame
        Rows as :func:`cdslib.load_targets` returns them.
    as_of : datetime.date or str
        The day of the verdict.
    pace : mapping of str to {"linear", "cagr"}, optional
        Pace by indicator code, instead of the catalogue's.

    Returns
    -------
    pandas.DataFrame
        What :func:`cdslib.gaps` returns for the whole table.

    Raises
    ------
    SplitIndicatorError
        If figures of one indicator lie in several parts: means and best paces would be those of a part.
    CdsError
        As :func:`cdslib.gaps` does.

    Examples
    --------
    >>> from cdslib.data import load_observations, load_targets
    >>> class Alone:  # a table in one part; dask.dataframe has many
    ...     def map_partitions(self, function, *arguments, meta):
    ...         found = function(load_observations(), *arguments)
    ...         return type("Later", (), {"compute": lambda self: found})()
    >>> verdicts = gaps_by_partition(Alone(), load_targets(), "2024")
    >>> verdicts.equals(gaps(load_observations(), load_targets(), "2024"))
    True
    """
    named = observations.map_partitions(
        _indicators, meta=pd.DataFrame({"indicator": pd.Series(dtype="str")})
    ).compute()
    split = named["indicator"][named["indicator"].duplicated()]
    if len(split):
        raise SplitIndicatorError(indicator=split.iloc[0])
    meta = _judged(_NO_FIGURES, targets, as_of, pace)
    found = observations.map_partitions(_judged, targets, as_of, pace, meta=meta).compute()
    rest = np.setdiff1d(np.arange(len(targets)), found.index)
    others = gaps(_NO_FIGURES, targets.iloc[rest], as_of, pace=pace).set_index(rest)
    return pd.concat([found, others]).sort_index().astype(meta.dtypes)


def _indicators(part: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"indicator": pd.Series(part["indicator"].dropna().unique(), dtype="str")})


def _judged(
    part: pd.DataFrame, targets: pd.DataFrame, as_of: date | str, pace: Mapping[str, Method] | None
) -> pd.DataFrame:
    """Judge the targets of a part's indicators; the index says which they are."""
    mine = np.flatnonzero(targets["indicator"].isin(part["indicator"].dropna().unique()))
    return gaps(part, targets.iloc[mine], as_of, pace=pace).set_index(mine)
