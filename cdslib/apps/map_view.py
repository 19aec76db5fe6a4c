"""Everything the map page shows for one state, composed in the kernel and drawn by the page.

The page holds all years of an indicator at once, so that its year slider answers without asking the kernel;
this module is asked when the indicator, geography, classes, palette or language change.
"""

from collections.abc import Iterable, Mapping
from statistics import fmean
from typing import Any

from cdslib.analysis.classify import CENTRED
from cdslib.apps.atlas import Atlas, load_atlas
from cdslib.apps.map_frame import ROW_FIELDS, Frame, level_values, shown_values
from cdslib.apps.map_passport import indicator_card, passports
from cdslib.apps.map_state import MapState
from cdslib.charts.theme import CHOSEN, NUMBER_LOCALES
from cdslib.i18n import Language, format_list, format_number, messages, text


def compose(atlas: Atlas, state: MapState) -> dict[str, Any]:
    """Compose the page.

    Parameters
    ----------
    atlas : Atlas
        The figures.
    state : MapState
        What the reader has chosen.

    Returns
    -------
    dict
        JSON-ready: ``ui`` words, ``indicators`` to choose from, ``years``, one of ``frames`` per year (title, headline,
        legend, rows), ``levels`` and ``level_words`` for the trend, the indicator's method ``card``, and the
        ``passports`` of the figures.
    """
    indicator = atlas.indicators[state.indicator]
    years = atlas.years(state.indicator, state.geography)
    shown = {year: shown_values(atlas, state, year) for year in years}
    pooled = [value for values in shown.values() for value in values.values()]
    frames = {
        str(year): Frame(
            atlas, state, year, values, pooled if state.fixed else list(values.values())
        ).as_dict()
        for year, values in shown.items()
        if values
    }
    return {
        "lang": state.lang,
        "state": vars(state) | {"year": max((int(y) for y in frames), default=None)},
        "ui": messages("map", state.lang) | messages("page", state.lang) | messages("common", state.lang),
        "number_locale": NUMBER_LOCALES[state.lang],
        "chosen_colours": CHOSEN,
        "indicators": indicator_choices(atlas, state),
        "provinces": province_words(atlas, state),
        "geographies": [g for g in ("vn34", "vn63") if atlas.years(state.indicator, g)],
        "years": [int(year) for year in frames],
        "all_years": years,
        "mean_word": text("charts.mean", state.lang),
        "mergers": merger_words(atlas, state),
        "row_fields": ROW_FIELDS,
        "frames": frames,
        "levels": _levels(atlas, state, years),
        "level_words": [_level_words(atlas, state, year) for year in years],
        "breaks": [
            _break_words(item, state)
            for item in indicator["breaks"]
            if min(years) < item["year"] <= max(years)
        ],
        "targets": [_target_words(item, indicator, state) for item in indicator["targets"]],
        "card": indicator_card(atlas, state),
        "passports": passports(atlas, state, years),
        "centred": state.scheme in CENTRED or state.base is not None,
        "data_date": atlas.data_date,
    }


def map_headline(lang: Language) -> str:
    """Say the latest state of the index in one sentence.

    Parameters
    ----------
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    str
        The sentence.
    """
    page = compose(load_atlas(), MapState(lang=lang))
    return str(page["frames"][str(page["state"]["year"])]["headline"])


def indicator_choices(atlas: Atlas, state: MapState) -> list[dict[str, Any]]:
    """Return the indicators a reader can choose, grouped by pillar in the order of the pillars.

    Parameters
    ----------
    atlas : Atlas
        The figures.
    state : MapState
        For the language.

    Returns
    -------
    list of dict
        ``label`` of the pillar and its ``items`` (``id``, ``label``).
    """
    groups = []
    for code, pillar in atlas.pillars.items():
        items = [
            {"id": id_, "label": words["label"][state.lang]}
            for id_, words in atlas.indicators.items()
            if words["pillar"] == code
        ]
        if items:
            groups.append({"label": pillar[state.lang], "items": items})
    return groups


def province_words(atlas: Atlas, state: MapState) -> dict[str, dict[str, Any]]:
    """Return name, region and territory of each province of the geography.

    Parameters
    ----------
    atlas : Atlas
        The figures.
    state : MapState
        Geography and language.

    Returns
    -------
    dict of str to dict
        By code.
    """
    found = {}
    for code in atlas.codes(state.geography):
        province = atlas.provinces[code]
        found[code] = {
            "name": province[state.lang],
            "region": atlas.regions[province["region"]][state.lang],
            "territory": _territory(atlas, code, state.lang),
        }
    return found


def _territory(atlas: Atlas, code: str, lang: Language) -> str:
    """Say what became of a former province, or what a present one was made of."""
    successor = atlas.provinces[code].get("successor")
    parts = atlas.provinces[successor or code]["parts"]
    if len(parts) == 1:
        return text("map.unmerged", lang)
    if successor:
        return text("map.merged_into", lang, name=atlas.provinces[successor][lang])
    return text(
        "map.merged_from", lang, names=format_list([atlas.provinces[part][lang] for part in parts], lang)
    )


def merger_words(atlas: Atlas, state: MapState) -> list[list[str]]:
    """Return who merged into whom: each present province of several parts, with its parts.

    Parameters
    ----------
    atlas : Atlas
        The figures.
    state : MapState
        For the language.

    Returns
    -------
    list of [str, str]
        Present province, and its former ones in a list.
    """
    named = {code: province[state.lang] for code, province in atlas.provinces.items()}
    return [
        [named[code], format_list([named[part] for part in atlas.provinces[code]["parts"]], state.lang)]
        for code in atlas.codes("vn34")
        if len(atlas.provinces[code]["parts"]) > 1
    ]


def _levels(atlas: Atlas, state: MapState, years: Iterable[int]) -> dict[str, list[list[Any]]]:
    """Return year, value and label of each province for the trend chart."""
    levels: dict[str, list[list[Any]]] = {}
    for year in years:
        for code, value in level_values(atlas, state, year).items():
            levels.setdefault(code, []).append([year, value, _level_label(atlas, state, value)])
    return levels


def _level_label(atlas: Atlas, state: MapState, value: float) -> str:
    indicator = atlas.indicators[state.indicator]
    return format_number(value, indicator["decimals"], state.lang) + indicator["suffix"][state.lang]


def _level_words(atlas: Atlas, state: MapState, year: int) -> str:
    """Say what the band and the line of the trend chart show of one year."""
    values = list(level_values(atlas, state, year).values())
    found = {"low": min(values), "mean": fmean(values), "high": max(values)}
    said = {name: _level_label(atlas, state, value) for name, value in found.items()}
    return text("map.trend_year", state.lang, year=year, **said)


def _break_words(item: Mapping[str, Any], state: MapState) -> dict[str, Any]:
    return {"year": item["year"], "label": item[state.lang]}


def _target_words(item: Mapping[str, Any], indicator: Mapping[str, Any], state: MapState) -> dict[str, Any]:
    value = format_number(item["value"], min(indicator["decimals"], 2), state.lang)
    suffix = indicator["suffix"][state.lang]
    return {"value": item["value"], "label": f"{value}{suffix} – {item[state.lang]}"}
