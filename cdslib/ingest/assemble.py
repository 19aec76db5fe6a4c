"""From a recognised table to observations, with an account of every cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cdslib.ingest.catalogue import match_indicator, match_unit
from cdslib.ingest.columns import Column, Titles
from cdslib.ingest.grid import Cell, Sheet, column_letter
from cdslib.ingest.headings import read_unit
from cdslib.ingest.layout import Block
from cdslib.ingest.periods import Period, read_period
from cdslib.ingest.rows import Row
from cdslib.ingest.values import Unusable, problem, read_value, skipped
from cdslib.progress import progress
from cdslib.quantities import Locale, Quantity

_LABELS = ("places", "period", "indicator", "unit")
_PROBLEMS = ("times", "unnamed", "beside")
UNDATED = Period("undated", "current", "", "undated")
Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class Table:
    """Everything known of one table before its cells are read.

    Attributes
    ----------
    sheet, block, columns, titles : Sheet, Block, tuple of Column, Titles
        What was recognised.
    geography : str
        ``vn63`` or ``vn34``.
    rows : tuple of Row
        What each row is.
    writing : mapping of int to Locale
        How the text of each column of figures is read.
    contradicting : mapping of (row, column) to Unusable
        Cells written the other way than their column.
    """

    sheet: Sheet
    block: Block
    columns: tuple[Column, ...]
    titles: Titles
    geography: str
    rows: tuple[Row, ...]
    writing: Mapping[int, str]
    contradicting: Mapping[tuple[int, int], Unusable]


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the caller and the catalogue add: an indicator, a time, and the names of indicators."""

    indicator: str | None
    period: Period | None
    names: Mapping[str, str]


@dataclass(slots=True)
class Account:
    """Where every cell went."""

    observations: list[Record] = field(default_factory=list)
    problems: list[Record] = field(default_factory=list)
    skipped: list[Record] = field(default_factory=list)
    labels: int = 0
    seen: dict[tuple[object, ...], str] = field(default_factory=dict)

    def report(self, sheet: str, row: int, column: int | None, shown: str, why: Unusable) -> None:
        """Enter a cell, or a blank row, that gives no observation."""
        entry: Record = {
            "sheet": sheet,
            "row": row + 1,
            "column": "" if column is None else column_letter(column),
            "value": shown,
            "kind": why.kind,
            "reason_vi": why.words["vi"],
            "reason_en": why.words["en"],
        }
        if why.skipped:
            self.skipped.append(entry)
        else:
            self.problems.append({**entry, "suggestion": why.suggestion})

    def report_row(self, sheet: Sheet, row: int, why: Unusable) -> None:
        """Enter all cells of a row for one reason; a blank row is entered as such."""
        for cell in sheet.row(row):
            self.report(sheet.name, row, cell.column, cell.text, why)
        if not sheet.row(row):
            self.report(sheet.name, row, None, "", skipped("blank_row"))


def read_table_cells(table: Table, defaults: Defaults, account: Account) -> None:
    """Enter every cell of a table into the account.

    Parameters
    ----------
    table : Table
        What was recognised.
    defaults : Defaults
        What the caller and the catalogue add.
    account : Account
        Where the cells are entered.
    """
    with progress("read_table", len(table.rows)) as advance:
        for row in table.rows:
            if row.reason is None:
                _read_row(table, row, defaults, account)
            elif row.named is None:
                account.report_row(table.sheet, row.number, row.reason)
            else:
                _report_named(table, row, row.reason, row.named, account)
            advance()


def _report_named(table: Table, row: Row, reason: Unusable, named: Unusable, account: Account) -> None:
    for cell in table.sheet.row(row.number):
        column = table.columns[cell.column]
        why = named if column.kind == "places" else _passed_over(column) or reason
        account.report(table.sheet.name, row.number, cell.column, cell.text, why)


def _read_row(table: Table, row: Row, defaults: Defaults, account: Account) -> None:
    period, wrong_time = _row_period(table, row)
    for column in table.columns:
        cell = table.sheet.at(row.number, column.index)
        if column.kind == "value":
            _read_figure(table, row, column, cell, wrong_time or period, defaults, account)
        elif cell is None:
            continue
        elif why := (wrong_time if column.kind == "period" else _passed_over(column)):
            account.report(table.sheet.name, row.number, column.index, cell.text, why)
        else:
            account.labels += 1


def _passed_over(column: Column) -> Unusable | None:
    """Return why a column gives neither figures nor labels; None if it gives them."""
    if column.kind in _PROBLEMS:
        return problem(column.kind)
    return None if column.kind in ("value", *_LABELS) else skipped(f"{column.kind}_column")


def _row_period(table: Table, row: Row) -> tuple[Period | None, Unusable | None]:
    """Return the time that a row itself gives, or why its time can't be read."""
    column = next((column.index for column in table.columns if column.kind == "period"), None)
    if column is None:
        return None, None
    cell = table.sheet.seen(row.number, column)
    if cell is None:
        return None, problem("no_time")
    period = UNDATED if cell.text == UNDATED.code else read_period(cell.value)
    return period, None if period else problem("time", shown=cell.text)


def _read_figure(
    table: Table,
    row: Row,
    column: Column,
    cell: Cell | None,
    time: Period | Unusable | None,
    defaults: Defaults,
    account: Account,
) -> None:
    if cell is None:
        hidden = (row.number, column.index) in table.sheet.covered
        why = skipped("under_merged" if hidden else "blank_cell")
        account.report(table.sheet.name, row.number, column.index, "", why)
        return
    figure = _figure(table, cell, column, time)
    if isinstance(figure, Quantity):
        assert not isinstance(time, Unusable)
        record = _record(table, row, column, figure, time, defaults)
        figure = _twice(record, account) or figure
    if isinstance(figure, Unusable):
        account.report(table.sheet.name, row.number, column.index, cell.text, figure)
    else:
        account.observations.append(record)


def _figure(table: Table, cell: Cell, column: Column, time: Period | Unusable | None) -> Quantity | Unusable:
    place = (cell.row, cell.column)
    if place in table.contradicting:
        return table.contradicting[place]
    below, beside = (cell.row + 1, cell.column), (cell.row, cell.column + 1)
    if place in (table.sheet.covered.get(below), table.sheet.covered.get(beside)):
        return problem("merged")
    writing = table.writing[column.index]
    locale: Locale = "en" if writing == "en" else "vi"
    figure = read_value(cell, locale)
    return time if isinstance(time, Unusable) and isinstance(figure, Quantity) else figure


def _record(
    table: Table, row: Row, column: Column, figure: Quantity, time: Period | None, defaults: Defaults
) -> Record:
    titles = table.titles
    period = time or column.period or row.section or defaults.period or titles.period or UNDATED
    label, own = _label(table, row, column)
    unit_cell = _row_text(table, row, "unit")
    unit = figure.unit or (read_unit(unit_cell) if unit_cell else "") or column.unit or titles.unit
    return {
        "province_code": row.code,
        "geography": table.geography,
        "indicator": match_indicator(label, defaults.names) or (None if own else defaults.indicator),
        "indicator_label": label,
        "period": period.code,
        "period_label": period.heard,
        "vintage": period.vintage,
        "value": figure.value,
        "unit": match_unit(unit),
        "qualifier": figure.qualifier_name,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "sheet": table.sheet.name,
        "row": row.number + 1,
        "column": column_letter(column.index),
    }


def _label(table: Table, row: Row, column: Column) -> tuple[str, bool]:
    """Return the indicator as heard, and whether the row or the column itself names it."""
    own = " – ".join(part for part in (_row_text(table, row, "indicator"), column.label) if part)
    return own or table.titles.label, bool(own)


def _row_text(table: Table, row: Row, kind: str) -> str:
    index = next((column.index for column in table.columns if column.kind == kind), None)
    cell = None if index is None else table.sheet.seen(row.number, index)
    return "" if cell is None else cell.text


def _twice(record: Record, account: Account) -> Unusable | None:
    """Refuse a second figure for the same province, indicator and time."""
    key = tuple(record[name] for name in ("sheet", "province_code", "indicator_label", "period", "vintage"))
    place = f"{record['column']}{record['row']}"
    first = account.seen.setdefault(key, place)
    return None if first == place else problem("twice", first=first)
