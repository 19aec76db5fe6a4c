"""A choropleth of observations, for notebooks and files."""

import json
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from cdslib.analysis.classify import Scheme, classify
from cdslib.charts.errors import (
    MissingColumnError,
    NothingToDrawError,
    SeveralIndicatorsError,
    SeveralPeriodsError,
)
from cdslib.charts.legend import legend_items, legend_rows
from cdslib.charts.map_spec import map_spec
from cdslib.charts.palettes import class_colours
from cdslib.charts.points import island_rows
from cdslib.data import check_one_scheme, load_indicators, load_provinces, load_sources, load_units
from cdslib.data.plain import rows_by
from cdslib.i18n import Language, format_number, format_period, text
from cdslib.resources import geo_dir

NEEDED = ("province_code", "indicator", "measure", "period", "value")


def choropleth(
    observations: pd.DataFrame,
    *,
    period: str | int | None = None,
    scheme: Scheme = "quantiles",
    k: int = 5,
    palette: str = "teal",
    target: float | None = None,
    chosen: Sequence[str] = (),
    lang: Language = "vi",
    width: int = 480,
    height: int = 560,
) -> alt.LayerChart:
    """Draw one indicator in one period as a map of the provinces.

    The map always has the archipelagos Hoàng Sa and Trường Sa, a title, the unit, the source of the
    figures and of the boundaries; provinces without a figure are white with a cross.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows of one indicator and measure as :func:`cdslib.load_observations` or :func:`cdslib.harmonize` return
        them, all of one geography (``vn63`` or ``vn34``).
    period : str or int, optional
        Which period; the only one of the table, or its latest year, if not given. Of several vintages the
        current one is drawn.
    scheme : str
        ``quantiles``, ``equal_interval``, ``natural_breaks``, ``around_mean`` or ``around_target``.
    k : int
        Number of classes, 3 to 7.
    palette : str
        ``teal``, ``blue``, ``brown``; with a centre ``earth``, ``violet``.
    target : float, optional
        Centre of ``around_target``, in the unit of the indicator.
    chosen : sequence of str
        Codes of provinces to outline.
    lang : {"vi", "en"}
        The reader's language.
    width, height : int
        Size of the map in pixels.

    Returns
    -------
    altair.LayerChart
        The map; ``chart.save("map.png")`` and ``.svg`` work without a network.

    Raises
    ------
    MissingColumnError, SeveralIndicatorsError, SeveralPeriodsError, NothingToDrawError
        If the table cannot be drawn.

    Examples
    --------
    >>> import cdslib
    >>> chart = choropleth(cdslib.load_observations(indicator="dti", geography="vn34"), period=2024)
    >>> type(chart).__name__
    'LayerChart'
    """
    rows = _one_map(observations, period)
    geography = check_one_scheme(rows)
    indicator = rows_by(load_indicators(), "code")[rows["indicator"].iloc[0]]
    names = {code: row[f"name_{lang}"] for code, row in rows_by(load_provinces(geography), "code").items()}
    values = {row["province_code"]: row["value"] for row in rows.dropna(subset=["value"]).to_dict("records")}
    decimals = int(indicator["decimals"])
    classes = classify(list(values.values()), scheme, k, decimals=decimals, target=target)
    colours = class_colours(classes, palette, low_is_good=indicator["direction"] == "lower_better")
    partial = _partial_codes(rows)
    items = legend_items(classes, colours, values.values(), decimals=decimals, lang=lang)
    missing = len(names) - len(values) - len(partial)
    legend = legend_rows(items, partial=len(partial), missing=missing, lang=lang)
    title = text(
        "charts.map_title",
        lang,
        indicator=indicator[f"name_{lang}"],
        period=format_period(str(rows["period"].iloc[0])),
    )
    drawn = [
        _drawn(code, names[code], format_number(value, decimals, lang), colours[classes.index(value)])
        for code, value in values.items()
    ]
    drawn += [_drawn(code, names[code], text("charts.partial", lang), None) for code in partial]
    chart = map_spec(
        geography,
        values=drawn,
        legend=[row | {"label": f"{row['label']} ({row['count']})"} for row in legend],
        islands=island_rows(lang, geography),
        title=title,
        subtitle=_subtitle(geography, indicator["unit"], lang),
        source=_source_lines(rows, lang),
        chosen=chosen,
        width=width,
        height=height,
        geometry=geometry_of(geography),
    )
    return chart.properties(usermeta={"lang": lang})


def _partial_codes(rows: pd.DataFrame) -> list[str]:
    """Return the merged provinces that have figures for some of their parts only."""
    if "partial_value" not in rows:
        return []
    return list(rows.loc[rows["value"].isna() & rows["partial_value"].notna(), "province_code"])


def _drawn(code: str, name: str, said: str, colour: str | None) -> dict[str, Any]:
    status = "value" if colour else "partial"
    return {"code": code, "colour": colour, "name": name, "label": f"{name}: {said}", "status": status}


def _one_map(observations: pd.DataFrame, period: str | int | None) -> pd.DataFrame:
    """Keep the provincial rows of one period, or say why that is not possible."""
    lacking = [column for column in NEEDED if column not in observations]
    if lacking:
        raise MissingColumnError(columns=", ".join(lacking))
    rows = observations[observations["province_code"] != "vn"]
    kinds = rows[["indicator", "measure"]].drop_duplicates()
    if len(kinds) > 1:
        raise SeveralIndicatorsError(found=", ".join(f"{a}/{b}" for a, b in kinds.itertuples(index=False)))
    periods = sorted(rows["period"].astype(str).unique())
    wanted = (
        str(period)
        if period is not None
        else periods[-1]
        if periods and all(p.isdigit() for p in periods)
        else None
    )
    if wanted is None and len(periods) > 1:
        raise SeveralPeriodsError(count=len(periods), periods=", ".join(periods))
    rows = rows[rows["period"].astype(str) == (wanted or (periods or [""])[0])]
    if "vintage" in rows:
        rows = rows.sort_values("vintage", key=lambda vintage: vintage == "current", kind="stable")
    rows = rows.drop_duplicates("province_code", keep="last")
    if rows["value"].notna().sum() == 0:
        raise NothingToDrawError()
    return rows


def _subtitle(geography: str, unit: str, lang: Language) -> str:
    row = rows_by(load_units(), "code")[unit]
    where = text("charts.provinces_34" if geography == "vn34" else "charts.provinces_63", lang)
    return f"{where}\n{text('charts.unit', lang, unit=row[f'symbol_{lang}'] or row[f'name_{lang}'])}"


def _source_lines(rows: pd.DataFrame, lang: Language) -> str:
    publishers = load_sources().set_index("id")["publisher"]
    named: Any = rows["source"].map(publishers).dropna().value_counts().index[:3] if "source" in rows else []
    lines = [text("charts.source", lang, sources="; ".join(named))] if len(named) else []
    if "rule" in rows and rows["rule"].notna().any():
        lines.append(text("charts.derived_note", lang))
    return "\n".join([*lines, text("charts.boundaries", lang)])


def geometry_of(geography: str) -> dict[str, Any]:
    """Return the shapes as a chart carries them, so that its file stands alone."""
    path = geo_dir() / f"provinces_{geography[2:]}.topojson"
    geometry: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return geometry
