"""Who says so: sources that cannot be found again, and entries that nothing refers to."""

import json
from collections.abc import Iterator

from cdslib.check.report import Entry
from cdslib.check.tables import Tables

_KEY = ["province_code", "indicator", "measure", "period", "vintage"]
_SAME_TARGET = [
    "province_code",
    "indicator",
    "indicator_vi",
    "measure",
    "comparator",
    "value",
    "value_to",
    "text",
]


def check_sources(tables: Tables) -> Iterator[Entry]:
    """Find sources without an address, the same thing told twice, and entries nothing refers to.

    Parameters
    ----------
    tables : Tables
        The data package.

    Yields
    ------
    Entry
        Rules ``no_address``, ``address_unknown`` (what is known stands in the note), ``same_address``,
        ``confirms_itself``, ``same_target``, ``orphan``.
    """
    yield from _addresses(tables)
    yield from _told_twice(tables)
    yield from _orphans(tables)


def _addresses(tables: Tables) -> Iterator[Entry]:
    rows = tables["sources"]
    # Articles were handed over as texts, without an address.
    lacking = rows[(rows["address"] == "") & (rows["kind"] != "article")]
    for row in lacking.index:
        source = rows.at[row, "id"]
        if rows.at[row, "note"]:
            yield tables.entry("sources", "address_unknown", row, "address", "note", source=source)
        else:
            yield tables.entry("sources", "no_address", row, "address", source=source)
    given = rows[rows["address"] != ""]
    for row in given.index[given["address"].duplicated()]:
        first = given["id"][given["address"] == given.at[row, "address"]].iloc[0]
        yield tables.entry("sources", "same_address", row, "address", first=first)


def _told_twice(tables: Tables) -> Iterator[Entry]:
    confirmations = tables["confirmations"]
    own = tables["observations"][[*_KEY, "source"]]
    both = confirmations.reset_index(names="row").merge(own, on=[*_KEY, "source"])
    for row in both["row"]:
        yield tables.entry("confirmations", "confirms_itself", row, "source")
    targets = tables["targets"]
    columns = [*_SAME_TARGET, "target_year", "document", "source"]
    for row in targets.index[targets.duplicated(columns)]:
        alike = (targets[columns] == targets.loc[row, columns]).all(axis=1)
        yield tables.entry("targets", "same_target", row, "id", first=targets.loc[alike, "id"].iloc[0])


def _orphans(tables: Tables) -> Iterator[Entry]:
    """Find rows of the tables that others refer to, which none refers to."""
    for table, (key, used) in _references(tables).items():
        rows = tables[table]
        for row in rows.index[~rows[key].isin(used)]:
            yield tables.entry(table, "orphan", row, key, "note")


def _references(tables: Tables) -> dict[str, tuple[str, set[str]]]:
    """Return for each table that is referred to its key and the values that are used."""
    descriptor = json.loads((tables.folder / "datapackage.json").read_text(encoding="utf-8"))
    found: dict[str, tuple[str, set[str]]] = {}
    for resource in descriptor["resources"]:
        for key in resource["schema"].get("foreignKeys", []):
            target, fields = key["reference"]["resource"], key["reference"]["fields"]
            if target and isinstance(fields, str):
                used = set(tables[resource["name"]][key["fields"]])
                found.setdefault(target, (fields, set()))[1].update(used)
    return found
