"""Moran's I, globally and locally: by hand, against PySAL, and with units that cannot be compared."""

from itertools import permutations as orders

import esda
import geopandas as gpd
import libpysal
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import box
from statsmodels.stats.multitest import multipletests

import cdslib
from cdslib.analysis.false_discoveries import adjusted_p_values
from cdslib.analysis.spatial_errors import (
    NoNeighboursError,
    NotWeightsError,
    NoVariationError,
    UnknownUnitsError,
)

LINE = pd.DataFrame([[0, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 1], [0, 0, 1, 0]], list("abcd"), list("abcd"))
CASES = [("vn63", "trained_labour_rate", 2023), ("vn63", "dti", 2024), ("vn34", "dti", 2024)]


def figures(geography: str, indicator: str, year: int) -> pd.Series:
    rows = cdslib.load_observations(indicator=indicator, geography=geography, period=year)
    return rows.set_index("province_code")["value"]


def pysal_weights(geography: str) -> libpysal.weights.W:
    shapes = cdslib.load_boundaries(geography)
    weights = libpysal.weights.Queen.from_dataframe(shapes, ids=shapes["code"].tolist(), use_index=False)
    weights.transform = "r"
    return weights


@pytest.mark.parametrize("geography", ["vn63", "vn34"])
def test_neighbours_are_those_of_pysal(geography: str) -> None:
    borders = cdslib.neighbours(geography)
    weights = pysal_weights(geography)
    expected = pd.DataFrame(weights.full()[0] > 0, weights.id_order, weights.id_order)
    assert (borders.to_numpy() == expected.loc[borders.index, borders.index].to_numpy()).all()
    assert (borders.to_numpy() == borders.to_numpy().T).all()
    assert borders.sum(axis=1).min() >= 1
    assert np.diag(borders).sum() == 0


def test_neighbours_that_everybody_knows() -> None:
    of_hanoi = cdslib.neighbours("vn63").loc["vn63-01"]
    names = cdslib.load_provinces("vn63").set_index("code")["name_vi"]
    assert set(names[of_hanoi[of_hanoi == 1].index]) == {
        "Thái Nguyên", "Vĩnh Phúc", "Bắc Ninh", "Bắc Giang", "Hưng Yên", "Hà Nam", "Hòa Bình", "Phú Thọ",
    }  # fmt: skip


def test_an_island_is_alone_or_joined_to_the_nearest() -> None:
    shapes = gpd.GeoDataFrame(
        {"code": list("abc")},
        geometry=[box(105, 10, 106, 11), box(106, 10, 107, 11), box(107.5, 10, 108, 11)],
        crs="EPSG:4326",
    )
    assert cdslib.neighbours(shapes).to_numpy().tolist() == [[0, 1, 0], [1, 0, 0], [0, 0, 0]]
    joined = cdslib.neighbours(shapes, nearest_if_alone=True)
    assert joined.to_numpy().tolist() == [[0, 1, 0], [1, 0, 1], [0, 1, 0]]


@pytest.mark.parametrize(("geography", "indicator", "year"), CASES)
def test_global_as_pysal(geography: str, indicator: str, year: int) -> None:
    values, borders = figures(geography, indicator, year), cdslib.neighbours(geography)
    ours = cdslib.morans_i(values, borders)
    weights = pysal_weights(geography)
    np.random.seed(7)  # noqa: NPY002 - the reference draws from the global generator
    theirs = esda.Moran(values.reindex(weights.id_order).to_numpy(), weights, permutations=9999)
    assert ours.value == pytest.approx(theirs.I, abs=1e-12)
    assert ours.expected == pytest.approx(theirs.EI, abs=1e-12)
    assert ours.p_value == pytest.approx(min(1, 2 * theirs.p_sim), abs=0.03)


@pytest.mark.filterwarnings("ignore:The alternative hypothesis:DeprecationWarning")
@pytest.mark.parametrize(("geography", "indicator", "year"), CASES)
def test_local_as_pysal(geography: str, indicator: str, year: int) -> None:
    values = figures(geography, indicator, year)
    ours = cdslib.local_morans_i(values, cdslib.neighbours(geography))
    weights = pysal_weights(geography)
    given = values.reindex(weights.id_order).to_numpy()
    theirs = esda.Moran_Local(given, weights, permutations=9999, seed=7)
    in_order = ours.loc[weights.id_order]
    assert in_order["local_i"].to_numpy() == pytest.approx(theirs.Is, abs=1e-10)
    observed = theirs.Is[:, None]
    tail = np.minimum((theirs.rlisas >= observed).sum(axis=1), (theirs.rlisas <= observed).sum(axis=1))
    two_sided = np.minimum(1, 2 * (tail + 1) / 10_000)  # its own p_sim changes sides in a coming release
    assert in_order["p_value"].to_numpy() == pytest.approx(two_sided, abs=0.04)
    quadrants = {1: "high_high", 2: "low_high", 3: "low_low", 4: "high_low"}
    called = in_order[in_order["kind"] != "not_significant"]
    expected = pd.Series(theirs.q, weights.id_order).map(quadrants)
    assert (called["kind"] == expected[called.index]).all()


def test_local_values_average_to_the_global_one() -> None:
    values, borders = figures("vn63", "dti", 2024), cdslib.neighbours("vn63")
    local = cdslib.local_morans_i(values, borders, permutations=99)["local_i"]
    assert local.sum() / 62 == pytest.approx(cdslib.morans_i(values, borders, permutations=99).value)


def test_by_hand_with_every_order() -> None:
    """z = (-1.5, -0.5, 0.5, 1.5): z'Wz = 0.75 + 0.25 + 0.25 + 0.75 = 2 and z'z = 5, so I = 0.4."""
    values = pd.Series([1.0, 2.0, 3.0, 4.0], list("abcd"))
    found = cdslib.morans_i(values, LINE, permutations=20_000)
    assert found.value == pytest.approx(0.4)
    assert found.expected == pytest.approx(-1 / 3)
    weights = LINE.to_numpy() / LINE.to_numpy().sum(axis=1, keepdims=True)
    z = values.to_numpy() - 2.5
    dealt = [np.array(order) @ weights @ np.array(order) / 5 for order in orders(z)]
    exact = np.mean([one >= 0.4 - 1e-12 for one in dealt])
    assert exact == pytest.approx(2 / 24)
    assert found.p_value == pytest.approx(2 * exact, abs=0.01)


def test_the_same_seed_the_same_result_and_another_nearly() -> None:
    values, borders = figures("vn63", "trained_labour_rate", 2023), cdslib.neighbours("vn63")
    one, same, other = (cdslib.local_morans_i(values, borders, seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one, same)
    assert (one["p_value"] - other["p_value"]).abs().max() < 0.03


@pytest.mark.parametrize("seed", range(5))
def test_adjusted_p_values_are_those_of_statsmodels(seed: int) -> None:
    given = np.random.default_rng(seed).random(63) ** 3
    assert adjusted_p_values(given) == pytest.approx(multipletests(given, method="fdr_bh")[1])


def test_no_discovery_in_pure_chance() -> None:
    """Without any pattern fewer than one map in ten shows a significant unit (5 % is promised)."""
    borders, rng = cdslib.neighbours("vn63"), np.random.default_rng(3)
    found = 0
    for _ in range(40):
        noise = pd.Series(rng.normal(size=63), borders.index)
        kinds = cdslib.local_morans_i(noise, borders, permutations=1999)["kind"]
        found += (kinds != "not_significant").any()
    assert found <= 5


def test_units_without_value_or_neighbour_are_left_out_and_named() -> None:
    values = pd.Series([1.0, 2.0, 4.0, None, 9.0], list("abcde"))
    borders = LINE.reindex(index=list("abcde"), columns=list("abcde"), fill_value=0)
    borders.loc["d", "e"] = borders.loc["e", "d"] = 1
    found = cdslib.morans_i(values, borders, permutations=99)
    assert (found.no_value, found.no_neighbours, found.units) == (("d",), ("e",), 3)
    assert found.describe("en", alpha=0.0).endswith(
        "Left out for lack of a figure: d. Left out because no neighbour has a figure: e."
    )
    assert "Không tính vì không có số liệu: d." in found.describe()
    local = cdslib.local_morans_i(values, borders, permutations=99, lang="en")
    assert local.loc[["d", "e"], "kind"].tolist() == ["no_value", "no_neighbours"]
    assert local.loc["e", "meaning"] == "No neighbour with a figure"
    trimmed = values.drop(["d", "e"]), LINE.loc[list("abc"), list("abc")]
    assert found.value == cdslib.morans_i(*trimmed, permutations=99).value


def test_words_for_alike_unlike_and_neither() -> None:
    borders = cdslib.neighbours("vn63")
    alike = cdslib.morans_i(figures("vn63", "trained_labour_rate", 2023), borders)
    assert alike.describe("en") == (
        "Neighbours are more alike than chance would have it (I = 0.53; p = 0.0002; 63 units)."
    )
    neither = cdslib.morans_i(figures("vn63", "dti", 2024), borders)
    assert neither.describe().startswith("Không thấy các tỉnh giáp nhau giống nhau hay khác nhau hơn")
    chessboard = pd.DataFrame(
        np.abs(np.subtract.outer(np.arange(12), np.arange(12))) == 1,
        dtype=int,
        index=range(12),
        columns=range(12),
    )
    unlike = cdslib.morans_i(pd.Series([0.0, 1.0] * 6), chessboard)
    assert unlike.describe("en").startswith("Neighbours differ more than chance would have it (I = −1.00")


def test_refusals_in_both_languages() -> None:
    values = pd.Series([1.0, 2.0, 3.0, 4.0], list("abcd"))
    with pytest.raises(UnknownUnitsError) as unknown:
        cdslib.morans_i(pd.Series([1.0], ["x"]), LINE)
    assert unknown.value.message("en") == (
        "The matrix of neighbours lacks: x. Use cdslib.neighbours() for the same provinces as the figures."
    )
    assert unknown.value.message("vi") == (
        "Ma trận giáp ranh không có: x. Hãy dùng cdslib.neighbours() của cùng bộ tỉnh với số liệu."
    )
    with pytest.raises(NotWeightsError):
        cdslib.morans_i(values, -LINE)
    with pytest.raises(NoNeighboursError, match="at least 3 are needed"):
        cdslib.morans_i(values.head(2), LINE)
    with pytest.raises(NoVariationError, match="the same value"):
        cdslib.local_morans_i(values * 0, LINE)
