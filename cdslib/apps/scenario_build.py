"""Prepare what the scenario page reads: ``python -m cdslib.apps.scenario_build``.

The output is a pure function of ``data/``: same input, same bytes.
"""

import json
from typing import Any

from cdslib.analysis.baselines import load_baseline
from cdslib.apps.atlas import GEOGRAPHIES
from cdslib.apps.atlas_words import IndicatorWords, pillar_words, province_words, source_words
from cdslib.charts.map_spec import map_spec
from cdslib.charts.outlook_spec import outlook_spec
from cdslib.charts.points import island_rows
from cdslib.charts.standings_spec import standings_spec
from cdslib.charts.waterfall_spec import waterfall_spec
from cdslib.data import load_documents, load_observations, load_schemes, package_date
from cdslib.data.plain import rows_by
from cdslib.i18n import LANGUAGES
from cdslib.resources import built_file
from cdslib.writing import write_whole

DIGITS = 12


def build_scenario() -> dict[str, Any]:
    """Compute everything the page reads.

    Returns
    -------
    dict
        The fields of :class:`cdslib.apps.scenario_book.ScenarioBook`, JSON-ready.
    """
    baselines = {geography: load_baseline(geography) for geography in GEOGRAPHIES}
    scheme = baselines["vn34"].scheme
    words = IndicatorWords()
    sources = _sources(baselines["vn34"].year)
    return {
        "data_date": package_date(),
        "baselines": {name: _rounded(baseline.as_dict()) for name, baseline in baselines.items()},
        "provinces": province_words(),
        "indices": {code: _two(words.of(code)["label"]) for code in scheme.components},
        "pillars": {code: both for code, both in pillar_words().items() if code in scheme.pillar_names},
        "scheme": _scheme(scheme.code),
        "figure_sources": sources,
        "sources": source_words(set(sources.values())),
        "specs": _specs(),
    }


def _two(row: dict[str, Any]) -> dict[str, str]:
    return {lang: row[lang] for lang in LANGUAGES}


def _scheme(code: str) -> dict[str, Any]:
    """Return the words and the document of the official weights."""
    row = rows_by(load_schemes(), "code")[code]
    document = rows_by(load_documents(), "id")[row["document"]]
    return {
        "code": code,
        "name": {lang: row[f"name_{lang}"] for lang in LANGUAGES},
        "note": {lang: row[f"note_{lang}"] for lang in LANGUAGES},
        "document": document["number"],
        "date": document["date"],
        "issuer": {lang: document[f"issuer_{lang}"] for lang in LANGUAGES},
    }


def _sources(year: int) -> dict[str, str]:
    """Return the source of the published scores, by geography."""
    rows = load_observations(indicator="dti", period=str(year))
    return {
        geography: str(rows.loc[rows["geography"] == geography, "source"].mode().iloc[0])
        for geography in GEOGRAPHIES
    }


def _rounded(value: Any) -> Any:
    """Drop what only binary arithmetic adds, so that the file is the same on every machine."""
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, list):
        return [_rounded(one) for one in value]
    return {name: _rounded(one) for name, one in value.items()} if isinstance(value, dict) else value


def _specs() -> dict[str, Any]:
    """Return the charts of the page; sizes and margins are set by the page itself."""
    charts = {"standings": standings_spec(), "waterfall": waterfall_spec(), "outlook": outlook_spec()}
    maps = {geography: map_spec(geography) for geography in GEOGRAPHIES}
    return {
        **{name: chart.to_dict() | {"autosize": "none"} for name, chart in charts.items()},
        "map": {name: chart.to_dict() | {"autosize": "none"} for name, chart in maps.items()},
        "islands": {
            lang: {geography: island_rows(lang, geography) for geography in GEOGRAPHIES} for lang in LANGUAGES
        },
    }


def scenario_text() -> str:
    """Return what is written to the file."""
    return json.dumps(build_scenario(), ensure_ascii=False, separators=(",", ":")) + "\n"


def main() -> None:
    """Write the file where the page reads it."""
    write_whole(built_file("scenario.json"), scenario_text().encode())


if __name__ == "__main__":
    main()
