"""What stands beside a verdict: the series it rests on, and how the other provinces and the country stood."""

from collections.abc import Iterator
from datetime import date
from statistics import fmean

import pandas as pd

from cdslib.analysis.figures import Figure, index_version, known_figures
from cdslib.analysis.judging import Judging
from cdslib.analysis.promises import Promise, read_promises
from cdslib.analysis.target_gaps import judgement_day

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
    rows = [
        (
            *(promise.row["id"], figure.period, figure.time, figure.value, figure.qualifier, figure.vintage),
            *(figure.source, figure.is_published, index_version(figure.indicator, figure.end.year)),
        )
        for promise, figures, _ in _with_figures(observations, targets, as_of)
        for figure in figures
    ]
    return pd.DataFrame(rows, columns=_HISTORY)


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
    periods = dict(zip(verdicts["id"], verdicts["period"], strict=True))
    rows = []
    for promise, figures, judging in _with_figures(observations, targets, as_of):
        used = [figure for figure in figures if figure.period == periods.get(promise.row["id"])]
        if used:
            rows.append(_peer_row(promise, used[-1], judging))
    return pd.DataFrame(rows, columns=[*_PEERS, *_COUNTRY])


def _with_figures(
    observations: pd.DataFrame, targets: pd.DataFrame, as_of: date | str
) -> Iterator[tuple[Promise, list[Figure], Judging]]:
    """Yield the targets that can be judged and have comparable figures, with these."""
    day = judgement_day(as_of)
    promises = read_promises(targets, {})
    named = {promise.indicator for promise in promises if promise.indicator}
    wanted = named | {f"{indicator}_gdp" for indicator in named}
    judging = Judging(known_figures(observations, wanted, day), day)
    for promise in promises:
        if promise.obstacle is None and (figures := judging.comparable(promise)):
            yield promise, figures, judging


def _peer_row(promise: Promise, figure: Figure, judging: Judging) -> tuple[object, ...]:
    values = judging.same_period(promise, figure)
    by_value = sorted(values.items(), key=lambda item: (item[1], item[0]))
    country = judging.national(promise, figure)
    low, high = (by_value[0], max(by_value, key=lambda item: item[1])) if by_value else ((None,) * 2,) * 2
    return (
        *(promise.row["id"], figure.period, len(values), fmean(values.values()) if values else None),
        *(low[1], low[0], high[1], high[0]),
        *((country.value, country.source) if country else (None, None)),
    )
