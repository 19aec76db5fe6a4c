"""When a target is met, missed, or cannot be judged."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from cdslib.analysis.figures import Figure

MERGED = date(2025, 7, 1)
_SIGN = {">=": 1, ">": 1, "<=": -1, "<": -1}
_DIRECTION = {"higher_better": 1, "lower_better": -1}
_LOWER, _UPPER = ("at_least", "more_than"), ("at_most", "less_than")
_STRICT = ("more_than", "less_than")


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


@dataclass(frozen=True)
class Verdict:
    """What the figures say.

    Attributes
    ----------
    figure : Figure
        The one the verdict rests on.
    met : bool or None
        Whether it meets the target; None where its qualifier leaves that open.
    status : str or None
        ``met``, ``met_early``, ``missed``, ``no_deadline_figure``; None while the deadline is ahead and the target
        not met.
    reason : str or None
        Why nothing, or nothing better, can be said.
    """

    figure: Figure
    met: bool | None
    status: str | None = None
    reason: str | None = None


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


def judge(
    figures: Sequence[Figure],
    test: Callable[[Figure], bool | None],
    target_year: int | None,
    as_of: date,
    *,
    is_lasting: bool,
) -> Verdict:
    """Judge a target by its comparable figures.

    Parameters
    ----------
    figures : sequence of Figure
        At least one, oldest first, all known on ``as_of``.
    test : callable
        Whether a figure meets the target.
    target_year : int or None
        The deadline is the end of this year.
    as_of : datetime.date
        The day of the verdict.
    is_lasting : bool
        Whether a level once reached counts for later (levels), not a place or a rate of one year.

    Returns
    -------
    Verdict
        Before the deadline the latest figure decides. After it, the figure for exactly that year; without one a
        lasting target counts as met early if the last figure before the deadline met it and no later one falls
        short; otherwise there is no figure for the deadline.

    Examples
    --------
    >>> rank = Figure("vn63-36", "dti_rank", "standard", "2022", "current", "exact", "s", 10.0, date(2022, 12, 31))
    >>> judge([rank], lambda f: f.value <= 15, 2030, date(2023, 6, 30), is_lasting=False).status
    'met_early'
    """
    last = figures[-1]
    deadline = date(target_year, 12, 31) if target_year else None
    if deadline is None or as_of < deadline:
        met = test(last)
        early = "met_early" if deadline else "met"
        return Verdict(last, met, early if met else None, None if met is not None else "not_proven")
    on_time = [figure for figure in figures if figure.end == deadline]
    if on_time:
        met = test(on_time[0])
        if met is None:
            return Verdict(on_time[0], None, None, "not_proven")
        return Verdict(on_time[0], met, "met" if met else "missed")
    return _without_deadline_figure(figures, test, deadline, is_lasting=is_lasting)


def _without_deadline_figure(
    figures: Sequence[Figure], test: Callable[[Figure], bool | None], deadline: date, *, is_lasting: bool
) -> Verdict:
    before = [figure for figure in figures if figure.end < deadline]
    after = [figure for figure in figures if figure.end > deadline]
    last = figures[-1]
    met_before = bool(before) and test(before[-1]) is True
    falls_short = any(test(figure) is False for figure in after)
    if is_lasting and met_before and not falls_short:
        return Verdict(before[-1], met=True, status="met_early")
    if is_lasting and met_before:
        reason = "fell_short_later"
    elif last.province.startswith("vn63-") and deadline > MERGED:
        reason = "scheme_ended"
    elif last.end.year == deadline.year:
        reason = "part_year_figure"
    else:
        reason = "deadline_figure_missing"
    return Verdict(last, test(last), "no_deadline_figure", reason)
