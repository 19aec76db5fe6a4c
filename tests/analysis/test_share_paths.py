"""Paths of shares: by hand, and the growth they say is needed does reach the target."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdslib.analysis.scenario_errors import PathError
from cdslib.analysis.share_paths import adoption_path, digital_share_path


def test_digital_share_by_hand() -> None:
    path = digital_share_path(10, 2025, digital_growth=0.21, whole_growth=0.10, target=12, horizon=2028)
    # 1.21 / 1.10 is 1.1: 10, 11, 12.1, 13.31
    assert path.shares == pytest.approx((10, 11, 12.1, 13.31))
    assert (path.years, path.reached_year, path.target_year) == ((2025, 2026, 2027, 2028), 2027, 2028)
    # 1.2 in three years is 6.27 % a year, times 1.10
    assert path.needed == pytest.approx(1.1 * 1.2 ** (1 / 3) - 1)


def test_a_share_never_passes_the_whole() -> None:
    path = digital_share_path(90, 2025, digital_growth=0.5, whole_growth=0, horizon=2027)
    assert path.shares == (90, 100, 100)
    assert (path.target, path.needed, path.reached_year) == (None, None, None)
    assert digital_share_path(0, 2025, digital_growth=0.5, whole_growth=0, target=1).needed == float("inf")


@given(st.floats(1, 40), st.floats(41, 90), st.floats(-0.05, 0.15), st.integers(2026, 2035))
def test_the_growth_needed_reaches_the_target_in_its_year(
    share: float, target: float, whole: float, year: int
) -> None:
    first = digital_share_path(
        share, 2025, digital_growth=0.1, whole_growth=whole, target=target, target_year=year, horizon=2036
    )
    assert first.needed is not None
    again = digital_share_path(share, 2025, digital_growth=first.needed, whole_growth=whole, target=target)
    assert again.shares[-1] >= min(target, share) - 1e-6
    long = digital_share_path(
        share, 2025, digital_growth=first.needed, whole_growth=whole, target=target, horizon=2036
    )
    assert long.shares[year - 2025] == pytest.approx(target)
    assert long.reached_year == year


def test_an_s_curve_goes_through_two_figures_and_stays_below_its_ceiling() -> None:
    path = adoption_path({2022: 30, 2024: 50}, ceiling=80, target=70, horizon=2040)
    assert path.shares[0] == pytest.approx(30)
    assert path.shares[2] == pytest.approx(50)
    assert max(path.shares) < 80
    assert list(path.shares) == sorted(path.shares)
    # odds of 30 to 50 and of 50 to 30: a factor of 25/9 in two years, 5/3 in one
    assert path.shares[3] / (80 - path.shares[3]) == pytest.approx((50 / 30) * (5 / 3))
    assert path.reached_year == 2027  # odds of 7 need 2.81 years more
    assert path.target_year == 2040


def test_three_figures_are_fitted_by_least_squares() -> None:
    exact = adoption_path({2022: 20, 2023: 100 / 3, 2024: 50})
    assert exact.shares[1] == pytest.approx(100 / 3)
    rough = adoption_path({2022: 20, 2023: 40, 2024: 50})
    assert rough.shares[1] != pytest.approx(40)
    assert rough.needed is None


def test_the_rate_needed_reaches_the_target() -> None:
    path = adoption_path({2022: 20, 2024: 50}, target=80, target_year=2026)
    # odds from 1 to 4 in two years: ln 4 / 2 = ln 2
    assert path.needed == pytest.approx(0.6931, abs=1e-4)


WRONG: list[tuple[Any, str, str, str]] = [
    (lambda: digital_share_path(120, 2025, digital_growth=0, whole_growth=0), "share", "120", "0–100"),
    (lambda: digital_share_path(10, 2025, digital_growth=-1, whole_growth=0), "digital_growth", "-1", "> −1"),
    (
        lambda: digital_share_path(10, 2025, digital_growth=0, whole_growth=0, horizon=2025),
        "horizon",
        "2025",
        "> 2025",
    ),
    (
        lambda: digital_share_path(10, 2025, digital_growth=0, whole_growth=0, target=9, target_year=2020),
        "target_year",
        "2020",
        "> 2025",
    ),
    (lambda: adoption_path({2024: 50}), "known", "1", "≥ 2"),
    (lambda: adoption_path({2022: 0, 2024: 50}), "known[2022]", "0", "0 < … < 100"),
    (lambda: adoption_path({2022: 5, 2024: 50}, target=100), "target", "100", "0 < … < 100"),
]


@pytest.mark.parametrize(("call", "name", "value", "needed"), WRONG, ids=lambda one: str(one)[:12])
def test_errors_in_both_languages(call: Any, name: str, value: str, needed: str) -> None:
    with pytest.raises(PathError) as error:
        call()
    assert str(error.value) == (
        f"Không vẽ được đường đi: {name} là {value}; cần {needed}.\n"
        f"The path cannot be drawn: {name} is {value}; needed: {needed}."
    )
