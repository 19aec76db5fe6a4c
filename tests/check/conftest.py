"""A copy of the data package that a test may spoil, cell by cell."""

import csv
import shutil
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest

from cdslib.check import Entry
from cdslib.check.structure import read_tables
from cdslib.check.tables import Tables

DATA = Path(__file__).resolve().parents[2] / "data"


class Spoiled:
    """A copy of ``data/`` and the ways to spoil it. Rows are counted as a spreadsheet does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def records(self, table: str) -> list[list[str]]:
        with (self.folder / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
            return list(csv.reader(lines))

    def write(self, table: str, records: list[list[str]]) -> None:
        with (self.folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines, lineterminator="\n").writerows(records)

    def row(self, table: str, **key: str) -> int:
        """Find the one row with these cells."""
        header, *rows = self.records(table)
        places = {name: header.index(name) for name in key}
        (found,) = (
            row
            for row, cells in enumerate(rows, start=2)
            if all(cells[places[name]] == cell for name, cell in key.items())
        )
        return found

    def change(self, table: str, column: str, cell: str, **key: str) -> int:
        """Write another cell into the one row with this key, and return the row."""
        row = self.row(table, **key)
        records = self.records(table)
        records[row - 1][records[0].index(column)] = cell
        self.write(table, records)
        return row

    def observe(self, column: str, cell: str, key: str) -> int:
        """Change an observation named ``province indicator measure period``."""
        province, indicator, measure, period = key.split()
        return self.change(
            "observations",
            column,
            cell,
            province_code=province,
            indicator=indicator,
            measure=measure,
            period=period,
            vintage="current",
        )

    def drop(self, table: str, **key: str) -> None:
        records = self.records(table)
        del records[self.row(table, **key) - 1]
        self.write(table, records)

    def findings(self, check: Callable[[Tables], Iterable[Entry]]) -> list[Entry]:
        """Run one family of rules; what it also finds in the unspoiled package is left out."""
        known = _found_before(check)
        return [entry for entry in check(read_tables(self.folder)[0]) if _identity(entry) not in known]


@cache
def _found_before(check: Callable[[Tables], Iterable[Entry]]) -> frozenset[tuple[object, ...]]:
    return frozenset(_identity(entry) for entry in check(read_tables(DATA)[0]))


def _identity(entry: Entry) -> tuple[object, ...]:
    return entry.file, entry.rule, entry.severity, entry.column, entry.value, entry.message("en")


@pytest.fixture(scope="session")
def spoil_a_copy() -> Callable[[Path], Spoiled]:
    """Copy the data package into a folder."""
    return lambda folder: Spoiled(Path(shutil.copytree(DATA, folder / "data")))


@pytest.fixture
def spoiled(spoil_a_copy: Callable[[Path], Spoiled], tmp_path: Path) -> Spoiled:
    """Give a fresh copy of the data package."""
    return spoil_a_copy(tmp_path)
