"""Who borders on whom, read off the boundaries."""

from typing import TYPE_CHECKING, Union

from cdslib.boundaries.loading import EQUAL_AREA, load_boundaries

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    import pandas as pd


def neighbours(
    boundaries: Union[str, "gpd.GeoDataFrame"] = "vn34", *, nearest_if_alone: bool = False
) -> "pd.DataFrame":
    r"""Say which provinces share a border, as a matrix of contiguity weights.

    Parameters
    ----------
    boundaries : {"vn34", "vn63"} or geopandas.GeoDataFrame
        The present or the former provinces, or shapes of one's own with a column ``code``.
    nearest_if_alone : bool
        Join a unit that borders on nobody (an island district, say) to the unit nearest to it, both ways. Otherwise its
        row stays zero, and :func:`cdslib.morans_i` leaves it out and says so.

    Returns
    -------
    pandas.DataFrame
        Codes by codes: 1 for neighbours, 0 otherwise and on the diagonal; symmetric.

    Notes
    -----
    Units are neighbours if their shapes touch, in a single point too ("queen" contiguity; Anselin 1988, *Spatial
    Econometrics*). Borders of the package's files are shared to the last digit, so nothing is missed by rounding.
    Islands belong to the province that governs them, so none of the 63 and of the 34 is alone; provinces that only
    the sea parts are no neighbours.

    Examples
    --------
    >>> borders = neighbours("vn34")
    >>> borders.index[borders["vn34-46"] == 1].tolist()
    ['vn34-44', 'vn34-48']
    """
    import numpy as np
    import pandas as pd

    shapes = load_boundaries(boundaries) if isinstance(boundaries, str) else boundaries
    touching = np.zeros((len(shapes), len(shapes)), dtype=int)
    one, other = shapes.sindex.query(shapes.geometry, predicate="intersects")
    touching[one, other] = 1
    np.fill_diagonal(touching, 0)
    if nearest_if_alone and len(shapes) > 1:
        _join_the_alone(shapes, touching)
    codes = pd.Index(shapes["code"], name="code")
    return pd.DataFrame(touching, index=codes, columns=codes.rename("neighbour"))


def _join_the_alone(shapes: "gpd.GeoDataFrame", touching: "np.ndarray") -> None:
    """Write 1 for each unit without neighbours and the unit nearest to it."""
    import numpy as np

    flat = shapes.geometry.to_crs(EQUAL_AREA)
    for place in np.flatnonzero(touching.sum(axis=1) == 0):
        distances = flat.distance(flat.iloc[place]).to_numpy(copy=True)
        distances[place] = float("inf")
        nearest = distances.argmin()
        touching[place, nearest] = touching[nearest, place] = 1
