"""Each observation and target by itself: unit, range, parts against value, what must go together."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd

from cdslib.check.report import Entry
from cdslib.check.tables import COUNT, Tables, decimals
from cdslib.check.writing import rounded

_SLACK = 1e-9


def check_figures(tables: Tables) -> Iterator[Entry]:
    """Find observations and targets that cannot be right by themselves.

    Parameters
    ----------
    tables : Tables
        The data package.

    Yields
    ------
    Entry
        Rules ``unit``, ``range_below``, ``range_above``, ``whole_rank``, ``rank_range``, ``no_value``,
        ``qualifier_missing``, ``method_missing``, ``method_unexpected``, ``share_above_one``, ``parts``,
        ``period``, ``ranked_units``.
    """
    yield from _units(tables)
    yield from _ranges(tables)
    yield from _ranks(tables)
    yield from _companions(tables)
    yield from _shares(tables)
    yield from _parts(tables)
    yield from _days(tables)
    yield from _targets(tables)


def _units(tables: Tables) -> Iterator[Entry]:
    for table in ("observations", "targets"):
        rows = tables[table]
        rows = rows[rows["indicator"].isin(tables.catalogue.index) & (rows["unit"] != "")]
        wanted = rows["indicator"].map(tables.catalogue["unit"])
        for row in rows.index[rows["unit"] != wanted]:
            yield tables.entry(
                table, "unit", row, "unit", indicator=rows.at[row, "indicator"], wanted=wanted[row]
            )


def _ranges(tables: Tables) -> Iterator[Entry]:
    rows = tables.observations
    yield from _outside(tables, "observations", rows[~rows["excluded"]])


def _outside(tables: Tables, table: str, rows: pd.DataFrame) -> Iterator[Entry]:
    low, high = (rows["indicator"].map(tables.catalogue[name]) for name in ("minimum", "maximum"))
    for row in rows.index[(rows["number"] < low) | (rows["number"] > high)]:
        indicator = rows.at[row, "indicator"]
        is_below = bool(rows.at[row, "number"] < low[row])
        bound = Decimal(f"{low[row] if is_below else high[row]:g}")
        rule = "range_below" if is_below else "range_above"
        yield tables.entry(table, rule, row, "value", bound=bound, **tables.named(indicator))


def _ranks(tables: Tables) -> Iterator[Entry]:
    rows = tables.figures[tables.figures["unit"] == "rank"]
    for row in rows.index[rows["number"] % 1 != 0]:
        yield tables.entry("observations", "whole_rank", row, "value")
    last = rows["geography"].map(COUNT)
    for row in rows.index[rows["number"] > last]:
        if last[row] < tables.catalogue["maximum"].get(rows.at[row, "indicator"], np.inf):
            yield tables.entry("observations", "rank_range", row, "value", last=int(last[row]))


def _companions(tables: Tables) -> Iterator[Entry]:
    """Find cells that do not fit what their neighbours say."""
    rows = tables.observations
    said = (rows["value"] != "") | (rows["text"] != "") | (rows["numerator"] != "")
    for row in rows.index[~said]:
        yield tables.entry("observations", "no_value", row, "value")
    for row in rows.index[(rows["value"] != "") & (rows["qualifier"] == "")]:
        yield tables.entry("observations", "qualifier_missing", row, "qualifier")
    for row in rows.index[(rows["status"] == "derived") & (rows["method"] == "")]:
        yield tables.entry("observations", "method_missing", row, "method")
    for row in rows.index[(rows["status"] == "published") & (rows["method"] != "")]:
        yield tables.entry("observations", "method_unexpected", row, "method")


def _shares(tables: Tables) -> Iterator[Entry]:
    rows = tables.observations
    rows = rows[~rows["excluded"] & rows["unit"].str.startswith("percent")]
    for row in rows.index[rows["top"] > rows["bottom"]]:
        denominator = Decimal(str(rows.at[row, "denominator"]))
        yield tables.entry("observations", "share_above_one", row, "numerator", denominator=denominator)


def _parts(tables: Tables) -> Iterator[Entry]:
    """Compare a ratio with its numerator and denominator, to one unit of the last digit printed."""
    rows = tables.figures
    rows = rows[rows["top"].notna() & rows["bottom"].gt(0) & (rows["qualifier"] == "exact")]
    factor = rows["indicator"].map(tables.catalogue["factor"])
    is_share = rows["unit"].str.startswith("percent")
    ratio = rows["top"] / rows["bottom"] * factor.fillna(is_share.map({True: 100.0, False: 1.0}))
    digits = decimals(rows["value"])
    is_count = rows["number"] == rows["top"]
    wrong = ((ratio - rows["number"]).abs() > 10.0 ** -digits.astype(float) + _SLACK) & ~is_count
    for row in rows.index[wrong]:
        yield tables.entry(
            "observations",
            "parts",
            row,
            "value",
            numerator=Decimal(str(rows.at[row, "numerator"])),
            denominator=Decimal(str(rows.at[row, "denominator"])),
            ratio=rounded(ratio[row], digits[row] + 1),
        )


def _days(tables: Tables) -> Iterator[Entry]:
    """Find days and months that no calendar has; the pattern lets 2024-02-30 pass."""
    for table, column in (("observations", "period"), ("documents", "date"), ("sources", "date")):
        words = tables[table][column]
        for row, word in words[words.str.contains("-", regex=False)].items():
            if not _is_day(word):
                yield tables.entry(table, "period", row, column)


def _is_day(word: str) -> bool:
    try:
        date.fromisoformat(word if word.count("-") == 2 else f"{word}-01")
    except ValueError:
        return False
    return True


def _targets(tables: Tables) -> Iterator[Entry]:
    rows = tables["targets"]
    rows = rows.assign(number=pd.to_numeric(rows["value"], errors="coerce"))
    for row in rows.index[(rows["unit"] == "rank") & (rows["ranked_units"] == "")]:
        yield tables.entry("targets", "ranked_units", row, "ranked_units")
    levels = rows[rows["kind"].isin(["level", "rank"]) & ~rows["flag"].isin(tables.excluded_flags)]
    yield from _outside(tables, "targets", levels)
