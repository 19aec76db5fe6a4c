"""Places in an order, ties explicit. Pages without numpy use this; arrays go to ``index_arithmetic.ranks``."""

from collections.abc import Mapping

# Scores computed along two ways differ in the last bits; the ministry prints four decimals.
TIE = 5e-10


def rank(values: Mapping[str, float], *, low_first: bool = False) -> dict[str, int]:
    """Rank values; equal values share the better place and the next place is left free.

    Parameters
    ----------
    values : mapping of str to float
        Values by code, unrounded; neighbours that differ by less than 5e-10 are equal.
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
    places: dict[str, int] = {}
    place, before = 0, float("nan")
    for position, code in enumerate(
        sorted(values, key=lambda one: values[one], reverse=not low_first), start=1
    ):
        if not abs(values[code] - before) <= TIE:
            place = position
        places[code], before = place, values[code]
    return dict(sorted(places.items(), key=lambda item: (item[1], item[0])))
