"""The source's own grid: whole numbers of 1/1024 degree, on which every step of the build is exact.

The encoder that wrote the source rounded each coordinate *up* to a multiple of 1/1024 degree, so a
grid number ``i`` stands for ``(i - 1/2) / 1024`` degrees. Keeping the grid numbers until the very end
means that nothing is ever rounded again: not by the dissolve, not by the TopoJSON quantisation.
"""

from collections.abc import Iterable, Sequence

import shapely
from shapely.geometry import MultiPolygon, Polygon

CELLS_PER_DEGREE = 1024
HALF_CELL = 1 / (2 * CELLS_PER_DEGREE)

Ring = list[tuple[int, int]]


def decode_ring(text: str, offset: Sequence[int]) -> Ring:
    """Decode one ring of an ECharts map: zig-zag differences written as characters.

    Parameters
    ----------
    text : str
        Characters in pairs (x, y); the code point less 64 is a zig-zag number.
    offset : sequence of two int
        Grid numbers at which the running sum starts.

    Returns
    -------
    list of (int, int)
        Grid numbers, as the source has them (before the shift by half a cell).

    Raises
    ------
    ValueError
        If the characters do not come in pairs.
    """
    if len(text) % 2:
        raise ValueError(f"an encoded ring must have an even number of characters, not {len(text)}")
    x, y = offset
    ring: Ring = []
    for first, second in zip(text[::2], text[1::2], strict=True):
        x += _unzigzag(ord(first) - 64)
        y += _unzigzag(ord(second) - 64)
        ring.append((x, y))
    return ring


def _unzigzag(number: int) -> int:
    return (number >> 1) ^ -(number & 1)


def decode_geometry(geometry: dict) -> MultiPolygon:
    """Decode one geometry of an ECharts map into a multipolygon of grid numbers.

    Parameters
    ----------
    geometry : dict
        ``type``, ``coordinates`` and ``encodeOffsets``, nested alike.

    Returns
    -------
    shapely.geometry.MultiPolygon
        Coordinates are grid numbers.
    """
    parts, offsets = geometry["coordinates"], geometry["encodeOffsets"]
    if geometry["type"] == "Polygon":
        parts, offsets = [parts], [offsets]
    polygons = []
    for rings, starts in zip(parts, offsets, strict=True):
        shell, *holes = (decode_ring(*pair) for pair in zip(rings, starts, strict=True))
        polygons.append(Polygon(shell, holes))
    return MultiPolygon(polygons)


def to_grid(polygon: Polygon) -> shapely.Geometry:
    """Lay a polygon in degrees onto the grid, so that islets are as fine as everything else.

    Parameters
    ----------
    polygon : shapely.geometry.Polygon
        Coordinates in degrees.

    Returns
    -------
    shapely.Geometry
        A valid polygon of grid numbers.
    """
    scaled = shapely.transform(polygon, lambda xy: (xy + HALF_CELL) * CELLS_PER_DEGREE)
    return shapely.set_precision(scaled, 1.0)


def to_degrees(geometries: Iterable[shapely.Geometry]) -> list[shapely.Geometry]:
    """Turn grid numbers into degrees; exact, since a cell is a power of two.

    Parameters
    ----------
    geometries : iterable of shapely.Geometry
        Coordinates are grid numbers.

    Returns
    -------
    list of shapely.Geometry
        Coordinates in degrees (EPSG:4326).
    """
    return [shapely.transform(g, lambda xy: xy / CELLS_PER_DEGREE - HALF_CELL) for g in geometries]
