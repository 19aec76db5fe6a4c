"""Comparable figures: one a period, of one vintage, oldest first; many series in flat arrays."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from cdslib.analysis.figures import BoolArray, Known
from cdslib.analysis.index_schemes import FloatArray
from cdslib.data.coded import IntArray, spread

_WINDOW_YEARS = 5
_SLACK = 5e-7


@dataclass(frozen=True, eq=False)
class Series:
    """Series one after the other.

    Attributes
    ----------
    known : Known
        The figures they are chosen from.
    at : numpy.ndarray
        Which figure each place of the series holds.
    moment : numpy.ndarray
        Series and day in one number, rising.
    count, number_from : int
        How many series there are, and the number of the first one.
    """

    known: Known
    at: IntArray
    moment: IntArray
    count: int
    number_from: int = 0

    @property
    def width(self) -> int:
        """Return how many days ``moment`` tells apart."""
        return max(len(self.known.days), 1)

    @property
    def which(self) -> IntArray:
        """Return for each place the series it is in, counted from 0."""
        return self.moment // self.width - self.number_from

    @cached_property
    def first(self) -> IntArray:
        """Return where each series begins; the last one is where all end."""
        return np.searchsorted(self.moment, (self.number_from + np.arange(self.count + 1)) * self.width)

    def keep(self, kept: BoolArray) -> "Series":
        """Return the same series with some of their figures only."""
        return replace(self, at=self.at[kept], moment=self.moment[kept])

    def day(self, place: IntArray) -> IntArray:
        """Return the days of places, as places in ``known.days``."""
        return self.known.day[self.at[place]]

    def time(self, place: IntArray) -> FloatArray:
        """Return the ends of the periods of places, in years."""
        return self.known.times[self.day(place)]

    def value(self, place: IntArray) -> FloatArray:
        """Return the figures of places."""
        return self.known.value[self.at[place]]

    def until(self, series: IntArray, day: IntArray) -> IntArray:
        """Return the place after the last figure of each series that is not later than a day."""
        return np.searchsorted(self.moment, series * self.width + day, side="right")

    @cached_property
    def _next_exact(self) -> IntArray:
        """Return for each place the nearest exact figure from there on, whatever the series."""
        size = len(self.at)
        exact = np.where(self.known.is_exact[self.at], np.arange(size), size)
        return np.append(np.minimum.accumulate(exact[::-1])[::-1], size)

    @cached_property
    def _same_version(self) -> IntArray:
        """Return for each place where the figures of its version of the index begin."""
        version, series = self.known.version[self.at], self.moment // self.width
        is_new = np.ones(len(self.at), dtype=bool)
        is_new[1:] = (version[1:] != version[:-1]) | (series[1:] != series[:-1])
        return np.maximum.accumulate(np.where(is_new, np.arange(len(self.at)), 0))

    @cached_property
    def _windows(self) -> tuple[IntArray, IntArray]:
        """Return for each day the first one that a pace may begin on, and the one after the last."""
        times = self.known.times
        earliest = np.searchsorted(times, times - _WINDOW_YEARS - _SLACK, side="right")
        return earliest, np.searchsorted(times, times - 1 + _SLACK, side="right")

    def starts(self, place: IntArray) -> tuple[IntArray, BoolArray]:
        """Return the figure that the pace to each place is counted from.

        Parameters
        ----------
        place : numpy.ndarray
            Places of the latest figures.

        Returns
        -------
        tuple of numpy.ndarray
            Places of the earliest exact figures of at most five years and at least one year before, of the same
            version of the index, -1 where there is none; and whether there is one if versions are left aside.
        """
        begin = self.moment[place] // self.width * self.width
        earliest, latest = (bound[self.day(place)] for bound in self._windows)
        low = np.searchsorted(self.moment, begin + earliest)
        high = np.searchsorted(self.moment, begin + latest)
        same = self._next_exact[np.maximum(low, self._same_version[place])]
        return np.where(same < high, same, -1), self._next_exact[low] < high


def make_series(known: Known, start: IntArray, stop: IntArray, number_from: int = 0) -> Series:
    """Choose comparable figures.

    Parameters
    ----------
    known : Known
        Usable figures.
    start, stop : numpy.ndarray
        Where the figures of each series lie in it.
    number_from : int
        The number of the first series.

    Returns
    -------
    Series
        Of each the best vintage of the latest period and that vintage's earlier figures: current before preliminary
        (which belong to one series), then the latest release, then others.

    Examples
    --------
    >>> from datetime import date
    >>> from cdslib.analysis.figures import known_figures
    >>> from cdslib.data import load_observations
    >>> rows = load_observations(indicator="digital_economy_share_gdp", geography="vn", measure="nso")
    >>> known = known_figures(rows, ["digital_economy_share_gdp"], date(2024, 12, 31))
    >>> series = make_series(known, known.starts[:-1], known.starts[1:])
    >>> series.value(np.arange(len(series.at)))[-2:].tolist()
    [12.87, 13.17]
    """
    owner, at = spread(start, stop)
    last_family = known.family[np.maximum(stop - 1, 0)] if len(known.family) else stop
    of_family = known.family[at] == last_family[owner]
    owner, at = owner[of_family], at[of_family]
    moment = (owner + number_from) * max(len(known.days), 1) + known.day[at]
    return _last_of_each_day(Series(known, at, moment, len(start), number_from))


def merged(less: Series, more: Series) -> Series:
    """Return series made of two each; for one day the figure of the second goes before.

    Parameters
    ----------
    less, more : Series
        Of the same known figures, as many, with the same numbers.

    Returns
    -------
    Series
        The days of both.
    """
    moment = np.append(less.moment, more.moment)
    order = np.argsort(moment, kind="stable")
    both = replace(more, at=np.append(less.at, more.at)[order], moment=moment[order])
    return _last_of_each_day(both)


def joined(series: Series, more: Series) -> Series:
    """Return series and those that are numbered after them."""
    at, moment = np.append(series.at, more.at), np.append(series.moment, more.moment)
    return replace(series, at=at, moment=moment, count=series.count + more.count)


def _last_of_each_day(series: Series) -> Series:
    is_last = np.ones(len(series.at), dtype=bool)
    is_last[:-1] = series.moment[1:] != series.moment[:-1]
    return series if is_last.all() else series.keep(is_last)
