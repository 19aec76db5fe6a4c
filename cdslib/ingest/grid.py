"""A sheet as its file holds it: cells with their places, whatever the file format."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import groupby

from cdslib.text import nfc

Range = tuple[int, int, int, int]
Value = str | int | float | bool | date | time | timedelta


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is not blank.

    Attributes
    ----------
    row, column : int
        Place in the sheet, counted from 0.
    value : str, number, bool, date, time or timedelta
        The stored value; text is NFC with single spaces.
    percent : bool
        Whether the cell is formatted as a percentage, so that it shows the hundredfold.
    fault : str
        ``"formula"`` for a formula without a stored result, ``"error"`` for ``#DIV/0!`` and its kind.
    """

    row: int
    column: int
    value: Value
    percent: bool = False
    fault: str = ""

    @property
    def text(self) -> str:
        """Return the value as a reader would write it down."""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return str(self.value)

    @property
    def is_number(self) -> bool:
        """Tell whether the file itself stores a number here."""
        return isinstance(self.value, (int, float)) and not isinstance(self.value, bool)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cells that are not blank, and what is merged.

    Attributes
    ----------
    name : str
        Name of the sheet; empty for a text file.
    cells : mapping of (row, column) to Cell
        Only cells that are not blank.
    covered : mapping of (row, column) to (row, column)
        For each place under a merged cell, the place that holds the value.
    encoding : str
        How the text was stored: ``utf-8``, ``windows-1258``, ``TCVN3`` ...
    height, width : int
        Number of rows and of columns, up to the last ones that are not blank.
    by_row : mapping of int to tuple of Cell
        The cells of every row that is not blank, from left to right.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell]
    covered: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    encoding: str = "unicode"
    height: int = 0
    width: int = 0
    by_row: Mapping[int, tuple[Cell, ...]] = field(default_factory=dict)

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell stored at a place."""
        return self.cells.get((row, column))

    def seen(self, row: int, column: int) -> Cell | None:
        """Return the cell seen at a place, which may be a merged one stored elsewhere."""
        return self.cells.get(self.covered.get((row, column), (row, column)))

    def row(self, row: int) -> tuple[Cell, ...]:
        """Return the cells stored in a row, from left to right."""
        return self.by_row.get(row, ())


def make_sheet(
    name: str,
    cells: Iterable[Cell],
    encoding: str,
    merged: Iterable[Range] = (),
) -> Sheet:
    """Gather cells into a sheet, blank ones left out.

    Parameters
    ----------
    name : str
        Name of the sheet.
    cells : iterable of Cell
        The cells, blank ones too.
    encoding : str
        How text was stored.
    merged : iterable of (first row, first column, last row, last column)
        Merged ranges, counted from 0, both ends included.

    Returns
    -------
    Sheet
        The sheet.
    """
    kept = {(cell.row, cell.column): cell for cell in cells if cell.fault or not _is_blank(cell.value)}
    last_row, last_column = max((r for r, _ in kept), default=-1), max((c for _, c in kept), default=-1)
    covered = {
        (row, column): (top, left)
        for top, left, bottom, right in merged
        for row in range(top, min(bottom, last_row) + 1)
        for column in range(left, min(right, last_column) + 1)
        if (row, column) != (top, left) and (row, column) not in kept
    }
    rows = groupby(sorted(kept.values(), key=lambda cell: (cell.row, cell.column)), key=lambda cell: cell.row)
    by_row = {row: tuple(group) for row, group in rows}
    return Sheet(name, kept, covered, encoding, last_row + 1, last_column + 1, by_row)


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not nfc(value))


def column_letter(column: int) -> str:
    """Name a column as a spreadsheet does.

    Parameters
    ----------
    column : int
        Counted from 0.

    Returns
    -------
    str
        A, B, ... Z, AA ...

    Examples
    --------
    >>> column_letter(0), column_letter(25), column_letter(26), column_letter(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets that are shown, and the names of those that are hidden."""

    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...] = ()
