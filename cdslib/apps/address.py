"""The state of a page in its address: what the query says, as wishes."""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl

LONGEST = 80
MOST_FIELDS = 40
MOST_LISTED = 5


def _number(said: str) -> float | int | None:
    try:
        value = float(said)
    except ValueError:
        return None
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() else value


KINDS: Mapping[str, Callable[[str], Any]] = MappingProxyType(
    {
        "text": str,
        "number": _number,
        "flag": lambda said: said == "1",
        "list": lambda said: said.split(".")[:MOST_LISTED],
    }
)


def wishes_in(query: str, fields: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """Read the wishes in an address; ``address.mjs`` reads and writes the same fields in the browser.

    Parameters
    ----------
    query : str
        What follows the question mark, from anybody.
    fields : mapping of str to (str, str)
        Short name and kind of each field of the page: ``text``, ``number``, ``flag`` or ``list``.

    Returns
    -------
    dict
        Wishes by field. What the page does not know, what is longer than 80 letters and what is no number
        where one is meant is left out; everything else the page still has to check.

    Examples
    --------
    >>> wishes_in("y=2024&i=dti&y=2023&theme=x", {"indicator": ("i", "text"), "year": ("y", "number")})
    {'indicator': 'dti', 'year': 2024}
    """
    try:
        said = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}
    first = dict(reversed(said))
    read = {
        name: KINDS[kind](first[short])
        for name, (short, kind) in fields.items()
        if len(first.get(short, " " * (LONGEST + 1))) <= LONGEST
    }
    return {name: value for name, value in read.items() if value is not None}
