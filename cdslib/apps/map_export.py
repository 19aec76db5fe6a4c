"""The figures of the map page as a file to keep: with unit, method and source beside every number."""

from collections.abc import Mapping
from typing import Any

from cdslib.apps.atlas import Atlas
from cdslib.apps.map_frame import ROW_FIELDS
from cdslib.apps.map_state import MapState
from cdslib.apps.map_view import compose
from cdslib.apps.table_files import TableFile, write_table
from cdslib.i18n import text

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
    table = TableFile(_rows(state, page, year), _notes(page, page["frames"][str(year)], state))
    name = f"cds-{state.indicator}-{state.geography}-{year}"
    return write_table(table, name, wish.get("format"), state.lang)


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


def _notes(page: Mapping[str, Any], frame: Mapping[str, Any], state: MapState) -> list[tuple[str, str]]:
    """Say what the figures are and where they come from."""
    return [
        (text("map.indicator", state.lang), frame["title"]),
        ("", frame["subtitle"]),
        ("", frame["source"]),
        *[(part["label"], part["text"]) for part in page["card"]["parts"]],
        *[(line["label"], f"{line['text']} {line.get('address', '')}".strip()) for line in _sources(page)],
    ]


def _sources(page: Mapping[str, Any]) -> list[dict[str, str]]:
    label = page["ui"]["passport_source"]
    lines = [line for passport in page["passports"].values() for line in passport if line["label"] == label]
    return list({line["text"]: line for line in lines}.values())
