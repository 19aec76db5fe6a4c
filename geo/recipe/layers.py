"""What the build writes: TopoJSON on the source's grid, the archipelagos, the label points."""

import csv
import io
import json
from collections.abc import Iterable

import geopandas as gpd
import shapely
import topojson
from shapely.geometry import MultiPolygon

from cdslib.boundaries import EQUAL_AREA
from recipe.lattice import CELLS_PER_DEGREE, HALF_CELL
from recipe.source import read_table

ATTRIBUTION = "© OpenStreetMap contributors, ODbL 1.0"
ARCHIPELAGOS = {
    "hoang_sa": {
        "province_63": "vn63-48",
        "province_34": "vn34-48",
        "label_vi": "Quần đảo Hoàng Sa (TP. Đà Nẵng)",
        "label_en": "Hoang Sa Archipelago (Da Nang City)",
        "label_lon": 112.0,
        "label_lat": 17.6,
    },
    "truong_sa": {
        "province_63": "vn63-56",
        "province_34": "vn34-56",
        "label_vi": "Quần đảo Trường Sa (tỉnh Khánh Hòa)",
        "label_en": "Truong Sa Archipelago (Khanh Hoa Province)",
        "label_lon": 113.4,
        "label_lat": 12.0,
    },
}


def compact_json(value: object) -> str:
    """Write JSON without blanks, Vietnamese letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def topology(shapes: dict[str, MultiPolygon], properties: dict[str, dict[str, str]]) -> str:
    """Write provinces as TopoJSON whose quantisation is the source's grid, hence without loss.

    Parameters
    ----------
    shapes : dict of str to shapely.geometry.MultiPolygon
        Grid numbers by code.
    properties : dict of str to dict
        What each feature carries, by code.

    Returns
    -------
    str
        The document; its one object is called ``provinces``.
    """
    raw = topojson.Topology(list(shapes.values()), prequantize=False, object_name="provinces").to_dict()
    geometries = [
        {"type": found["type"], "arcs": found["arcs"], "id": code, "properties": properties[code]}
        for code, found in zip(shapes, raw["objects"]["provinces"]["geometries"], strict=True)
    ]
    west, south, east, north = (int(edge) for edge in raw["bbox"])
    degree = 1 / CELLS_PER_DEGREE
    document = {
        "type": "Topology",
        "attribution": ATTRIBUTION,
        "bbox": [edge * degree - HALF_CELL for edge in (west, south, east, north)],
        "transform": {
            "scale": [degree, degree],
            "translate": [west * degree - HALF_CELL, south * degree - HALF_CELL],
        },
        "objects": {"provinces": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [_differences(arc, west, south) for arc in raw["arcs"]],
    }
    return compact_json(document)


def _differences(arc: list[list[float]], west: int, south: int) -> list[list[int]]:
    """Write an arc as its first position and the steps from there, dropping steps of no length."""
    x, y, steps = west, south, []
    for position in arc:
        step = [int(position[0]) - x, int(position[1]) - y]
        if steps and step == [0, 0]:
            continue
        steps.append(step)
        x, y = int(position[0]), int(position[1])
    return steps


def archipelagos() -> str:
    """Write the points of Hoàng Sa and Trường Sa as GeoJSON, each with its group's label.

    Returns
    -------
    str
        One point feature per island or reef of ``inputs/archipelagos.csv``.
    """
    features = []
    for row in read_table("archipelagos.csv"):
        about = {
            "kind": "archipelago",
            "group": row["group"],
            "name_vi": row["name_vi"],
            **ARCHIPELAGOS[row["group"]],
            "verified": row["check"] != "unverified",
            "check": row["check"],
        }
        place = {"type": "Point", "coordinates": [float(row["lon"]), float(row["lat"])]}
        features.append(compact_json({"type": "Feature", "properties": about, "geometry": place}).strip())
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"


def label_points(frames: Iterable[gpd.GeoDataFrame]) -> str:
    """Write where a name fits best: the centre of the largest circle inside the largest part.

    Parameters
    ----------
    frames : iterable of geopandas.GeoDataFrame
        Columns ``code`` and ``geometry`` (EPSG:4326).

    Returns
    -------
    str
        CSV with columns ``code``, ``lon``, ``lat`` (degrees, 4 decimals).
    """
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(["code", "lon", "lat"])
    for frame in frames:
        largest = [max(shapely.get_parts(g), key=shapely.area) for g in frame.to_crs(EQUAL_AREA).geometry]
        circles = shapely.maximum_inscribed_circle(largest, tolerance=100)
        centres = gpd.GeoSeries(shapely.get_point(circles, 0), crs=EQUAL_AREA).to_crs(4326)
        for code, point in zip(frame["code"], centres, strict=True):
            writer.writerow([code, f"{point.x:.4f}", f"{point.y:.4f}"])
    return table.getvalue()
