"""Sheets of XLSX, XLS and ODS files, as their libraries read them.

No formula is evaluated: the result that the office program stored is taken. python-calamine gives
values and merged cells; what it does not tell (which cells are shown as percentages, which
formulas have no result, how far a sheet reaches) comes from openpyxl for XLSX and from the
document's own XML for ODS, and is read first because calamine lays a sheet out in full. XLS is
read by xlrd, the only library that knows its cell formats.
"""

import io
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, iterparse

import openpyxl
import xlrd
from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from cdslib.ingest.errors import DamagedFileError, ProtectedFileError, ReadTableError
from cdslib.ingest.grid import Cell, Range, Sheet, Workbook, make_sheet
from cdslib.ingest.letters import readable
from cdslib.ingest.limits import STYLED_PER_CELL, TableLimits
from cdslib.ingest.number_formats import shows_percent
from cdslib.ingest.xls import read_xls
from cdslib.progress import progress


@dataclass(slots=True)
class Marks:
    """What calamine does not tell about the cells of one sheet."""

    percent: set[tuple[int, int]] = field(default_factory=set)
    faults: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)


def read_workbook(data: bytes, kind: str, limits: TableLimits) -> Workbook:
    """Read all sheets that are shown.

    Parameters
    ----------
    data : bytes
        The file.
    kind : {"xlsx", "xls", "ods"}
        Its format.
    limits : TableLimits
        The most that is taken in.

    Returns
    -------
    Workbook
        The sheets, in their order.

    Raises
    ------
    DamagedFileError, ProtectedFileError, TableTooLargeError
        If it can't be read to its end, needs a password, or is too large.
    """
    with _failures():
        if kind == "xls":
            return read_xls(data, limits)
        marks = _xlsx_marks(data, limits) if kind == "xlsx" else _ods_marks(data, limits)
        return _read_calamine(data, marks, limits)


@contextmanager
def _failures() -> Iterator[None]:
    """Say in our words what a library says in its own."""
    try:
        # openpyxl warns of drop-down lists and the like, which no figure depends on.
        with warnings.catch_warnings(action="ignore"):
            yield
    except (ReadTableError, KeyboardInterrupt, SystemExit):
        raise
    except PasswordError as error:
        raise ProtectedFileError() from error
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise ProtectedFileError() from error
        raise DamagedFileError(reason=str(error)) from error
    except BaseException as error:  # calamine is written in Rust, whose panics are no Exception
        raise DamagedFileError(reason=str(error) or type(error).__name__) from error


def _xlsx_marks(data: bytes, limits: TableLimits) -> dict[str, Marks]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    limits.check("sheets", len(book.worksheets))
    filled = visited = 0
    found = {}
    with progress("read_table", sum(sheet.max_row or 0 for sheet in book.worksheets)) as advance:
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            marks = found[sheet.title] = Marks()
            for row in sheet.rows:
                visited += len(row)
                limits.check("cells", visited // STYLED_PER_CELL)
                for cell in row:
                    if cell.value is not None:
                        filled += 1
                        _mark_xlsx(cell, marks, limits)
                advance()
            limits.check("cells", filled)
    book.close()
    return found


def _mark_xlsx(cell: openpyxl.cell.ReadOnlyCell, marks: Marks, limits: TableLimits) -> None:
    place = (cell.row - 1, cell.column - 1)
    limits.check_place(*place)
    if cell.data_type == "f":
        marks.faults[place] = ("formula", str(cell.value))
    elif cell.data_type == "e":
        marks.faults[place] = ("error", str(cell.value))
    if shows_percent(cell.number_format):
        marks.percent.add(place)


def _read_calamine(data: bytes, marks: dict[str, Marks], limits: TableLimits) -> Workbook:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    hidden = tuple(
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible != SheetVisibleEnum.Visible and sheet.name in marks
    )
    shown = [name for name in marks if name not in hidden]
    return Workbook(
        tuple(_calamine_sheet(book.get_sheet_by_name(name), marks[name], limits) for name in shown), hidden
    )


def _calamine_sheet(sheet: CalamineSheet, marks: Marks, limits: TableLimits) -> Sheet:
    merged = marks.merged + [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    limits.check_merged(merged)
    cells = []
    unread = dict(marks.faults)
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        for column, value in enumerate(values):
            if value != "":
                place = (row, column)
                unread.pop(place, None)
                cells.append(Cell(row, column, value, place in marks.percent))
    cells += [Cell(row, column, shown, fault=fault) for (row, column), (fault, shown) in unread.items()]
    return make_sheet(sheet.name, *readable(cells), merged)


_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def _ods_marks(data: bytes, limits: TableLimits) -> dict[str, Marks]:
    found: dict[str, Marks] = {}
    filled = row = 0
    marks = Marks()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as content:
        for event, element in iterparse(content, ("start", "end")):
            if event == "start" and element.tag == f"{_TABLE}table":
                marks, row = found.setdefault(element.get(f"{_TABLE}name", ""), Marks()), 0
                limits.check("sheets", len(found))
            elif event == "end" and element.tag == f"{_TABLE}table-row":
                times = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
                filled += _mark_ods_row(element, row, times, marks, limits)
                limits.check("cells", filled)
                row += times
                element.clear()
    return found


def _mark_ods_row(row: Element, first: int, times: int, marks: Marks, limits: TableLimits) -> int:
    """Note the percentages and merged cells of a row; return how many cells it fills."""
    column = filled = 0
    for cell in row:
        width = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        kind = cell.get(f"{_OFFICE}value-type")
        if kind or cell.find(f"{_TEXT}p") is not None:
            limits.check_place(first + times - 1, column + width - 1)
            filled += times * width
            limits.check("cells", filled)
        if cell.get(f"{_CALC}value-type") == "error":
            marks.faults[first, column] = ("error", "".join(cell.itertext()))
        if kind == "percentage":
            marks.percent |= {
                (r, c) for r in range(first, first + times) for c in range(column, column + width)
            }
        down = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
        right = int(cell.get(f"{_TABLE}number-columns-spanned", "1"))
        if down > 1 or right > 1:
            marks.merged.append((first, column, first + down - 1, column + right - 1))
        column += width
    return filled
