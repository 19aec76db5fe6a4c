"""Wishes of a page made into values that surely exist."""

from typing import Any

LONGEST_NAME = 120


def number(value: Any, low: float, high: float) -> float | None:
    """Return a number within bounds as one that can be reckoned with; JSON knows integers without end.

    Parameters
    ----------
    value : object
        Anything.
    low, high : float
        The bounds.

    Returns
    -------
    float or None
        The number; ``None`` for what is none, or lies outside.

    Examples
    --------
    >>> number(1, 0, 1), number(True, 0, 1), number(float("nan"), 0, 1), number(10**400, 0, 1)
    (1.0, None, None, None)
    """
    is_number = isinstance(value, float) or (type(value) is int and abs(value) < 2**53)
    return float(value) if is_number and low <= value <= high else None


def is_year(value: Any, span: range) -> bool:
    """Return whether a value is a whole number of a span."""
    return type(value) is int and value in span


def one_line(value: Any) -> str:
    r"""Return a short name without line breaks and other signs that cannot be seen.

    Parameters
    ----------
    value : object
        Anything.

    Returns
    -------
    str
        At most 120 characters; empty for what is no text.

    Examples
    --------
    >>> one_line("a\nb"), one_line(3)
    ('a b', '')
    """
    if not isinstance(value, str):
        return ""
    seen = "".join(one if one.isprintable() else " " for one in value[: 4 * LONGEST_NAME])
    return " ".join(seen.split())[:LONGEST_NAME]


def one_of(value: Any, allowed: Any, otherwise: Any) -> Any:
    """Return a word if it is among those allowed."""
    return value if isinstance(value, str) and value in allowed else otherwise
