"""What goes with an outcome: by hand, against statsmodels itself, and the cautions as columns."""

import sys

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from statsmodels.stats.outliers_influence import variance_inflation_factor

import cdslib
from cdslib.analysis.association_errors import NoStatsmodelsError, TooFewForRegressionError

RNG = np.random.default_rng(5)
X = pd.DataFrame(RNG.normal(size=(60, 3)), columns=list("abc"))
X["c"] = X["a"] + 0.3 * X["c"]
Y = 2 * X["a"] + X["b"] + RNG.normal(size=60) * (1 + X["b"].abs())


def test_as_statsmodels_in_standard_deviations() -> None:
    found = cdslib.associations(Y, X)
    plain = sm.OLS(Y, sm.add_constant(X)).fit(cov_type="HC3", use_t=True)
    scale = X.std() / Y.std()
    assert found.table["together"].to_numpy() == pytest.approx((plain.params[1:] * scale).to_numpy())
    assert found.table["low"].to_numpy() == pytest.approx((plain.conf_int()[0][1:] * scale).to_numpy())
    assert found.table["p_value"].to_numpy() == pytest.approx(plain.pvalues[1:].to_numpy())
    assert (found.r_squared, found.r_squared_adjusted) == pytest.approx((plain.rsquared, plain.rsquared_adj))
    design = sm.add_constant(X).to_numpy()
    expected = [variance_inflation_factor(design, place) for place in (1, 2, 3)]
    assert found.table["vif"].to_numpy() == pytest.approx(expected)


def test_robust_errors_by_hand() -> None:
    """One predictor: sum of (x e / (1 - h))^2 over (sum of x^2)^2, with x from its mean."""
    found = cdslib.associations(Y, X[["b"]]).table.loc["b"]
    x = ((X["b"] - X["b"].mean()) / X["b"].std()).to_numpy()
    y = ((Y - Y.mean()) / Y.std()).to_numpy()
    residual = y - (x @ y / (x @ x)) * x
    leverage = 1 / 60 + x**2 / (x @ x)
    error = np.sqrt(((x * residual / (1 - leverage)) ** 2).sum()) / (x @ x)
    assert (found["high"] - found["low"]) / 2 / 2.0017 == pytest.approx(error, rel=1e-4)
    assert found["alone"] == pytest.approx(found["together"])
    assert found["vif"] == pytest.approx(1.0)


def test_the_one_unit_that_decides_is_seen() -> None:
    y = Y.copy()
    y[0], x = 60.0, X.copy()
    x.loc[0, "b"] = 9.0
    slope = cdslib.associations(y, x[["b"]]).table.loc["b"]
    assert slope["without_one_low"] < slope["together"] - 0.1
    kept = cdslib.associations(Y, X)
    assert (kept.table["without_one_low"] < kept.table["together"]).all()
    assert (kept.table["without_one_high"] > kept.table["together"]).all()


def test_those_without_a_figure_are_named() -> None:
    x = X.set_axis([f"p{place}" for place in range(60)])
    y = pd.Series(Y.to_numpy(), x.index)
    x.loc["p7", "a"] = np.nan
    found = cdslib.associations(y, x)
    assert (found.units, found.no_value) == (59, ("p7",))


def test_refusals_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TooFewForRegressionError) as few:
        cdslib.associations(Y.head(20), X.head(20))
    assert few.value.message("en") == (
        "Only 20 units have all the figures; so many predictors need at least 24. Use fewer predictors."
    )
    assert few.value.message("vi") == (
        "Chỉ có 20 đơn vị có đủ số liệu; với số biến này cần ít nhất 24. Hãy bớt biến."
    )
    monkeypatch.setitem(sys.modules, "statsmodels.api", None)
    with pytest.raises(NoStatsmodelsError) as missing:
        cdslib.associations(Y, X)
    assert missing.value.message("en") == (
        "This computation needs the library statsmodels. Install it: "
        "pip install statsmodels (or conda install statsmodels)."
    )
    assert missing.value.message("vi") == (
        "Phép tính này cần thư viện statsmodels. Hãy cài: "
        "pip install statsmodels (hoặc conda install statsmodels)."
    )
