"""Where a brief goes: the format by the name's ending, and a file that is there whole or not at all."""

from collections.abc import Callable
from pathlib import Path

from cdslib.briefs.document import Brief
from cdslib.briefs.errors import (
    IsAFolderError,
    NoFolderError,
    NotAFolderError,
    NotWritableError,
    UnknownEndingError,
)
from cdslib.writing import write_whole

FORMATS = ("docx", "html")


def format_of(path: Path) -> str:
    """Return the format that a file's name asks for.

    Parameters
    ----------
    path : pathlib.Path
        Name of the file.

    Returns
    -------
    {"docx", "html"}
        The format.

    Raises
    ------
    UnknownEndingError
        For any other ending.

    Examples
    --------
    >>> format_of(Path("Thanh Hóa.DOCX"))
    'docx'
    """
    ending = path.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        raise UnknownEndingError(file=path.name, stem=path.stem or "brief")
    return ending


def check_target(path: Path) -> None:
    """Say before any work is done that a file cannot be written.

    Parameters
    ----------
    path : pathlib.Path
        The file to write.

    Raises
    ------
    IsAFolderError
        If a folder of that name exists.
    NoFolderError
        If the folder around it does not exist.
    UnknownEndingError
        If the ending is unknown.
    """
    if path.is_dir():
        raise IsAFolderError(folder=path, example=path / "brief.docx")
    format_of(path)
    if not path.parent.is_dir():
        raise NoFolderError(folder=path.parent)


def open_folder(path: Path) -> None:
    """Make a folder, unless it is there.

    Parameters
    ----------
    path : pathlib.Path
        The folder.

    Raises
    ------
    NotAFolderError
        If a file has that name.
    NotWritableError
        If it cannot be made.
    """
    if path.exists() and not path.is_dir():
        raise NotAFolderError(file=path)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritableError(file=path, reason=error.strerror) from error


def write(brief: Brief, path: Path) -> None:
    """Write a brief; an older file of that name stays until the new one is whole.

    Parameters
    ----------
    brief : Brief
        The brief.
    path : pathlib.Path
        The file.

    Raises
    ------
    NotWritableError
        If the operating system does not let it be written.
    """
    content = _writer(format_of(path))(brief)
    try:
        write_whole(path, content)
    except OSError as error:
        raise NotWritableError(file=path, reason=error.strerror) from error


def _writer(form: str) -> Callable[[Brief], bytes]:
    """Load a writer when it is needed."""
    if form == "html":
        from cdslib.briefs.web_file import write_html

        return write_html
    from cdslib.briefs.word_file import write_docx

    return write_docx
