"""Whatever a page, an address or a file asks for, the scenario that comes out can be computed and drawn."""

import base64
import json
import zlib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cdslib.analysis.scenario import BEHAVIOURS, Goal, Lever, Scenario
from cdslib.analysis.scenario_document import read_address, write_address, write_scenario
from cdslib.analysis.what_if import what_if
from cdslib.apps.scenario_book import load_scenario_book
from cdslib.apps.scenario_open import LONGEST_ADDRESS, LONGEST_FILE, open_scenario
from cdslib.apps.scenario_state import DRAFT, ScenarioState, read_scenario_state, scenario_of
from cdslib.apps.scenario_view import compose_scenario

BOOK = load_scenario_book()
FIELDS = tuple(vars(ScenarioState()))
HOSTILE = [
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "'; DROP TABLE",
    "\0",
    "\ud800",
    "dti\n",
    "",
    "9" * 999,
]
COMPONENTS = BOOK.baselines["vn34"].scheme.components

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(HOSTILE)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
by_index = st.dictionaries(
    st.sampled_from([*COMPONENTS, "foundation_joint", "nothing"]),
    st.floats(-0.5, 1.5) | st.integers(2020, 2040) | st.sampled_from([0, 0.0, 1, 300, -1, 1e308, 10**400]),
    max_size=9,
)
plausible = st.sampled_from(
    [*BOOK.provinces, "vn34", "vn63", *BEHAVIOURS, *COMPONENTS, "rank", "score", "dti"]
) | (
    st.sampled_from(
        [2024, 2025, 2030, 2031, 3, 34, 63, 0.7, True, 10**400, float("nan"), float("inf"), "en", "alone"]
    )
)
plain = st.dictionaries(
    st.sampled_from(FIELDS) | st.text(max_size=5), anything | plausible | by_index, max_size=12
)
wishes = st.builds(lambda wish, kept: wish | ({"kept": kept} if kept else {}), plain, st.none() | plain)


@given(wishes)
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_wish_gives_a_page_that_can_be_sent(wish: dict[str, Any]) -> None:
    state = read_scenario_state(wish, BOOK)
    view = compose_scenario(BOOK, state)
    sent = json.dumps(view, allow_nan=False).encode()
    assert b"alert(1)</script>" not in sent or "<script>alert(1)</script>" in state.name + str(state.kept)
    assert read_scenario_state(json.loads(json.dumps(vars(state))), BOOK) == state


def test_the_start() -> None:
    assert read_scenario_state({}, BOOK) == ScenarioState()
    assert scenario_of(ScenarioState()) == Scenario("vn34", goal=Goal("vn34-38", "rank", 3, year=2030))


def test_a_province_of_the_other_scheme_is_taken_over_without_its_levers() -> None:
    asked = {"province": "vn63-24", "geography": "vn34", "levels": {"infrastructure": 0.5}}
    state = read_scenario_state(asked, BOOK)
    assert (state.geography, state.province, state.levels) == ("vn34", "vn34-24", {})


@pytest.mark.parametrize(
    ("asked", "name", "found"),
    [
        ({"levels": {"infrastructure": 1.2, "awareness": 0.4, "joint": 1}}, "levels", {"awareness": 0.4}),
        (
            {"levels": {"awareness": 0.4}, "years": {"awareness": 2026, "infrastructure": 2027}},
            "years",
            {"awareness": 2026},
        ),
        ({"by": 2024}, "by", 2030),
        ({"by": 2027.0}, "by", 2030),
        ({"weights": {"awareness": 50, "infrastructure": 0}}, "weights", {"infrastructure": 0.0}),
        ({"weights": dict.fromkeys(COMPONENTS, 0)}, "weights", {}),
        ({"goal_value": 3.5}, "goal_value", 3),
        ({"goal_value": 35}, "goal_value", 3),
        ({"goal_kind": "score", "goal_value": 3}, "goal_value", 0.8),
        ({"name": "a\nb\u202e" + "x" * 300}, "name", "a b " + "x" * 116),
        ({"fixed": ["awareness", 3, None]}, "fixed", ("awareness",)),
        ({"serial": -1}, "serial", 0),
    ],
)
def test_each_wish_is_checked(asked: dict[str, Any], name: str, found: Any) -> None:
    assert getattr(read_scenario_state(asked, BOOK), name) == found


drafts = st.builds(
    lambda geography, levels, weights, by, others, own, goal, year: {
        "geography": geography,
        "province": f"{geography}-38",
        "levels": levels,
        "by": by,
        "others": others,
        "own": own,
        "weights": weights,
        "goal_kind": goal[0],
        "goal_value": goal[1],
        "goal_year": year,
    },
    st.sampled_from(["vn34", "vn63"]),
    st.dictionaries(
        st.sampled_from(["infrastructure", "government_activity", "awareness"]), st.floats(0, 1), max_size=3
    ),
    st.dictionaries(st.sampled_from(["infrastructure", "society_activity"]), st.integers(0, 400), max_size=2),
    st.integers(2025, 2030),
    st.sampled_from(BEHAVIOURS),
    st.sampled_from(BEHAVIOURS),
    st.tuples(st.just("rank"), st.integers(1, 34)) | st.tuples(st.just("score"), st.floats(0, 1)),
    st.integers(2025, 2030),
)


@given(drafts)
@settings(max_examples=100, deadline=None)
def test_an_address_brings_back_the_same_scenario(draft: dict[str, Any]) -> None:
    state = read_scenario_state(draft, BOOK)
    address = compose_scenario(BOOK, state)["address"]
    answer = open_scenario({"text": address, "origin": "address"}, BOOK, "vi")
    assert answer["kind"] == "opened"
    again = read_scenario_state({**answer["draft"], "fixed": state.fixed}, BOOK)
    assert scenario_of(again) == scenario_of(state)


@given(
    st.text(max_size=300) | st.text("ABCDEFabcdef0123456789-_.", max_size=300).map(lambda text: f"1.{text}")
)
@settings(max_examples=200, deadline=None)
def test_a_hostile_address_is_refused_and_never_repeated(text: str) -> None:
    answer = open_scenario({"text": text, "origin": "address"}, BOOK, "en")
    assert answer["kind"] == "refused"
    assert answer["message"].startswith("The scenario in this link cannot be used")


def packed(plain: dict[str, Any]) -> str:
    """Pack anything as an address, as a clever attacker would."""
    usual = write_address.__globals__["_USUAL"]
    worker = zlib.compressobj(9, wbits=-15, zdict=usual)
    data = worker.compress(json.dumps(plain).encode()) + worker.flush()
    data += zlib.crc32(data).to_bytes(4, "big")[:2]
    return "1." + base64.urlsafe_b64encode(data).decode().rstrip("=")


@pytest.mark.parametrize(
    "plain",
    [
        {"geography": "<img src=x onerror=alert(1)>"},
        {"geography": "vn34", "<script>": 1},
        {
            "geography": "vn34",
            "levers": [{"province": "vn34-99", "component": "awareness", "kind": "level", "value": 1}],
        },
        {"geography": "vn34", "weights": {"awareness": 1e309}},
        {"geography": "vn34", "horizon": 2024},
    ],
)
def test_a_well_packed_lie_is_refused_without_its_words(plain: dict[str, Any]) -> None:
    answer = open_scenario({"text": packed(plain), "origin": "address"}, BOOK, "vi")
    assert answer["kind"] == "refused"
    assert "alert" not in answer["message"]
    assert "script" not in answer["message"]


@pytest.mark.parametrize("brought", [None, 3, ["1."], "x" * (LONGEST_ADDRESS + 1)])
def test_what_is_no_text_or_too_long_is_refused(brought: Any) -> None:
    answer = open_scenario({"text": brought, "origin": "address"}, BOOK, "en")
    assert answer["message"] == "This is too long to be a scenario saved by this page."


def test_a_file_names_what_is_wrong() -> None:
    said = [
        open_scenario({"text": text, "origin": "file"}, BOOK, "en")["message"]
        for text in ("{", '{"version": 2}', '{"version": 1, "geography": "vn99"}', "x" * (LONGEST_FILE + 1))
    ]
    assert "cannot be read as JSON" in said[0]
    assert "reads version 1" in said[1]
    assert "“geography” is “vn99”" in said[2]
    assert "too long" in said[3]


def test_a_lone_surrogate_in_a_file_can_be_answered() -> None:
    text = '{"version": 1, "geography": "vn34", "name": "\\ud800", "x\\ud800": 1}'
    json.dumps(open_scenario({"text": text, "origin": "file"}, BOOK, "vi"), ensure_ascii=False).encode()
    good = '{"version": 1, "geography": "vn34", "name": "\\ud800 A"}'
    assert open_scenario({"text": good, "origin": "file"}, BOOK, "vi")["draft"]["name"] == "A"


def test_levers_of_other_kinds_become_levels() -> None:
    levers = (
        Lever("vn34-38", "infrastructure", "national_best", by=2027),
        Lever("vn34-38", "government_activity", "gain", 0.02, by=2028),
        Lever("vn34-38", "economy_activity", "peer", peer="vn34-01"),
    )
    scenario = Scenario("vn34", levers)
    answer = open_scenario({"text": write_scenario(scenario), "origin": "file"}, BOOK, "en")
    assert "turned into levels" in answer["message"]
    state = read_scenario_state(answer["draft"], BOOK)
    assert state.years | {"default": state.by} == {
        "government_activity": 2028,
        "economy_activity": 2030,
        "default": 2027,
    }
    before, after = (what_if(BOOK.baselines["vn34"], one) for one in (scenario, scenario_of(state)))
    assert abs(before.levels - after.levels).max() < 1e-12


@pytest.mark.parametrize(
    ("scenario", "words"),
    [
        (
            Scenario(
                "vn34", (Lever("vn34-38", "awareness", "level", 1), Lever("vn34-01", "awareness", "level", 1))
            ),
            "several",
        ),
        (
            Scenario("vn34", (Lever("vn34-38", "awareness", "level", 1, by=2035),), horizon=2035),
            "beyond 2030",
        ),
    ],
)
def test_what_this_page_cannot_show_is_said(scenario: Scenario, words: str) -> None:
    for text, origin in ((write_scenario(scenario), "file"), (write_address(scenario), "address")):
        answer = open_scenario({"text": text, "origin": origin}, BOOK, "en")
        assert answer["kind"] == "refused"
        assert words in answer["message"]


def test_the_file_of_the_page_is_read_by_the_library() -> None:
    state = ScenarioState(levels={"awareness": 0.9}, weights={"awareness": 70.0}, name="Thử", goal_year=2028)
    assert read_address(write_address(scenario_of(state))) == scenario_of(state)


def test_the_draft_holds_what_undo_brings_back() -> None:
    assert {"levels", "weights", "goal_value", "name", "fixed", "caps"} <= set(DRAFT)
    assert not {"lang", "serial", "kept", "mapped"} & set(DRAFT)
