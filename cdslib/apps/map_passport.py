"""Says who: the method card of an indicator and the passport of a figure."""

from collections.abc import Iterable, Mapping
from typing import Any

from cdslib.apps.atlas import Atlas
from cdslib.apps.map_state import MapState
from cdslib.i18n import Language, format_period, text

CARD_PARTS = ("definition", "formula", "numerator", "denominator", "reporter", "evidence", "pitfalls")


def indicator_card(atlas: Atlas, state: MapState) -> dict[str, Any]:
    """Return the method card: what the indicator is, who reports it, what to beware of.

    Parameters
    ----------
    atlas : Atlas
        The figures.
    state : MapState
        Indicator and language.

    Returns
    -------
    dict
        ``name``, ``unit`` and the ``parts`` of the card that are known, each with ``label`` and ``text``.
    """
    indicator = atlas.indicators[state.indicator]
    parts = [
        {"label": text(f"map.card_{part}", state.lang), "text": indicator[part][state.lang]}
        for part in CARD_PARTS
        if indicator[part][state.lang]
    ]
    return {"name": indicator["name"][state.lang], "unit": indicator["unit"][state.lang], "parts": parts}


def passports(atlas: Atlas, state: MapState, years: Iterable[int]) -> dict[str, list[dict[str, str]]]:
    """Return where the figures of an indicator come from, by the number of their origin.

    Parameters
    ----------
    atlas : Atlas
        The figures.
    state : MapState
        Indicator, geography and language.
    years : iterable of int
        The years shown.

    Returns
    -------
    dict of str to list of dict
        Lines of ``label``, ``text`` and, for the source, ``address`` and ``publisher``.
    """
    by_year = atlas.cells[state.indicator].get(state.geography, {})
    used = {origin for year in years for _, origin in by_year[str(year)].values()}
    return {str(origin): passport_lines(atlas, origin, state.lang) for origin in sorted(used)}


def passport_lines(atlas: Atlas, number: int, lang: Language) -> list[dict[str, str]]:
    """Return where one figure comes from.

    Parameters
    ----------
    atlas : Atlas
        The figures.
    number : int
        Number of the figure's origin.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    list of dict
        Lines of ``label``, ``text`` and, for the source, ``address`` and ``publisher``.
    """
    origin = atlas.origins[number]
    source = atlas.sources[origin["source"]]
    named = source_name(source)
    said = {
        "status": text(f"map.status_{origin['status']}", lang),
        "method": text(f"map.rule_{origin['rule']}", lang)
        if "rule" in origin
        else _of(origin, "method", lang),
        "qualifier": text(f"map.qualifier_{origin['qualifier']}", lang) if "qualifier" in origin else "",
        "vintage": _of(origin, "vintage", lang),
        "source": named,
        "confirmed": text("map.confirmed_by", lang, count=origin["confirmed"])
        if "confirmed" in origin
        else "",
        "licence": source["licence"][lang],
        "note": _of(origin, "note", lang),
    }
    lines = [_line(name, words, lang) for name, words in said.items() if words]
    found = {"address": source["address"], "publisher": source["publisher"]}
    return [line | found if line["text"] == named else line for line in lines]


def source_name(source: Mapping[str, Any]) -> str:
    """Return publisher, title and date of a source in one line.

    Parameters
    ----------
    source : mapping
        A source of the atlas.

    Returns
    -------
    str
        What is known of the three.

    Examples
    --------
    >>> source_name({"publisher": "Cục Thống kê", "title": "Niên giám", "date": "2024-06"})
    'Cục Thống kê, Niên giám, 06/2024'
    """
    return ", ".join(part for part in (source["publisher"], source["title"], _date(source["date"])) if part)


def _of(origin: dict[str, Any], name: str, lang: Language) -> str:
    return str(origin.get(name, {}).get(lang, ""))


def _line(name: str, said: str, lang: Language) -> dict[str, str]:
    return {"label": text(f"map.passport_{name}", lang), "text": said}


def _date(written: str) -> str:
    return format_period(written) if written else ""
