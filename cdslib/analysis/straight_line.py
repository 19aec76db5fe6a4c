"""A straight line through points, with an interval that does not presume equal scatter."""

from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from cdslib.analysis.index_schemes import FloatArray


class Line(NamedTuple):
    """A least-squares line: slope with robust standard error and interval, intercept, share of variance explained."""

    slope: float
    intercept: float
    standard_error: float
    low: float
    high: float
    r_squared: float


def straight_line(x: FloatArray, y: FloatArray, confidence: float = 0.95) -> Line:
    r"""Fit a line by least squares, with errors robust to unequal scatter.

    Parameters
    ----------
    x, y : array
        Points; at least three, and not all with the same ``x``.
    confidence : float
        Of the interval of the slope.

    Returns
    -------
    Line
        The line.

    Notes
    -----
    The standard error is HC3 (MacKinnon and White 1985): with residuals :math:`e_i` and leverages :math:`h_i`,
    :math:`\sum_i (x_i - \bar x)^2 e_i^2 / (1 - h_i)^2` over the square of :math:`\sum_i (x_i - \bar x)^2`. The interval
    uses Student's t with :math:`n - 2` degrees of freedom, see :func:`t_quantile`.

    Examples
    --------
    >>> line = straight_line(np.array([0.0, 1.0, 2.0, 3.0]), np.array([1.0, 3.0, 5.0, 7.5]))
    >>> round(line.slope, 3), round(line.intercept, 3)
    (2.15, 0.9)
    """
    from_mean = x - x.mean()
    spread = float(from_mean @ from_mean)
    slope = float(from_mean @ y) / spread
    intercept = float(y.mean()) - slope * float(x.mean())
    residuals = y - intercept - slope * x
    leverage = 1 / len(x) + from_mean**2 / spread
    scatter = np.divide(residuals, 1 - leverage, out=np.zeros_like(residuals), where=leverage < 1 - 1e-12)
    error = float(np.sqrt(from_mean**2 @ scatter**2) / spread)
    reach = t_quantile((1 + confidence) / 2, len(x) - 2) * error
    variance = float(((y - y.mean()) ** 2).sum())
    explained = 1 - float(residuals @ residuals) / variance if variance > 0 else float("nan")
    return Line(slope, intercept, error, slope - reach, slope + reach, explained)


def t_quantile(probability: float, freedom: int) -> float:
    r"""Return a quantile of Student's t distribution.

    Parameters
    ----------
    probability : float
        Between 0 and 1.
    freedom : int
        Degrees of freedom.

    Returns
    -------
    float
        Right to 0.001 from 8 degrees of freedom on, to 0.00001 from 20 on.

    Notes
    -----
    The expansion about the normal quantile by Abramowitz and Stegun (1964), *Handbook of Mathematical
    Functions*, 26.7.5.

    Examples
    --------
    >>> round(t_quantile(0.975, 61), 4)
    1.9996
    """
    z = NormalDist().inv_cdf(probability)
    terms = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return sum(term / freedom**power for power, term in enumerate(terms))
