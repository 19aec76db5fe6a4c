"""Types, constraints and keys, as the descriptor states them; frictionless finds, this says it in words."""

import difflib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cdslib.check.report import Entry
from cdslib.check.tables import Tables
from cdslib.i18n import LANGUAGES, text

if TYPE_CHECKING:
    from frictionless import Error

_CONSTRAINT = re.compile(r'constraint "(?P<name>\w+)" is "(?P<asked>.*)"', re.DOTALL)
_SAME_AS = re.compile(r"row at position (\d+)")
_RULES = {
    "required": "required",
    "enum": "enum",
    "pattern": "pattern",
    "minimum": "too_small",
    "maximum": "too_large",
    "maxLength": "too_long",
}


def check_schema(tables: Tables) -> Iterator[Entry]:
    """Find cells that are not of their type, break a constraint or a key.

    Parameters
    ----------
    tables : Tables
        The data package; its files must be readable as tables.

    Yields
    ------
    Entry
        Rules ``type``, ``required``, ``enum``, ``pattern``, ``too_small``, ``too_large``, ``too_long``,
        ``unique``, ``primary_key``, ``foreign_key``, and ``schema`` for anything else that frictionless says.
    """
    from frictionless import FrictionlessException, Package

    try:
        report = Package(str(tables.folder / "datapackage.json")).validate()
    except FrictionlessException as error:
        yield Entry("datapackage.json", "descriptor", details={"reason": error.error.message})
        return
    for found in report.errors:
        yield Entry("datapackage.json", "descriptor", details={"reason": found.message})
    for task in report.tasks:
        for found in task.errors:
            yield _translate(tables, task.name, found)


def _translate(tables: Tables, table: str, error: "Error") -> Entry:
    """Say one finding of frictionless as an entry of the report."""
    row: int | None = getattr(error, "row_number", None)
    column: str | None = getattr(error, "field_name", None)
    if error.type == "type-error":
        return tables.entry(table, "type", row, column, kind=_kind(tables, table, column))
    if error.type == "constraint-error":
        return _constraint(tables, table, error)
    if error.type in ("unique-error", "primary-key"):
        rule = "unique" if error.type == "unique-error" else "primary_key"
        key = column or ", ".join(tables.described[table].primary_key)
        return _repeated(tables, table, rule, row, key, error.note)
    if error.type == "foreign-key":
        return _foreign_key(tables, table, error)
    return Entry(tables.file(table), "schema", row=row, column=column, details={"reason": error.message})


def _kind(tables: Tables, table: str, column: str | None) -> str:
    return next((c.kind for c in tables.described[table].columns if c.name == column), "")


def _constraint(tables: Tables, table: str, error: "Error") -> Entry:
    row, column = getattr(error, "row_number", None), getattr(error, "field_name", None)
    found = _CONSTRAINT.search(error.note)
    if found is None or found["name"] not in _RULES:
        return tables.entry(table, "schema", row, column, reason=error.note)
    asked = found["asked"].strip("[]").replace("'", "").replace("\\\\", "\\")
    near = difflib.get_close_matches(str(getattr(error, "cell", "")), asked.split(", "), n=1)
    rule = _RULES[found["name"]]
    return tables.entry(table, rule, row, column, "error", asked=asked, **_suggestions(near))


def _repeated(tables: Tables, table: str, rule: str, row: int | None, key: str, note: str) -> Entry:
    first = _SAME_AS.search(note)
    columns = key.split(", ")
    cells = None if row is None else ", ".join(str(tables[table].at[row, name]) for name in columns)
    details = {"first": first[1] if first else "?"}
    return Entry(tables.file(table), rule, row=row, column=key, value=cells, details=details)


def _foreign_key(tables: Tables, table: str, error: "Error") -> Entry:
    names: list[str] = getattr(error, "field_names", [])
    cells: list[str] = getattr(error, "field_cells", [])
    target: str = getattr(error, "reference_name", "") or table
    columns: list[str] = getattr(error, "reference_field_names", [])
    near: list[str] = []
    if len(cells) == 1 and columns and columns[0] in tables[target]:
        near = difflib.get_close_matches(str(cells[0]), list(tables[target][columns[0]]), n=1, cutoff=0.75)
    return Entry(
        tables.file(table),
        "foreign_key",
        row=getattr(error, "row_number", None),
        column=", ".join(names),
        value=", ".join(map(str, cells)),
        details={
            "target": tables.file(target),
            **_suggestions(near),
        },
    )


def _suggestions(near: list[str]) -> dict[str, str]:
    """Return the nearest known word, as a question in each language."""
    if not near:
        return {"suggestion_vi": "", "suggestion_en": ""}
    return {f"suggestion_{lang}": " " + text("check.did_you_mean", lang, near=near[0]) for lang in LANGUAGES}
