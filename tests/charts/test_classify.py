"""Class bounds: by hand, against mapclassify, and what must hold for any values."""

import csv
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean

import mapclassify  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdslib.analysis.classify import SCHEMES, Classes, Scheme, classify
from cdslib.resources import data_dir

SIX = ["quantiles", "equal_interval", "natural_breaks", "around_mean", "around_target"]


def dti(geography: str, year: str) -> list[float]:
    """Return the published DTI as the data package has it."""
    with (data_dir() / "observations.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["indicator"] == "dti" and row["period"] == year]
    return [float(row["value"]) for row in rows if row["province_code"].startswith(f"{geography}-")]


def counts(classes: Classes, values: Sequence[float]) -> list[int]:
    found = Counter(classes.index(value) for value in values)
    return [found[place] for place in range(len(classes))]


def test_the_schemes_are_the_ones_the_page_offers() -> None:
    assert list(SCHEMES) == SIX


def test_equal_steps_by_hand() -> None:
    classes = classify([0, 3, 10], "equal_interval", 5, decimals=0)
    assert classes.edges == (0, 2, 4, 6, 8, 10)
    assert counts(classes, [0, 3, 10]) == [1, 1, 0, 0, 1]


def test_quantiles_by_hand() -> None:
    values = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    classes = classify(values, "quantiles", 4, decimals=0)
    assert classes.edges == (1, 3, 5, 7, 9)
    assert counts(classes, values) == [3, 2, 2, 2]


def test_natural_breaks_by_hand() -> None:
    values = [1, 2, 3, 10, 11, 12, 50, 51, 52]
    classes = classify(values, "natural_breaks", 3, decimals=0)
    assert classes.edges == (1, 3, 12, 52)
    assert counts(classes, values) == [3, 3, 3]


def test_around_the_mean_by_hand() -> None:
    classes = classify([2, 4, 4, 4, 5, 5, 7, 9], "around_mean", 5, decimals=0)
    assert (classes.edges, classes.centre) == ((2, 3, 5, 7, 9), 5)
    wide = classify([0, 10, 10, 10, 10, 10, 10, 10, 10, 20], "around_mean", 6, decimals=2)
    assert wide.edges == (0, 1.06, 5.53, 10, 14.47, 18.94, 20)


def test_around_a_target_by_hand() -> None:
    assert classify([0, 10], "around_target", 5, decimals=0, target=4).edges == (0, 2, 4, 7, 10)
    assert classify([0, 12], "around_target", 6, decimals=0, target=6).edges == (0, 2, 4, 6, 8, 10, 12)


@pytest.mark.parametrize(
    ("target", "edges"),
    [
        (10, (1, 3)),
        (3, (1, 2, 3)),
        (0, (1, 1.5, 3)),
        (1, (1, 1, 2, 3)),
        (-100, (1, 3)),
        (2.5, (1, 1.8, 2.5, 2.8, 3)),
    ],
)
def test_a_target_that_nothing_or_everything_reaches(target: float, edges: tuple[float, ...]) -> None:
    classes = classify([1, 2, 3], "around_target", 4, decimals=1, target=target)
    assert (classes.edges, classes.centre) == (edges, target)


def test_changes_are_divided_at_nought() -> None:
    classes = classify([-0.04, -0.01, 0.02, 0.08], "around_target", 5, decimals=2, target=0)
    assert classes.edges == (-0.04, -0.02, 0, 0.04, 0.08)
    assert [classes.index(value) for value in (-0.04, -0.01, 0, 0.02, 0.08)] == [0, 1, 1, 2, 3]


def test_negative_values() -> None:
    assert classify([-3, -1, 1, 3], "equal_interval", 3, decimals=0).edges == (-3, -1, 1, 3)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("values", [[5.0], [5.0] * 34], ids=["one", "all equal"])
def test_values_that_allow_one_class(scheme: Scheme, values: list[float]) -> None:
    classes = classify(values, scheme, 5, decimals=1, target=5)
    assert classes.edges == (5, 5)
    assert (len(classes), classes.index(5.0)) == (1, 0)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_two_values_make_at_least_two_classes(scheme: Scheme) -> None:
    classes = classify([1, 2], scheme, 5, decimals=1, target=1.5)
    assert len(classes) >= 2
    assert classes.index(1) == 0
    assert classes.index(2) == len(classes) - 1


def test_many_equal_values_make_fewer_quantiles() -> None:
    classes = classify([0] * 30 + [1, 2, 3, 4], "quantiles", 5, decimals=0)
    assert classes.edges == (0, 0, 4)
    assert counts(classes, [0] * 30 + [1, 2, 3, 4]) == [30, 4]


def test_an_outlier_at_the_low_end_keeps_its_own_class() -> None:
    classes = classify([1, 50, 51, 52], "natural_breaks", 3, decimals=0)
    assert counts(classes, [1, 50, 51, 52])[0] == 1


def test_values_beyond_the_bounds_go_into_the_nearest_class() -> None:
    classes = classify([0, 10], "equal_interval", 5, decimals=0)
    assert (classes.index(-99), classes.index(99)) == (0, 4)


def test_a_value_lies_where_its_printed_form_says() -> None:
    """0,67544 is printed 0,6754 and belongs to the class that ends there, not to the one above it."""
    classes = classify([0.5, 0.67544, 0.9], "around_target", 4, decimals=4, target=0.67541)
    place = classes.index(0.67544)
    assert (classes.centre, classes.edges[place + 1]) == (0.6754, 0.6754)


def test_the_outer_bounds_are_the_printed_extremes() -> None:
    """0.29 and 0.57 are not exact in binary; no bound may slip to 0.28 or 0.58."""
    assert classify([0.29, 0.57], "equal_interval", 2, decimals=2).edges == (0.29, 0.43, 0.57)


def test_nothing_to_classify() -> None:
    with pytest.raises(ValueError, match=r"^no values to classify$"):
        classify([])
    with pytest.raises(ValueError, match=r"^around_target needs a target$"):
        classify([1, 2], "around_target")


@pytest.mark.filterwarnings("ignore:Numba not installed")
@pytest.mark.parametrize("year", ["2022", "2023", "2024"])
@pytest.mark.parametrize("k", [3, 5, 7])
@pytest.mark.parametrize(
    ("scheme", "other"),
    [
        ("quantiles", mapclassify.Quantiles),
        ("equal_interval", mapclassify.EqualInterval),
        ("natural_breaks", mapclassify.FisherJenks),
    ],
)
def test_against_mapclassify(scheme: Scheme, other: type, k: int, year: str) -> None:
    values = dti("vn63", year)
    assert len(values) == 63
    theirs = other(values, k=k)
    ours = classify(values, scheme, k, decimals=4)
    assert ours.edges[1:] == pytest.approx(list(theirs.bins), abs=0.000051)
    assert max(abs(a - b) for a, b in zip(counts(ours, values), theirs.counts, strict=True)) <= 1


@pytest.mark.parametrize("geography", ["vn63", "vn34"])
def test_around_the_mean_against_mapclassify(geography: str) -> None:
    values = dti(geography, "2024")
    theirs = mapclassify.StdMean(values, multiples=[-1, 0, 1])
    ours = classify(values, "around_mean", 5, decimals=4)
    mean = fmean(values)
    population = ((len(values) - 1) / len(values)) ** 0.5  # they divide by n - 1; these are all provinces
    assert ours.edges[1:4] == pytest.approx(
        [mean + (b - mean) * population for b in theirs.bins[:3]], abs=0.000051
    )
    assert ours.centre == round(mean, 4) == ours.edges[2]


amounts = st.floats(-1e5, 1e5, allow_nan=False)


@given(
    values=st.lists(amounts, min_size=1, max_size=40) | st.lists(st.integers(-5, 5), min_size=1, max_size=40),
    scheme=st.sampled_from(SCHEMES),
    k=st.integers(3, 7),
    decimals=st.integers(0, 4),
    target=amounts,
)
def test_whatever_the_values(
    values: list[float], scheme: Scheme, k: int, decimals: int, target: float
) -> None:
    classes = classify(values, scheme, k, decimals=decimals, target=target)
    edges = classes.edges
    assert all(low < high for low, high in pairwise(edges[1:]))
    assert edges[0] <= edges[1]
    assert 1 <= len(classes) <= max(k, 6)
    assert edges == tuple(round(edge, decimals) for edge in edges)
    assert (edges[0], edges[-1]) == (round(min(values), decimals), round(max(values), decimals))
    for value in values:
        place, shown = classes.index(value), round(value, decimals)
        assert edges[place] < shown <= edges[place + 1] or (place == 0 and edges[0] == shown)
    if classes.centre is not None and edges[0] < classes.centre < edges[-1]:
        assert classes.centre in edges
