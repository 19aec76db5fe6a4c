"""What the checks found, as a person reads it and as a machine does."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from cdslib.check.writing import read_figure, written
from cdslib.i18n import Language, format_number, text

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
_NOTES_SHOWN = 3


@dataclass(frozen=True)
class Entry:
    """One thing that is wrong or worth knowing, and where it stands.

    Attributes
    ----------
    file : str
        File name inside the data package.
    rule : str
        Stable name of the rule, the same in both languages.
    severity : {"error", "warning", "note"}
        An error must be mended; a note is known and explained or asks for nothing urgent.
    row : int or None
        Row as a spreadsheet numbers it: the header is row 1. None for the file as a whole.
    column : str or None
        Heading of the column; several are joined by commas.
    value : str or None
        The cell as it stands in the file.
    details : mapping
        What fills the blanks of the message; decimal numbers are written as the reader writes them.
    """

    file: str
    rule: str
    severity: Severity = "error"
    row: int | None = None
    column: str | None = None
    value: str | None = None
    details: Mapping[str, object] = field(default_factory=dict)

    def message(self, lang: Language = "vi") -> str:
        """Say what is wrong and what to do.

        Parameters
        ----------
        lang : {"vi", "en"}
            The reader's language.

        Returns
        -------
        str
            One or two sentences.
        """
        details = {name: written(value, lang) for name, value in self.details.items()}
        cell = {"value": self.value, "figure": read_figure(self.value, lang), "column": self.column}
        said = text(f"check.{self.rule}", lang, **cell, **details)
        ledger = details.get("correction")
        return said if not ledger else f"{said} {text('check.in_ledger', lang, correction=ledger)}"

    def place(self, lang: Language = "vi") -> str:
        """Say where it stands.

        Parameters
        ----------
        lang : {"vi", "en"}
            The reader's language.

        Returns
        -------
        str
            File, row and column.

        Examples
        --------
        >>> Entry("merger.csv", "required", row=3, column="code_34").place("en")
        'merger.csv, row 3, column code_34'
        """
        parts = [self.file]
        if self.row is not None:
            parts.append(text("check.row", lang, row=self.row))
        if self.column is not None:
            parts.append(text("check.column", lang, column=self.column))
        return ", ".join(parts)


@dataclass(frozen=True)
class CheckReport:
    """All findings of one run.

    Attributes
    ----------
    folder : str
        The data package that was checked.
    rows : mapping of str to int
        Rows of each file, without the header.
    entries : tuple of Entry
        Errors first, then warnings, then notes; by file and row.
    """

    folder: str
    rows: Mapping[str, int]
    entries: tuple[Entry, ...]

    @property
    def passed(self) -> bool:
        """Whether there is no error."""
        return not self.count("error")

    def count(self, severity: Severity) -> int:
        """Return how many entries there are of one severity.

        Parameters
        ----------
        severity : {"error", "warning", "note"}
            Which.

        Returns
        -------
        int
            Their number.
        """
        return Counter(entry.severity for entry in self.entries)[severity]

    def to_json(self) -> str:
        """Write the report for a machine.

        Returns
        -------
        str
            A JSON object: ``passed``, ``errors``, ``warnings``, ``notes`` (numbers), ``folder``, ``rows`` by
            file, and ``entries``, each with ``file``, ``row``, ``column``, ``rule``, ``severity``, ``value``,
            ``message_vi`` and ``message_en``.
        """
        report = {
            "passed": self.passed,
            **{f"{severity}s": self.count(severity) for severity in SEVERITIES},
            "folder": self.folder,
            "rows": dict(self.rows),
            "entries": [_as_object(entry) for entry in self.entries],
        }
        return json.dumps(report, ensure_ascii=False, indent=1)

    def to_text(self, lang: Language = "vi") -> str:
        """Write the report for a person: every error and warning, notes in short.

        Parameters
        ----------
        lang : {"vi", "en"}
            The reader's language.

        Returns
        -------
        str
            Lines without a final line break.
        """
        lines = [text("check.title", lang, folder=self.folder)]
        for severity in SEVERITIES:
            of_severity = [entry for entry in self.entries if entry.severity == severity]
            if of_severity:
                lines += ["", text(f"check.heading_{severity}", lang, count=len(of_severity))]
                lines += _short_lines(of_severity, lang) if severity == "note" else _lines(of_severity, lang)
        return "\n".join([*lines, "", self._closing(lang)])

    def _closing(self, lang: Language) -> str:
        return text(
            "check.passed" if self.passed else "check.failed",
            lang,
            files=len(self.rows),
            rows=format_number(sum(self.rows.values()), 0, lang),
            errors=self.count("error"),
            warnings=self.count("warning"),
            notes=self.count("note"),
        )


def _as_object(entry: Entry) -> dict[str, object]:
    return {
        "file": entry.file,
        "row": entry.row,
        "column": entry.column,
        "rule": entry.rule,
        "severity": entry.severity,
        "value": entry.value,
        "message_vi": entry.message("vi"),
        "message_en": entry.message("en"),
    }


def _lines(entries: list[Entry], lang: Language) -> Iterator[str]:
    for entry in entries:
        yield f"- {entry.place(lang)} [{entry.rule}]: {entry.message(lang)}"


def _short_lines(entries: list[Entry], lang: Language) -> Iterator[str]:
    """Write the first few notes of each rule and file and count the others."""
    kinds = sorted(entries, key=lambda entry: (entry.rule, entry.file))
    for (rule, file), group in groupby(kinds, key=lambda entry: (entry.rule, entry.file)):
        of_kind = list(group)
        yield from _lines(of_kind[:_NOTES_SHOWN], lang)
        if len(of_kind) > _NOTES_SHOWN:
            more = len(of_kind) - _NOTES_SHOWN
            yield "  " + text("check.more_notes", lang, count=more, rule=rule, file=file)
