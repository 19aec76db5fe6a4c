"""A scenario over the years: the planned path, what chance makes of it, and the goal."""

from typing import Any

import altair as alt

from cdslib.charts import theme
from cdslib.charts.living import at, living_chart, table
from cdslib.charts.words import words


def outlook_spec(*, width: int | str = 480, height: int = 240) -> alt.LayerChart:
    """Build the path with empty tables, to be filled by the page that shows it.

    Parameters
    ----------
    width, height : int or "container", int
        Size in pixels.

    Returns
    -------
    altair.LayerChart
        Reads the tables ``band`` (``year``, ``low``, ``high``, ``middle``), ``path`` (``year``, ``value``, ``text``,
        ``label`` for screen readers, ``reached``) and ``goal`` (``year``, ``value``, ``text``). The parameters
        ``low`` and ``high`` bound the scale, ``is_rank`` turns it, ``first`` and ``last`` are the years; ``unit``,
        ``chart_title`` and ``chart_source`` are words.
    """
    layers = [*_band(), *_goal(), *_path()]
    layers += [
        words("unit", "-20", size=10.5),
        words(
            "chart_title",
            "-28 - 20 * length(split(chart_title, '\\n'))",
            size=15,
            is_strong=True,
            colour=theme.INK,
        ),
        words("chart_source", "height + 26", size=10),
    ]
    start = {"low": 0, "high": 1, "first": 2024, "last": 2030, "is_rank": False, "unit": ""}
    return living_chart(layers, start | {"chart_title": "", "chart_source": ""}, width, height)


def _x(field: str = "year") -> alt.X:
    scale = alt.Scale(domain=[alt.expr("first - 0.25"), alt.expr("last + 0.25")], nice=False, zero=False)
    axis = alt.Axis(
        format="d", tickMinStep=1, tickCount=alt.expr("last - first"), grid=False, labelFlush=False
    )
    return alt.X(f"{field}:Q", title=None, scale=scale, axis=axis)


def _y(field: str) -> alt.Y:
    scale = alt.Scale(
        domain=[alt.expr("low"), alt.expr("high")], zero=False, nice=False, reverse=alt.expr("is_rank")
    )
    axis = alt.Axis(
        tickCount=5, tickMinStep=alt.expr("is_rank ? 1 : 0"), domain=False, ticks=False, title=None
    )
    return alt.Y(f"{field}:Q", scale=scale, axis=axis)


def _band() -> list[alt.Chart]:
    band = table("band")
    return [
        band.mark_area(color="#9fcfcb", opacity=0.45, aria=False).encode(x=_x(), y=_y("low"), y2="high:Q"),
        band.mark_line(stroke="#3f8f8f", strokeWidth=1.4, strokeDash=[2, 3], aria=False).encode(
            x=_x(), y=_y("middle")
        ),
    ]


def _goal() -> list[alt.Chart]:
    goal = table("goal")
    return [
        goal.mark_rule(stroke=theme.INK, strokeDash=[1, 3], aria=False).encode(
            x=alt.value(0), x2=at("width"), y=_y("value")
        ),
        goal.mark_point(shape="diamond", size=110, filled=True, color=theme.INK, opacity=1).encode(
            x=_x(), y=_y("value"), description="text:N"
        ),
        goal.mark_text(align="left", dx=4, dy=-9, fontSize=11, fontWeight=600, aria=False).encode(
            x=alt.value(0), y=_y("value"), text="text:N"
        ),
    ]


def _path() -> list[alt.Chart]:
    path = table("path")
    return [
        path.mark_line(stroke=theme.ACCENT, strokeWidth=2.4, aria=False).encode(x=_x(), y=_y("value")),
        path.mark_point(
            shape="circle",
            size=64,
            filled=True,
            fill=alt.expr(f"datum.reached ? '{theme.ACCENT}' : 'white'"),
            stroke=theme.ACCENT,
            strokeWidth=1.8,
            opacity=1,
        ).encode(x=_x(), y=_y("value"), description="label:N"),
        _said(path, stroke="white", strokeWidth=4, strokeJoin="round"),
        _said(path),
    ]


def _said(path: alt.Chart, **halo: Any) -> alt.Chart:
    mark = path.mark_text(
        align=alt.expr("datum.year === first ? 'left' : datum.year === last ? 'right' : 'center'"),
        dy=-13,
        fontSize=11,
        fontWeight=600,
        color=theme.ACCENT,
        aria=False,
        **halo,
    )
    return mark.encode(x=_x(), y=_y("value"), text="text:N")
