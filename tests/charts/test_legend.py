"""What stands beside the colours."""

from cdslib.analysis.classify import Classes, classify
from cdslib.charts.legend import LegendItem, legend_items, no_data_label

STEPS = Classes((0.5, 0.65, 0.8), "quantiles", None, 4)


def test_bounds_and_counts_in_both_languages() -> None:
    values = [0.5, 0.65, 0.65001, 0.7]
    assert legend_items(STEPS, ("#a", "#b"), values, decimals=4) == (
        LegendItem("#a", "0,5000 – 0,6500", 3),
        LegendItem("#b", "> 0,6500 – 0,8000", 1),
    )
    assert [item.label for item in legend_items(STEPS, ("#a", "#b"), values, decimals=2, lang="en")] == [
        "0.50 – 0.65",
        "> 0.65 – 0.80",
    ]


def test_changes_carry_signs() -> None:
    classes = Classes((-1234.5, 0, 2), "around_target", 0, 1)
    labels = [item.label for item in legend_items(classes, ("#a", "#b"), [], decimals=1, sign=True)]
    assert labels == ["−1.234,5 – 0,0", "> 0,0 – +2,0"]


def test_an_empty_class_is_shown_as_empty() -> None:
    classes = classify([0, 10], "equal_interval", 5, decimals=0)
    items = legend_items(classes, list("abcde"), [0, 10], decimals=0)
    assert [item.count for item in items] == [1, 0, 0, 0, 1]


def test_one_class() -> None:
    (item,) = legend_items(classify([5, 5], decimals=0), ("#a",), [5, 5], decimals=0)
    assert (item.label, item.count) == ("5", 2)


def test_no_data() -> None:
    assert (no_data_label(), no_data_label("en")) == ("Không có số liệu", "No data")
