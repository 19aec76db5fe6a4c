"""The eight main indices of one province beside all provinces and the similar ones; its strengths and weaknesses."""

from collections.abc import Mapping, Sequence
from typing import Any

from cdslib.apps.profile_figures import Reader, Row
from cdslib.i18n import format_list, format_number, text

MAINS = (
    "awareness",
    "institutions",
    "infrastructure",
    "human_resources",
    "cybersecurity",
    "government_activity",
    "economy_activity",
    "society_activity",
)
MOST = 3


def mains_section(reader: Reader, code: str, similar: Sequence[str]) -> dict[str, Any]:
    """Compose the main indices and what stands out among them.

    Parameters
    ----------
    reader : Reader
        The figures.
    code : str
        The province.
    similar : sequence of str
        Codes of the similar provinces.

    Returns
    -------
    dict
        See :func:`cdslib.apps.profile_view.compose`, ``mains``.
    """
    known = [id_ for id_ in MAINS if reader.latest(id_, code) is not None]
    rows = [_index(reader, id_, code, similar) for id_ in known]
    lang = reader.lang
    years = {row["year"] for row in rows}
    key = "profile.mains_year" if len(years) == 1 else "profile.mains_title"
    title = text(key, lang, name=reader.name(code), year=max(years, default=""))
    return {
        "title": title,
        "year": max(years, default=None),
        "rows": rows,
        "notes": _notes(reader, code, rows, similar),
        "description": _description(reader, code, rows),
        "chart": _chart(reader, rows, _words(reader, code, title, rows, similar)),
    }


def _index(reader: Reader, id_: str, code: str, similar: Sequence[str]) -> Row:
    """Return one main index; a mean of few provinces is called so and never compared with."""
    row = reader.figure(id_, code)
    lang, total = reader.lang, len(reader.atlas.codes(code[:4]))
    group = reader.group(id_, code[:4], row["year"])
    if not row["is_whole"]:
        row |= {"rank": None, "rank_text": "–", "mean": None, "mean_text": "–", "z": None}
        row |= {"gap": None, "gap_text": "", "difference": "–"}
    others: list[Row] = [
        {"code": other, "name": reader.name(other), "value": group.values[other]}
        | {"text": reader.number(id_, group.values[other])}
        for other in similar
        if other in group.values
    ]
    texts = [other["text"] for other in sorted(others, key=lambda other: other["value"])]
    few = text("profile.few", lang, count=row["count"], total=total, year=row["year"])
    return row | {
        "z_text": format_number(row["z"], 2, lang, sign=True),
        "similar": others,
        "similar_text": f"{texts[0]} – {texts[-1]}" if len(texts) > 1 else "".join(texts) or "–",
        "reason": "" if row["is_whole"] else few,
    }


def _notes(reader: Reader, code: str, rows: list[Row], similar: Sequence[str]) -> list[str]:
    lang, notes = reader.lang, []
    if similar:
        names = format_list([reader.name(other) for other in similar], lang)
        notes.append(text("profile.mains_similar", lang, names=names))
    few = [row for row in rows if not row["is_whole"]]
    if few:
        total = len(reader.atlas.codes(code[:4]))
        years = sorted({str(row["year"]) for row in few})
        notes.append(
            text(
                "profile.mains_few",
                lang,
                indices=format_list([row["label"] for row in few], lang),
                count=max(row["count"] for row in few),
                total=total,
                years=format_list(years, lang),
            )
        )
    return notes


def _description(reader: Reader, code: str, rows: list[Row]) -> str:
    lang = reader.lang
    said = "; ".join(
        f"{row['label']} {row['text']} ({text('profile.mean_short', lang)} {row['mean_text']})"
        for row in rows
    )
    return f"{text('profile.mains_title', lang, name=reader.name(code))}: {said}."


def _words(reader: Reader, code: str, title: str, rows: list[Row], similar: Sequence[str]) -> dict[str, str]:
    key = "profile.mains_subtitle" if similar else "profile.mains_subtitle_alone"
    return {
        "chart_title": title,
        "chart_subtitle": text(key, reader.lang, name=reader.name(code), count=len(similar)),
        "chart_source": reader.source_line(rows),
    }


def _chart(reader: Reader, rows: list[Row], words: Mapping[str, str]) -> dict[str, Any]:
    """Return the tables and parameters of the chart ``mains``."""
    lang = reader.lang
    years = {row["year"] for row in rows}
    tables: dict[str, list[Row]] = {"indices": [], "similar": []}
    for place, row in enumerate(rows):
        shown = row["label"] + (f" ({row['year']})" if row["year"] != max(years) else "")
        is_old = row["year"] != max(years) and row["value"] is not None
        tables["indices"].append(
            {
                "place": place,
                "label": row["label"],
                "value": row["value"],
                "text": row["text"] + (f" ({row['year']})" if is_old else ""),
                "mean": row["mean"],
                "hint": f"{shown}: {row['text']} · {text('profile.mean_short', lang)} {row['mean_text']}",
            }
        )
        tables["similar"] += [
            {
                "place": place,
                "value": other["value"],
                "hint": f"{other['name']}: {other['text']}",
            }
            for other in row["similar"]
        ]
    params = {**words, "rows": len(rows), "no_data_word": text("charts.no_data", lang)}
    return {"tables": tables, "params": params}


def standing_section(reader: Reader, code: str, rows: Sequence[Row]) -> dict[str, Any]:
    """Choose up to three strengths and weaknesses by the distance to the mean in standard deviations.

    Only main indices that every province has in the same year are compared. A strength lies above the mean, after
    rounding, and in the upper half of the ranking, a weakness below and in the lower half; an index that ties
    with the third is named as well.

    Parameters
    ----------
    reader : Reader
        For the language.
    code : str
        The province.
    rows : sequence of dict
        The main indices.

    Returns
    -------
    dict
        See :func:`cdslib.apps.profile_view.compose`, ``standing``.
    """
    lang = reader.lang
    known = [row for row in rows if row["z"] is not None and row["value"] is not None]
    latest = max((row["year"] for row in known), default=None)
    known = [row for row in known if row["year"] == latest]
    decimals = {row["id"]: reader.atlas.indicators[row["id"]]["decimals"] for row in known}
    above = [row for row in known if round(row["gap"], decimals[row["id"]]) > 0 and _is_upper(row)]
    below = [row for row in known if round(row["gap"], decimals[row["id"]]) < 0 and not _is_upper(row)]
    strengths, weaknesses = _first(above, -1), _first(below, 1)
    total = len(reader.atlas.codes(code[:4]))
    rule = text("profile.standing_rule", lang, known=len(known), all=len(MAINS), year=latest, total=total)
    return {
        "year": latest,
        "compared": len(known),
        "strengths": [_said(reader, row) for row in strengths],
        "weaknesses": [_said(reader, row) for row in weaknesses],
        "no_strength": "" if strengths else _none(reader, known, "strength"),
        "no_weakness": "" if weaknesses else _none(reader, known, "weakness"),
        "rule": rule if known else text("profile.standing_unknown", lang),
    }


def _is_upper(row: Row) -> bool:
    return bool(row["rank"] * 2 <= row["count"])


def _first(rows: list[Row], way: int) -> list[Row]:
    """Return the first three and those that tie with the third."""
    ordered = sorted(rows, key=lambda row: (way * row["z"], row["id"]))
    if len(ordered) <= MOST:
        return ordered
    last = round(ordered[MOST - 1]["z"], 9)
    return [row for place, row in enumerate(ordered) if place < MOST or round(row["z"], 9) == last]


def _said(reader: Reader, row: Row) -> Row:
    words = text(
        "profile.standing_item",
        reader.lang,
        value=row["text"],
        gap=row["gap_text"],
        z=row["z_text"],
        rank=row["rank_text"],
    )
    return row | {"words": words}


def _none(reader: Reader, known: list[Row], what: str) -> str:
    return text(f"profile.no_{what}" if known else "profile.standing_unknown", reader.lang)
