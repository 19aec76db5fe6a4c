"""The choropleth as one Altair chart whose data, words and selection can change without redrawing it.

The chart holds three small named tables (``values``, ``legend``, ``islands``) and its geometry by
address. A page that keeps the view alive replaces ``values`` and ``legend`` and sets the parameters;
nothing is compiled again.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from cdslib.charts import theme
from cdslib.charts.points import label_points
from cdslib.charts.words import words

GEOMETRY = {"vn63": "geo/provinces_63.topojson", "vn34": "geo/provinces_34.topojson"}
LEGEND_ROOM = 152
VALUE_FIELDS = ("colour", "name", "label", "status")
PARAMETERS = ("map_title", "map_subtitle", "map_source", "hovered", "chosen", "old_borders", "legend_room")


def map_spec(
    geography: str,
    *,
    values: Sequence[Mapping[str, Any]] = (),
    legend: Sequence[Mapping[str, Any]] = (),
    islands: Sequence[Mapping[str, Any]] = (),
    title: str = "",
    subtitle: str = "",
    source: str = "",
    chosen: Sequence[str] = (),
    width: int | str = 480,
    height: int = 560,
    geometry: Mapping[str, Any] | None = None,
) -> alt.LayerChart:
    """Build the map.

    Parameters
    ----------
    geography : {"vn63", "vn34"}
        Which provinces.
    values : sequence of mapping
        One per province with a figure: ``code``, ``colour``, ``name``, ``label`` (what a hint says) and
        ``status`` (``value``, ``partial``).
    legend : sequence of mapping
        One per class: ``y`` (pixels from the top), ``colour``, ``label``, ``status``.
    islands : sequence of mapping
        The archipelagos' islands: ``lon``, ``lat``, ``code`` of their province, and ``label`` where the
        archipelago's name is written.
    title, subtitle, source : str
        The words around the map.
    chosen : sequence of str
        Codes drawn with a strong outline.
    width, height : int or "container", int
        Size in pixels.
    geometry : mapping, optional
        TopoJSON to carry inside the chart, for files that must stand alone; without it the chart refers to
        the address that JupyterLab and the published pages serve.

    Returns
    -------
    altair.LayerChart
        The chart.
    """
    layers = [
        _provinces(geography, values, geometry),
        *([_old_borders()] if geography == "vn34" and geometry is None else []),
        _outline(geography, geometry, "white", 4.6),
        _outline(geography, geometry, theme.INK, 2),
        _no_data_marks(geography, values),
        _islands(islands, values),
        _island_names(islands),
        *_legend(legend),
        words(
            "map_title",
            f"-6 - {_lines('map_subtitle', 16)} - {_lines('map_title', 20)}",
            size=15,
            is_strong=True,
            colour=theme.INK,
        ),
        words("map_subtitle", f"-4 - {_lines('map_subtitle', 16)}", size=12),
        words("map_source", "height + 8", size=10),
    ]
    said = {"map_title": title, "map_subtitle": subtitle, "map_source": source}
    parameters = [alt.param(name=name, value=value) for name, value in said.items()]
    parameters += [
        alt.param(name="hovered", value=""),
        alt.param(name="chosen", value=list(chosen)),
        alt.param(name="old_borders", value=False),
        alt.param(name="legend_room", value=LEGEND_ROOM),
    ]
    carried = {} if geometry is None else {"datasets": {geometry_name(geography): geometry}}
    return (
        alt.layer(*layers, **carried)
        .add_params(*parameters)
        .project("mercator")
        .properties(width=width, height=height)
        .configure(**theme.config())
    )


def _lines(parameter: str, height: int) -> str:
    """Return the expression for the height of a text of several lines."""
    return f"{height} * length(split({parameter}, '\\n'))"


def geometry_name(geography: str) -> str:
    """Return the name under which a chart carries its geometry."""
    return f"cdslib_geometry_{geography}"


def _shapes(geography: str, geometry: Any) -> alt.Chart:
    shape = alt.TopoDataFormat(feature="provinces", type="topojson")
    if geometry is not None:
        return alt.Chart(alt.NamedData(name=geometry_name(geography), format=shape))
    return alt.Chart(alt.UrlData(GEOMETRY[geography], format=shape))


def _with_values(chart: alt.Chart, values: Sequence[Mapping[str, Any]], key: str = "id") -> alt.Chart:
    table = alt.Data(values=list(values), name="values")
    return chart.transform_lookup(
        lookup=key, from_=alt.LookupData(data=table, key="code", fields=list(VALUE_FIELDS))
    )


def _provinces(geography: str, values: Sequence[Mapping[str, Any]], geometry: Any) -> alt.Chart:
    """Fill each province with its class colour; without a figure it stays white and dashed."""
    has_value = "isValid(datum.colour)"
    return (
        _with_values(_shapes(geography, geometry), values)
        .mark_geoshape(
            fill=alt.expr(f"{has_value} ? datum.colour : '{theme.NO_DATA_FILL}'"),
            stroke=alt.expr(f"{has_value} ? '{theme.LAND_EDGE}' : '{theme.NO_DATA_EDGE}'"),
            strokeWidth=alt.expr(f"{has_value} ? 0.7 : 0.5"),
            strokeDash=alt.expr(f"{has_value} ? [1, 0] : [2, 2]"),
            cursor="pointer",
            aria=True,
        )
        .encode(
            description=alt.Description("label:N"),
            key=alt.Key("id:N"),
        )
    )


def _old_borders() -> alt.Chart:
    return _shapes("vn63", None).mark_geoshape(
        fill=None,
        stroke=theme.INK,
        strokeWidth=0.8,
        strokeDash=[3, 2],
        opacity=alt.expr("old_borders ? 0.75 : 0"),
        aria=False,
    )


def _outline(geography: str, geometry: Any, colour: str, width: float) -> alt.Chart:
    """Draw the chosen and the hovered province again, so that their outline lies above every fill."""
    return (
        _shapes(geography, geometry)
        .transform_filter("datum.id === hovered || indexof(chosen, datum.id) >= 0")
        .mark_geoshape(
            fill=None,
            stroke=colour,
            strokeWidth=width,
            strokeJoin="round",
            aria=False,
        )
    )


def _no_data_marks(geography: str, values: Sequence[Mapping[str, Any]]) -> alt.Chart:
    """Write a small cross (no figure) or half-moon (incomplete) on the province, beside its plain colour."""
    points = alt.Chart(alt.Data(values=label_points(geography), name="label_points"))
    return (
        _with_values(points, values, "code")
        .transform_filter("datum.status !== 'value'")
        .transform_calculate(sign="datum.status === 'partial' ? '◐' : '×'")
        .mark_text(fontSize=11, color=theme.MUTED, aria=False)
        .encode(longitude="lon:Q", latitude="lat:Q", text="sign:N")
    )


def _islands(islands: Sequence[Mapping[str, Any]], values: Sequence[Mapping[str, Any]]) -> alt.Chart:
    chart = alt.Chart(alt.Data(values=list(islands), name="islands"))
    return (
        _with_values(chart, values, "code")
        .mark_circle(
            size=22,
            opacity=alt.expr("datum.verified === false ? 0.45 : 1"),
            fill=alt.expr(f"isValid(datum.colour) ? datum.colour : '{theme.NO_DATA_FILL}'"),
            stroke=theme.MUTED,
            strokeWidth=0.6,
            cursor="pointer",
            aria=False,
        )
        .encode(longitude="lon:Q", latitude="lat:Q")
    )


def _island_names(islands: Sequence[Mapping[str, Any]]) -> alt.Chart:
    return (
        alt.Chart(alt.Data(values=list(islands), name="islands"))
        .transform_filter("isValid(datum.archipelago)")
        .mark_text(
            fontSize=10.5, fontStyle="italic", color=theme.INK, lineBreak="\n", baseline="bottom", dy=-5
        )
        .encode(
            longitude="label_lon:Q", latitude="label_lat:Q", text="archipelago:N", description="archipelago:N"
        )
    )


def _legend(legend: Sequence[Mapping[str, Any]]) -> list[alt.Chart]:
    base = alt.Chart(alt.Data(values=list(legend), name="legend")).encode(
        y=alt.Y("y:Q", scale=None, axis=None),
    )
    swatches = base.mark_square(
        size=150,
        opacity=1,
        fill=alt.expr("datum.colour"),
        stroke=alt.expr(f"datum.status === 'value' ? datum.colour : '{theme.NO_DATA_EDGE}'"),
        strokeDash=alt.expr("datum.status === 'value' ? [1, 0] : [2, 2]"),
        aria=False,
    ).encode(x=alt.value(alt.expr("width - legend_room")))
    signs = (
        base.transform_filter("datum.status !== 'value'")
        .mark_text(color=theme.MUTED, aria=False)
        .encode(x=alt.value(alt.expr("width - legend_room")), text="sign:N")
    )
    labels = base.mark_text(align="left", dx=12, fontSize=11.5, aria=False).encode(
        x=alt.value(alt.expr("width - legend_room")), text="label:N"
    )
    return [swatches, signs, labels]
