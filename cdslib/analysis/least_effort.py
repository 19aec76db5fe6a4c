"""The least that must be done to reach a goal, solved exactly, or why it cannot be reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, isfinite

import numpy as np

from cdslib.analysis.baseline import Baseline
from cdslib.analysis.index_schemes import FloatArray, Scheme
from cdslib.analysis.ranking import TIE
from cdslib.analysis.scenario import DEFAULT_HORIZON, Goal, Lever, Scenario, check_goal, check_scenario
from cdslib.analysis.scenario_errors import BadCostError
from cdslib.analysis.scenario_notes import notes_of
from cdslib.analysis.scenario_paths import ALONE, level_paths, measure_values, places_of

_HERE = 1e-12


@dataclass(frozen=True, eq=False)
class LeastEffort:
    """The least raises of main indices that reach a goal.

    Attributes
    ----------
    goal : Goal
        What was to be reached, with its year.
    possible : bool
        Whether it can be.
    components : tuple of str
        Main indices, in the order of the arrays below.
    start, raises, ceilings : numpy.ndarray
        Levels of the goal's year without a raise, what must be added, and the highest level allowed. If the goal is not
        possible the raises are all the way to the ceilings.
    cost : float
        Sum of cost per point times raise.
    needed : float
        Value of the measure that the goal asks for; for a place the value of the province that must be matched.
    to_match : str or None
        That province.
    start_value, value, start_place, place : float and int
        The measure and the place without and with the raises.
    reason : str or None
        Why it is not possible: ``value`` or ``rank``; ``None`` if it is.
    fixed : tuple of str
        Main indices that may not move or stand at their ceiling.
    notes : tuple of str
        What must be said with the result.
    """

    goal: Goal
    possible: bool
    components: tuple[str, ...]
    start: FloatArray
    raises: FloatArray
    ceilings: FloatArray
    cost: float
    needed: float
    to_match: str | None
    start_value: float
    value: float
    start_place: int
    place: int
    reason: str | None
    fixed: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def touched(self) -> tuple[str, ...]:
        """Return the main indices that must be raised."""
        return tuple(
            name for name, raised in zip(self.components, self.raises.tolist(), strict=True) if raised > 0
        )

    def levels(self, decimals: int | None = None) -> dict[str, float]:
        """Return the level of each main index that must be raised.

        Parameters
        ----------
        decimals : int, optional
            Round up to so many decimals, so that the goal is still reached.

        Returns
        -------
        dict of str to float
            Level by main index.
        """
        reached = dict(zip(self.components, (self.start + self.raises).tolist(), strict=True))
        found = {name: reached[name] for name in self.touched}
        if decimals is None:
            return found
        unit = 10**decimals
        return {name: min(1.0, ceil(level * unit - 1e-9) / unit) for name, level in found.items()}

    def levers(self, decimals: int | None = None) -> tuple[Lever, ...]:
        """Return levers that do it by the goal's year, for a scenario or a page's sliders.

        Parameters
        ----------
        decimals : int, optional
            Round levels up to so many decimals.

        Returns
        -------
        tuple of Lever
            One a main index.
        """
        return tuple(
            Lever(self.goal.province, name, "level", min(level, 1.0), by=self.goal.year)
            for name, level in self.levels(decimals).items()
        )


def least_effort(
    baseline: Baseline,
    goal: Goal,
    scenario: Scenario | None = None,
    *,
    costs: Mapping[str, float] | None = None,
    caps: Mapping[str, float] | None = None,
    fixed: Sequence[str] = (),
    fewest: bool = False,
) -> LeastEffort:
    r"""Find the least raises of a province's main indices that reach a goal.

    Parameters
    ----------
    baseline : Baseline
        Where it starts, see :func:`cdslib.load_baseline`.
    goal : Goal
        A place, or a value of the index, a pillar or a main index, by a year.
    scenario : Scenario, optional
        What the others do until then, other weights and other provinces' levers; the province's own levers are
        left out. By default the others stand still.
    costs : mapping of str to float, optional
        Cost of a point by main index; only their proportions matter, 1 where not given.
    caps : mapping of str to float, optional
        Highest level thought reachable, by main index (0 to 1).
    fixed : sequence of str, optional
        Main indices that cannot move.
    fewest : bool
        Touch as few main indices as possible first, then at the least cost.

    Returns
    -------
    LeastEffort
        The raises, or why the goal is not possible and what is the most that can be reached.

    Raises
    ------
    BadCostError
        If a cost is not above zero or a ceiling outside 0 to 1.
    ScenarioError
        If goal or scenario do not fit the figures, see :func:`cdslib.what_if`.

    Notes
    -----
    With the share :math:`v_i` of main index :math:`i` in the measure, the start :math:`x_i`, the ceiling
    :math:`u_i` and the cost :math:`c_i` it is the linear programme

    .. math:: \min \sum_i c_i d_i \quad\text{so that}\quad \sum_i v_i (x_i + d_i) \ge b, \; 0 \le d_i \le u_i - x_i ,

    where :math:`b` is the value asked for, for place :math:`r` the :math:`r`-th best value of the others (plus
    0.0001 if the place may not be shared). With ``fewest`` each main index has a binary variable :math:`z_i` with
    :math:`d_i \le (u_i - x_i) z_i`; first :math:`\sum_i z_i` is minimised, then the cost. Both are solved by HiGHS
    (Huangfu and Hall 2018, *Parallelizing the dual revised simplex method*, Math. Prog. Comp. 10).

    Examples
    --------
    >>> from cdslib.analysis.baselines import load_baseline
    >>> found = least_effort(load_baseline("vn34"), Goal("vn34-38", "rank", 3))
    >>> found.touched, round(float(found.raises.sum()), 4), found.to_match
    (('government_activity',), 0.0538, 'vn34-31')
    """
    assumed = _without_own(baseline, goal, scenario)
    goal = replace(goal, year=goal.year or assumed.horizon)
    check_goal(baseline, assumed, goal)
    year = _Year.of(baseline, assumed, goal)
    room = _room(year.scheme, year.start, caps or {}, fixed)
    price = _prices(year.scheme, costs or {})
    shares = _shares(year.scheme, goal.measure)
    needed, to_match = _needed(year, baseline.codes)
    start_value, start_place = year.standing(np.zeros_like(room))
    possible = float(shares @ room) >= needed - start_value - _HERE
    raises = _solve(price, shares, room, needed - start_value, fewest=fewest) if possible else room
    value, place = year.standing(raises)
    return LeastEffort(
        goal=goal,
        possible=possible,
        components=year.scheme.components,
        start=year.start,
        raises=raises,
        ceilings=year.start + room,
        cost=float(price @ raises),
        needed=needed,
        to_match=to_match,
        start_value=start_value,
        value=value,
        start_place=start_place,
        place=place,
        reason=None if possible else "rank" if goal.kind == "rank" else "value",
        fixed=tuple(np.array(year.scheme.components)[room <= 0].tolist()),
        notes=notes_of(baseline, assumed),
    )


@dataclass(frozen=True, eq=False)
class _Year:
    """The year of the goal without raises."""

    goal: Goal
    scheme: Scheme
    levels: FloatArray
    place: int

    @classmethod
    def of(cls, baseline: Baseline, assumed: Scenario, goal: Goal) -> "_Year":
        paths = level_paths(baseline, assumed, own=(goal.province,))
        scheme = baseline.scheme.reweighted(assumed.weights)
        levels = paths[assumed.years.index(goal.year or assumed.horizon)]
        return cls(goal, scheme, levels, baseline.place(goal.province))

    @property
    def start(self) -> FloatArray:
        return self.levels[self.place]

    def standing(self, raises: FloatArray) -> tuple[float, int]:
        """Return value and place after some raises."""
        after = self.levels.copy()
        after[self.place] += raises
        values = measure_values(after, self.scheme, self.goal.measure)
        return float(values[self.place]), int(places_of(values, self.place, self.goal.ties))


def _without_own(baseline: Baseline, goal: Goal, scenario: Scenario | None) -> Scenario:
    """Return the scenario without the levers of the goal's province."""
    if scenario is None:
        horizon = max(goal.year or DEFAULT_HORIZON, DEFAULT_HORIZON)
        rule = baseline.merger_rule
        return Scenario(baseline.geography, base_year=baseline.year, horizon=horizon, merger_rule=rule)
    check_scenario(baseline, scenario)
    return replace(scenario, levers=tuple(one for one in scenario.levers if one.province != goal.province))


def _room(scheme: Scheme, start: FloatArray, caps: Mapping[str, float], fixed: Sequence[str]) -> FloatArray:
    ceilings = np.ones(len(scheme.components))
    for name, cap in caps.items():
        if not 0 <= cap <= 1:
            raise BadCostError(component=name, value=f"{cap:g}")
        ceilings[scheme.place(name)] = cap
    room = np.maximum(ceilings - start, 0.0)
    room[[scheme.place(name) for name in fixed]] = 0.0
    return room


def _prices(scheme: Scheme, costs: Mapping[str, float]) -> FloatArray:
    prices = np.ones(len(scheme.components))
    for name, cost in costs.items():
        if not (isfinite(cost) and cost > 0):
            raise BadCostError(component=name, value=f"{cost:g}")
        prices[scheme.place(name)] = cost
    return prices


def _shares(scheme: Scheme, measure: str) -> FloatArray:
    """Return what a rise of each main index by one adds to the measure."""
    return measure_values(np.eye(len(scheme.components)), scheme, measure)


def _needed(year: _Year, codes: tuple[str, ...]) -> tuple[float, str | None]:
    """Return the value to reach and, for a place, whose it is."""
    goal = year.goal
    if goal.kind == "score":
        return goal.value, None
    values = measure_values(year.levels, year.scheme, goal.measure)
    others = list(zip(values.tolist(), codes, strict=True))
    others.pop(year.place)
    if int(goal.value) > len(others):
        return 0.0, None
    value, code = sorted(others, reverse=True)[int(goal.value) - 1]
    return value + (ALONE if goal.ties == "alone" else 0.0), code


def _solve(
    price: FloatArray, shares: FloatArray, room: FloatArray, short: float, *, fewest: bool
) -> FloatArray:
    if short <= TIE:
        return np.zeros_like(room)
    from cdslib.analysis.solving import fewest_raises, least_cost

    usable = np.where(shares > 0, room, 0.0)
    if fewest:
        usable = np.where(fewest_raises(price, shares, usable, short), usable, 0.0)
    return _exact(least_cost(price, shares, usable, short), shares, usable, short)


def _exact(raises: FloatArray, shares: FloatArray, room: FloatArray, short: float) -> FloatArray:
    """Take the solver's tolerance out: the one raise between its bounds makes up the rest exactly."""
    raises = np.clip(np.where(np.isclose(raises, room, rtol=0, atol=1e-9), room, raises), 0.0, room)
    raises[raises < 1e-9] = 0.0
    inside = np.flatnonzero((raises > 0) & (raises < room))
    if not len(inside):
        inside = np.flatnonzero(raises > 0)[-1:]
    last = inside[np.argmax(shares[inside])]
    rest = short - (float(shares @ raises) - shares[last] * raises[last])
    raises[last] = min(max(rest / shares[last], 0.0), room[last])
    return raises
