"""CSV and TSV files, in the encodings and with the separators that offices use."""

import csv
import io

from cdslib.ingest.errors import DamagedFileError, UnknownFormatError
from cdslib.ingest.files import looks_utf16
from cdslib.ingest.grid import Cell, Sheet, make_sheet
from cdslib.ingest.letters import readable
from cdslib.ingest.limits import TableLimits
from cdslib.ingest.names import schemes_of
from cdslib.progress import progress

_SEPARATORS = (",", ";", "\t", "|")
_SAMPLE = 300


def read_text_file(data: bytes, limits: TableLimits) -> Sheet:
    """Read a CSV or TSV file as one sheet.

    Parameters
    ----------
    data : bytes
        The file: UTF-8 with or without byte-order mark, UTF-16, or Windows-1258, which also carries
        TCVN3 and VNI text.
    limits : TableLimits
        The most that is taken in.

    Returns
    -------
    Sheet
        Its cells, all of them text.

    Raises
    ------
    UnknownFormatError
        If it is in none of these encodings.
    DamagedFileError, TableTooLargeError
        If a quoted cell never ends, or there is too much.
    """
    text, encoding = decode(data)
    cells = []
    records = _records(text, _separator(text))
    with progress("read_table", len(records)) as advance:
        for row, fields in enumerate(records):
            limits.check("rows", row + 1)
            for column, value in enumerate(fields):
                if value.strip():
                    limits.check("columns", column + 1)
                    cells.append(Cell(row, column, value))
            limits.check("cells", len(cells))
            advance()
    return make_sheet("", *readable(cells, encoding))


def decode(data: bytes) -> tuple[str, str]:
    """Turn the bytes of a text file into characters.

    Parameters
    ----------
    data : bytes
        The file.

    Returns
    -------
    text : str
        Its characters, without byte-order mark.
    encoding : str
        ``utf-8``, ``utf-16`` or ``windows-1258``.

    Raises
    ------
    UnknownFormatError
        If no encoding fits.

    Examples
    --------
    >>> decode("Tỉnh".encode("utf-8-sig"))
    ('Tỉnh', 'utf-8')
    """
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    named = [("utf-16", "utf-16")] if wide else [(looks_utf16(data), "utf-16")] if looks_utf16(data) else []
    # Bytes that Windows-1258 leaves out occur in VNI and TCVN3 text, which Windows-1252 keeps.
    for codec, name in [
        *named,
        ("utf-8-sig", "utf-8"),
        ("cp1258", "windows-1258"),
        ("cp1252", "windows-1252"),
    ]:
        try:
            return data.decode(codec), name
        except UnicodeDecodeError:
            continue
    raise UnknownFormatError()


def _separator(text: str) -> str:
    """Choose the separator that leaves most names of provinces standing alone, then most cells."""
    first = text[:8].lower()
    if first.startswith("sep=") and first[4:5] in _SEPARATORS:
        return first[4]
    sample = "\n".join(text.splitlines()[:_SAMPLE])

    def evidence(separator: str) -> tuple[int, int]:
        try:
            fields = [field for record in _records(sample, separator) for field in record]
        except DamagedFileError:
            return 0, 0
        cells, _ = readable([Cell(0, place, field) for place, field in enumerate(fields)])
        return sum(bool(schemes_of(cell.text)) for cell in cells), len(fields)

    return max(_SEPARATORS, key=evidence)


def _records(text: str, separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise DamagedFileError(reason=str(error)) from error
