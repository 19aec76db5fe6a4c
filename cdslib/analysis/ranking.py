"""Places in an order, ties explicit. Pages without numpy use this; arrays go to ``index_arithmetic.ranks``."""

from collections.abc import Mapping

# Scores computed along two ways differ in the last bits; the ministry prints four decimals.
TIE_DIGITS = 9


def rank(values: Mapping[str, float], *, low_first: bool = False) -> dict[str, int]:
    """Rank values; equal values share the better place and the next place is left free.

    Parameters
    ----------
    values : mapping of str to float
        Values by code, unrounded; those that agree to nine decimals are equal.
    low_first : bool
        Whether the lowest value is the best.

    Returns
    -------
    dict of str to int
        Place by code, 1 the best, in the order of the places.

    Examples
    --------
    >>> rank({"a": 2.0, "b": 3.0, "c": 2.0, "d": 1.0})
    {'b': 1, 'a': 2, 'c': 2, 'd': 4}
    """
    sign = 1 if low_first else -1
    keys = {code: sign * round(value, TIE_DIGITS) for code, value in values.items()}
    first: dict[float, int] = {}
    for place, key in enumerate(sorted(keys.values()), start=1):
        first.setdefault(key, place)
    return dict(
        sorted(((code, first[key]) for code, key in keys.items()), key=lambda item: (item[1], item[0]))
    )
