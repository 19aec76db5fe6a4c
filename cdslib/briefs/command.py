"""What ``cdslib brief`` does: one line on success, progress on the side, failures at the end."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cdslib.briefs.errors import (
    BadDayError,
    BadFormatError,
    BadGeographyError,
    NoProvinceError,
    NoTargetError,
    UnusedFormatError,
)
from cdslib.briefs.files import FORMATS
from cdslib.briefs.making import Outcome, brief, write_all
from cdslib.briefs.progress import progress
from cdslib.errors import UsageError
from cdslib.i18n import Language, text
from cdslib.provinces import provinces

GEOGRAPHIES = ("vn34", "vn63")
STOPPED = 130


def add_arguments(arguments: Any, options: Any, lang: Language) -> None:
    """Tell a parser of command lines what ``cdslib brief`` takes.

    Parameters
    ----------
    arguments, options : argument group
        Where help lists them.
    lang : {"vi", "en"}
        Language of the help.
    """

    def said(name: str) -> str:
        return text(f"brief.option_{name}", lang)

    arguments.add_argument("province", nargs="?", metavar=said("province_name"), help=said("province"))
    add = options.add_argument
    add("-o", "--output", type=Path, metavar=said("target_name"), help=said("target"))
    add("--all", action="store_true", help=said("all"))
    add("--format", type=_one_of(FORMATS, BadFormatError), metavar="docx|html", help=said("format"))
    schemes = _one_of(GEOGRAPHIES, BadGeographyError)
    add("--geography", type=schemes, metavar="vn34|vn63", help=said("geography"))
    add("--as-of", type=_day, metavar=said("day_name"), help=said("day"))


def _one_of(known: Sequence[str], refusal: type[UsageError]) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in known:
            raise refusal(value=value)
        return value

    return read


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise BadDayError(value=value) from error


def run(options: argparse.Namespace, lang: Language) -> int:
    """Write what the options ask for.

    Parameters
    ----------
    options : argparse.Namespace
        What :func:`add_arguments` describes, as read.
    lang : {"vi", "en"}
        Language of the briefs and of what is said.

    Returns
    -------
    int
        Exit code: 0 if all is well, 1 if some briefs failed, 130 if stopped by Ctrl-C.

    Raises
    ------
    UsageError
        If the options contradict each other.
    CdsError
        If the one brief asked for cannot be written.
    """
    if (options.province is None) != options.all:
        raise NoProvinceError()
    if options.output is None:
        raise NoTargetError()
    if options.format and not options.all:
        raise UnusedFormatError(format=options.format)
    if options.all:
        return _write_all(options, lang)
    where = {"geography": options.geography, "as_of": options.as_of}
    sys.stdout.write(f"{brief(options.province, options.output, lang=lang, **where)}\n")
    return 0


def _write_all(options: argparse.Namespace, lang: Language) -> int:
    schemes = (options.geography,) if options.geography else GEOGRAPHIES
    chosen = [unit for scheme in schemes for unit in provinces(scheme)]
    folder, form = options.output, options.format or FORMATS[0]
    with progress(chosen, lang) as begin:
        done = write_all(chosen, folder, form, lang=lang, as_of=options.as_of, begin=begin)
    return _report(done, len(chosen), folder, lang)


def _report(done: Outcome, total: int, folder: Path, lang: Language) -> int:
    """Say which provinces failed and why; return the exit code."""
    said = {"count": len(done.written), "total": total, "folder": folder, "failed": len(done.failed)}
    for province, why in done.failed:
        named = {"name": province.name(lang), "code": province.code, "why": why}
        sys.stderr.write(text("brief.failed_one", lang, **named) + "\n")
    if done.stopped:
        sys.stderr.write(text("brief.stopped", lang, **said) + "\n")
        return STOPPED
    if done.failed:
        sys.stderr.write(text("brief.failed", lang, **said) + "\n")
        return 1
    sys.stdout.write(f"{folder}\n")
    return 0
