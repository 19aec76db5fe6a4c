"""Ranks against the scores they order."""

from collections.abc import Iterator
from decimal import Decimal

import pandas as pd

from cdslib.check.ledger import judge
from cdslib.check.report import Entry
from cdslib.check.tables import COUNT, Tables


def check_ranks(tables: Tables) -> Iterator[Entry]:
    """Compare every rank with the scores of the same year.

    Where all scores are known, a rank must be one more than the number of higher scores (ties share it); where
    the score was recomputed, ranks were given before rounding and may fall anywhere among equal scores. Where
    only some scores are known, none may be higher than that of a better rank.

    Parameters
    ----------
    tables : Tables
        The data package.

    Yields
    ------
    Entry
        Rules ``rank_score``, ``rank_order``.
    """
    rows = tables.standard
    for indicator in sorted(set(rows["indicator"])):
        ranked = rows[rows["indicator"] == f"{indicator}_rank"]
        if ranked.empty:
            continue
        scores = rows[rows["indicator"] == indicator]
        for _, group in scores.groupby(["geography", "period"]):
            yield from _compare(tables, group, ranked)


def _compare(tables: Tables, scores: pd.DataFrame, ranked: pd.DataFrame) -> Iterator[Entry]:
    """Compare one year of one geography."""
    both = ranked.reset_index(names="row").merge(
        scores[["province_code", "period", "number", "status", "value"]],
        on=["province_code", "period"],
        suffixes=("", "_score"),
    )
    if both.empty:
        return
    if len(scores) == COUNT.get(both["geography"].iloc[0], 0):
        yield from _places(tables, both, scores["number"])
    else:
        yield from _order(tables, both)


def _places(tables: Tables, both: pd.DataFrame, scores: "pd.Series[float]") -> Iterator[Entry]:
    for _, fact in both.iterrows():
        first = 1 + int((scores > fact["number_score"]).sum())
        last = int((scores >= fact["number_score"]).sum()) if fact["status_score"] == "derived" else first
        if not first <= fact["number"] <= last:
            place = str(first) if first == last else f"{first}–{last}"
            yield _entry(tables, fact, "rank_score", score=Decimal(fact["value_score"]), place=place)


def _order(tables: Tables, both: pd.DataFrame) -> Iterator[Entry]:
    for _, fact in both.iterrows():
        is_better = both["number"] < fact["number"]
        lower = both[is_better & (both["number_score"] < fact["number_score"])]
        if lower.empty:
            continue
        other = lower.loc[lower["number_score"].idxmin()]
        names = tables.place(other["province_code"])
        yield _entry(
            tables,
            fact,
            "rank_order",
            score=Decimal(fact["value_score"]),
            other_vi=names["place_vi"],
            other_en=names["place_en"],
            other_rank=other["value"],
            other_score=Decimal(other["value_score"]),
        )


def _entry(tables: Tables, fact: "pd.Series[str]", rule: str, **details: object) -> Entry:
    province, indicator, period = fact["province_code"], fact["indicator"], fact["period"]
    pair = (indicator, indicator.removesuffix("_rank"))
    figures = [Decimal(fact["value"]), *(value for value in details.values() if isinstance(value, Decimal))]
    severity, ledger = judge(tables, province, pair, period, *figures)
    about = {**tables.place(province), **tables.named(pair[1]), "period": period, **details, **ledger}
    return tables.entry("observations", rule, fact["row"], "value", severity, **about)
