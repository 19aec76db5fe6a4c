"""The country against its provinces: sums and means."""

from collections.abc import Hashable, Iterator
from decimal import Decimal

import pandas as pd

from cdslib.check.ledger import judge
from cdslib.check.report import Entry
from cdslib.check.tables import COUNT, Tables, decimals
from cdslib.check.writing import rounded

# Both the printed mean and the 63 or 34 figures are rounded to four decimals.
_OF_MEAN = 0.0001
_SLACK = 1e-9
_ALIKE = ["indicator", "measure", "period", "vintage"]


def check_sums(tables: Tables) -> Iterator[Entry]:
    """Compare national totals and means with the provinces wherever all of these are known.

    Parameters
    ----------
    tables : Tables
        The data package.

    Yields
    ------
    Entry
        Rules ``national_sum``, ``provincial_mean``.
    """
    rows = tables.figures
    country = rows[rows["province_code"] == "vn"]
    for row, fact in country.iterrows():
        yield from _sum(tables, row, fact)
    for geography, count in COUNT.items():
        for row, fact in country[country["measure"] == f"mean_of_{count}"].iterrows():
            yield from _mean(tables, row, fact, geography)


def _sum(tables: Tables, row: Hashable, fact: pd.Series) -> Iterator[Entry]:
    if tables.catalogue["merge_rule"].get(fact["indicator"]) != "sum":
        return
    rows = tables.figures
    parts = rows[(rows[_ALIKE] == fact[_ALIKE]).all(axis=1)]
    for geography, count in COUNT.items():
        of_geography = parts[parts["geography"] == geography]
        if len(of_geography) != count:
            continue
        total = of_geography["number"].sum()
        if abs(total - fact["number"]) > _rounding(of_geography["value"], fact["value"]):
            shown = int(decimals(of_geography["value"]).max())
            yield _entry(tables, row, fact, "national_sum", count, rounded(total, shown))


def _rounding(parts: "pd.Series[str]", whole: str) -> float:
    """Return the most that rounding can explain: half a unit of the last digit of each figure."""
    digits = decimals(pd.concat([parts, pd.Series([whole], dtype="str")]))
    return float((0.5 * 10.0 ** -digits.astype(float)).sum()) + _SLACK


def _mean(tables: Tables, row: Hashable, fact: pd.Series, geography: str) -> Iterator[Entry]:
    rows = tables.standard
    is_part = (rows["indicator"] == fact["indicator"]) & (rows["period"] == fact["period"])
    parts = rows.loc[is_part & (rows["geography"] == geography), "number"]
    if len(parts) == COUNT[geography] and abs(parts.mean() - fact["number"]) > _OF_MEAN + _SLACK:
        yield _entry(tables, row, fact, "provincial_mean", COUNT[geography], rounded(parts.mean(), 4))


def _entry(tables: Tables, row: Hashable, fact: pd.Series, rule: str, count: int, computed: Decimal) -> Entry:
    severity, ledger = judge(
        tables, fact["province_code"], (fact["indicator"],), fact["period"], Decimal(fact["value"]), computed
    )
    about = {
        **tables.named(fact["indicator"]),
        "period": fact["period"],
        "count": count,
        "computed": computed,
    }
    return tables.entry("observations", rule, row, "value", severity, **about, **ledger)
