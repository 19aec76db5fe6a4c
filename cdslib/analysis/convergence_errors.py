"""What measuring convergence refuses to do."""

from cdslib.errors import CdsError


class TooFewUnitsError(CdsError, ValueError):
    """Too few units have figures at both ends for a slope or a spread to mean anything."""

    key = "convergence.too_few"


class NotPositiveLevelsError(CdsError, ValueError):
    """A level that is not above zero has no logarithm and no growth rate."""

    key = "convergence.not_positive"
