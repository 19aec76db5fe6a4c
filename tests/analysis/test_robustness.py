"""How firm a rank is, and why it changed."""

import time
from itertools import pairwise, permutations

import numpy as np
import pandas as pd
import pytest

from cdslib.analysis.aggregation import aggregate
from cdslib.analysis.components import load_components, scheme_of_year
from cdslib.analysis.composite import rank, score
from cdslib.analysis.index_errors import NoComponentsError, NoSuchProvinceError, UnknownMethodError
from cdslib.analysis.index_schemes import Scheme
from cdslib.analysis.official_schemes import load_scheme
from cdslib.analysis.rank_changes import explain_rank_change, rank_change_notes
from cdslib.analysis.robustness import robustness
from cdslib.analysis.robustness_draws import ahead, draw_assumptions, drawn_scores, groups_of

FORMER = load_components(2024, "vn63")
PRESENT = load_components(2024, "vn34")


def test_without_any_change_of_assumption_the_rank_is_the_rank() -> None:
    still = {
        "spread": 0.0,
        "normalisations": ["none"],
        "aggregations": ["arithmetic"],
        "leave_one_out": False,
    }
    found = robustness(PRESENT, draws=20, **still)  # type: ignore[arg-type]
    assert (found.table["rank_low"] == found.table["rank"]).all()
    assert (found.table["rank_high"] == found.table["rank"]).all()
    assert (found.table["same_rank"] == 1).all()
    assert found.table["group"].nunique() == 34
    assert found.by_assumption["mean_shift"].eq(0).all()
    assert found.table["rank"].tolist() == rank(score(PRESENT))["rank"].tolist()


def test_the_same_seed_gives_the_same_result() -> None:
    first, again, other = (robustness(FORMER, draws=300, seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(first.table, again.table)
    assert not first.ahead.equals(other.ahead)
    assert (first.seed, first.draws, first.confidence) == (1, 300, 0.9)


def test_intervals_pairs_and_groups_hang_together() -> None:
    found = robustness(FORMER, draws=1000, aggregations=["arithmetic", "geometric", "copeland"])
    table = found.table
    assert len(table) == 63
    assert (table["rank_low"] <= table["rank_median"]).all()
    assert (table["rank_median"] <= table["rank_high"]).all()
    assert table["same_rank"].between(0, 1).all()
    pairs = found.ahead.to_numpy()
    assert np.allclose(pairs + pairs.T, 1.0)
    ordered = table.sort_values("rank")
    assert ordered["group"].is_monotonic_increasing
    firsts = ordered.groupby("group").head(1).index
    for before, after in pairwise(firsts):
        assert found.ahead.loc[before, after] >= 0.9
    of_first = ordered[ordered["group"] == 1].index
    assert (found.ahead.loc[of_first[0], of_first[1:]] < 0.9).all()
    assert set(found.by_assumption["choice"]) >= {
        "none",
        "minmax",
        "geometric",
        "copeland",
        "infrastructure",
        "–",
    }


def test_a_province_better_in_everything_is_ahead_in_every_draw() -> None:
    table = pd.DataFrame(
        {"a": [0.9, 0.5, 0.5], "b": [0.9, 0.6, 0.4], "c": [0.8, 0.2, 0.3]}, index=list("xyz")
    )
    scheme = Scheme.from_weights("mine", {"a": 1, "b": 1, "c": 1})
    found = robustness(table, scheme, draws=500, aggregations=["arithmetic", "geometric", "copeland"])
    assert found.ahead.loc["x"].tolist() == [0.5, 1, 1]
    assert found.table.loc["x", ["rank_low", "rank_high"]].tolist() == [1, 1]
    assert found.table["group"].tolist() == [1, 2, 2]


@pytest.mark.parametrize("method", ["arithmetic", "geometric", "copeland"])
def test_a_draw_is_what_the_plain_functions_give(method: str) -> None:
    columns = [name for name in PRESENT if name in load_scheme("dti-2025").components]
    levels = PRESENT[columns].astype(float)
    shares = load_scheme("dti-2025").shares()
    assumed = draw_assumptions(shares, (("none", method),), 5, 3, spread=0.5, leave_one_out=True)
    drawn = drawn_scores(levels.to_numpy(), assumed)
    for weights, found, left_out in zip(assumed.weights, drawn, assumed.left_out, strict=True):
        assert weights.sum() == pytest.approx(1)
        assert left_out < 0 or weights[left_out] == 0
        by_hand = aggregate(levels, dict(zip(columns, weights.tolist(), strict=True)), method)  # type: ignore[arg-type]
        assert found == pytest.approx(by_hand.to_numpy())


def test_groups_by_hand() -> None:
    # scores of two draws: a and b change places, c is always last
    drawn = np.array([[0.9, 0.8, 0.1], [0.7, 0.8, 0.2]])
    before = ahead(drawn)
    assert before.tolist() == [[0.5, 0.5, 1], [0.5, 0.5, 1], [0, 0, 0.5]]
    assert groups_of([0, 1, 2], before, 0.9) == [1, 1, 2]


def test_ten_thousand_draws_take_about_a_second() -> None:
    """The budget is one second; a busy machine is given three."""
    robustness(FORMER, draws=100)
    start = time.perf_counter()
    robustness(FORMER, draws=10_000)
    assert time.perf_counter() - start < 3


def test_errors_of_robustness() -> None:
    with pytest.raises(UnknownMethodError):
        robustness(PRESENT, aggregations=["median"])
    with pytest.raises(UnknownMethodError):
        robustness(PRESENT, normalisations=["zscore"], aggregations=["geometric"])


def test_a_change_of_place_adds_up_by_hand() -> None:
    """Recomputed for Thanh Hóa 2023 to 2024 by turning the switches one by one in all six orders."""
    tables = {year: load_components(year, "vn63") for year in (2023, 2024)}
    schemes = {year: scheme_of_year(year).joined() for year in (2023, 2024)}
    joint = list(schemes[2023].components)

    def place(own: int, others: int, method: int) -> int:
        mixed = tables[others][joint].copy()
        mixed.loc["vn63-38"] = tables[own].loc["vn63-38", joint]
        return int(rank(score(mixed.astype(float), schemes[method]))["rank"]["vn63-38"])

    total = dict.fromkeys(("own", "others", "method"), 0)
    for order in permutations(total):
        state = dict.fromkeys(total, 2023)
        for factor in order:
            before = place(**state)
            state[factor] = 2024
            total[factor] += before - place(**state)
    found = explain_rank_change("vn63-38", 2023, 2024)
    assert found.effects["places"].to_dict() == pytest.approx(
        {name: value / 6 for name, value in total.items()}
    )
    assert (found.start_rank, found.end_rank) == (11, 8)


@pytest.mark.parametrize("code", ["vn63-38", "vn63-24", "vn63-74", "vn63-79", "vn63-95"])
def test_effects_add_up_exactly_with_the_merger(code: str) -> None:
    found = explain_rank_change(code, 2022, 2024, merger=True)
    assert list(found.effects.index) == ["own", "others", "method", "merger"]
    assert found.effects["places"].sum() == pytest.approx(found.start_rank - found.end_rank, abs=1e-9)
    assert found.effects["score"].sum() == pytest.approx(found.end_score - found.start_score, abs=1e-12)
    assert found.effects.loc["others", "score"] == 0
    assert found.province.startswith("vn34-")
    published = score(PRESENT)[found.province]
    assert found.end_score == pytest.approx(published)


def test_a_present_province_is_followed_through_its_parts() -> None:
    found = explain_rank_change("vn34-24", 2022, 2023)
    assert found.effects.loc["method"].tolist() == [0, 0]
    assert found.notes == ()
    assert rank_change_notes(found) == []
    later = explain_rank_change("vn34-24", 2023, 2024)
    assert len(rank_change_notes(later, "en")) == 2
    assert later.end_rank == 11


def test_errors_of_a_change() -> None:
    for wrong in ("vn63-99", "Hà Nội", "vn34-02"):
        with pytest.raises(NoSuchProvinceError) as error:
            explain_rank_change(wrong, 2023, 2024)
        assert str(error.value) == (
            f"Không có số liệu của «{wrong}» ở các năm này. Mã của 34 tỉnh bắt đầu bằng vn34-, mã của 63 tỉnh cũ bắt "
            "đầu bằng vn63-.\n"
            f"There are no figures of “{wrong}” in these years. Codes of the 34 begin with vn34-, those of the 63 "
            "former ones with vn63-."
        )
    with pytest.raises(NoComponentsError):
        explain_rank_change("vn63-38", 2020, 2024)
