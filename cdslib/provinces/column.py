"""Names of provinces by the column."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cdslib.provinces.errors import UnknownGeographyError, UnknownProvinceError
from cdslib.provinces.register import GEOGRAPHIES
from cdslib.provinces.resolve import resolve_province

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = ("code", "name_vi", "name_en", "reason_vi", "reason_en", "suggestions")


def resolve_provinces(values: Iterable[object], geography: str = "vn63") -> pd.DataFrame:
    """Find the provinces that a column names; each spelling is looked up once.

    Parameters
    ----------
    values : iterable of str or number
        The column; a Series keeps its index. Missing values are answered like empty cells.
    geography : {"vn63", "vn34"}
        The scheme that the provinces must belong to.

    Returns
    -------
    pandas.DataFrame
        One row per value: ``value`` as given, ``code``, ``name_vi``, ``name_en`` (missing where
        none was found), ``reason_vi``, ``reason_en`` (why not; missing where one was found) and
        ``suggestions`` (tuple of codes of the wanted scheme, never chosen by itself).

    Raises
    ------
    UnknownGeographyError
        The geography is neither ``vn63`` nor ``vn34``. Bad cells never raise.

    Examples
    --------
    >>> resolve_provinces(["Hanoi", "ĐN"])[["value", "code", "suggestions"]].to_dict("records")
    [{'value': 'Hanoi', 'code': 'vn63-01', 'suggestions': ()}, \
{'value': 'ĐN', 'code': None, 'suggestions': ('vn63-48', 'vn63-67', 'vn63-75')}]
    """
    import pandas as pd

    if geography not in GEOGRAPHIES:
        raise UnknownGeographyError(given=geography)
    column = values if isinstance(values, pd.Series) else pd.Series(list(values), dtype=object)
    positions, spellings = pd.factorize(column.astype(object))
    # factorize gives missing values the position -1: the last of the answers.
    answers = [_answer(spelling, geography) for spelling in spellings] + [_answer("", geography)]
    table = pd.DataFrame(answers, columns=list(_COLUMNS), dtype=object).take(positions)
    table.index = column.index
    table.insert(0, "value", column)
    return table


def _answer(value: object, geography: str) -> tuple[object, ...]:
    """Give the cells of one row."""
    try:
        unit = resolve_province(value if isinstance(value, (str, int, float)) else str(value), geography)
    except UnknownProvinceError as error:
        suggestions = tuple(unit.code for unit in error.suggestions)
        return None, None, None, error.message("vi"), error.message("en"), suggestions
    return unit.code, unit.name_vi, unit.name_en, None, None, ()
