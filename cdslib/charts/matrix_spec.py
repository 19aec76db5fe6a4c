"""All promises of all provinces on one sheet: by province and family, how many and the most telling status."""

import altair as alt

from cdslib.charts import theme
from cdslib.charts.living import at, colour, living_chart, pixels, table
from cdslib.charts.rows import MATRIX_ROW
from cdslib.charts.words import words

NAMES = 118
_ACTIVE = "datum.code === hovered"


def matrix_spec(*, width: int | str = 640, height: int = 800) -> alt.LayerChart:
    """Build the matrix with empty tables, to be filled by the page that shows it.

    Parameters
    ----------
    width, height : int or "container", int
        Size in pixels.

    Returns
    -------
    altair.LayerChart
        Reads the tables ``columns`` (``middle``: part of the width from 0 to 1, ``label``), ``lines`` (``code``,
        ``name``, ``y`` in pixels) and ``cells`` (``id``, ``code``, ``left``, ``middle``, ``right``: parts of the width,
        ``y``, ``tint``, ``colour``, ``text``, ``label`` for screen readers). The parameter ``hovered`` holds a
        province code, ``chart_title`` and ``chart_source`` words, ``head`` the room for the columns' heads
        in pixels: with more than 80 they are turned.
    """
    scale = alt.Scale(domain=[0, 1], range=[NAMES, alt.expr("width")], nice=False, zero=False)

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=scale, axis=None)

    tints = table("cells").mark_bar(
        height=MATRIX_ROW - 3, fill=alt.expr("datum.tint"), stroke="white", strokeWidth=2, cursor="pointer"
    )
    names = table("lines").mark_text(
        align="left",
        fontSize=12,
        fontWeight=alt.expr(f"{_ACTIVE} ? 600 : 400"),
        cursor="pointer",
        limit=NAMES - 6,
        aria=False,
    )
    layers = [
        tints.encode(x=x("left"), x2="right:Q", y=pixels("y"), description="label:N"),
        table("cells")
        .mark_text(fontSize=12.5, aria=False, cursor="pointer")
        .encode(x=x("middle"), y=pixels("y"), text="text:N", color=colour()),
        names.encode(x=alt.value(0), y=pixels("y"), text="name:N"),
        table("lines")
        .transform_filter(_ACTIVE)
        .mark_bar(fill=None, stroke=theme.INK, strokeWidth=1.2, height=MATRIX_ROW - 2, aria=False)
        .encode(x=alt.value(-3), x2=at("width + 1"), y=pixels("y")),
        _heads(x("middle")),
        words(
            "chart_title",
            "-10 - head - 20 * length(split(chart_title, '\\n'))",
            size=15,
            is_strong=True,
            colour=theme.INK,
        ),
        words("chart_source", "height + 8", size=10),
    ]
    return living_chart(
        layers, dict.fromkeys(("hovered", "chart_title", "chart_source"), "") | {"head": 34}, width, height
    )


def _heads(x: alt.X) -> alt.Chart:
    """Write the families above their columns; where there is little room they are turned."""
    narrow = "head > 80"
    lines = "length(split(datum.label, '\\n'))"
    mark = table("columns").mark_text(
        align=alt.expr(f"{narrow} ? 'left' : 'center'"),
        angle=alt.expr(f"{narrow} ? -90 : 0"),
        baseline=alt.expr(f"{narrow} ? 'middle' : 'bottom'"),
        dx=alt.expr(f"{narrow} ? 6 : 0"),
        dy=alt.expr(f"{narrow} ? 0 : -6 - 13 * ({lines} - 1)"),
        lineBreak="\n",
        fontSize=11,
        color=theme.MUTED,
        aria=False,
    )
    return mark.encode(x=x, y=alt.value(-2), text="label:N")
