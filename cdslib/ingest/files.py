"""From a path or a buffer to bytes whose format is known and whose size is safe."""

import io
import os
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from cdslib.ingest.errors import (
    DamagedFileError,
    EmptyFileError,
    MissingTableFileError,
    ProtectedFileError,
    UnknownFormatError,
    WrongExtensionError,
)
from cdslib.ingest.limits import TableLimits

Source = str | os.PathLike[str] | bytes | bytearray | memoryview | IO[bytes]

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BY_SUFFIX = {
    ".csv": "text",
    ".tsv": "text",
    ".txt": "text",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "xls",
    ".ods": "ods",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds, and in which format: ``text``, ``xlsx``, ``xls`` or ``ods``."""

    data: bytes
    kind: str


def load(source: Source, limits: TableLimits) -> Content:
    """Read a file whole, after checking that its size, content and name agree.

    Parameters
    ----------
    source : path, bytes or binary buffer
        The file. The name of a buffer is looked at only for its ending, never opened.
    limits : TableLimits
        The most that is taken in.

    Returns
    -------
    Content
        The bytes and their format.

    Raises
    ------
    ReadTableError
        If it is empty, too large, damaged, protected, or not a table at all.
    """
    data, name = _bytes(source, limits)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise EmptyFileError()
    kind = _kind(data, limits)
    suffix = Path(name).suffix.lower()
    if suffix and suffix not in _BY_SUFFIX:
        raise UnknownFormatError()
    if suffix and _BY_SUFFIX[suffix] != kind:
        raise WrongExtensionError(suffix=suffix, kind=_shown(kind))
    if kind == "html":
        raise UnknownFormatError()
    return Content(data, kind)


def _shown(kind: str) -> str:
    return {"text": "CSV/TXT"}.get(kind, kind.upper())


def _bytes(source: Source, limits: TableLimits) -> tuple[bytes, str]:
    """Return the bytes and the name, reading no more than the limit."""
    if isinstance(source, bytes | bytearray | memoryview):
        limits.check("file_bytes", len(source))
        return bytes(source), ""
    if isinstance(source, (str, os.PathLike)):
        path = Path(source)
        if not path.is_file():
            raise MissingTableFileError(path=path)
        limits.check("file_bytes", path.stat().st_size)
        return path.read_bytes(), path.name
    data = source.read(limits.file_bytes + 1)
    limits.check("file_bytes", len(data))
    name = getattr(source, "name", "")
    return data, name if isinstance(name, str) else ""


def _kind(data: bytes, limits: TableLimits) -> str:
    """Tell the format from the content alone."""
    if data.startswith(_ZIP):
        return _zip_kind(data, limits)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise ProtectedFileError()
        return "xls"
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta", b"<style")):
        return "html"
    if _is_binary(data):
        raise UnknownFormatError()
    return "text"


def _is_binary(data: bytes) -> bool:
    """Tell whether bytes can be no text: known marks, or control characters that no table has."""
    if data.startswith((b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")):
        return True
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    codec = "utf-16" if wide else looks_utf16(data) or "latin-1"
    return _CONTROL.search(data[: 1 << 20].decode(codec, "replace")) is not None


def looks_utf16(data: bytes) -> str:
    r"""Name the byte order of UTF-16 without a mark, or return an empty string.

    Parameters
    ----------
    data : bytes
        A file.

    Returns
    -------
    str
        ``utf-16-le``, ``utf-16-be`` or empty.

    Examples
    --------
    >>> looks_utf16("Tỉnh,DTI\n".encode("utf-16-le"))
    'utf-16-le'
    """
    sample = data[:4096]
    if len(data) % 2 or sample.count(0) < len(sample) * 0.15:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return "utf-16-le" if odd > 4 * even else "utf-16-be" if even > 4 * odd else ""


def _zip_kind(data: bytes, limits: TableLimits) -> str:
    """Tell XLSX from ODS, after unpacking every part once to know its true size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise DamagedFileError(reason=str(error)) from error
    limits.check("unpacked_bytes", sum(part.file_size for part in parts))
    _unpack(data)
    names = {part.filename for part in parts}
    if "xl/workbook.xml" in names:
        return "xlsx"
    if {"content.xml", "mimetype"} <= names:
        return "ods"
    raise UnknownFormatError()


def _unpack(data: bytes) -> None:
    """Unpack all parts to nowhere: sizes that lie fail their checksum here, not in the parser."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.infolist():
                _unpack_part(archive, part)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
        raise DamagedFileError(reason=str(error)) from error
    except RuntimeError as error:  # zipfile's way to say that a password is needed
        raise ProtectedFileError() from error


def _unpack_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    is_xml = part.filename.endswith((".xml", ".rels"))
    with archive.open(part) as unpacked:
        while chunk := unpacked.read(_CHUNK):
            if is_xml and (b"<!ENTITY" in chunk or b"<!DOCTYPE" in chunk):
                raise DamagedFileError(reason=f"DOCTYPE, {part.filename}")
