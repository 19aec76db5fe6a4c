"""What made a score: where it starts, what each lever brings, where it ends."""

import altair as alt

from cdslib.charts import theme
from cdslib.charts.living import at, living_chart, pixels, table
from cdslib.charts.words import words

ROW = 34
_SIDE = 8
_COLOURS = "datum.kind === 'gain' ? '#1b7f8c' : datum.kind === 'loss' ? '#a6611a' : '#5a6872'"


def waterfall_spec(*, width: int | str = 480, height: int = 240) -> alt.LayerChart:
    """Build the waterfall with an empty table, to be filled by the page that shows it.

    Parameters
    ----------
    width, height : int or "container", int
        Size in pixels.

    Returns
    -------
    altair.LayerChart
        Reads the table ``steps``: ``id``, ``y`` (pixels from the top to the middle of the bar), ``name``, ``from`` and
        ``to`` (scores), ``next`` (pixels to the row below, missing on the last), ``text`` (the change in words),
        ``label`` (for screen readers) and ``kind``: ``start``, ``gain``, ``loss`` or ``end``. The parameters ``low``
        and ``high`` bound the scale; ``chart_title`` and ``chart_source`` are words.
    """
    layers = [*_marks(), *_texts()]
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
    start = {"low": 0.4, "high": 0.9, "chart_title": "", "chart_source": ""}
    return living_chart(layers, start, width, height)


def _x(field: str) -> alt.X:
    scale = alt.Scale(
        domain=[alt.expr("low"), alt.expr("high")],
        range=[_SIDE, alt.expr("width - 70")],
        zero=False,
        nice=False,
        clamp=True,
    )
    axis = alt.Axis(tickCount=5, format=".2f", orient="top", domain=False, ticks=False, title=None)
    return alt.X(f"{field}:Q", scale=scale, axis=axis)


def _marks() -> list[alt.Chart]:
    steps = table("steps")
    tie = steps.transform_filter("isValid(datum.next)").mark_rule(
        stroke=theme.NO_DATA_EDGE, strokeDash=[2, 2], aria=False
    )
    bar = steps.transform_filter("datum.kind === 'gain' || datum.kind === 'loss'").mark_bar(
        height=13, yOffset=7, fill=alt.expr(_COLOURS), aria=False
    )
    end = steps.transform_filter("datum.kind === 'start' || datum.kind === 'end'").mark_tick(
        thickness=4, height=15, yOffset=7, color=theme.INK, aria=False
    )
    return [
        tie.encode(x=_x("to"), y=pixels("y"), y2="next:Q"),
        bar.encode(x=_x("from"), x2="to:Q", y=pixels("y")),
        end.encode(x=_x("to"), y=pixels("y")),
    ]


def _texts() -> list[alt.Chart]:
    steps = table("steps")
    weight = alt.expr("datum.kind === 'start' || datum.kind === 'end' ? 600 : 400")
    name = steps.mark_text(
        align="left", dx=4, dy=-9, fontSize=12, fontWeight=weight, limit=alt.expr("width - 74")
    )
    said = steps.mark_text(align="right", dy=-1, fontSize=12, fontWeight=weight, aria=False)
    return [
        name.encode(x=alt.value(0), y=pixels("y"), text="name:N", description="label:N"),
        said.encode(x=at("width"), y=pixels("y"), text="text:N"),
    ]
