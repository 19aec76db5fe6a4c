"""What a scenario assumes: levers, the behaviour of the others, weights, and a goal. Plain values only."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from cdslib.analysis.baseline import Baseline
from cdslib.analysis.scenario_errors import (
    GeographyMismatchError,
    LeverTwiceError,
    LeverValueError,
    LeverYearError,
    UnknownMeasureError,
)

Kind = Literal["level", "gain", "national_best", "peer"]
Behaviour = Literal["stand_still", "own_trend", "follow_mean"]
KINDS: tuple[Kind, ...] = ("level", "gain", "national_best", "peer")
BEHAVIOURS: tuple[Behaviour, ...] = ("stand_still", "own_trend", "follow_mean")
INDEX = "dti"
DEFAULT_HORIZON = 2030


@dataclass(frozen=True)
class Lever:
    """One main index of one province that is moved on purpose.

    Attributes
    ----------
    province : str
        Whose.
    component : str
        Which main index.
    kind : {"level", "gain", "national_best", "peer"}
        Reach a level by a year; gain so much each year; reach the national best, or the level of a peer, by a year.
        The last two never lower, and take the best and the peer as they stand in the base year.
    value : float, optional
        The level (0 to 1), or the yearly gain (-1 to 1).
    by : int, optional
        The year it is reached; the way there is a straight line. A gain ends with it. The horizon if not given.
    peer : str, optional
        The province to reach.

    Examples
    --------
    >>> Lever("vn34-38", "government_activity", "level", 0.75, by=2027).by
    2027
    """

    province: str
    component: str
    kind: Kind = "level"
    value: float | None = None
    by: int | None = None
    peer: str | None = None


@dataclass(frozen=True)
class Goal:
    """What is to be reached.

    Attributes
    ----------
    province : str
        By whom.
    kind : {"score", "rank"}
        At least this value, or at most this place among all provinces of the geography.
    value : float
        The value (0 to 1) or the place.
    measure : str
        ``dti``, a pillar or a main index.
    year : int, optional
        By when; the horizon of the scenario if not given.
    ties : {"shared", "alone"}
        Whether a shared place counts. ``alone`` asks to be ahead by the last decimal that is published, 0.0001.

    Examples
    --------
    >>> Goal("vn34-38", "rank", 3, year=2030).measure
    'dti'
    """

    province: str
    kind: Literal["score", "rank"]
    value: float
    measure: str = INDEX
    year: int | None = None
    ties: Literal["shared", "alone"] = "shared"


@dataclass(frozen=True)
class Scenario:
    """Everything a scenario assumes.

    Attributes
    ----------
    geography : {"vn34", "vn63"}
        Whose provinces.
    levers : tuple of Lever
        What is moved on purpose.
    others : {"stand_still", "own_trend", "follow_mean"}
        What provinces without a lever do, that of the goal left out: nothing; each main index goes on with its
        mean yearly gain of 2022 to 2024; or with the mean gain of all provinces.
    own : {"stand_still", "own_trend", "follow_mean"}
        What the main indices without a lever do, of provinces with one and of the goal's province.
    weights : mapping of str to float
        Other points for some components.
    merger_rule : {"ministry", "population", "grdp", "mean", "none"}
        How the 34 were made of the 63; it must be that of the baseline.
    base_year, horizon : int
        First and last year.
    goal : Goal, optional
        What is to be reached.
    name : str
        For the reader.

    Examples
    --------
    >>> raised = Lever("vn34-38", "government_activity", "level", 0.75, by=2027)
    >>> Scenario("vn34", (raised,), others="own_trend").horizon
    2030
    """

    geography: str
    levers: tuple[Lever, ...] = ()
    others: Behaviour = "stand_still"
    own: Behaviour = "stand_still"
    weights: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    merger_rule: str = "ministry"
    base_year: int = 2024
    horizon: int = DEFAULT_HORIZON
    goal: Goal | None = None
    name: str = ""

    @property
    def years(self) -> tuple[int, ...]:
        """Return the years from the base year to the horizon."""
        return tuple(range(self.base_year, self.horizon + 1))

    def as_dict(self) -> dict[str, Any]:
        """Return the scenario as plain values; what is not said is left out."""
        levers = [{k: v for k, v in asdict(lever).items() if v is not None} for lever in self.levers]
        goal = {k: v for k, v in asdict(self.goal).items() if v is not None} if self.goal else None
        plain = {
            "geography": self.geography,
            "base_year": self.base_year,
            "horizon": self.horizon,
            "levers": levers,
            "others": self.others,
            "own": self.own,
            "weights": dict(self.weights) or None,
            "merger_rule": self.merger_rule,
            "goal": goal,
            "name": self.name or None,
        }
        return {name: value for name, value in plain.items() if value is not None}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> "Scenario":
        """Return the scenario that :meth:`as_dict` wrote; documents are read by :func:`read_scenario`."""
        levers = tuple(Lever(**lever) for lever in plain.get("levers", ()))
        goal = Goal(**plain["goal"]) if plain.get("goal") else None
        return cls(**{**plain, "levers": levers, "goal": goal})


def check_scenario(baseline: Baseline, scenario: Scenario) -> None:
    """Refuse a scenario that does not fit the figures.

    Parameters
    ----------
    baseline : Baseline
        The figures.
    scenario : Scenario
        The assumptions.

    Raises
    ------
    GeographyMismatchError
        If it is of another geography, base year or merger rule.
    UnknownScenarioProvinceError, UnknownComponentError, UnknownMeasureError
        If a code does not exist.
    LeverTwiceError, LeverYearError, LeverValueError
        If levers contradict each other, lie outside the years, or lack a value.
    """
    rule = scenario.merger_rule if scenario.geography == "vn34" else "none"
    wanted = (scenario.geography, scenario.base_year, rule)
    found = (baseline.geography, baseline.year, baseline.merger_rule)
    if wanted != found:
        raise GeographyMismatchError(wanted=" · ".join(map(str, wanted)), found=" · ".join(map(str, found)))
    baseline.scheme.reweighted(scenario.weights)
    _check_years(scenario, "horizon", scenario.horizon)
    seen = set()
    for lever in scenario.levers:
        _check_lever(baseline, scenario, lever)
        key = (lever.province, lever.component)
        if key in seen:
            raise LeverTwiceError(province=key[0], component=key[1])
        seen.add(key)
    if scenario.goal:
        check_goal(baseline, scenario, scenario.goal)


def check_goal(baseline: Baseline, scenario: Scenario, goal: Goal) -> None:
    """Refuse a goal that does not fit the figures or the years, see :func:`check_scenario`."""
    baseline.place(goal.province)
    known = (INDEX, *baseline.scheme.pillar_names, *baseline.scheme.components)
    if goal.measure not in known:
        raise UnknownMeasureError(measure=goal.measure, known=", ".join(known))
    if goal.kind == "rank" and not (1 <= goal.value <= len(baseline.codes) and goal.value == int(goal.value)):
        raise LeverValueError(place="goal", needed=f"1–{len(baseline.codes)}", value=goal.value)
    if goal.kind == "score" and not 0 <= goal.value <= 1:
        raise LeverValueError(place="goal", needed="0–1", value=goal.value)
    if goal.year is not None:
        _check_years(scenario, "goal", goal.year, last=scenario.horizon)


def _check_lever(baseline: Baseline, scenario: Scenario, lever: Lever) -> None:
    baseline.place(lever.province)
    baseline.scheme.place(lever.component)
    place = f"{lever.province} {lever.component} {lever.kind}"
    if lever.kind == "peer":
        if lever.peer is None:
            raise LeverValueError(place=place, needed="peer", value="–")
        baseline.place(lever.peer)
    if lever.kind in ("level", "gain"):
        low = 0 if lever.kind == "level" else -1
        if lever.value is None or not low <= lever.value <= 1:
            raise LeverValueError(place=place, needed=f"{low}–1", value=lever.value)
    if lever.by is not None:
        _check_years(scenario, place, lever.by)


def _check_years(scenario: Scenario, place: str, year: int, last: int = 2050) -> None:
    first = scenario.base_year + 1
    if not first <= year <= last:
        raise LeverYearError(place=place, year=year, first=first, last=last)
