"""The command line, its help and its messages in Vietnamese or English."""

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cdslib.cli.parser import (
    COMMANDS,
    BadLanguageError,
    MisusedOptionError,
    Parser,
    UnknownCommandError,
    read_port,
)
from cdslib.errors import CdsError, UsageError
from cdslib.i18n import LANGUAGES, Language, text

PLACE = ("host", "port", "base_url", "token")
STOPPED = 130
FLAGS = (*PLACE, "pool_size", "max_kernels", "publication")

__all__ = ["COMMANDS", "FLAGS", "PLACE", "default_language", "main"]


def _number_or_text(value: str) -> int | str:
    return int(value) if value.isascii() and value.isdigit() else value


_READ = {"port": read_port, "pool_size": _number_or_text, "max_kernels": _number_or_text}


def _general_parser(lang: Language) -> Parser:
    parser = Parser("cdslib", lang)
    parser.epilog = text("cli.more", lang)
    for command in COMMANDS:
        parser.arguments.add_argument(command, nargs="?", help=text(f"cli.{command}", lang))
    parser.options.add_argument("--version", action="store_true", help=text("cli.version", lang))
    return parser


def _serve_parser(lang: Language) -> Parser:
    parser = Parser("cdslib serve", lang)
    _add_flags(parser, FLAGS, lang)
    parser.options.add_argument("--no-browser", action="store_true", help=text("cli.no_browser", lang))
    return parser


def _status_parser(lang: Language) -> Parser:
    parser = Parser("cdslib status", lang)
    _add_flags(parser, PLACE, lang)
    parser.options.add_argument("--json", action="store_true", help=text("cli.json", lang))
    return parser


def _add_flags(parser: Parser, flags: Sequence[str], lang: Language) -> None:
    for flag in flags:
        parser.options.add_argument(
            f"--{flag.replace('_', '-')}",
            type=_READ.get(flag, str),
            metavar=text(f"cli.{flag}_name", lang),
            help=text(f"cli.{flag}", lang),
        )
    parser.options.add_argument(
        "--config", type=Path, metavar=text("cli.config_name", lang), help=text("cli.config", lang)
    )


def _given(options: argparse.Namespace, flags: Sequence[str]) -> dict[str, Any]:
    return {name: value for name in flags if (value := getattr(options, name)) is not None}


def _check_parser(lang: Language) -> Parser:
    parser = Parser("cdslib check", lang)
    parser.arguments.add_argument(
        "folder", nargs="?", type=Path, metavar=text("cli.folder_name", lang), help=text("cli.folder", lang)
    )
    parser.options.add_argument("--json", action="store_true", help=text("cli.json", lang))
    return parser


def default_language(environment: Mapping[str, str] = os.environ) -> Language:
    """Return the language of the command line when ``--lang`` is not given.

    Parameters
    ----------
    environment : mapping of str to str
        Environment variables. The first of LC_ALL, LC_MESSAGES and LANG that is set decides.

    Returns
    -------
    {"vi", "en"}
        English if that variable begins with ``en``, else Vietnamese.

    Examples
    --------
    >>> default_language({"LANG": "en_GB.UTF-8"}), default_language({"LANG": "C.UTF-8"})
    ('en', 'vi')
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    decisive = next((environment[name] for name in names if environment.get(name)), "")
    return "en" if decisive.lower().startswith("en") else "vi"


def _language(arguments: Sequence[str]) -> Language:
    """Find ``--lang`` wherever it stands, before anything else is read."""
    finder = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    finder.add_argument("--lang", nargs="?", default=default_language(), const="")
    chosen: str = finder.parse_known_args(arguments)[0].lang
    for lang in LANGUAGES:
        if chosen == lang:
            return lang
    if not chosen:
        raise MisusedOptionError(option="--lang", command="cdslib")
    raise BadLanguageError(language=chosen)


def _serve(arguments: Sequence[str], lang: Language) -> int:
    options = _serve_parser(lang).read(arguments)
    from cdslib.server import read_settings

    flags = _given(options, FLAGS)
    if options.no_browser:
        flags["open_browser"] = False
    settings = read_settings(options.config, flags)
    if settings.open_to_all:
        print(text("serve.open_to_all", lang, host=settings.host, port=settings.port), file=sys.stderr)
    from cdslib.server.app import serve

    serve(settings)
    return 0


def _status(arguments: Sequence[str], lang: Language) -> int:
    options = _status_parser(lang).read(arguments)
    from cdslib.server import read_settings
    from cdslib.server.status import ask, words

    found = ask(read_settings(options.config, _given(options, PLACE)))
    print(json.dumps(found, indent=2) if options.json else words(found, lang))
    return 0


def _brief(arguments: Sequence[str], lang: Language) -> int:
    from cdslib.briefs.command import add_arguments, run

    parser = Parser("cdslib brief", lang)
    add_arguments(parser.arguments, parser.options, lang)
    return run(parser.read(arguments), lang)


def _workshop(arguments: Sequence[str], lang: Language) -> int:
    from cdslib.cli.workshop import run

    return run(arguments, lang)


def _check(arguments: Sequence[str], lang: Language) -> int:
    options = _check_parser(lang).read(arguments)
    from cdslib.check import main as check

    return check(options.folder, as_json=options.json, lang=lang)


def _publish_parser(lang: Language) -> Parser:
    parser = Parser("cdslib publish", lang)
    parser.arguments.add_argument(
        "folder", nargs="?", type=Path, metavar=text("cli.folder_name", lang), help=text("cli.folder", lang)
    )
    _add_flags(parser, ("publication",), lang)
    return parser


def _publish(arguments: Sequence[str], lang: Language) -> int:
    options = _publish_parser(lang).read(arguments)
    from cdslib.server import read_settings
    from cdslib.server.publish import main as publish

    settings = read_settings(options.config, _given(options, ("publication",)))
    return publish(options.folder, settings.publication, lang)


def _run(arguments: Sequence[str], lang: Language) -> int:
    """Do what the arguments ask for."""
    before, command, after = _split(arguments)
    if command is None:
        return _general(before, lang)
    if command not in COMMANDS:
        raise UnknownCommandError(command)
    _general_parser(lang).read(before)
    commands = {
        "serve": _serve,
        "status": _status,
        "brief": _brief,
        "check": _check,
        "publish": _publish,
        "workshop": _workshop,
    }
    return commands[command](after, lang)


def _split(arguments: Sequence[str]) -> tuple[Sequence[str], str | None, Sequence[str]]:
    """Part the arguments at the command: the first word that is no option and no option's value."""
    for index, word in enumerate(arguments):
        if not word.startswith("-") and (index == 0 or arguments[index - 1] != "--lang"):
            return arguments[:index], word, arguments[index + 1 :]
    return arguments, None, ()


def _general(arguments: Sequence[str], lang: Language) -> int:
    parser = _general_parser(lang)
    if parser.read(arguments).version:
        from cdslib import __version__

        print(f"cdslib {__version__}")
    else:
        parser.print_help()
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words after ``cdslib``; those of the running program by default.

    Returns
    -------
    int
        Exit code: 0 if all is well, 1 if a check failed or the command could not be done, 2 if
        the command line was not understood, 130 if the work was stopped by Ctrl-C.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    lang: Language = default_language()
    try:
        lang = _language(arguments)
        return _run(arguments, lang)
    except KeyboardInterrupt:
        print(text("cli.stopped", lang), file=sys.stderr)
        return STOPPED
    except UsageError as error:
        return _complain(error, lang, 2)
    except CdsError as error:
        return _complain(error, lang, 1)


def _complain(error: CdsError, lang: Language, code: int) -> int:
    print(text("cli.error", lang, message=error.message(lang)), file=sys.stderr)
    return code
