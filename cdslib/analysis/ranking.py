"""Places in an order, ties explicit."""

from collections.abc import Mapping


def rank(values: Mapping[str, float], *, low_first: bool = False) -> dict[str, int]:
    """Rank values; equal values share the better place and the next place is left free.

    Parameters
    ----------
    values : mapping of str to float
        Values by code, unrounded.
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
    ordered = sorted(values.values(), reverse=not low_first)
    places = {code: ordered.index(value) + 1 for code, value in values.items()}
    return dict(sorted(places.items(), key=lambda item: (item[1], item[0])))
