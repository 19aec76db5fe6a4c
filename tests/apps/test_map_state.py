"""Whatever a page or an address asks for, the state that comes out can be drawn."""

from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cdslib.analysis.classify import Scheme
from cdslib.apps.atlas import GEOGRAPHIES, Atlas, load_atlas
from cdslib.apps.map_state import MapState, read_state
from cdslib.apps.map_view import compose
from cdslib.charts.palettes import DIVERGING, SEQUENTIAL

FIELDS = tuple(vars(MapState()))
HOSTILE = [
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "vn34'; DROP TABLE",
    "\0",
    "\ud800",
    "dti\n",
    "DTI",
    "",
    "9" * 999,
]

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(HOSTILE)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
plausible = st.sampled_from(
    [
        *load_atlas().indicators,
        *GEOGRAPHIES,
        *get_args(Scheme),
        *SEQUENTIAL,
        *DIVERGING,
        *range(2, 9),
        2020,
        2023,
        2024,
        0.7,
    ]
    + ["vi", "en", True, False, None, -1e9, 10**400, float("nan"), float("inf")]
)
wishes = st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=5), anything | plausible, max_size=10)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(wanted=wishes)
def test_any_wish_gives_a_state_that_can_be_drawn(wanted: dict[str, Any]) -> None:
    atlas = load_atlas()
    state = read_state(wanted, atlas)
    assert state.indicator in atlas.indicators
    assert atlas.years(state.indicator, state.geography)
    page = compose(atlas, state)
    assert page["frames"][str(page["state"]["year"])]["rows"]
    assert read_state(vars(state), atlas, state.lang) == state


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    "value", [*HOSTILE, [], {}, None, [["dti"]], {"dti": 1}, float("nan"), float("inf"), 10**400]
)
def test_nonsense_leaves_the_start_unchanged(atlas: Atlas, field: str, value: Any) -> None:
    assert read_state({field: value}, atlas) == MapState()


@pytest.mark.parametrize(
    ("field", "value"), [("k", True), ("base", True), ("target", True), ("fixed", 1), ("k", 2), ("k", 8)]
)
def test_truth_is_no_number_and_numbers_have_bounds(atlas: Atlas, field: str, value: Any) -> None:
    assert read_state({field: value}, atlas) == MapState()


def test_good_wishes_are_granted(atlas: Atlas) -> None:
    wanted = {
        "indicator": "unemployment_rate",
        "geography": "vn63",
        "base": 2020,
        "scheme": "natural_breaks",
        "k": 7,
        "palette": "violet",
        "fixed": True,
        "target": 2.5,
        "lang": "en",
    }
    assert vars(read_state(wanted, atlas)) == wanted


def test_other_keys_are_ignored(atlas: Atlas) -> None:
    assert read_state({"year": 1999, "__class__": "x", "chosen": ["a"]}, atlas) == MapState()


def test_a_base_needs_a_later_year_with_figures(atlas: Atlas) -> None:
    assert read_state({"base": 2023}, atlas).base == 2023
    assert read_state({"base": 2024}, atlas).base is None
    assert read_state({"base": 2019}, atlas).base is None
    assert read_state({"base": 2023.0}, atlas).base is None


def test_a_geography_without_figures_gives_way(atlas: Atlas) -> None:
    only_new = next(id_ for id_ in atlas.indicators if not atlas.years(id_, "vn63"))
    assert read_state({"indicator": only_new, "geography": "vn63"}, atlas).geography == "vn34"


def test_years_without_any_figure_are_not_offered(tiny: Atlas) -> None:
    tiny.cells["dti"]["vn34"]["2020"] = {"vn34-24": [None, 1]}
    assert tiny.years("dti", "vn34") == [2021, 2022]
    assert read_state({"base": 2020}, tiny).base is None


def test_the_language_is_kept_unless_another_is_asked_for(atlas: Atlas) -> None:
    assert read_state({"lang": "xx"}, atlas, "en").lang == "en"
    assert read_state({"lang": "vi"}, atlas, "en").lang == "vi"
