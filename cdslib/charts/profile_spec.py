"""The two charts of a province's profile: its index over the years, and its main indices beside the others."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from cdslib.charts import theme
from cdslib.charts.words import words

Rows = Sequence[Mapping[str, Any]]
STEP = 34


def _table(tables: Mapping[str, Rows] | None, name: str) -> alt.Chart:
    return alt.Chart(alt.Data(values=list((tables or {}).get(name, [])), name=name))


def index_spec(
    tables: Mapping[str, Rows] | None = None,
    *,
    rank_word: str = "",
    width: int | str = 480,
    height: int = 230,
) -> alt.LayerChart:
    """Build the chart of the index over the years; no line crosses a change of method.

    Parameters
    ----------
    tables : mapping, optional
        ``scores`` (``year``, ``value``, ``era``, ``derived``, ``label``, ``above``), ``means`` (``year``, ``value``,
        ``era``, ``label``, ``last``), ``years`` (``year``, ``rank``) and ``series_breaks`` (``at``, ``label``).
        A page that keeps the chart alive leaves them out and fills them later.
    rank_word : str
        What stands before the row of ranks.
    width, height : int or "container", int
        Size in pixels.

    Returns
    -------
    altair.LayerChart
        The chart.
    """
    x = alt.X(
        "year:Q",
        title=None,
        scale=alt.Scale(nice=False, zero=False, padding=34),
        axis=alt.Axis(
            values=alt.ExprRef("pluck(data('years'), 'year')"), format="d", grid=False, labelFontSize=12
        ),
    )
    y = alt.Y(
        "value:Q",
        title=None,
        scale=alt.Scale(zero=False, nice=True, padding=18),
        axis=alt.Axis(tickCount=4, domain=False, ticks=False),
    )
    scores, means = _table(tables, "scores"), _table(tables, "means")
    breaks, years = _table(tables, "series_breaks"), _table(tables, "years")
    dots = scores.mark_point(
        size=80,
        filled=False,
        opacity=1,
        strokeWidth=2.2,
        stroke=theme.ACCENT,
        fill=alt.expr(f"datum.derived ? 'white' : '{theme.ACCENT}'"),
        aria=False,
    )
    layers = [
        breaks.mark_rule(stroke=theme.MUTED, strokeDash=[4, 3], aria=False).encode(
            x=alt.X("at:Q", title=None)
        ),
        breaks.mark_text(
            align="left", dx=4, baseline="top", fontSize=10, color=theme.MUTED, lineBreak="\n", aria=False
        ).encode(x=alt.X("at:Q", title=None), y=alt.value(-16), text="label:N"),
        means.mark_line(stroke=theme.MUTED, strokeDash=[5, 3], strokeWidth=1.5, aria=False).encode(
            x=x, y=y, detail="era:N"
        ),
        means.mark_tick(color=theme.MUTED, thickness=2, size=14, orient="horizontal", aria=False).encode(
            x=x, y=y
        ),
        means.transform_filter("datum.last")
        .mark_text(fontSize=10.5, color=theme.MUTED, dy=alt.expr("datum.above ? -10 : 13"), aria=False)
        .encode(x=x, y=y, text="label:N"),
        scores.mark_line(strokeWidth=2.4, stroke=theme.ACCENT, aria=False).encode(x=x, y=y, detail="era:N"),
        dots.encode(x=x, y=y),
        _label(scores, "white", 4).encode(x=x, y=y, text="label:N"),
        _label(scores, None, 0).encode(x=x, y=y, text="label:N"),
        years.mark_text(fontSize=11.5, fontWeight=600, baseline="top", aria=False).encode(
            x=x, y=alt.value(alt.expr("height + 24")), text="rank:N"
        ),
        words("rank_word", "height + 24", size=11),
    ]
    return (
        alt.layer(*layers)
        .add_params(alt.param(name="rank_word", value=rank_word))
        .properties(width=width, height=height)
        .configure(**theme.config())
    )


def _label(scores: alt.Chart, halo: str | None, width: float) -> alt.Chart:
    """Write the score beside its dot, away from the mean, first as a halo and then in ink."""
    return scores.mark_text(
        fontSize=12,
        fontWeight="bold",
        dy=alt.expr("datum.above ? -14 : 16"),
        stroke=halo,
        strokeWidth=width,
        strokeJoin="round",
        color=theme.ACCENT,
        aria=False,
    )


def mains_spec(
    tables: Mapping[str, Rows] | None = None,
    *,
    no_data_word: str = "",
    width: int | str = 480,
    height: int | None = None,
) -> alt.LayerChart:
    """Build the dot plot of the main indices: the province, the mean of all, the similar provinces.

    Parameters
    ----------
    tables : mapping, optional
        ``indices`` (``place``, ``label``, ``value``, ``text``, ``mean``, ``hint``) and ``similar`` (``label``,
        ``value``, ``hint``). A page that keeps the chart alive leaves them out and fills them later.
    no_data_word : str
        What stands where the province has no figure.
    width, height : int or "container", int
        Size in pixels; the height follows the number of indices where it is not given.

    Returns
    -------
    altair.LayerChart
        The chart.
    """
    order = alt.ExprRef("pluck(data('indices'), 'label')")
    y = alt.Y(
        "label:N",
        title=None,
        scale=alt.Scale(domain=order),
        axis=alt.Axis(
            domain=False, ticks=False, grid=True, labelFontSize=12, labelColor=theme.INK, labelLimit=240
        ),
    )
    x = alt.X("value:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(tickCount=5, grid=False))
    indices, similar = _table(tables, "indices"), _table(tables, "similar")
    known = indices.transform_filter("isValid(datum.value)")
    layers = [
        similar.mark_point(
            size=46, stroke=theme.MUTED, strokeWidth=1.2, fill="white", opacity=0.9, aria=False
        ).encode(x=x, y=y),
        indices.transform_filter("isValid(datum.mean)")
        .mark_tick(color=theme.INK, thickness=2.4, size=20, aria=False)
        .encode(x=alt.X("mean:Q", title=None), y=y),
        known.mark_circle(size=130, opacity=1, color=theme.ACCENT).encode(x=x, y=y, description="hint:N"),
        known.mark_text(align="left", fontSize=12, fontWeight="bold", color=theme.ACCENT, aria=False).encode(
            x=alt.value(alt.expr("width + 10")), y=y, text="text:N"
        ),
        indices.transform_filter("!isValid(datum.value)")
        .mark_text(
            align="left", fontSize=11, fontStyle="italic", color=theme.MUTED, text=alt.expr("no_data_word")
        )
        .encode(x=alt.value(4), y=y),
    ]
    rows = len((tables or {}).get("indices", [])) or 8
    return (
        alt.layer(*layers)
        .add_params(alt.param(name="no_data_word", value=no_data_word))
        .properties(width=width, height=height or rows * STEP)
        .configure(**theme.config())
    )
