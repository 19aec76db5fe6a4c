"""The crosswalk from the 63 to the 34: complete, and in agreement with areas and published scores."""

from collections.abc import Hashable, Iterator
from decimal import Decimal

import pandas as pd

from cdslib.check.ledger import judge
from cdslib.check.report import Entry
from cdslib.check.tables import Tables
from cdslib.check.writing import rounded

# The largest gap between the Resolution's areas and the sums of the old ones is 0.01 km².
_OF_AREA = 0.02
_OF_MEAN = {"published": 0.0001, "derived": 0.0002}
_SLACK = 1e-9


def check_merging(tables: Tables) -> Iterator[Entry]:
    """Compare the 34 provinces with the former ones they are made of.

    Parameters
    ----------
    tables : Tables
        The data package.

    Yields
    ------
    Entry
        Rules ``province_code_parts``, ``not_in_merger``, ``crosswalk_area``, ``merged_mean``.
    """
    yield from _codes(tables)
    yield from _complete(tables)
    yield from _areas(tables)
    yield from _means(tables)


def _codes(tables: Tables) -> Iterator[Entry]:
    rows = tables["provinces"]
    expected = rows["geography"] + ("-" + rows["gso_code"]).where(rows["gso_code"] != "", "")
    for row in rows.index[rows["code"] != expected]:
        yield tables.entry("provinces", "province_code_parts", row, "code", expected=expected[row])


def _complete(tables: Tables) -> Iterator[Entry]:
    provinces, merger = tables["provinces"], tables["merger"]
    for geography, column in (("vn63", "code_63"), ("vn34", "code_34")):
        of_geography = provinces[provinces["geography"] == geography]
        for row in of_geography.index[~of_geography["code"].isin(merger[column])]:
            names = tables.place(of_geography.at[row, "code"])
            yield tables.entry(
                "provinces", "not_in_merger", row, "code", "error", merger_column=column, **names
            )


def _members(tables: Tables) -> "pd.Series[str]":
    merger = tables["merger"].drop_duplicates("code_63")
    return merger.set_index("code_63")["code_34"]


def _areas(tables: Tables) -> Iterator[Entry]:
    rows = tables.standard[tables.standard["indicator"] == "area_km2"]
    rows = rows.sort_values("period", kind="stable").drop_duplicates("province_code", keep="last")
    members = _members(tables)
    old = rows[rows["geography"] == "vn63"].set_index("province_code")["number"].reindex(members.index)
    for row, fact in rows[rows["geography"] == "vn34"].sort_index().iterrows():
        parts = old[members == fact["province_code"]]
        total = parts.sum(skipna=False)
        if parts.empty or pd.isna(total) or abs(total - fact["number"]) <= _OF_AREA + _SLACK:
            continue
        about = {**tables.place(fact["province_code"]), "parts": ", ".join(parts.index)}
        yield tables.entry(
            "observations", "crosswalk_area", row, "value", "error", sum=rounded(total, 2), **about
        )


def _means(tables: Tables) -> Iterator[Entry]:
    """Recompute what the ministry averaged: its index of the 34 is the plain mean of the former provinces."""
    averaged = tables.catalogue.index[tables.catalogue["merge_rule"] == "mean"]
    rows = tables.standard[tables.standard["indicator"].isin(averaged)]
    old, new = rows[rows["geography"] == "vn63"], rows[rows["geography"] == "vn34"]
    members = _members(tables)
    whole = old["province_code"].map(members)
    parts = old.groupby([whole, old["indicator"], old["period"]])["number"]
    means, counts = parts.mean(), parts.size()
    for row, fact in new.iterrows():
        key = (fact["province_code"], fact["indicator"], fact["period"])
        of_province = members.index[members == key[0]]
        if counts.get(key) != len(of_province):
            continue
        if abs(means[key] - fact["number"]) > _OF_MEAN.get(fact["status"], 0.0) + _SLACK:
            yield _merged_mean(tables, row, fact, rounded(means[key], 4), ", ".join(of_province))


def _merged_mean(tables: Tables, row: Hashable, fact: pd.Series, mean: Decimal, parts: str) -> Entry:
    province, indicator, period = fact["province_code"], fact["indicator"], fact["period"]
    severity, ledger = judge(tables, province, (indicator,), period, Decimal(fact["value"]), mean)
    about = {**tables.place(province), **tables.named(indicator), "period": period, "parts": parts, **ledger}
    return tables.entry("observations", "merged_mean", row, "value", severity, mean=mean, **about)
