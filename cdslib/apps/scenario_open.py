"""Scenarios from outside, a file or an address, made into wishes of the page or refused with a reason."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cdslib.analysis.baseline import Baseline
from cdslib.analysis.index_errors import BadWeightsError, UnknownComponentError
from cdslib.analysis.scenario import Lever, Scenario, check_scenario
from cdslib.analysis.scenario_document import read_address, read_scenario
from cdslib.analysis.scenario_errors import ScenarioError
from cdslib.analysis.scenario_paths import lever_path
from cdslib.apps.scenario_book import ScenarioBook
from cdslib.apps.scenario_state import HORIZON
from cdslib.apps.wishes import one_line
from cdslib.errors import CdsError
from cdslib.i18n import Language, text

LONGEST_ADDRESS = 4_000
LONGEST_FILE = 200_000
_REFUSED = (ScenarioError, BadWeightsError, UnknownComponentError)


class NotForThisPageError(CdsError, ValueError):
    """A scenario of the library that the page cannot show."""

    key = "scenario_page.refused"

    def __init__(self, reason: str) -> None:
        self._key = f"scenario_page.refused_{reason}"
        super().__init__()

    def message(self, lang: Language = "vi") -> str:
        """Say in one language why."""
        return text(self._key, lang, year=HORIZON)


def open_scenario(content: Mapping[str, Any], book: ScenarioBook, lang: Language) -> dict[str, Any]:
    """Read a scenario that a reader brings.

    Parameters
    ----------
    content : mapping
        ``text``, and ``origin``: ``address`` or ``file``.
    book : ScenarioBook
        The figures it must fit.
    lang : {"vi", "en"}
        Language of the message.

    Returns
    -------
    dict
        ``kind`` ``opened`` with ``draft`` (wishes of the page) and ``message``, or ``refused`` with ``message``. The
        message about an address never repeats the address: it may be anybody's.

    Examples
    --------
    >>> from cdslib.apps.scenario_book import load_scenario_book
    >>> open_scenario({"text": "1.zzz", "origin": "address"}, load_scenario_book(), "en")["kind"]
    'refused'
    """
    brought, is_address = content.get("text"), content.get("origin") == "address"
    try:
        scenario = _read(brought, is_address=is_address)
        draft, converted = draft_of(scenario, book)
    except (*_REFUSED, NotForThisPageError) as error:
        is_told = isinstance(error, NotForThisPageError) or not is_address
        said = error.message(lang) if is_told else text("scenario_page.bad_address", lang)
        return {"kind": "refused", "message": said.encode("utf-8", "replace").decode()}
    key = "converted" if converted else "opened_address" if is_address else "opened_file"
    return {"kind": "opened", "draft": draft, "message": text(f"scenario_page.{key}", lang)}


def _read(brought: Any, *, is_address: bool) -> Scenario:
    longest = LONGEST_ADDRESS if is_address else LONGEST_FILE
    if not isinstance(brought, str) or len(brought) > longest:
        raise NotForThisPageError("too_long")
    return read_address(brought) if is_address else read_scenario(brought.removeprefix("\ufeff"))


def draft_of(scenario: Scenario, book: ScenarioBook) -> tuple[dict[str, Any], bool]:
    """Return the wishes that make the page show a scenario.

    Parameters
    ----------
    scenario : Scenario
        Of the library; levers of one province only.
    book : ScenarioBook
        The figures it must fit.

    Returns
    -------
    draft : dict
        Fields of :class:`cdslib.apps.scenario_state.ScenarioState`.
    converted : bool
        Whether a lever of another kind was made a level.

    Raises
    ------
    ScenarioError
        If the scenario does not fit the figures.
    NotForThisPageError
        If it moves several provinces or reaches beyond the page's last year.
    """
    baseline = book.baselines[scenario.geography]
    check_scenario(baseline, scenario)
    goal = scenario.goal
    provinces = {lever.province for lever in scenario.levers} | ({goal.province} if goal else set())
    if len(provinces) > 1:
        raise NotForThisPageError("provinces")
    ends = {lever.component: lever.by or scenario.horizon for lever in scenario.levers}
    goal_year = (goal.year if goal else None) or min(scenario.horizon, HORIZON)
    if max([*ends.values(), goal_year]) > HORIZON:
        raise NotForThisPageError("years")
    common = Counter(ends.values()).most_common(1)[0][0] if ends else HORIZON
    draft = {
        "geography": scenario.geography,
        **({"province": provinces.pop()} if provinces else {}),
        "levels": {
            lever.component: _level(baseline, lever, ends[lever.component]) for lever in scenario.levers
        },
        "years": {name: year for name, year in ends.items() if year != common},
        "by": common,
        "others": scenario.others,
        "own": scenario.own,
        "weights": dict(scenario.weights),
        "goal_year": goal_year,
        "name": one_line(scenario.name),
    }
    if goal:
        draft |= {"goal_kind": goal.kind, "goal_measure": goal.measure, "goal_value": goal.value}
        draft |= {"ties": goal.ties}
    return draft, any(lever.kind != "level" for lever in scenario.levers)


def _level(baseline: Baseline, lever: Lever, end: int) -> float:
    """Return the level a lever reaches, of whatever kind it is."""
    if lever.kind == "level" and lever.value is not None:
        return lever.value
    years = Scenario(baseline.geography, base_year=baseline.year, horizon=HORIZON)
    return float(lever_path(baseline, years, replace(lever, by=end))[-1])
