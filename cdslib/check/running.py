"""All checks, one after the other, and the command that prints what they found."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from cdslib.check.figures import check_figures
from cdslib.check.index_scores import check_index_scores
from cdslib.check.ledger import check_ledger
from cdslib.check.merging import check_merging
from cdslib.check.ranks import check_ranks
from cdslib.check.report import SEVERITIES, CheckReport, Entry
from cdslib.check.schema import check_schema
from cdslib.check.shapes import check_shapes
from cdslib.check.sources import check_sources
from cdslib.check.structure import read_tables
from cdslib.check.sums import check_sums
from cdslib.check.tables import Tables
from cdslib.check.wording import check_wording
from cdslib.i18n import Language
from cdslib.progress import progress
from cdslib.resources import data_dir as own_data_dir

_HARMLESS = frozenset({"line_ends", "last_line"})
_CHECKS: tuple[Callable[[Tables], Iterable[Entry]], ...] = (
    check_schema,
    check_wording,
    check_figures,
    check_sources,
    check_ledger,
    check_sums,
    check_ranks,
    check_index_scores,
    check_merging,
)


def run_checks(
    data_dir: str | Path | None = None, *, geo_dir: str | Path | None = None, lang: Language | None = None
) -> CheckReport:
    """Check a data package and the boundaries that go with it.

    Parameters
    ----------
    data_dir : str or pathlib.Path, optional
        Folder with ``datapackage.json``; the package's own data by default.
    geo_dir : str or pathlib.Path, optional
        Folder with the boundaries; the package's own by default.
    lang : {"vi", "en"}, optional
        Language in which progress is shown; both by default.

    Returns
    -------
    CheckReport
        Everything found. Files that cannot be read as the tables they should be are reported alone: until they
        are mended other checks would only say the same in more words.

    Raises
    ------
    MissingFileError
        If the folder has no ``datapackage.json``.

    Examples
    --------
    >>> report = run_checks()
    >>> report.passed, report.count("error")
    (True, 0)
    """
    folder = own_data_dir() if data_dir is None else Path(data_dir)
    tables, entries = read_tables(folder)
    if all(entry.rule in _HARMLESS for entry in entries):
        with progress("check", len(_CHECKS) + 1, lang) as advance:
            for check in _CHECKS:
                entries.extend(check(tables))
                advance()
            entries.extend(check_shapes(tables, None if geo_dir is None else Path(geo_dir)))
            advance()
    else:
        entries.append(Entry("datapackage.json", "skipped", "note"))
    rows = {tables.file(name): len(frame) for name, frame in tables.words.items()}
    return CheckReport(str(folder), rows, tuple(sorted(entries, key=_place)))


def _place(entry: Entry) -> tuple[int, str, int, str, str]:
    return SEVERITIES.index(entry.severity), entry.file, entry.row or 0, entry.column or "", entry.rule


def main(folder: Path | None = None, *, as_json: bool = False, lang: Language = "vi") -> int:
    """Check a data package and print the report.

    Parameters
    ----------
    folder : pathlib.Path, optional
        Folder with ``datapackage.json``; the package's own data by default.
    as_json : bool
        Print JSON instead of text.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    int
        Exit code: 0 if there is no error, else 1.
    """
    report = run_checks(folder, lang=lang)
    sys.stdout.write((report.to_json() if as_json else report.to_text(lang)) + "\n")
    return 0 if report.passed else 1
