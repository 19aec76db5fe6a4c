"""From a cell to a quantity."""

import re
from dataclasses import dataclass
from decimal import Decimal

from cdslib.i18n import Language, format_number, text
from cdslib.i18n.showing import both_languages
from cdslib.quantities.errors import MissingQuantityError, QuantityError
from cdslib.quantities.numerals import NUMERAL, Locale, plain_characters, read_numeral
from cdslib.quantities.words import (
    COMPARATORS,
    LEADS,
    MISSING,
    MULTIPLE,
    OR_LESS,
    OR_MORE,
    QUALIFIERS,
    RANGE,
    TIMES,
    UNIT_WORDS,
    UNITS,
    Comparator,
    Lead,
    Qualifier,
)
from cdslib.text import ascii_letters, nfc

_FOOTNOTE = re.compile(r"(?<=.)(?:(?<=[0-9%‰)])[¹²³⁴-⁹]+|\s*(?:\(\s*(?:\*+|[0-9])\s*\)|\[[0-9]+\]|[*†‡]+))+$")
_MINUS = re.compile(r"−\s*|[-–‐‑](?=[0-9])")
_SLASH = re.compile(r"\s*/\s*(?=[0-9])")
_DIGIT = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure.

    Attributes
    ----------
    value : float
        The figure with 'nghìn', 'triệu', 'tỷ' multiplied out; of a fraction, the ratio. A percentage
        keeps its hundredfold: 12,66% is 12.66 with the unit ``percent``.
    qualifier : str
        ``=`` (exactly), ``~`` (about), ``>`` (more than), ``>=`` (at least), ``<`` (less than) or ``<=`` (at
        most): the signs that targets use as comparators.
    unit : str or None
        ``percent`` or ``percent_grdp``, or the words after the number as written (``tổ``, ``đồng/người``);
        None if there are none.
    numerator, denominator : float or None
        The parts of a fraction. Whether a numerator may exceed its denominator is not judged here.
    """

    value: float
    qualifier: Comparator = "="
    unit: str | None = None
    numerator: float | None = None
    denominator: float | None = None

    @property
    def qualifier_name(self) -> Qualifier:
        """Return the qualifier as observations name it: ``exact``, ``about``, ``more_than`` ..."""
        return QUALIFIERS[self.qualifier]

    def describe(self, lang: Language = "vi") -> str:
        """Write the figure out, as it was understood.

        Parameters
        ----------
        lang : {"vi", "en"}
            The reader's language.

        Returns
        -------
        str
            Qualifier, number and unit, and the parts of a fraction; a notebook shows it in both languages.

        Examples
        --------
        >>> parse_quantity("gần 1,2 tỷ đồng").describe("vi")
        'khoảng 1.200.000.000 đồng'
        >>> parse_quantity("1/4").describe("en")
        '0.25 (1 of 4)'
        """
        number = _written(self.value, lang)
        if self.unit in ("percent", "percent_grdp"):
            number = text(f"quantities.unit_{self.unit}", lang, number=number)
        elif self.unit:
            number = f"{number} {self.unit}"
        if self.numerator is not None and self.denominator is not None:
            parts = {
                "numerator": _written(self.numerator, lang),
                "denominator": _written(self.denominator, lang),
            }
            number = text("quantities.shown_parts", lang, number=number, **parts)
        return text(f"quantities.shown_{self.qualifier_name}", lang, number=number)

    def _repr_html_(self) -> str:
        return both_languages(self.describe("vi"), self.describe("en"))


def _written(value: float, lang: Language) -> str:
    """Write a number with as many of at most four decimals as it has."""
    decimals = len(f"{value:.4f}".rstrip("0").partition(".")[2])
    return format_number(value, decimals, lang)


def parse_quantity(given: str, locale: Locale = "vi") -> Quantity:
    """Read a figure as Vietnamese officials write it.

    Parameters
    ----------
    given : str
        The cell, for example ``gần 20 nghìn``, ``từ 80% trở lên``, ``58.327/323.964``. True minus
        signs, no-break and thin spaces, full-width digits and footnote marks after it are read too.
    locale : {"vi", "en"}
        How points and commas are read where both ways are possible: ``1.006`` is 1006 in Vietnamese
        and 1.006 in English. What is possible in one way only is read that way.

    Returns
    -------
    Quantity
        The figure; nothing that stands in the cell is left out.

    Raises
    ------
    MissingQuantityError
        The cell says that there is no figure.
    QuantityError
        There is no number, or what stands there can't be one, is a range, several numbers, a
        division by zero, or has words that are not understood.

    Examples
    --------
    >>> parse_quantity("gần 1,2 tỷ đồng")
    Quantity(value=1200000000.0, qualifier='~', unit='đồng', numerator=None, denominator=None)
    >>> parse_quantity("từ 80% trở lên")
    Quantity(value=80.0, qualifier='>=', unit='percent', numerator=None, denominator=None)
    >>> parse_quantity("1,234.5", locale="en").value
    1234.5
    """
    shown = nfc(given)
    body = _FOOTNOTE.sub("", plain_characters(given)).strip()
    plain = ascii_letters(body).lower()
    if plain in MISSING:
        raise MissingQuantityError(shown)
    if not _DIGIT.search(plain):
        raise QuantityError(shown, "no_number")
    qualifier, is_from, start = _lead(plain)
    numerator, end = _number(body, start, locale, shown)
    denominator = None
    if slash := _SLASH.match(body, end):
        denominator, end = _number(body, slash.end(), locale, shown)
    unit_end, bound = _bound(plain)
    unit = _unit(body[end:unit_end], shown)
    if is_from and bound is None:
        raise QuantityError(shown, "unread", body[:start].strip())
    return _quantity(shown, numerator, denominator, bound or qualifier, unit)


def _lead(plain: str) -> tuple[Qualifier, bool, int]:
    """Read what stands before the number: its qualifier, whether it says 'from', where it ends."""
    said: list[Lead] = []
    position = 0
    while found := _lead_word(plain, position):
        said.append(found[0])
        position = found[1]
    qualifier: Qualifier = "about" if "about" in said else "exact"
    for word in said:
        if word != "from" and word != "filler" and word != "about":
            qualifier = word
    return qualifier, "from" in said, position


def _lead_word(plain: str, position: int) -> tuple[Lead, int] | None:
    for name, pattern in LEADS:
        if match := pattern.match(plain, position):
            return name, match.end()
    return None


def _number(body: str, start: int, locale: Locale, shown: str) -> tuple[Decimal, int]:
    """Read one number with its sign and multiples, and say where it ends."""
    sign = -1
    position = start
    if minus := _MINUS.match(body, start):
        position = minus.end()
    else:
        sign = 1
        position += body.startswith("+", start)
    match = NUMERAL.match(body, position)
    if match is None:
        digit = _DIGIT.search(body, position)
        raise QuantityError(shown, "unread", body[start : digit.start() if digit else None].strip())
    number = read_numeral(match[0], locale)
    if number is None:
        raise QuantityError(shown, "not_a_number")
    end = match.end()
    while multiple := MULTIPLE.match(body, end):
        number *= TIMES[multiple[1].lower()]
        end = multiple.end()
    return sign * number, end


def _bound(plain: str) -> tuple[int, Qualifier | None]:
    """Find 'trở lên' or 'trở xuống' at the end: where it begins and what it means."""
    if match := OR_MORE.search(plain):
        return match.start(), "at_least"
    if match := OR_LESS.search(plain):
        return match.start(), "at_most"
    return len(plain), None


def _unit(rest: str, shown: str) -> str | None:
    """Read what stands after the number."""
    words = rest.strip(" .,;:")
    if not words:
        return None
    plain = ascii_letters(words).lower()
    if RANGE.match(plain):
        raise QuantityError(shown, "range")
    if UNIT_WORDS.fullmatch(words):
        return UNITS.get(plain, words)
    reason = "several_numbers" if _DIGIT.search(words) else "unread"
    raise QuantityError(shown, reason, words)


def _quantity(
    shown: str, numerator: Decimal, denominator: Decimal | None, qualifier: Qualifier, unit: str | None
) -> Quantity:
    if denominator is None:
        return Quantity(float(numerator), COMPARATORS[qualifier], unit)
    if not denominator:
        raise QuantityError(shown, "zero_denominator")
    ratio = float(numerator / denominator)
    return Quantity(ratio, COMPARATORS[qualifier], unit, float(numerator), float(denominator))
