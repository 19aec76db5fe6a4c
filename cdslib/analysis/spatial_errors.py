"""What measuring the likeness of neighbours refuses to do."""

from cdslib.errors import CdsError


class UnknownUnitsError(CdsError, LookupError):
    """The matrix of neighbours lacks units that have a value."""

    key = "spatial.unknown_units"


class NotWeightsError(CdsError, ValueError):
    """The matrix of neighbours is not square, or has negative weights."""

    key = "spatial.not_weights"


class NoNeighboursError(CdsError, ValueError):
    """Too few units have a value and a neighbour with a value."""

    key = "spatial.too_few"


class NoVariationError(CdsError, ValueError):
    """All units have the same value."""

    key = "spatial.no_variation"
