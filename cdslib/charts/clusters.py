"""A map of who is like the neighbours and who is not, from local Moran's I."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from cdslib.charts.legend import LegendItem, legend_rows
from cdslib.charts.map_spec import map_spec
from cdslib.charts.maps import geometry_of
from cdslib.charts.points import island_rows
from cdslib.data import load_provinces
from cdslib.data.plain import rows_by
from cdslib.data.provenance import source_line
from cdslib.i18n import Language, format_number, text

COLOURS = {
    "no_neighbours": "#97a3ab",
    "not_significant": "#e3e8ea",
    "low_high": "#dfc27d",
    "high_low": "#80cdc1",
    "low_low": "#8c510a",
    "high_high": "#01665e",
}


def cluster_map(
    local: pd.DataFrame,
    title: str,
    *tables: pd.DataFrame,
    alpha: float = 0.05,
    lang: Language = "vi",
    width: int = 480,
    height: int = 560,
) -> alt.LayerChart:
    """Draw the kinds that :func:`cdslib.local_morans_i` found as a map of the provinces.

    Parameters
    ----------
    local : pandas.DataFrame
        Result of :func:`cdslib.local_morans_i` for the 63 or the 34 provinces.
    title : str
        What was measured, and when.
    *tables : pandas.DataFrame
        Rows with a column ``source`` that the values come from.
    alpha : float
        The level that was given to :func:`cdslib.local_morans_i`.
    lang : {"vi", "en"}
        The reader's language.
    width, height : int
        Size of the map in pixels.

    Returns
    -------
    altair.LayerChart
        The map, with Hoàng Sa and Trường Sa, legend and sources.

    Examples
    --------
    >>> import cdslib
    >>> dti = cdslib.load_observations(indicator="dti", geography="vn34", period=2024)
    >>> local = cdslib.local_morans_i(dti.set_index("province_code")["value"], cdslib.neighbours("vn34"))
    >>> type(cluster_map(local, "DTI 2024", dti)).__name__
    'LayerChart'
    """
    geography = str(local.index[0])[:4]
    names = {code: row[f"name_{lang}"] for code, row in rows_by(load_provinces(geography), "code").items()}
    kinds = {str(code): str(kind) for code, kind in local["kind"].items()}
    drawn = [_drawn(code, names[code], kind, lang) for code, kind in kinds.items() if kind in COLOURS]
    counts = local["kind"].value_counts()
    items = [
        LegendItem(colour, text(f"spatial.{kind}", lang), int(counts.get(kind, 0)))
        for kind, colour in COLOURS.items()
        if kind != "no_neighbours" or kind in counts
    ]
    legend = legend_rows(items, missing=len(names) - len(drawn), lang=lang)
    said = text("spatial.map_subtitle", lang, alpha=format_number(alpha, 2, lang))
    chart = map_spec(
        geography,
        values=drawn,
        legend=[row | {"label": f"{row['label']} ({row['count']})"} for row in legend],
        islands=island_rows(lang, geography),
        title=title,
        subtitle=said,
        source=_sources(tables, lang),
        width=width,
        height=height,
        geometry=geometry_of(geography),
    )
    return chart.properties(usermeta={"lang": lang})


def _sources(tables: Sequence[pd.DataFrame], lang: Language) -> str:
    lines = [source_line(*tables, lang=lang)] if tables else []
    if any("rule" in table for table in tables):
        lines.append(text("charts.derived_note", lang))
    return "\n".join([*lines, text("charts.boundaries", lang)])


def _drawn(code: str, name: str, kind: str, lang: Language) -> dict[str, Any]:
    label = f"{name}: {text(f'spatial.{kind}', lang)}"
    return {"code": code, "colour": COLOURS[kind], "name": name, "label": label, "status": "value"}
