"""Judge all promises for the pages: ``python -m cdslib.apps.promises_build``.

The output is a pure function of ``data/``: same input, same bytes.
"""

import json
from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd

from cdslib.analysis.target_context import target_history, target_peers
from cdslib.analysis.target_gaps import gaps
from cdslib.apps.atlas import GEOGRAPHIES
from cdslib.apps.atlas_words import (
    IndicatorWords,
    Translations,
    pillar_words,
    province_words,
    source_words,
    words_by_code,
)
from cdslib.charts.bullet_spec import bullet_spec
from cdslib.charts.map_spec import map_spec
from cdslib.charts.matrix_spec import matrix_spec
from cdslib.charts.points import island_rows
from cdslib.charts.promise_bars_spec import promise_bars_spec
from cdslib.charts.trajectory_spec import trajectory_spec
from cdslib.data import (
    load_documents,
    load_flags,
    load_measures,
    load_observations,
    load_targets,
    load_units,
    package_date,
)
from cdslib.data.plain import rows_by
from cdslib.i18n import LANGUAGES, text
from cdslib.resources import built_file
from cdslib.writing import write_whole

EARLIER = ("2025-12-31", "2024-12-31", "2023-12-31", "2022-12-31")
_STATIC = (
    *("province_code", "heard_as", "pillar", "indicator", "measure", "comparator", "value", "value_to"),
    *("text", "unit", "target_year", "kind", "baseline", "ranked_units", "document", "source", "flag"),
)
_VERDICT = (
    *("is_history", "target_value", "deadline_passed", "measure", "measure_assumed", "period", "vintage"),
    *("value", "qualifier", "source", "met", "gap", "baseline", "baseline_origin", "gap_share", "pace"),
    *("start_period", "start_value", "years", "observed_change", "required_change", "needed_change", "ratio"),
    *("pace_class", "arrival_year", "projected_value", "best_pace", "best_pace_province", "status", "reason"),
)
_PEERS = ("count", "mean", "low", "low_province", "high", "high_province", "country_value", "country_source")
_HISTORY = ["period", "time", "value", "qualifier", "source", "version"]


def build_promises() -> dict[str, Any]:
    """Compute everything the pages read of promises.

    Returns
    -------
    dict
        The fields of :class:`cdslib.apps.promises.PromiseBook`, JSON-ready.
    """
    observations, targets = load_observations(include_flagged=True), load_targets()
    days = [package_date(), *EARLIER]
    judged = {day: _judged(observations, targets, day) for day in days}
    verdicts = {day: rows for day, (rows, _) in judged.items()}
    history = {day: rows for day, (_, rows) in judged.items()}
    plain = rows_by(targets, "id")
    return {
        "data_date": package_date(),
        "days": days,
        "targets": _targets(plain),
        "verdicts": verdicts,
        "history": history,
        "indicators": _indicators(plain),
        "documents": _documents(),
        "sources": source_words(set(_sources(plain, verdicts, history))),
        "units": _units(),
        "measures": words_by_code(load_measures()),
        "flags": words_by_code(load_flags()),
        "pillars": pillar_words(),
        "provinces": {"vn": {lang: text("common.country", lang) for lang in LANGUAGES}} | province_words(),
        "specs": _specs(),
    }


def _judged(
    observations: pd.DataFrame, targets: pd.DataFrame, day: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return verdicts and histories of one day by target."""
    frame = gaps(observations, targets, day)
    beside = {
        row["id"]: _kept(row, _PEERS)
        for row in target_peers(observations, targets, frame, day).to_dict("records")
    }
    verdicts = {
        row["id"]: _kept(row, _VERDICT) | ({"peers": beside[row["id"]]} if row["id"] in beside else {})
        for row in frame.to_dict("records")
    }
    history: dict[str, Any] = {}
    for row in target_history(observations, targets, day).to_dict("records"):
        cells = [None if pd.isna(row[name]) else row[name] for name in _HISTORY]
        history.setdefault(row["id"], []).append([_rounded(cell) for cell in cells])
    return verdicts, history


def _kept(row: dict[Any, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return the cells that have a value, as JSON writes them."""
    return {name: _rounded(_plain(row[name])) for name in names if not pd.isna(row[name])}


def _plain(cell: Any) -> Any:
    return cell.item() if hasattr(cell, "item") else cell


def _rounded(cell: Any) -> Any:
    """Drop what only binary arithmetic adds, so that the file is the same on every machine."""
    return round(cell, 9) if isinstance(cell, float) else cell


def _targets(plain: dict[str, dict[str, Any]]) -> dict[str, Any]:
    said = Translations()
    found = {}
    for id_, row in plain.items():
        cells = {name: row[name] for name in _STATIC if row[name] is not None}
        cells["name"] = {lang: row[f"indicator_{lang}"] for lang in LANGUAGES}
        if note := said.remark(row["note"]):
            cells["note"] = note
        found[id_] = cells
    return found


def _indicators(plain: dict[str, dict[str, Any]]) -> dict[str, Any]:
    words = IndicatorWords()
    codes = sorted({row["indicator"] for row in plain.values()} - {None})
    return {code: words.of(code) | {"unit_code": words.catalogue[code]["unit"]} for code in codes}


def _documents() -> dict[str, Any]:
    said = Translations()
    return {
        id_: {
            "number": row["number"] or "",
            "date": row["date"] or "",
            "issuer": {lang: row[f"issuer_{lang}"] or "" for lang in LANGUAGES},
            "title": {lang: row[f"title_{lang}"] or "" for lang in LANGUAGES},
            "note": said.remark(row["note"]),
        }
        for id_, row in rows_by(load_documents(), "id").items()
    }


def _units() -> dict[str, Any]:
    return {
        code: {lang: row[f"symbol_{lang}"] or "" for lang in LANGUAGES}
        for code, row in rows_by(load_units(), "code").items()
    }


def _specs() -> dict[str, Any]:
    """Return the charts of the page; sizes and margins are set by the page itself."""
    charts = {
        "matrix": matrix_spec(),
        "bullets": bullet_spec(),
        "bars": promise_bars_spec(),
        "trajectory": trajectory_spec(),
    }
    return {
        **{name: _sized_by_page(chart) for name, chart in charts.items()},
        "map": {geography: _sized_by_page(map_spec(geography)) for geography in GEOGRAPHIES},
        "islands": {
            lang: {geography: island_rows(lang, geography) for geography in GEOGRAPHIES} for lang in LANGUAGES
        },
    }


def _sized_by_page(chart: alt.LayerChart) -> dict[str, Any]:
    return chart.to_dict() | {"autosize": "none"}


def _sources(plain: dict[str, Any], verdicts: dict[str, Any], history: dict[str, Any]) -> Iterable[str]:
    """Yield the sources of targets, of the figures they are judged by and of the country's figures."""
    yield from (row["source"] for row in plain.values())
    for rows in verdicts.values():
        for row in rows.values():
            yield from (row.get("source"), row.get("peers", {}).get("country_source"))
    yield from (figure[4] for rows in history.values() for of in rows.values() for figure in of)


def promises_text() -> str:
    """Return the prepared promises as they are written to the file."""
    return json.dumps(build_promises(), ensure_ascii=False, separators=(",", ":")) + "\n"


def main() -> None:
    """Write the prepared promises where the pages read them."""
    write_whole(built_file("promises.json"), promises_text().encode())


if __name__ == "__main__":
    main()
