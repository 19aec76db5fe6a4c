"""Tables as files to keep: CSV and Excel, safe to open, with a sheet that says where the figures come from."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cdslib.i18n import Language, format_date, text

CSV_TYPE = "text/csv;charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class TableFile:
    """A table and what must be known about it.

    Attributes
    ----------
    rows : sequence of sequence
        The header first.
    notes : sequence of (str, str)
        Label and text of each line of the second sheet.
    frozen_columns : int
        Columns that stay in sight.
    """

    rows: Sequence[Sequence[Any]]
    notes: Sequence[tuple[str, str]]
    frozen_columns: int = 2


def write_table(table: TableFile, name: str, wanted: Any, lang: Language) -> tuple[str, str, bytes]:
    r"""Write a table in the format a reader asks for.

    Parameters
    ----------
    table : TableFile
        The table.
    name : str
        File name without ending.
    wanted : object
        ``"xlsx"``; anything else gives CSV.
    lang : {"vi", "en"}
        Language of the sheets' names and of the date line.

    Returns
    -------
    name, mime, data : str, str, bytes
        File name, media type and content. CSV is UTF-8 with a byte-order mark, so that Excel reads Vietnamese.

    Examples
    --------
    >>> write_table(TableFile([["a"], ["=1"]], []), "t", "csv", "vi")[2].decode("utf-8-sig")
    "a\r\n'=1\r\n"
    """
    if wanted == "xlsx":
        return f"{name}.xlsx", XLSX_TYPE, _xlsx(table, lang)
    return f"{name}.csv", CSV_TYPE, _csv(table)


def guard(value: Any) -> Any:
    """Keep a spreadsheet from running a text as a formula; numbers stay numbers.

    Parameters
    ----------
    value : object
        A cell.

    Returns
    -------
    object
        The cell, with an apostrophe before a text that a spreadsheet would calculate (CWE-1236).

    Examples
    --------
    >>> guard("=1+1"), guard(-1.5)
    ("'=1+1", -1.5)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_DANGEROUS) else value


def _csv(table: TableFile) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([guard(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _xlsx(table: TableFile, lang: Language) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#e3f1f0"})
        sheet = book.add_worksheet(text("page.export_sheet", lang))
        for number, row in enumerate(table.rows):
            sheet.write_row(number, 0, [guard(cell) for cell in row], bold if number == 0 else None)
        sheet.freeze_panes(1, table.frozen_columns)
        sheet.autofit(320)
        _notes(book, bold, table, lang)
    return out.getvalue()


def _notes(book: Any, bold: Any, table: TableFile, lang: Language) -> None:
    """Write a second sheet that says what the figures are and where they come from."""
    sheet = book.add_worksheet(text("page.export_sources", lang))
    today = format_date(datetime.now().astimezone().date())
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for number, (label, said) in enumerate([*table.notes, (text("page.export_date", lang), today)]):
        sheet.write_string(number, 0, label, bold)
        sheet.write_string(number, 1, str(guard(said)), wrapped)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
