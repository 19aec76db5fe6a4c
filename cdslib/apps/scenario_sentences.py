"""What the scenario page says in sentences, by rules: result, goal and assumptions."""

from cdslib.analysis.scenario_words import goal_words, measure_name
from cdslib.apps.scenario_numbers import four, points
from cdslib.apps.scenario_outcome import Outcome
from cdslib.i18n import Language, format_list, text


def headline(outcome: Outcome) -> str:
    """Say the result and whether the goal is reached.

    Parameters
    ----------
    outcome : Outcome
        A state computed.

    Returns
    -------
    str
        Two or three sentences.
    """
    return f"{result_words(outcome)} {goal_sentence(outcome)}"


def result_words(outcome: Outcome) -> str:
    """Say score and place of the year, and how they changed.

    Parameters
    ----------
    outcome : Outcome
        A state computed.

    Returns
    -------
    str
        One sentence or two.
    """
    state, lang = outcome.state, outcome.state.lang
    change = outcome.score - outcome.first_score
    said = {
        "name": outcome.book.name(state.province, lang),
        "year": outcome.year,
        "base": outcome.baseline.year,
        "value": four(outcome.score, lang),
        "place": outcome.rank,
        "count": len(outcome.baseline.codes),
        "change": four(abs(change), lang),
    }
    if is_untouched(outcome):
        said |= {"place": outcome.first_rank, "value": four(outcome.first_score, lang)}
        return text("scenario_page.headline_start", lang, **said)
    way = "same" if abs(change) < 5e-5 else "up" if change > 0 else "down"
    moved = text(f"scenario_page.headline_{way}", lang, **said)
    return f"{moved}{_places(outcome, lang)}."


def is_untouched(outcome: Outcome) -> bool:
    """Return whether nothing differs from the base year."""
    state = outcome.state
    is_still = {state.others, state.own} == {"stand_still"}
    return is_still and not state.levels and not state.weights


def _places(outcome: Outcome, lang: Language) -> str:
    steps = outcome.first_rank - outcome.rank
    if not steps:
        return text("scenario_page.places_same", lang)
    key = ("up" if steps > 0 else "down") + ("_one" if abs(steps) == 1 else "")
    return text(f"scenario_page.places_{key}", lang, steps=abs(steps), before=outcome.first_rank)


def goal_sentence(outcome: Outcome) -> str:
    """Say whether, and from when, the goal is reached, or what is missing.

    Parameters
    ----------
    outcome : Outcome
        A state computed.

    Returns
    -------
    str
        One sentence.
    """
    lang, since = outcome.state.lang, outcome.since
    said = {
        "goal": goal_words(outcome.goal, lang),
        "year": outcome.year,
        "missing": four(max(outcome.missing, 0.0), lang),
        "other": outcome.book.name(outcome.rival, lang) if outcome.rival else "",
    }
    if since is not None:
        is_old = since == outcome.baseline.year
        key = "goal_kept" if is_old else "goal_on_time" if since == outcome.year else "goal_reached"
        return text(f"scenario_page.{key}", lang, **said, since=since)
    earlier = [year for year, is_reached in outcome.reached.items() if is_reached and year < outcome.year]
    key = "goal_lost" if earlier else "goal_missed"
    said["before"] = str(earlier[-1]) if earlier else ""
    return text(f"scenario_page.{key}_{outcome.goal.kind}", lang, **said)


def assumptions(outcome: Outcome) -> list[str]:
    """Say what is assumed: levers, the others, weights.

    Parameters
    ----------
    outcome : Outcome
        A state computed.

    Returns
    -------
    list of str
        A sentence each.
    """
    state, lang = outcome.state, outcome.state.lang
    base = outcome.baseline.year
    lines = [_levers(outcome)]
    if state.levels and state.own != "stand_still":
        lines.append(text(f"scenario_page.own_{state.own}", lang))
    if not state.levels:
        lines.append(text(f"scenario_page.own_alone_{state.own}", lang, base=base))
    lines.append(text(f"scenario_page.others_{state.others}", lang, base=base))
    lines.append(_weights(outcome))
    return [line for line in lines if line]


def _levers(outcome: Outcome) -> str:
    state, lang = outcome.state, outcome.state.lang
    name = outcome.book.name(state.province, lang)
    if not state.levels:
        return ""
    parts = [_lever(outcome, code, level) for code, level in state.levels.items()]
    return text("scenario_page.levers_moved", lang, province=name, levers=format_list(parts, lang))


def _lever(outcome: Outcome, code: str, level: float) -> str:
    state, lang = outcome.state, outcome.state.lang
    start = float(outcome.baseline.levels[outcome.place, outcome.baseline.scheme.place(code)])
    way = "lever" if level > start else "lever_down" if level < start else "lever_keep"
    said = {"name": measure_name(code, lang), "start": four(start, lang), "end": four(level, lang)}
    return text(f"scenario_page.{way}", lang, **said, year=state.years.get(code, state.by))


def _weights(outcome: Outcome) -> str:
    state, lang = outcome.state, outcome.state.lang
    scheme = outcome.book.scheme
    if not state.weights:
        return text("scenario_page.weights_official", lang, document=scheme["document"])
    said = [f"{measure_name(code, lang)} {points(value, lang)}" for code, value in state.weights.items()]
    total = points(outcome.result.scheme.total, lang)
    return text("scenario_page.weights_changed", lang, weights=format_list(said, lang), total=total)
