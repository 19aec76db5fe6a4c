"""The composed profile of a province as a brief: the same dict that the page draws, set for two A4 pages."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from cdslib.apps.atlas import load_atlas
from cdslib.apps.profile_more import load_more
from cdslib.apps.profile_state import ProfileState
from cdslib.apps.profile_view import compose
from cdslib.apps.promises import load_promises
from cdslib.briefs import sections_index, sections_more
from cdslib.briefs.citing import Citations
from cdslib.briefs.document import Block, Brief, Figure, Paragraph, Picture, Section, said
from cdslib.briefs.errors import UnknownDayError
from cdslib.briefs.fitting import Limits, fullest
from cdslib.briefs.pictures import PIXELS_PER_MM, filled, svg
from cdslib.briefs.sections_index import View
from cdslib.briefs.wording import small, word
from cdslib.charts.points import island_rows
from cdslib.i18n import Language, format_list, format_period
from cdslib.resources import geo_dir

WIDEST = 165
MAP_WIDTH = 43
Tables = dict[str, Any]


def composed(code: str, lang: Language, day: str | None = None) -> dict[str, Any]:
    """Compose the profile that the page shows.

    Parameters
    ----------
    code : str
        The province.
    lang : {"vi", "en"}
        The reader's language.
    day : str, optional
        Judge the promises as of this day.

    Returns
    -------
    dict
        See :func:`cdslib.apps.profile_view.compose`.

    Raises
    ------
    UnknownDayError
        If no verdicts have been prepared for that day.

    Examples
    --------
    >>> composed("vn34-38", "vi")["province"]["name"]
    'Thanh Hóa'
    """
    book = load_promises()
    if day is not None and day not in book.days:
        known = [format_period(known) for known in book.days]
        raise UnknownDayError(
            day=format_period(day),
            example=book.days[0],
            days_vi=format_list(known, "vi"),
            days_en=format_list(known, "en"),
        )
    state = ProfileState(code=code, geography=code[:4], lang=lang, day=day or book.days[0])
    return compose(load_atlas(), book, state)


def profile_brief(code: str, lang: Language = "vi", day: str | None = None) -> Brief:
    """Make the brief of a province.

    Parameters
    ----------
    code : str
        The province, of either geography.
    lang : {"vi", "en"}
        The reader's language.
    day : str, optional
        Judge the promises as of this day; the latest that was prepared by default.

    Returns
    -------
    Brief
        What a writer sets.

    Examples
    --------
    >>> profile_brief("vn34-38", "en").title
    'Digital transformation of Thanh Hoa Province: a brief'
    """
    return brief_of(composed(code, lang, day))


def brief_of(view: View) -> Brief:
    """Make the brief that says what a composed profile says, as far as two pages hold it.

    Parameters
    ----------
    view : mapping
        The composed profile.

    Returns
    -------
    Brief
        What a writer sets.
    """
    figures = {"position": _position(view), "mains": _mains_figure(view)}
    return fullest(lambda limits: _within(limits, view, figures))


def _within(limits: Limits, view: View, figures: Mapping[str, tuple[Block, ...]]) -> Brief:
    lang, citations = view["lang"], Citations(view["sources"])
    index = (
        *sections_index.index_blocks(view, citations),
        *figures["mains"],
        *sections_index.mains_blocks(view, citations),
        *sections_index.standing_blocks(view),
    )
    parts = (
        Section(word("index", lang), index),
        sections_more.promises_section(view, citations, limits.promises),
        Section(
            word("facts", lang),
            (
                *sections_more.facts_blocks(view, citations, limits.facts),
                *sections_more.merger_blocks(view, citations, limits.merger),
            ),
        ),
        Section(word("method", lang), (*sections_more.missing_blocks(view), *_method(view))),
    )
    return Brief(
        title=word("title", lang, name=_in_sentence(view["province"]["full_name"], lang)),
        subtitle=word("subtitle", lang, data=view["data_date_text"], day=view["promises"]["day_text"]),
        lang=lang,
        opening=(Paragraph(said(view["headline"]), "lead"), *figures["position"]),
        sections=parts,
        notes=citations.notes,
        sources=word("sources", lang),
        subject=view["headline"],
        keywords=(view["province"]["name"], view["province"]["code"], *word("keywords", lang).split(", ")),
    )


def _in_sentence(full_name: str, lang: Language) -> str:
    return full_name[0].lower() + full_name[1:] if lang == "vi" else full_name


def _method(view: View) -> tuple[Block, ...]:
    lang = view["lang"]
    return small(
        word("method_index", lang),
        view["similar"]["method"],
        word("method_promises", lang),
        word("caution", lang, address=view["province"]["code"]),
    )


def _position(view: View) -> tuple[Block, ...]:
    """Return the locator map and, where a score is known, the index over the years beside it."""
    lang, name = view["lang"], view["province"]["name"]
    pictures = [Picture(_locator(view), view["map"]["description"], MAP_WIDTH)]
    caption = "map_caption"
    index = view["index"]
    if any(row["value"] is not None for row in index["rows"]):
        chart = _chart("index", index["chart"], (345, 100), lang)
        pictures.append(_sized(chart, index["description"]))
        caption = "position_caption"
    return (Figure(f"{word(caption, lang, name=name)} {view['map']['source']}", tuple(pictures)),)


def _mains_figure(view: View) -> tuple[Block, ...]:
    """Return the chart of the main indices that are known."""
    mains, lang = view["mains"], view["lang"]
    known = [row for row in mains["chart"]["tables"]["indices"] if row["value"] is not None]
    if not known:
        return ()
    places = {row["place"]: place for place, row in enumerate(known)}
    tables = {
        "indices": [
            {**row, "place": places[row["place"]], "label": row["label"].replace("\n", " ")} for row in known
        ],
        "similar": [
            {**row, "place": places[row["place"]]}
            for row in mains["chart"]["tables"]["similar"]
            if row["place"] in places
        ],
    }
    params = {**mains["chart"]["params"], "rows": len(known)}
    chart = _chart("mains", {"tables": tables, "params": params}, (400, 14 * len(known)), lang)
    caption = word("mains_caption", lang, name=view["province"]["name"])
    return (Figure(caption, (_sized(chart, mains["description"]),)),)


def _chart(name: str, chart: Tables, size: tuple[int, int], lang: Language) -> str:
    return svg(filled(load_more().specs[name], chart["tables"], chart["params"], size), lang)


def _sized(drawing: str, alt: str) -> Picture:
    """Give a drawing the width at which its type is as large as on the page."""
    found = re.search(r'<svg[^>]* width="([\d.]+)"', drawing)
    width = float(found[1]) / PIXELS_PER_MM if found else WIDEST
    return Picture(drawing, alt, round(min(width, WIDEST), 1))


def _locator(view: View) -> str:
    """Draw where the province lies."""
    lang, geography = view["lang"], view["province"]["code"][:4]
    tables = {"values": view["map"]["values"], "islands": island_rows(lang, geography)}
    spec = _with_geometry(load_atlas().specs["map"][geography])
    chosen = {"chosen": [view["province"]["code"]]}
    return svg(filled(spec, tables, chosen, (205, 190)), lang)


def _with_geometry(part: Any) -> Any:
    """Put the boundaries into the chart in place of the address a page fetches them from."""
    if isinstance(part, list):
        return [_with_geometry(one) for one in part]
    if not isinstance(part, dict):
        return part
    if "url" in part:
        return {"values": _geometry(part["url"]), "format": part["format"]}
    return {key: _with_geometry(value) for key, value in part.items()}


@cache
def _geometry(address: str) -> Any:
    return json.loads((geo_dir() / address.removeprefix("geo/")).read_text(encoding="utf-8"))
