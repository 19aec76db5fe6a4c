"""Many tests at once: p-values adjusted so that few of the discoveries are false."""

import numpy as np

from cdslib.analysis.index_schemes import FloatArray


def adjusted_p_values(p_values: FloatArray) -> FloatArray:
    r"""Adjust p-values of many tests by the method of Benjamini and Hochberg.

    Parameters
    ----------
    p_values : array
        One a test.

    Returns
    -------
    array
        In the same order: calling all tests with an adjusted value up to 0.05 a discovery keeps the expected share of
        false ones among them at 5 %.

    Notes
    -----
    :math:`\tilde p_{(i)} = \min_{j \ge i} \min(1, p_{(j)} m / j)` for the sorted :math:`p_{(1)} \le \dots \le p_{(m)}`
    (Benjamini and Hochberg 1995, *Controlling the false discovery rate*, J. R. Stat. Soc. B 57).

    Examples
    --------
    >>> adjusted_p_values(np.array([0.01, 0.04, 0.03])).round(3).tolist()
    [0.03, 0.04, 0.04]
    """
    given = np.asarray(p_values, dtype=float)
    order = np.argsort(given, kind="stable")
    scaled = given[order] * len(given) / np.arange(1, len(given) + 1)
    adjusted = np.empty_like(given)
    adjusted[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return adjusted
