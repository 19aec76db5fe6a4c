"""All figures of a profile as a file to keep: with unit, method and source beside every number."""

from collections.abc import Iterator, Mapping
from typing import Any

from cdslib.apps.profile_figures import Row
from cdslib.apps.table_files import TableFile, write_table
from cdslib.i18n import Language, text

COLUMNS = (
    "profile.export_section",
    "profile.statistic",
    "map.province",
    "profile.period",
    "map.value",
    "map.export_unit",
    "map.rank",
    "profile.export_count",
    "profile.mean",
    "map.status",
    "map.export_method",
    "profile.export_remark",
    "map.origin",
    "map.export_address",
)


def export_profile(page: Mapping[str, Any], wish: Mapping[str, Any]) -> tuple[str, str, bytes]:
    """Write every figure of a profile as a file.

    Parameters
    ----------
    page : mapping
        What :func:`cdslib.apps.profile_view.compose` returned.
    wish : mapping
        ``format`` (``csv`` or ``xlsx``); anything else is ignored.

    Returns
    -------
    name, mime, data : str, str, bytes
        File name, media type and content. CSV is UTF-8 with a byte-order mark, so that Excel reads Vietnamese.
    """
    lang: Language = page["lang"]
    rows = [list(row) for row in _rows(page, _Writer(page, lang))]
    table = TableFile([[text(column, lang) for column in COLUMNS], *rows], _notes(page, lang))
    return write_table(table, f"cds-profile-{page['province']['code']}", wish.get("format"), lang)


class _Writer:
    """Writes figures as rows of the table."""

    def __init__(self, page: Mapping[str, Any], lang: Language) -> None:
        self.page, self.lang = page, lang
        self.name = page["province"]["name"]
        self.sources = {source["number"]: source for source in page["sources"]}

    def figure(self, section: str, row: Row, **other: Any) -> list[Any]:
        """Return one figure; ``other`` replaces what the figure says."""
        said = {"remark": "", "name": self.name, "period": row.get("year"), "shown": row["value"]} | other
        numbers = row.get("sources") or [row.get("source")]
        cited = [self.sources[number] for number in numbers if number]
        source = {name: " | ".join(one[name] for one in cited if one[name]) for name in ("text", "address")}
        return [
            text(f"profile.section_{section}", self.lang),
            row["label"],
            said["name"],
            said["period"],
            row["text"] if said["shown"] is None else said["shown"],
            row.get("unit", ""),
            row.get("rank"),
            row.get("count") if row.get("rank") else None,
            row.get("mean"),
            row.get("kind", ""),
            row.get("method", ""),
            said["remark"],
            said.get("source", source["text"]),
            said.get("address", source["address"]),
        ]


def _rows(page: Mapping[str, Any], writer: _Writer) -> Iterator[list[Any]]:
    for row in page["index"]["rows"]:
        yield writer.figure("index", row)
    for row in page["mains"]["rows"]:
        yield writer.figure("mains", row, remark=row["reason"])
    for row in page["facts"]["rows"]:
        yield writer.figure("facts", row)
    for row in page["others"]["rows"]:
        remark = "; ".join(part for part in (row["measure"], row["former"], row["remark"]) if part)
        yield writer.figure("others", row, period=row["period_text"], remark=remark)
    for row in page["promises"]["rows"]:
        yield _promise(writer, row)
    yield from _compared(page, writer)


def _promise(writer: _Writer, row: Row) -> list[Any]:
    """Return a promise: what was promised is the value, where it stands the remark."""
    figure = " ".join(part for part in (row["value_label"], row["period_label"], row["gap_label"]) if part)
    remark = "; ".join(
        part for part in (row["status_word"], figure, row["reason"], row["history_label"]) if part
    )
    return writer.figure(
        "promises",
        {"label": row["name"], "text": row["promise"], "value": None},
        name=row["province_name"],
        period=row["year"],
        remark=f"{remark}; {row['document_label']}",
        source=row["promise_source"]["text"],
        address=row["promise_source"]["address"],
    )


def _compared(page: Mapping[str, Any], writer: _Writer) -> Iterator[list[Any]]:
    """Return the figures of the former and of the similar provinces."""
    merger = page["merger"]
    for row in merger["rows"] if merger["kind"] != "unmerged" else []:
        for place, column in enumerate(merger["columns"]):
            yield writer.figure("merger", _cell(row, place), name=column["heading"])
    similar = page["similar"]
    for other in similar["rows"]:
        for place, item in enumerate(similar["inputs"]):
            cell = item | {"value": other["values"][place], "text": other["texts"][place]}
            cell |= {"source": other["cited"][place]}
            yield writer.figure("similar", cell, name=other["name"], period=similar["year"])


def _cell(row: Row, place: int) -> Row:
    return {
        "label": row["label"],
        "unit": row["unit"],
        "year": row["year"],
        "value": row["values"][place],
        "text": row["texts"][place],
        "kind": row["kinds"][place],
        "source": row["cited"][place],
    }


def _notes(page: Mapping[str, Any], lang: Language) -> list[tuple[str, str]]:
    """Say what the figures are, how they were chosen and where they come from."""
    ui = page["ui"]
    notes = [
        (ui["province"], page["province"]["full_name"]),
        (ui["territory"], page["province"]["territory"]),
        ("", page["headline"]),
        *[(page["index"]["title"], note) for note in page["index"]["notes"]],
        *[(page["mains"]["title"], note) for note in page["mains"]["notes"]],
        (ui["standing"], page["standing"]["rule"]),
        (ui["similar"], page["similar"]["method"] or page["similar"]["reason"]),
        (ui["promises"], text("profile.promises_as_of", lang, date=page["promises"]["day_text"])),
    ]
    cited = [
        (f"[{source['number']}]", f"{source['text']} {source['address']}".strip())
        for source in page["sources"]
    ]
    return notes + cited
