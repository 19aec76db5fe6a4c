"""What a check says: what is off, where to look, what is nearly there; never the answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any, Literal

from cdslib.errors import CdsError
from cdslib.i18n import Language, format_number, text
from cdslib.provinces import Province

Names = Mapping[str, Any]
State = Literal["right", "wrong", "empty", "unknown"]

_MARKS = {"right": "✔", "wrong": "✘", "empty": "…", "unknown": "?"}
_EDGES = {"right": "#00696d", "wrong": "#b3261e", "empty": "#5a6872", "unknown": "#5a6872"}


@dataclass(frozen=True)
class Finding:
    """What is off with an answer.

    Attributes
    ----------
    key : str
        Which message of the catalogue says it, ``workshop.found_<key>``.
    details : dict
        What fills its blanks; numbers, provinces and errors are said in the reader's language.
    """

    key: str
    details: dict[str, object] = field(default_factory=dict)

    def words(self, lang: Language) -> str:
        """Say it in one language."""
        details = {name: _shown(value, lang) for name, value in self.details.items()}
        return text(f"workshop.found_{self.key}", lang, **details)


def _shown(value: object, lang: Language) -> str:
    if isinstance(value, Province):
        return value.name(lang)
    if isinstance(value, CdsError):
        return value.message(lang)
    if isinstance(value, float):
        return format_number(value, 4 if abs(value) < 1 else 2, lang)
    return str(value)


@dataclass(frozen=True)
class Verdict:
    """What a check answers; in a notebook a framed note that a screen reader speaks.

    Attributes
    ----------
    exercise : str
        Number of the exercise, as given.
    state : {"right", "wrong", "empty", "unknown"}
        Passed, not passed, nothing to check yet, or no such exercise.
    lines : tuple of str
        What is said, sentence by sentence.
    lang : {"vi", "en"}
        The language of the lines.
    """

    exercise: str
    state: State
    lines: tuple[str, ...]
    lang: Language = "vi"

    @property
    def passed(self) -> bool:
        """Whether the answer is right."""
        return self.state == "right"

    @property
    def title(self) -> str:
        """The first words: which exercise, and how it stands."""
        return text(f"workshop.title_{self.state}", self.lang, exercise=self.exercise)

    def __repr__(self) -> str:
        return "\n".join((f"{_MARKS[self.state]} {self.title}", *self.lines))

    def _repr_html_(self) -> str:
        lines = "".join(f"<p style='margin: 4px 0 0'>{escape(line)}</p>" for line in self.lines)
        mark = f"<span aria-hidden='true'>{_MARKS[self.state]}</span>"
        return (
            f"<div role='status' lang='{self.lang}' class='cds-check cds-check-{self.state}' "
            f"style='border-left: 6px solid {_EDGES[self.state]}; padding: 8px 14px; max-width: 46em; "
            f"font-size: 15px; line-height: 1.5'><strong>{mark} {escape(self.title)}</strong>{lines}</div>"
        )
