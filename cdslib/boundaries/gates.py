"""What the boundary files must satisfy, measured on the files themselves."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cdslib.boundaries.loading import (
    EQUAL_AREA,
    boundary_file,
    load_archipelagos,
    load_boundaries,
    load_label_points,
)
from cdslib.i18n import Language, text
from cdslib.resources import geo_dir

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

_COUNT = {"vn34": 34, "vn63": 63}
_BYTES = {"vn34": 52_000, "vn63": 65_000}
_TOTAL_KM2 = (328_000, 329_000)
_ERROR_PERCENT = 2.0
# Coast, islets and tidal flats, and the official areas that include the archipelagos: geo/README.md.
_EXCEPTIONS = {
    "vn63-22": 14.0,
    "vn63-31": 14.0,
    "vn63-36": 4.6,
    "vn63-37": 3.3,
    "vn63-48": 24.5,
    "vn63-56": 9.5,
    "vn63-79": 3.3,
    "vn63-82": 6.0,
    "vn63-84": 2.4,
    "vn63-95": 7.0,
    "vn34-22": 14.0,
    "vn34-31": 6.8,
    "vn34-37": 3.3,
    "vn34-48": 2.7,
    "vn34-56": 5.7,
    "vn34-82": 2.5,
    "vn34-96": 3.2,
}


class Gate(NamedTuple):
    """One measured property of the boundary files and whether it is good enough.

    Attributes
    ----------
    gate : str
        Stable name; :meth:`title` says it in words.
    passed : bool
        Whether the measure keeps the limit.
    measured : float
        What was found.
    limit : str
        What is asked, for example ``"= 34"`` or ``"328000..329000"``.
    """

    gate: str
    passed: bool
    measured: float
    limit: str

    def title(self, lang: Language = "vi") -> str:
        """Say what the gate measures.

        Parameters
        ----------
        lang : {"vi", "en"}
            The reader's language.

        Returns
        -------
        str
            A short phrase, with the unit where there is one.

        Examples
        --------
        >>> Gate("count", True, 34, "= 34").title("en")
        'Number of provinces'
        """
        return text(f"boundaries.gate_{self.gate}", lang)


def boundary_gates(
    geography: str = "vn34",
    official_areas: Mapping[str, float] | None = None,
    *,
    folder: Path | None = None,
) -> list[Gate]:
    """Measure the built boundary files of one geography against their gates.

    Parameters
    ----------
    geography : {"vn34", "vn63"}
        Which boundaries.
    official_areas : mapping of str to float, optional
        Official area in km² by province code; without it areas are compared in total only.
    folder : pathlib.Path, optional
        Where the files lie; the package's own folder by default.

    Returns
    -------
    list of Gate
        Every gate, passed or not.

    Raises
    ------
    UnknownBoundariesError
        If there are no boundaries of that name.

    Examples
    --------
    >>> [gate for gate in boundary_gates("vn63") if not gate.passed]
    []
    """
    frame = load_boundaries(geography, folder=folder)
    size = boundary_file(geography, folder).stat().st_size
    return [
        *_shape_gates(frame, geography),
        _within("total_area", round(_areas_km2(frame).sum(), 1), *_TOTAL_KM2),
        *(_area_gates(frame, official_areas) if official_areas is not None else ()),
        _at_most("size", size, _BYTES[geography]),
        _exactly("checksums", _changed_files(folder or geo_dir()), 0),
        _exactly("label_points", _labels_outside(frame, load_label_points(folder=folder)), 0),
        *_archipelago_gates(load_archipelagos(folder=folder)),
    ]


def commune_point_shares(points: "pd.DataFrame", provinces: "gpd.GeoDataFrame") -> dict[str, float]:
    """Say how many known places fall into the province they belong to.

    Parameters
    ----------
    points : pandas.DataFrame
        Columns ``lon``, ``lat`` (degrees) and ``code`` of the province each point belongs to.
    provinces : geopandas.GeoDataFrame
        As :func:`cdslib.boundaries.load_boundaries` gives it.

    Returns
    -------
    dict of str to float
        Shares between 0 and 1 of points in the ``right`` province, in a ``wrong`` one, and
        ``outside`` all of them.

    Examples
    --------
    >>> import pandas as pd
    >>> from cdslib.boundaries import load_boundaries
    >>> lake_hoan_kiem = pd.DataFrame({"lon": [105.852], "lat": [21.029], "code": ["vn34-01"]})
    >>> commune_point_shares(lake_hoan_kiem, load_boundaries())
    {'right': 1.0, 'wrong': 0.0, 'outside': 0.0}
    """
    import geopandas as gpd

    places = gpd.GeoDataFrame(
        points[["code"]], geometry=gpd.points_from_xy(points["lon"], points["lat"]), crs=provinces.crs
    )
    joined = places.sjoin(provinces[["code", "geometry"]], how="left", predicate="intersects")
    found = joined[~joined.index.duplicated()]
    outside = float(found["code_right"].isna().mean())
    right = float((found["code_left"] == found["code_right"]).mean())
    return {"right": right, "wrong": 1 - right - outside, "outside": outside}


def _exactly(gate: str, measured: int, wanted: int) -> Gate:
    return Gate(gate, measured == wanted, measured, f"= {wanted}")


def _at_most(gate: str, measured: float, limit: float) -> Gate:
    return Gate(gate, measured <= limit, measured, f"<= {limit:g}")


def _within(gate: str, measured: float, low: float, high: float) -> Gate:
    return Gate(gate, low <= measured <= high, measured, f"{low:g}..{high:g}")


def _areas_km2(frame: "gpd.GeoDataFrame") -> "pd.Series[float]":
    import pandas as pd

    return pd.Series(frame.to_crs(EQUAL_AREA).area.to_numpy() / 1e6, index=frame["code"])


def _shape_gates(frame: "gpd.GeoDataFrame", geography: str) -> Iterator[Gate]:
    import shapely

    shapes = frame.geometry.to_numpy()
    well_formed = frame["code"].str.fullmatch(rf"{geography}-\d\d") & ~frame["code"].duplicated()
    rings = shapely.get_exterior_ring(shapely.get_parts(shapes))
    edges = shapely.coverage_invalid_edges(shapes)
    yield _exactly("count", len(frame), _COUNT[geography])
    yield _exactly("codes", int((~well_formed).sum()), 0)
    yield _exactly("invalid", int((~shapely.is_valid(shapes)).sum()), 0)
    yield _exactly("coverage", int((~shapely.is_empty(edges)).sum()), 0)
    yield _exactly("inner_rings", int(shapely.get_num_interior_rings(shapely.get_parts(shapes)).sum()), 0)
    yield _exactly("winding", int(shapely.is_ccw(rings).sum()), 0)


def _area_gates(frame: "gpd.GeoDataFrame", official_areas: Mapping[str, float]) -> Iterator[Gate]:
    import pandas as pd

    areas = _areas_km2(frame)
    official = pd.Series(official_areas, dtype=float).reindex(areas.index)
    errors = (100 * (areas / official - 1)).abs().dropna()
    limits = pd.Series(_EXCEPTIONS).reindex(errors.index)
    ordinary = errors[limits.isna()]
    yield _exactly("missing_areas", int(official.isna().sum()), 0)
    yield _at_most("area_error", round(float(ordinary.max()), 2) if len(ordinary) else 0.0, _ERROR_PERCENT)
    yield _exactly("area_exceptions", int((errors > limits).sum()), 0)


def _changed_files(folder: Path) -> int:
    """Count the built files that are not the ones recorded, or that are missing."""
    recorded = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))["outputs"]
    return sum(
        not (folder / name).is_file()
        or hashlib.sha256((folder / name).read_bytes()).hexdigest() != about["sha256"]
        for name, about in recorded.items()
    )


def _labels_outside(frame: "gpd.GeoDataFrame", labels: "pd.DataFrame") -> int:
    import shapely

    places = labels.set_index("code").reindex(frame["code"])
    points = shapely.points(places["lon"].to_numpy(), places["lat"].to_numpy())
    largest = [max(shapely.get_parts(shape), key=shapely.area) for shape in frame.geometry]
    return int((~shapely.contains(largest, points)).sum())


def _archipelago_gates(points: "gpd.GeoDataFrame") -> Iterator[Gate]:
    for group, wanted in (("hoang_sa", 14), ("truong_sa", 24)):
        yield _exactly(group, int((points["group"] == group).sum()), wanted)
