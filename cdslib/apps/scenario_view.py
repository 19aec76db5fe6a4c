"""Everything the scenario page shows for one state that is said in words; the kernel's numbers go with it."""

from typing import Any

from cdslib.analysis.scenario_document import write_address
from cdslib.analysis.scenario_notes import note_words
from cdslib.apps.scenario_book import ScenarioBook, load_scenario_book
from cdslib.apps.scenario_compare import compare
from cdslib.apps.scenario_formulas import formulas, method_lines
from cdslib.apps.scenario_numbers import four
from cdslib.apps.scenario_outcome import Outcome
from cdslib.apps.scenario_report import passing_words, report
from cdslib.apps.scenario_sentences import headline
from cdslib.apps.scenario_state import ScenarioState
from cdslib.i18n import Language, text


def compose_scenario(book: ScenarioBook, state: ScenarioState) -> dict[str, Any]:
    """Compose the page.

    Parameters
    ----------
    book : ScenarioBook
        What the page knows.
    state : ScenarioState
        What the reader has chosen.

    Returns
    -------
    dict
        JSON-ready: ``state``, ``headline``, ``titles`` and ``source`` of the charts, ``figures`` to check the
        browser's arithmetic against, ``passing``, ``formulas``, ``method``, ``notes``, ``report``, ``compare`` and
        ``address``.
    """
    outcome = Outcome(book, state)
    result, lang = outcome.result, state.lang
    return {
        "state": vars(state),
        "headline": headline(outcome),
        "titles": _titles(outcome),
        "source": _source(outcome),
        "figures": {
            "scores": result.scores[outcome.step].tolist(),
            "ranks": result.ranks[outcome.step].tolist(),
            "since": outcome.since,
        },
        "passing": passing_words(outcome),
        "formulas": formulas(outcome),
        "method": method_lines(outcome),
        "notes": note_words(result.notes, lang),
        "report": report(outcome),
        "compare": compare(outcome),
        "address": write_address(outcome.scenario),
    }


def scenario_headline(lang: Language) -> str:
    """Say in one sentence what the page starts with.

    Parameters
    ----------
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    str
        The sentence.
    """
    return headline(Outcome(load_scenario_book(), ScenarioState(lang=lang)))


def _titles(outcome: Outcome) -> dict[str, str]:
    state, lang = outcome.state, outcome.state.lang
    said = {
        "name": outcome.book.name(state.province, lang),
        "year": outcome.year,
        "base": outcome.baseline.year,
        "value": four(outcome.score, lang),
        "place": outcome.rank,
        "count": len(outcome.baseline.codes),
        "measure": outcome.book.measure_label(state.goal_measure, lang),
    }
    path = "path_rank" if state.goal_kind == "rank" else "path_score"
    keys = {"standings": "standings", "waterfall": "waterfall", "outlook": path}
    keys |= {"map": f"map_{state.mapped}", "classes": f"classes_{state.mapped}"}
    return {name: text(f"scenario_page.title_{key}", lang, **said) for name, key in keys.items()}


def _source(outcome: Outcome) -> str:
    source = outcome.book.sources[outcome.book.figure_sources[outcome.state.geography]]
    return text(
        "scenario_page.source",
        outcome.state.lang,
        publisher=source["publisher"],
        base=outcome.baseline.year,
    )
