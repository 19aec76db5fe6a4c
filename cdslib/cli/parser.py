"""What all commands share: arguments, help and errors of the command line from the catalogue alone."""

import argparse
import difflib
from collections.abc import Sequence
from typing import Any

from cdslib.errors import UsageError
from cdslib.i18n import Language, text

COMMANDS = ("serve", "status", "brief", "check", "publish", "workshop")


class UnknownCommandError(UsageError):
    """The command line names a command that does not exist."""

    key = "cli.unknown_command"

    def __init__(self, command: str, known: Sequence[str] = COMMANDS) -> None:
        self.suggestions = tuple(difflib.get_close_matches(command.lower(), known, cutoff=0.5))
        key = "cli.did_you_mean" if self.suggestions else "cli.known_commands"
        named = ", ".join(self.suggestions or known)
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


class Parser(argparse.ArgumentParser):
    """An argument parser whose help and errors come from the catalogue alone."""

    def __init__(self, command: str, lang: Language) -> None:
        name = command.removeprefix("cdslib").strip().replace(" ", "_")
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


def read_port(value: str) -> int:
    """Read the number of a port."""
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 65535):
        raise BadPortError(port=value)
    return int(value)
