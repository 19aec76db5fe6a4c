"""Sheets of XLS files (Excel 97-2003), with the number formats that only xlrd knows."""

import io

import xlrd

from cdslib.ingest.grid import Cell, Sheet, Workbook, make_sheet
from cdslib.ingest.letters import readable
from cdslib.ingest.limits import STYLED_PER_CELL, TableLimits
from cdslib.ingest.number_formats import shows_percent


def read_xls(data: bytes, limits: TableLimits) -> Workbook:
    """Read all sheets that are shown.

    Parameters
    ----------
    data : bytes
        The file.
    limits : TableLimits
        The most that is taken in.

    Returns
    -------
    Workbook
        The sheets, in their order; errors of xlrd are left to the caller.
    """
    book = xlrd.open_workbook(
        file_contents=data, formatting_info=True, logfile=io.StringIO(), ragged_rows=True, on_demand=False
    )
    limits.check("sheets", book.nsheets)
    shown = [sheet for sheet in book.sheets() if sheet.visibility == 0]
    hidden = tuple(sheet.name for sheet in book.sheets() if sheet.visibility != 0)
    limits.check(
        "cells", sum(sheet.row_len(row) for sheet in shown for row in range(sheet.nrows)) // STYLED_PER_CELL
    )
    return Workbook(tuple(_xls_sheet(book, sheet, limits) for sheet in shown), hidden)


def _xls_sheet(book: xlrd.Book, sheet: xlrd.sheet.Sheet, limits: TableLimits) -> Sheet:
    merged = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    limits.check_merged(merged)
    cells = [
        _xls_cell(book, sheet.cell(row, column), row, column)
        for row in range(sheet.nrows)
        for column in range(sheet.row_len(row))
        if sheet.cell_type(row, column) not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
    ]
    limits.check("cells", len(cells))
    for cell in cells:
        limits.check_place(cell.row, cell.column)
    return make_sheet(sheet.name, *readable(cells), merged)


def _xls_cell(book: xlrd.Book, cell: xlrd.sheet.Cell, row: int, column: int) -> Cell:
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return Cell(row, column, xlrd.error_text_from_code[cell.value], fault="error")
    if cell.ctype == xlrd.XL_CELL_DATE:
        return Cell(row, column, xlrd.xldate_as_datetime(cell.value, book.datemode))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return Cell(row, column, bool(cell.value))
    number_format = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    return Cell(row, column, cell.value, shows_percent(number_format))
