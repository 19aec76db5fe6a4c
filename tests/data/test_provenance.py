"""The sources of a table: all of them, the most used first, and below the table in the reader's language."""

import pandas as pd

import cdslib
from cdslib.data.provenance import source_line


def test_all_sources_the_most_used_first() -> None:
    rows = cdslib.load_observations(indicator=["dti", "trained_labour_rate"], geography="vn63", period=2023)
    found = cdslib.sources_of(rows)
    assert found["rows"].sum() == len(rows) == 126
    assert found["rows"].is_monotonic_decreasing
    assert set(found.index) == set(rows["source"])
    assert cdslib.sources_of(rows, rows)["rows"].sum() == 252


def test_no_source_no_line() -> None:
    assert source_line(pd.DataFrame({"source": [None]})) == ""


def test_a_table_with_its_sources_below_is_escaped() -> None:
    rows = cdslib.load_observations(indicator="dti", geography="vn34", period=2024)
    html = cdslib.with_sources(pd.DataFrame({"<b>": ["<script>"]}), rows)._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "<p>Nguồn của các số liệu này:</p><ul><li>Bộ Khoa học và Công nghệ (dti.gov.vn). DTI" in html


def test_a_table_without_known_sources_is_shown_alone() -> None:
    shown = cdslib.with_sources(pd.DataFrame({"source": ["nobody"], "value": [1.0]}), lang="en")
    assert "<p>" not in shown._repr_html_()
    assert "Sources of these figures:" in repr(shown)
