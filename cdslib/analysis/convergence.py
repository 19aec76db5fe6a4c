"""Do those behind catch up? Beta and sigma convergence, with changes of the measure kept in sight."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cdslib.analysis.convergence_errors import NotPositiveLevelsError, TooFewUnitsError
from cdslib.analysis.straight_line import straight_line
from cdslib.i18n import Language, format_number, text

FEWEST = 10


@dataclass(frozen=True, slots=True)
class BetaConvergence:
    """Whether those that began low grew faster.

    Attributes
    ----------
    slope : float
        Yearly growth (in logarithms) for each unit of the logarithm at the start; negative means catching up.
    low, high : float
        Interval of the slope, 95 %, robust to unequal scatter.
    standard_error, intercept, r_squared : float
        Of the line.
    half_life : float or None
        Years in which half of a gap closes at this pace; None if the interval of the slope reaches zero.
    reshuffling, narrowing : float
        The slope taken apart: what changing places alone would give with an unchanged spread (never above zero: a low
        start that was bad luck or bad measurement does this too), and what the change of the spread adds.
    spread_ratio : float
        Standard deviation of the logarithms at the end over that at the start; below one the spread narrowed.
    years : float
        From start to end.
    units : int
        How many entered.
    no_value : tuple of str
        Those left out for lack of a figure at one end.
    crosses_break : bool
        Whether the measure changed in between.
    """

    slope: float
    low: float
    high: float
    standard_error: float
    intercept: float
    r_squared: float
    half_life: float | None
    reshuffling: float
    narrowing: float
    spread_ratio: float
    years: float
    units: int
    no_value: tuple[str, ...]
    crosses_break: bool

    def describe(self, lang: Language = "vi") -> str:
        """Say the result in plain words, with what must be said with it.

        Parameters
        ----------
        lang : {"vi", "en"}
            The reader's language.

        Returns
        -------
        str
            Two or three sentences.
        """
        found = "catching_up" if self.high < 0 else "falling_behind" if self.low > 0 else "neither"
        numbers = {name: format_number(getattr(self, name), 2, lang) for name in ("slope", "low", "high")}
        said = [text(f"convergence.{found}", lang, units=self.units, **numbers)]
        if found == "catching_up":
            said.append(text(f"convergence.spread_{'narrower' if self.spread_ratio < 1 else 'wider'}", lang))
        if self.crosses_break:
            said.append(text("convergence.crosses_break", lang))
        return " ".join(said)


def beta_convergence(
    start: pd.Series, end: pd.Series, years: float = 1.0, *, crosses_break: bool = False
) -> BetaConvergence:
    r"""Measure whether units that began low grew faster (absolute beta convergence).

    Parameters
    ----------
    start, end : pandas.Series
        Levels above zero at both ends, indexed by code.
    years : float
        From start to end.
    crosses_break : bool
        Whether the measure changed in between; the result keeps it and says so.

    Returns
    -------
    BetaConvergence
        The slope, its interval, and its two parts.

    Raises
    ------
    TooFewUnitsError, NotPositiveLevelsError
        If fewer than ten units have both figures, or a level is not above zero.

    Notes
    -----
    :math:`\frac{1}{T} \ln \frac{y_{iT}}{y_{i0}} = a + b \ln y_{i0} + u_i` (Baumol 1986; Barro and Sala-i-Martin 1992,
    *Convergence*, J. Polit. Econ. 100); the speed is :math:`\beta = -\ln(1 + bT)/T`, the half-life
    :math:`\ln 2 / \beta`. With the correlation :math:`r` of the logarithms and their standard deviations,
    :math:`bT = (r - 1) + r (\sigma_T / \sigma_0 - 1)` exactly: the first part is regression to the mean (Quah 1993,
    *Galton's fallacy*, Scand. J. Econ. 95), only the second tells of a narrower spread.

    Examples
    --------
    >>> start = pd.Series([0.4, 0.5, 0.6, 0.7, 0.8] * 2, [f"p{i}" for i in range(10)])
    >>> found = beta_convergence(start, start**0.5)
    >>> round(found.slope, 6), round(found.half_life, 6), round(found.narrowing, 6)
    (-0.5, 1.0, -0.5)
    """
    both = pd.DataFrame({"start": start, "end": end}).astype(float)
    known = both.dropna()
    if len(known) < FEWEST:
        raise TooFewUnitsError(count=len(known), fewest=FEWEST)
    if (known <= 0).any(axis=None):
        raise NotPositiveLevelsError(code=str(known.index[(known <= 0).any(axis=1)][0]))
    first, last = np.log(known["start"].to_numpy()), np.log(known["end"].to_numpy())
    line = straight_line(first, (last - first) / years)
    together = float(np.corrcoef(first, last)[0, 1]) if last.std() > 0 else 0.0
    kept = 1 + line.slope * years
    half_life = float(np.log(2) * years / -np.log(kept)) if kept > 0 and line.high < 0 else None
    reshuffling = (together - 1) / years
    left_out = tuple(str(code) for code in both.index[both.isna().any(axis=1)])
    return BetaConvergence(
        **{name: getattr(line, name) for name in ("slope", "low", "high", "standard_error", "intercept")},
        r_squared=line.r_squared,
        half_life=half_life,
        reshuffling=reshuffling,
        narrowing=line.slope - reshuffling,
        spread_ratio=float(last.std() / first.std()),
        years=years,
        units=len(known),
        no_value=left_out,
        crosses_break=crosses_break,
    )


def sigma_convergence(
    levels: pd.DataFrame, *, breaks: Iterable[int] = (), draws: int = 5000, seed: int = 1
) -> pd.DataFrame:
    r"""Measure whether the spread between units narrows from period to period.

    Parameters
    ----------
    levels : pandas.DataFrame
        One row a unit, one column a period, in order. Units lacking a figure in any period are left out of all, so that
        the spread does not change because other units are counted.
    breaks : iterable of int
        Periods from which on the measure is another one, see :func:`cdslib.index_breaks`.
    draws, seed : int
        Size and seed of the bootstrap.

    Returns
    -------
    pandas.DataFrame
        One row a period: ``units``, ``mean``, ``sd``, ``cv`` (sd over mean), ``sd_log``; against the period before
        ``ratio`` of ``sd_log``, its interval ``low`` to ``high`` (95 %), and ``after_break``: whether the measure
        changed in between, so that the ratio also holds what the change did.

    Raises
    ------
    TooFewUnitsError, NotPositiveLevelsError
        If fewer than ten units have all figures, or a level is not above zero.

    Notes
    -----
    Sigma convergence (Barro and Sala-i-Martin 1992) by the standard deviation of logarithms, which a change of all
    levels by one factor leaves as it is. The interval is a percentile bootstrap that draws units with all their
    periods (Efron and Tibshirani 1993).

    Examples
    --------
    >>> levels = pd.DataFrame({2022: [1.0, 2.0, 4.0, 8.0, 16.0] * 2})
    >>> sigma_convergence(levels.assign(**{"2023": levels[2022] ** 0.5}))["ratio"].round(3).tolist()
    [nan, 0.5]
    """
    known = levels.astype(float).dropna()
    if len(known) < FEWEST:
        raise TooFewUnitsError(count=len(known), fewest=FEWEST)
    if (known <= 0).any(axis=None):
        raise NotPositiveLevelsError(code=str(known.index[(known <= 0).any(axis=1)][0]))
    logs = np.log(known.to_numpy())
    drawn = np.random.default_rng(seed).integers(0, len(known), (draws, len(known)))
    by_draw = logs[drawn].std(axis=1, ddof=1)
    ratios = by_draw[:, 1:] / np.maximum(by_draw[:, :-1], 1e-300)
    bounds = np.quantile(ratios, [0.025, 0.975], axis=0) if logs.shape[1] > 1 else np.empty((2, 0))
    table = pd.DataFrame({"units": len(known), "mean": known.mean(), "sd": known.std()})
    table = table.assign(cv=table["sd"] / table["mean"], sd_log=logs.std(axis=0, ddof=1))
    table["ratio"] = table["sd_log"] / table["sd_log"].shift()
    table["low"], table["high"] = np.nan, np.nan
    table.loc[table.index[1:], ["low", "high"]] = bounds.T
    changed = {str(period) for period in breaks}
    return table.assign(after_break=[str(period) in changed for period in table.index])
