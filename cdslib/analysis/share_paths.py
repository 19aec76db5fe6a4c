"""Two paths of a share: the digital part against the whole economy, and an S-curve of adoption."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, isfinite, log

import numpy as np

from cdslib.analysis.scenario_errors import PathError

FULL = 100.0


@dataclass(frozen=True)
class SharePath:
    """A share year by year, in per cent.

    Attributes
    ----------
    years, shares : tuple
        The path from the first year.
    target, target_year : float and int, or None
        What was to be reached.
    reached_year : int or None
        First year within the path in which the target is reached.
    needed : float or None
        What it takes to reach the target in its year: yearly growth of the digital part (a fraction), or the rate of
        the S-curve. ``None`` without a target, infinite where nothing would do.
    """

    years: tuple[int, ...]
    shares: tuple[float, ...]
    target: float | None
    target_year: int | None
    reached_year: int | None
    needed: float | None


def digital_share_path(
    share: float,
    year: int,
    *,
    digital_growth: float,
    whole_growth: float,
    target: float | None = None,
    target_year: int | None = None,
    horizon: int = 2030,
) -> SharePath:
    r"""Follow the share of the digital economy while it and the whole economy grow.

    Parameters
    ----------
    share : float
        Value added of the digital economy in per cent of GRDP or GDP, by one measure (statistics office or ministry;
        the two are never mixed).
    year : int
        The year of that share.
    digital_growth, whole_growth : float
        Yearly growth of the digital part and of the whole, as fractions (0.08 is 8 %), both at current prices or both
        at constant prices.
    target : float, optional
        Share to reach, in per cent.
    target_year : int, optional
        By when; the horizon if not given.
    horizon : int
        Last year of the path.

    Returns
    -------
    SharePath
        The path, the year the target is reached, and the growth of the digital part that it needs.

    Raises
    ------
    PathError
        If a share is not within 0 to 100, a growth rate not above -1, or a year not after the first.

    Notes
    -----
    With the share :math:`a_0` and growth :math:`g_d` and :math:`g`, :math:`a_t = a_0 ((1 + g_d) / (1 + g))^t`, not
    above 100. The target :math:`a^*` in :math:`n` years needs :math:`g_d^* = (1 + g) (a^* / a_0)^{1/n} - 1`. The
    digital part is within the whole, so the rest grows by :math:`((1 + g) - a_t (1 + g_d)) / (1 - a_t) - 1`; a path
    that leaves the rest shrinking should make one doubt the digital growth.

    Examples
    --------
    >>> path = digital_share_path(10, 2025, digital_growth=0.2, whole_growth=0.08, target=20, horizon=2032)
    >>> path.reached_year, round(path.needed, 4)
    (2032, 0.1924)
    """
    _check_share("share", share)
    for name, growth in (("digital_growth", digital_growth), ("whole_growth", whole_growth)):
        if not (isfinite(growth) and growth > -1):
            raise PathError(name=name, value=f"{growth:g}", needed="> −1")
    last = _check_target(target, target_year, year, horizon)
    ratio = (1 + digital_growth) / (1 + whole_growth)
    years = tuple(range(year, horizon + 1))
    shares = tuple(min(FULL, share * ratio**step) for step in range(len(years)))
    needed = None
    if target is not None:
        span = last - year
        needed = (1 + whole_growth) * (target / share) ** (1 / span) - 1 if share > 0 else float("inf")
    return _path(years, shares, target, last, needed)


def adoption_path(
    known: Mapping[int, float],
    *,
    ceiling: float = FULL,
    target: float | None = None,
    target_year: int | None = None,
    horizon: int = 2030,
) -> SharePath:
    r"""Follow a share along an S-curve through known figures, as for dossiers handled online.

    Parameters
    ----------
    known : mapping of int to float
        Shares in per cent by year, two at least, of the same measure, all between 0 and the ceiling.
    ceiling : float
        Where the share will end, in per cent.
    target : float, optional
        Share to reach, in per cent, below the ceiling.
    target_year : int, optional
        By when; the horizon if not given.
    horizon : int
        Last year of the path.

    Returns
    -------
    SharePath
        The path from the first known year; ``needed`` is the rate from the latest figure to the target.

    Raises
    ------
    PathError
        If fewer than two figures are known, one is not between 0 and the ceiling, or a year is not after the last.

    Notes
    -----
    The logistic curve of diffusion, :math:`y_t = C / (1 + e^{-(a + k t)})` (Griliches 1957, *Hybrid corn*, Econometrica
    25): :math:`a` and :math:`k` are the least squares of :math:`\ln(y / (C - y))` on the years, through both figures
    where there are two. The rate needed from the latest figure :math:`y_0` is
    :math:`(\operatorname{logit}(y^*) - \operatorname{logit}(y_0)) / n`.

    Examples
    --------
    >>> path = adoption_path({2022: 20, 2024: 50}, target=90, target_year=2027, horizon=2028)
    >>> [round(share, 1) for share in path.shares]
    [20.0, 33.3, 50.0, 66.7, 80.0, 88.9, 94.1]
    >>> path.reached_year, round(path.needed, 4)
    (2028, 0.7324)
    """
    _check_share("ceiling", ceiling)
    if len(known) < 2:
        raise PathError(name="known", value=len(known), needed="≥ 2")
    for year, share in known.items():
        if not 0 < share < ceiling:
            raise PathError(name=f"known[{year}]", value=f"{share:g}", needed=f"0 < … < {ceiling:g}")
    if target is not None and not 0 < target < ceiling:
        raise PathError(name="target", value=f"{target:g}", needed=f"0 < … < {ceiling:g}")
    latest = max(known)
    last = _check_target(target, target_year, latest, horizon)

    def logit(share: float) -> float:
        return log(share / (ceiling - share))

    base = min(known)
    rate, level = np.polyfit([year - base for year in known], [logit(share) for share in known.values()], 1)
    years = tuple(range(base, horizon + 1))
    shares = tuple(ceiling / (1 + exp(-(level + rate * (year - base)))) for year in years)
    needed = None if target is None else (logit(target) - logit(known[latest])) / (last - latest)
    return _path(years, shares, target, last, needed)


def _check_share(name: str, share: float) -> None:
    if not 0 <= share <= FULL:
        raise PathError(name=name, value=f"{share:g}", needed="0–100")


def _check_target(target: float | None, target_year: int | None, year: int, horizon: int) -> int:
    last = target_year or horizon
    for name, found in (("horizon", horizon), ("target_year", last)):
        if found <= year:
            raise PathError(name=name, value=found, needed=f"> {year}")
    if target is not None:
        _check_share("target", target)
    return last


def _path(
    years: tuple[int, ...],
    shares: tuple[float, ...],
    target: float | None,
    last: int,
    needed: float | None,
) -> SharePath:
    reached = None
    if target is not None:
        reached = next(
            (year for year, share in zip(years, shares, strict=True) if share >= target - 1e-9), None
        )
    return SharePath(years, shares, target, last if target is not None else None, reached, needed)
