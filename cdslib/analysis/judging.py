"""The verdict on targets: gap, pace beside the pace required and the best pace of others, and status."""

from collections.abc import Callable
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from cdslib.analysis.best_pace import best_paces
from cdslib.analysis.comparable import Comparison
from cdslib.analysis.index_schemes import FloatArray
from cdslib.analysis.pace import MODERATE, SIGNIFICANT, compare_paces
from cdslib.analysis.target_rules import (
    NO,
    NONE,
    REASON,
    STATUS,
    Bar,
    ByteArray,
    Deadlines,
    Verdicts,
    judge,
    proofs,
)
from cdslib.data.coded import IntArray, categories

Cells = dict[str, np.ndarray]
_WHY = ("no_figure", "period_unclear", "refused_figure", "other_measure", "no_mean")
ORIGINS = ("document", "first_figure")


PART = 250_000


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
        self._found = comparison.comparable.with_mean()
        self._baseline = baseline
        self.day = day
        self._has_figures = self._found.stop > self._found.first

    def columns(self, advance: Callable[[float], None] = lambda _: None) -> Cells:
        """Return the columns of :func:`cdslib.gaps` that follow from figures, -1 or missing for targets without any.

        Parameters
        ----------
        advance : callable
            Told after each part which share of all it was.

        Returns
        -------
        dict of str to numpy.ndarray
            ``figure`` and ``start`` are rows of the observations, ``best`` the number of a province among those with
            figures; ``status`` and ``pace_class`` are numbers in ``STATUSES``, ``reason`` in ``REASONS``,
            ``baseline_origin`` in ``ORIGINS``.
        """
        judged = np.flatnonzero(self._has_figures)
        columns: Cells = {}
        # Part by part, so that what is needed on the way does not add up over millions of targets.
        for begin in range(0, max(len(judged), 1), PART):
            part = judged[begin : begin + PART]
            for name, cells in _Part(self, part).cells().items():
                if name not in columns:
                    fill = np.nan if cells.dtype.kind == "f" else NONE
                    columns[name] = np.full(len(self._baseline), fill, dtype=cells.dtype)
                columns[name][part] = cells
            advance(len(part) / max(len(judged), 1))
        return columns

    @cached_property
    def sorts(self) -> Cells:
        """Return what the sorts of targets have in common, as numbers."""
        sorts = self._beside.promises.sorts
        fastest = best_paces(self._beside)
        best = np.array([fastest.best(sort) for sort in sorts]).reshape(-1, 2)
        return {
            "sign": np.array([sort.bar.sign if sort.bar else 0 for sort in sorts], dtype=np.int64),
            "bar": np.array([self.bars.index(sort.bar) if sort.bar else 0 for sort in sorts], dtype=np.int64),
            "compound": np.array([sort.pace == "cagr" for sort in sorts], dtype=bool),
            "has_pace": np.array([sort.pace != "none" for sort in sorts], dtype=bool),
            "is_lasting": np.array([sort.kind == "level" for sort in sorts], dtype=bool),
            "is_former": np.array([sort.geography.startswith("vn63") for sort in sorts], dtype=bool),
            "year": np.array([sort.year or 0 for sort in sorts], dtype=float),
            "best_pace": best[:, 0],
            "best": best[:, 1].astype(np.int64),
        }

    @cached_property
    def bars(self) -> list[Bar]:
        """Return what may have to be reached."""
        return sorted({sort.bar for sort in self._beside.promises.sorts if sort.bar}, key=repr)

    @cached_property
    def proof(self) -> IntArray:
        """Return what figures prove, see :func:`proofs`."""
        return proofs(self.bars, self._beside.known.qualifiers)

    @property
    def provinces(self) -> list[str]:
        """Return the provinces with figures."""
        return self._beside.known.provinces

    def why_none(self) -> pd.Categorical:
        """Return why targets cannot be judged at all, missing where they can."""
        known, every, place = self._beside.known, self._beside.comparable, self._beside.place
        reason = np.zeros(len(place), dtype=np.int64)
        reason[np.isin(place, known.unclear)] = 1
        reason[np.isin(place, known.refused)] = 2
        reason[np.isin(place, known.places)] = 3
        reason[every.stop > every.first] = 4
        reason[self._has_figures] = NONE
        obstacles = [sort.obstacle for sort in self._beside.promises.sorts]
        codes, names = pd.factorize(np.array(obstacles, dtype=object))
        obstacle = codes[self._beside.promises.sort] + len(_WHY)
        found = np.where(self._beside.is_judged, reason, obstacle)
        return categories(found, [*_WHY, *names])


class _Part:
    """Some targets with figures."""

    def __init__(self, judging: Judging, targets: IntArray) -> None:
        beside = judging._beside
        self._known, self._found = beside.known, judging._found
        self._first, self._stop = self._found.first[targets], self._found.stop[targets]
        sort = beside.promises.sort[targets]
        self._of = {name: values[sort] for name, values in judging.sorts.items()}
        self._sign = self._of["sign"]
        self._proof, self._day = judging.proof, judging.day
        self._number, self._baseline = beside.promises.number[targets], judging._baseline[targets]
        self._deadline, self._is_relative = beside.deadline[targets], beside.is_relative[targets]

    def cells(self) -> Cells:
        """Return the columns of :meth:`Judging.columns` for these targets."""
        verdicts = self._verdicts()
        series, place = self._found.series, verdicts.place
        number = self._numbers(place, np.arange(len(place)))
        value = series.value(place)
        start, no_pace = self._starts(place)
        pace = self._paces(start, place, number)
        no_pace[start >= 0] = NONE
        no_pace[(start >= 0) & np.isnan(pace["observed_change"])] = REASON["pace_not_computable"]
        rows, has_pace = self._known.row, start >= 0
        return {
            "target_value": number,
            "figure": rows[series.at[place]],
            "value": value,
            "met": verdicts.met,
            "gap": np.round((number - value) * self._sign, 9) + 0.0,
            **self._shares(start, value, number),
            "start": np.where(has_pace, rows[series.at[start]], NONE),
            "start_value": np.where(has_pace, series.value(start), np.nan),
            "years": np.where(has_pace, series.time(place) - series.time(start), np.nan),
            **pace,
            "best_pace": np.where(has_pace, self._of["best_pace"], np.nan),
            "best": np.where(has_pace, self._of["best"], NONE),
            **self._statuses(verdicts, pace, no_pace),
        }

    def _numbers(self, place: IntArray, target: IntArray) -> FloatArray:
        """Return the number to reach at places of figures: the promised one, or the mean of that period."""
        number = self._number[target]
        if not len(self._found.mean):
            return number
        mean = self._found.mean[np.clip(place - self._found.plain, 0, len(self._found.mean) - 1)]
        return np.where(self._is_relative[target], mean, number)

    def _verdicts(self) -> Verdicts:
        series, known = self._found.series, self._known

        def test(place: IntArray, target: IntArray) -> IntArray:
            at = series.at[place]
            ahead = known.value[at] - self._numbers(place, target)
            return self._proof[
                self._of["bar"][target], known.qualifier[at], np.sign(ahead).astype(np.int64) + 1
            ]

        deadlines = Deadlines(self._deadline, self._day, self._of["is_lasting"], self._of["is_former"])
        return judge(series, self._first, self._stop, test, deadlines)

    def _starts(self, place: IntArray) -> tuple[IntArray, ByteArray]:
        """Return the figure that the pace to a later one is counted from, or why there is none."""
        series = self._found.series
        start, has_earlier = series.starts(place)
        reason = np.where(has_earlier, REASON["series_break"], REASON["one_figure"]).astype(np.int8)
        may = self._known.is_exact[series.at[place]] & self._of["has_pace"] & ~self._is_relative
        reason[~self._known.is_exact[series.at[place]]] = REASON["not_exact"]
        reason[~self._of["has_pace"]] = REASON["no_pace_for_indicator"]
        reason[self._is_relative] = REASON["relative_target"]
        return np.where(may, start, NONE), reason

    def _paces(self, start: IntArray, place: IntArray, number: FloatArray) -> dict[str, FloatArray]:
        series = self._found.series
        first, last = ((series.time(one), series.value(one)) for one in (start, place))
        found = compare_paces(self._of["compound"], first, last, number, self._of["year"], self._sign)
        none = (start < 0) | np.isnan(found["observed_change"])
        return {name: np.where(none, np.nan, values) for name, values in found.items()}

    def _shares(self, start: IntArray, value: FloatArray, number: FloatArray) -> Cells:
        """Return how much of the way from the baseline is still ahead."""
        is_given, has_pace = ~np.isnan(self._baseline), start >= 0
        first = np.where(has_pace, self._found.series.value(start), np.nan)
        baseline = np.where(is_given, self._baseline, first)
        way = (number - baseline) * self._sign
        with np.errstate(all="ignore"):
            share = np.where(way > 0, (number - value) * self._sign / way, np.nan)
        origin = np.where(is_given, 0, np.where(has_pace, 1, NONE)).astype(np.int8)
        return {"baseline": baseline, "baseline_origin": origin, "gap_share": share}

    def _statuses(self, verdicts: Verdicts, pace: dict[str, FloatArray], no_pace: ByteArray) -> Cells:
        """Return status and reason; while the deadline is ahead of an unmet target the pace gives the status."""
        ratio, change = pace["ratio"], pace["observed_change"]
        grade = np.full(len(ratio), NONE, dtype=np.int8)
        bounds = ((ratio < 0, "moving_away"), (ratio >= 0, "insufficient"), (ratio >= MODERATE, "moderate"))
        for holds, name in (*bounds, (ratio >= SIGNIFICANT, "significant")):
            grade[holds] = STATUS[name]
        grade[np.isnan(ratio) & (verdicts.met == NO) & (change * self._sign < 0)] = STATUS["moving_away"]
        undated = np.where(self._deadline == 0, REASON["no_target_year"], REASON["pace_not_computable"])
        unknown = np.where(no_pace == NONE, undated, no_pace)
        status, reason = verdicts.status.copy(), verdicts.reason.copy()
        is_open = (status == NONE) & (reason == NONE)
        status[is_open] = grade[is_open]
        reason[is_open & (grade == NONE)] = unknown[is_open & (grade == NONE)]
        return {"pace_class": grade, "status": status, "reason": reason}
