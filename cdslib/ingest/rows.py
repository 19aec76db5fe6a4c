"""What each row of a table is: a province's figures, or something else that is said so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cdslib.i18n import LANGUAGES
from cdslib.ingest.columns import Column
from cdslib.ingest.grid import Cell, Sheet
from cdslib.ingest.headings import unit_line
from cdslib.ingest.layout import Block, is_data
from cdslib.ingest.names import read_place
from cdslib.ingest.periods import Period, read_period
from cdslib.ingest.values import Unusable, problem, skipped
from cdslib.provinces import UnknownProvinceError
from cdslib.text import fold

_NOTE = re.compile(r"^\W*(?:\d\W+)?(?:ghi chu|chu thich|luu y|nguon|notes?|source)\b")
_NOTE_MARK = re.compile(r"^\s*(?:\*|\(\s*[*\d]+\s*\)|[¹²³†])")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Attributes
    ----------
    number : int
        Counted from 0.
    code : str
        Code of the province whose figures it holds; empty for all other rows.
    reason : Unusable or None
        Why its cells are not figures of a province.
    named : Unusable or None
        What is wrong with its name, if anything; the reason for its other cells stands in ``reason``.
    section : Period or None
        The time that the nearest row above, holding nothing else, gives to it.
    """

    number: int
    code: str = ""
    reason: Unusable | None = None
    named: Unusable | None = None
    section: Period | None = None


def read_rows(sheet: Sheet, block: Block, columns: tuple[Column, ...], geography: str) -> Iterator[Row]:
    """Tell what every row of a table is.

    Parameters
    ----------
    sheet : Sheet
        The sheet.
    block : Block
        Where the table stands.
    columns : tuple of Column
        What its columns hold.
    geography : {"vn63", "vn34"}
        The scheme of its provinces.

    Yields
    ------
    Row
        Every row from the first title to the last note.
    """
    headers = {_texts(sheet, row) for row in (*block.headers, block.numbering) if row is not None}
    times = next((column.index for column in columns if column.kind == "period"), None)
    section: Period | None = None
    code = ""
    for number in range(block.start, block.end):
        outside = _outside(sheet, block, number, headers)
        if outside is not None:
            yield Row(number, reason=outside)
            continue
        time = _section(sheet, number, block.places)
        if time is not None:
            section, code = time, ""
            yield Row(number, reason=skipped("period_row"))
            continue
        filled = code if times is not None and sheet.seen(number, times) else ""
        row = _body_row(sheet, block, number, geography, filled)
        code = row.code
        yield Row(number, row.code, row.reason, row.named, section)


def _texts(sheet: Sheet, row: int) -> tuple[tuple[int, str], ...]:
    return tuple((cell.column, fold(cell.text)) for cell in sheet.row(row))


def _outside(
    sheet: Sheet, block: Block, number: int, headers: set[tuple[tuple[int, str], ...]]
) -> Unusable | None:
    """Return the reason for a row that is not part of the body."""
    cells = sheet.row(number)
    if not cells:
        return skipped("blank_row")
    if number in block.headers:
        return skipped("header")
    if number == block.numbering:
        return skipped("numbering")
    if (number < block.body or number > block.last) and _is_note(cells[0]):
        return skipped("footnote")
    if number < block.body:
        return skipped("unit_line" if unit_line(cells[0].text) else "title")
    if number > block.last:
        return skipped("below")
    return skipped("repeated_header") if _texts(sheet, number) in headers else None


def _is_note(cell: Cell) -> bool:
    return bool(_NOTE.match(fold(cell.text)) or _NOTE_MARK.match(cell.text))


def _section(sheet: Sheet, number: int, places: int) -> Period | None:
    """Return the time that stands alone in a row, at the names or left of them."""
    cells = sheet.row(number)
    return read_period(cells[0].value) if len(cells) == 1 and cells[0].column <= places else None


def _body_row(sheet: Sheet, block: Block, number: int, geography: str, filled: str) -> Row:
    """Tell by its name what a row of the body is; ``filled`` is the province it inherits if it has none."""
    name = sheet.seen(number, block.places)
    has_data = any(cell.column > block.places and is_data(cell) for cell in sheet.row(number))
    if name is None:
        no_name = problem("no_name") if has_data else skipped("section")
        return Row(number, filled) if filled else Row(number, reason=no_name)
    if not isinstance(name.value, str) or name.fault:
        wrong = problem("not_a_name")
        return Row(number, reason=problem("row_unknown"), named=wrong)
    place = read_place(name.value, geography)
    if place.kind == "province":
        return Row(number, place.code)
    if place.kind != "unknown":
        return Row(number, reason=skipped(place.kind))
    if not has_data:
        return Row(number, reason=skipped("footnote" if _is_note(name) else "section"))
    assert place.error is not None
    return Row(number, reason=problem("row_unknown"), named=_unknown(place.error))


def _unknown(error: UnknownProvinceError) -> Unusable:
    suggestion = ", ".join(unit.name_vi for unit in error.suggestions)
    return Unusable("unknown_province", {lang: error.message(lang) for lang in LANGUAGES}, suggestion)
