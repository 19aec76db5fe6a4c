"""Two scenarios side by side: the kept one, A, and the one on the page, B."""

from typing import Any

from cdslib.apps.scenario_numbers import four
from cdslib.apps.scenario_outcome import Outcome
from cdslib.apps.scenario_sentences import assumptions, goal_sentence
from cdslib.apps.scenario_state import ScenarioState
from cdslib.i18n import Language, text

Row = dict[str, Any]


def compare(outcome: Outcome) -> dict[str, Any] | None:
    """Compare the kept scenario with the present one.

    Parameters
    ----------
    outcome : Outcome
        The present one, B.

    Returns
    -------
    dict or None
        ``a`` and ``b`` (titles), ``rows`` of ``label``, ``a``, ``b`` and ``change``; ``None`` if nothing is kept.
    """
    state = outcome.state
    if state.kept is None:
        return None
    other = Outcome(outcome.book, ScenarioState(**state.kept, lang=state.lang))
    numbers = [*_index_rows(other, outcome), *_pillar_rows(other, outcome), *_level_rows(other, outcome)]
    return {
        "a": _title("A", other),
        "b": _title("B", outcome),
        "rows": [*numbers, *_word_rows(other, outcome)],
    }


def _title(letter: str, outcome: Outcome) -> str:
    name = outcome.state.name or outcome.book.name(outcome.state.province, outcome.state.lang)
    return f"{letter}: {name}, {outcome.year}"


def _row(label: str, a: float, b: float, lang: Language) -> Row:
    change = "=" if abs(b - a) < 5e-5 else four(b - a, lang, sign=True)
    return {"label": label, "a": four(a, lang), "b": four(b, lang), "change": change}


def _index_rows(a: Outcome, b: Outcome) -> list[Row]:
    lang = b.state.lang
    places = [f"{one.rank}/{len(one.baseline.codes)}" for one in (a, b)]
    steps = a.rank - b.rank
    is_same = a.state.geography == b.state.geography
    mark = "=" if not steps else f"▲ {steps}" if steps > 0 else f"▼ {-steps}"
    rank = {"label": text("scenario_page.rank", lang), "a": places[0], "b": places[1]}
    return [
        _row(text("scenario_page.score", lang), a.score, b.score, lang),
        rank | {"change": mark if is_same else "–"},
    ]


def _pillar_rows(a: Outcome, b: Outcome) -> list[Row]:
    lang = b.state.lang
    names = b.result.scheme.pillar_names
    values = [one.result.pillars[one.step, one.place].tolist() for one in (a, b)]
    return [
        _row(b.book.measure_label(name, lang), first, second, lang)
        for name, first, second in zip(names, *values, strict=True)
    ]


def _level_rows(a: Outcome, b: Outcome) -> list[Row]:
    """Return the main indices that both geographies have."""
    lang = b.state.lang
    found = []
    for code in b.baseline.scheme.components:
        if code in a.baseline.scheme.components:
            ends = [
                float(one.result.levels[one.step, one.place, one.baseline.scheme.place(code)])
                for one in (a, b)
            ]
            found.append(_row(b.book.index_name(code, lang), ends[0], ends[1], lang))
    return found


def _word_rows(a: Outcome, b: Outcome) -> list[Row]:
    lang = b.state.lang
    said = {
        "goal": [goal_sentence(one) for one in (a, b)],
        "assumed": [" ".join(assumptions(one)) for one in (a, b)],
    }
    return [
        {"label": text(f"scenario_page.{key}", lang), "a": first, "b": second, "change": ""}
        for key, (first, second) in said.items()
    ]
