"""The index of one province over the years: scores, ranks, means, and where the method changed."""

from collections.abc import Mapping
from typing import Any

from cdslib.apps.profile_figures import Reader, Row
from cdslib.i18n import Language, format_list, text

INDEX, RANK = "dti", "dti_rank"


def index_section(reader: Reader, code: str, printed_means: Mapping[str, Any]) -> dict[str, Any]:
    """Compose the years of the index.

    Parameters
    ----------
    reader : Reader
        The figures.
    code : str
        The province.
    printed_means : mapping
        Published means by geography and year, used where too few scores are known to compute one.

    Returns
    -------
    dict
        See :func:`cdslib.apps.profile_view.compose`, ``index``.
    """
    geography = code[:4]
    cells = reader.atlas.cells
    years = sorted(
        {int(year) for id_ in (INDEX, RANK) for year in cells.get(id_, {}).get(geography, {})}
        if INDEX in reader.atlas.indicators
        else ()
    )
    breaks = [item["year"] for item in reader.atlas.indicators[INDEX]["breaks"]] if years else []
    rows = [
        _year(reader, code, year, printed_means.get(geography, {}).get(str(year)))
        | {"era": sum(year >= start for start in breaks)}
        for year in years
    ]
    for row in rows:
        row["is_recomputed"] = _is_recomputed(row, code)
    crossed = [start for start in breaks if years and years[0] < start <= years[-1]]
    lang = reader.lang
    return {
        "title": text("profile.index_title", lang, name=reader.name(code)),
        "unit": reader.atlas.indicators[INDEX]["unit"][lang] if years else "",
        "rows": rows,
        "breaks": [
            {"year": start, "label": text("profile.break_label", lang, year=start)} for start in crossed
        ],
        "notes": _notes(reader, code, rows, crossed),
        "has_former_rank": any(row["former_rank_text"] for row in rows),
        "description": _description(reader, code, rows),
        "chart": _chart(reader, rows, crossed, _words(reader, code, rows)),
    }


def _year(reader: Reader, code: str, year: int, printed: Mapping[str, Any] | None) -> Row:
    """Return one year: the figure, its published rank if there is one, and the mean of all provinces."""
    row = reader.figure(INDEX, code, year)
    published = reader.figure(RANK, code, year) if RANK in reader.atlas.indicators else None
    total = len(reader.atlas.codes(code[:4]))
    row |= {"rank_kind": "", "former_rank_text": _former_rank(reader, code, year)}
    if published and published["value"] is not None:
        place = int(published["value"])
        row |= {"rank": place, "count": total, "rank_text": f"{place}/{total}", "rank_kind": "published"}
        row["source"] = row["source"] or published["source"]
        row["sources"] = row["sources"] or [row["source"]]
    elif row["is_whole"] and row["rank"]:
        row["rank_kind"] = "computed"
    else:
        row |= {"rank": None, "rank_text": "–"}
    if not row["is_whole"]:
        row |= _printed_mean(reader, row["value"], printed)
    row["mean_kind"] = "" if row["mean"] is None else "computed" if row["is_whole"] else "published"
    return row


def _printed_mean(reader: Reader, value: float | None, printed: Mapping[str, Any] | None) -> Row:
    """Return the published mean, or none: the mean of a few provinces is not that of all."""
    mean = float(printed["value"]) if printed else None
    gap = value - mean if value is not None and mean is not None else None
    return {
        "mean": mean,
        "mean_text": reader.number(INDEX, mean),
        "mean_source": reader.cite(printed["source"]) if printed else None,
        "gap": gap,
        "gap_text": reader.gap_words(INDEX, gap),
        "difference": reader.number(INDEX, gap, sign=True),
        "z": None,
    }


def _former_rank(reader: Reader, code: str, year: int) -> str:
    """Return the rank among the 63 of a province whose territory did not change."""
    parts = reader.atlas.provinces[code].get("parts", [])
    if len(parts) != 1 or RANK not in reader.atlas.indicators:
        return ""
    cell = reader.atlas.cell(RANK, "vn63", year, parts[0])
    return f"{int(cell.value)}/{len(reader.atlas.codes('vn63'))}" if cell and cell.value is not None else ""


def _notes(reader: Reader, code: str, rows: list[Row], crossed: list[int]) -> list[str]:
    lang, notes = reader.lang, []
    if crossed:
        said = format_list([str(year) for year in crossed], lang)
        notes.append(text("profile.index_breaks", lang, years=said))
    derived = [row["year"] for row in rows if row["derived"] and row["value"] is not None]
    if derived:
        notes.append(text("profile.index_derived", lang, years=_named(derived, lang)))
    if any(row["is_recomputed"] for row in rows):
        notes.append(text("profile.rank_computed", lang, count=len(reader.atlas.codes(code[:4]))))
    if any(row["former_rank_text"] for row in rows):
        notes.append(text("profile.ranks_apart", lang))
    missing = [row["year"] for row in rows if row["value"] is None]
    if missing:
        notes.append(text("profile.index_missing", lang, years=_named(missing, lang)))
    printed = [row["year"] for row in rows if row["mean_kind"] == "published"]
    if printed:
        notes.append(text("profile.mean_published", lang, years=_named(printed, lang)))
    return notes


def _named(years: list[int], lang: Language) -> str:
    """Write years as a span where they follow each other, else as a list."""
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    return format_list([str(year) for year in years], lang)


def _description(reader: Reader, code: str, rows: list[Row]) -> str:
    """Say the chart in words, for those who do not see it."""
    lang = reader.lang
    parts = [
        text("profile.index_point", lang, year=row["year"], value=row["text"], mean=row["mean_text"])
        for row in rows
        if row["value"] is not None
    ]
    said = "; ".join(parts) or text("charts.no_data", lang)
    return f"{text('profile.index_title', lang, name=reader.name(code))}: {said}."


def _words(reader: Reader, code: str, rows: list[Row]) -> dict[str, str]:
    lines = [reader.source_line(rows)]
    if any(row["derived"] for row in rows):
        lines.append(text("charts.derived_note", reader.lang))
    return {
        "chart_title": text("profile.index_title", reader.lang, name=reader.name(code)),
        "chart_subtitle": text("profile.index_subtitle", reader.lang),
        "chart_source": "\n".join(lines),
        "rank_word": text("profile.rank_row", reader.lang),
        "former_word": text("profile.former_rank_row", reader.lang)
        if any(row["former_rank_text"] for row in rows)
        else "",
    }


def _chart(reader: Reader, rows: list[Row], crossed: list[int], words: Mapping[str, str]) -> dict[str, Any]:
    """Return the tables and parameters of the chart ``index``."""
    lang = reader.lang
    known = [row for row in rows if row["value"] is not None]
    means = [row for row in rows if row["mean"] is not None]
    return {
        "tables": {
            "scores": [
                {
                    "year": row["year"],
                    "value": row["value"],
                    "era": row["era"],
                    "derived": row["derived"],
                    "label": row["text"],
                    "above": row["mean"] is None or row["value"] >= row["mean"],
                }
                for row in known
            ],
            "means": [
                {
                    "year": row["year"],
                    "value": row["mean"],
                    "era": row["era"],
                    "last": row is means[-1],
                    "above": row["value"] is not None and row["value"] < row["mean"],
                    "label": f"{text('profile.mean_short', lang)} {row['mean_text']}",
                }
                for row in means
            ],
            "years": [
                {"year": row["year"], "rank": _starred(row), "former": row["former_rank_text"]}
                for row in rows
            ],
            "series_breaks": [
                {"at": year - 0.5, "label": text("profile.break_label", lang, year=year)} for year in crossed
            ],
        },
        "params": dict(words),
    }


def _starred(row: Row) -> str:
    return str(row["rank_text"]) + ("*" if row["is_recomputed"] else "")


def _is_recomputed(row: Row, code: str) -> bool:
    """Tell whether a rank rests on scores that were derived for the 34, the province's own or the others'."""
    return row["rank_kind"] == "computed" and code.startswith("vn34")
