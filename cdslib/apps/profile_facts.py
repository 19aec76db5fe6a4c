"""Key statistics of one province, the figures few provinces have, and what is missing."""

from collections.abc import Iterable, Mapping
from typing import Any

from cdslib.apps.profile_figures import Reader, Row
from cdslib.i18n import Language, format_list, format_number, format_period, text

STATISTICS = (
    "population_avg",
    "population_resolution_202",
    "area_km2",
    "population_density",
    "urban_share",
    "grdp",
    "grdp_per_capita",
    "monthly_income_per_capita",
    "labour_productivity",
    "trained_labour_rate",
    "unemployment_rate",
    "informal_employment_rate",
    "multidimensional_poverty_rate",
    "literacy_rate",
    "hdi",
    "households_with_computer",
    "papi_total",
    "papi_d8_e_governance",
    "papi_sc82_internet_access",
)


def facts_section(reader: Reader, code: str) -> dict[str, Any]:
    """Compose the key statistics, each of the last year that the province has.

    Parameters
    ----------
    reader : Reader
        The figures.
    code : str
        The province.

    Returns
    -------
    dict
        See :func:`cdslib.apps.profile_view.compose`, ``facts``.
    """
    lang = reader.lang
    offered = [
        id_ for id_ in STATISTICS if id_ in reader.atlas.indicators and reader.atlas.years(id_, code[:4])
    ]
    rows = [reader.figure(id_, code) for id_ in offered]
    for row in rows:
        way = reader.atlas.indicators[row["id"]]["direction"]
        row["order_text"] = text("profile.order_lower", lang) if row["rank"] and way == "lower_better" else ""
    return {
        "title": text("profile.facts_title", lang),
        "rows": rows,
        "note": text("profile.facts_rank", lang),
    }


def others_section(reader: Reader, code: str, others: Mapping[str, list[Row]]) -> dict[str, Any]:
    """Compose the figures that only few provinces have; those of former provinces say whose they are.

    Parameters
    ----------
    reader : Reader
        For language, names and sources.
    code : str
        The province.
    others : mapping
        Prepared figures by province.

    Returns
    -------
    dict
        See :func:`cdslib.apps.profile_view.compose`, ``others``.
    """
    lang = reader.lang
    parts: list[str] = reader.atlas.provinces[code].get("parts", [])
    rows = [
        _other(reader, found, "" if owner == code or len(parts) == 1 else reader.name(owner))
        for owner in (code, *parts)
        for found in others.get(owner, [])
    ]
    return {
        "title": text("profile.others_title", lang),
        "rows": rows,
        "note": text("profile.others_note", lang),
    }


def _other(reader: Reader, found: Row, former: str) -> Row:
    lang = reader.lang
    is_dated = found["period"][:1].isdigit()
    return {
        "id": found["id"],
        "label": found["label"][lang],
        "unit": found["unit"][lang],
        "measure": found["measure"][lang],
        "period": found["period"],
        "period_text": format_period(found["period"]) if is_dated else text("profile.undated", lang),
        "value": found["value"],
        "text": _written(found, lang),
        "unit_text": "" if found["suffix"][lang] or found["is_yes_no"] else found["unit"][lang],
        "former": text("profile.of_former", lang, name=former) if former else "",
        "remark": "; ".join(part for part in (found["flag"][lang], found["note"][lang]) if part),
        "source": reader.cite(found["source"]),
    }


def _written(found: Row, lang: Language) -> str:
    """Write a figure with its precision; yes and no as words."""
    if found["value"] is None:
        return str(found["words"])
    if found["is_yes_no"]:
        return text("profile.yes" if found["value"] else "profile.no", lang)
    written = format_number(found["value"], found["decimals"], lang) + found["suffix"][lang]
    qualifier = found["qualifier"]
    return f"{text(f'map.qualifier_{qualifier}', lang).lower()} {written}" if qualifier else written


def missing_section(
    reader: Reader, code: str, figures: Iterable[Row], wanted: Iterable[Row], others: Iterable[Row]
) -> dict[str, Any]:
    """Say what is missing, why as far as known, and who could report it.

    Parameters
    ----------
    reader : Reader
        The figures.
    code : str
        The province.
    figures : iterable of dict
        The figures of the page, with or without a value.
    wanted : iterable of dict
        Indicators with few figures that every page should have: ``id``, ``label``, ``reporter``.
    others : iterable of dict
        The figures that only few provinces have.

    Returns
    -------
    dict
        See :func:`cdslib.apps.profile_view.compose`, ``missing``.
    """
    lang = reader.lang
    rows = [_missing(reader, code, row) for row in figures if row["value"] is None]
    known = {row["id"] for row in others}
    rows += [
        {"id": item["id"], "label": item["label"][lang], "reason": text("profile.missing_none", lang)}
        | {"reporter": item["reporter"][lang]}
        for item in wanted
        if item["id"] not in known
    ]
    rows = _joined(rows, lang)
    intro = text("profile.missing_intro" if rows else "profile.missing_nothing", lang)
    return {"title": text("profile.missing_title", lang), "intro": intro, "rows": rows}


def _joined(rows: list[Row], lang: Language) -> list[Row]:
    """Say once what is said of several items in the same words."""
    alike: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        alike.setdefault((row["reason"], row["reporter"]), []).append(row)
    return [
        {"ids": [row["id"] for row in some], "label": format_list([row["label"] for row in some], lang)}
        | {"reason": reason, "reporter": reporter}
        for (reason, reporter), some in alike.items()
    ]


def _missing(reader: Reader, code: str, row: Row) -> Row:
    lang = reader.lang
    total = len(reader.atlas.codes(code[:4]))
    if row["status"] == "partial":
        lacking = [
            reader.name(part)
            for part in reader.atlas.provinces[code].get("parts", [])
            if not _has(reader, row["id"], part, row["year"])
        ]
        reason = text("profile.missing_parts", lang, year=row["year"], names=format_list(lacking, lang))
    elif row["count"]:
        reason = text("profile.few", lang, count=row["count"], total=total, year=row["year"])
    else:
        reason = text("profile.missing_none", lang)
    reporter = reader.atlas.indicators[row["id"]]["reporter"][lang]
    return {"id": row["id"], "label": row["label"], "reason": reason, "reporter": reporter}


def _has(reader: Reader, id_: str, code: str, year: int) -> bool:
    cell = reader.atlas.cell(id_, code[:4], year, code)
    return cell is not None and cell.value is not None
