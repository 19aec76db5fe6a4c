"""The way from somebody's file to tidy observations."""

import pandas as pd

from cdslib.ingest.assemble import Account, Defaults, Table, read_table_cells
from cdslib.ingest.catalogue import check_indicator, indicator_names
from cdslib.ingest.columns import Column, read_columns, read_titles
from cdslib.ingest.errors import NoProvinceColumnError, UnknownPeriodError, UnknownSheetError
from cdslib.ingest.files import Source, load
from cdslib.ingest.geography import Decision, decide_geography
from cdslib.ingest.grid import Sheet, Workbook
from cdslib.ingest.layout import Block, find_blocks
from cdslib.ingest.limits import TableLimits
from cdslib.ingest.names import schemes_of
from cdslib.ingest.periods import Period, find_periods, read_period
from cdslib.ingest.recognised import TableLayout, recognised
from cdslib.ingest.report import TableReport
from cdslib.ingest.rows import read_rows
from cdslib.ingest.text_files import read_text_file
from cdslib.ingest.values import skipped
from cdslib.ingest.workbooks import read_workbook
from cdslib.ingest.writing import read_writing
from cdslib.provinces import UnknownGeographyError

_PLACE = ["sheet", "row", "column", "value", "kind", "reason_vi", "reason_en"]
_OBSERVATION = {
    "province_code": "str",
    "geography": "str",
    "indicator": "str",
    "indicator_label": "str",
    "period": "str",
    "period_label": "str",
    "vintage": "str",
    "value": "float64",
    "unit": "str",
    "qualifier": "str",
    "numerator": "float64",
    "denominator": "float64",
    "sheet": "str",
    "row": "int64",
    "column": "str",
}


def read_table(
    source: Source,
    *,
    geography: str | None = None,
    indicator: str | None = None,
    period: str | None = None,
    sheet: str | None = None,
    limits: TableLimits | None = None,
) -> TableReport:
    r"""Read a table of provinces as Vietnamese offices send it.

    CSV and TSV (UTF-8 with or without byte-order mark, UTF-16, Windows-1258), XLSX, XLS and ODS;
    TCVN3 and VNI text is brought to Unicode. Titles, merged and two-level headings, years across
    or down, totals, regions, notes and signatures are recognised; what is recognised stands in
    ``layout``. Nothing vanishes: whatever gives no observation is in ``problems`` or ``skipped``
    with its place and the reason. Formulas are not evaluated, their stored results are taken.

    Parameters
    ----------
    source : path, bytes or binary buffer
        The file. A buffer's name is looked at only for its ending.
    geography : {"vn63", "vn34"}, optional
        The scheme of the names. Without it the names decide, sheet by sheet: a name that only the
        63 have, at least 30 of the 34, or a title that says so.
    indicator : str, optional
        Code of the catalogue for figures whose headings name no indicator.
    period : str, optional
        Time for figures whose row and heading name none, for example ``"2024"``.
    sheet : str, optional
        Read this sheet only; otherwise all sheets that are not hidden.
    limits : TableLimits, optional
        The most that is taken in.

    Returns
    -------
    TableReport
        Observations, problems, skipped rows and cells, and what was recognised.

    Raises
    ------
    ReadTableError
        Its subclasses: ``EmptyFileError``, ``MissingTableFileError``, ``UnknownFormatError``,
        ``WrongExtensionError``, ``DamagedFileError``, ``ProtectedFileError``, ``TableTooLargeError``,
        ``UnknownSheetError``, ``UnknownPeriodError``, ``NoProvinceColumnError``, ``MixedGeographyError``
        and ``UndecidedGeographyError``.
    UnknownGeographyError, UnknownIndicatorError
        If an argument is none of the known ones.

    Notes
    -----
    Times that are not years are filed under their last month ('6 tháng 2023' and 'Quý II/2023' are
    2023-06); ``period_label`` keeps the words and ``layout`` says so. Columns headed 'Kế hoạch', 'Mục
    tiêu' are targets and are skipped. A figure without any time has the period ``undated``.

    Examples
    --------
    >>> report = read_table("Tỉnh;DTI 2023;DTI 2024\nHà Giang;0,6512;0,6683\n".encode())
    >>> report.observations[["province_code", "indicator_label", "period", "value"]].values.tolist()
    [['vn63-02', 'DTI', '2023', 0.6512], ['vn63-02', 'DTI', '2024', 0.6683]]
    """
    if geography not in (None, "vn63", "vn34"):
        raise UnknownGeographyError(given=geography)
    names = indicator_names()
    check_indicator(indicator, names)
    defaults = Defaults(indicator, _given_period(period), names)
    book = _chosen(_open(source, limits or TableLimits()), sheet)
    account, layouts = Account(), []
    for each in book.sheets:
        layouts += _read_sheet(each, geography, defaults, account)
    if not layouts:
        raise NoProvinceColumnError()
    for name in book.hidden:
        account.report(name, -1, None, "", skipped("hidden_sheet"))
    return _report(book, account, tuple(layouts))


def _given_period(period: str | None) -> Period | None:
    if period is None:
        return None
    found = read_period(period)
    if found is None:
        raise UnknownPeriodError(given=period)
    return found


def _open(source: Source, limits: TableLimits) -> Workbook:
    content = load(source, limits)
    if content.kind == "text":
        return Workbook((read_text_file(content.data, limits),))
    return read_workbook(content.data, content.kind, limits)


def _chosen(book: Workbook, name: str | None) -> Workbook:
    if name is None:
        return book
    found = tuple(sheet for sheet in book.sheets if sheet.name == name)
    if not found:
        raise UnknownSheetError(given=name, sheets=", ".join(sheet.name for sheet in book.sheets) or "–")
    return Workbook(found)


def _read_sheet(
    sheet: Sheet, geography: str | None, defaults: Defaults, account: Account
) -> list[TableLayout]:
    """Enter all cells of a sheet; return what was recognised of its tables."""
    blocks = [(block, read_columns(sheet, block)) for block in find_blocks(sheet)]
    if not any(column.kind == "value" for _, columns in blocks for column in columns):
        _report_rows(sheet, range(sheet.height), account)
        return []
    decision = _decide(sheet, [block for block, _ in blocks], geography)
    layouts = []
    for block, columns in blocks:
        if any(column.kind == "value" for column in columns):
            layouts.append(_read_block(sheet, block, columns, decision, defaults, account))
        else:
            _report_rows(sheet, range(block.start, block.end), account)
    return layouts


def _report_rows(sheet: Sheet, rows: range, account: Account) -> None:
    for row in rows:
        account.report_row(sheet, row, skipped("no_table"))


def _decide(sheet: Sheet, blocks: list[Block], geography: str | None) -> Decision:
    names = [
        cell.text
        for block in blocks
        for row in range(block.body, block.last + 1)
        if (cell := sheet.at(row, block.places)) is not None and schemes_of(cell.text)
    ]
    titles = [
        cell.text for block in blocks for row in range(block.start, block.body) for cell in sheet.row(row)
    ]
    return decide_geography(names, [sheet.name, *titles], geography)


def _read_block(
    sheet: Sheet,
    block: Block,
    columns: tuple[Column, ...],
    decision: Decision,
    defaults: Defaults,
    account: Account,
) -> TableLayout:
    titles = read_titles(sheet, block)
    if titles.period is None:
        found = find_periods(sheet.name)
        alone = found.periods[0] if len(found.periods) == 1 and not found.unclear else None
        titles = type(titles)(titles.label, alone, titles.unit)
    rows = tuple(read_rows(sheet, block, columns, decision.geography))
    writing, contradicting = read_writing(sheet, columns, rows)
    table = Table(sheet, block, columns, titles, decision.geography, rows, writing, contradicting)
    first = len(account.observations)
    read_table_cells(table, defaults, account)
    found_here = account.observations[first:]
    return recognised(table, decision, defaults, found_here)


def _report(book: Workbook, account: Account, layouts: tuple[TableLayout, ...]) -> TableReport:
    used = {(record["sheet"], record["row"]) for record in account.observations}
    entries = [*account.problems, *account.skipped]
    reported = {(entry["sheet"], entry["row"]) for entry in entries if entry["row"]} - used
    return TableReport(
        observations=pd.DataFrame(account.observations, columns=list(_OBSERVATION)).astype(_OBSERVATION),
        problems=pd.DataFrame(account.problems, columns=[*_PLACE, "suggestion"]),
        skipped=pd.DataFrame(account.skipped, columns=_PLACE),
        layout=layouts,
        rows=sum(sheet.height for sheet in book.sheets),
        rows_used=len(used),
        rows_reported=len(reported),
        cells=sum(len(sheet.cells) for sheet in book.sheets),
        cells_used=len(account.observations),
        cells_labels=account.labels,
    )
