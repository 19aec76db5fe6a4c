"""Where the provinces lie: boundaries, archipelagos, label points, and the gates they must pass."""

from cdslib.boundaries.contiguity import neighbours
from cdslib.boundaries.gates import Gate, boundary_gates, commune_point_shares
from cdslib.boundaries.loading import (
    EQUAL_AREA,
    UnknownBoundariesError,
    boundary_file,
    load_archipelagos,
    load_boundaries,
    load_label_points,
)

__all__ = [
    "EQUAL_AREA",
    "Gate",
    "UnknownBoundariesError",
    "boundary_file",
    "boundary_gates",
    "commune_point_shares",
    "load_archipelagos",
    "load_boundaries",
    "load_label_points",
    "neighbours",
]
