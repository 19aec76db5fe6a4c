"""Tables that cannot be drawn, and what to change."""

from cdslib.errors import CdsError


class ChartDataError(CdsError, ValueError):
    """The parent of all complaints about a table given to a chart."""


class MissingColumnError(ChartDataError):
    """A column that every chart needs is not in the table."""

    key = "charts.missing_column"


class SeveralIndicatorsError(ChartDataError):
    """A map shows one indicator in one measure."""

    key = "charts.one_indicator"


class SeveralPeriodsError(ChartDataError):
    """A map shows one period."""

    key = "charts.one_period"


class NothingToDrawError(ChartDataError):
    """No province of the table has a figure."""

    key = "charts.nothing_to_draw"
