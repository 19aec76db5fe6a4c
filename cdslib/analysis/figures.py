"""Figures that a target may be judged by: dated, known at the time, unflagged, of one measure and vintage."""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import pandas as pd

from cdslib.data import load_flags, load_indicators, load_scheme_weights, load_schemes

_PERIOD = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_VINTAGES = ("first_", "to_", "preliminary", "current")
_TRUSTED = "current"
_COLUMNS = [
    "province_code",
    "indicator",
    "measure",
    "period",
    "vintage",
    "value",
    "qualifier",
    "source",
    "status",
]

Place = tuple[str, str]


@dataclass(frozen=True)
class Figure:
    """One usable figure.

    Attributes
    ----------
    province, indicator, measure, period, vintage, qualifier, source : str
        As in the observations.
    value : float
        In the indicator's unit.
    is_published : bool
        Whether it was published as it stands, not derived.
    end : datetime.date
        Last day of the period.
    """

    province: str
    indicator: str
    measure: str
    period: str
    vintage: str
    qualifier: str
    source: str
    value: float
    end: date
    is_published: bool = True

    @property
    def time(self) -> float:
        """Return the end of the period in years; the end of 2024 is 2024.0."""
        days = 366 if calendar.isleap(self.end.year) else 365
        return self.end.year - 1 + self.end.timetuple().tm_yday / days


@dataclass(frozen=True)
class Known:
    """What is known on a day.

    Attributes
    ----------
    figures : dict
        Usable figures by (province, indicator).
    problems : dict
        Why figures of (province, indicator) were left out: ``refused_figure`` or ``period_unclear``.
    """

    figures: dict[Place, list[Figure]]
    problems: dict[Place, str]


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
        above the denominator, and values outside the range that the catalogue gives.

    Examples
    --------
    >>> from cdslib.data import load_observations
    >>> refused = load_observations(indicator="online_public_services_share", include_flagged=True)
    >>> known_figures(refused, ["online_public_services_share"], date(2025, 12, 31)).problems["vn63-38",
    ...     "online_public_services_share"]
    'refused_figure'
    """
    rows = observations[observations["indicator"].isin(list(indicators))]
    refused = _is_refused(rows)
    figures: defaultdict[Place, list[Figure]] = defaultdict(list)
    problems: dict[Place, str] = {}
    for cells, no in zip(rows[_COLUMNS].itertuples(index=False, name=None), refused, strict=True):
        province, indicator, measure, period, vintage, value, qualifier, source, status = cells
        place, end = (province, indicator), period_end(str(period))
        if end is not None and (end > as_of or not _is_out(vintage, as_of)):
            continue
        if no:
            problems[place] = "refused_figure"
        elif pd.isna(value):
            continue
        elif end is None:
            problems.setdefault(place, "period_unclear")
        else:
            said = "exact" if pd.isna(qualifier) else qualifier
            words = (province, indicator, measure, period, vintage, said, source)
            figures[place].append(Figure(*words, float(value), end, status == "published"))
    return Known(dict(figures), problems)


def _is_refused(rows: pd.DataFrame) -> list[bool]:
    flags = load_flags()
    excluded = rows["flag"].isin(flags.loc[flags["excluded"], "code"])
    catalogue = load_indicators().set_index("code")
    low, high = (rows["indicator"].map(catalogue[bound]) for bound in ("minimum", "maximum"))
    above_one = high.notna() & (rows["numerator"] > rows["denominator"])
    outside = (rows["value"] < low) | (rows["value"] > high)
    return [bool(no) for no in excluded | above_one | outside]


def _is_out(vintage: str, as_of: date) -> bool:
    """Tell whether a release was out: ``to_2025`` cannot be known in 2024."""
    named = _YEAR.search(vintage)
    return named is None or int(named[0]) <= as_of.year


def series(figures: Sequence[Figure], measure: str) -> list[Figure]:
    """Return one comparable figure per period, oldest first.

    Parameters
    ----------
    figures : sequence of Figure
        Of one province and indicator.
    measure : str
        Only this one.

    Returns
    -------
    list of Figure
        The best vintage of the latest period and that vintage's earlier figures: current before preliminary
        (which belong to one series), then the latest release, then others.

    Examples
    --------
    >>> from cdslib.data import load_observations
    >>> rows = load_observations(indicator="digital_economy_share_gdp", geography="vn")
    >>> known = known_figures(rows, ["digital_economy_share_gdp"], date(2024, 12, 31))
    >>> [(f.period, f.value) for f in series(known.figures["vn", "digital_economy_share_gdp"], "nso")][-2:]
    [('2023', 12.87), ('2024', 13.17)]
    """
    own = sorted((f for f in figures if f.measure == measure), key=lambda f: (f.end, _preference(f)))
    if not own:
        return []
    family = _family(own[-1].vintage)
    by_end = {figure.end: figure for figure in own if _family(figure.vintage) == family}
    return list(by_end.values())


def of_period(figures: Sequence[Figure], measure: str, end: date) -> Figure | None:
    """Return the figure of one period, of the best vintage whatever the vintage of later periods.

    Parameters
    ----------
    figures : sequence of Figure
        Of one province and indicator.
    measure : str
        Only this one.
    end : datetime.date
        Last day of the period.

    Returns
    -------
    Figure or None
        None where there is none.
    """
    found = [figure for figure in figures if figure.measure == measure and figure.end == end]
    return max(found, key=_preference, default=None)


def _family(vintage: str) -> str:
    return _TRUSTED if vintage == "preliminary" else vintage


def _preference(figure: Figure) -> tuple[int, str, str, bool, str, float]:
    """Order the figures of a period by vintage; the rest settles ties, so that the order of rows never does."""
    kind = max((n for n, start in enumerate(_VINTAGES) if figure.vintage.startswith(start)), default=-1)
    return kind, figure.vintage, figure.period, figure.is_published, figure.source, figure.value


@cache
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
    if indicator != "dti" and indicator not in set(load_scheme_weights()["component"]):
        return None
    versions = load_schemes()
    fits = versions[(versions["valid_from"] <= year) & (versions["valid_to"] >= year)]
    return None if fits.empty else str(fits["code"].iloc[0])
