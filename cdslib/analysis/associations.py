"""What goes with an outcome: least squares on comparable scales, with the cautions as columns."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cdslib.analysis.association_errors import NoStatsmodelsError, TooFewForRegressionError

PER_PREDICTOR = 8


@dataclass(frozen=True, eq=False)
class Associations:
    """What goes with an outcome, and how far one may trust it.

    Attributes
    ----------
    table : pandas.DataFrame
        One row a predictor, all in standard deviations: ``alone`` (its correlation with the outcome), ``together``
        (standard deviations by which the outcome is higher where the predictor is one higher and the others are the
        same), ``low``, ``high`` (95 %), ``p_value``, ``without_one_low``, ``without_one_high`` (extremes of
        ``together`` if one unit is left out) and ``vif`` (variance inflation; above 5 predictors can hardly be told
        apart).
    r_squared, r_squared_adjusted : float
        Share of the variance that goes with the predictors; adjusted for their number.
    units : int
        How many entered.
    no_value : tuple of str
        Those left out for lack of a figure.
    """

    table: pd.DataFrame
    r_squared: float
    r_squared_adjusted: float
    units: int
    no_value: tuple[str, ...]


def associations(outcome: pd.Series, predictors: pd.DataFrame) -> Associations:
    r"""Regress an outcome on predictors, each in standard deviations, with errors robust to unequal scatter.

    Needs statsmodels: ``pip install statsmodels``.

    Parameters
    ----------
    outcome : pandas.Series
        One figure a unit, indexed by code.
    predictors : pandas.DataFrame
        One column a predictor, indexed by code. Take logarithms of amounts of money before.

    Returns
    -------
    Associations
        Slopes with intervals, and what they hang on.

    Raises
    ------
    NoStatsmodelsError
        If statsmodels is not installed.
    TooFewForRegressionError
        If there are fewer than eight units with all figures for each predictor.

    Notes
    -----
    Ordinary least squares with HC3 errors (MacKinnon and White 1985; advised below 250 units by Long and Ervin 2000,
    Am. Stat. 54), by statsmodels. It says what goes together among provinces, neither what causes what nor what holds
    for persons (Robinson 1950, *Ecological correlations*, Am. Sociol. Rev. 15).

    Examples
    --------
    >>> x = pd.DataFrame({"a": [float(i % 5) for i in range(20)], "b": [float(i % 7) for i in range(20)]})
    >>> found = associations(x["a"] * 2 + x["b"], x)
    >>> round(found.r_squared, 6), found.units
    (1.0, 20)
    """
    sm = _statsmodels()
    both = predictors.astype(float).assign(**{"": outcome.astype(float)})
    known = both.dropna()
    if len(known) < PER_PREDICTOR * predictors.shape[1]:
        raise TooFewForRegressionError(count=len(known), fewest=PER_PREDICTOR * predictors.shape[1])
    scaled = (known - known.mean()) / known.std()
    y, x = scaled[""], scaled[list(predictors.columns)]
    fit = sm.OLS(y, sm.add_constant(x)).fit(cov_type="HC3", use_t=True)
    interval = fit.conf_int().drop(index="const")
    without = _without_one(y.to_numpy(), x.to_numpy())
    table = pd.DataFrame({"alone": x.corrwith(y), "together": fit.params.drop("const")})
    table = table.assign(low=interval[0], high=interval[1], p_value=fit.pvalues.drop("const"))
    table = table.assign(without_one_low=without.min(axis=0), without_one_high=without.max(axis=0))
    table["vif"] = np.diag(np.linalg.inv(np.corrcoef(x.to_numpy(), rowvar=False).reshape(x.shape[1], -1)))
    left_out = tuple(str(code) for code in both.index[both.isna().any(axis=1)])
    return Associations(table, float(fit.rsquared), float(fit.rsquared_adj), len(known), left_out)


def _statsmodels() -> Any:
    try:
        import statsmodels.api as sm
    except ImportError as reason:
        raise NoStatsmodelsError() from reason
    return sm


def _without_one(y: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Return the slopes with each unit left out in turn."""
    design = np.column_stack([np.ones(len(y)), x])
    rows = [np.delete(np.arange(len(y)), place) for place in range(len(y))]
    return np.array([np.linalg.lstsq(design[kept], y[kept], rcond=None)[0][1:] for kept in rows])
