"""A short quiz: each choice is answered at once with the reason, by mouse or keyboard, with nothing from elsewhere."""

from importlib.resources import files
from typing import Any

import anywidget
import traitlets

from cdslib.i18n import Language, messages, text

# Which choice is right, by lesson and question; the words are in the catalogue.
RIGHT = {
    1: ("b", "c"),
    2: ("a", "c"),
    3: ("b", "a"),
    4: ("c", "b"),
    5: ("b", "a"),
    6: ("c", "a"),
}
CHOICES = ("a", "b", "c")


def _part(name: str) -> str:
    return files("cdslib.workshop").joinpath(name).read_text(encoding="utf-8")


class Quiz(anywidget.AnyWidget):
    """The questions of a lesson as groups of radio buttons.

    Parameters
    ----------
    lesson : int
        Number of the lesson, 1 to 6.
    lang : {"vi", "en"}
        The language of the questions.

    Attributes
    ----------
    content : dict
        Questions with choices and reasons, and the words around them.
    answers : list of str
        What has been chosen, question by question; empty for none.

    Examples
    --------
    >>> Quiz(1, "en").right
    ('b', 'c')
    """

    _esm = _part("quiz.mjs")
    _css = _part("quiz.css")
    content = traitlets.Dict().tag(sync=True)
    answers = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(self, lesson: int, lang: Language = "vi") -> None:
        self.right = RIGHT[lesson]
        super().__init__(content=_content(lesson, lang), answers=[""] * len(self.right))


def _content(lesson: int, lang: Language) -> dict[str, Any]:
    words = messages("quiz", lang)
    questions = []
    for place, right in enumerate(RIGHT[lesson], 1):
        key = f"{lesson}_{place}"
        choices = [
            {
                "code": code,
                "text": words[f"choice_{key}_{code}"],
                "reason": words[f"reason_{key}_{code}"],
                "right": code == right,
            }
            for code in CHOICES
        ]
        questions.append({"text": words[f"question_{key}"], "choices": choices})
    around = {name: words[name] for name in ("heading", "right", "wrong")}
    return {"questions": questions, "words": around, "lang": lang}


def quiz(lesson: object, lang: Language = "vi") -> Quiz | str:
    """Show the quiz of a lesson.

    Parameters
    ----------
    lesson : int
        Number of the lesson, 1 to 6.
    lang : {"vi", "en"}
        The language of the questions.

    Returns
    -------
    Quiz or str
        What a notebook shows; words that say which lessons there are if there is no such lesson.

    Examples
    --------
    >>> quiz(9, "en")
    'There is no lesson “9”. The lessons are 1 to 6.'
    """
    number = str(lesson).strip() if isinstance(lesson, int | str) else ""
    if number not in map(str, RIGHT):
        return text("workshop.no_lesson", lang, lesson=number or "?")
    return Quiz(int(number), lang)
