"""The figures each target may be judged by, and the provinces' means that some targets ask for."""

from dataclasses import dataclass
from functools import cache, cached_property
from math import fsum
from typing import Any

import numpy as np

from cdslib.analysis.figures import BoolArray, Known
from cdslib.analysis.index_schemes import FloatArray
from cdslib.analysis.promises import Promise, Promises
from cdslib.analysis.series import Series, joined, make_series, merged
from cdslib.data import load_provinces
from cdslib.data.coded import IntArray, combined, numbered
from cdslib.data.units import geography_of

_RANKED = {"vn63": 63, "vn34": 34}


@dataclass(frozen=True, eq=False)
class Comparable:
    """The figures that targets may be judged by.

    Attributes
    ----------
    series : Series
        All of them.
    first, stop : numpy.ndarray
        Where those of each target lie; nowhere if they are equal.
    mean : numpy.ndarray
        For the places from ``plain`` on the provinces' mean of the same period, missing where there is none; 0 for
        targets with a number of their own.
    plain : int
        How many places are of targets with a number of their own only.
    """

    series: Series
    first: IntArray
    stop: IntArray
    mean: FloatArray
    plain: int

    def with_mean(self) -> "Comparable":
        """Return the same without figures that should be compared with a mean and cannot."""
        if not np.isnan(self.mean).any():
            return self
        kept = np.append(np.ones(self.plain, dtype=bool), ~np.isnan(self.mean))
        before = np.append(0, np.cumsum(kept))
        mean = self.mean[~np.isnan(self.mean)]
        return Comparable(self.series.keep(kept), before[self.first], before[self.stop], mean, self.plain)


class Comparison:
    """Targets beside the figures known on a day.

    Parameters
    ----------
    known : Known
        Usable figures.
    promises : Promises
        The targets.
    """

    def __init__(self, known: Known, promises: Promises) -> None:
        self.known = known
        self.promises = promises
        self.whole = make_series(known, known.starts[:-1], known.starts[1:])
        self.deadline = self.of_sort([sort.deadline for sort in promises.sorts])
        self.is_relative = self.of_sort([sort.is_relative for sort in promises.sorts]) == 1
        self.is_judged = self.of_sort([sort.obstacle is None for sort in promises.sorts]) == 1

    def of_sort(self, values: list[Any]) -> IntArray:
        """Return for each target the number given for its sort."""
        return np.array(values, dtype=np.int64)[self.promises.sort]

    @cached_property
    def place(self) -> IntArray:
        """Return province and indicator of each target, encoded."""
        province = numbered(self.promises.province, self.promises.provinces, self.known.provinces)
        return self.known.place(province, self._word("indicator", self.known.indicators))

    def _word(self, name: str, among: list[str]) -> IntArray:
        return numbered(
            self.promises.sort, [getattr(sort, name) or "" for sort in self.promises.sorts], among
        )

    @cached_property
    def comparable(self) -> Comparable:
        """Return the figures each target may be judged by.

        They are of its measure, oldest first, up to the deadline if there is one for it. A bound of the index also
        tells above from below the mean.
        """
        known, whole = self.known, self.whole
        group = known.find(self.place, self._word("measure", known.measures))
        group = np.where(self.is_judged, group, -1)
        is_mixed = np.append(np.diff(known.starts) != np.diff(whole.first), False)
        day, on_time = self._on_time(group)
        has_own = (group >= 0) & ~self.is_relative
        first = np.where(has_own, whole.first[group], 0)
        stop = np.where(on_time, whole.until(group, day), whole.first[group + 1])
        stop = np.where(has_own, stop, first)
        other = np.flatnonzero(self.is_judged & (self.is_relative | (on_time & is_mixed[group])))
        plain = Comparable(whole, first, stop, np.empty(0), len(whole.at))
        day = np.where(on_time, day, whole.width)
        return self._with_others(plain, group[other], day[other], other) if len(other) else plain

    def _on_time(self, group: IntArray) -> tuple[IntArray, BoolArray]:
        """Return the day of the deadline, and whether there is a figure for it, of whatever vintage."""
        known = self.known
        day = np.searchsorted(known.days, self.deadline)
        wanted = np.where(
            (group >= 0) & np.isin(self.deadline, known.days), group * self.whole.width + day, -1
        )
        at = np.searchsorted(known.moment, wanted)
        return day, np.append(known.moment, -2)[at] == wanted

    def _with_others(self, plain: Comparable, group: IntArray, day: IntArray, other: IntArray) -> Comparable:
        """Add series that are no stretch of a whole one: up to a deadline among several vintages, or beside a mean."""
        bound = self._bounds(other)
        sort = np.where(self.is_relative[other], self.promises.sort[other], -1)
        which, some = combined(group, bound, day, sort)
        extra = merged(self._until(bound[some], day[some]), self._until(group[some], day[some]))
        series = joined(plain.series, extra)
        first, stop = plain.first.copy(), plain.stop.copy()
        first[other] = series.first[plain.series.count + which]
        stop[other] = series.first[plain.series.count + which + 1]
        return Comparable(series, first, stop, self._means(extra, sort[some]), plain.plain)

    def _bounds(self, other: IntArray) -> IntArray:
        """Return the groups of bounds of the index, where a mean of the index is to be compared with."""
        measures = self.known.measures
        bound = np.full(len(other), measures.index("bound") if "bound" in measures else -1)
        is_index = self._word("measure", ["standard"])[other] == 0
        found = self.known.find(self.place[other], bound)
        return np.where(is_index & self.is_relative[other], found, -1)

    def _until(self, group: IntArray, day: IntArray) -> Series:
        """Return the series of groups up to a day each."""
        start = np.where(group >= 0, self.known.starts[group], 0)
        end = np.searchsorted(
            self.known.moment, group * self.whole.width + np.minimum(day, self.whole.width - 1), "right"
        )
        return make_series(self.known, start, np.where(group >= 0, end, 0), self.whole.count)

    def _means(self, extra: Series, sort: IntArray) -> FloatArray:
        """Return the provinces' mean for the period of each figure; 0 where the target is not relative."""
        kinds = [*((one.geography, one.indicator, one.measure or "") for one in self.promises.sorts), None]
        asked = [kinds[number] for number in sort[extra.which].tolist()]
        pairs = list(zip(asked, self.known.day[extra.at].tolist(), strict=True))
        found = {(kind, day): self._mean(kind, day) if kind else 0.0 for kind, day in set(pairs)}
        return np.array([found[pair] for pair in pairs], dtype=float)

    def _mean(self, kind: tuple[str, str, str], day: int) -> float:
        """Return a mean as published, or of all provinces of the scheme."""
        geography, indicator, measure = kind
        if geography not in _RANKED:
            return np.nan
        published = self._series_of("vn", indicator, f"mean_of_{_RANKED[geography]}")
        same = published[self.whole.day(published) == day]
        if len(same):
            return float(self.whole.value(same)[0])
        values = self.same_period(geography, indicator, measure, day)
        ranked = _ranked(geography)
        return fsum(values[code] for code in ranked) / len(ranked) if ranked <= values.keys() else np.nan

    def _series_of(self, province: str, indicator: str, measure: str) -> IntArray:
        """Return the places of one series."""
        known = self.known
        place = known.place(_at(province, known.provinces), _at(indicator, known.indicators))
        group = int(known.find(place, _at(measure, known.measures))[0])
        return np.arange(*self.whole.first[group : group + 2]) if group >= 0 else np.arange(0)

    @cached_property
    def geographies(self) -> np.ndarray:
        """Return whose peer each province with figures is; the country has none."""
        own = [geography_of(code) if code != "vn" else "" for code in self.known.provinces]
        return np.array(own, dtype=object)

    def same_period(self, geography: str, indicator: str, measure: str, day: int) -> dict[str, float]:
        """Return the exact figures of the provinces of one scheme for a period.

        Parameters
        ----------
        geography, indicator, measure : str
            Which.
        day : int
            Its last day, as a place in ``known.days``.

        Returns
        -------
        dict of str to float
            Value by province code.
        """
        known, whole = self.known, self.whole
        here = np.flatnonzero((known.day[whole.at] == day) & known.is_exact[whole.at])
        if not len(here):
            return {}
        province, of, by = known.parts_of(known.group[whole.at[here]])
        same = self.geographies[province] == geography
        same &= (of == _at(indicator, known.indicators)) & (by == _at(measure, known.measures))
        codes = [known.provinces[number] for number in province[same].tolist()]
        return dict(zip(codes, whole.value(here[same]).tolist(), strict=True))

    def national(self, promise: Promise, day: int) -> int | None:
        """Return the country's figure for a period, of the best vintage whatever the vintage of later periods.

        Parameters
        ----------
        promise : Promise
            A province's target.
        day : int
            The last day of the period, as a place in ``known.days``.

        Returns
        -------
        int or None
            Which of the known figures: of the same indicator and measure, or of its counterpart that counts in GDP
            what the province counts in GRDP.
        """
        known = self.known
        for indicator in (promise.indicator, f"{promise.indicator}_gdp"):
            place = known.place(_at("vn", known.provinces), _at(indicator, known.indicators))
            group = int(known.find(place, _at(promise.measure or "", known.measures))[0])
            here = np.arange(*known.starts[group : group + 2]) if group >= 0 else np.arange(0)
            same = here[known.day[here] == day]
            if len(same) and promise.geography != "vn":
                return int(same[-1])
        return None


@cache
def _ranked(geography: str) -> frozenset[str]:
    return frozenset(load_provinces(geography)["code"])


def _at(word: str, among: list[str]) -> IntArray:
    return np.array([among.index(word) if word in among else -1])
