"""Similar provinces: the nearest by population, income per head and urban share."""

from math import dist
from statistics import fmean, pstdev
from typing import Any

from cdslib.apps.profile_figures import Reader, Row
from cdslib.i18n import format_list, format_number, text

INPUTS = ("population_avg", "monthly_income_per_capita", "urban_share")
NEAREST = 5


def peers_section(reader: Reader, code: str) -> dict[str, Any]:
    """Find the provinces most like one, and say how they were found.

    Each input is standardised over the provinces that have all three (z-scores); the distance is Euclidean.
    The year is the last one in which the province has all three.

    Parameters
    ----------
    reader : Reader
        The figures.
    code : str
        The province.

    Returns
    -------
    dict
        See :func:`cdslib.apps.profile_view.compose`, ``similar``.
    """
    lang = reader.lang
    year = _common_year(reader, code)
    if year is None:
        lacking = [_label(reader, id_) for id_ in INPUTS if not _has(reader, id_, code)]
        said = format_list(lacking, lang) if lacking else text("profile.similar_no_year", lang)
        reason = text("profile.similar_missing", lang, inputs=said)
        return {
            "year": None,
            "codes": [],
            "rows": [],
            "own": None,
            "inputs": [],
            "method": "",
            "reason": reason,
        }
    points = _points(reader, code[:4], year)
    distances = {other: dist(points[code], point) for other, point in points.items() if other != code}
    nearest = sorted(distances, key=lambda other: (distances[other], other))[:NEAREST]
    inputs = [
        {
            "id": id_,
            "label": reader.atlas.indicators[id_]["label"][lang],
            "short": text(f"profile.short_{id_}", lang),
            "unit": reader.atlas.indicators[id_]["unit"][lang],
        }
        for id_ in INPUTS
    ]
    return {
        "year": year,
        "codes": nearest,
        "inputs": inputs,
        "own": _row(reader, code, year, None),
        "rows": [_row(reader, other, year, distances[other]) for other in nearest],
        "method": text("profile.similar_method", lang, count=len(nearest), year=year, among=len(points)),
        "reason": "",
    }


def _label(reader: Reader, id_: str) -> str:
    known = reader.atlas.indicators.get(id_)
    return lower_first(known["label"][reader.lang]) if known else id_


def lower_first(words: str) -> str:
    """Write a name inside a sentence; abbreviations keep their capitals.

    Parameters
    ----------
    words : str
        A name that begins with a capital.

    Returns
    -------
    str
        The same without it.

    Examples
    --------
    >>> lower_first("Hạ tầng số"), lower_first("GRDP bình quân đầu người")
    ('hạ tầng số', 'GRDP bình quân đầu người')
    """
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def _has(reader: Reader, id_: str, code: str) -> bool:
    by_year = reader.atlas.cells.get(id_, {}).get(code[:4], {})
    return any(cells.get(code, [None])[0] is not None for cells in by_year.values())


def _common_year(reader: Reader, code: str) -> int | None:
    """Return the last year in which the province and others have all inputs."""
    cells = reader.atlas.cells
    if any(id_ not in cells for id_ in INPUTS):
        return None
    years = set.intersection(*(set(reader.atlas.years(id_, code[:4])) for id_ in INPUTS))
    fitting = [
        year for year in years if len(points := _points(reader, code[:4], year)) > 1 and code in points
    ]
    return max(fitting, default=None)


def _points(reader: Reader, geography: str, year: int) -> dict[str, tuple[float, ...]]:
    """Return the standardised inputs of the provinces that have all of them."""
    columns = [reader.group(id_, geography, year).values for id_ in INPUTS]
    codes = [code for code in reader.atlas.codes(geography) if all(code in column for column in columns)]
    if not codes:
        return {}
    scores = []
    for column in columns:
        values = [column[code] for code in codes]
        mean, deviation = fmean(values), pstdev(values) or 1.0
        scores.append([(value - mean) / deviation for value in values])
    return dict(zip(codes, zip(*scores, strict=True), strict=True))


def _row(reader: Reader, code: str, year: int, distance: float | None) -> Row:
    figures = [reader.figure(id_, code, year) for id_ in INPUTS]
    return {
        "code": code,
        "name": reader.name(code),
        "distance": distance,
        "distance_text": format_number(distance, 2, reader.lang),
        "texts": [figure["text"] for figure in figures],
        "values": [figure["value"] for figure in figures],
        "origins": [figure["origin"] for figure in figures],
        "cited": [figure["source"] for figure in figures],
        "sources": sorted({figure["source"] for figure in figures if figure["source"]}),
    }
