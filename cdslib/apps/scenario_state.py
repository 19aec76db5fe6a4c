"""What a reader of the scenario page has chosen: each wish checked before it is used."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from math import isfinite
from typing import Any

from cdslib.analysis.baseline import Baseline
from cdslib.analysis.index_errors import BadWeightsError
from cdslib.analysis.scenario import BEHAVIOURS, DEFAULT_HORIZON, INDEX, Behaviour, Goal, Lever, Scenario
from cdslib.apps.atlas import GEOGRAPHIES
from cdslib.apps.scenario_book import ScenarioBook
from cdslib.i18n import LANGUAGES, Language

START = "vn34-38"
HORIZON = DEFAULT_HORIZON
MOST_POINTS = 10_000.0
LONGEST_NAME = 120
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
        mapped=_one_of(wanted.get("mapped"), MAPS, "level"),
        kept=_draft(kept, book) if isinstance(kept, Mapping) else None,
        serial=serial if isinstance(serial, int) and 0 <= serial < 2**53 else 0,
        lang=_one_of(wanted.get("lang"), LANGUAGES, lang),
    )


def _draft(wanted: Mapping[str, Any], book: ScenarioBook) -> dict[str, Any]:
    asked = _one_of(wanted.get("province"), book.provinces, START)
    geography = _one_of(wanted.get("geography"), GEOGRAPHIES, "vn34")
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
        "years": {one: named[one] for one in levels if _is_year(named.get(one), span)},
        "by": wanted["by"] if _is_year(wanted.get("by"), span) else HORIZON,
        "others": _one_of(wanted.get("others"), BEHAVIOURS, "stand_still"),
        "own": _one_of(wanted.get("own"), BEHAVIOURS, "stand_still"),
        "weights": _weights(wanted.get("weights"), baseline),
        **_goal(wanted, baseline, span),
        "fixed": _named(wanted.get("fixed"), baseline),
        "caps": _numbers(wanted.get("caps"), baseline, 0.0, 1.0),
        "fewest": wanted.get("fewest") is True,
        "name": one_line(wanted.get("name")),
    }


def _goal(wanted: Mapping[str, Any], baseline: Baseline, span: range) -> dict[str, Any]:
    kind = _one_of(wanted.get("goal_kind"), GOAL_KINDS, "rank")
    measures = (INDEX, *baseline.scheme.pillar_names, *baseline.scheme.components)
    low, high, otherwise = (1, len(baseline.codes), 3) if kind == "rank" else (0.0, 1.0, 0.8)
    value = wanted.get("goal_value")
    fits = _is_number(value) and low <= value <= high and (kind == "score" or value == int(value))
    found = value if fits else otherwise
    return {
        "goal_kind": kind,
        "goal_measure": _one_of(wanted.get("goal_measure"), measures, INDEX),
        "goal_value": int(found) if kind == "rank" else float(found),
        "goal_year": wanted["goal_year"] if _is_year(wanted.get("goal_year"), span) else HORIZON,
        "ties": _one_of(wanted.get("ties"), ("shared", "alone"), "shared"),
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
    found = ((name, wanted.get(name)) for name in baseline.scheme.components)
    return {name: float(value) for name, value in found if _is_number(value) and low <= value <= high}


def _named(wanted: Any, baseline: Baseline) -> tuple[str, ...]:
    chosen = wanted if isinstance(wanted, list | tuple) else ()
    return tuple(name for name in baseline.scheme.components if name in chosen)


def _is_number(value: Any) -> bool:
    """Return whether a value is a number that can be reckoned with; JSON knows integers without end."""
    return (isinstance(value, float) and isfinite(value)) or (type(value) is int and abs(value) < 2**53)


def _is_year(value: Any, span: range) -> bool:
    return type(value) is int and value in span


def one_line(value: Any) -> str:
    r"""Return a short name without line breaks and other signs that cannot be seen.

    Parameters
    ----------
    value : object
        Anything.

    Returns
    -------
    str
        At most 120 characters; empty for what is no text.

    Examples
    --------
    >>> one_line("a\nb"), one_line(3)
    ('a b', '')
    """
    if not isinstance(value, str):
        return ""
    seen = "".join(one if one.isprintable() else " " for one in value[: 4 * LONGEST_NAME])
    return " ".join(seen.split())[:LONGEST_NAME]


def _one_of(value: Any, allowed: Any, otherwise: Any) -> Any:
    return value if isinstance(value, str) and value in allowed else otherwise


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
