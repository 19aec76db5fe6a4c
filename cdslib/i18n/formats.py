"""Numbers, dates and lists as a Vietnamese or an English reader writes them."""

from collections.abc import Sequence
from datetime import date
from math import isnan

from cdslib.i18n.catalogue import Language

_SWAP = str.maketrans(",.", ".,")


def format_number(
    value: float | None, decimals: int = 0, lang: Language = "vi", *, sign: bool = False
) -> str:
    """Write a number: 1.234,5 in Vietnamese, 1,234.5 in English.

    Parameters
    ----------
    value : float or None
        The number; None and NaN are written as a dash.
    decimals : int
        Digits after the decimal mark.
    lang : {"vi", "en"}
        The reader's language.
    sign : bool
        Write a plus before a positive number, for changes.

    Returns
    -------
    str
        The number; negative numbers carry a true minus sign (U+2212).

    Examples
    --------
    >>> format_number(1234.5, 1)
    '1.234,5'
    >>> format_number(-1234.5, 1, "en")
    '−1,234.5'
    """
    if value is None or isnan(value):
        return "–"
    plain = f"{abs(value):,.{decimals}f}"
    is_zero = not plain.strip("0.,")
    mark = "−" if value < 0 and not is_zero else "+" if sign and not is_zero else ""
    return mark + (plain.translate(_SWAP) if lang == "vi" else plain)


def format_date(day: date) -> str:
    """Write a date as 22/11/2026, the same in both languages.

    Parameters
    ----------
    day : datetime.date
        The day.

    Returns
    -------
    str
        Day, month and year.

    Examples
    --------
    >>> format_date(date(2026, 11, 22))
    '22/11/2026'
    """
    return f"{day:%d/%m/%Y}"


def format_period(period: str) -> str:
    """Write the period of an observation: 2024, 06/2023, 17/08/2022 or 2020-2022.

    Parameters
    ----------
    period : str
        ISO form as the data package has it: ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or ``YYYY/YYYY``.

    Returns
    -------
    str
        The period as both languages write it.

    Examples
    --------
    >>> format_period("2022-08-17"), format_period("2023-06"), format_period("2020/2022")
    ('17/08/2022', '06/2023', '2020–2022')
    """
    if "/" in period:
        return "–".join(format_period(part) for part in period.split("/"))
    return "/".join(reversed(period.split("-")))


def format_list(words: Sequence[str], lang: Language = "vi") -> str:
    """Join words as a sentence does: A, B và C; A, B and C.

    Parameters
    ----------
    words : sequence of str
        The words.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    str
        The joined words.

    Examples
    --------
    >>> format_list(["Bắc Giang", "Bắc Ninh"])
    'Bắc Giang và Bắc Ninh'
    """
    if len(words) < 2:
        return "".join(words)
    joint = " và " if lang == "vi" else " and "
    return ", ".join(words[:-1]) + joint + words[-1]
