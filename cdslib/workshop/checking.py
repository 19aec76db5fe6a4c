"""Check an exercise: read the answer from the notebook, judge it, give one more hint each time."""

from collections.abc import MutableMapping
from typing import Any

from cdslib.i18n import Language, text
from cdslib.workshop.answers import is_empty
from cdslib.workshop.exercises import EXERCISES, Exercise
from cdslib.workshop.findings import Finding, State, Verdict

TRIES = "_cdslib_tries"


def check(
    exercise: object, *, names: MutableMapping[str, Any] | None = None, lang: Language = "vi"
) -> Verdict:
    """Say whether an exercise is solved, and if not what is off; each further try adds a hint.

    Whatever the answer is, or if there is none, a verdict comes back and never an error.

    Parameters
    ----------
    exercise : str
        Number of the exercise, for example ``"1.2"``.
    names : mapping, optional
        The names of the notebook; those of the running notebook by default.
    lang : {"vi", "en"}
        The language of the verdict.

    Returns
    -------
    Verdict
        What a notebook shows.

    Examples
    --------
    >>> from cdslib.workshop.checking import check
    >>> check("1.1", names={"cau_1_1": "34"}, lang="en")  # doctest: +ELLIPSIS
    ✘ Exercise 1.1: not right yet.
    The number stands in quotation marks, so Python takes it for text. ...
    """
    where = notebook_names() if names is None else names
    found = (
        EXERCISES.get(str(exercise).strip().replace(",", ".")) if isinstance(exercise, str | float) else None
    )
    if found is None:
        known = ", ".join(EXERCISES)
        return Verdict(
            _short(exercise), "unknown", (text("workshop.known_exercises", lang, known=known),), lang
        )
    if found.name not in where:
        return _told(found, "empty", [text("workshop.run_above", lang, name=found.name)], lang)
    finding = _judged(found, where)
    if finding is None:
        _tries(where).pop(found.number, None)
        return _told(found, "right", [text("workshop.go_on", lang)], lang)
    if finding.key == "gap_open":
        return _told(found, "empty", [finding.words(lang)], lang)
    return _told(found, "wrong", [finding.words(lang), *_hints(found, where, lang)], lang)


def notebook_names() -> MutableMapping[str, Any]:
    """Return the names of the running notebook; none outside one."""
    from IPython import get_ipython

    shell = get_ipython()
    return {} if shell is None else shell.user_ns


def _short(given: object) -> str:
    return str(given)[:20] if isinstance(given, str | int | float) else "?"


def _told(exercise: Exercise, state: State, lines: list[str], lang: Language) -> Verdict:
    return Verdict(exercise.number, state, tuple(lines), lang)


def _judged(exercise: Exercise, names: MutableMapping[str, Any]) -> Finding | None:
    """Judge an answer; one that breaks the judge is not right, and the learner is told so in words."""
    value = names[exercise.name]
    try:
        if is_empty(value):
            return Finding("gap_open", {"name": exercise.name})
        return exercise.judge(value, names)
    except Exception:  # an answer may be any object, with any behaviour
        return Finding("unreadable", {"name": exercise.name})


def _hints(exercise: Exercise, names: MutableMapping[str, Any], lang: Language) -> list[str]:
    """Return one hint more with each wrong try."""
    tries = _tries(names)
    tries[exercise.number] = count = tries.get(exercise.number, 0) + 1
    place = exercise.number.replace(".", "_")
    hints = [text(f"workshop.where_{place}", lang), text(f"workshop.near_{place}", lang)]
    more = [] if count > len(hints) else [text("workshop.again", lang)]
    return [*hints[: count - 1], *more]


def _tries(names: MutableMapping[str, Any]) -> dict[str, int]:
    """Return how often each exercise was wrong; it lives in the notebook, as the answers do."""
    kept = names.get(TRIES)
    if not isinstance(kept, dict):
        kept = names[TRIES] = {}
    return kept
