"""The two charts of a province's profile: its index over the years, and its main indices beside the others."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from cdslib.charts import theme
from cdslib.charts.living import living_chart
from cdslib.charts.words import words

Rows = Sequence[Mapping[str, Any]]
STEP = 32
_SHAPES = {"index": (30, 44, 0), "mains": (8, 26, 168)}
_SECOND_ROW = "(former_word ? 17 : 0)"


def index_spec(
    tables: Mapping[str, Rows] | None = None,
    params: Mapping[str, Any] | None = None,
    *,
    width: int | str = 480,
    height: int = 230,
) -> alt.LayerChart:
    """Build the chart of the index over the years; no line crosses a change of method.

    Parameters
    ----------
    tables : mapping, optional
        ``scores`` (``year``, ``value``, ``era``, ``derived``, ``label``, ``above``), ``means`` (``year``, ``value``,
        ``era``, ``label``, ``last``, ``above``), ``years`` (``year``, ``rank``, ``former``), ``series_breaks`` (``at``,
        ``label``). A page that keeps the chart alive leaves them out and fills them later.
    params : mapping, optional
        ``chart_title``, ``chart_subtitle``, ``chart_source`` and ``rank_word``, ``former_word``: what stands before the
        row of ranks and before that of ranks among the former provinces.
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
        scale=alt.Scale(nice=False, zero=False, padding=30),
        axis=alt.Axis(
            values=alt.ExprRef("pluck(data('years'), 'year')"), format="d", grid=False, labelFontSize=12
        ),
    )
    y = alt.Y(
        "value:Q",
        title=None,
        scale=alt.Scale(zero=False, nice=True, padding=18),
        axis=alt.Axis(tickCount=4, domain=False, ticks=False, format=".2f"),
    )
    at = alt.X("at:Q", title=None)
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
        breaks.mark_rule(stroke=theme.MUTED, strokeDash=[4, 3], aria=False).encode(x=at),
        breaks.mark_text(
            align="center", baseline="bottom", fontSize=10, color=theme.MUTED, lineBreak="\n", aria=False
        ).encode(x=at, y=alt.value(-12), text="label:N"),
        means.mark_line(stroke=theme.MUTED, strokeDash=[5, 3], strokeWidth=1.5, aria=False).encode(
            x=x, y=y, detail="era:N"
        ),
        means.mark_tick(color=theme.MUTED, thickness=2, size=14, orient="horizontal", aria=False).encode(
            x=x, y=y
        ),
        means.transform_filter("datum.last")
        .mark_text(
            fontSize=10.5, stroke="white", strokeWidth=4, dy=alt.expr("datum.above ? -11 : 13"), aria=False
        )
        .encode(x=x, y=y, text="label:N"),
        means.transform_filter("datum.last")
        .mark_text(fontSize=10.5, color=theme.MUTED, dy=alt.expr("datum.above ? -11 : 13"), aria=False)
        .encode(x=x, y=y, text="label:N"),
        scores.mark_line(strokeWidth=2.4, stroke=theme.ACCENT, aria=False).encode(x=x, y=y, detail="era:N"),
        dots.encode(x=x, y=y),
        _label(scores, "white", 4).encode(x=x, y=y, text="label:N"),
        _label(scores, None, 0).encode(x=x, y=y, text="label:N"),
        years.mark_text(fontSize=11.5, fontWeight=600, baseline="top", aria=False).encode(
            x=x, y=alt.value(alt.expr("height + 24")), text="rank:N"
        ),
        years.mark_text(fontSize=11.5, color=theme.MUTED, baseline="top", aria=False).encode(
            x=x, y=alt.value(alt.expr("height + 41")), text="former:N"
        ),
        words("rank_word", "height + 24", size=11, x="-42"),
        words("former_word", "height + 41", size=11, x="-42"),
    ]
    given = {"rank_word": "", "former_word": "", **(params or {})}
    return _framed(layers, "index", given, width, height)


def _table(tables: Mapping[str, Rows] | None, name: str) -> alt.Chart:
    return alt.Chart(alt.Data(values=list((tables or {}).get(name, [])), name=name))


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
    params: Mapping[str, Any] | None = None,
    *,
    width: int | str = 480,
    height: int | None = None,
) -> alt.LayerChart:
    """Build the dot plot of the main indices: the province, the mean of all, the similar provinces.

    Parameters
    ----------
    tables : mapping, optional
        ``indices`` (``place``, ``label``, ``value``, ``text``, ``mean``, ``hint``) and ``similar`` (``place``,
        ``value``, ``hint``). A page that keeps the chart alive leaves them out and fills them later.
    params : mapping, optional
        ``chart_title``, ``chart_subtitle``, ``chart_source``, ``rows`` (how many indices) and ``no_data_word``, what
        stands where the province has no figure.
    width, height : int or "container", int
        Size in pixels; the height follows the number of indices where it is not given.

    Returns
    -------
    altair.LayerChart
        The chart.
    """
    given = {"rows": 8, "no_data_word": "", **(params or {})}
    y = alt.Y(
        "place:Q",
        title=None,
        scale=alt.Scale(domain=[-0.5, alt.expr("rows - 0.5")], reverse=True, nice=False, zero=False),
        axis=alt.Axis(
            values=alt.ExprRef("pluck(data('indices'), 'place')"),
            labelExpr="split(data('indices')[datum.value].label, '\\n')",
            domain=False,
            ticks=False,
            labelFontSize=12,
            labelColor=theme.INK,
            labelLimit=240,
            labelPadding=8,
        ),
    )
    x = alt.X(
        "value:Q",
        title=None,
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], format=".2f", grid=False, labelFlush=False),
    )
    indices, similar = _table(tables, "indices"), _table(tables, "similar")
    known = indices.transform_filter("isValid(datum.value)")
    layers = [
        similar.mark_point(
            size=46, stroke=theme.MUTED, strokeWidth=1.2, fill="white", opacity=0.9, aria=False
        ).encode(x=x, y=y),
        indices.transform_filter("isValid(datum.mean)")
        .mark_tick(color=theme.INK, thickness=2.4, size=20, orient="vertical", aria=False)
        .encode(x=alt.X("mean:Q", title=None), y=y),
        known.mark_circle(size=130, opacity=1, color=theme.ACCENT).encode(x=x, y=y, description="hint:N"),
        known.mark_text(align="left", fontSize=12, fontWeight="bold", color=theme.ACCENT, aria=False).encode(
            x=alt.value(alt.expr("width + 12")), y=y, text="text:N"
        ),
        _absence(indices, "white", 4).encode(x=alt.value(4), y=y),
        _absence(indices, None, 0).encode(x=alt.value(4), y=y),
    ]
    return _framed(layers, "mains", given, width, height or int(given["rows"]) * STEP)


def _absence(indices: alt.Chart, halo: str | None, width: float) -> alt.Chart:
    """Say that there is no figure, first as a halo and then in ink."""
    return indices.transform_filter("!isValid(datum.value)").mark_text(
        align="left",
        fontSize=11,
        fontStyle="italic",
        color=theme.MUTED,
        stroke=halo,
        strokeWidth=width,
        strokeJoin="round",
        text=alt.expr("no_data_word"),
        aria=False,
    )


def _framed(
    layers: list[alt.Chart], name: str, params: Mapping[str, Any], width: int | str, height: int
) -> alt.LayerChart:
    """Put title, subtitle and source around the layers, so that a saved picture stands alone."""
    above, below, left = _SHAPES[name]
    said = {"chart_title": "", "chart_subtitle": "", "chart_source": "", "label_room": left, **params}
    start = "-42" if name == "index" else "-label_room"
    second = f" + {_SECOND_ROW}" if name == "index" else ""
    subtitle = "16 * length(split(chart_subtitle, '\\n'))"
    title = "20 * length(split(chart_title, '\\n'))"
    frame = [
        words(
            "chart_title",
            f"-{above} - {subtitle} - {title}",
            size=15,
            is_strong=True,
            colour=theme.INK,
            x=start,
        ),
        words("chart_subtitle", f"-{above} - {subtitle}", size=12, x=start),
        words("chart_source", f"height + {below}" + second, size=10, x=start),
    ]
    return living_chart([*layers, *frame], said, width, height)
