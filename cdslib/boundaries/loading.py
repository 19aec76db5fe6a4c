"""Reading the boundary files that the package carries."""

from pathlib import Path
from typing import TYPE_CHECKING

from cdslib.errors import CdsError
from cdslib.resources import geo_dir

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

EQUAL_AREA = "+proj=aea +lat_1=10 +lat_2=21 +lat_0=16 +lon_0=106 +datum=WGS84 +units=m"
_FILES = {"vn34": "provinces_34.topojson", "vn63": "provinces_63.topojson"}


class UnknownBoundariesError(CdsError, ValueError):
    """Boundaries were asked for under a name that has none."""

    key = "boundaries.unknown_geography"


def boundary_file(geography: str = "vn34", folder: Path | None = None) -> Path:
    """Return the TopoJSON file of one geography, for a chart that reads it itself.

    Parameters
    ----------
    geography : {"vn34", "vn63"}
        The 34 provinces since 1 July 2025, or the 63 before.
    folder : pathlib.Path, optional
        Where the files lie; the package's own folder by default.

    Returns
    -------
    pathlib.Path
        A TopoJSON file. Its one object is called ``provinces``; each feature's ``id`` is the
        namespaced code, its outer rings run clockwise as d3 and Vega expect.

    Raises
    ------
    UnknownBoundariesError
        If there are no boundaries of that name.

    Examples
    --------
    >>> boundary_file("vn63").name
    'provinces_63.topojson'
    """
    if geography not in _FILES:
        raise UnknownBoundariesError(geography=geography)
    return (folder or geo_dir()) / _FILES[geography]


def load_boundaries(geography: str = "vn34", *, folder: Path | None = None) -> "gpd.GeoDataFrame":
    """Load the boundaries of the provinces.

    Made from OpenStreetMap data (© OpenStreetMap contributors, ODbL 1.0); ``geo/README.md`` tells
    how. Inner borders and coast are right to about 50 m. Areas and densities must come from the
    official figures in the data package, never from these shapes. The archipelagos Hoàng Sa and
    Trường Sa are a layer of their own, see :func:`load_archipelagos`.

    Parameters
    ----------
    geography : {"vn34", "vn63"}
        The 34 provinces since 1 July 2025, or the 63 before.
    folder : pathlib.Path, optional
        Where the files lie; the package's own folder by default.

    Returns
    -------
    geopandas.GeoDataFrame
        One row per province, sorted by code, in EPSG:4326. Columns: ``code``, ``name_vi``,
        ``name_en``, for the 63 also ``code_34`` (the province it belongs to now), ``geometry``.

    Raises
    ------
    UnknownBoundariesError
        If there are no boundaries of that name.

    Examples
    --------
    >>> provinces = load_boundaries("vn63")
    >>> provinces.loc[provinces["code"] == "vn63-24", ["name_vi", "code_34"]].values.tolist()
    [['Bắc Giang', 'vn34-24']]
    """
    import geopandas as gpd

    frame = gpd.read_file(boundary_file(geography, folder), layer="provinces", engine="pyogrio")
    frame = frame.drop(columns="id").set_crs("EPSG:4326", allow_override=True)
    return frame.sort_values("code", ignore_index=True)


def load_archipelagos(*, folder: Path | None = None) -> "gpd.GeoDataFrame":
    """Load the islands and reefs of the archipelagos Hoàng Sa and Trường Sa as points.

    They are kept apart from the shapes of Đà Nẵng and Khánh Hòa because joined to them they would
    move extents, centres and labels by hundreds of kilometres. Every map shows them.

    Parameters
    ----------
    folder : pathlib.Path, optional
        Where the files lie; the package's own folder by default.

    Returns
    -------
    geopandas.GeoDataFrame
        One row per point, in EPSG:4326, right to about 1 km. Columns: ``kind`` (``archipelago``),
        ``group`` (``hoang_sa`` or ``truong_sa``), ``name_vi``, ``province_63``, ``province_34``,
        ``label_vi``, ``label_en``, ``label_lon``, ``label_lat`` (the group's label, the same in each
        of its rows), ``verified`` (False: the position has not been confirmed by a second source),
        ``check`` (how it was confirmed), ``geometry``.

    Examples
    --------
    >>> load_archipelagos().groupby("group").size().to_dict()
    {'hoang_sa': 14, 'truong_sa': 24}
    """
    import geopandas as gpd

    return gpd.read_file((folder or geo_dir()) / "archipelagos.geojson", engine="pyogrio")


def load_label_points(*, folder: Path | None = None) -> "pd.DataFrame":
    """Load where the name of each province fits best on a map.

    Parameters
    ----------
    folder : pathlib.Path, optional
        Where the files lie; the package's own folder by default.

    Returns
    -------
    pandas.DataFrame
        Columns ``code`` (both geographies), ``lon``, ``lat`` in degrees: the centre of the largest
        circle that fits into the largest part of the province.

    Examples
    --------
    >>> len(load_label_points())
    97
    """
    import pandas as pd

    return pd.read_csv((folder or geo_dir()) / "label_points.csv")
