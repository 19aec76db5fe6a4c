"""What can go wrong while loading, each with its message in ``messages/data.toml``."""

from collections.abc import Iterable

from rapidfuzz import process

from cdslib.errors import CdsError


class MissingFileError(CdsError, FileNotFoundError):
    """The file to load is not there."""

    key = "data.missing_file"


class UnreadableFileError(CdsError, ValueError):
    """The file is neither CSV nor Parquet."""

    key = "data.unreadable_kind"


class ParquetEngineMissingError(CdsError, ImportError):
    """Parquet was asked for and its library is not installed."""

    key = "data.parquet_engine_missing"


class NotUtf8Error(CdsError, ValueError):
    """The file is in another encoding."""

    key = "data.not_utf8"


class UnreadableTableError(CdsError, ValueError):
    """The file is CSV or Parquet by name only."""

    key = "data.unreadable_table"


class MissingColumnsError(CdsError, ValueError):
    """The table lacks columns that every observation needs."""

    key = "data.missing_columns"


class BadCellError(CdsError, ValueError):
    """A cell is not of its column's type."""

    key = "data.bad_cell"


class UnknownTableError(CdsError, LookupError):
    """The data package has no such table."""

    key = "data.unknown_table"


class UnknownGeographyError(CdsError, LookupError):
    """Neither vn63 nor vn34 nor vn."""

    key = "data.unknown_geography"


class UnknownCodeError(CdsError, LookupError):
    """A table holds something else than province codes."""

    key = "data.unknown_code"


class MisspeltCodeError(CdsError, LookupError):
    """A code that is not in its list; ``suggestions`` holds the nearest ones."""

    def __init__(self, code: str, known: Iterable[str]) -> None:
        self.suggestions = tuple(match[0] for match in process.extract(code, sorted(known), limit=3))
        super().__init__(code=code, suggestions=", ".join(self.suggestions))


class UnknownIndicatorError(MisspeltCodeError):
    """The catalogue has no such indicator."""

    key = "data.unknown_indicator"


class UnknownMeasureError(MisspeltCodeError):
    """The list of measures has no such measure."""

    key = "data.unknown_measure"
