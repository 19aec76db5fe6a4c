"""How large a file may be: sheets come from strangers, and a small file can unpack to a huge one."""

from collections.abc import Iterable
from dataclasses import dataclass

from cdslib.ingest.errors import TableTooLargeError
from cdslib.ingest.grid import Range

STYLED_PER_CELL = 10  # blank cells may be coloured or framed, but not without end


@dataclass(frozen=True, slots=True)
class TableLimits:
    """The most that :func:`cdslib.read_table` takes in.

    Attributes
    ----------
    file_bytes : int
        Size of the file itself.
    unpacked_bytes : int
        Size of everything inside an XLSX or ODS file once unpacked.
    rows, columns : int
        Place of the last cell of a sheet that is not blank.
    cells : int
        Cells of a file that are not blank.
    sheets : int
        Sheets of a workbook.
    """

    file_bytes: int = 20_000_000
    unpacked_bytes: int = 100_000_000
    rows: int = 50_000
    columns: int = 500
    cells: int = 500_000
    sheets: int = 100

    def check(self, what: str, found: int) -> None:
        """Refuse more of something than allowed.

        Parameters
        ----------
        what : str
            Name of the limit.
        found : int
            How much the file has.

        Raises
        ------
        TableTooLargeError
            If it is more than the limit.
        """
        limit = getattr(self, what)
        if found > limit:
            raise TableTooLargeError(what=what, limit=limit, found=found)

    def check_place(self, row: int, column: int) -> None:
        """Refuse a cell, counted from 0, that lies too far down or to the right."""
        self.check("rows", row + 1)
        self.check("columns", column + 1)

    def check_merged(self, merged: Iterable[Range]) -> None:
        """Refuse merged ranges that together cover more places than cells are allowed."""
        covered = 0
        for top, left, bottom, right in merged:
            rows, columns = min(bottom, self.rows) - top + 1, min(right, self.columns) - left + 1
            covered += max(rows, 0) * max(columns, 0)
            self.check("cells", covered)
