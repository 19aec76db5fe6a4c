"""The figures of the map page as a file to keep: with unit, method and source beside every number."""

import csv
import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cdslib.apps.atlas import Atlas
from cdslib.apps.map_frame import ROW_FIELDS
from cdslib.apps.map_state import MapState
from cdslib.apps.map_view import compose
from cdslib.i18n import format_date, text

COLUMNS = (
    "code",
    "province",
    "region",
    "export_measure",
    "export_period",
    "value",
    "export_unit",
    "rank",
    "status",
    "export_method",
    "origin",
    "export_address",
)
CSV_TYPE = "text/csv;charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")


def export_map(atlas: Atlas, state: MapState, wish: Mapping[str, Any]) -> tuple[str, str, bytes]:
    """Write the figures of one year as a file.

    Parameters
    ----------
    atlas : Atlas
        The figures.
    state : MapState
        Indicator, geography and language of the page.
    wish : mapping
        ``format`` (``csv`` or ``xlsx``), ``year``; anything else is ignored.

    Returns
    -------
    name, mime, data : str, str, bytes
        File name, media type and content. CSV is UTF-8 with a byte-order mark, so that Excel reads Vietnamese.
    """
    page = compose(atlas, state)
    year = next((year for year in page["years"] if year == wish.get("year")), page["years"][-1])
    rows = _rows(state, page, year)
    name = f"cds-{state.indicator}-{state.geography}-{year}"
    if wish.get("format") == "xlsx":
        return f"{name}.xlsx", XLSX_TYPE, _xlsx(rows, page, year, state)
    return f"{name}.csv", CSV_TYPE, _csv(rows)


def guard(value: Any) -> Any:
    """Keep a spreadsheet from running a text as a formula; numbers stay numbers.

    Parameters
    ----------
    value : object
        A cell.

    Returns
    -------
    object
        The cell, with an apostrophe before a text that a spreadsheet would calculate (CWE-1236).

    Examples
    --------
    >>> guard("=1+1"), guard(-1.5)
    ("'=1+1", -1.5)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_DANGEROUS) else value


def _rows(state: MapState, page: Mapping[str, Any], year: int) -> list[list[Any]]:
    """Return the header and one row per province, best first, those without a figure last."""
    header = [text(f"map.{column}", state.lang) for column in COLUMNS]
    frame = page["frames"][str(year)]
    rows = [
        _row(page, frame, code, dict(zip(ROW_FIELDS, cells, strict=True)), year)
        for code, cells in frame["rows"].items()
    ]
    rows.sort(key=lambda row: (row[7] is None, row[7], row[0]))
    return [header, *rows]


def _row(
    page: Mapping[str, Any],
    frame: Mapping[str, Any],
    code: str,
    row: Mapping[str, Any],
    year: int,
) -> list[Any]:
    province = page["provinces"][code]
    passport = {line["label"]: line for line in page["passports"].get(str(row["origin"]), [])}
    said = {name: passport.get(page["ui"][f"passport_{name}"], {}) for name in ("status", "method", "source")}
    return [
        code,
        province["name"],
        province["region"],
        frame["title"],
        year,
        row["value"],
        frame["unit"],
        row["rank"],
        said["status"].get("text") if row["value"] is not None else row["label"],
        said["method"].get("text"),
        said["source"].get("text"),
        said["source"].get("address"),
    ]


def _csv(rows: list[list[Any]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([guard(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _xlsx(rows: list[list[Any]], page: Mapping[str, Any], year: int, state: MapState) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#e3f1f0"})
        sheet = book.add_worksheet(text("map.export_sheet", state.lang))
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, [guard(cell) for cell in row], bold if number == 0 else None)
        sheet.freeze_panes(1, 2)
        sheet.autofit(320)
        _notes(book, bold, page, page["frames"][str(year)], state)
    return out.getvalue()


def _notes(book: Any, bold: Any, page: Mapping[str, Any], frame: Mapping[str, Any], state: MapState) -> None:
    """Write a second sheet that says what the figures are and where they come from."""
    sheet = book.add_worksheet(text("map.export_sources", state.lang))
    lines = [
        (text("map.indicator", state.lang), frame["title"]),
        ("", frame["subtitle"]),
        ("", frame["source"]),
    ]
    lines += [(part["label"], part["text"]) for part in page["card"]["parts"]]
    lines += [(line["label"], f"{line['text']} {line.get('address', '')}".strip()) for line in _sources(page)]
    lines.append((text("map.export_date", state.lang), format_date(datetime.now().astimezone().date())))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for number, (label, said) in enumerate(lines):
        sheet.write_string(number, 0, label, bold)
        sheet.write_string(number, 1, str(guard(said)), wrapped)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)


def _sources(page: Mapping[str, Any]) -> list[dict[str, str]]:
    label = page["ui"]["passport_source"]
    lines = [line for passport in page["passports"].values() for line in passport if line["label"] == label]
    return list({line["text"]: line for line in lines}.values())
