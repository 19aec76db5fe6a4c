"""Why a brief was not written, and what to do."""

from cdslib.errors import CdsError, UsageError


class UnknownEndingError(CdsError, ValueError):
    """The file's name ends neither in .docx nor in .html."""

    key = "brief.unknown_ending"


class NoFolderError(CdsError, OSError):
    """The folder that the file belongs into does not exist."""

    key = "brief.no_folder"


class IsAFolderError(CdsError, OSError):
    """A folder was named where a file is wanted."""

    key = "brief.is_a_folder"


class NotAFolderError(CdsError, OSError):
    """A file was named where a folder is wanted."""

    key = "brief.not_a_folder"


class NotWritableError(CdsError, OSError):
    """The operating system does not let the file be written."""

    key = "brief.not_writable"


class UnknownDayError(CdsError, ValueError):
    """Promises were not judged as of that day when the package was built."""

    key = "brief.unknown_day"


class NoProvinceError(UsageError):
    """A brief is wanted of no province, or of one and of all."""

    key = "brief.no_province"


class NoTargetError(UsageError):
    """It is not said where a brief goes."""

    key = "brief.no_target"


class UnusedFormatError(UsageError):
    """A format is named for a single file, whose ending says it."""

    key = "brief.unused_format"


class BadFormatError(UsageError):
    """The format is neither docx nor html."""

    key = "brief.bad_format"


class BadGeographyError(UsageError):
    """The geography is neither vn34 nor vn63."""

    key = "brief.bad_geography"


class BadDayError(UsageError):
    """The day is not written as year-month-day, or does not exist."""

    key = "brief.bad_day"
