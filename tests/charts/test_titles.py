"""A title and its source on a chart of one's own."""

import altair as alt

import cdslib
from cdslib import charts


def test_the_source_stands_below_the_title_in_lines_that_fit() -> None:
    rows = cdslib.load_observations(indicator="dti", geography="vn63", period=["2022", "2024"])
    chart = charts.titled(alt.Chart(rows).mark_bar(), "DTI", rows, lang="en").to_dict()
    assert chart["title"]["text"] == "DTI"
    lines = chart["title"]["subtitle"]
    assert lines[0].startswith("Source: ")
    assert len(lines) > 1
    assert max(len(line) for line in lines) <= 60
    assert chart["config"]["locale"]["number"]["decimal"] == "."


def test_without_a_table_there_is_no_line() -> None:
    chart = charts.titled(alt.Chart().mark_bar(), "DTI").to_dict()
    assert chart["title"]["subtitle"] == []
