"""``cdslib workshop``: put the course into a folder and open it, make the slides, look at the machine."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from cdslib.cli.parser import Parser, UnknownCommandError, read_port
from cdslib.errors import UsageError
from cdslib.i18n import Language, text

ACTIONS = ("start", "slides", "doctor")
STOPPED = 130


class NoWorkshopFolderError(UsageError):
    """The command does not say which folder."""

    key = "workshop.no_folder"


def run(arguments: Sequence[str], lang: Language) -> int:
    """Do what the words after ``cdslib workshop`` ask for.

    Parameters
    ----------
    arguments : sequence of str
        Those words.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    int
        Exit code.
    """
    place = next((n for n, word in enumerate(arguments) if _is_action(arguments, n, word)), None)
    if place is None:
        _overview(lang).read(arguments)
        _overview(lang).print_help()
        return 0
    action = arguments[place]
    if action not in ACTIONS:
        raise UnknownCommandError(f"workshop {action}", tuple(f"workshop {one}" for one in ACTIONS))
    rest = [*arguments[:place], *arguments[place + 1 :]]
    actions: dict[str, Callable[[Sequence[str], Language], int]] = {
        "start": _start,
        "slides": _slides,
        "doctor": _doctor,
    }
    return actions[action](rest, lang)


def _is_action(arguments: Sequence[str], place: int, word: str) -> bool:
    return not word.startswith("-") and (place == 0 or arguments[place - 1] != "--lang")


def _overview(lang: Language) -> Parser:
    parser = Parser("cdslib workshop", lang)
    for action in ACTIONS:
        parser.arguments.add_argument(action, nargs="?", help=text(f"workshop.action_{action}", lang))
    return parser


def _parser(action: str, lang: Language) -> Parser:
    parser = Parser(f"cdslib workshop {action}", lang)
    parser.arguments.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar=text("cli.folder_name", lang),
        help=text(f"workshop.folder_{action}", lang),
    )
    return parser


def _add_port(parser: Parser, lang: Language) -> None:
    name, words = text("cli.port_name", lang), text("workshop.option_port", lang)
    parser.options.add_argument("--port", type=read_port, metavar=name, help=words)


def _folder(options: argparse.Namespace, action: str) -> Path:
    if options.folder is None:
        raise NoWorkshopFolderError(action=action)
    return Path(options.folder)


def _start(arguments: Sequence[str], lang: Language) -> int:
    parser = _parser("start", lang)
    add = parser.options.add_argument
    add("--reset", metavar=text("workshop.exercise_name", lang), help=text("workshop.option_reset", lang))
    for flag in ("key", "copy-only", "no-browser"):
        add(f"--{flag}", action="store_true", help=text(f"workshop.option_{flag.replace('-', '_')}", lang))
    _add_port(parser, lang)
    options = parser.read(arguments)
    folder = _folder(options, "start")
    if options.reset is not None:
        return _reset(folder, options.reset, lang)
    from cdslib.workshop.editions import sources
    from cdslib.workshop.folder import fill
    from cdslib.workshop.lab import room_for
    from cdslib.workshop.lab import run as run_lab

    done = fill(folder, key=options.key)
    told = {"folder": folder, "written": len(done.written), "kept": len(done.kept)}
    _say(text("workshop.filled" if not done.kept else "workshop.filled_kept", lang, **told))
    if options.copy_only:
        return 0
    room = room_for(folder, sources()[0].name, options.port)
    _say(text("workshop.running", lang, address=room.address))
    run_lab(room, browser=not options.no_browser)
    return 0


def _reset(folder: Path, exercise: str, lang: Language) -> int:
    from cdslib.workshop.folder import reset

    done = reset(folder, exercise, datetime.now().astimezone())
    key = "workshop.reset_whole" if done.whole else "workshop.reset_one"
    _say(text(key, lang, exercise=exercise, notebook=done.notebook, backup=done.backup))
    return 0


def _slides(arguments: Sequence[str], lang: Language) -> int:
    options = _parser("slides", lang).read(arguments)
    folder = _folder(options, "slides")
    from cdslib.workshop.slides import write_slides

    try:
        for path in write_slides(folder, lang):
            _say(str(path))
    except KeyboardInterrupt:
        return STOPPED
    return 0


def _doctor(arguments: Sequence[str], lang: Language) -> int:
    parser = _parser("doctor", lang)
    _add_port(parser, lang)
    options = parser.read(arguments)
    from cdslib.workshop.doctor import report

    return report(options.folder or Path(), lang, options.port)


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
