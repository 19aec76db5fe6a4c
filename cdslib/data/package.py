"""The data package's descriptor, and tables read with the types it states.

``datapackage.json`` is the only place where columns and their types are written down; everything
here follows from it.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BufferedReader, FileIO
from pathlib import Path
from typing import Any

import pandas as pd

from cdslib.data.errors import (
    BadCellError,
    MissingColumnsError,
    MissingFileError,
    NotUtf8Error,
    ParquetEngineMissingError,
    UnknownTableError,
    UnreadableFileError,
    UnreadableTableError,
)
from cdslib.progress import progress
from cdslib.resources import data_dir

_BUFFER = 1 << 20
_DTYPES = {"number": "float64", "integer": "Int64", "boolean": "bool"}


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name : str
        Its heading.
    kind : str
        Table Schema type: string, number, integer, boolean ...
    required : bool
        Whether every row must have a value.
    description : str
        What it holds.
    """

    name: str
    kind: str
    required: bool
    description: str

    @property
    def dtype(self) -> str:
        """Return the pandas type the column is read with."""
        return _DTYPES.get(self.kind, "str")


@dataclass(frozen=True)
class Table:
    """One table of the package.

    Attributes
    ----------
    name : str
        Resource name in the descriptor.
    path : pathlib.Path
        The CSV file.
    columns : tuple of Column
        In the order of the file.
    primary_key : tuple of str
        Columns that together name one row.
    """

    name: str
    path: Path
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]

    @property
    def needed(self) -> tuple[str, ...]:
        """Return the columns no row can do without: the key and the required ones."""
        return tuple(c.name for c in self.columns if c.required or c.name in self.primary_key)


def _table(folder: Path, resource: Mapping[str, object]) -> Table:
    schema = resource["schema"]
    assert isinstance(schema, dict)
    columns = tuple(
        Column(
            name=field["name"],
            kind=field.get("type", "string"),
            required=field.get("constraints", {}).get("required", False),
            description=field.get("description", ""),
        )
        for field in schema["fields"]
    )
    key = schema.get("primaryKey", [])
    key = (key,) if isinstance(key, str) else tuple(key)
    return Table(str(resource["name"]), folder / str(resource["path"]), columns, key)


def read_package(folder: Path | None = None) -> dict[str, Table]:
    """Read the descriptor of the data package.

    Parameters
    ----------
    folder : pathlib.Path, optional
        Folder with ``datapackage.json``; the package's own data by default.

    Returns
    -------
    dict of str to Table
        Tables by name.

    Raises
    ------
    MissingFileError
        If the folder has no ``datapackage.json``.

    Examples
    --------
    >>> read_package()["merger"].primary_key
    ('code_63',)
    """
    folder = data_dir() if folder is None else Path(folder)
    descriptor = folder / "datapackage.json"
    if not descriptor.is_file():
        raise MissingFileError(path=descriptor)
    resources = json.loads(descriptor.read_text(encoding="utf-8"))["resources"]
    return {resource["name"]: _table(folder, resource) for resource in resources}


def find_table(name: str, folder: Path | None = None) -> Table:
    """Return one table's description.

    Parameters
    ----------
    name : str
        Resource name in the descriptor.
    folder : pathlib.Path, optional
        Folder of the data package; the package's own data by default.

    Returns
    -------
    Table
        Its file, columns and key.

    Raises
    ------
    UnknownTableError
        If the descriptor has no such table.
    """
    tables = read_package(folder)
    if name not in tables:
        raise UnknownTableError(name=name, known=", ".join(sorted(tables)))
    return tables[name]


def read_typed(table: Table, path: Path | None = None) -> pd.DataFrame:
    """Read a table with the types its schema states.

    Parameters
    ----------
    table : Table
        What the columns are.
    path : pathlib.Path, optional
        A CSV or Parquet file of the same schema; the table's own file by default. Columns that
        may be empty may also be absent. Columns the schema does not know are kept, at the end.

    Returns
    -------
    pandas.DataFrame
        Strings as ``str`` (categories of a Parquet file stay categories), numbers as ``float64``, whole numbers as
        ``Int64``, truth values as ``bool``; empty cells are missing.

    Raises
    ------
    MissingFileError, UnreadableFileError, ParquetEngineMissingError, NotUtf8Error
        If the file is not there, or not a UTF-8 CSV or Parquet file.
    UnreadableTableError, MissingColumnsError, BadCellError
        If it is not a table, lacks columns, or a cell is not of its column's type.
    """
    path = table.path if path is None else Path(path)
    if not path.is_file():
        raise MissingFileError(path=path)
    frame = _read_file(path, {c.name: c.dtype for c in table.columns}, table)
    missing = [name for name in table.needed if name not in frame.columns]
    if missing:
        raise MissingColumnsError(path=path, columns=", ".join(missing))
    absent = {
        c.name: pd.Series(index=frame.index, dtype=c.dtype) for c in table.columns if c.name not in frame
    }
    names = [c.name for c in table.columns]
    extra = [name for name in frame.columns if name not in names]
    return frame.assign(**absent)[names + extra]


def _read_file(path: Path, dtypes: Mapping[str, str], table: Table) -> pd.DataFrame:
    if path.suffix.lower() == ".parquet":
        return _read_parquet(path, dtypes, table)
    if path.suffix.lower() != ".csv":
        raise UnreadableFileError(path=path)
    try:
        return read_csv(path, dtypes)
    except UnicodeDecodeError as error:
        raise NotUtf8Error(path=path) from error
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise UnreadableTableError(path=path, reason=str(error).strip()) from error
    except ValueError as error:
        raise _bad_cell(path, read_csv(path, "str"), table) from error


def read_csv(path: Path, dtype: Mapping[str, str] | str) -> pd.DataFrame:
    """Read CSV the way the data package is written: only an empty cell is missing.

    Parameters
    ----------
    path : pathlib.Path
        UTF-8, with or without byte-order mark.
    dtype : mapping or str
        Type by column, or one for all.

    Returns
    -------
    pandas.DataFrame
        The table.
    """
    with (
        progress("load", path.stat().st_size) as advance,
        BufferedReader(_Watched(path, advance), _BUFFER) as file,
    ):
        return pd.read_csv(file, dtype=dtype, keep_default_na=False, na_values=[""], encoding="utf-8-sig")


class _Watched(FileIO):
    """A file that tells how much of it has been read."""

    def __init__(self, path: Path, advance: Callable[[int], None]) -> None:
        super().__init__(path)
        self._advance = advance

    def readinto(self, buffer: Any) -> int:
        size = super().readinto(buffer) or 0
        self._advance(size)
        return size


def _read_parquet(path: Path, dtypes: Mapping[str, str], table: Table) -> pd.DataFrame:
    try:
        frame = _parquet(path)
    except ImportError as error:
        raise ParquetEngineMissingError(path=path) from error
    except (OSError, ValueError) as error:
        raise UnreadableTableError(path=path, reason=str(error).strip()) from error
    kept = {name for name in frame if isinstance(frame[name].dtype, pd.CategoricalDtype)}
    wanted = {name: dtype for name, dtype in dtypes.items() if name in frame}
    try:
        return frame.astype(
            {name: dtype for name, dtype in wanted.items() if dtype != "str" or name not in kept}
        )
    except ValueError as error:
        raise _bad_cell(path, frame.astype("str"), table) from error


def _parquet(path: Path) -> pd.DataFrame:
    """Read a Parquet file group of rows by group of rows, so that it can be told how far it is."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    with ParquetFile(path) as file, progress("load", file.num_row_groups) as advance:
        groups = []
        for number in range(file.num_row_groups):
            groups.append(file.read_row_group(number))
            advance()
        return (pa.concat_tables(groups) if groups else file.schema_arrow.empty_table()).to_pandas()


def _bad_cell(path: Path, words: pd.DataFrame, table: Table) -> BadCellError:
    """Find the first cell that is not of its column's type."""
    for column in table.columns:
        if column.name not in words or column.dtype == "str":
            continue
        wrong = _misfits(words[column.name], column.dtype)
        if wrong.any():
            row = int(wrong.to_numpy().argmax())
            return BadCellError(
                path=path,
                row=row + 2,
                column=column.name,
                value=words[column.name].iloc[row],
                kind=column.kind,
            )
    raise AssertionError(f"{path}: no cell of a wrong type")


def _misfits(words: pd.Series, dtype: str) -> pd.Series:
    if dtype == "bool":
        return ~words.isin(["true", "false", "True", "False", "TRUE", "FALSE"])
    numbers = pd.to_numeric(words, errors="coerce")
    whole = numbers.isna() | (numbers % 1 == 0) if dtype == "Int64" else True
    return (numbers.isna() & words.notna()) | ~(whole & words.notna() | words.isna())
