"""What stands beside a verdict: the series it rests on, and how the other provinces and the country stood."""

from datetime import date
from statistics import fmean

import numpy as np
import pandas as pd

from cdslib.analysis.comparable import Comparison
from cdslib.analysis.figures import known_figures
from cdslib.analysis.promises import read_promises
from cdslib.analysis.target_gaps import judgement_day
from cdslib.data.coded import spread

_HISTORY = ["id", "period", "time", "value", "qualifier", "vintage", "source", "is_published", "version"]
_PEERS = ["id", "period", "count", "mean", "low", "low_province", "high", "high_province"]
_COUNTRY = ["country_value", "country_source"]


def target_history(observations: pd.DataFrame, targets: pd.DataFrame, as_of: date | str) -> pd.DataFrame:
    """Return the figures that :func:`cdslib.gaps` may judge each target by.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows as :func:`cdslib.load_observations` returns them.
    targets : pandas.DataFrame
        Rows as :func:`cdslib.load_targets` returns them.
    as_of : datetime.date or str
        The day of the verdict.

    Returns
    -------
    pandas.DataFrame
        One row per target and figure, oldest first: ``id``, ``period``, ``time`` (years; the end of 2024 is 2024.0),
        ``value`` (in the indicator's unit), ``qualifier``, ``vintage``, ``source``, ``is_published``, ``version`` (of
        the index, else missing). Targets without a comparable figure have no row.

    Examples
    --------
    >>> from cdslib.data import load_observations, load_targets
    >>> promised = load_targets().query("id == 't-tuyen-quang-digital-economy-share-2025'")
    >>> target_history(load_observations(), promised, "2023")["value"].tolist()
    [5.84, 6.02, 6.19]
    """
    beside = _beside(observations, targets, as_of)
    known, found = beside.known, beside.comparable
    target, place = spread(found.first, found.stop)
    at = found.series.at[place]
    some = observations.iloc[known.row[at]]
    parts = {name: some[name].array for name in ("period", "vintage", "source")}
    cells = {
        "id": targets["id"].array[target],
        "time": known.times[known.day[at]],
        "value": known.value[at],
        "qualifier": np.array(known.qualifiers, dtype=object)[known.qualifier[at]],
        "is_published": (some["status"] == "published").to_numpy(),
        "version": np.array([*known.versions, None], dtype=object)[known.version[at]],
        **parts,
    }
    return pd.DataFrame({name: cells[name] for name in _HISTORY})


def target_peers(
    observations: pd.DataFrame, targets: pd.DataFrame, verdicts: pd.DataFrame, as_of: date | str
) -> pd.DataFrame:
    """Return how the provinces and the country stood in the period of the figure each verdict rests on.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows as :func:`cdslib.load_observations` returns them.
    targets : pandas.DataFrame
        Rows as :func:`cdslib.load_targets` returns them.
    verdicts : pandas.DataFrame
        What :func:`cdslib.gaps` says of them on that day.
    as_of : datetime.date or str
        The day of the verdict.

    Returns
    -------
    pandas.DataFrame
        One row per target with a figure: ``id``, ``period``, ``count`` of provinces of the same scheme with an exact
        figure of the same measure and period, their plain ``mean``, ``low`` and ``high`` with the provinces (ties go
        to the lower code), ``country_value`` and ``country_source`` where the country has a figure of that measure.

    Examples
    --------
    >>> from cdslib import gaps
    >>> from cdslib.data import load_observations, load_targets
    >>> promised = load_targets().query("id == 't-thanh-hoa-dti-rank-2025'")
    >>> observed = load_observations()
    >>> row = target_peers(observed, promised, gaps(observed, promised, "2024"), "2024").iloc[0]
    >>> row["count"].item(), row["low"].item(), row["high"].item()
    (63, 1.0, 63.0)
    """
    beside = _beside(observations, targets, as_of)
    found, ids = beside.comparable, list(targets["id"])
    periods = dict(zip(verdicts["id"], verdicts["period"], strict=True))
    rows = []
    for target in np.flatnonzero(found.stop > found.first).tolist():
        at = found.series.at[found.first[target] : found.stop[target]]
        same = [one for one in at.tolist() if _period(observations, beside, one) == periods.get(ids[target])]
        if same:
            rows.append((ids[target], *_peer_row(observations, beside, target, same[-1])))
    return pd.DataFrame(rows, columns=[*_PEERS, *_COUNTRY])


def _beside(observations: pd.DataFrame, targets: pd.DataFrame, as_of: date | str) -> Comparison:
    """Put targets beside the figures of their indicators, and of the country's counterparts of these."""
    promises = read_promises(targets, {})
    named = {sort.indicator for sort in promises.sorts if sort.indicator}
    wanted = named | {f"{indicator}_gdp" for indicator in named}
    return Comparison(known_figures(observations, wanted, judgement_day(as_of)), promises)


def _period(observations: pd.DataFrame, beside: Comparison, at: int) -> str:
    return str(observations["period"].iat[beside.known.row[at]])


def _peer_row(observations: pd.DataFrame, beside: Comparison, target: int, at: int) -> tuple[object, ...]:
    promise, day = beside.promises.sorts[beside.promises.sort[target]], int(beside.known.day[at])
    values = beside.same_period(promise.geography, promise.indicator, promise.measure or "", day)
    by_value = sorted(values.items(), key=lambda item: (item[1], item[0]))
    low, high = (by_value[0], max(by_value, key=lambda item: item[1])) if by_value else ((None,) * 2,) * 2
    country = beside.national(promise, day)
    return (
        *(_period(observations, beside, at), len(values), fmean(values.values()) if values else None),
        *(low[1], low[0], high[1], high[0]),
        None if country is None else float(beside.known.value[country]),
        None if country is None else observations["source"].iat[beside.known.row[country]],
    )
