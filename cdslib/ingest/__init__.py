"""Other people's tables: what offices send, brought to tidy observations with an account of every cell."""

from cdslib.ingest.errors import (
    DamagedFileError,
    EmptyFileError,
    MissingTableFileError,
    MixedGeographyError,
    NoProvinceColumnError,
    ProtectedFileError,
    ReadTableError,
    TableTooLargeError,
    UndecidedGeographyError,
    UnknownFormatError,
    UnknownPeriodError,
    UnknownSheetError,
    WrongExtensionError,
)
from cdslib.ingest.limits import TableLimits
from cdslib.ingest.reader import read_table
from cdslib.ingest.recognised import TableLayout
from cdslib.ingest.report import TableReport

__all__ = [
    "DamagedFileError",
    "EmptyFileError",
    "MissingTableFileError",
    "MixedGeographyError",
    "NoProvinceColumnError",
    "ProtectedFileError",
    "ReadTableError",
    "TableLayout",
    "TableLimits",
    "TableReport",
    "TableTooLargeError",
    "UndecidedGeographyError",
    "UnknownFormatError",
    "UnknownPeriodError",
    "UnknownSheetError",
    "WrongExtensionError",
    "read_table",
]
