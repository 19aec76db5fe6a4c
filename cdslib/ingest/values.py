"""From one cell to a figure, or to the reason why it is none."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from math import isfinite

from cdslib.i18n import LANGUAGES, Language, format_number, text
from cdslib.ingest.grid import Cell
from cdslib.quantities import Locale, MissingQuantityError, Quantity, QuantityError, parse_quantity

Words = dict[Language, str]


@dataclass(frozen=True, slots=True)
class Unusable:
    """Why a cell gives no observation.

    Attributes
    ----------
    kind : str
        Name of the message in the catalogue, without ``problem_`` or ``skipped_``.
    words : dict of str to str
        The reason in both languages.
    suggestion : str
        What was probably meant; never used by itself.
    skipped : bool
        Whether nothing is wrong: the cell is no figure of a province.
    """

    kind: str
    words: Words = field(hash=False)
    suggestion: str = ""
    skipped: bool = False


def problem(kind: str, suggestion: str = "", **details: object) -> Unusable:
    """Build the reason why a cell can't be used.

    Parameters
    ----------
    kind : str
        The message ``ingest.problem_<kind>``.
    suggestion : str
        What was probably meant.
    **details
        What fills the message.

    Returns
    -------
    Unusable
        The reason.
    """
    return Unusable(
        kind, {lang: text(f"ingest.problem_{kind}", lang, **details) for lang in LANGUAGES}, suggestion
    )


def skipped(kind: str, **details: object) -> Unusable:
    """Build the reason why a cell is passed over although nothing is wrong with it.

    Parameters
    ----------
    kind : str
        The message ``ingest.skipped_<kind>``.
    **details
        What fills the message.

    Returns
    -------
    Unusable
        The reason.
    """
    words = {lang: text(f"ingest.skipped_{kind}", lang, **details) for lang in LANGUAGES}
    return Unusable(kind, words, skipped=True)


def read_value(cell: Cell, locale: Locale) -> Quantity | Unusable:
    """Read the figure of a cell.

    Parameters
    ----------
    cell : Cell
        The cell. A number that the file stores is taken as it is; one shown as a percentage is
        taken as shown, so 0.1266 under the format 0.00% is 12.66 %.
    locale : {"vi", "en"}
        How text is read.

    Returns
    -------
    Quantity or Unusable
        The figure, or why there is none.

    Examples
    --------
    >>> read_value(Cell(0, 0, 0.1266, percent=True), "vi")
    Quantity(value=12.66, qualifier='=', unit='percent', numerator=None, denominator=None)
    """
    if cell.fault:
        return problem(cell.fault, shown=cell.text)
    if isinstance(cell.value, bool):
        return problem("truth")
    if isinstance(cell.value, date | time | timedelta):
        return problem("date", shown=cell.text)
    quantity = _parsed(cell.value, locale) if isinstance(cell.value, str) else _stored(cell)
    if isinstance(quantity, Quantity) and not isfinite(quantity.value):
        return problem("not_finite")
    return quantity


def _stored(cell: Cell) -> Quantity:
    assert isinstance(cell.value, int | float)
    if not cell.percent or not isfinite(cell.value):
        return Quantity(float(cell.value), unit="percent" if cell.percent else None)
    return Quantity(float(Decimal(repr(cell.value)) * 100), unit="percent")


def _parsed(written: str, locale: Locale) -> Quantity | Unusable:
    try:
        return parse_quantity(written, locale)
    except MissingQuantityError:
        return skipped("missing_mark")
    except QuantityError as error:
        return Unusable("unread", {lang: error.message(lang) for lang in LANGUAGES})


def contradiction(written: str, locale: Locale | None) -> Unusable:
    """Build the reason for a cell that is written the other way than its column.

    Parameters
    ----------
    written : str
        The cell.
    locale : {"vi", "en"} or None
        The way its column is written; None if the column is evenly divided.

    Returns
    -------
    Unusable
        The reason; the suggestion is the number read on its own evidence, written the column's way.
    """
    if locale is None:
        return problem("divided_writing")
    value = _parsed(written, "en" if locale == "vi" else "vi")
    digits = (
        format(Decimal(repr(value.value)), "f").partition(".")[2].rstrip("0")
        if isinstance(value, Quantity)
        else ""
    )
    meant = format_number(value.value, len(digits), locale) if isinstance(value, Quantity) else ""
    ways = {lang: {way: text(f"ingest.writing_{way}", lang) for way in ("vi", "en")} for lang in LANGUAGES}
    words = {
        lang: text("ingest.problem_other_writing", lang, column=ways[lang][locale], meant=meant)
        for lang in LANGUAGES
    }
    return Unusable("other_writing", words, meant)
