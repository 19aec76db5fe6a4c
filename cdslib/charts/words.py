"""Text marks whose words are a parameter, so that a living chart can change them."""

import altair as alt

from cdslib.charts import theme


def words(
    parameter: str,
    y: str,
    *,
    size: float,
    is_strong: bool = False,
    colour: str = theme.MUTED,
    x: str = "",
) -> alt.Chart:
    """Write a parameter's text at the left edge of a chart.

    Parameters
    ----------
    parameter : str
        Name of the chart parameter that holds the text.
    y : str
        Vega expression for the distance from the top of the plot, in pixels.
    size : float
        Type size in pixels.
    is_strong : bool
        Set in bold.
    colour : str
        Hex colour.
    x : str
        Vega expression for the distance from the left edge of the plot, in pixels; empty for none.

    Returns
    -------
    altair.Chart
        The layer.
    """
    mark = alt.MarkDef(
        type="text",
        align="left",
        baseline="top",
        fontSize=size,
        fontWeight="bold" if is_strong else "normal",
        color=colour,
        lineBreak="\n",
        text=alt.expr(parameter),
    )
    return alt.Chart(alt.Data(values=[{}]), mark=mark).encode(
        x=alt.value(alt.expr(x) if x else 0), y=alt.value(alt.expr(y))
    )
