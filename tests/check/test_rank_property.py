"""Ranks made from scores by counting always pass; the same ranks with one moved never do."""

from pathlib import Path

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from cdslib.check.ranks import check_ranks
from cdslib.check.structure import read_tables
from cdslib.check.tables import Tables
from cdslib.resources import data_dir

OWN = read_tables(data_dir())[0]
CODES = [code for code in OWN["provinces"]["code"] if code.startswith("vn34-")]
SCORES = st.lists(st.integers(0, 60), min_size=34, max_size=34)


def tables_with(scores: list[int], ranks: list[int]) -> Tables:
    """Replace the observations by one index and its ranks."""
    template = OWN["observations"].iloc[:0]
    cells = [
        *((code, "dti", f"{score / 100:.2f}") for code, score in zip(CODES, scores, strict=True)),
        *((code, "dti_rank", str(rank)) for code, rank in zip(CODES, ranks, strict=True)),
    ]
    rows = pd.DataFrame(cells, columns=["province_code", "indicator", "value"]).reindex(
        columns=template.columns
    )
    rows = rows.astype("object").fillna("").astype("str")
    rows = rows.assign(measure="standard", vintage="current", period="2031", status="published")
    rows.index = pd.RangeIndex(2, len(rows) + 2)
    return Tables(Path("data"), OWN.described, {**OWN.words, "observations": rows})


def competition_ranks(scores: list[int]) -> list[int]:
    return [1 + sum(other > score for other in scores) for score in scores]


@given(SCORES)
@settings(max_examples=20, deadline=None)
def test_true_ranks_pass(scores: list[int]) -> None:
    assert list(check_ranks(tables_with(scores, competition_ranks(scores)))) == []


@given(SCORES, st.integers(0, 33), st.integers(1, 33))
@settings(max_examples=20, deadline=None)
def test_a_moved_rank_is_seen(scores: list[int], place: int, step: int) -> None:
    ranks = competition_ranks(scores)
    ranks[place] = (ranks[place] + step - 1) % 34 + 1
    (entry,) = check_ranks(tables_with(scores, ranks))
    assert (entry.row, entry.rule, entry.value) == (2 + 34 + place, "rank_score", str(ranks[place]))
