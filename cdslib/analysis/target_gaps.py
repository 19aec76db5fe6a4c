"""Where each promise stands: gap, pace, arrival and status."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from cdslib.analysis.comparable import Comparison
from cdslib.analysis.errors import BadDateError, MissingTargetColumnsError, UnknownPaceError
from cdslib.analysis.figures import known_figures, period_end
from cdslib.analysis.gap_table import COLUMNS, gap_table
from cdslib.analysis.judging import Judging
from cdslib.analysis.pace import Method
from cdslib.analysis.promises import read_promises
from cdslib.i18n import Language, text
from cdslib.progress import progress

__all__ = ["COLUMNS", "NEEDED", "gaps", "judgement_day", "reason_words", "status_words"]

_SHARE_OF_FIGURES = 0.3
NEEDED = {
    "observations": [
        *("province_code", "indicator", "measure", "period", "vintage", "value", "qualifier", "numerator"),
        *("denominator", "status", "source", "flag"),
    ],
    "targets": [
        *("id", "province_code", "indicator", "measure", "comparator", "value", "value_to", "unit"),
        *("target_year", "kind", "baseline", "ranked_units", "document", "flag"),
    ],
}


def gaps(
    observations: pd.DataFrame,
    targets: pd.DataFrame,
    as_of: date | str,
    *,
    pace: Mapping[str, Method] | None = None,
) -> pd.DataFrame:
    r"""Say for each target where it stands on a day: gap, pace, arrival and status, or why that cannot be said.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows as :func:`cdslib.load_observations` returns them; all provinces, so that means and the best pace
        can be found.
    targets : pandas.DataFrame
        Rows as :func:`cdslib.load_targets` returns them.
    as_of : datetime.date or str
        The day of the verdict; ``"2024"`` is its last day. Only periods that had ended by then count, and no
        vintage named after a later year.
    pace : mapping of str to {"linear", "cagr"}, optional
        Pace by indicator code, instead of the catalogue's (linear for shares and indices, CAGR for volumes).

    Returns
    -------
    pandas.DataFrame
        One row per target in their order.

        The promise: ``id``, ``as_of``, ``province_code``, ``is_history`` (a promise of a former province, looked at
        since the merger of 01/07/2025), ``indicator``, ``kind``, ``comparator``, ``target_value`` (the mean for
        relative targets), ``target_value_to``, ``unit``, ``target_year``, ``deadline_passed``, ``ranked_units``,
        ``document``.

        The figure: ``measure``, ``measure_assumed`` (the target names none; the catalogue's ordinary one is used),
        ``period``, ``vintage``, ``value``, ``qualifier``, ``source``.

        The gap: ``met`` (missing where the qualifier leaves it open), ``gap`` (in the unit; positive is short),
        ``baseline`` and ``baseline_origin`` (``document`` or ``first_figure``), ``gap_share`` (of the way from the
        baseline).

        The pace: ``pace``, ``start_period``, ``start_value``, ``years``, ``observed_change``, ``required_change`` (from
        the first figure), ``needed_change`` (from the latest), ``ratio`` (observed by required), ``pace_class``,
        ``arrival_year``, ``projected_value`` (at the deadline), ``best_pace`` and ``best_pace_province`` among the
        provinces of the same scheme. Changes are in the unit per year, for CAGR fractions.

        The verdict: ``status``, one of ``met``, ``met_early``, ``missed``, ``no_deadline_figure``, ``significant``,
        ``moderate``, ``insufficient``, ``moving_away``; ``reason`` where there is none or nothing better.
        :func:`status_words` and :func:`reason_words` say them.

    Raises
    ------
    BadDateError
        If ``as_of`` is not a day or a year.
    UnknownPaceError
        If a pace is neither linear nor cagr.
    MissingTargetColumnsError
        If a table lacks a column.

    Notes
    -----
    While the deadline is ahead the status is Eurostat's for indicators with a quantitative target
    (*Sustainable development in the European Union - monitoring report*, annex on methods): with the first
    figure :math:`y_0` at :math:`t_0`, the latest :math:`y_t` and the target :math:`x` at :math:`T`, the ratio of

    .. math:: \left(\frac{y_t}{y_0}\right)^{1/(t - t_0)} - 1 \quad\text{to}\quad
        \left(\frac{x}{y_0}\right)^{1/(T - t_0)} - 1

    is significant progress from 95 %, moderate from 60 %, insufficient from 0 %, below that movement away. Where
    the catalogue says linear, both growth rates are replaced by :math:`(y_t - y_0)/(t - t_0)` and
    :math:`(x - y_0)/(T - t_0)`. The first figure is the earliest of at most five years before the latest
    (Eurostat's short term), one year away at least, of the same measure, vintage and version of the index.
    Where the first figure had reached the target already and the latest has not, that is movement away. Only
    exact figures make a pace; ranks among provinces and targets relative to the mean have none.
    The first figure of a series stands for the baseline unless the document gives one. What a deadline that has
    passed needs is said in :func:`cdslib.analysis.target_rules.judge`.

    Examples
    --------
    >>> from cdslib.data import load_observations, load_targets
    >>> promised = load_targets().query("id == 't-tuyen-quang-digital-economy-share-2025'")
    >>> row = gaps(load_observations(), promised, "2023").iloc[0]
    >>> row["value"].item(), round(row["gap"], 2).item(), row["status"], row["arrival_year"].item()
    (6.19, 13.81, 'insufficient', 2102)
    """
    day = judgement_day(as_of)
    chosen = dict(pace or {})
    _check(observations, targets, chosen)
    promises = read_promises(targets, chosen)
    wanted = {sort.indicator for sort in promises.sorts if sort.indicator}
    baseline = pd.to_numeric(targets["baseline"], errors="coerce").to_numpy(dtype=float)
    with progress("gaps", 1.0) as advance:
        known = known_figures(observations, wanted, day)
        advance(_SHARE_OF_FIGURES)
        judging = Judging(Comparison(known, promises), baseline, day)
        found = judging.columns(lambda share: advance((1 - _SHARE_OF_FIGURES) * share))
    return gap_table(observations, targets, promises, judging, found)


def judgement_day(as_of: date | str) -> date:
    """Return the day of a verdict.

    Parameters
    ----------
    as_of : datetime.date or str
        A day, or a year, month or day in ISO form, of which the last day counts.

    Returns
    -------
    datetime.date
        The day.

    Raises
    ------
    BadDateError
        If it is neither.

    Examples
    --------
    >>> judgement_day("2024")
    datetime.date(2024, 12, 31)
    """
    if isinstance(as_of, date):
        return date(as_of.year, as_of.month, as_of.day)
    day = period_end(str(as_of))
    if day is None:
        raise BadDateError(value=as_of)
    return day


def _check(observations: pd.DataFrame, targets: pd.DataFrame, pace: Mapping[str, str]) -> None:
    for table, frame in (("observations", observations), ("targets", targets)):
        if missing := [name for name in NEEDED[table] if name not in frame]:
            raise MissingTargetColumnsError(table=table, columns=", ".join(missing))
    for indicator, method in pace.items():
        if method not in ("linear", "cagr"):
            raise UnknownPaceError(indicator=indicator, pace=method)


def status_words(status: str, lang: Language = "vi") -> str:
    """Say a status of :func:`gaps` in words.

    Parameters
    ----------
    status : str
        Its code.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    str
        The words.

    Examples
    --------
    >>> status_words("met_early", "en")
    'Met before the deadline'
    """
    return text(f"gaps.status_{status}", lang)


def reason_words(reason: str, lang: Language = "vi") -> str:
    """Say in words why :func:`gaps` gives no status, or nothing better.

    Parameters
    ----------
    reason : str
        Its code.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    str
        One sentence.

    Examples
    --------
    >>> reason_words("class_words")
    'Không đánh giá được: mục tiêu nêu bằng lời, không có ngưỡng chính thức.'
    """
    return text(f"gaps.reason_{reason}", lang)
