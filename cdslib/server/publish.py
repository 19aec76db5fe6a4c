"""``cdslib publish``: check new data, prepare all that the pages show of them, and only then show them."""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from cdslib.check import run_checks
from cdslib.check.report import CheckReport
from cdslib.data import package_date
from cdslib.errors import CdsError, UsageError
from cdslib.i18n import Language, format_date, text
from cdslib.progress import progress
from cdslib.resources import PUBLICATION, data_dir
from cdslib.server.publication import ABOUT, Publication, about

UNFINISHED = ".new-"
BUILT = ("atlas", "promises", "profile", "scenario", "pictures")  # one line each while it works


class NoPlaceError(UsageError):
    """Neither the command line nor the configuration says where to publish."""

    key = "publish.no_place"


class CannotPublishError(CdsError, OSError):
    """The folder cannot be written to."""

    key = "publish.cannot_write"


class NotPreparedError(CdsError, RuntimeError):
    """The data passed all checks and the files of the pages could all the same not be made of them."""

    key = "publish.not_prepared"


def publish(data: Path, publication: Publication, lang: Language | None = None) -> CheckReport:
    """Check new data and, if nothing is wrong with them, show them from now on.

    Parameters
    ----------
    data : Path
        Folder with ``datapackage.json``.
    publication : Publication
        Where the pages find the data. A service that runs notices by itself.
    lang : {"vi", "en"}, optional
        Language of the bar that shows how far it is.

    Returns
    -------
    CheckReport
        What the check found. If it found an error, everything is as it was.

    Raises
    ------
    CannotPublishError
        If the folder of the publication cannot be written to.
    NotPreparedError
        If the files of the pages could not be made. Everything is as it was.
    """
    try:
        publication.folder.mkdir(parents=True, exist_ok=True)
        version = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=publication.folder))
    except OSError as error:
        raise CannotPublishError(folder=publication.folder, reason=error.strerror or error) from error
    try:
        return _publish(data, version, publication, lang)
    finally:
        shutil.rmtree(version, ignore_errors=True)


def main(data: Path | None, place: str, lang: Language) -> int:
    """Publish data and say what came of it.

    Parameters
    ----------
    data : Path or None
        Folder with ``datapackage.json``; the package's own data if None.
    place : str
        The publication folder.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    int
        Exit code: 0 if the data are published, 1 if there is an error in them.

    Raises
    ------
    NoPlaceError
        If ``place`` is empty.
    """
    if not place:
        raise NoPlaceError
    publication = Publication(Path(place).resolve())
    report = publish(data or data_dir(), publication, lang)
    sys.stdout.write(report.to_text(lang) + "\n\n")
    if not report.passed:
        sys.stdout.write(text("publish.refused", lang) + "\n")
        return 1
    day = date.fromisoformat(package_date(publication.version() / "data"))
    sys.stdout.write(text("publish.done", lang, date=format_date(day)) + "\n")
    return 0


def _publish(data: Path, version: Path, publication: Publication, lang: Language | None) -> CheckReport:
    """Check and prepare a copy, which nobody changes meanwhile."""
    if not (data / "datapackage.json").is_file():
        return run_checks(data)  # which says so
    shutil.copytree(data, version / "data")
    report = replace(run_checks(version / "data", lang=lang), folder=str(data))
    if report.passed:
        _prepare(version, lang)
        name = f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%S.%f}"
        (version / ABOUT).write_text(about({"published": name}), encoding="utf-8", newline="\n")
        version.chmod(0o755)  # the service may be another user
        version.rename(publication.folder / name)
        publication.show(name)
    return report


def _prepare(version: Path, lang: Language | None) -> None:
    """Make the files of the pages in a process of its own, which sees the new data instead of the old."""
    command = [sys.executable, "-m", "cdslib.apps.build"]
    environment = os.environ | {PUBLICATION: str(version), "PYTHONIOENCODING": "utf-8"}
    with tempfile.TemporaryFile() as said:
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=said) as work:
            assert work.stdout is not None
            with progress("build", len(BUILT), lang) as advance:
                for _ in work.stdout:
                    advance()
        if work.returncode:
            said.seek(0)
            lines = said.read().decode("utf-8", "replace").strip().splitlines()
            raise NotPreparedError(reason=(lines or ["?"])[-1])
