"""What looking for associations refuses to do."""

from cdslib.errors import CdsError


class NoStatsmodelsError(CdsError, ImportError):
    """The statistics library is not installed."""

    key = "associations.no_statsmodels"


class TooFewForRegressionError(CdsError, ValueError):
    """Too few units for so many predictors."""

    key = "associations.too_few"
