"""One target at a time: the figures it is judged by, the verdict, the pace beside the best pace of others."""

from collections import defaultdict
from dataclasses import asdict
from datetime import date
from statistics import fmean
from typing import Any, cast

from cdslib.analysis.figures import Figure, Known, index_version, of_period, series
from cdslib.analysis.pace import Method, Pace, classify_ratio, compare_pace, yearly_change
from cdslib.analysis.promises import Promise
from cdslib.analysis.target_rules import Bar, Verdict, judge, meets
from cdslib.data import load_provinces

_WINDOW_YEARS = 5
_ALL = {"vn63": 63, "vn34": 34}


class Judging:
    """The figures known on a day, ready to judge targets by.

    Parameters
    ----------
    known : Known
        Usable figures.
    day : datetime.date
        The day of the verdict.
    """

    def __init__(self, known: Known, day: date) -> None:
        self._known = known
        self._day = day
        self._of_indicator: defaultdict[str, list[str]] = defaultdict(list)
        for province, indicator in sorted(known.figures):
            self._of_indicator[indicator].append(province)
        self._best: dict[tuple[str, ...], tuple[float, str] | None] = {}
        self._ranked = {geography: set(load_provinces(geography)["code"]) for geography in _ALL}

    def row(self, promise: Promise) -> dict[str, Any]:
        """Return the columns of :func:`cdslib.gaps` that follow from the figures.

        Parameters
        ----------
        promise : Promise
            A target.

        Returns
        -------
        dict
            Cells by column; columns that do not apply are left out.
        """
        shared = {"measure": promise.measure, "measure_assumed": promise.row["measure"] is None}
        shared = shared if promise.indicator else {}
        if promise.obstacle or promise.bar is None:
            return shared | {"reason": promise.obstacle}
        figures = self.comparable(promise)
        if not figures:
            return shared | {"reason": self._why_none(promise)}
        bars = {figure: self._number(promise, figure) for figure in figures}
        figures = [figure for figure in figures if bars[figure] is not None]
        if not figures:
            return shared | {"reason": "no_mean"}
        numbers = {figure: number for figure, number in bars.items() if number is not None}
        return shared | self._judged(promise, promise.bar, figures, numbers)

    def _judged(
        self, promise: Promise, bar: Bar, figures: list[Figure], numbers: dict[Figure, float]
    ) -> dict[str, Any]:
        def test(figure: Figure) -> bool | None:
            return meets(figure.value, figure.qualifier, bar, numbers[figure])

        lasting = promise.row["kind"] == "level"
        verdict = judge(figures, test, promise.year, self._day, is_lasting=lasting)
        figure, number = verdict.figure, numbers[verdict.figure]
        start, no_pace = _start(promise, figures, figure)
        cells: dict[str, Any] = {
            "target_value": number,
            **{
                name: getattr(figure, name)
                for name in ("measure", "period", "vintage", "value", "qualifier", "source")
            },
            "met": verdict.met,
            "gap": _clean((number - figure.value) * bar.sign),
            "pace": promise.pace,
        }
        cells |= _share(promise, bar, figure, start, number)
        pace = None
        if start is not None:
            pace = _pace(promise, bar, start, figure, number)
            cells |= _paced(start, figure, pace) | self._best_cells(promise, bar)
            no_pace = None if pace else "pace_not_computable"
        return cells | _status(promise, verdict, pace, no_pace)

    def comparable(self, promise: Promise) -> list[Figure]:
        """Return the figures a target may be judged by.

        Parameters
        ----------
        promise : Promise
            A target.

        Returns
        -------
        list of Figure
            Those of the target's measure, oldest first, up to the deadline if there is one for it. A bound of the
            index also tells above from below the mean.
        """
        figures = self._known.figures.get((promise.province, promise.indicator), [])
        deadline = date(promise.year, 12, 31) if promise.year else None
        if any(figure.end == deadline and figure.measure == promise.measure for figure in figures):
            figures = [figure for figure in figures if deadline and figure.end <= deadline]
        found = series(figures, promise.measure or "")
        if promise.is_relative and promise.measure == "standard":
            dated = {figure.end: figure for figure in series(figures, "bound")}
            found = sorted((dated | {figure.end: figure for figure in found}).values(), key=lambda f: f.end)
        return found

    def _why_none(self, promise: Promise) -> str:
        place = promise.province, promise.indicator
        if place in self._known.figures:
            return "other_measure"
        return self._known.problems.get(place, "no_figure")

    def _number(self, promise: Promise, figure: Figure) -> float | None:
        """Return the number to reach: the promised one, or the provinces' mean of the figure's own period."""
        if not promise.is_relative:
            return float(promise.row["value"])
        geography = promise.geography
        means = self._known.figures.get(("vn", promise.indicator), [])
        published = [f.value for f in series(means, f"mean_of_{_ALL[geography]}") if f.end == figure.end]
        if published:
            return published[0]
        values = self.same_period(promise, figure)
        whole = self._ranked[geography]
        return fmean(values[code] for code in sorted(whole)) if whole <= values.keys() else None

    def same_period(self, promise: Promise, figure: Figure) -> dict[str, float]:
        """Return the exact figures of the provinces of one scheme for the period of a figure.

        Parameters
        ----------
        promise : Promise
            Whose indicator, measure and scheme of provinces count.
        figure : Figure
            Whose period counts.

        Returns
        -------
        dict of str to float
            Value by province code.
        """
        return {
            other.province: other.value
            for province in self._of_indicator[promise.indicator]
            if province.startswith(f"{promise.geography}-")
            for other in series(self._known.figures[province, promise.indicator], promise.measure or "")
            if other.end == figure.end and other.qualifier == "exact"
        }

    def national(self, promise: Promise, figure: Figure) -> Figure | None:
        """Return the country's figure for the period and measure of a province's figure.

        Parameters
        ----------
        promise : Promise
            A province's target.
        figure : Figure
            The province's figure.

        Returns
        -------
        Figure or None
            Of the same indicator, or of its counterpart that counts in GDP what the province counts in GRDP.
        """
        if promise.province == "vn":
            return None
        for indicator in (promise.indicator, f"{promise.indicator}_gdp"):
            figures = self._known.figures.get(("vn", indicator), [])
            if found := of_period(figures, promise.measure or "", figure.end):
                return found
        return None

    def _best_cells(self, promise: Promise, bar: Bar) -> dict[str, Any]:
        key = promise.geography, promise.indicator, str(promise.measure), promise.pace, str(bar.sign)
        if key not in self._best:
            self._best[key] = self._best_pace(promise, bar)
        best = self._best[key]
        return {"best_pace": best[0], "best_pace_province": best[1]} if best else {}

    def _best_pace(self, promise: Promise, bar: Bar) -> tuple[float, str] | None:
        """Return the fastest good change among the provinces of the same scheme; ties go to the lowest code."""
        found = []
        for province in self._of_indicator[promise.indicator]:
            if not province.startswith(f"{promise.geography}-"):
                continue
            figures = series(self._known.figures[province, promise.indicator], promise.measure or "")
            start = _start(promise, figures, figures[-1])[0] if figures else None
            if start is None:
                continue
            years = figures[-1].time - start.time
            change = yearly_change(cast(Method, promise.pace), start.value, figures[-1].value, years)
            if change is not None:
                found.append((change, province))
        return max(found, key=lambda one: one[0] * bar.sign, default=None)


def _start(promise: Promise, figures: list[Figure], last: Figure) -> tuple[Figure | None, str | None]:
    """Return the figure that the pace to a later one is counted from, or why there is none."""
    if promise.is_relative or promise.pace == "none":
        return None, "relative_target" if promise.is_relative else "no_pace_for_indicator"
    if last.qualifier != "exact":
        return None, "not_exact"
    earlier = [
        figure
        for figure in figures
        if figure.qualifier == "exact" and 1 <= round(last.time - figure.time, 6) <= _WINDOW_YEARS
    ]
    version = index_version(last.indicator, last.end.year)
    same = [figure for figure in earlier if index_version(figure.indicator, figure.end.year) == version]
    if same:
        return same[0], None
    return None, "series_break" if earlier else "one_figure"


def _pace(promise: Promise, bar: Bar, start: Figure, last: Figure, number: float) -> Pace | None:
    ends = (start.time, start.value), (last.time, last.value)
    year = promise.year or 0
    return compare_pace(cast(Method, promise.pace), *ends, number, year, sign=bar.sign)


def _paced(start: Figure, last: Figure, pace: Pace | None) -> dict[str, Any]:
    cells = {"start_period": start.period, "start_value": start.value, "years": last.time - start.time}
    return cells | (asdict(pace) if pace else {})


def _share(promise: Promise, bar: Bar, figure: Figure, start: Figure | None, number: float) -> dict[str, Any]:
    """Return how much of the way from the baseline is still ahead."""
    try:
        baseline, origin = float(promise.row["baseline"]), "document"
    except (TypeError, ValueError):
        if start is None:
            return {}
        baseline, origin = start.value, "first_figure"
    way = (number - baseline) * bar.sign
    share = (number - figure.value) * bar.sign / way if way > 0 else None
    return {"baseline": baseline, "baseline_origin": origin, "gap_share": share}


def _status(promise: Promise, verdict: Verdict, pace: Pace | None, no_pace: str | None) -> dict[str, Any]:
    """Return status and reason; while the deadline is ahead of an unmet target the pace gives the status."""
    pace_class = None
    if pace is not None and pace.ratio is not None:
        pace_class = classify_ratio(pace.ratio)
    elif (
        pace is not None
        and promise.bar
        and verdict.met is False
        and pace.observed_change * promise.bar.sign < 0
    ):
        pace_class = "moving_away"
    status, reason = verdict.status, verdict.reason
    if status is None and reason is None:
        unknown = no_pace or ("pace_not_computable" if promise.year else "no_target_year")
        status, reason = pace_class, None if pace_class else unknown
    return {"pace_class": pace_class, "status": status, "reason": reason}


def _clean(difference: float) -> float:
    """Drop what only binary arithmetic adds, so that 20 - 19.9 is 0.1."""
    return round(difference, 9) + 0.0
