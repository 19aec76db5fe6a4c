"""One promise over time: what was, what is still needed, where the present pace leads, the target."""

import altair as alt

from cdslib.charts import theme
from cdslib.charts.living import at, living_chart, stroke, table
from cdslib.charts.words import words


def trajectory_spec(*, width: int | str = 480, height: int = 240) -> alt.LayerChart:
    """Build the trajectory with empty tables, to be filled by the page that shows it.

    Parameters
    ----------
    width, height : int or "container", int
        Size in pixels.

    Returns
    -------
    altair.LayerChart
        Reads the tables ``figures`` (``time`` in years, ``value``, ``label``, ``text``, ``series``: figures of one
        version of the index are joined), ``paths`` (``path``, ``time``, ``value``, ``colour``, ``dash``: ``needed``
        or ``pace``, and on the last point ``text`` and ``shift``), ``goals`` (``time``, ``value``, ``text``,
        ``align``) and ``series_breaks`` (``time``, ``label``). The parameters ``first`` and ``last`` are the years
        shown, ``is_rank`` turns the axis, ``unit`` and ``chart_title``, ``chart_source`` are words.
    """
    x = alt.X(
        "time:Q",
        title=None,
        scale=alt.Scale(domain=[alt.expr("first"), alt.expr("last")], nice=False, zero=False),
        axis=alt.Axis(
            format="d",
            tickMinStep=1,
            grid=False,
            labelFlush=False,
            tickCount=alt.expr("min(6, last - first)"),
        ),
    )
    y = alt.Y(
        "value:Q",
        title=None,
        scale=alt.Scale(zero=False, nice=True, padding=14, reverse=alt.expr("is_rank")),
        axis=alt.Axis(tickCount=5, domain=False, ticks=False),
    )
    figures, goals, breaks = table("figures"), table("goals"), table("series_breaks")
    ends = table("paths").transform_filter("isValid(datum.text)")
    layers = [
        breaks.mark_rule(stroke=theme.MUTED, strokeDash=[4, 3], aria=False).encode(x=x),
        breaks.mark_text(
            align="center", dy=-4, baseline="bottom", fontSize=10, color=theme.MUTED, aria=False
        ).encode(x=x, y=alt.value(0), text="label:N"),
        goals.mark_rule(stroke=theme.INK, strokeDash=[1, 3], aria=False).encode(
            x=alt.value(0), x2=at("width"), y=y
        ),
        table("paths")
        .mark_line(strokeWidth=1.8, aria=False)
        .encode(
            x=x,
            y=y,
            detail="path:N",
            stroke=stroke(),
            strokeDash=alt.StrokeDash(
                "dash:N", scale=alt.Scale(domain=["needed", "pace"], range=[[6, 4], [2, 3]]), legend=None
            ),
        ),
        ends.mark_text(align="right", dx=-6, dy=alt.expr("datum.shift"), fontSize=11, aria=False).encode(
            x=x, y=y, text="text:N", color=alt.Color("colour:N", scale=None)
        ),
        figures.mark_line(stroke=theme.ACCENT, strokeWidth=2.4, aria=False).encode(
            x=x, y=y, detail="series:N"
        ),
        figures.mark_circle(size=60, color=theme.ACCENT, opacity=1).encode(x=x, y=y, description="label:N"),
        figures.mark_text(
            dy=-13,
            fontSize=11,
            fontWeight=600,
            color="white",
            stroke="white",
            strokeWidth=3.5,
            strokeJoin="round",
            aria=False,
        ).encode(x=x, y=y, text="text:N"),
        figures.mark_text(dy=-13, fontSize=11, fontWeight=600, color=theme.ACCENT, aria=False).encode(
            x=x, y=y, text="text:N"
        ),
        goals.mark_point(shape="diamond", size=110, filled=True, color=theme.INK, opacity=1).encode(
            x=x, y=y, description="text:N"
        ),
        goals.mark_text(
            align=alt.expr("datum.align"),
            dx=alt.expr("datum.align === 'right' ? -10 : 10"),
            dy=-13,
            fontSize=11.5,
            fontWeight=600,
            aria=False,
        ).encode(x=x, y=y, text="text:N"),
        words("unit", "-36", size=10.5),
        words(
            "chart_title",
            "-44 - 20 * length(split(chart_title, '\\n'))",
            size=15,
            is_strong=True,
            colour=theme.INK,
        ),
        words("chart_source", "height + 26", size=10),
    ]
    start = {"first": 2020, "last": 2030, "is_rank": False, "unit": "", "chart_title": "", "chart_source": ""}
    return living_chart(layers, start, width, height)
