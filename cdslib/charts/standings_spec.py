"""The order of provinces before and after: a row each, the present score and the score of a scenario."""

import altair as alt

from cdslib.charts import theme
from cdslib.charts.living import at, living_chart, pixels, table
from cdslib.charts.words import words

ROW = 26
_SIDE = 168
_COLOURS = f"datum.kind === 'own' ? '{theme.ACCENT}' : datum.kind === 'other' ? '#7b8a93' : '#b26a00'"
_INK = f"datum.kind === 'own' ? '{theme.ACCENT}' : datum.kind === 'other' ? '{theme.INK}' : '#7a4a00'"


def standings_spec(*, width: int | str = 480, height: int = 400) -> alt.LayerChart:
    """Build the order with an empty table, to be filled by the page that shows it.

    Parameters
    ----------
    width, height : int or "container", int
        Size in pixels.

    Returns
    -------
    altair.LayerChart
        Reads the table ``rows``: ``id``, ``y`` (pixels from the top to the middle of the row), ``name`` (with its
        place), ``before`` and ``after`` (scores), ``text`` (score in words), ``label`` (for screen readers) and
        ``kind``: ``own``, ``passed``, ``passing`` or ``other``. The parameters ``low`` and ``high`` bound the scale,
        ``hovered`` holds an id, ``chart_title`` and ``chart_source`` words.
    """
    layers = [_highlight(), *_marks(), *_texts(), _touch()]
    layers += [
        words(
            "chart_title",
            "-34 - 20 * length(split(chart_title, '\\n'))",
            size=15,
            is_strong=True,
            colour=theme.INK,
        ),
        words("chart_source", "height + 8", size=10),
    ]
    start = {"low": 0.4, "high": 0.9, "hovered": "", "chart_title": "", "chart_source": ""}
    return living_chart(layers, start, width, height)


def _x(field: str) -> alt.X:
    scale = alt.Scale(
        domain=[alt.expr("low"), alt.expr("high")],
        range=[_SIDE, alt.expr("width - 58")],
        zero=False,
        nice=False,
        clamp=True,
    )
    axis = alt.Axis(tickCount=4, format=".2f", orient="top", domain=False, ticks=False, title=None)
    return alt.X(f"{field}:Q", scale=scale, axis=axis)


def _highlight() -> alt.Chart:
    is_active = "datum.kind !== 'other' || datum.id === hovered"
    fill = f"datum.kind === 'own' ? '{theme.SOFT}' : datum.kind === 'other' ? '#eef3f4' : '#fdf3e1'"
    mark = table("rows").mark_bar(
        fill=alt.expr(fill), opacity=alt.expr(f"{is_active} ? 1 : 0"), height=ROW - 2, aria=False
    )
    return mark.encode(x=alt.value(0), x2=at("width"), y=pixels("y"))


def _marks() -> list[alt.Chart]:
    rows = table("rows")
    way = rows.mark_rule(strokeWidth=3, opacity=0.4, stroke=alt.expr(_COLOURS), aria=False)
    before = rows.mark_point(
        size=46, filled=True, fill="white", stroke=alt.expr(_COLOURS), strokeWidth=1.4, opacity=1, aria=False
    )
    after = rows.mark_circle(size=74, opacity=1, fill=alt.expr(_COLOURS), aria=False)
    return [
        way.encode(x=_x("before"), x2="after:Q", y=pixels("y")),
        before.encode(x=_x("before"), y=pixels("y")),
        after.encode(x=_x("after"), y=pixels("y")),
    ]


def _texts() -> list[alt.Chart]:
    rows = table("rows")
    weight = alt.expr("datum.kind === 'own' ? 600 : 400")
    name = rows.mark_text(
        align="left", dx=6, fontSize=12, fontWeight=weight, fill=alt.expr(_INK), limit=_SIDE - 14, aria=False
    )
    said = rows.mark_text(
        align="right", dx=-4, fontSize=12, fontWeight=weight, fill=alt.expr(_INK), aria=False
    )
    return [
        name.encode(x=alt.value(0), y=pixels("y"), text="name:N"),
        said.encode(x=at("width"), y=pixels("y"), text="text:N"),
    ]


def _touch() -> alt.Chart:
    """Lay an invisible bar over each row, for the pointer and the screen reader."""
    mark = table("rows").mark_bar(opacity=0, height=ROW - 2, cursor="pointer")
    return mark.encode(x=alt.value(0), x2=at("width"), y=pixels("y"), description="label:N", key="id:N")
