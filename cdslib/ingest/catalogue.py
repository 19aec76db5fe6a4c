"""Which indicator and unit of the catalogue are meant, when the words are those of the catalogue."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

import pandas as pd

from cdslib.data import load_indicators, load_units
from cdslib.data.errors import UnknownIndicatorError
from cdslib.text import fold

_BRACKETS = re.compile(r"\s*\(([^()]*)\)")


@cache
def indicator_names() -> Mapping[str, str]:
    """Return the code of every name that the catalogue gives to one indicator only.

    Returns
    -------
    mapping of str to str
        Code by folded name.
    """
    return _codes(load_indicators(), ("code", "name_vi", "name_en", "short_vi", "short_en"))


@cache
def unit_names() -> Mapping[str, str]:
    """Return the code of every name and symbol that the catalogue gives to one unit only.

    Returns
    -------
    mapping of str to str
        Code by folded name.
    """
    return _codes(load_units(), ("code", "symbol_vi", "symbol_en", "name_vi", "name_en"))


def _codes(table: pd.DataFrame, columns: Sequence[str]) -> Mapping[str, str]:
    found: dict[str, set[str]] = {}
    for row in table.to_dict("records"):
        for name in (row[column] for column in columns):
            if isinstance(name, str) and name:
                found.setdefault(_key(name), set()).add(str(row["code"]))
    return MappingProxyType({name: codes.pop() for name, codes in found.items() if len(codes) == 1})


def _key(name: str) -> str:
    """Fold a name; a name of marks alone, such as '%', stays."""
    return fold(name) or name


def match_indicator(label: str, names: Mapping[str, str]) -> str | None:
    """Return the code of the indicator that a heading names exactly.

    Parameters
    ----------
    label : str
        The heading; what stands in brackets may be left out or may itself be the name.
    names : mapping of str to str
        Code by folded name.

    Returns
    -------
    str or None
        None if the catalogue has no such name; nothing is guessed.

    Examples
    --------
    >>> match_indicator("Chỉ số (DTI)", {"dti": "dti"}), match_indicator("DTI khác", {"dti": "dti"})
    ('dti', None)
    """
    inside = [match[1] for match in _BRACKETS.finditer(label)]
    tried = (label, _BRACKETS.sub("", label), *inside)
    return next((names[_key(name)] for name in tried if _key(name) in names), None)


def match_unit(heard: str) -> str:
    """Return the catalogue's code of a unit; the words themselves if it has no such unit.

    Parameters
    ----------
    heard : str
        For example ``nghìn người``.

    Returns
    -------
    str
        The code, or the words.

    Examples
    --------
    >>> match_unit("Nghìn người"), match_unit("km²"), match_unit("bao")
    ('thousand_persons', 'km2', 'bao')
    """
    return unit_names().get(_key(heard), heard)


def check_indicator(code: str | None, names: Mapping[str, str]) -> None:
    """Refuse a code that the catalogue does not have.

    Parameters
    ----------
    code : str or None
        The code the caller gives.
    names : mapping of str to str
        Code by folded name.

    Raises
    ------
    UnknownIndicatorError
        If there is no such indicator.
    """
    if code is not None and code not in names.values():
        raise UnknownIndicatorError(code, names.values())
