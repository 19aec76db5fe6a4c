"""Points every map draws: the islands of Hoàng Sa and Trường Sa at their true place, and where labels go."""

import csv
import json
from functools import cache
from typing import Any

from cdslib.i18n import Language
from cdslib.resources import geo_dir


@cache
def _features() -> list[dict[str, Any]]:
    path = geo_dir() / "archipelagos.geojson"
    features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return features


def island_rows(lang: Language, geography: str) -> list[dict[str, Any]]:
    """Return the islands for a map, the first of each archipelago with the archipelago's name.

    Parameters
    ----------
    lang : {"vi", "en"}
        The reader's language.
    geography : {"vn63", "vn34"}
        Whose province codes the islands carry.

    Returns
    -------
    list of dict
        ``lon``, ``lat``, ``code`` (the province they belong to), ``verified`` (whether the position is confirmed),
        and once for each archipelago ``archipelago``, ``label_lon``, ``label_lat``.

    Examples
    --------
    >>> len(island_rows("vi", "vn34"))
    38
    """
    rows, named = [], set()
    for feature in _features():
        about = feature["properties"]
        lon, lat = feature["geometry"]["coordinates"]
        code = about[f"province_{geography[2:]}"]
        row = {"lon": lon, "lat": lat, "code": code, "verified": about["verified"]}
        if about["group"] not in named:
            named.add(about["group"])
            name = about[f"label_{lang}"].replace(" (", "\n(")
            row |= {"archipelago": name, "label_lon": about["label_lon"], "label_lat": about["label_lat"]}
        rows.append(row)
    return rows


@cache
def label_points(geography: str) -> list[dict[str, Any]]:
    """Return a point inside the largest part of each province, for signs and labels.

    Parameters
    ----------
    geography : {"vn63", "vn34"}
        Which provinces.

    Returns
    -------
    list of dict
        ``code``, ``lon``, ``lat``.

    Examples
    --------
    >>> len(label_points("vn34"))
    34
    """
    with (geo_dir() / "label_points.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["code"].startswith(geography)]
    return [{"code": row["code"], "lon": float(row["lon"]), "lat": float(row["lat"])} for row in rows]
