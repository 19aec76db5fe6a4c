"""Whether the files can be read at all: descriptor, encoding, headings, number of cells in each row."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from cdslib.check.report import Entry
from cdslib.check.tables import Tables
from cdslib.data.errors import MissingFileError
from cdslib.data.package import Table, read_package

_DESCRIPTOR = "datapackage.json"


def read_tables(folder: Path) -> tuple[Tables, list[Entry]]:
    """Read every table of a data package as words.

    Parameters
    ----------
    folder : pathlib.Path
        Folder with ``datapackage.json``.

    Returns
    -------
    tables : Tables
        What could be read.
    entries : list of Entry
        What could not, and why, and what is written otherwise than it should be.

    Raises
    ------
    MissingFileError
        If the folder has no ``datapackage.json``.
    """
    described, entries = _describe(folder)
    words = {}
    for name, table in described.items():
        frame, found = _read(table)
        entries += found
        if frame is not None:
            words[name] = frame
    return Tables(folder, described, words), entries


def _describe(folder: Path) -> tuple[dict[str, Table], list[Entry]]:
    """Read the descriptor and compare it with the package's own: all its tables and columns are needed."""
    try:
        described = read_package(folder)
    except MissingFileError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, AssertionError) as error:
        reason = str(error) if isinstance(error, json.JSONDecodeError) else repr(error)
        return {}, [Entry(_DESCRIPTOR, "descriptor", details={"reason": reason})]
    return described, list(_lacking(described))


def _lacking(described: dict[str, Table]) -> Iterator[Entry]:
    for name, own in read_package().items():
        if name not in described:
            yield Entry(_DESCRIPTOR, "descriptor_table", details={"table": name})
            continue
        missing = {c.name for c in own.columns} - {c.name for c in described[name].columns}
        for column in sorted(missing):
            yield Entry(_DESCRIPTOR, "descriptor_column", details={"table": name, "missing": column})


def _read(table: Table) -> tuple[pd.DataFrame | None, list[Entry]]:
    file = table.path.name
    if not table.path.is_file():
        return None, [Entry(file, "file_missing")]
    content = table.path.read_bytes()
    try:
        decoded = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, [Entry(file, "not_utf8", row=line)]
    entries = list(_form(file, content))
    reader = csv.reader(io.StringIO(decoded.removeprefix("\ufeff"), newline=""))
    try:
        records = list(reader)
    except csv.Error as error:
        return None, [*entries, Entry(file, "unreadable", details={"reason": str(error)})]
    wanted = [column.name for column in table.columns]
    header = records[0] if records else []
    if header != wanted:
        return None, [*entries, _wrong_header(file, header, wanted)]
    ragged = list(_ragged(file, records, len(wanted)))
    if ragged:
        return None, [*entries, *ragged]
    return _frame(records[1:], wanted), entries


def _frame(records: list[list[str]], columns: list[str]) -> pd.DataFrame:
    rows = pd.RangeIndex(2, len(records) + 2)
    return pd.DataFrame(records, columns=columns, index=rows, dtype="str")


def _form(file: str, content: bytes) -> Iterator[Entry]:
    """Find what UTF-8 allows and the package does not: byte-order mark, other line ends."""
    if content.startswith(b"\xef\xbb\xbf"):
        yield Entry(file, "byte_order_mark", row=1)
    if b"\r" in content:
        yield Entry(file, "line_ends", row=content.count(b"\n", 0, content.index(b"\r")) + 1)
    if not content.endswith(b"\n"):
        yield Entry(file, "last_line", row=content.count(b"\n") + 1)


def _wrong_header(file: str, header: list[str], wanted: list[str]) -> Entry:
    place = next((i for i, name in enumerate(wanted) if i >= len(header) or header[i] != name), len(wanted))
    found = header[place] if place < len(header) else ""
    details = {"position": place + 1, "wanted": ", ".join(wanted)}
    if place == len(wanted):
        return Entry(file, "header_extra", row=1, column=found, value=found, details=details)
    return Entry(file, "header", row=1, column=wanted[place], value=found, details=details)


def _ragged(file: str, records: list[list[str]], wanted: int) -> Iterator[Entry]:
    for row, cells in enumerate(records[1:], start=2):
        if not any(cells):
            yield Entry(file, "blank_row", row=row)
        elif len(cells) != wanted:
            yield Entry(file, "cell_count", row=row, details={"found": len(cells), "wanted": wanted})
