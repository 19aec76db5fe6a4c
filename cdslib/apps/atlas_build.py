"""Prepare the map pages' figures from the data package: ``python -m cdslib.apps.atlas_build``.

Merging, choosing among vintages and all reading of tables happens here, once; a visitor's kernel only reads
the result. The output is a pure function of ``data/`` and ``geo/``: same input, same bytes.
"""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from cdslib.analysis.merger import harmonize
from cdslib.apps.atlas_words import (
    IndicatorWords,
    Translations,
    pillar_words,
    province_words,
    region_words,
    source_words,
)
from cdslib.charts.distribution_spec import distribution_spec
from cdslib.charts.map_spec import map_spec
from cdslib.charts.points import island_rows
from cdslib.charts.trend_spec import trend_spec
from cdslib.data import load_confirmations, load_indicators, load_observations, package_date
from cdslib.i18n import LANGUAGES
from cdslib.resources import built_file
from cdslib.writing import write_whole

GEOGRAPHIES = ("vn34", "vn63")
FEWEST = 10
CELL = ["province_code", "indicator", "measure", "year"]
KEY = ["province_code", "indicator", "measure", "period", "vintage"]


def build_atlas() -> dict[str, Any]:
    """Compute everything the map pages read.

    Returns
    -------
    dict
        The fields of :class:`cdslib.apps.atlas.Atlas`, JSON-ready.
    """
    figures = _mappable(_all_figures())
    origins = _Origins()
    cells: dict[str, Any] = {}
    for row in figures.to_dict("records"):
        of_year = (
            cells.setdefault(row["id"], {}).setdefault(row["geography"], {}).setdefault(str(row["year"]), {})
        )
        of_year[row["province_code"]] = [None if pd.isna(row["value"]) else row["value"], origins.place(row)]
    words = IndicatorWords()
    return {
        "data_date": package_date(),
        "provinces": province_words(),
        "indicators": {id_: words.of(id_) for id_ in words.ordered(list(cells))},
        "cells": cells,
        "origins": origins.rows,
        "sources": source_words({row["source"] for row in origins.rows}),
        "pillars": pillar_words(),
        "regions": region_words(),
        "specs": _specs(),
    }


def _all_figures() -> pd.DataFrame:
    """Return the yearly figures of both geographies; what is published for the 34 goes before what is derived."""
    observed = load_observations(geography=GEOGRAPHIES)
    yearly = observed[observed["period"].str.fullmatch(r"\d{4}") & observed["value"].notna()]
    yearly = yearly[yearly["measure"] != "bound"]
    merged = harmonize(yearly[yearly["geography"] == "vn63"], to="vn34")
    merged = merged[(merged["parts"] > 0) & ~merged["reason"].isin(["rank", "not_mergeable"])]
    is_known = pd.MultiIndex.from_frame(merged[CELL]).isin(pd.MultiIndex.from_frame(yearly[CELL]))
    return pd.concat([yearly.assign(rule=""), merged[~is_known]], ignore_index=True)


def _mappable(figures: pd.DataFrame) -> pd.DataFrame:
    """Keep one figure per province and year, of indicators that at least ten provinces have in some year."""
    default = load_indicators().set_index("code")["default_measure"]
    is_default = figures["measure"] == figures["indicator"].map(default)
    figures = figures.assign(
        id=figures["indicator"].where(is_default, figures["indicator"] + "." + figures["measure"]),
        is_current=figures["vintage"] == "current",
    )
    figures = figures.sort_values(["id", "province_code", "year", "is_current", "vintage"])
    figures = figures.drop_duplicates(["id", "province_code", "year"], keep="last")
    in_year = figures.groupby(["id", "geography", "year"])["value"].transform("count")
    return figures[in_year.groupby([figures["id"], figures["geography"]]).transform("max") >= FEWEST]


class _Origins:
    """Where figures come from, each combination stored once."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []
        self._places: dict[str, int] = {}
        self._confirmed = load_confirmations().groupby(KEY).size().to_dict()
        self._words = Translations()

    def place(self, row: Mapping[Any, Any]) -> int:
        """Return the number of a row's origin."""
        plain: dict[str, Any] = {name: None if pd.isna(value) else value for name, value in row.items()}
        rule = plain.get("rule")
        said = {
            "source": plain["source"],
            "status": plain["status"],
            "rule": rule,
            "qualifier": None if plain["qualifier"] == "exact" else plain["qualifier"],
            "vintage": self._words.vintage(plain["vintage"]),
            "method": None if rule else self._words.remark(plain["method"]),
            "note": self._words.remark(plain["note"]),
            "confirmed": self._confirmed.get(tuple(row[name] for name in KEY)),
        }
        origin = {name: value for name, value in said.items() if value}
        key = json.dumps(origin, sort_keys=True)
        if key not in self._places:
            self._places[key] = len(self.rows)
            self.rows.append(origin)
        return self._places[key]


def _specs() -> dict[str, Any]:
    """Return the charts of the page; the map's size and margins are set by the page itself."""
    return {
        "map": {geography: map_spec(geography).to_dict() | {"autosize": "none"} for geography in GEOGRAPHIES},
        "distribution": distribution_spec().to_dict(),
        "trend": trend_spec().to_dict(),
        "islands": {
            lang: {geography: island_rows(lang, geography) for geography in GEOGRAPHIES} for lang in LANGUAGES
        },
    }


def atlas_text() -> str:
    """Return the prepared figures as they are written to the file."""
    return json.dumps(build_atlas(), ensure_ascii=False, separators=(",", ":")) + "\n"


def main() -> None:
    """Write the prepared figures where the pages read them."""
    write_whole(built_file("atlas.json"), atlas_text().encode())


if __name__ == "__main__":
    main()
