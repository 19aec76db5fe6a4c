"""How fast, how fast it would have to be, and when one gets there: the arithmetic of targets."""

import math
from dataclasses import dataclass
from typing import Literal

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
    if years <= 0:
        return None
    if method == "linear":
        return (end - start) / years
    if start <= 0 or end <= 0:
        return None
    return math.expm1(math.log(end / start) / years)


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
    (start_time, start_value), (last_time, last_value) = start, last
    observed = yearly_change(method, start_value, last_value, last_time - start_time)
    if observed is None:
        return None
    required = yearly_change(method, start_value, target, target_year - start_time)
    is_ahead = (target - start_value) * sign > 0
    return Pace(
        observed,
        required,
        yearly_change(method, last_value, target, target_year - last_time),
        observed / required if required and is_ahead else None,
        _arrival(method, start, observed, target) if is_ahead else None,
        _projected(method, last_value, observed, target_year - last_time),
    )


def _arrival(method: Method, start: tuple[float, float], observed: float, target: float) -> int | None:
    """Return the year at whose end, at the latest, the line through both figures reaches the target."""
    time, value = start
    if method == "linear":
        way, speed = target - value, observed
    elif target > 0:
        way, speed = math.log(target / value), math.log1p(observed)
    else:
        return None
    if way * speed <= 0 or (years := way / speed) > _LAST_YEAR - time:
        return None
    return math.ceil(round(time + years, 9))


def _projected(method: Method, value: float, change: float, years: float) -> float | None:
    if years < 0:
        return None
    try:
        return value + change * years if method == "linear" else value * (1 + change) ** years
    except OverflowError:
        return None


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
