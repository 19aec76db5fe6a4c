"""How the provinces are spread: one dot a province, stacked over the axis, with the class bounds."""

from typing import Any

import altair as alt

from cdslib.charts import theme
from cdslib.charts.living import living_chart
from cdslib.charts.words import words

IS_CHOSEN = "datum.code === hovered || indexof(chosen, datum.code) >= 0"


def distribution_spec(*, width: int | str = 480, height: int = 150) -> alt.LayerChart:
    """Build the dot plot with empty tables, to be filled by the page that shows it.

    Parameters
    ----------
    width, height : int or "container", int
        Size in pixels.

    Returns
    -------
    altair.LayerChart
        Reads the tables ``dots`` (``code``, ``name``, ``value``, ``stack``, ``colour``, ``label``) and ``bounds``
        (``edge``), and the parameters ``unit``, ``mean``, ``mean_label``, ``hovered``, ``chosen``.
    """
    x = alt.X(
        "value:Q", title=None, scale=alt.Scale(zero=False, nice=False, padding=12), axis=alt.Axis(tickCount=6)
    )
    y = alt.Y("stack:Q", axis=None, scale=alt.Scale(domain=[-0.6, alt.expr("height / 13")], nice=False))
    dots = alt.Chart(alt.Data(values=[], name="dots"))
    chosen = dots.transform_filter(IS_CHOSEN)
    layers = [
        alt.Chart(alt.Data(values=[], name="bounds"))
        .mark_rule(stroke=theme.MUTED, strokeDash=[2, 3], strokeWidth=1, aria=False)
        .encode(x=alt.X("edge:Q")),
        alt.Chart(alt.Data(values=[{}]))
        .transform_filter("isValid(mean)")
        .transform_calculate(value="mean", text="mean_label")
        .mark_rule(stroke=theme.INK, strokeWidth=1.4, aria=False)
        .encode(x="value:Q"),
        dots.mark_circle(
            size=62,
            opacity=1,
            fill=alt.expr("datum.colour"),
            stroke="#51606a",
            strokeWidth=0.5,
            cursor="pointer",
        ).encode(x=x, y=y, description="label:N"),
        chosen.mark_circle(
            size=96, opacity=1, fill=alt.expr("datum.colour"), stroke=theme.INK, strokeWidth=2, aria=False
        ).encode(x=x, y=y),
        chosen.mark_text(
            dy=-12,
            fontSize=11,
            fontWeight="bold",
            stroke="white",
            strokeWidth=4,
            strokeJoin="round",
            aria=False,
        ).encode(x=x, y=y, text="name:N"),
        chosen.mark_text(dy=-12, fontSize=11, fontWeight="bold", aria=False).encode(x=x, y=y, text="name:N"),
        alt.Chart(alt.Data(values=[{}]))
        .transform_filter("isValid(mean)")
        .transform_calculate(value="mean", text="mean_label")
        .mark_text(align="left", baseline="top", dx=5, fontSize=10.5, color=theme.INK, aria=False)
        .encode(x="value:Q", y=alt.value(-14), text="text:N"),
        words("unit", "height + 24", size=10.5),
    ]
    start: dict[str, Any] = {"unit": "", "mean": None, "mean_label": "", "hovered": "", "chosen": []}
    return living_chart(layers, start, width, height)
