"""Everything the profile of one province says, composed once for the page, the brief and the exports."""

from typing import Any

from cdslib.apps.atlas import Atlas, load_atlas
from cdslib.apps.profile_facts import facts_section, missing_section, others_section
from cdslib.apps.profile_figures import Reader, spoken
from cdslib.apps.profile_headline import headline
from cdslib.apps.profile_index import index_section
from cdslib.apps.profile_mains import mains_section, standing_section
from cdslib.apps.profile_merger import merger_section
from cdslib.apps.profile_more import More, load_more
from cdslib.apps.profile_peers import peers_section
from cdslib.apps.profile_promises import promises_section
from cdslib.apps.profile_state import ProfileState, counterpart
from cdslib.apps.promises import PromiseBook, load_promises
from cdslib.charts.theme import ACCENT, NUMBER_LOCALES
from cdslib.i18n import Language, format_period, messages, text

OTHER_LAND = "#dbe6e6"


def compose(atlas: Atlas, book: PromiseBook, state: ProfileState, more: More | None = None) -> dict[str, Any]:
    """Compose the profile of one province.

    Every figure comes twice: raw, and as words in the reader's language. A *figure* below is a dict with ``id``,
    ``label``, ``name``, ``unit``, ``year``, ``status`` (``value``, ``partial`` after the merger, ``none``), ``value``
    (float or None), ``text`` (the value with its unit's sign, or why there is none), ``rank``, ``count``, ``is_whole``
    (every province has a value), ``rank_text`` ('5/34' or '–'), ``mean``, ``mean_text``, ``gap``, ``gap_text``
    ('cao hơn trung bình 0,0737'), ``difference`` ('+0,0737'), ``z`` (gap in standard deviations), ``origin`` (key of
    ``passports``), ``kind`` ('Công bố', 'Suy ra'), ``method``, ``derived``, ``publisher``, ``source`` (number in
    ``sources``), ``parts`` (``code``, ``name``, ``text``, ``source`` of the former provinces that a derived figure was
    made of) and ``sources`` (the numbers of all of them).

    Parameters
    ----------
    atlas : Atlas
        The figures of the maps.
    book : PromiseBook
        The promises.
    state : ProfileState
        Province, language, day of judgement.
    more : More, optional
        Figures few provinces have, published means; what the package carries if not given.

    Returns
    -------
    dict
        JSON-ready:

        - ``lang``, ``state``, ``ui`` (words of the page), ``number_locale``, ``data_date``, ``data_date_text``.
        - ``choices`` (``id``, ``label`` of every province of the geography), ``other`` (``code``, ``label`` of the
          counterpart in the other geography).
        - ``province``: ``code``, ``name``, ``full_name`` ('Tỉnh Thanh Hóa'), ``kind``, ``region``, ``territory``,
          ``geography`` and, of a former province, ``successor`` (``code``, ``name``).
        - ``headline``: one to three sentences.
        - ``map``: ``title``, ``source``, ``description``, ``values`` (rows for
          :func:`cdslib.charts.map_spec.map_spec`).
        - ``index``: ``title``, ``unit``, ``rows`` (figures of the index, one a year, with ``era``, ``mean_kind``
          (``computed``, ``published``, empty), ``rank_kind`` (``published``, ``computed``, empty),
          ``is_recomputed`` (a rank that rests on derived scores),
          ``former_rank_text`` (rank among the 63 of an unmerged present province)), ``has_former_rank``, ``breaks``,
          ``notes`` (sentences that must stand near it), ``description``, ``chart`` (``tables`` and ``params`` of
          :func:`cdslib.charts.profile_spec.index_spec`).
        - ``similar``: ``year``, ``codes``, ``inputs`` (``id``, ``label``, ``short``, ``unit``), ``own`` and ``rows``
          (``code``, ``name``, ``distance``, ``distance_text``, ``texts`` and ``values`` in the order of ``inputs``,
          ``origins``, ``cited`` (a source number each), ``sources`` (all of them)), ``method`` (sentences), ``reason``
          (why there are none; else empty).
        - ``mains``: ``title``, ``year``, ``rows`` (figures, with ``similar`` (``code``, ``name``, ``value``, ``text``),
          ``similar_text``, ``z_text``, ``reason`` where few provinces are known), ``notes``, ``description``, ``chart``
          (of :func:`cdslib.charts.profile_spec.mains_spec`).
        - ``standing``: ``strengths``, ``weaknesses`` (figures with ``words``), ``no_strength``, ``no_weakness`` (said
          where the list is empty), ``rule``, ``year``, ``compared``.
        - ``promises``: ``day``, ``day_text``, ``rows`` (of :func:`cdslib.apps.promise_rows.promise_rows`, with
          ``is_counted``), ``current`` and ``history`` (the same rows apart), ``predecessors`` (``code``, ``name``,
          ``heading``, ``rows``: the history by former province), ``only_history`` (said where there is nothing else),
          ``counts`` (``group``, ``word``,
          ``count``, ``glyph``, ``colour``), ``total``, ``judged``, ``met``, ``sentence``, ``empty`` (said where there
          are none).
        - ``facts``: ``title``, ``rows`` (figures with ``order_text``, said where rank 1 is the lowest), ``note``.
        - ``others``: ``title``, ``note``, ``rows`` (``label``, ``measure``, ``unit``, ``period_text``, ``value``,
          ``text``, ``unit_text`` (what follows the text), ``former``, ``remark``, ``source``): figures few provinces
          have.
        - ``merger``: ``title``, ``kind`` (``merged``, ``unmerged``, ``former``), ``sentence``, ``columns`` (``code``,
          ``name``, ``heading``, ``is_present``, ``is_own``), ``rows`` (``label``, ``unit``, ``year``, ``texts``,
          ``values``, ``kinds``, ``origins``, ``cited``, ``sources``), ``note``.
        - ``missing``: ``title``, ``intro``, ``rows`` (``ids``, ``label`` (of one or several items), ``reason``,
          ``reporter``).
        - ``sources``: ``number``, ``id``, ``text``, ``address``, ``licence``, in the order of first use.
        - ``passports``: lines (``label``, ``text``, for the source ``address``) by the number of the origin.
    """
    more = more or load_more()
    code, lang = state.code, state.lang
    reader = Reader(atlas, lang, more.sources)
    index = index_section(reader, code, more.means)
    similar = peers_section(reader, code)
    mains = mains_section(reader, code, similar["codes"])
    standing = standing_section(reader, code, mains["rows"])
    promises = promises_section(reader, book, code, state.day)
    facts = facts_section(reader, code)
    others = others_section(reader, code, more.others)
    merger = merger_section(reader, code)
    figures = [*mains["rows"], *facts["rows"]]
    return {
        **_frame(atlas, state, promises["day"]),
        "province": province_words(atlas, code, lang),
        "headline": headline(reader, code, index, standing, promises["sentence"]),
        "map": _locator(atlas, code, lang),
        "index": index,
        "similar": similar,
        "mains": mains,
        "standing": standing,
        "promises": promises,
        "facts": facts,
        "others": others,
        "merger": merger,
        "missing": missing_section(reader, code, figures, more.wanted, others["rows"]),
        "sources": reader.sources(),
        "passports": reader.passports(),
    }


def _frame(atlas: Atlas, state: ProfileState, day: str) -> dict[str, Any]:
    """Return what the page needs around its sections."""
    lang = state.lang
    other = "vn63" if state.geography == "vn34" else "vn34"
    there = counterpart(atlas, state.code, other)
    rooms = ("map", "page", "common", "profile")
    return {
        "lang": lang,
        "state": vars(state) | {"day": day},
        "ui": {name: words for room in rooms for name, words in messages(room, lang).items()},
        "number_locale": NUMBER_LOCALES[lang],
        "data_date": atlas.data_date,
        "data_date_text": format_period(atlas.data_date),
        "choices": [
            {"id": code, "label": spoken(atlas, code, lang)} for code in atlas.codes(state.geography)
        ],
        "other": {"code": there, "label": spoken(atlas, there, lang)},
    }


def province_words(atlas: Atlas, code: str, lang: Language) -> dict[str, Any]:
    """Return the name of a province, what it is and where it lies.

    Parameters
    ----------
    atlas : Atlas
        The provinces.
    code : str
        The province.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    dict
        See :func:`compose`, ``province``.
    """
    province = atlas.provinces[code]
    successor = province.get("successor")
    parts: list[str] = atlas.provinces[successor or code]["parts"]
    key = "unmerged" if len(parts) == 1 else "former" if successor else "merged"
    kind = "city" if province["kind"] == "municipality" else "province"
    bare = province[lang].removesuffix(" City")
    return {
        "code": code,
        "name": spoken(atlas, code, lang),
        "full_name": text(f"profile.full_name_{kind}", lang, name=bare),
        "kind": province["kind"],
        "region": atlas.regions[province["region"]][lang],
        "geography": text(f"charts.provinces_{code[2:4]}", lang),
        "territory": text(
            f"profile.territory_{key}", lang, name=spoken(atlas, successor or code, lang), count=len(parts)
        ),
        "successor": {"code": successor, "name": spoken(atlas, successor, lang)} if successor else None,
    }


def _locator(atlas: Atlas, code: str, lang: Language) -> dict[str, Any]:
    """Return the map that shows where the province lies."""
    name = spoken(atlas, code, lang)
    geography = text(f"charts.provinces_{code[2:4]}", lang)
    return {
        "title": text("profile.map_title", lang, name=name),
        "subtitle": geography,
        "source": text("charts.boundaries", lang),
        "description": text("profile.map_description", lang, name=name, geography=geography),
        "values": [
            {
                "code": other,
                "colour": ACCENT if other == code else OTHER_LAND,
                "name": spoken(atlas, other, lang),
                "label": spoken(atlas, other, lang),
                "status": "value",
            }
            for other in atlas.codes(code[:4])
        ],
    }


def profile_headline(lang: Language) -> str:
    """Say in one sentence what the page shows first.

    Parameters
    ----------
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    str
        The sentence.
    """
    return str(compose(load_atlas(), load_promises(), ProfileState(lang=lang))["headline"])
