"""Digits, points and commas: the Vietnamese and the English way, and which of them a column follows."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from cdslib.text import nfc

Locale = Literal["vi", "en"]
LOCALES: tuple[Locale, ...] = ("vi", "en")

NUMERAL = re.compile(r"[0-9](?:[0-9]|[.,](?=[0-9])| (?=[0-9]{3}(?![0-9])))*")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DECIMAL_MARK = {"vi": ",", "en": "."}


def _strict(thousands: str, decimal: str) -> re.Pattern[str]:
    grouped = rf"[1-9][0-9]{{0,2}}([{thousands} ])[0-9]{{3}}(?:\1[0-9]{{3}})*"
    return re.compile(rf"(?:{grouped}|[0-9]+)(?:[{decimal}][0-9]+)?")


_STRICT = {"vi": _strict(".", ","), "en": _strict(",", ".")}


def plain_characters(text: str) -> str:
    r"""Write full-width digits and marks as ordinary ones and every kind of space as one space.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    str
        The cell in NFC.

    Examples
    --------
    >>> plain_characters("１２，５\u202f％")
    '12,5 %'
    """
    return nfc(text).translate(_FULL_WIDTH)


def read_numeral(numeral: str, locale: Locale) -> Decimal | None:
    """Read digits with points, commas or spaces.

    Parameters
    ----------
    numeral : str
        For example ``1.234,5``; no sign.
    locale : {"vi", "en"}
        The way tried first. What can't be written that way is read the other way if it can be.

    Returns
    -------
    decimal.Decimal or None
        The number; None if neither way of writing allows it.

    Examples
    --------
    >>> read_numeral("1.006", "vi"), read_numeral("1.006", "en"), read_numeral("0.8002", "vi")
    (Decimal('1006'), Decimal('1.006'), Decimal('0.8002'))
    >>> read_numeral("12,34,56", "vi") is None
    True
    """
    for tried in (locale, *LOCALES):
        if _STRICT[tried].fullmatch(numeral):
            whole, _, fraction = numeral.partition(_DECIMAL_MARK[tried])
            return Decimal(re.sub("[^0-9]", "", whole) + (f".{fraction}" if fraction else ""))
    return None


def column_locale(values: Iterable[object]) -> tuple[Locale | None, tuple[int, ...]]:
    """Tell from a column's own cells whether it is written the Vietnamese or the English way.

    A cell is evidence if its number can be written one way only: ``0,8002`` and ``1.234.567`` are
    Vietnamese, ``0.8002`` and ``12.5`` English; ``1.234`` says nothing. The majority decides.

    Parameters
    ----------
    values : iterable
        The cells; those that are not text are no evidence.

    Returns
    -------
    locale : {"vi", "en"} or None
        The way the column is written; None without evidence or if it is evenly divided.
    contradicting : tuple of int
        Positions (from 0) of the cells that are written the other way; all evidence if evenly divided.

    Examples
    --------
    >>> column_locale(["1.234", "0.802", "12.5"])
    ('en', ())
    >>> column_locale(["1.234", "0,802", "12,5", "0.7"])
    ('vi', (3,))
    """
    evidence: dict[Locale, list[int]] = {"vi": [], "en": []}
    for position, value in enumerate(values):
        if isinstance(value, str):
            for locale in _only_ways(value):
                evidence[locale].append(position)
    counts = {locale: len(cells) for locale, cells in evidence.items()}
    if counts["vi"] == counts["en"]:
        return None, tuple(sorted({*evidence["vi"], *evidence["en"]}))
    if counts["vi"] > counts["en"]:
        return "vi", tuple(evidence["en"])
    return "en", tuple(evidence["vi"])


def _only_ways(cell: str) -> set[Locale]:
    """Return the ways that numbers of one cell insist on."""
    found: set[Locale] = set()
    for numeral in NUMERAL.findall(plain_characters(cell)):
        ways: set[Locale] = {locale for locale in LOCALES if _STRICT[locale].fullmatch(numeral)}
        if len(ways) == 1:
            found |= ways
    return found
