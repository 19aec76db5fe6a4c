"""Briefs made to order: one province into one file, or all into a folder."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cdslib.briefs.choosing import choose, file_name
from cdslib.briefs.files import check_target, open_folder, write
from cdslib.errors import CdsError
from cdslib.i18n import Language
from cdslib.progress import progress
from cdslib.provinces import Province


def brief(
    name: str,
    file: str | Path,
    *,
    lang: Language = "vi",
    geography: str | None = None,
    as_of: str | None = None,
) -> Path:
    """Write the brief of one province: two A4 pages, as editable Word or as one self-contained page.

    Its figures are those of the profile page: it is made from the same composed view.

    Parameters
    ----------
    name : str
        A name or a code, see :func:`cdslib.resolve_province`. A name that both schemes have means the present province.
    file : str or pathlib.Path
        Where to; the ending ``.docx`` or ``.html`` decides the format. An older file of that name is replaced.
    lang : {"vi", "en"}
        The language of the brief.
    geography : {"vn34", "vn63"}, optional
        Look for the name among these only.
    as_of : str, optional
        Judge the promises as of this day, ``YYYY-MM-DD``; the last day they were judged by default.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    UnknownProvinceError
        If there is no such province.
    UnknownEndingError, NoFolderError, IsAFolderError, NotWritableError
        If the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     brief("Thanh Hóa", f"{folder}/brief.html", lang="en").name
    'brief.html'
    """
    path = Path(file)
    province = choose(name, geography)
    check_target(path)
    with progress("brief", 3, lang) as advance:
        from cdslib.briefs.profile import profile_brief

        advance()
        made = profile_brief(province.code, lang, as_of)
        advance()
        write(made, path)
    return path


@dataclass
class Outcome:
    """What became of many briefs.

    Attributes
    ----------
    written : list of pathlib.Path
        The files.
    failed : list of (Province, str)
        The provinces without a file, and why.
    stopped : bool
        Whether the reader stopped the work.
    """

    written: list[Path] = field(default_factory=list)
    failed: list[tuple[Province, str]] = field(default_factory=list)
    stopped: bool = False


def write_all(
    provinces: Sequence[Province],
    folder: Path,
    form: str,
    *,
    lang: Language = "vi",
    as_of: str | None = None,
    begin: Callable[[Province], None] = lambda _: None,
) -> Outcome:
    """Write the briefs of many provinces; one that fails does not stop the others.

    Parameters
    ----------
    provinces : sequence of Province
        Of which.
    folder : pathlib.Path
        Where to; it is made if it is not there.
    form : {"docx", "html"}
        The format.
    lang : {"vi", "en"}
        The language of the briefs.
    as_of : str, optional
        The day by which promises are judged.
    begin : callable
        Told of each province before its brief is made.

    Returns
    -------
    Outcome
        What was written, what failed, and whether the work was stopped by Ctrl-C.
    """
    from cdslib.briefs.profile import profile_brief

    open_folder(folder)
    done = Outcome()
    try:
        for province in provinces:
            begin(province)
            path = folder / file_name(province, form)
            try:
                write(profile_brief(province.code, lang, as_of), path)
            except Exception as error:
                done.failed.append((province, _why(error, lang)))
            else:
                done.written.append(path)
    except KeyboardInterrupt:
        done.stopped = True
    return done


def _why(error: Exception, lang: Language) -> str:
    return error.message(lang) if isinstance(error, CdsError) else f"{type(error).__name__}: {error}"
