"""The years of the chosen provinces, beside the mean and the range of all."""

import altair as alt

from cdslib.charts import theme
from cdslib.charts.living import living_chart
from cdslib.charts.words import words


def trend_spec(*, width: int | str = 480, height: int = 220) -> alt.LayerChart:
    """Build the line chart with empty tables, to be filled by the page that shows it.

    Parameters
    ----------
    width, height : int or "container", int
        Size in pixels.

    Returns
    -------
    altair.LayerChart
        Reads the tables ``lines`` (``code``, ``name``, ``year``, ``value``, ``colour``, ``last``, ``shift``),
        ``range`` (``year``, ``low``, ``high``, ``mean``, ``first``, ``mean_label``) and ``series_breaks`` (``year``,
        ``label``, ``last``, ``place``), and the parameters ``unit``, ``hovered``.
    """
    x = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, grid=False, labelOverlap=True))
    y = alt.Y(
        "value:Q",
        title=None,
        scale=alt.Scale(zero=False, nice=True),
        axis=alt.Axis(tickCount=5, domain=False, ticks=False),
    )
    band = alt.Chart(alt.Data(values=[], name="range"))
    lines = alt.Chart(alt.Data(values=[], name="lines"))
    width_of = alt.expr("datum.code === hovered ? 3.5 : 2.2")
    layers = [
        band.mark_area(color="#dfe7e9", opacity=1, aria=False).encode(
            x=x, y=alt.Y("low:Q", title=None), y2="high:Q"
        ),
        alt.Chart(alt.Data(values=[], name="series_breaks"))
        .mark_rule(stroke=theme.MUTED, strokeDash=[4, 3], aria=False)
        .encode(x=x),
        alt.Chart(alt.Data(values=[], name="series_breaks"))
        .mark_text(
            align=alt.expr("datum.last ? 'right' : 'left'"),
            dx=alt.expr("datum.last ? -4 : 4"),
            dy=alt.expr("12 * datum.place"),
            baseline="top",
            fontSize=10,
            color=theme.MUTED,
            aria=False,
        )
        .encode(x=x, y=alt.value(0), text="label:N"),
        band.mark_line(stroke=theme.MUTED, strokeDash=[5, 3], strokeWidth=1.5, aria=False).encode(
            x=x, y=alt.Y("mean:Q", title=None)
        ),
        band.transform_filter("datum.first")
        .mark_text(align="left", dx=4, dy=-9, fontSize=10.5, color=theme.MUTED, aria=False)
        .encode(x=x, y=alt.Y("mean:Q", title=None), text="mean_label:N"),
        lines.mark_line(strokeWidth=width_of, aria=False).encode(
            x=x, y=y, detail="code:N", stroke=alt.Stroke("colour:N", scale=None)
        ),
        lines.mark_circle(size=46, opacity=1, aria=False).encode(
            x=x, y=y, color=alt.Color("colour:N", scale=None)
        ),
        lines.transform_filter("datum.last")
        .mark_text(align="left", dx=8, dy=alt.expr("datum.shift"), fontSize=11, fontWeight=600, aria=False)
        .encode(x=x, y=y, text="name:N", color=alt.Color("colour:N", scale=None)),
        words("unit", "-22", size=10.5),
    ]
    start = {"unit": "", "hovered": ""}
    return living_chart(layers, start, width, height)
