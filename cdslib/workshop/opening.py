"""The first cell of a lesson: it says that all is well, and explains errors to people who never saw one."""

from typing import Any

from cdslib.i18n import Language, text
from cdslib.workshop.exercises import LESSONS
from cdslib.workshop.findings import Verdict

# What a beginner is told of an error, by the name of its class.
EXPLAINED = {
    "NameError": "name",
    "SyntaxError": "syntax",
    "IndentationError": "indentation",
    "KeyError": "column",
    "AttributeError": "attribute",
    "TypeError": "kind",
    "ModuleNotFoundError": "module",
    "FileNotFoundError": "file",
    "MissingTableFileError": "file",
}


class Opened(Verdict):
    """That a lesson is ready."""

    @property
    def title(self) -> str:
        """The first words."""
        return text("workshop.opened", self.lang, lesson=self.exercise)


def open_lesson(lesson: object, lang: Language = "vi") -> Verdict | str:
    """Begin a lesson: from now on each error in this notebook is followed by what to do, in plain words.

    Parameters
    ----------
    lesson : int
        Number of the lesson, 1 to 6.
    lang : {"vi", "en"}
        The language.

    Returns
    -------
    Verdict or str
        What a notebook shows.

    Examples
    --------
    >>> open_lesson(1, "en").title
    'Lesson 1 is ready.'
    """
    number = str(lesson).strip() if isinstance(lesson, int | str) else ""
    if number not in map(str, LESSONS):
        return text("workshop.no_lesson", lang, lesson=number or "?")
    _explain_errors(lang)
    return Opened(number, "right", (text("workshop.opened_help", lang),), lang)


def _explain_errors(lang: Language) -> None:
    from IPython import get_ipython

    shell = get_ipython()
    if shell is None:
        return
    for known in [one for one in shell.events.callbacks["post_run_cell"] if isinstance(one, Explainer)]:
        shell.events.unregister("post_run_cell", known)
    shell.events.register("post_run_cell", Explainer(lang))
    shell.InteractiveTB.set_mode("Minimal")  # the last line of an error is enough for a beginner


class Explainer:
    """After a cell that failed, says in plain words what to do.

    Parameters
    ----------
    lang : {"vi", "en"}
        The language.
    """

    def __init__(self, lang: Language) -> None:
        self.lang = lang

    def __call__(self, result: Any) -> None:
        """Show the words, if there is something to say."""
        from IPython.display import display

        error = result.error_before_exec or result.error_in_exec
        if words := explain(error, getattr(result.info, "raw_cell", "") or "", self.lang):
            display(Note(words, self.lang))


class Note(Verdict):
    """What to do about an error."""

    def __init__(self, words: str, lang: Language) -> None:
        super().__init__("", "wrong", (words,), lang)

    @property
    def title(self) -> str:
        """The first words."""
        return text("workshop.what_to_do", self.lang)


def explain(error: BaseException | None, cell: str, lang: Language = "vi") -> str:
    """Say what to do about an error of a cell.

    Parameters
    ----------
    error : Exception or None
        What the cell raised.
    cell : str
        The code of the cell.
    lang : {"vi", "en"}
        The language.

    Returns
    -------
    str
        Empty if there is nothing to add.

    Examples
    --------
    >>> explain(NameError("name 'tinh' is not defined", name="tinh"), "tinh", "en")  # doctest: +ELLIPSIS
    'The name “tinh” is not known yet: the cell that makes it has not been run, or it is spelt differently. ...'
    """
    if error is None or isinstance(error, KeyboardInterrupt):
        return ""
    if "..." in cell:
        return text("workshop.error_gap", lang)
    if isinstance(error, SyntaxError) and any(mark in cell for mark in "“”‘’"):
        return text("workshop.error_quotes", lang)
    kind = next((EXPLAINED[one.__name__] for one in type(error).__mro__ if one.__name__ in EXPLAINED), None)
    if kind is None:
        return ""
    return text(f"workshop.error_{kind}", lang, name=getattr(error, "name", None) or "?")
