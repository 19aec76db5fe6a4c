"""What each column of a table holds: headings of one or more levels brought to indicator, time and unit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cdslib.ingest.grid import Cell, Sheet
from cdslib.ingest.headings import column_kind, is_generic, split_unit, title_label, unit_line
from cdslib.ingest.layout import Block, is_data
from cdslib.ingest.names import schemes_of
from cdslib.ingest.periods import Period, find_periods, read_period
from cdslib.text import ascii_letters, fold

_PART_OF_YEAR = re.compile(
    r"quy (?:i{1,3}|iv|[1-4])|q[1-4]|thang \d{1,2}|\d{1,2} thang(?: dau nam)?"
    r"|so bo|prel\.?|preliminary|uoc(?: thuc hien| tinh)?|est\.?|estimate",
    re.IGNORECASE,
)
_FEWEST_BESIDE = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    index : int
        Counted from 0.
    kind : str
        ``value``; ``places``, ``period``, ``indicator``, ``unit`` (labels of each row); ``index``,
        ``code``, ``note``, ``text``, ``target`` (skipped); ``times``, ``unnamed``, ``beside`` (not usable).
    heading : str
        All levels of its heading as heard.
    label : str
        The indicator it names; empty if its heading names none.
    period : Period or None
        The time its heading names.
    unit : str
        The unit its heading names.
    """

    index: int
    kind: str
    heading: str = ""
    label: str = ""
    period: Period | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Titles:
    """What the lines above a table say about all of it."""

    label: str = ""
    period: Period | None = None
    unit: str = ""


def read_titles(sheet: Sheet, block: Block) -> Titles:
    """Read the lines above the headings; the line nearest to them decides.

    Parameters
    ----------
    sheet : Sheet
        The sheet.
    block : Block
        Where its table stands.

    Returns
    -------
    Titles
        Indicator, time and unit of the whole table, where the lines name them.
    """
    label, unit = "", ""
    period: Period | None = None
    for row in range(block.body - 1, block.start - 1, -1):
        if row in block.headers or row == block.numbering:
            continue
        for cell in sheet.row(row):
            unit = unit or unit_line(cell.text)
            words, bracketed = split_unit(cell.text)
            found = find_periods(words)
            named = title_label(found.rest) if title_label(words) and not unit_line(cell.text) else ""
            label, unit = label or named, unit or bracketed
            if title_label(words) and len(found.periods) == 1 and not found.unclear:
                period = period or found.periods[0]
    return Titles(label, period, unit)


def read_columns(sheet: Sheet, block: Block) -> tuple[Column, ...]:
    """Tell what every column of a table holds.

    Parameters
    ----------
    sheet : Sheet
        The sheet.
    block : Block
        Where its table stands.

    Returns
    -------
    tuple of Column
        From left to right.
    """
    body = _bodies(sheet, block)
    columns = tuple(_column(sheet, block, index, body.get(index, ())) for index in range(sheet.width))
    values = [column for column in columns if column.kind == "value"]
    if len(values) > 1 and any(column.heading for column in values):
        unnamed = {column.index for column in values if not column.heading}
        columns = tuple(_as(column, "unnamed") if column.index in unnamed else column for column in columns)
    beside = _second_places(columns, block, body)
    return tuple(_as(column, "beside") if column.index >= beside else column for column in columns)


def _as(column: Column, kind: str) -> Column:
    return Column(column.index, kind, column.heading)


def _bodies(sheet: Sheet, block: Block) -> dict[int, list[Cell]]:
    found: dict[int, list[Cell]] = {}
    for row in range(block.body, block.last + 1):
        for cell in sheet.row(row):
            found.setdefault(cell.column, []).append(cell)
    return found


def _column(sheet: Sheet, block: Block, index: int, body: Sequence[Cell]) -> Column:
    levels = _levels(sheet, block, index)
    heading = " – ".join(levels)
    if index == block.places:
        return Column(index, "places", heading)
    found = [find_periods(level) for level in levels]
    periods = _periods([period for each in found for period in each.periods], [each.rest for each in found])
    unclear = any(each.unclear for each in found) or len(periods) > 1
    if any(each.planned for each in found):
        return Column(index, "target", heading)
    kind = _kind(heading, bool(periods) or unclear, index < block.places, body)
    if kind == "value" and unclear:
        kind = "times"
    rests = [split_unit(each.rest) for each in found]
    words = [rest for rest, _ in rests if rest and not is_generic(rest) and not (periods and _is_part(rest))]
    unit = next((unit for _, unit in reversed(rests) if unit), "")
    return Column(index, kind, heading, " – ".join(words), periods[0] if periods else None, unit)


def _levels(sheet: Sheet, block: Block, index: int) -> list[str]:
    """Return the different texts above a column, from the top down."""
    found: list[str] = []
    for depth, row in enumerate(block.headers):
        cell = sheet.seen(row, index) or _group(sheet, block, depth, index)
        if cell is not None and cell.text not in found:
            found.append(cell.text)
    return found


def _group(sheet: Sheet, block: Block, depth: int, index: int) -> Cell | None:
    """Return the heading to the left that spans this column without being merged, as in a CSV file."""
    row, below = block.headers[depth], block.headers[depth + 1 :]

    def divided(column: int) -> bool:
        return any(sheet.at(lower, column) is not None for lower in below)

    left = max((cell.column for cell in sheet.row(row) if cell.column < index), default=-1)
    if left <= block.places or (row, left + 1) in sheet.covered:
        return None
    return sheet.at(row, left) if all(divided(column) for column in range(left, index + 1)) else None


def _is_part(rest: str) -> bool:
    return _PART_OF_YEAR.fullmatch(ascii_letters(rest)) is not None


def _periods(periods: list[Period], rests: list[str]) -> list[Period]:
    """Join a year with its quarter, month or 'sơ bộ'; leave out the span of years that a year lies in."""
    unique = list({period.code: period for period in periods}.values())
    part = next((rest for rest in rests if _is_part(rest)), "")
    if part and len(unique) == 1 and unique[0].kind == "year":
        joined = read_period(f"{part} năm {unique[0].code}")
        return [joined] if joined else unique
    narrow = [period for period in unique if period.kind != "years"]
    return narrow if len(narrow) == 1 else unique


def _kind(heading: str, timed: bool, is_left: bool, body: Sequence[Cell]) -> str:
    """Tell what a column holds by its heading, if its cells agree."""
    named = "value" if timed else column_kind(heading)
    figures = [cell for cell in body if is_data(cell)]
    if named in ("index", "code", "note"):
        return named
    times = sum(read_period(cell.value) is not None for cell in body)
    if times and ((named == "period" and times * 2 >= len(body)) or (not heading and times == len(body))):
        return "period"
    if named in ("indicator", "unit") and len(figures) * 2 < len(body):
        return named
    if not heading and is_left and _counts(body):
        return "index"
    return "value" if figures or not body else "text"


def _counts(body: Sequence[Cell]) -> bool:
    """Tell whether cells count 1, 2, 3 ..."""
    numbers = [cell.text for cell in body if is_data(cell)]
    return len(numbers) > 1 and numbers == [str(place) for place in range(1, len(numbers) + 1)]


def _second_places(columns: Sequence[Column], block: Block, body: dict[int, list[Cell]]) -> int:
    """Return where a second table beside the first begins; past the last column if there is none."""
    own = {fold(cell.text) for cell in body.get(block.places, ()) if schemes_of(cell.text)}
    for column in columns[block.places + 1 :]:
        names = {fold(cell.text) for cell in body.get(column.index, ()) if schemes_of(cell.text)}
        between = columns[block.places + 1 : column.index]
        values = [other for other in between if other.kind == "value" and body.get(other.index)]
        if len(names) >= _FEWEST_BESIDE and not names & own and values:
            before = columns[column.index - 1]
            return before.index if before.kind in ("index", "code") else column.index
    return len(columns)
