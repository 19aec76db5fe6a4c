"""What a province was made of, or what it became, with the figures of all of them side by side."""

from typing import Any

from cdslib.apps.profile_figures import Reader, Row
from cdslib.apps.profile_index import INDEX, RANK
from cdslib.i18n import format_list, text

COMPARED = (
    INDEX,
    RANK,
    "population_avg",
    "area_km2",
    "urban_share",
    "grdp",
    "grdp_per_capita",
    "monthly_income_per_capita",
    "trained_labour_rate",
    "households_with_computer",
)


def merger_section(reader: Reader, code: str) -> dict[str, Any]:
    """Compose the merger: the sentence, and the former provinces' figures beside the present one's.

    Parameters
    ----------
    reader : Reader
        The figures.
    code : str
        The province, of either geography.

    Returns
    -------
    dict
        See :func:`cdslib.apps.profile_view.compose`, ``merger``.
    """
    present = reader.atlas.provinces[code].get("successor", code)
    parts: list[str] = reader.atlas.provinces[present]["parts"]
    lang = reader.lang
    columns: list[Row] = [
        {"code": part, "name": reader.name(part), "is_present": False, "is_own": part == code}
        for part in parts
    ]
    columns.append(
        {"code": present, "name": reader.name(present), "is_present": True, "is_own": present == code}
    )
    for column in columns:
        when = "present_column" if column["is_present"] else "former_column"
        column["heading"] = text(f"profile.{when}", lang, name=column["name"])
    is_merged = len(parts) > 1
    rows = [row for id_ in COMPARED if (row := _row(reader, id_, [column["code"] for column in columns]))]
    return {
        "title": text("profile.merger_title", lang),
        "kind": "unmerged" if not is_merged else "merged" if code == present else "former",
        "sentence": _sentence(reader, code, present, parts),
        "columns": columns,
        "rows": rows,
        "note": text("profile.merger_note", lang),
    }


def _sentence(reader: Reader, code: str, present: str, parts: list[str]) -> str:
    lang, name = reader.lang, reader.name(code)
    if len(parts) == 1:
        return text("profile.merger_unmerged", lang, name=name)
    if code == present:
        names = format_list([reader.name(part) for part in parts], lang)
        return text("profile.merger_merged", lang, name=name, count=len(parts), names=names)
    others = format_list([reader.name(part) for part in parts if part != code], lang)
    return text("profile.merger_former", lang, name=name, others=others, present=reader.name(present))


def _row(reader: Reader, id_: str, codes: list[str]) -> Row | None:
    """Return the figures of one indicator in the last year that a former province has."""
    if id_ not in reader.atlas.indicators:
        return None
    years = [year for year in reader.atlas.years(id_, "vn63") if _any(reader, id_, codes, year)]
    if not years:
        return None
    figures = [reader.figure(id_, code, years[-1]) for code in codes]
    texts = [_text(reader, id_, figure, code) for figure, code in zip(figures, codes, strict=True)]
    return {
        "id": id_,
        "label": figures[0]["label"],
        "unit": figures[0]["unit"],
        "year": years[-1],
        "texts": texts,
        "values": [figure["value"] for figure in figures],
        "kinds": [figure["kind"] for figure in figures],
        "origins": [figure["origin"] for figure in figures],
        "cited": [figure["source"] for figure in figures],
        "sources": sorted({figure["source"] for figure in figures if figure["source"]}),
    }


def _any(reader: Reader, id_: str, codes: list[str], year: int) -> bool:
    return any(code in reader.group(id_, "vn63", year).values for code in codes)


def _text(reader: Reader, id_: str, figure: Row, code: str) -> str:
    """Write a figure; a rank says among how many."""
    if id_ == RANK and figure["value"] is not None:
        return f"{figure['text']}/{len(reader.atlas.codes(code[:4]))}"
    return str(figure["text"])
