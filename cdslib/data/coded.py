"""Columns of words as numbers, so that millions of rows are compared and sorted as arrays."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

IntArray = npt.NDArray[np.int64]


def coded(column: pd.Series) -> tuple[IntArray, list[str]]:
    """Give numbers to the words of a column.

    Parameters
    ----------
    column : pandas.Series
        Words or categories.

    Returns
    -------
    tuple of numpy.ndarray and list of str
        The number of each row's word, -1 where it is missing, and the words.

    Examples
    --------
    >>> codes, words = coded(pd.Series(["b", None, "b", "a"]))
    >>> codes.tolist(), words
    ([0, -1, 0, 1], ['b', 'a'])
    """
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, words = column.cat.codes.to_numpy(), column.cat.categories
    else:
        codes, words = pd.factorize(column)
    return codes.astype(np.int64), [str(word) for word in words]


def combined(*codes: IntArray) -> tuple[IntArray, IntArray]:
    """Give numbers to the combinations of several columns of codes.

    Parameters
    ----------
    *codes : numpy.ndarray
        Of the same length, -1 where missing.

    Returns
    -------
    tuple of numpy.ndarray
        The number of each row's combination, in the order in which they come, and the first row of each.

    Examples
    --------
    >>> which, first = combined(np.array([0, 0, 1, 0]), np.array([5, -1, 5, 5]))
    >>> which.tolist(), first.tolist()
    ([0, 1, 2, 0], [0, 1, 2])
    """
    which = np.zeros(len(codes[0]), dtype=np.int64)
    for code in codes:
        size = int(code.max(initial=-1)) + 2
        which = pd.factorize(which * size + code + 1)[0].astype(np.int64)
    first = np.empty(int(which.max(initial=-1)) + 1, dtype=np.int64)
    first[which[::-1]] = np.arange(len(which))[::-1]
    return which, first


def numbered(codes: IntArray, words: Sequence[str], among: Sequence[str]) -> IntArray:
    """Give words the numbers that they have in another table.

    Parameters
    ----------
    codes : numpy.ndarray
        Numbers of words, -1 where missing.
    words : sequence of str
        What they stand for.
    among : sequence of str
        The words of the other table.

    Returns
    -------
    numpy.ndarray
        Place of each row's word among these, -1 where it is not there.

    Examples
    --------
    >>> numbered(np.array([0, 1, -1]), ["a", "b"], ["b", "c"]).tolist()
    [-1, 0, -1]
    """
    place = {word: number for number, word in enumerate(among)}
    return np.array([*(place.get(word, -1) for word in words), -1], dtype=np.int64)[codes]


def spread(start: IntArray, stop: IntArray) -> tuple[IntArray, IntArray]:
    """Write out ranges one after the other.

    Parameters
    ----------
    start, stop : numpy.ndarray
        First place of each range and the one after its last.

    Returns
    -------
    tuple of numpy.ndarray
        For each place written out, which range it belongs to, and the place.

    Examples
    --------
    >>> [part.tolist() for part in spread(np.array([3, 9, 0]), np.array([5, 9, 1]))]
    [[0, 0, 2], [3, 4, 0]]
    """
    size = stop - start
    owner = np.repeat(np.arange(len(size)), size)
    return owner, np.arange(len(owner)) + np.repeat(start - (np.cumsum(size) - size), size)


def words_of(which: IntArray, words: Sequence[str | None]) -> pd.Series:
    """Return a column of words from their numbers.

    Parameters
    ----------
    which : numpy.ndarray
        Number of each row's word.
    words : sequence of str or None
        They may repeat.

    Returns
    -------
    pandas.Series
        As ``str``.

    Examples
    --------
    >>> words_of(np.array([1, 0]), ["a", "b"]).tolist()
    ['b', 'a']
    """
    return pd.Series(np.array([*words, None], dtype=object)[which], dtype="str")


def categories(codes: npt.NDArray[Any], words: Sequence[str]) -> pd.Categorical:
    """Return words by their numbers without writing them out.

    Parameters
    ----------
    codes : numpy.ndarray
        Number of each row's word, -1 where it is missing.
    words : sequence of str
        Each once.

    Returns
    -------
    pandas.Categorical
        One word a row.

    Examples
    --------
    >>> categories(np.array([1, -1]), ["a", "b"]).tolist()
    ['b', nan]
    """
    return pd.Categorical.from_codes(codes, pd.Index(list(words), dtype="str"))
