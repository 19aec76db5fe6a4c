"""What a reader of the scenario page has chosen: each wish checked before it is used."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from cdslib.analysis.baseline import Baseline
from cdslib.analysis.index_errors import BadWeightsError
from cdslib.analysis.scenario import BEHAVIOURS, DEFAULT_HORIZON, INDEX, Behaviour, Goal, Lever, Scenario
from cdslib.apps.atlas import GEOGRAPHIES
from cdslib.apps.scenario_book import ScenarioBook
from cdslib.apps.wishes import is_year, number, one_line, one_of
from cdslib.i18n import LANGUAGES, Language

START = "vn34-38"
HORIZON = DEFAULT_HORIZON
MOST_POINTS = 10_000.0
GOAL_KINDS = ("rank", "score")
MAPS = ("level", "change")


@dataclass(frozen=True)
class ScenarioState:
    """The choices that decide what the page shows.

    Attributes
    ----------
    geography : {"vn34", "vn63"}
        Present or former provinces.
    province : str
        Whose main indices are moved.
    levels : dict of str to float
        The main indices that are moved, and the level each reaches.
    years : dict of str to int
        Years of those that do not follow the common pace.
    by : int
        The year by which all other levels are reached.
    others, own : {"stand_still", "own_trend", "follow_mean"}
        What the other provinces, and the province's other main indices, do.
    weights : dict of str to float
        Points that differ from the official ones.
    goal_kind : {"rank", "score"}
        A place or a value.
    goal_measure : str
        Of the index, a pillar or a main index.
    goal_value : float
        The place or the value.
    goal_year : int
        By when; the year the page shows.
    ties : {"shared", "alone"}
        Whether a shared place counts.
    fixed : tuple of str
        Main indices that the least effort may not move.
    caps : dict of str to float
        Highest levels that the least effort may ask for.
    fewest : bool
        Whether the least effort moves as few main indices as possible.
    mapped : {"level", "change"}
        The map shows classes of the score, or the change of places.
    name : str
        The reader's name for the scenario.
    kept : dict or None
        The scenario kept as A, in these same fields.
    serial : int
        Number of the wish, so that the page knows which answer it hears.
    lang : {"vi", "en"}
        The reader's language.
    """

    geography: str = "vn34"
    province: str = START
    levels: dict[str, float] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)
    by: int = HORIZON
    others: Behaviour = "stand_still"
    own: Behaviour = "stand_still"
    weights: dict[str, float] = field(default_factory=dict)
    goal_kind: str = "rank"
    goal_measure: str = INDEX
    goal_value: float = 3
    goal_year: int = HORIZON
    ties: str = "shared"
    fixed: tuple[str, ...] = ()
    caps: dict[str, float] = field(default_factory=dict)
    fewest: bool = False
    mapped: str = "level"
    name: str = ""
    kept: dict[str, Any] | None = None
    serial: int = 0
    lang: Language = "vi"


PAGE_ONLY = ("kept", "serial", "lang", "mapped")
DRAFT = tuple(one.name for one in fields(ScenarioState) if one.name not in PAGE_ONLY)


def read_scenario_state(
    wanted: Mapping[str, Any], book: ScenarioBook, lang: Language = "vi"
) -> ScenarioState:
    """Turn what a page asks for into a state that surely exists.

    Parameters
    ----------
    wanted : mapping
        Any of the attributes of :class:`ScenarioState`; unknown words are ignored.
    book : ScenarioBook
        What there is.
    lang : {"vi", "en"}
        Language where none, or an unknown one, is asked for.

    Returns
    -------
    ScenarioState
        A state the page can show. A province of the other geography is taken over to the wanted one, without levers.
    """
    kept = wanted.get("kept")
    serial = wanted.get("serial")
    return ScenarioState(
        **_draft(wanted, book),
        mapped=one_of(wanted.get("mapped"), MAPS, "level"),
        kept=_draft(kept, book) if isinstance(kept, Mapping) else None,
        serial=serial if isinstance(serial, int) and 0 <= serial < 2**53 else 0,
        lang=one_of(wanted.get("lang"), LANGUAGES, lang),
    )


def _draft(wanted: Mapping[str, Any], book: ScenarioBook) -> dict[str, Any]:
    asked = one_of(wanted.get("province"), book.provinces, START)
    geography = one_of(wanted.get("geography"), GEOGRAPHIES, "vn34")
    baseline = book.baselines[geography]
    own = asked if asked in baseline.codes else book.counterpart(asked, geography)
    is_own = own == asked
    span = range(baseline.year + 1, HORIZON + 1)
    levels = _numbers(wanted.get("levels"), baseline, 0.0, 1.0) if is_own else {}
    years = wanted.get("years")
    named = years if isinstance(years, Mapping) else {}
    return {
        "geography": geography,
        "province": own,
        "levels": levels,
        "years": {one: named[one] for one in levels if is_year(named.get(one), span)},
        "by": wanted["by"] if is_year(wanted.get("by"), span) else HORIZON,
        "others": one_of(wanted.get("others"), BEHAVIOURS, "stand_still"),
        "own": one_of(wanted.get("own"), BEHAVIOURS, "stand_still"),
        "weights": _weights(wanted.get("weights"), baseline),
        **_goal(wanted, baseline, span),
        "fixed": _named(wanted.get("fixed"), baseline),
        "caps": _numbers(wanted.get("caps"), baseline, 0.0, 1.0),
        "fewest": wanted.get("fewest") is True,
        "name": one_line(wanted.get("name")),
    }


def _goal(wanted: Mapping[str, Any], baseline: Baseline, span: range) -> dict[str, Any]:
    kind = one_of(wanted.get("goal_kind"), GOAL_KINDS, "rank")
    measures = (INDEX, *baseline.scheme.pillar_names, *baseline.scheme.components)
    low, high, otherwise = (1, len(baseline.codes), 3) if kind == "rank" else (0.0, 1.0, 0.8)
    value = number(wanted.get("goal_value"), low, high)
    found = otherwise if value is None or (kind == "rank" and value != int(value)) else value
    return {
        "goal_kind": kind,
        "goal_measure": one_of(wanted.get("goal_measure"), measures, INDEX),
        "goal_value": int(found) if kind == "rank" else float(found),
        "goal_year": wanted["goal_year"] if is_year(wanted.get("goal_year"), span) else HORIZON,
        "ties": one_of(wanted.get("ties"), ("shared", "alone"), "shared"),
    }


def _weights(wanted: Any, baseline: Baseline) -> dict[str, float]:
    """Return the points that differ from the official ones; none if the index or a pillar would be without any."""
    official = dict(zip(baseline.scheme.components, baseline.scheme.weights, strict=True))
    own = {
        name: value
        for name, value in _numbers(wanted, baseline, 0.0, MOST_POINTS).items()
        if value != official[name]
    }
    try:
        baseline.scheme.reweighted(own)
    except BadWeightsError:
        return {}
    return own


def _numbers(wanted: Any, baseline: Baseline, low: float, high: float) -> dict[str, float]:
    """Return the numbers within bounds, by main index in the order of the scheme."""
    if not isinstance(wanted, Mapping):
        return {}
    found = {name: number(wanted.get(name), low, high) for name in baseline.scheme.components}
    return {name: value for name, value in found.items() if value is not None}


def _named(wanted: Any, baseline: Baseline) -> tuple[str, ...]:
    chosen = wanted if isinstance(wanted, list | tuple) else ()
    return tuple(name for name in baseline.scheme.components if name in chosen)


def scenario_of(state: ScenarioState) -> Scenario:
    """Return the scenario of the library that a state stands for.

    Parameters
    ----------
    state : ScenarioState
        What the reader has chosen.

    Returns
    -------
    Scenario
        It can be handed to :func:`cdslib.what_if`, saved, or written into an address.

    Examples
    --------
    >>> scenario_of(ScenarioState(levels={"infrastructure": 0.97}, by=2027)).levers[0].by
    2027
    """
    levers = tuple(
        Lever(state.province, name, "level", level, by=state.years.get(name, state.by))
        for name, level in state.levels.items()
    )
    return Scenario(
        state.geography,
        levers,
        others=state.others,
        own=state.own,
        weights=dict(state.weights),
        horizon=HORIZON,
        goal=Goal(
            state.province,
            "rank" if state.goal_kind == "rank" else "score",
            state.goal_value,
            state.goal_measure,
            state.goal_year,
            "alone" if state.ties == "alone" else "shared",
        ),
        name=state.name,
    )
