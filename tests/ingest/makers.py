"""Files as offices send them, made by the libraries that also make the real ones."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from cdslib.ingest import TableReport

Rows = Iterable[Sequence[object]]


def xlsx(sheets: dict[str, Rows], merged: Sequence[str] = (), percent: Sequence[str] = ()) -> bytes:
    """Write rows to sheets; merged ranges and cells shown as percentages concern the first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for area in merged:
        book.worksheets[0].merge_cells(area)
    for cell in percent:
        book.worksheets[0][cell].number_format = "0.00%"
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xls(rows: Rows, merged: Sequence[tuple[int, int, int, int, object]] = (), percent: bool = False) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Bảng 1")
    style = xlwt.easyxf(num_format_str="0.00%" if percent else "General")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(number, column, value, style if isinstance(value, float) else xlwt.easyxf())
    for top, bottom, left, right, value in merged:
        sheet.write_merge(top, bottom, left, right, value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods(rows: Rows, spans: dict[tuple[int, int], int] | None = None) -> bytes:
    """Write rows; numbers wrapped in a tuple are percentages; spans are merged columns by place."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="Trang1")
    document.spreadsheet.addElement(table)
    for number, row in enumerate(rows):
        line = TableRow()
        covered = 0
        for column, value in enumerate(row):
            width = (spans or {}).get((number, column), 1)
            line.addElement(CoveredTableCell() if covered else ods_cell(value, width))
            covered = width - 1 if width > 1 else max(covered - 1, 0)
        table.addElement(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def ods_cell(value: object, width: int) -> TableCell:
    span = {"numbercolumnsspanned": width} if width > 1 else {}
    if value is None:
        return TableCell(**span)
    if isinstance(value, tuple):
        cell, shown = TableCell(valuetype="percentage", value=str(value[0]), **span), f"{value[0] * 100}%"
    elif isinstance(value, (int, float)):
        cell, shown = TableCell(valuetype="float", value=str(value), **span), str(value)
    else:
        cell, shown = TableCell(valuetype="string", **span), str(value)
    cell.addElement(P(text=shown))
    return cell


def text(rows: Rows, separator: str = ",") -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator).writerows(rows)
    return buffer.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def figures(report: TableReport) -> list[tuple[object, ...]]:
    """Return what matters of each observation: province, indicator as heard, time, value."""
    columns = ["province_code", "indicator_label", "period", "value"]
    return list(report.observations[columns].itertuples(index=False, name=None))


def kinds(report: TableReport) -> dict[str, str]:
    """Return why each cell is not used, by place; blank rows by number alone."""
    entries = [*report.problems.itertuples(), *report.skipped.itertuples()]
    return {f"{entry.column}{entry.row}": entry.kind for entry in entries}


def assert_accounted(report: TableReport) -> None:
    """Check that every row and every cell went somewhere, once."""
    entries = [*report.problems.itertuples(), *report.skipped.itertuples()]
    filled = [entry for entry in entries if entry.value != ""]
    assert report.rows == report.rows_used + report.rows_reported
    assert report.cells == report.cells_used + report.cells_labels + len(filled)
    places = [(entry.sheet, entry.row, entry.column) for entry in entries]
    places += [(each.sheet, each.row, each.column) for each in report.observations.itertuples()]
    assert len(places) == len(set(places))
    assert all(entry.reason_vi and entry.reason_en for entry in entries)
