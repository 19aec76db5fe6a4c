"""When a target is met, missed, or cannot be judged."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

import numpy as np
import numpy.typing as npt

from cdslib.analysis.figures import BoolArray
from cdslib.analysis.series import Series
from cdslib.data.coded import IntArray, spread

ByteArray = npt.NDArray[np.int8]
MERGED = date(2025, 7, 1)
_SIGN = {">=": 1, ">": 1, "<=": -1, "<": -1}
_DIRECTION = {"higher_better": 1, "lower_better": -1}
_LOWER, _UPPER = ("at_least", "more_than"), ("at_most", "less_than")
_STRICT = ("more_than", "less_than")
YES, NO, OPEN = 1, 0, -1
NONE = -1
STATUSES = (
    *("met", "met_early", "missed", "no_deadline_figure"),
    *("significant", "moderate", "insufficient", "moving_away"),
)
REASONS = (
    *("not_proven", "fell_short_later", "scheme_ended", "part_year_figure", "deadline_figure_missing"),
    *("no_target_year", "pace_not_computable", "relative_target", "no_pace_for_indicator", "not_exact"),
    *("series_break", "one_figure"),
)
STATUS = {name: number for number, name in enumerate(STATUSES)}
REASON = {name: number for number, name in enumerate(REASONS)}


@dataclass(frozen=True)
class Bar:
    """What a value has to reach.

    Attributes
    ----------
    sign : int
        1 where higher values meet the target, -1 where lower ones do.
    strict : bool
        Whether the value itself is not enough.
    about : bool
        Whether the promise itself says 'about'.
    """

    sign: int
    strict: bool = False
    about: bool = False

    @classmethod
    def of(cls, comparator: str | None, direction: str) -> "Bar | None":
        """Read a comparator: a bare value, 'about' and the near end of a range are reached in the good direction.

        Parameters
        ----------
        comparator : str or None
            Of the target: ``=``, ``>=``, ``>``, ``<=``, ``<``, ``~`` or ``range``.
        direction : str
            Of the indicator: ``higher_better``, ``lower_better`` or ``neutral``.

        Returns
        -------
        Bar or None
            None where neither says which way is good.

        Examples
        --------
        >>> Bar.of(">", "higher_better"), Bar.of("=", "neutral")
        (Bar(sign=1, strict=True, about=False), None)
        """
        sign = _SIGN.get(comparator or "", 0) or _DIRECTION.get(direction, 0)
        return cls(sign, comparator in (">", "<"), comparator == "~") if sign else None


@dataclass(frozen=True, eq=False)
class Verdicts:
    """What the figures say of many targets.

    Attributes
    ----------
    place : numpy.ndarray
        The figure each verdict rests on, as a place in the series.
    met : numpy.ndarray
        Whether it meets the target: 1, 0, or -1 where its qualifier leaves that open.
    status : numpy.ndarray
        The number in ``STATUSES`` of ``met``, ``met_early``, ``missed`` or ``no_deadline_figure``; -1 while the
        deadline is ahead and the target not met.
    reason : numpy.ndarray
        The number in ``REASONS`` of why nothing, or nothing better, can be said; else -1.
    """

    place: IntArray
    met: IntArray
    status: ByteArray
    reason: ByteArray


@dataclass(frozen=True, eq=False)
class Deadlines:
    """When each target is due.

    Attributes
    ----------
    day : numpy.ndarray
        Ordinal of the last day of the target year, 0 where there is none.
    as_of : datetime.date
        The day of the verdict.
    is_lasting : numpy.ndarray
        Whether a level once reached counts for later (levels), not a place or a rate of one year.
    is_former : numpy.ndarray
        Whether the target is of a former province or commune, of which there are no figures after the merger.
    """

    day: IntArray
    as_of: date
    is_lasting: BoolArray
    is_former: BoolArray

    @property
    def passed(self) -> BoolArray:
        """Tell which have passed."""
        return (self.day > 0) & (self.day <= self.as_of.toordinal())


def meets(value: float, qualifier: str, bar: Bar, target: float) -> bool | None:
    """Tell whether a figure proves that a target is met.

    Parameters
    ----------
    value : float
        The figure, in the target's unit.
    qualifier : str
        ``exact``, ``at_least``, ``more_than``, ``at_most``, ``less_than`` or ``about``.
    bar : Bar
        What has to be reached.
    target : float
        The number promised.

    Returns
    -------
    bool or None
        None where the figure proves neither: 'about 20' does not prove '>= 20', nor disprove it.

    Examples
    --------
    >>> meets(99, "at_least", Bar(1), 99), meets(20, "about", Bar(1), 20), meets(19, "at_most", Bar(1), 20)
    (True, None, False)
    """
    if qualifier == "about" and not bar.about:
        return None
    ahead = (value - target) * bar.sign
    low, high = (_LOWER, _UPPER) if bar.sign > 0 else (_UPPER, _LOWER)
    if qualifier in low:
        enough = ahead > 0 or (ahead == 0 and (not bar.strict or qualifier in _STRICT))
        return True if enough else None
    if qualifier in high:
        short = ahead < 0 or (ahead == 0 and (bar.strict or qualifier in _STRICT))
        return False if short else None
    return ahead > 0 or (ahead == 0 and not bar.strict)


def proofs(bars: Sequence[Bar], qualifiers: Sequence[str]) -> IntArray:
    """Return what :func:`meets` says, for every bar and qualifier, of a figure below, at and above the target.

    Parameters
    ----------
    bars : sequence of Bar
        What may have to be reached.
    qualifiers : sequence of str
        Those of the figures.

    Returns
    -------
    numpy.ndarray
        1, 0, or -1 where nothing is proven; below, at and above in the last axis.

    Examples
    --------
    >>> proofs([Bar(1)], ["exact", "at_least"]).tolist()
    [[[0, 1, 1], [-1, 1, 1]]]
    """
    said = {True: YES, False: NO, None: OPEN}
    found = [
        said[meets(side, qualifier, bar, 0)] for bar, qualifier, side in product(bars, qualifiers, (-1, 0, 1))
    ]
    return np.array(found, dtype=np.int64).reshape(len(bars), len(qualifiers), 3)


def judge(
    series: Series,
    first: IntArray,
    stop: IntArray,
    test: Callable[[IntArray, IntArray], IntArray],
    deadlines: Deadlines,
) -> Verdicts:
    """Judge targets by their comparable figures.

    Parameters
    ----------
    series : Series
        Comparable figures.
    first, stop : numpy.ndarray
        Where those of each target lie in them: at least one.
    test : callable
        Whether figures meet targets; takes places of figures and numbers of targets.
    deadlines : Deadlines
        When each target is due.

    Returns
    -------
    Verdicts
        Before the deadline the latest figure decides. After it, the figure for exactly that year; without one a
        lasting target counts as met early if the last figure before the deadline met it and no later one falls
        short; otherwise there is no figure for the deadline.
    """
    target = np.arange(len(first))
    status, reason = (np.full(len(first), NONE, dtype=np.int8) for _ in range(2))
    place = stop - 1
    on_time, before = _at_deadline(series, first, stop, deadlines.day)
    is_due = deadlines.passed
    has_figure = is_due & (on_time >= 0)
    place = np.where(has_figure, on_time, place)
    met = test(place, target)
    ahead = ~is_due
    status[ahead & (met == YES)] = STATUS["met"]
    status[ahead & (met == YES) & (deadlines.day > 0)] = STATUS["met_early"]
    status[has_figure & (met == YES)] = STATUS["met"]
    status[has_figure & (met == NO)] = STATUS["missed"]
    reason[(ahead | has_figure) & (met == OPEN)] = REASON["not_proven"]
    late = np.flatnonzero(is_due & ~has_figure)
    status[late] = STATUS["no_deadline_figure"]
    reason[late] = _reasons(series, place[late], deadlines, late)
    lasting = late[deadlines.is_lasting[late] & (before[late] >= first[late])]
    lasting = lasting[test(before[lasting], lasting) == YES]
    short = _falls_short(before[lasting] + 1, stop[lasting], lasting, test)
    reason[lasting[short]] = REASON["fell_short_later"]
    early = lasting[~short]
    place[early], met[early], status[early], reason[early] = before[early], YES, STATUS["met_early"], NONE
    return Verdicts(place, met, status, reason)


def _at_deadline(
    series: Series, first: IntArray, stop: IntArray, deadline: IntArray
) -> tuple[IntArray, IntArray]:
    """Return the place of the figure for the deadline, -1 if there is none, and of the last one before it."""
    days = series.known.days
    which = series.moment[first] // series.width
    day = np.searchsorted(days, deadline)
    at = np.clip(np.searchsorted(series.moment, which * series.width + day), first, stop)
    inside = np.minimum(at, stop - 1)
    is_there = (at < stop) & (days[series.day(inside)] == deadline)
    return np.where(is_there, at, -1), at - 1


def _falls_short(
    start: IntArray, stop: IntArray, target: IntArray, test: Callable[[IntArray, IntArray], IntArray]
) -> BoolArray:
    """Tell of which targets one of a range of figures falls short."""
    owner, place = spread(start, stop)
    found = np.zeros(len(target), dtype=bool)
    found[owner[test(place, target[owner]) == NO]] = True
    return found


def _reasons(series: Series, last: IntArray, deadlines: Deadlines, late: IntArray) -> ByteArray:
    """Return why there is no figure for the deadline."""
    year = [date.fromordinal(day).year for day in series.known.days.tolist()]
    day, days = np.unique(deadlines.day[late], return_inverse=True)
    due = np.array([date.fromordinal(one).year for one in day.tolist()], dtype=np.int64)[days]
    reason = np.full(len(late), REASON["deadline_figure_missing"], dtype=np.int8)
    reason[np.array(year, dtype=np.int64)[series.day(last)] == due] = REASON["part_year_figure"]
    reason[deadlines.is_former[late] & (deadlines.day[late] > MERGED.toordinal())] = REASON["scheme_ended"]
    return reason
