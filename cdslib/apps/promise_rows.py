"""Promises as rows that pages and briefs show: ready words beside the raw values."""

from collections.abc import Iterable
from typing import Any

from cdslib.apps.promise_words import PromiseWords, status_of
from cdslib.apps.promises import PromiseBook, Row
from cdslib.charts.statuses import STATUSES, group_of
from cdslib.i18n import Language, format_period, text


def promise_rows(book: PromiseBook, ids: Iterable[str], day: str, lang: Language) -> list[dict[str, Any]]:
    """Say of each promise what it is and where it stood on a day.

    Parameters
    ----------
    book : PromiseBook
        All promises.
    ids : iterable of str
        Which ones, for example ``book.of("vn34-38")``.
    day : str
        One of ``book.days``.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    list of dict
        In the order of ``ids``. Words: ``name`` of the quantity, ``promise``, ``year_label``, ``province_name``,
        ``pillar_name``, ``value_label`` (empty without a figure), ``period_label``, ``measure_label``, ``status_word``,
        ``reason`` (a sentence; empty where the status says it all), ``gap_label``, ``gap_short`` for charts,
        ``document_label``, ``history_label`` (empty unless ``is_history``), ``missing`` (where a lacking figure could
        come from), ``flag``,
        ``note``. Looks: ``glyph``, ``colour``. Raw: ``id``, ``province``, ``pillar``, ``indicator`` (None where tied
        to none), ``year``, ``promised`` (the number of the document), ``target`` (the number judged by), ``value``,
        ``period``, ``gap``, ``gap_share``, ``ratio``, ``arrival_year``, ``status``, ``reason_code``, ``group``,
        ``document``, ``is_history``, and ``promise_source``, ``figure_source`` each with ``text`` and ``address``,
        and their ids ``promise_source_id``, ``figure_source_id``.

    Examples
    --------
    >>> from cdslib.apps.promises import load_promises
    >>> book = load_promises()
    >>> row = promise_rows(book, ["t-tuyen-quang-digital-economy-share-2025"], "2024-12-31", "vi")[0]
    >>> row["promise"], row["value_label"], row["gap_label"], row["status_word"]
    ('20% GRDP', '6,19% GRDP', 'còn thiếu 13,81 điểm phần trăm', 'Quá chậm')
    """
    words = PromiseWords(book, lang)
    return [_row(book, words, id_, book.verdicts[day][id_]) for id_ in ids]


def _row(book: PromiseBook, words: PromiseWords, id_: str, verdict: Row) -> dict[str, Any]:
    target, lang = book.targets[id_], words.lang
    status = status_of(verdict)
    province = target["province_code"]
    return {
        "id": id_,
        "province": province,
        "province_name": book.name(province, lang),
        "pillar": target["pillar"],
        "pillar_name": book.pillars[target["pillar"]][lang],
        "indicator": target.get("indicator"),
        "name": target["name"][lang],
        "promise": words.promise(target),
        "year": int(target["target_year"]) if "target_year" in target else None,
        "year_label": words.year(target),
        "promised": target.get("value"),
        "target": verdict.get("target_value"),
        "status": status,
        "group": group_of(status),
        "status_word": text(f"promises.word_{status}", lang),
        "glyph": STATUSES[status].glyph,
        "colour": STATUSES[status].colour,
        "reason_code": verdict.get("reason", ""),
        "reason": text(f"gaps.reason_{verdict['reason']}", lang) if "reason" in verdict else "",
        "document": target.get("document"),
        "document_label": words.document(target.get("document")),
        "promise_source": words.source(target["source"]),
        "promise_source_id": target["source"],
        "figure_source_id": verdict.get("source") if "value" in verdict else None,
        "is_history": verdict.get("is_history") is True,
        "history_label": _history(book, words, target, verdict),
        "flag": book.flags[target["flag"]][lang] if "flag" in target else "",
        "note": target.get("note", {}).get(lang, ""),
        "missing": _missing(book, target, status, lang),
        **_figure(book, words, target, verdict),
    }


def _figure(book: PromiseBook, words: PromiseWords, target: Row, verdict: Row) -> dict[str, Any]:
    """Return the figure that the verdict rests on, and the gap."""
    raw = {
        name: verdict.get(name) for name in ("value", "period", "gap", "gap_share", "ratio", "arrival_year")
    }
    nothing = dict.fromkeys(
        ("value_label", "period_label", "measure_label", "gap_label", "gap_short", "assumed"), ""
    )
    if "value" not in verdict:
        return raw | nothing | {"figure_source": words.source(None)}
    indicator = book.indicators[target["indicator"]]
    code = unit_of(book, target)
    written = words.number(verdict["value"], indicator, code, target.get("ranked_units"))
    measure = book.measures[verdict["measure"]][words.lang]
    is_assumed = verdict.get("measure_assumed") is True and verdict["measure"] != "standard"
    return raw | {
        "value_label": words.qualified(written, verdict.get("qualifier")),
        "period_label": format_period(verdict["period"]),
        "measure_label": "" if verdict["measure"] == "standard" else measure,
        "gap_label": words.gap(verdict, indicator, code),
        "gap_short": words.gap(verdict, indicator, code, is_short=True),
        "assumed": text("promises.assumed", words.lang, measure=measure) if is_assumed else "",
        "figure_source": words.source(verdict["source"]),
    }


def unit_of(book: PromiseBook, target: Row) -> str:
    """Return the unit code of a target's indicator."""
    return str(book.indicators[target["indicator"]]["unit_code"])


def _history(book: PromiseBook, words: PromiseWords, target: Row, verdict: Row) -> str:
    if verdict.get("is_history") is not True:
        return ""
    code = target["province_code"]
    is_merged = len(book.provinces[book.provinces[code]["successor"]]["parts"]) > 1
    key = "promises.history" if is_merged else "promises.history_same"
    return text(key, words.lang, name=book.name(code, words.lang))


def _missing(book: PromiseBook, target: Row, status: str, lang: Language) -> str:
    """Say where a lacking figure could come from."""
    if status not in ("no_figure", "no_deadline_figure", "not_judged") or target["kind"] == "qualitative":
        return ""
    if "indicator" not in target:
        return text("promises.where_unknown", lang)
    reporter = book.indicators[target["indicator"]]["reporter"][lang]
    return text("promises.where_from", lang, reporter=reporter) if reporter else ""
