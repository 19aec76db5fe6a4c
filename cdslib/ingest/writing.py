"""How numbers are written in each column: its own cells decide."""

from cdslib.ingest.columns import Column
from cdslib.ingest.grid import Cell, Sheet
from cdslib.ingest.rows import Row
from cdslib.ingest.values import Unusable, contradiction
from cdslib.quantities import column_locale


def read_writing(
    sheet: Sheet, columns: tuple[Column, ...], rows: tuple[Row, ...]
) -> tuple[dict[int, str], dict[tuple[int, int], Unusable]]:
    """Tell from the text cells of each column of figures how its numbers are written.

    A column without evidence follows the other columns of the table, then the Vietnamese way.

    Parameters
    ----------
    sheet : Sheet
        The sheet.
    columns : tuple of Column
        What its columns hold.
    rows : tuple of Row
        What its rows are.

    Returns
    -------
    writing : dict of int to str
        By column: ``vi``, ``en``, ``divided``, or ``native`` where the file stores all numbers.
    contradicting : dict of (row, column) to Unusable
        Cells that contradict their column.
    """
    provinces = [row.number for row in rows if row.code]
    texts = {
        column.index: [
            cell for row in provinces if (cell := sheet.at(row, column.index)) and _has_digits(cell)
        ]
        for column in columns
        if column.kind == "value"
    }
    common, _ = column_locale([cell.value for cells in texts.values() for cell in cells])
    writing: dict[int, str] = {}
    contradicting: dict[tuple[int, int], Unusable] = {}
    for index, cells in texts.items():
        locale, against = column_locale([cell.value for cell in cells])
        divided = locale is None and bool(against)
        writing[index] = "native" if not cells else "divided" if divided else locale or common or "vi"
        for position in against:
            cell = cells[position]
            contradicting[cell.row, cell.column] = contradiction(cell.text, locale)
    return writing, contradicting


def _has_digits(cell: Cell) -> bool:
    return isinstance(cell.value, str) and not cell.fault and any(map(str.isdigit, cell.value))
