"""Which promises a state of the targets page shows, and what can be chosen among them."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from cdslib.apps.promise_words import PromiseWords, status_of
from cdslib.apps.promises import PromiseBook, Row
from cdslib.apps.targets_state import TargetsState
from cdslib.charts.statuses import GROUPS, group_of
from cdslib.i18n import format_period, text

Choice = dict[str, Any]


def selected(book: PromiseBook, state: TargetsState) -> list[str]:
    """Return the promises a state shows.

    Parameters
    ----------
    book : PromiseBook
        All promises.
    state : TargetsState
        What the reader has chosen.

    Returns
    -------
    list of str
        Ids in the order of the register, after the filters.
    """
    return [id_ for id_ in of_view(book, state) if _passes(book, state, id_)]


def of_view(book: PromiseBook, state: TargetsState) -> list[str]:
    """Return the promises of the view before the filters."""
    if state.view == "province":
        return book.of(state.province)
    everything = [id_ for code in book.codes(state.geography) for id_ in book.of(code)]
    if state.view == "target":
        return [id_ for id_ in everything if book.targets[id_].get("indicator") == state.indicator]
    return everything


def _passes(book: PromiseBook, state: TargetsState, id_: str) -> bool:
    row = book.targets[id_]
    return (
        (not state.pillar or row["pillar"] == state.pillar)
        and (not state.document or row.get("document") == state.document)
        and (not state.year or row.get("target_year") == state.year)
        and (not state.group or _group(book, state, id_) == state.group)
    )


def _group(book: PromiseBook, state: TargetsState, id_: str) -> str:
    return group_of(status_of(book.verdicts[state.day][id_]))


def filter_choices(book: PromiseBook, state: TargetsState) -> dict[str, list[Choice]]:
    """Return what the filters offer, each with how many promises it would keep beside the other filters.

    Parameters
    ----------
    book : PromiseBook
        All promises.
    state : TargetsState
        What the reader has chosen.

    Returns
    -------
    dict of str to list of dict
        ``id`` and ``label`` by filter: ``pillar``, ``document``, ``year``, ``group``; ``day`` has no counts.
    """
    words = PromiseWords(book, state.lang)
    pillars = {code: row[state.lang] for code, row in book.pillars.items()}
    groups = {code: text(f"promises.group_{code}", state.lang) for code in GROUPS}
    return {
        "pillar": _counted(book, state, "pillar", lambda row: row["pillar"], pillars.get, list(pillars)),
        "document": _counted(book, state, "document", lambda row: row.get("document"), words.document),
        "year": _counted(book, state, "year", lambda row: row.get("target_year"), str),
        "group": _counted(book, state, "group", None, groups.get, list(groups)),
        "day": [{"id": day, "label": format_period(day)} for day in book.days],
    }


def _counted(
    book: PromiseBook,
    state: TargetsState,
    name: str,
    cell: Callable[[Row], Any] | None,
    words: Callable[[str], Any],
    order: list[str] | None = None,
) -> list[Choice]:
    ids = selected(book, _without(state, name))
    found = [cell(book.targets[id_]) if cell else _group(book, state, id_) for id_ in ids]
    counts = Counter(value for value in found if value is not None)
    values = [value for value in order or sorted(counts, key=words) if value in counts]
    everything = {"id": "", "label": text("targets.all", state.lang, count=len(ids))}
    kept = [{"id": value, "label": f"{words(value)} ({counts[value]})"} for value in values]
    missing = [] if getattr(state, name) in ("", *values) else [getattr(state, name)]
    return [everything, *kept, *({"id": value, "label": f"{words(value)} (0)"} for value in missing)]


def _without(state: TargetsState, name: str) -> TargetsState:
    """Return the state with one filter open."""
    cleared: dict[str, Any] = {name: ""}
    return replace(state, **cleared)


def province_choices(book: PromiseBook, state: TargetsState) -> list[Choice]:
    """Return the country and the provinces of the scheme, each with its number of promises.

    Parameters
    ----------
    book : PromiseBook
        All promises.
    state : TargetsState
        Scheme and language.

    Returns
    -------
    list of dict
        ``id``, ``label``, ``name``.
    """
    codes = ["vn", *book.codes(state.geography)]
    named = {code: book.name(code, state.lang) for code in codes}
    return [
        {"id": code, "label": f"{named[code]} ({len(book.of(code))})", "name": named[code]} for code in codes
    ]


def indicator_choices(book: PromiseBook, state: TargetsState) -> list[Choice]:
    """Return the promised indicators by pillar, each with how many provinces promised it.

    Parameters
    ----------
    book : PromiseBook
        All promises.
    state : TargetsState
        Scheme and language.

    Returns
    -------
    list of dict
        ``label`` of the pillar and its ``items`` (``id``, ``label``).
    """
    ids = of_view(book, replace(state, view="overview"))
    makers: dict[str, set[str]] = {}
    for id_ in ids:
        row = book.targets[id_]
        if "indicator" in row:
            makers.setdefault(row["indicator"], set()).add(row["province_code"])
    makers.setdefault(state.indicator, set())
    return [
        {"label": pillar[state.lang], "items": items}
        for code, pillar in book.pillars.items()
        if (items := _items(book, state, makers, code))
    ]


def _items(book: PromiseBook, state: TargetsState, makers: dict[str, set[str]], pillar: str) -> list[Choice]:
    own = [code for code in makers if book.indicators[code]["pillar"] == pillar]
    own.sort(key=lambda code: (-len(makers[code]), code))
    return [
        {"id": code, "label": f"{book.indicators[code]['label'][state.lang]} ({len(makers[code])})"}
        for code in own
    ]


def province_count(book: PromiseBook, ids: Iterable[str]) -> int:
    """Return how many provinces made these promises."""
    return len({book.targets[id_]["province_code"] for id_ in ids})
