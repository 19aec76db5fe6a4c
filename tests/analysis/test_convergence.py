"""Beta and sigma convergence: by hand, against statsmodels, and across the break of 2024."""

import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy.stats import t as student

import cdslib
from cdslib.analysis.convergence_errors import NotPositiveLevelsError, TooFewUnitsError
from cdslib.analysis.straight_line import straight_line, t_quantile

HISTORY = cdslib.index_history()
SPANS = [(2022, 2023), (2023, 2024), (2022, 2024)]


@pytest.mark.parametrize(("first", "last"), SPANS)
def test_beta_is_that_of_statsmodels(first: int, last: int) -> None:
    years = last - first
    ours = cdslib.beta_convergence(HISTORY[first], HISTORY[last], years)
    start = np.log(HISTORY[first])
    growth = (np.log(HISTORY[last]) - start) / years
    theirs = sm.OLS(growth, sm.add_constant(start)).fit(cov_type="HC3", use_t=True)
    assert ours.slope == pytest.approx(theirs.params.iloc[1], abs=1e-12)
    assert ours.intercept == pytest.approx(theirs.params.iloc[0], abs=1e-12)
    assert ours.standard_error == pytest.approx(theirs.bse.iloc[1], abs=1e-12)
    assert (ours.low, ours.high) == pytest.approx(tuple(theirs.conf_int().iloc[1]), abs=1e-6)
    assert ours.r_squared == pytest.approx(theirs.rsquared, abs=1e-12)
    assert ours.units == theirs.nobs == 63


@pytest.mark.parametrize(("first", "last"), SPANS)
def test_the_two_parts_add_up(first: int, last: int) -> None:
    years = last - first
    found = cdslib.beta_convergence(HISTORY[first], HISTORY[last], years)
    start, end = np.log(HISTORY[first]), np.log(HISTORY[last])
    together, ratio = start.corr(end), end.std() / start.std()
    assert found.reshuffling == pytest.approx((together - 1) / years)
    assert found.narrowing == pytest.approx(together * (ratio - 1) / years)
    assert found.slope == pytest.approx(found.reshuffling + found.narrowing)
    assert found.spread_ratio == pytest.approx(ratio)
    assert (found.half_life is None) == (found.high >= 0)


def test_beta_by_hand() -> None:
    """Logs halve in two years: growth is -0.25 log per year, half of a gap closes in the two years."""
    start = pd.Series(np.exp(np.arange(1.0, 11.0)), list("abcdefghij"))
    found = cdslib.beta_convergence(start, start**0.5, 2)
    assert found.slope == pytest.approx(-0.25)
    assert found.half_life == pytest.approx(2.0)
    assert found.reshuffling == pytest.approx(0, abs=1e-12)
    diverging = cdslib.beta_convergence(start, start**1.5)
    assert diverging.half_life is None
    assert diverging.describe("en").startswith("Those that began low grew more slowly (slope 0.50")


def test_changing_places_alone_is_not_called_catching_up() -> None:
    """Pure noise about unchanged levels gives a negative slope; its spread part is nil and the words say so."""
    rng = np.random.default_rng(4)
    one = np.linspace(-1, 1, 63)
    other = rng.permutation(one) + one
    other = (other - other.mean()) / other.std() * one.std()
    start, end = (pd.Series(np.exp(logs)) for logs in (one, other))
    found = cdslib.beta_convergence(start, end)
    assert found.high < 0
    assert found.narrowing == pytest.approx(0, abs=1e-9)
    assert (
        cdslib.beta_convergence(start, end**1.01)
        .describe("en")
        .endswith("But the spread did not become narrower: that is changing places, not catching up.")
    )


def test_those_without_a_figure_are_named_and_a_break_is_said() -> None:
    end = HISTORY[2024].copy()
    end["vn63-01"] = np.nan
    found = cdslib.beta_convergence(HISTORY[2022], end, 2, crosses_break=True)
    assert (found.no_value, found.units) == (("vn63-01",), 62)
    assert found.describe("en").endswith(
        "The measure changed in between, so the result also holds what the change did."
    )
    assert "cách đo đã đổi" in found.describe()


def test_sigma_by_hand_and_by_pandas() -> None:
    found = cdslib.sigma_convergence(HISTORY, breaks=cdslib.index_breaks())
    logs = np.log(HISTORY)
    assert found["sd_log"].tolist() == pytest.approx(logs.std().tolist())
    assert found["cv"].tolist() == pytest.approx((HISTORY.std() / HISTORY.mean()).tolist())
    assert found.loc[2023, "ratio"] == pytest.approx(logs[2023].std() / logs[2022].std())
    assert found["after_break"].tolist() == [False, False, True]
    assert (found["low"].iloc[1:] < found["ratio"].iloc[1:]).all()
    assert (found["ratio"].iloc[1:] < found["high"].iloc[1:]).all()
    scaled = cdslib.sigma_convergence(HISTORY * [1.0, 3.0, 0.5])
    assert scaled["ratio"].iloc[1:].tolist() == pytest.approx(found["ratio"].iloc[1:].tolist())


def test_the_interval_of_the_spread_agrees_with_the_test_of_pitman_and_morgan() -> None:
    """Equal variances of pairs mean that sum and difference are uncorrelated."""
    found = cdslib.sigma_convergence(HISTORY)
    logs = np.log(HISTORY)
    for before, after in ((2022, 2023), (2023, 2024)):
        together = (logs[after] + logs[before]).corr(logs[after] - logs[before])
        statistic = together * math.sqrt(61 / (1 - together**2))
        is_clear = 2 * student.sf(abs(statistic), 61) < 0.05
        low, high = found.loc[after, ["low", "high"]]
        assert is_clear == (not low <= 1 <= high)


def test_the_history_is_what_was_published_and_with_equal_weights_what_score_gives() -> None:
    published = cdslib.load_observations(indicator="dti", geography="vn63", period=2022)
    assert HISTORY[2022].to_dict() == published.set_index("province_code")["value"].to_dict()
    equal = cdslib.index_history(scheme="dti-2025")
    assert (equal[2024] - HISTORY[2024]).abs().max() < 0.0002
    assert (equal[2022] - HISTORY[2022]).abs().max() > 0.005
    assert list(cdslib.index_history("vn34").columns) == [2022, 2023, 2024]


@pytest.mark.parametrize(("freedom", "within"), [(8, 1e-3), (20, 1e-5), (32, 1e-6), (61, 1e-7)])
def test_quantiles_of_student(freedom: int, within: float) -> None:
    assert t_quantile(0.975, freedom) == pytest.approx(student.ppf(0.975, freedom), abs=within)


def test_a_point_that_alone_carries_the_line() -> None:
    x, y = np.array([0.0, 0.0, 0.0, 1.0]), np.array([0.0, 0.0, 0.0, 2.0])
    assert straight_line(x, y).slope == pytest.approx(2.0)


def test_refusals_in_both_languages() -> None:
    few = pd.Series([1.0, 2.0], ["a", "b"])
    with pytest.raises(TooFewUnitsError) as refused:
        cdslib.beta_convergence(few, few)
    assert refused.value.message("en") == "Only 2 units have all the figures; at least 10 are needed."
    assert refused.value.message("vi") == "Chỉ có 2 đơn vị có đủ số liệu; cần ít nhất 10."
    zero = HISTORY.copy()
    zero.loc["vn63-38", 2022] = 0.0
    with pytest.raises(NotPositiveLevelsError, match="“vn63-38” is not above zero"):
        cdslib.beta_convergence(zero[2022], zero[2023])
    with pytest.raises(NotPositiveLevelsError):
        cdslib.sigma_convergence(zero)
    with pytest.raises(TooFewUnitsError):
        cdslib.sigma_convergence(HISTORY.head(5))
