"""The arithmetic of the index on arrays: any number of years or draws, provinces in the one-but-last axis.

Needs numpy only, so that the pages can use it.
"""

import numpy as np
import numpy.typing as npt

from cdslib.analysis.index_schemes import FloatArray, Scheme
from cdslib.analysis.ranking import TIE

IntArray = npt.NDArray[np.int64]


def scores(levels: FloatArray, scheme: Scheme) -> FloatArray:
    r"""Return the weighted arithmetic mean of the components, :math:`\sum_i w_i x_i / \sum_i w_i`.

    Parameters
    ----------
    levels : numpy.ndarray
        Components in the last axis, in the order of the scheme, 0 to 1.
    scheme : Scheme
        The weights.

    Returns
    -------
    numpy.ndarray
        One score for each row of components; missing where a component with a weight is missing.

    Examples
    --------
    >>> mine = Scheme.from_weights("mine", {"a": 3, "b": 1})
    >>> scores(np.array([[1.0, 0.0], [0.5, 0.9]]), mine).round(4).tolist()
    [0.75, 0.6]
    """
    return _means(levels, scheme.shares()[None, :])[..., 0]


def pillar_scores(levels: FloatArray, scheme: Scheme) -> FloatArray:
    """Return the weighted means of the pillars, in the order of the scheme, in the last axis.

    Parameters
    ----------
    levels : numpy.ndarray
        Components in the last axis, in the order of the scheme, 0 to 1.
    scheme : Scheme
        The weights.

    Returns
    -------
    numpy.ndarray
        One score for each pillar; missing where one of its components is missing.

    Examples
    --------
    >>> mine = Scheme.from_weights("mine", {"a": 3, "b": 1, "c": 4}, {"ab": ["a", "b"], "c": ["c"]})
    >>> pillar_scores(np.array([1.0, 0.0, 0.3]), mine).tolist()
    [0.75, 0.3]
    """
    return _means(levels, scheme.pillar_shares())


def _means(levels: FloatArray, shares: FloatArray) -> FloatArray:
    missing = np.isnan(levels)
    if not missing.any():
        return levels @ shares.T
    means = np.where(missing, 0.0, levels) @ shares.T
    return np.where(missing.astype(float) @ shares.T > 0, np.nan, means)


def ranks(values: FloatArray) -> IntArray:
    """Rank along the last axis, the highest first; equals share the better place, the next is left free.

    Parameters
    ----------
    values : numpy.ndarray
        Unrounded; neighbours that differ by less than 5e-10 are equal.

    Returns
    -------
    numpy.ndarray
        Places from 1; 0 where the value is missing.

    Examples
    --------
    >>> ranks(np.array([[2.0, 3.0, 2.0, np.nan, 1.0]])).tolist()
    [[2, 1, 2, 0, 4]]
    """
    falling = -values
    order = np.argsort(falling, axis=-1, kind="stable")
    ordered = np.take_along_axis(falling, order, axis=-1)
    place = np.arange(1, values.shape[-1] + 1)
    is_new = np.ones(values.shape, dtype=bool)
    is_new[..., 1:] = ~(ordered[..., 1:] - ordered[..., :-1] <= TIE)
    of_ordered = np.maximum.accumulate(np.where(is_new, place, 0), axis=-1)
    found = np.empty(values.shape, dtype=np.int64)
    np.put_along_axis(found, order, of_ordered, axis=-1)
    return np.where(np.isnan(values), 0, found)


def joint_level(score: FloatArray, known: FloatArray, scheme: Scheme) -> FloatArray:
    r"""Recover the joint component of a joined scheme from the score and the other components.

    With points :math:`w_i` and total :math:`W` it is :math:`(W s - \sum_{i \neq joint} w_i x_i) / w_{joint}`. The
    score has four decimals, so the result is exact to :math:`W / w_{joint}` half units of the fourth decimal; that
    can put it just outside 0 to 1, where it is cut.

    Parameters
    ----------
    score : numpy.ndarray
        Published scores.
    known : numpy.ndarray
        The other components in the last axis, in the order of the joined scheme.
    scheme : Scheme
        A joined scheme, the joint component first.

    Returns
    -------
    numpy.ndarray
        The weighted mean of the joined components.

    Examples
    --------
    >>> mine = Scheme.from_weights("mine", {"a": 3, "b": 1, "c": 4}).joined(("a", "b"), "ab")
    >>> round(joint_level(np.array(0.525), np.array([0.3]), mine).item(), 9)
    0.75
    """
    shares = scheme.shares()
    return np.clip((score - known @ shares[1:]) / shares[0], 0.0, 1.0)
