"""Figures that a target may be judged by: dated, known at the time, unflagged, of one measure and vintage.

They are held as arrays, so that ten million of them are sorted and compared in seconds.
"""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from cdslib.analysis.index_schemes import FloatArray
from cdslib.data import load_flags, load_indicators, load_scheme_weights, load_schemes
from cdslib.data.coded import IntArray, coded, numbered

_PERIOD = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_VINTAGES = ("first_", "to_", "preliminary", "current")
_TRUSTED = "current"
_UNDATED = -1

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Known:
    """What is known on a day: usable figures by province, indicator and measure, oldest and least trusted first.

    Attributes
    ----------
    row : numpy.ndarray
        Where each figure stands in the observations.
    group : numpy.ndarray
        Which combination of province, indicator and measure it is of.
    day : numpy.ndarray
        The last day of its period, as a place in ``days``.
    value, is_exact, qualifier, family : numpy.ndarray
        The figure, whether it is exact, the number of its qualifier, and the number of its vintage, where
        preliminary figures are of one family with current ones.
    starts : numpy.ndarray
        Where each group begins; the last one is the number of figures.
    keys : numpy.ndarray
        The groups, as :meth:`find` encodes them, rising.
    days : numpy.ndarray
        Ordinals of the last days of periods, rising.
    provinces, indicators, measures, qualifiers : list of str
        What the numbers stand for.
    refused, unclear : numpy.ndarray
        Provinces and indicators, encoded, of which figures were refused, or are of no clear period.
    """

    row: IntArray
    group: IntArray
    day: IntArray
    value: FloatArray
    is_exact: BoolArray
    qualifier: IntArray
    family: IntArray
    starts: IntArray
    keys: IntArray
    days: IntArray
    provinces: list[str]
    indicators: list[str]
    measures: list[str]
    qualifiers: list[str]
    refused: IntArray
    unclear: IntArray

    @cached_property
    def times(self) -> FloatArray:
        """Return the days in years; the end of 2024 is 2024.0."""
        return np.array([_time(date.fromordinal(day)) for day in self.days.tolist()])

    @cached_property
    def versions(self) -> list[str]:
        """Return the versions of the index that figures belong to."""
        return sorted({name for row in self._versions for name in row if name})

    @cached_property
    def _versions(self) -> list[list[str | None]]:
        years = [date.fromordinal(day).year for day in self.days.tolist()]
        return [[index_version(code, year) for year in years] for code in self.indicators]

    @cached_property
    def version(self) -> IntArray:
        """Return the number of the version of the index that each figure belongs to, -1 for other indicators."""
        number = {name: place for place, name in enumerate(self.versions)}
        table = [[number.get(name or "", -1) for name in row] for row in self._versions]
        _, indicator, _ = self.parts_of(self.group)
        return np.array(table, dtype=np.int64).reshape(len(table), len(self.days))[indicator, self.day]

    @property
    def _widths(self) -> tuple[int, int]:
        return max(len(self.indicators), 1), len(self.measures) + 1

    @property
    def places(self) -> IntArray:
        """Return the provinces and indicators with figures, encoded."""
        return np.unique(self.keys // self._widths[1])

    def place(self, province: IntArray, indicator: IntArray) -> IntArray:
        """Encode provinces and indicators, -1 where one of them has no figure at all."""
        return np.where((province < 0) | (indicator < 0), -1, province * self._widths[0] + indicator)

    def find(self, place: IntArray, measure: IntArray) -> IntArray:
        """Return the groups of encoded places and measures, -1 where there is none."""
        wanted = np.where((place < 0) | (measure < 0), -1, place * self._widths[1] + measure)
        at = np.minimum(np.searchsorted(self.keys, wanted), max(len(self.keys) - 1, 0))
        return np.where(self.keys[at] == wanted, at, -1) if len(self.keys) else np.full_like(wanted, -1)

    def parts_of(self, group: IntArray) -> tuple[IntArray, IntArray, IntArray]:
        """Return province, indicator and measure of groups, as numbers."""
        place, measure = np.divmod(self.keys[group], self._widths[1])
        province, indicator = np.divmod(place, self._widths[0])
        return province, indicator, measure

    @cached_property
    def moment(self) -> IntArray:
        """Return group and day in one number, rising."""
        return self.group * len(self.days) + self.day


def period_end(period: str) -> date | None:
    """Return the last day of a year, month or day.

    Parameters
    ----------
    period : str
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    Returns
    -------
    datetime.date or None
        None where the period is a span of years, undated, or no day of the calendar.

    Examples
    --------
    >>> period_end("2024-02")
    datetime.date(2024, 2, 29)
    >>> period_end("2020/2022")
    """
    found = _PERIOD.fullmatch(period)
    if found is None:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    try:
        return date(year, month, int(found[3] or calendar.monthrange(year, month)[1]))
    except ValueError:
        return None


def known_figures(observations: pd.DataFrame, indicators: Iterable[str], as_of: date) -> Known:
    """Sort out the figures that may be used.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows as :func:`cdslib.load_observations` returns them.
    indicators : iterable of str
        Keep only these.
    as_of : datetime.date
        Periods that end later, and vintages named after a later year, are not known yet.

    Returns
    -------
    Known
        Usable figures. Left out, with a reason, are figures with an excluding flag, ratios whose numerator is
        above their denominator although the indicator cannot exceed 100 %, values outside the catalogue's valid
        range, and periods that are no year, month or day.

    Examples
    --------
    >>> from cdslib.data import load_observations
    >>> rows = load_observations(include_flagged=True)
    >>> known = known_figures(rows, ["online_public_services_share"], date(2025, 12, 31))
    >>> len(known.refused) > 0
    True
    """
    wanted = observations["indicator"].isin(list(indicators)).to_numpy()
    row = np.flatnonzero(wanted)
    province, provinces = _column(observations, "province_code", row)
    indicator, names = _column(observations, "indicator", row)
    measure, measures = _column(observations, "measure", row)
    day, is_known = _days(observations, row, as_of)
    value = observations["value"].to_numpy(dtype=float, na_value=np.nan)[row]
    no = _is_refused(observations, row, indicator, names, value)
    place = province * max(len(names), 1) + indicator
    unclear = is_known & ~no & ~np.isnan(value) & (day == _UNDATED)
    usable = is_known & ~no & ~np.isnan(value) & (day != _UNDATED)
    key = (place * (len(measures) + 1) + measure)[usable]
    days, at_day = np.unique(day[usable], return_inverse=True)
    order = _order(observations, row[usable], key * max(len(days), 1) + at_day, value[usable])
    kept = np.flatnonzero(usable)[order]
    keys, starts = np.unique(key[order], return_index=True)
    qualifier, qualifiers = _qualifiers(observations, row[kept])
    return Known(
        row=row[kept],
        group=np.repeat(np.arange(len(keys)), np.diff([*starts, len(kept)])),
        day=at_day[order],
        value=value[kept],
        is_exact=qualifier == qualifiers.index("exact"),
        qualifier=qualifier,
        family=_families(observations, row[kept]),
        starts=np.array([*starts, len(kept)]),
        keys=keys,
        days=days,
        provinces=provinces,
        indicators=names,
        measures=measures,
        qualifiers=qualifiers,
        refused=np.unique(place[is_known & no]),
        unclear=np.unique(place[unclear]),
    )


def _column(observations: pd.DataFrame, name: str, row: IntArray) -> tuple[IntArray, list[str]]:
    codes, words = coded(observations[name])
    return codes[row], words


def _days(observations: pd.DataFrame, row: IntArray, as_of: date) -> tuple[IntArray, BoolArray]:
    """Return the ordinal of the last day of each row's period, and whether the figure was known by then."""
    period, periods = _column(observations, "period", row)
    vintage, vintages = _column(observations, "vintage", row)
    ends = [period_end(words) for words in periods]
    day = np.array([*(end.toordinal() if end else _UNDATED for end in ends), _UNDATED])[period]
    is_out = np.array([*(_is_out(words, as_of) for words in vintages), True], dtype=bool)[vintage]
    return day, (day == _UNDATED) | ((day <= as_of.toordinal()) & is_out)


def _is_refused(
    observations: pd.DataFrame, row: IntArray, indicator: IntArray, names: list[str], value: FloatArray
) -> BoolArray:
    flags = load_flags()
    flag, words = _column(observations, "flag", row)
    excluded = set(flags.loc[flags["excluded"], "code"])
    is_flagged = np.array([*(word in excluded for word in words), False], dtype=bool)[flag]
    catalogue = load_indicators().set_index("code")
    low, high = (
        catalogue[bound].reindex(names).to_numpy(dtype=float)[indicator] for bound in ("minimum", "maximum")
    )
    top, base = (
        observations[part].astype("float64").to_numpy()[row] for part in ("numerator", "denominator")
    )
    return is_flagged | (~np.isnan(high) & (top > base)) | (value < low) | (value > high)


def _order(observations: pd.DataFrame, row: IntArray, moment: IntArray, value: FloatArray) -> IntArray:
    """Sort by group and day; several figures of one day by vintage, and the rest settles ties."""
    order = np.argsort(moment, kind="stable")
    same = moment[order][1:] == moment[order][:-1]
    twice = np.zeros(len(order), dtype=bool)
    twice[1:] |= same
    twice[:-1] |= same
    doubtful = order[twice]
    if len(doubtful):
        order[twice] = doubtful[
            np.lexsort([*_preference(observations, row[doubtful], value[doubtful]), moment[doubtful]])
        ]
    return order


def _preference(observations: pd.DataFrame, row: IntArray, value: FloatArray) -> list[np.ndarray]:
    """Return what decides between figures of one day, the most decisive last: never the order of rows."""
    some = observations.iloc[row]
    vintage = some["vintage"].astype(str)
    kind = {
        word: max((n for n, start in enumerate(_VINTAGES) if word.startswith(start)), default=-1)
        for word in vintage.unique()
    }
    words = [pd.factorize(some[name].astype(str), sort=True)[0] for name in ("source", "period", "vintage")]
    source, period, named = words
    return [
        value,
        source,
        (some["status"] == "published").to_numpy(),
        period,
        named,
        vintage.map(kind).to_numpy(),
    ]


def _qualifiers(observations: pd.DataFrame, row: IntArray) -> tuple[IntArray, list[str]]:
    codes, words = _column(observations, "qualifier", row)
    names = [*words, *({"exact"} - set(words))]
    return np.where(codes < 0, names.index("exact"), codes), names


def _families(observations: pd.DataFrame, row: IntArray) -> IntArray:
    codes, words = _column(observations, "vintage", row)
    names = [_family(word) for word in words]
    return numbered(codes, names, sorted(set(names)))


def _is_out(vintage: str, as_of: date) -> bool:
    """Tell whether a release was out: ``to_2025`` cannot be known in 2024."""
    named = _YEAR.search(vintage)
    return named is None or int(named[0]) <= as_of.year


def _family(vintage: str) -> str:
    return _TRUSTED if vintage == "preliminary" else vintage


def _time(end: date) -> float:
    days = 366 if calendar.isleap(end.year) else 365
    return end.year - 1 + end.timetuple().tm_yday / days


def index_version(indicator: str, year: int) -> str | None:
    """Return which official version of the DTI a figure belongs to.

    Parameters
    ----------
    indicator : str
        Code of an indicator.
    year : int
        Index year.

    Returns
    -------
    str or None
        ``dti-2020``, ``dti-2022``, ``dti-2025``; None for other indicators and years. Levels of two versions are
        not comparable.

    Examples
    --------
    >>> index_version("dti", 2023), index_version("dti", 2024), index_version("hdi", 2024)
    ('dti-2022', 'dti-2025', None)
    """
    components, versions = _index_versions()
    if indicator not in components:
        return None
    return next((code for code, first, last in versions if first <= year <= last), None)


@cache
def _index_versions() -> tuple[frozenset[str], tuple[tuple[str, int, int], ...]]:
    rows = load_schemes()
    years = zip(rows["code"], rows["valid_from"], rows["valid_to"], strict=True)
    return frozenset({"dti", *load_scheme_weights()["component"]}), tuple(years)
