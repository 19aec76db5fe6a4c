"""The command line: ``cdslib serve``, ``brief`` and ``check``; help and messages in Vietnamese or English."""

import argparse
import difflib
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cdslib.errors import CdsError, UsageError
from cdslib.i18n import LANGUAGES, Language, text

COMMANDS = ("serve", "brief", "check")


class UnknownCommandError(UsageError):
    """The command line names a command that does not exist."""

    key = "cli.unknown_command"

    def __init__(self, command: str) -> None:
        self.suggestions = tuple(difflib.get_close_matches(command.lower(), COMMANDS, cutoff=0.5))
        key = "cli.did_you_mean" if self.suggestions else "cli.known_commands"
        named = ", ".join(self.suggestions or COMMANDS)
        super().__init__(
            command=command,
            suggestion_vi=text(key, "vi", commands=named),
            suggestion_en=text(key, "en", commands=named),
        )


class UnknownOptionError(UsageError):
    """The command has no such option or argument."""

    key = "cli.unknown_option"


class MisusedOptionError(UsageError):
    """An option lacks its value, or has one it does not take."""

    key = "cli.misused_option"


class BadPortError(UsageError):
    """The port is not a whole number from 1 to 65535."""

    key = "cli.bad_port"


class BadLanguageError(UsageError):
    """The language is neither vi nor en."""

    key = "cli.bad_language"


class _Formatter(argparse.HelpFormatter):
    """Writes the word ``usage`` in the reader's language."""

    lang: Language = "vi"

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, prefix or text("cli.usage_label", self.lang))


class _EnglishFormatter(_Formatter):
    lang = "en"


class _Parser(argparse.ArgumentParser):
    """An argument parser whose help and errors come from the catalogue alone."""

    def __init__(self, command: str, lang: Language) -> None:
        name = command.removeprefix("cdslib").strip()
        super().__init__(
            prog=command,
            usage=text(f"cli.usage_{name}" if name else "cli.usage", lang),
            description=text(f"cli.{name}_description" if name else "cli.description", lang),
            formatter_class=_EnglishFormatter if lang == "en" else _Formatter,
            add_help=False,
            allow_abbrev=False,
            exit_on_error=False,
        )
        self.arguments = self.add_argument_group(text("cli.arguments" if name else "cli.commands", lang))
        self.options = self.add_argument_group(text("cli.options", lang))
        self.options.add_argument("--lang", metavar="vi|en", help=text("cli.lang", lang))
        self.options.add_argument("-h", "--help", action="help", help=text("cli.help", lang))

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Parse all arguments or say which one is wrong."""
        try:
            values, rest = self.parse_known_args(arguments)
        except argparse.ArgumentError as error:
            raise MisusedOptionError(option=error.argument_name, command=self.prog) from error
        if rest:
            raise UnknownOptionError(option=rest[0], command=self.prog)
        return values


def _port(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 65535):
        raise BadPortError(port=value)
    return int(value)


def _general_parser(lang: Language) -> _Parser:
    parser = _Parser("cdslib", lang)
    parser.epilog = text("cli.more", lang)
    for command in COMMANDS:
        parser.arguments.add_argument(command, nargs="?", help=text(f"cli.{command}", lang))
    parser.options.add_argument("--version", action="store_true", help=text("cli.version", lang))
    return parser


def _serve_parser(lang: Language) -> _Parser:
    parser = _Parser("cdslib serve", lang)
    parser.options.add_argument(
        "--host", default="127.0.0.1", metavar=text("cli.host_name", lang), help=text("cli.host", lang)
    )
    parser.options.add_argument(
        "--port", type=_port, default=8866, metavar=text("cli.port_name", lang), help=text("cli.port", lang)
    )
    parser.options.add_argument("--no-browser", action="store_true", help=text("cli.no_browser", lang))
    return parser


def _check_parser(lang: Language) -> _Parser:
    parser = _Parser("cdslib check", lang)
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
    from cdslib.server import serve

    serve(host=options.host, port=options.port, open_browser=not options.no_browser)
    return 0


def _brief(arguments: Sequence[str], lang: Language) -> int:
    from cdslib.briefs.command import add_arguments, run

    parser = _Parser("cdslib brief", lang)
    add_arguments(parser.arguments, parser.options, lang)
    return run(parser.read(arguments), lang)


def _check(arguments: Sequence[str], lang: Language) -> int:
    options = _check_parser(lang).read(arguments)
    from cdslib.check import main as check

    return check(options.folder, as_json=options.json, lang=lang)


def _run(arguments: Sequence[str], lang: Language) -> int:
    """Do what the arguments ask for."""
    before, command, after = _split(arguments)
    if command is None:
        return _general(before, lang)
    if command not in COMMANDS:
        raise UnknownCommandError(command)
    _general_parser(lang).read(before)
    return {"serve": _serve, "brief": _brief, "check": _check}[command](after, lang)


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
    except UsageError as error:
        return _complain(error, lang, 2)
    except CdsError as error:
        return _complain(error, lang, 1)


def _complain(error: CdsError, lang: Language, code: int) -> int:
    print(text("cli.error", lang, message=error.message(lang)), file=sys.stderr)
    return code
