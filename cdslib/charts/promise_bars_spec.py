"""Who promised one thing: target and figure of each province on one scale, nearest first."""

import altair as alt

from cdslib.charts import theme
from cdslib.charts.living import at, colour, living_chart, pixels, stroke, table
from cdslib.charts.rows import BARS_BAR, BARS_ROW
from cdslib.charts.words import words

_ACTIVE = "datum.id === hovered || datum.code === hovered || datum.id === chosen"


def promise_bars_spec(*, width: int | str = 480, height: int = 400) -> alt.LayerChart:
    """Build the bars with an empty table, to be filled by the page that shows it.

    Parameters
    ----------
    width, height : int or "container", int
        Size in pixels.

    Returns
    -------
    altair.LayerChart
        Reads the table ``bars``: ``id``, ``code``, ``y`` (pixels from the top to the bar), ``name`` (with the shape of
        the status), ``colour``, ``said`` (gap or target in words), ``label`` (for screen readers), and in the unit
        ``target``, ``target_to`` and ``value``, which may be missing. The parameters ``hovered`` (an id or a
        province), ``chosen``, ``is_rank`` (turns the scale), ``unit``, ``chart_title``, ``chart_source``.
    """
    layers = [_highlight(), *_marks(), *_texts(), _touch()]
    layers += [
        words("unit", "-36", size=10.5),
        words(
            "chart_title",
            "-44 - 20 * length(split(chart_title, '\\n'))",
            size=15,
            is_strong=True,
            colour=theme.INK,
        ),
        words("chart_source", "height + 8", size=10),
    ]
    names = ("hovered", "chosen", "unit", "chart_title", "chart_source")
    return living_chart(layers, dict.fromkeys(names, "") | {"is_rank": False}, width, height)


def _x(field: str) -> alt.X:
    scale = alt.Scale(
        range=[4, alt.expr("width - 4")], zero=True, nice=True, padding=2, reverse=alt.expr("is_rank")
    )
    axis = alt.Axis(tickCount=6, orient="top", domain=False, ticks=False, title=None)
    return alt.X(f"{field}:Q", scale=scale, axis=axis)


def _known(*fields: str) -> alt.Chart:
    return table("bars").transform_filter(" && ".join(f"isValid(datum.{field})" for field in fields))


def _highlight() -> alt.Chart:
    mark = table("bars").mark_bar(
        fill=theme.SOFT,
        opacity=alt.expr(f"{_ACTIVE} ? 1 : 0"),
        height=BARS_ROW - 2,
        yOffset=BARS_ROW / 2 - BARS_BAR,
        aria=False,
    )
    return mark.encode(x=alt.value(-4), x2=at("width + 4"), y=pixels("y"))


def _marks() -> list[alt.Chart]:
    way = _known("value", "target").mark_rule(strokeWidth=3, opacity=0.45, aria=False)
    span = _known("target_to").mark_bar(color=theme.INK, height=4, opacity=0.3, aria=False)
    target = _known("target").mark_tick(color=theme.INK, thickness=2.5, height=17, aria=False)
    figure = _known("value").mark_circle(size=80, opacity=1, aria=False)
    return [
        way.encode(x=_x("value"), x2="target:Q", y=pixels("y"), stroke=stroke()),
        span.encode(x=_x("target"), x2="target_to:Q", y=pixels("y")),
        target.encode(x=_x("target"), y=pixels("y")),
        figure.encode(x=_x("value"), y=pixels("y"), color=colour()),
    ]


def _texts() -> list[alt.Chart]:
    bars = table("bars")
    name = bars.mark_text(align="left", dy=-18, fontSize=12.5, limit=alt.expr("width - 150"), aria=False)
    said = bars.mark_text(align="right", dy=-18, fontSize=11.5, color=theme.MUTED, limit=148, aria=False)
    return [
        name.encode(x=alt.value(0), y=pixels("y"), text="name:N"),
        said.encode(x=at("width"), y=pixels("y"), text="said:N"),
    ]


def _touch() -> alt.Chart:
    """Lay an invisible bar over each row, for the pointer and the screen reader."""
    mark = table("bars").mark_bar(
        opacity=0, height=BARS_ROW - 2, yOffset=BARS_ROW / 2 - BARS_BAR, cursor="pointer"
    )
    return mark.encode(x=alt.value(0), x2=at("width"), y=pixels("y"), description="label:N", key="id:N")
