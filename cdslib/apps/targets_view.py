"""Everything the targets page shows for one state, composed in the kernel and drawn by the page."""

from collections.abc import Sequence
from typing import Any

from cdslib.apps.promise_rows import promise_rows
from cdslib.apps.promise_words import PromiseWords
from cdslib.apps.promises import PromiseBook, load_promises
from cdslib.apps.targets_bullets import bullet_legend, bullets
from cdslib.apps.targets_detail import promise_detail
from cdslib.apps.targets_overview import (
    count_groups,
    counts_in_words,
    leaders,
    matrix,
    overview_headline,
    unjudged_reasons,
)
from cdslib.apps.targets_selection import filter_choices, indicator_choices, province_choices, selected
from cdslib.apps.targets_state import TargetsState
from cdslib.apps.targets_target import bars, nearest_first, target_headline, target_map
from cdslib.charts.statuses import GROUPS
from cdslib.charts.theme import NUMBER_LOCALES
from cdslib.i18n import Language, format_period, messages, text

TABLE_FIELDS = (
    *("id", "glyph", "colour", "status_word", "province", "province_name", "name", "promise", "year_label"),
    *("value_label", "period_label", "gap_label", "document_label", "is_history", "reason"),
    *("promise_source_id", "figure_source_id"),
)
FIRST_ROWS = 60
Rows = list[dict[str, Any]]


def compose_targets(book: PromiseBook, state: TargetsState) -> dict[str, Any]:
    """Compose the page.

    Parameters
    ----------
    book : PromiseBook
        All promises.
    state : TargetsState
        What the reader has chosen.

    Returns
    -------
    dict
        JSON-ready: ``ui`` words, ``headline``, the ``choices`` of the controls, ``counts`` by group, the ``total`` of
        promises and the table's ``rows`` (in the order of ``fields``; the first sixty unless more are wished) with the
        ``sources`` they name, why some have no status (``reasons``), the ``detail`` of one promise, and by view
        ``matrix`` and ``leaders``, ``bullets`` and their ``legend``, or ``bars`` and ``map``.
    """
    ids = selected(book, state)
    rows = _ordered(promise_rows(book, ids, state.day, state.lang), state)
    chosen = _chosen(rows, state)
    listed = rows if state.more else rows[:FIRST_ROWS]
    return {
        "lang": state.lang,
        "state": vars(state) | {"chosen": chosen},
        "ui": messages("targets", state.lang) | messages("page", state.lang) | messages("common", state.lang),
        "number_locale": NUMBER_LOCALES[state.lang],
        "data_date": book.data_date,
        "headline": _headline(book, ids, rows, state),
        "title": _title(book, state),
        "source": text("targets.source", state.lang, day=format_period(state.day)),
        "choices": filter_choices(book, state)
        | {"province": province_choices(book, state), "indicator": indicator_choices(book, state)},
        "counts": count_groups(book, ids, state),
        "total": len(rows),
        "fields": TABLE_FIELDS,
        "rows": [[row[name] for name in TABLE_FIELDS] for row in listed],
        "sources": _sources(book, listed, state),
        "reasons": unjudged_reasons(rows, state),
        "detail": promise_detail(book, chosen, state.day, state.lang) if chosen else None,
        **_of_view(book, ids, rows, state),
    }


def targets_headline(lang: Language) -> str:
    """Say in one sentence how all promises stand.

    Parameters
    ----------
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    str
        The sentence.
    """
    book = load_promises()
    state = TargetsState(day=book.days[0], lang=lang)
    return overview_headline(book, selected(book, state), state)


def _ordered(rows: Rows, state: TargetsState) -> Rows:
    """Order the promises: by gap for one quantity, else those with a figure first, by status and year."""
    if state.view == "target":
        return nearest_first(rows)
    places = list(GROUPS)
    return sorted(
        rows,
        key=lambda row: (
            row["value"] is None,
            places.index(row["group"]) if row["value"] is None else 0,
            row["is_history"],
            row["year"] or 9999,
            row["pillar"],
            row["id"],
        ),
    )


def _chosen(rows: Rows, state: TargetsState) -> str:
    """Return the promise looked at closely: the chosen one if it is shown, else the first with a figure."""
    ids = [row["id"] for row in rows]
    if state.chosen in ids:
        return state.chosen
    if state.view == "overview":
        return ""
    told = [row for row in rows if row["ratio"] is not None] or [
        row for row in rows if row["value"] is not None
    ]
    return str((told or rows)[0]["id"]) if rows else ""


def _headline(book: PromiseBook, ids: Sequence[str], rows: Rows, state: TargetsState) -> str:
    if state.view == "overview":
        return overview_headline(book, ids, state)
    if state.view == "target":
        return target_headline(book, rows, state)
    return _province_headline(book, ids, rows, state)


def _province_headline(book: PromiseBook, ids: Sequence[str], rows: Rows, state: TargetsState) -> str:
    """Say how many promises a province made, how they stand, and one of them in numbers."""
    name = book.name(state.province, state.lang)
    if not ids:
        key = "targets.headline_filtered" if book.of(state.province) else "targets.headline_no_promise"
        return text(key, state.lang, name=name)
    parts = counts_in_words(book, ids, state)
    said = [text("targets.headline_province", state.lang, name=name, count=len(ids), parts=parts)]
    if example := next(
        (row for row in rows if row["id"] == _chosen(rows, state) and row["value_label"]), None
    ):
        said.append(
            text(
                "targets.headline_example",
                state.lang,
                quantity=example["name"],
                figure=example["value_label"],
                period=example["period_label"],
                promise=example["promise"],
                year=example["year_label"],
                gap=example["gap_label"],
            )
        )
    return " ".join(said)


def _title(book: PromiseBook, state: TargetsState) -> str:
    """Return the title of the main chart."""
    place = text(f"targets.place_{state.geography}", state.lang)
    values = {
        "day": format_period(state.day),
        "place": place,
        "name": book.name(state.province, state.lang),
        "indicator": book.indicators[state.indicator]["name"][state.lang],
    }
    return text(f"targets.title_{state.view}", state.lang, **values)


def _sources(book: PromiseBook, rows: Rows, state: TargetsState) -> dict[str, dict[str, str]]:
    """Return words and address of the sources that the table names."""
    words = PromiseWords(book, state.lang)
    used = {row[name] for row in rows for name in ("promise_source_id", "figure_source_id")} - {None}
    return {id_: words.source(id_) for id_ in sorted(used)}


def _of_view(book: PromiseBook, ids: Sequence[str], rows: Rows, state: TargetsState) -> dict[str, Any]:
    if state.view == "overview":
        return {"matrix": matrix(book, ids, state), "leaders": leaders(book, ids, state)}
    if state.view == "province":
        drawn = bullets(book, rows, state.day, state.lang, book.name(state.province, state.lang))
        return {"bullets": drawn, "legend": bullet_legend(drawn, state.lang)}
    indicator = book.indicators[state.indicator]
    return {
        "bars": bars(book, rows, state),
        "map": target_map(book, rows, state),
        "unit": indicator["unit"][state.lang],
        "is_rank": indicator["direction"] == "lower_better",
    }
