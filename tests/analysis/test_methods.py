"""The steps of building an index: by hand, and against the published figures of COINr's ASEM example."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdslib.analysis.aggregation import aggregate, impute
from cdslib.analysis.components import load_components
from cdslib.analysis.index_errors import (
    BadWeightsError,
    ConstantIndicatorError,
    MissingComponentsError,
    MissingParameterError,
    NotPositiveError,
    UnknownMethodError,
)
from cdslib.analysis.index_schemes import Scheme
from cdslib.analysis.influence import correlations, cronbach_alpha, effective_weights
from cdslib.analysis.normalisation import METHODS, normalise

TABLE = pd.DataFrame({"good": [2.0, 4.0, 10.0, 4.0], "bad": [1.0, 5.0, 3.0, np.nan]}, index=list("abcd"))

# First five countries of the ASEM sustainable connectivity index as printed, to three significant digits, in the
# article "Aggregation" of COINr (https://bluefoxr.github.io/COINr/articles/aggregate.html): eight pillars, two
# sub-indices, index.
ASEM = pd.DataFrame(
    [
        [12.6, 31.9, 52.4, 39.50, 34.8, 52.5, 71.9, 55.7, 38.4, 53.2, 45.8],
        [26.2, 69.5, 77.5, 54.10, 41.1, 78.2, 72.8, 62.9, 55.4, 68.4, 61.9],
        [48.2, 53.0, 75.6, 43.30, 72.0, 80.8, 86.2, 50.1, 64.0, 63.1, 63.5],
        [13.3, 81.7, 26.5, 5.85, 22.9, 32.4, 27.5, 64.6, 20.2, 57.9, 39.0],
        [24.6, 55.7, 75.9, 27.10, 28.4, 67.5, 53.3, 61.7, 44.7, 56.9, 50.8],
    ],
    columns=[
        *("ConEcFin", "Environ", "Instit", "P2P", "Physical", "Political", "Social", "SusEcFin"),
        *("Conn", "Sust", "Index"),
    ],
)
# Four normalised indicators (1 to 100) and their harmonic mean with weights 1, 1, 2, 1, from the same article.
HARMONIC = pd.DataFrame(
    [
        [94.1, 14.20, 1.0, 29.4, 2.36],
        [94.6, 15.60, 97.2, 40.0, 41.50],
        [35.0, 4.89, 38.0, 15.6, 14.30],
        [51.2, 4.90, 59.2, 34.3, 17.40],
        [43.7, 4.66, 55.7, 1.0, 3.93],
    ],
    columns=["LPI", "Flights", "Ship", "Bord", "y"],
)


def test_the_asem_index_comes_out_level_by_level() -> None:
    connectivity = aggregate(ASEM[["ConEcFin", "Instit", "P2P", "Physical", "Political"]])
    sustainability = aggregate(ASEM[["Environ", "Social", "SusEcFin"]])
    assert (connectivity - ASEM["Conn"]).abs().max() < 0.1
    assert (sustainability - ASEM["Sust"]).abs().max() < 0.1
    assert (aggregate(ASEM[["Conn", "Sust"]]) - ASEM["Index"]).abs().max() < 0.1


def test_the_asem_harmonic_mean_comes_out() -> None:
    weights = {"LPI": 1.0, "Flights": 1.0, "Ship": 2.0, "Bord": 1.0}
    found = aggregate(HARMONIC, weights, "harmonic")
    assert (found / HARMONIC["y"] - 1).abs().max() < 0.006  # three significant digits


def test_coinr_s_limit_on_available_data() -> None:
    """The example of the same article: two of three must be known."""
    table = pd.DataFrame({"i1": [1, 2, 3], "i2": [3, np.nan, np.nan], "i3": [1, np.nan, 1]})
    found = aggregate(table, min_available=2 / 3)
    assert found.round(6).tolist()[0] == 1.666667
    assert math.isnan(found[1])
    assert found[2] == 2.0
    assert aggregate(table).isna().tolist() == [False, True, True]


def test_normalisers_by_hand() -> None:
    directions = {"bad": -1}
    scaled = normalise(TABLE, directions=directions)
    assert scaled["good"].tolist() == [0, 0.25, 1, 0.25]
    assert scaled["bad"].tolist()[:3] == [1, 0, 0.5]
    assert math.isnan(scaled.loc["d", "bad"])
    assert normalise(TABLE, bounds=(1, 100), directions=directions).loc["b"].tolist() == [25.75, 1]
    # good: mean 5, sum of squares 9 + 1 + 25 + 1 = 36, standard deviation sqrt(12)
    assert normalise(TABLE, "zscore")["good"].tolist() == pytest.approx(
        [value / math.sqrt(12) for value in (-3, -1, 5, -1)]
    )
    assert normalise(TABLE, "percentile_rank", directions=directions).round(6).to_numpy().T[
        :, :3
    ].tolist() == [
        [0, 0.333333, 1],
        [1, 0, 0.5],
    ]
    posts = {"good": (0.0, 8.0), "bad": (1.0, 3.0)}
    by_posts = normalise(TABLE, "goalposts", goalposts=posts, directions=directions)
    assert by_posts["good"].tolist() == [0.25, 0.5, 1, 0.5]
    assert by_posts["bad"].tolist()[:3] == [1, 0, 0]
    # from the lowest, 2, to the target, 6; from the highest, 5, down to 2
    targets = {"good": 6.0, "bad": 2.0}
    to_target = normalise(TABLE, "distance_to_target", targets=targets, directions=directions)
    assert to_target["good"].tolist() == [0, 0.5, 1, 0.5]
    assert to_target["bad"].tolist()[:3] == pytest.approx([1, 0, 2 / 3])


def test_aggregators_by_hand() -> None:
    table = pd.DataFrame(
        {"a": [0.2, 0.5, 0.9], "b": [0.8, 0.5, 0.1], "c": [0.5, 0.5, 0.2]}, index=list("xyz")
    )
    weights = {"a": 2.0, "b": 1.0, "c": 1.0}
    assert aggregate(table, weights).round(9).tolist() == [0.425, 0.5, 0.525]
    geometric = aggregate(table, weights, "geometric")
    assert geometric["x"] == pytest.approx((0.2**2 * 0.8 * 0.5) ** 0.25)
    harmonic = aggregate(table, weights, "harmonic")
    assert harmonic["x"] == pytest.approx(4 / (2 / 0.2 + 1 / 0.8 + 1 / 0.5))
    # x against y: a for y (2), b for x (1), c equal; x against z: 2 for z, 2 for x; y against z: 2 to 2
    assert aggregate(table, weights, "copeland").tolist() == [-1, 1, 0]
    assert aggregate(table, {"b": 1.0}).tolist() == [0.8, 0.5, 0.1]


def test_filling_gaps_says_what_was_filled() -> None:
    groups = pd.Series({"a": "north", "b": "north", "c": "south", "d": "south"})
    filled, is_filled = impute(TABLE)
    assert filled.loc["d", "bad"] == 3.0
    assert is_filled.to_numpy().sum() == 1
    assert impute(TABLE, "group_median", groups=groups)[0].loc["d", "bad"] == 3.0
    assert impute(TABLE.assign(bad=[1, 5, 4, None]), "group_mean", groups=groups)[0].loc["d", "bad"] == 4.0
    kept, none = impute(TABLE, min_available=0.9)
    assert math.isnan(kept.loc["d", "bad"])
    assert not none.to_numpy().any()


values = st.lists(st.floats(0.05, 1), min_size=3, max_size=3)


@given(st.lists(values, min_size=2, max_size=8), st.floats(0.1, 50))
def test_means_stay_in_order_and_weights_rescaled_change_nothing(
    rows: list[list[float]], factor: float
) -> None:
    table = pd.DataFrame(rows, columns=list("abc"))
    weights = {"a": 1.0, "b": 2.0, "c": 0.5}
    rescaled = {name: factor * weight for name, weight in weights.items()}
    arithmetic, geometric, harmonic = (
        aggregate(table, weights, method) for method in ("arithmetic", "geometric", "harmonic")
    )
    assert (harmonic <= geometric + 1e-12).all()
    assert (geometric <= arithmetic + 1e-12).all()
    for method in ("arithmetic", "geometric", "harmonic", "copeland"):
        assert np.allclose(aggregate(table, weights, method), aggregate(table, rescaled, method))
    assert aggregate(table, weights, "copeland").sum() == pytest.approx(0)


@given(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=20, unique=True), st.sampled_from(METHODS))
def test_normalising_keeps_the_order(column: list[float], method: str) -> None:
    table = pd.DataFrame({"x": column})
    if table["x"].std() == 0 or np.ptp(column) < 1e-3:
        return
    given_parameters = {"goalposts": {"x": (min(column), max(column))}, "targets": {"x": max(column)}}
    up = normalise(table, method, **given_parameters)["x"]  # type: ignore[arg-type]
    order = table["x"].sort_values().index
    assert (up.reindex(order).diff().dropna() >= -1e-9).all()


def test_influence_is_not_weight() -> None:
    table = pd.DataFrame({"same": [0.5, 0.5, 0.5, 0.5], "differs": [0.1, 0.4, 0.7, 1.0]})
    found = effective_weights(table, Scheme.from_weights("mine", {"same": 9, "differs": 1}))
    assert found["weight"].tolist() == [0.9, 0.1]
    assert found["variance_share"].tolist() == pytest.approx([0.0, 1.0])
    for year, geography in ((2023, "vn63"), (2024, "vn34")):
        scheme = "dti-2022" if year == 2023 else "dti-2025"
        of_year = effective_weights(load_components(year, geography), scheme)
        assert of_year["variance_share"].sum() == pytest.approx(1.0)
        assert of_year["importance"].between(0, 1).all()


def test_correlations_and_alpha_by_hand() -> None:
    table = pd.DataFrame({"a": [1.0, 2.0, 3.0, 4.0], "b": [1.0, 4.0, 9.0, 16.0], "c": [4.0, 3.0, 2.0, 1.0]})
    assert correlations(table, "spearman").loc["a"].tolist() == pytest.approx([1, 1, -1])
    # deviations of b from 7.5: -6.5, -3.5, 1.5, 8.5
    assert correlations(table).loc["a", "b"] == pytest.approx(25 / math.sqrt(5 * 129))
    # variances 5/3 each, of the sum 20/3: 2 x (1 - 1/2)
    assert cronbach_alpha(table.assign(b=table["a"])[["a", "b"]]) == pytest.approx(1.0)
    assert cronbach_alpha(table[["a", "b"]]) == pytest.approx(
        2 * (1 - (5 / 3 + 43) / (5 / 3 + 43 + 2 * 25 / 3))
    )


def test_errors_in_both_languages() -> None:
    with pytest.raises(UnknownMethodError) as method:
        normalise(TABLE, "max")  # type: ignore[arg-type]
    assert str(method.value) == (
        "Không có phương pháp «max» (normalise). Hãy chọn một trong: minmax, zscore, goalposts, percentile_rank, "
        "distance_to_target.\n"
        "There is no method “max” (normalise). Choose one of: minmax, zscore, goalposts, percentile_rank, "
        "distance_to_target."
    )
    with pytest.raises(ConstantIndicatorError) as constant:
        normalise(TABLE.assign(good=1))
    assert str(constant.value) == (
        "Chỉ tiêu «good» có cùng một giá trị ở mọi đơn vị nên không chuẩn hóa được bằng «minmax». Hãy bỏ chỉ tiêu này "
        'hoặc dùng "goalposts".\n'
        "The indicator “good” has the same value everywhere and cannot be normalised by “minmax”. Leave it out, or use "
        '"goalposts".'
    )
    with pytest.raises(MissingParameterError) as posts:
        normalise(TABLE, "goalposts", goalposts={"good": (1, 1)})
    assert str(posts.value) == (
        "Phương pháp «goalposts» cần tham số goalposts cho mọi chỉ tiêu; còn thiếu hoặc sai: good, bad.\n"
        "The method “goalposts” needs goalposts for every indicator; missing or wrong: good, bad."
    )
    with pytest.raises(MissingParameterError):
        normalise(TABLE, "distance_to_target", targets={"good": 1, "bad": 2})
    with pytest.raises(NotPositiveError) as positive:
        aggregate(TABLE.assign(good=0), method="geometric")
    assert str(positive.value) == (
        "Trung bình «geometric» chỉ tính được với giá trị lớn hơn 0, nhưng «good» của a là 0. Hãy chuẩn hóa về khoảng "
        "dương, ví dụ bounds=(0.01, 1).\n"
        "The geometric mean needs values above 0, but “good” of a is 0. Normalise to a positive range first, for "
        "example bounds=(0.01, 1)."
    )
    for wrong in (lambda: aggregate(TABLE, method="median"), lambda: impute(TABLE, "group_mean")):  # type: ignore[arg-type]
        with pytest.raises(UnknownMethodError):
            wrong()
    with pytest.raises(MissingComponentsError):
        aggregate(TABLE, {"ugly": 1})
    with pytest.raises(BadWeightsError):
        aggregate(TABLE, {"good": -1})
