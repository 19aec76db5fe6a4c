"""The verdict on targets: gap, pace beside the pace required and the best pace of others, and status."""

from datetime import date
from typing import Any

import numpy as np

from cdslib.analysis.best_pace import best_paces
from cdslib.data.coded import IntArray
from cdslib.analysis.comparable import Comparable, Comparison
from cdslib.analysis.figures import BoolArray
from cdslib.analysis.index_schemes import FloatArray
from cdslib.analysis.pace import MODERATE, SIGNIFICANT, compare_paces
from cdslib.analysis.target_rules import NO, Deadlines, Verdicts, judge, proofs

Cells = dict[str, np.ndarray]


class Judging:
    """Judges targets by the figures known on a day.

    Parameters
    ----------
    comparison : Comparison
        Targets beside figures.
    baseline : numpy.ndarray
        The baselines that documents give.
    day : datetime.date
        The day of the verdict.
    """

    def __init__(self, comparison: Comparison, baseline: FloatArray, day: date) -> None:
        self._beside = comparison
        self._sorts = comparison.promises.sorts
        self._found = comparison.comparable.with_mean()
        self._day = day
        self._judged = np.flatnonzero(self._found.stop > self._found.first)
        self._baseline = baseline[self._judged]
        self._sign = self._of_sort([sort.bar.sign if sort.bar else 0 for sort in self._sorts])
        self._compound = self._of_sort([sort.pace == "cagr" for sort in self._sorts]) == 1

    def _of_sort(self, values: list[Any]) -> IntArray:
        """Return for each target with figures the number given for its sort."""
        return self._beside.of_sort(values)[self._judged]

    def cells(self) -> tuple[IntArray, Cells]:
        """Return the columns of :func:`cdslib.gaps` that follow from figures.

        Returns
        -------
        tuple of numpy.ndarray and dict of str to numpy.ndarray
            Which targets have figures, and their cells by column. ``figure`` and ``start`` are rows of the
            observations, -1 for none; ``best`` is the number of a province among ``provinces``.
        """
        verdicts = self._verdicts()
        series, place = self._found.series, verdicts.place
        number = self._numbers(place, self._judged)
        value = series.value(place)
        start, no_pace = self._starts(place)
        pace = self._paces(start, place, number)
        no_pace[(start >= 0)] = None
        no_pace[(start >= 0) & np.isnan(pace["observed_change"])] = "pace_not_computable"
        rows = self._beside.known.row
        return self._judged, {
            "target_value": number,
            "figure": rows[series.at[place]],
            "value": value,
            "met": verdicts.met,
            "gap": np.round((number - value) * self._sign, 9) + 0.0,
            **self._shares(start, value, number),
            "start": np.where(start >= 0, rows[series.at[start]], -1),
            "start_value": np.where(start >= 0, series.value(start), np.nan),
            "years": np.where(start >= 0, series.time(place) - series.time(start), np.nan),
            **pace,
            **self._best(start >= 0),
            "provinces": self._beside.known.provinces,
            **self._statuses(verdicts, pace, no_pace),
        }

    def why_none(self) -> np.ndarray:
        """Return why targets cannot be judged at all, None where they can."""
        known, place = self._beside.known, self._beside.place
        reason = np.full(len(place), "no_figure", dtype=object)
        reason[np.isin(place, known.unclear)] = "period_unclear"
        reason[np.isin(place, known.refused)] = "refused_figure"
        reason[np.isin(place, known.places)] = "other_measure"
        every = self._beside.comparable
        reason[every.stop > every.first] = "no_mean"
        reason[self._judged] = None
        obstacle = self._beside.promises.each("obstacle")
        return np.where(self._beside.is_judged, reason, obstacle)

    def _numbers(self, place: IntArray, target: IntArray) -> FloatArray:
        """Return the number to reach at places of figures: the promised one, or the mean of that period."""
        found: Comparable = self._found
        number = self._beside.promises.number[target]
        if not len(found.mean):
            return number
        mean = found.mean[np.clip(place - found.plain, 0, len(found.mean) - 1)]
        return np.where(self._beside.is_relative[target], mean, number)

    def _verdicts(self) -> Verdicts:
        known, series = self._beside.known, self._found.series
        bars = sorted({sort.bar for sort in self._sorts if sort.bar}, key=repr)
        proof = proofs(bars, known.qualifiers)
        bar = self._of_sort([bars.index(sort.bar) if sort.bar else 0 for sort in self._sorts])

        def test(place: IntArray, target: IntArray) -> IntArray:
            at = series.at[place]
            ahead = known.value[at] - self._numbers(place, self._judged[target])
            return proof[bar[target], known.qualifier[at], np.sign(ahead).astype(np.int64) + 1]

        lasting = self._of_sort([sort.kind == "level" for sort in self._sorts]) == 1
        former = self._of_sort([sort.geography.startswith("vn63") for sort in self._sorts]) == 1
        deadlines = Deadlines(self._beside.deadline[self._judged], self._day, lasting, former)
        return judge(series, self._found.first[self._judged], self._found.stop[self._judged], test, deadlines)

    def _starts(self, place: IntArray) -> tuple[IntArray, np.ndarray]:
        """Return the figure that the pace to a later one is counted from, or why there is none."""
        series, known = self._found.series, self._beside.known
        start, has_earlier = series.starts(place)
        reason = np.where(has_earlier, "series_break", "one_figure").astype(object)
        reason[~known.is_exact[series.at[place]]] = "not_exact"
        reason[self._of_sort([sort.pace == "none" for sort in self._sorts]) == 1] = "no_pace_for_indicator"
        reason[self._beside.is_relative[self._judged]] = "relative_target"
        may = (reason == "series_break") | (reason == "one_figure")
        return np.where(may, start, -1), reason

    def _paces(self, start: IntArray, place: IntArray, number: FloatArray) -> dict[str, FloatArray]:
        series = self._found.series
        ends = [(series.time(one), series.value(one)) for one in (start, place)]
        year = np.array([sort.year or 0 for sort in self._sorts], dtype=float)[self._beside.promises.sort[self._judged]]
        found = compare_paces(self._compound, *ends, number, year, self._sign)
        none = (start < 0) | np.isnan(found["observed_change"])
        return {name: np.where(none, np.nan, values) for name, values in found.items()}

    def _shares(self, start: IntArray, value: FloatArray, number: FloatArray) -> Cells:
        """Return how much of the way from the baseline is still ahead."""
        is_given = ~np.isnan(self._baseline)
        baseline = np.where(is_given, self._baseline, np.where(start >= 0, self._found.series.value(start), np.nan))
        way = (number - baseline) * self._sign
        with np.errstate(all="ignore"):
            share = np.where(way > 0, (number - value) * self._sign / way, np.nan)
        origin = np.where(is_given, "document", np.where(start >= 0, "first_figure", None))
        return {"baseline": baseline, "baseline_origin": origin, "gap_share": share}

    def _statuses(self, verdicts: Verdicts, pace: dict[str, FloatArray], no_pace: np.ndarray) -> Cells:
        """Return status and reason; while the deadline is ahead of an unmet target the pace gives the status."""
        ratio = pace["ratio"]
        grade = np.full(len(ratio), None, dtype=object)
        bounds = ((ratio < 0, "moving_away"), (ratio >= 0, "insufficient"), (ratio >= MODERATE, "moderate"))
        for holds, name in (*bounds, (ratio >= SIGNIFICANT, "significant")):
            grade[holds] = name
        backwards = np.isnan(ratio) & (verdicts.met == NO) & (pace["observed_change"] * self._sign < 0)
        grade[backwards] = "moving_away"
        status, reason = verdicts.status.copy(), verdicts.reason.copy()
        is_open = (status == None) & (reason == None)  # noqa: E711 - element by element
        undated = self._beside.deadline[self._judged] == 0
        unknown = np.where(no_pace != None, no_pace, np.where(undated, "no_target_year", "pace_not_computable"))  # noqa: E711
        status[is_open] = grade[is_open]
        reason[is_open] = np.where(grade[is_open] == None, unknown[is_open], None)  # noqa: E711
        return {"pace_class": grade, "status": status, "reason": reason}

    def _best(self, has_pace: BoolArray) -> Cells:
        """Return the fastest good change among the provinces of the same scheme."""
        if not has_pace.any():
            return {"best_pace": np.full(len(has_pace), np.nan), "best": np.full(len(has_pace), -1)}
        fastest = best_paces(self._beside)
        change, province = np.array([fastest.best(sort) for sort in self._sorts]).T
        sort = self._beside.promises.sort[self._judged]
        return {
            "best_pace": np.where(has_pace, change[sort], np.nan),
            "best": np.where(has_pace, province[sort], -1).astype(np.int64),
        }
