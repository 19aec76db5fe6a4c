"""How fast, how fast it would have to be, and when one gets there: the arithmetic of targets."""

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from cdslib.analysis.index_schemes import FloatArray

Method = Literal["linear", "cagr"]
PaceClass = Literal["significant", "moderate", "insufficient", "moving_away"]
SIGNIFICANT, MODERATE = 0.95, 0.60
_LAST_YEAR = 9999


@dataclass(frozen=True)
class Pace:
    """Every component of the comparison of actual with required pace.

    Attributes
    ----------
    observed_change : float
        Yearly change from the first to the latest figure.
    required_change : float or None
        Yearly change from the first figure that ends at the target in the target year.
    needed_change : float or None
        Yearly change from the latest figure that still ends there.
    ratio : float or None
        Observed by required; None where the first figure had reached the target already.
    arrival_year : int or None
        Year in which the present pace reaches the target; None where it never does.
    projected_value : float or None
        Where the present pace leads by the target year.
    """

    observed_change: float
    required_change: float | None
    needed_change: float | None
    ratio: float | None
    arrival_year: int | None
    projected_value: float | None


def yearly_change(method: Method, start: float, end: float, years: float) -> float | None:
    r"""Return the change per year between two values.

    Parameters
    ----------
    method : {"linear", "cagr"}
        Straight line or compound growth.
    start, end : float
        The two values, in one unit.
    years : float
        Time between them.

    Returns
    -------
    float or None
        Linear: :math:`(e - s) / n`, in the unit per year. CAGR: :math:`(e / s)^{1/n} - 1`, a fraction (0.05 is
        5 % a year). None where no time lies between them, or a value is not positive for the CAGR.

    Examples
    --------
    >>> yearly_change("linear", 10.0, 16.0, 3)
    2.0
    >>> round(yearly_change("cagr", 100.0, 121.0, 2), 4)
    0.1
    """
    found = yearly_changes(method == "cagr", start, end, years)
    return None if math.isnan(found) else float(found)


def compare_pace(
    method: Method,
    start: tuple[float, float],
    last: tuple[float, float],
    target: float,
    target_year: int,
    *,
    sign: int = 1,
) -> Pace | None:
    """Compare the pace between two figures with the pace that the target requires.

    Parameters
    ----------
    method : {"linear", "cagr"}
        Straight line or compound growth.
    start, last : tuple of float
        Time (years, the end of 2024 is 2024.0) and value of the first and the latest figure.
    target : float
        The value promised.
    target_year : int
        By the end of which year.
    sign : int
        1 where higher values are better, -1 where lower ones are.

    Returns
    -------
    Pace or None
        None where the observed pace cannot be computed.

    Examples
    --------
    >>> compare_pace("linear", (2021, 5.0), (2023, 6.0), 13.0, 2025)
    Pace(observed_change=0.5, required_change=2.0, needed_change=3.5, ratio=0.25, arrival_year=2037,
         projected_value=7.0)
    """
    found = compare_paces(method == "cagr", start, last, target, target_year, sign)
    cells: dict[str, Any] = {
        name: None if math.isnan(value) else float(value) for name, value in found.items()
    }
    if cells["observed_change"] is None:
        return None
    arrival = cells.pop("arrival_year")
    return Pace(**cells, arrival_year=None if arrival is None else int(arrival))


def yearly_changes(
    compound: npt.ArrayLike, start: FloatArray | float, end: FloatArray | float, years: FloatArray | float
) -> FloatArray:
    """Return the changes of :func:`yearly_change` for many pairs of values at once, missing where it gives None.

    Parameters
    ----------
    compound : array of bool
        Whether growth is compound.
    start, end, years : array
        As for :func:`yearly_change`.

    Returns
    -------
    numpy.ndarray
        One change for each pair.

    Examples
    --------
    >>> start, end = np.array([10.0, 100.0]), np.array([16.0, 121.0])
    >>> yearly_changes([False, True], start, end, np.array([3, 2])).round(4).tolist()
    [2.0, 0.1]
    """
    with np.errstate(all="ignore"):
        straight = np.subtract(end, start) / years
        growth = np.expm1(np.log(np.divide(end, start)) / years)
    growth = np.where(np.greater(start, 0) & np.greater(end, 0), growth, np.nan)
    return np.where(np.greater(years, 0), np.where(compound, growth, straight), np.nan)


def compare_paces(
    compound: npt.ArrayLike,
    start: tuple[FloatArray | float, FloatArray | float],
    last: tuple[FloatArray | float, FloatArray | float],
    target: FloatArray | float,
    target_year: FloatArray | float,
    sign: FloatArray | float,
) -> dict[str, FloatArray]:
    """Return the components of :func:`compare_pace` for many targets at once, missing where it gives None.

    Parameters
    ----------
    compound : array of bool
        Whether growth is compound.
    start, last, target, target_year, sign : array
        As for :func:`compare_pace`.

    Returns
    -------
    dict of str to numpy.ndarray
        The attributes of :class:`Pace`.

    Examples
    --------
    >>> found = compare_paces(False, (2021, 5.0), (2023, np.array([6.0, 3.0])), 13.0, 2025, 1)
    >>> found["ratio"].tolist(), found["arrival_year"].tolist()
    ([0.25, -0.5], [2037.0, nan])
    """
    (start_time, start_value), (last_time, last_value) = start, last
    observed = yearly_changes(compound, start_value, last_value, np.subtract(last_time, start_time))
    required = yearly_changes(compound, start_value, target, np.subtract(target_year, start_time))
    is_ahead = np.subtract(target, start_value) * sign > 0
    left = np.subtract(target_year, last_time)
    with np.errstate(all="ignore"):
        ratio = np.where(is_ahead & (required != 0), observed / required, np.nan)
        arrival = np.where(is_ahead, _arrival(compound, start, observed, target), np.nan)
        projected = np.where(compound, last_value * (1 + observed) ** left, last_value + observed * left)
    return {
        "observed_change": observed,
        "required_change": required,
        "needed_change": yearly_changes(compound, last_value, target, left),
        "ratio": ratio,
        "arrival_year": arrival,
        "projected_value": np.where((left >= 0) & np.isfinite(projected), projected, np.nan),
    }


def _arrival(
    compound: npt.ArrayLike,
    start: tuple[FloatArray | float, FloatArray | float],
    observed: FloatArray,
    target: FloatArray | float,
) -> FloatArray:
    """Return the year at whose end, at the latest, the line through both figures reaches the target."""
    time, value = start
    way = np.where(compound, np.log(np.divide(target, value)), np.subtract(target, value))
    speed = np.where(compound, np.log1p(observed), observed)
    years = way / speed
    arrives = (way * speed > 0) & (years <= _LAST_YEAR - np.asarray(time))
    return np.where(arrives, np.ceil(np.round(time + years, 9)), np.nan)


def classify_ratio(ratio: float) -> PaceClass:
    """Put a ratio of actual to required pace into Eurostat's four classes.

    Parameters
    ----------
    ratio : float
        Observed by required yearly change.

    Returns
    -------
    {"significant", "moderate", "insufficient", "moving_away"}
        Significant progress from 95 %, moderate from 60 %, insufficient from 0 %, below that movement away.

    Examples
    --------
    >>> [classify_ratio(r) for r in (1.2, 0.95, 0.6, 0.59, 0.0, -0.1)]
    ['significant', 'significant', 'moderate', 'insufficient', 'insufficient', 'moving_away']
    """
    if ratio >= SIGNIFICANT:
        return "significant"
    if ratio >= MODERATE:
        return "moderate"
    return "insufficient" if ratio >= 0 else "moving_away"
