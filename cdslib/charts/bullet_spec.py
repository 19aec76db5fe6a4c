"""Bullet charts of promises, one under the other, each on its own scale: further right is better."""

from typing import Any, Literal

import altair as alt

from cdslib.charts import theme
from cdslib.charts.living import at, colour, living_chart, pixels, table
from cdslib.charts.rows import BULLET_BAR, BULLET_ROW
from cdslib.charts.words import words

_SCALE = alt.Scale(domain=[0, 1], nice=False, zero=False)
_ACTIVE = "datum.id === hovered || datum.id === chosen"


def bullet_spec(*, width: int | str = 480, height: int = 400) -> alt.LayerChart:
    """Build the bullets with an empty table, to be filled by the page that shows it.

    Parameters
    ----------
    width, height : int or "container", int
        Size in pixels.

    Returns
    -------
    altair.LayerChart
        Reads the table ``bullets``: ``id``, ``y`` (pixels from the top to the bar), ``name``, ``status`` (shape and
        word), ``colour``, ``figure``, ``promise`` and ``gap`` (words), ``label`` (for screen readers), and positions
        from 0 to 1 that may be missing: ``zero`` and ``value``, ``target``, ``target_to``, ``low`` and ``high``,
        ``mean``, ``country``. The parameters ``hovered`` and ``chosen`` hold ids, ``chart_title`` and
        ``chart_source`` words.

    Notes
    -----
    After Stephen Few, *Bullet Graph Design Specification* (2013), with the range of the provinces as the band.
    """
    layers = [_highlight(), *_scale(), *_marks(), *_texts(), _touch()]
    layers += [
        words(
            "chart_title",
            "-14 - 20 * length(split(chart_title, '\\n'))",
            size=15,
            is_strong=True,
            colour=theme.INK,
        ),
        words("chart_source", "height + 8", size=10),
    ]
    names = ("chart_title", "chart_source", "hovered", "chosen")
    return living_chart(layers, dict.fromkeys(names, ""), width, height)


def _x(field: str) -> alt.X:
    return alt.X(f"{field}:Q", scale=_SCALE, axis=None)


def _known(field: str) -> alt.Chart:
    return table("bullets").transform_filter(f"isValid(datum.{field})")


def _highlight() -> alt.Chart:
    mark = table("bullets").mark_bar(
        fill=theme.SOFT,
        opacity=alt.expr(f"{_ACTIVE} ? 1 : 0"),
        height=BULLET_ROW - 4,
        yOffset=BULLET_ROW / 2 - BULLET_BAR,
        cornerRadius=4,
        aria=False,
    )
    return mark.encode(x=alt.value(-4), x2=at("width + 4"), y=pixels("y"))


def _scale() -> list[alt.Chart]:
    """Draw the line each bullet lies on, and the range of the provinces."""
    line = table("bullets").mark_rule(stroke="#c9d1d5", aria=False)
    band = _known("high").mark_bar(color=theme.BAND, height=18, aria=False)
    return [
        line.encode(x=alt.value(0), x2=at("width"), y=pixels("y")),
        band.encode(x=_x("low"), x2="high:Q", y=pixels("y")),
    ]


def _marks() -> list[alt.Chart]:
    bar = _known("value").mark_bar(height=8, aria=False)
    mean = _known("mean").mark_tick(color=theme.INK, thickness=1.5, height=18, opacity=0.5, aria=False)
    country = _known("country").mark_point(
        shape="diamond",
        size=54,
        filled=True,
        fill="white",
        stroke=theme.INK,
        strokeWidth=1.3,
        opacity=1,
        aria=False,
    )
    span = _known("target_to").mark_bar(color=theme.INK, height=5, opacity=0.35, aria=False)
    target = _known("target").mark_tick(color=theme.INK, thickness=3, height=26, aria=False)
    return [
        bar.encode(x=_x("zero"), x2="value:Q", y=pixels("y"), color=colour()),
        mean.encode(x=_x("mean"), y=pixels("y")),
        country.encode(x=_x("country"), y=pixels("y")),
        span.encode(x=_x("target"), x2="target_to:Q", y=pixels("y")),
        target.encode(x=_x("target"), y=pixels("y")),
    ]


def _texts() -> list[alt.Chart]:
    """Write the name above the bar, figure and status below it, promise and gap under these."""

    def line(field: str, dy: int, align: Literal["left", "right"], limit: str, **look: Any) -> alt.Chart:
        marked = table("bullets").mark_text(dy=dy, align=align, limit=alt.expr(limit), aria=False, **look)
        return marked.encode(x=at("width" if align == "right" else "0"), y=pixels("y"), text=f"{field}:N")

    return [
        line("name", -21, "left", "width", fontSize=12.5, fontWeight=600),
        line("figure", 23, "left", "width - 188", fontSize=11.5),
        line("status", 23, "right", "184", fontSize=11.5, fontWeight=600).encode(color=colour()),
        line("promise", 40, "left", "width - (datum.gap ? 140 : 0)", fontSize=11.5, color=theme.MUTED),
        line("gap", 40, "right", "138", fontSize=11.5),
    ]


def _touch() -> alt.Chart:
    """Lay an invisible bar over each row, for the pointer and the screen reader."""
    mark = table("bullets").mark_bar(
        opacity=0, height=BULLET_ROW - 4, yOffset=BULLET_ROW / 2 - BULLET_BAR, cursor="pointer"
    )
    return mark.encode(x=alt.value(0), x2=at("width"), y=pixels("y"), description="label:N", key="id:N")
