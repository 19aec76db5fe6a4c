"""How charts that live in a page are put together: named tables, named parameters, one look."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from cdslib.charts import theme


def table(name: str) -> alt.Chart:
    """Return a chart of a named, still empty table that a page fills.

    Parameters
    ----------
    name : str
        Name of the table.

    Returns
    -------
    altair.Chart
        Without mark.
    """
    return alt.Chart(alt.Data(values=[], name=name))


def pixels(field: str) -> alt.Y:
    """Return a vertical position that the table gives in pixels."""
    return alt.Y(f"{field}:Q", scale=None, axis=None)


def colour(field: str = "colour") -> alt.Color:
    """Return a colour that the table gives."""
    return alt.Color(f"{field}:N", scale=None)


def stroke(field: str = "colour") -> alt.Stroke:
    """Return a line colour that the table gives."""
    return alt.Stroke(f"{field}:N", scale=None)


def at(expression: str) -> Any:
    """Return a fixed place in the plot from a Vega expression."""
    return alt.value(alt.expr(expression))


def living_chart(
    layers: Sequence[alt.Chart], parameters: Mapping[str, Any], width: int | str, height: int
) -> alt.LayerChart:
    """Put layers into one chart with parameters that a page sets.

    Parameters
    ----------
    layers : sequence of altair.Chart
        From back to front.
    parameters : mapping
        Start value by name.
    width, height : int or "container", int
        Size in pixels.

    Returns
    -------
    altair.LayerChart
        In the suite's look.
    """
    return (
        alt.layer(*layers)
        .add_params(*[alt.param(name=name, value=value) for name, value in parameters.items()])
        .properties(width=width, height=height)
        .configure(**theme.config())
    )
