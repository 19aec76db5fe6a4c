"""Why a file is not read as a table, and what to do with it."""

from cdslib.errors import CdsError
from cdslib.i18n import Language, format_number, text


class ReadTableError(CdsError, ValueError):
    """Parent of everything that keeps :func:`cdslib.read_table` from reading a file at all."""

    key = "ingest.not_a_table"


class EmptyFileError(ReadTableError):
    """The file holds nothing."""

    key = "ingest.empty_file"


class UnknownFormatError(ReadTableError):
    """The content is none of the formats that are read."""

    key = "ingest.unknown_format"


class WrongExtensionError(ReadTableError):
    """The content is of another format than the file's name says."""

    key = "ingest.wrong_extension"


class DamagedFileError(ReadTableError):
    """The file begins like a table but cannot be read to its end."""

    key = "ingest.damaged_file"


class ProtectedFileError(ReadTableError):
    """The workbook asks for a password."""

    key = "ingest.protected_file"


class UnknownSheetError(ReadTableError, LookupError):
    """The workbook has no sheet of the wanted name."""

    key = "ingest.unknown_sheet"


class TableTooLargeError(ReadTableError):
    """The file is larger than the limits allow.

    Attributes
    ----------
    what : str
        Name of the limit in :class:`TableLimits`.
    limit, found : int
        The limit, and how much was found before reading stopped.
    """

    key = "ingest.too_large"

    def __init__(self, what: str, limit: int, found: int) -> None:
        self.what, self.limit, self.found = what, limit, found
        super().__init__(what=what, limit=limit, found=found)

    def message(self, lang: Language = "vi") -> str:
        """Say in one language which limit is passed."""
        limit, found = format_number(self.limit, 0, lang), format_number(self.found, 0, lang)
        return text(f"ingest.too_large_{self.what}", lang, limit=limit, found=found)


class NoProvinceColumnError(ReadTableError, LookupError):
    """No sheet has a column with the names of provinces and numbers beside it."""

    key = "ingest.no_province_column"


class MixedGeographyError(ReadTableError):
    """Names of the 63 and of the 34 stand in one table."""

    key = "ingest.mixed_geography"


class UndecidedGeographyError(ReadTableError):
    """Every name exists both before and after the merger."""

    key = "ingest.undecided_geography"


class MissingTableFileError(ReadTableError, FileNotFoundError):
    """There is no file of that name."""

    key = "ingest.missing_file"


class UnknownPeriodError(ReadTableError):
    """The time the caller gives is not written as a time."""

    key = "ingest.unknown_period"
