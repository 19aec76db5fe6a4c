"""What the scenario page computes only when asked: the least effort, and the draws by chance."""

from typing import Any

from cdslib.analysis.least_effort import least_effort
from cdslib.analysis.scenario_words import effort_words, goal_words, measure_name
from cdslib.analysis.simulation import simulate
from cdslib.apps.scenario_outcome import Outcome
from cdslib.i18n import format_number, text

DRAWS = 1000
SEED = 1
DECIMALS = 4


def answer_least(outcome: Outcome) -> dict[str, Any]:
    """Find the least raises that reach the goal, for the sliders.

    Parameters
    ----------
    outcome : Outcome
        A state computed; its fixed main indices and ceilings hold.

    Returns
    -------
    dict
        ``kind`` ``least``, ``possible``, ``message`` and, if possible, ``levels`` by main index.
    """
    state = outcome.state
    found = least_effort(
        outcome.baseline,
        outcome.goal,
        outcome.scenario,
        caps=state.caps,
        fixed=state.fixed,
        fewest=state.fewest,
    )
    levels = found.levels(DECIMALS) if found.possible else {}
    said = {"kind": "least", "possible": found.possible, "levels": levels, "by": state.goal_year}
    return said | {"message": effort_words(found, state.lang)}


def answer_simulation(outcome: Outcome) -> dict[str, Any]:
    """Draw the others' future, and say how likely the goal is.

    Parameters
    ----------
    outcome : Outcome
        A state computed.

    Returns
    -------
    dict
        ``kind`` ``simulated``, ``serial`` of the wish it belongs to, ``message``, and ``band`` (``year``, ``low``,
        ``middle``, ``high`` of the place), empty for a goal of a value.
    """
    state, lang = outcome.state, outcome.state.lang
    found = simulate(outcome.baseline, outcome.scenario, draws=DRAWS, seed=SEED)
    names = ("low", "median", "high")
    rows = zip(found.years, *(found.rank[name] for name in names), strict=True)
    band = [{"year": year, "low": low, "middle": middle, "high": high} for year, low, middle, high in rows]
    is_rank = outcome.goal.kind == "rank"
    end = band[found.years.index(outcome.year)]
    message = text(
        "scenario_page.chance_rank" if is_rank else "scenario_page.chance_score",
        lang,
        low=int(end["low"]),
        high=int(end["high"]),
        draws=format_number(found.draws, 0, lang),
        seed=found.seed,
        share=format_number(100 * (found.probability_by(outcome.year) or 0.0), 0, lang),
        goal=goal_words(outcome.goal, lang),
        measure=measure_name(outcome.goal.measure, lang),
        year=outcome.year,
    )
    # The province's own value does not depend on the others: only its place has a band.
    band = band if is_rank else []
    return {"kind": "simulated", "serial": state.serial, "band": band, "message": message}
