"""Wishes become a province that exists."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cdslib.apps.atlas import Atlas, load_atlas
from cdslib.apps.profile_state import START, ProfileState, counterpart, read_profile

ANYTHING = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.just([1])
CODES = list(load_atlas().provinces)


def test_the_start(atlas: Atlas) -> None:
    assert read_profile({}, atlas) == ProfileState() == ProfileState(START, "vn34", "vi", "")


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"code": "vn34-38"}, "vn34-38"),
        ({"code": "vn63-08"}, "vn63-08"),
        ({"code": "vn63-24", "geography": "vn34"}, "vn34-24"),
        ({"code": "vn34-24", "geography": "vn63"}, "vn63-27"),
        ({"code": "vn34-08", "geography": "vn63"}, "vn63-08"),
        ({"geography": "vn63"}, "vn63-01"),
        ({"code": "vn63-99", "geography": "vn63"}, "vn63-01"),
        ({"code": "vn", "geography": "world"}, "vn34-01"),
    ],
)
def test_which_province(atlas: Atlas, wish: dict[str, Any], code: str) -> None:
    state = read_profile(wish, atlas)
    assert (state.code, state.geography) == (code, code[:4])


def test_a_day_is_a_day(atlas: Atlas) -> None:
    assert read_profile({"day": "2024-12-31"}, atlas).day == "2024-12-31"
    assert read_profile({"day": "31/12/2024"}, atlas).day == ""


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "code": ANYTHING | st.sampled_from(CODES),
            "geography": ANYTHING | st.sampled_from(["vn34", "vn63"]),
            "lang": ANYTHING | st.sampled_from(["vi", "en"]),
            "day": ANYTHING,
        },
    )
)
def test_any_wish_is_answered(wish: dict[str, Any]) -> None:
    atlas = load_atlas()
    state = read_profile(wish, atlas, "en")
    assert state.code in atlas.codes(state.geography)
    assert state.lang in ("vi", "en")


@pytest.mark.parametrize("code", CODES)
def test_there_and_back_stays_within_the_same_territory(atlas: Atlas, code: str) -> None:
    other = counterpart(atlas, code, "vn63" if code.startswith("vn34") else "vn34")
    back = counterpart(atlas, other, code[:4])
    assert atlas.provinces[back].get("successor", back) == atlas.provinces[code].get("successor", code)
