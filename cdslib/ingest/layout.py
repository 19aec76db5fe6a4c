"""Where in a sheet the table stands: its names, its headings, its body."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from cdslib.ingest.grid import Cell, Sheet
from cdslib.ingest.headings import unit_line
from cdslib.ingest.names import is_place_heading, read_place, schemes_of
from cdslib.ingest.periods import read_period
from cdslib.quantities import MissingQuantityError, QuantityError, parse_quantity
from cdslib.text import fold

_MOST_LEVELS = 4
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Za-z])\)?(?:\s*=.*)?")


@dataclass(frozen=True, slots=True)
class Block:
    """One table of a sheet; rows and columns counted from 0.

    Attributes
    ----------
    start, end : int
        Rows that belong to it, titles and notes too; ``end`` is the first that does not.
    headers : tuple of int
        Rows of headings, the topmost first.
    numbering : int or None
        The row '(1) (2) (3)' under the headings.
    body : int
        First row after the headings.
    last : int
        Last row with a place and data; what follows are notes and signatures.
    places : int
        Column of the names of provinces.
    """

    start: int
    end: int
    headers: tuple[int, ...]
    numbering: int | None
    body: int
    last: int
    places: int


def is_data(cell: Cell | None) -> bool:
    """Tell whether a cell is a number, or says that there is none."""
    if cell is None or cell.fault:
        return cell is not None
    return not isinstance(cell.value, str) or _says_figure(cell.value)


@lru_cache(maxsize=1 << 16)
def _says_figure(written: str) -> bool:
    try:
        parse_quantity(written)
    except MissingQuantityError:
        return True
    except QuantityError as error:
        return error.reason != "no_number" and error.reason != "unread"
    return True


def find_blocks(sheet: Sheet) -> list[Block]:
    """Find the tables of a sheet, one below the other.

    Parameters
    ----------
    sheet : Sheet
        The sheet.

    Returns
    -------
    list of Block
        From top to bottom, together covering all rows; empty if no column names provinces
        beside data.
    """
    places = _place_column(sheet)
    if places is None:
        return []
    blocks: list[Block] = []
    start = 0
    while (first := _first_data_row(sheet, places, start)) is not None:
        blocks.append(_block(sheet, places, start, first))
        start = blocks[-1].end
    # Headings without a table under them are what follows the last table.
    return [*blocks[:-1], replace(blocks[-1], end=sheet.height)] if blocks else []


def _place_column(sheet: Sheet) -> int | None:
    """Return the column that names most provinces in rows with data, the leftmost if several do."""
    named: Counter[int] = Counter()
    distinct: dict[int, set[str]] = {}
    for cell in sheet.cells.values():
        if not isinstance(cell.value, str) or cell.fault or not schemes_of(cell.value):
            continue
        if _has_data(sheet, cell.row, cell.column):
            named[cell.column] += 1
            distinct.setdefault(cell.column, set()).add(fold(cell.value))
    return min(named, key=lambda column: (-len(distinct[column]), -named[column], column), default=None)


def _has_data(sheet: Sheet, row: int, places: int) -> bool:
    """Tell whether a row holds a figure, or a sign for a missing one, to the right of its name."""
    return any(cell.column > places and is_data(cell) for cell in sheet.row(row))


def _place_kind(sheet: Sheet, row: int, places: int) -> str:
    """Tell what the name of a row stands for in either scheme; empty if there is none."""
    cell = sheet.seen(row, places)
    if cell is None or not isinstance(cell.value, str):
        return ""
    if schemes_of(cell.value):
        return "province"
    return read_place(cell.value, "vn63").kind


def _first_data_row(sheet: Sheet, places: int, start: int) -> int | None:
    """Return the first row whose name stands for a place, or for several, and that has data."""
    for row in range(start, sheet.height):
        if _names_place(sheet, row, places) and _has_data(sheet, row, places):
            return row
    return None


def _block(sheet: Sheet, places: int, start: int, first: int) -> Block:
    body = _body_start(sheet, places, start, first)
    headers = _header_rows(sheet, places, start, body)
    numbering = next((row for row in headers if _is_numbering(sheet, row)), None)
    levels = tuple(row for row in headers if row != numbering)
    end = _next_heading(sheet, places, first, levels)
    last = max(row for row in range(first, end) if _has_data(sheet, row, places))
    while last + 1 < end and _names_place(sheet, last + 1, places):
        last += 1
    return Block(start, end, levels, numbering, body, last, places)


def _body_start(sheet: Sheet, places: int, start: int, first: int) -> int:
    """Take in the names of places and times, without figures, that stand above the first figures."""
    body = first
    while body > start and _starts_body(sheet, places, body - 1):
        body -= 1
    return body


def _starts_body(sheet: Sheet, places: int, row: int) -> bool:
    """Tell whether a row without data above the first figures belongs to the body."""
    cells = sheet.row(row)
    if len(cells) == 1 and cells[0].column <= places and read_period(cells[0].value) is not None:
        return True
    return bool(cells) and _names_place(sheet, row, places)


def _names_place(sheet: Sheet, row: int, places: int) -> bool:
    return _place_kind(sheet, row, places) not in ("", "unknown")


def _header_rows(sheet: Sheet, places: int, start: int, body: int) -> list[int]:
    """Go up from the body through the rows that head columns; a title or an empty row ends them.

    Above the row that heads the names only rows of groups follow, which leave the names' side blank.
    """
    found: list[int] = []
    names_headed = False
    for row in range(body - 1, start - 1, -1):
        cells = sheet.row(row)
        if not cells and not found:
            continue
        beside_names = bool(cells) and cells[0].column <= places
        if len(found) == _MOST_LEVELS or (names_headed and beside_names):
            break
        if not _heads_columns(sheet, row, places, bool(found)):
            break
        found.insert(0, row)
        own = sheet.at(row, places)
        names_headed = names_headed or (own is not None and is_place_heading(own.text))
    return found


def _heads_columns(sheet: Sheet, row: int, places: int, below_is_header: bool) -> bool:
    cells = sheet.row(row)
    if not cells or any(unit_line(cell.text) for cell in cells if len(cells) <= 2):
        return False
    if len(cells) > 1:
        return not _is_letterhead(cells)
    first = cells[0].column
    spread = sheet.covered.get((row, first + 1)) == (row, first)
    return first > places and (spread or not below_is_header or read_period(cells[0].value) is not None)


def _is_letterhead(cells: tuple[Cell, ...]) -> bool:
    """Tell the two halves of a letterhead from headings."""
    return any("cong hoa xa hoi" in fold(cell.text) or "doc lap tu do" in fold(cell.text) for cell in cells)


def _is_numbering(sheet: Sheet, row: int) -> bool:
    cells = sheet.row(row)
    return len(cells) > 1 and all(_COLUMN_NUMBER.fullmatch(cell.text) for cell in cells)


def _next_heading(sheet: Sheet, places: int, first: int, levels: tuple[int, ...]) -> int:
    """Return the row where another table begins, with its titles; the height of the sheet if none does."""
    known = [_texts(sheet, row) for row in levels]
    last = first
    for row in range(first + 1, sheet.height):
        if _is_heading_row(sheet, row, places):
            if _texts(sheet, row) not in known:
                return last + 1
        elif _has_data(sheet, row, places):
            last = row
    return sheet.height


def _is_heading_row(sheet: Sheet, row: int, places: int) -> bool:
    """Tell whether a row heads a column of names, with nothing but words and times beside it."""
    name = sheet.at(row, places)
    others = [cell for cell in sheet.row(row) if cell.column > places]
    if name is None or not others or not is_place_heading(name.text) or schemes_of(name.text):
        return False
    return all(read_period(cell.value) is not None or not is_data(cell) for cell in others)


def _texts(sheet: Sheet, row: int) -> tuple[tuple[int, str], ...]:
    return tuple((cell.column, fold(cell.text)) for cell in sheet.row(row))
