"""All provinces at once: how many promises stand where, by province and family, and what cannot be judged."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from cdslib.apps.promise_words import status_of
from cdslib.apps.promises import PromiseBook
from cdslib.apps.targets_selection import province_count
from cdslib.apps.targets_state import TargetsState
from cdslib.charts.rows import MATRIX_ROW
from cdslib.charts.statuses import GROUP_LOOKS, GROUPS, TELLING, group_of
from cdslib.i18n import format_list, format_number, format_period, text

MOST_LEADERS = 5
Rows = Sequence[dict[str, Any]]


def count_groups(book: PromiseBook, ids: Sequence[str], state: TargetsState) -> list[dict[str, Any]]:
    """Count promises by group of statuses.

    Parameters
    ----------
    book : PromiseBook
        All promises.
    ids : sequence of str
        Which ones.
    state : TargetsState
        Day and language.

    Returns
    -------
    list of dict
        ``group``, ``label``, ``count``, ``glyph``, ``colour``, ``tint`` of every group, from best to unknown.
    """
    counts = Counter(group_of(status_of(book.verdicts[state.day][id_])) for id_ in ids)
    return [
        {
            "group": group,
            "label": text(f"promises.group_{group}", state.lang),
            "count": counts[group],
            **vars(GROUP_LOOKS[group]),
        }
        for group in GROUPS
    ]


def counts_in_words(book: PromiseBook, ids: Sequence[str], state: TargetsState) -> str:
    """Say how many promises stand where: '2 đã đạt, 5 chờ số liệu năm đến hạn, 29 chưa có số liệu'.

    Parameters
    ----------
    book : PromiseBook
        All promises.
    ids : sequence of str
        Which ones.
    state : TargetsState
        Day and language.

    Returns
    -------
    str
        The groups that have any, from best to unknown.
    """
    counts = {row["group"]: row["count"] for row in count_groups(book, ids, state)}
    said = [
        text(f"targets.part_{group}", state.lang, count=format_number(count, 0, state.lang))
        for group, count in counts.items()
        if count
    ]
    return format_list(said, state.lang)


def overview_headline(book: PromiseBook, ids: Sequence[str], state: TargetsState) -> str:
    """Say in one sentence how many promises stand where.

    Parameters
    ----------
    book : PromiseBook
        All promises.
    ids : sequence of str
        The promises shown.
    state : TargetsState
        Day and language.

    Returns
    -------
    str
        The sentence.
    """
    if not ids:
        return text("targets.headline_empty", state.lang)
    return text(
        f"targets.headline_overview_{state.geography}",
        state.lang,
        day=format_period(state.day),
        count=format_number(len(ids), 0, state.lang),
        provinces=province_count(book, ids),
        parts=counts_in_words(book, ids, state),
    )


def matrix(book: PromiseBook, ids: Sequence[str], state: TargetsState) -> dict[str, Any]:
    """Return the tables of the matrix of provinces and families.

    Parameters
    ----------
    book : PromiseBook
        All promises.
    ids : sequence of str
        The promises shown.
    state : TargetsState
        Scheme, day and language.

    Returns
    -------
    dict
        ``columns``, ``lines``, ``cells`` for :func:`cdslib.charts.matrix_spec.matrix_spec`, and ``height`` in pixels.
        The promises of a former province stand in the line of the present one.
    """
    pillars = [p for p in book.pillars if any(book.targets[id_]["pillar"] == p for id_ in ids)]
    codes = book.codes(state.geography)
    groups: dict[tuple[str, str], list[str]] = {}
    for id_ in ids:
        row = book.targets[id_]
        group = group_of(status_of(book.verdicts[state.day][id_]))
        groups.setdefault((_line_of(book, state, row["province_code"]), row["pillar"]), []).append(group)
    step = 1 / max(1, len(pillars))
    cells = [
        _cell(
            book,
            state,
            (code, pillar),
            groups[code, pillar],
            (n * MATRIX_ROW + MATRIX_ROW / 2, k * step, step),
        )
        for n, code in enumerate(codes)
        for k, pillar in enumerate(pillars)
        if (code, pillar) in groups
    ]
    lines = [
        {"code": code, "name": book.name(code, state.lang), "y": n * MATRIX_ROW + MATRIX_ROW / 2}
        for n, code in enumerate(codes)
    ]
    columns = [
        {"label": book.pillars[pillar][state.lang], "middle": (k + 0.5) * step}
        for k, pillar in enumerate(pillars)
    ]
    return {"columns": columns, "lines": lines, "cells": cells, "height": MATRIX_ROW * len(codes)}


def _line_of(book: PromiseBook, state: TargetsState, code: str) -> str:
    is_former = state.geography == "vn34" and code.startswith("vn63")
    return str(book.provinces[code]["successor"]) if is_former else code


def _cell(
    book: PromiseBook,
    state: TargetsState,
    place: tuple[str, str],
    groups: list[str],
    box: tuple[float, float, float],
) -> dict[str, Any]:
    """Return one cell: the most telling group, how many promises there are, and all groups in words."""
    (code, pillar), (y, left, step) = place, box
    told = next(group for group in TELLING if group in groups)
    look = GROUP_LOOKS[told]
    counts = Counter(groups)
    said = "; ".join(
        f"{text(f'promises.group_{group}', state.lang)}: {counts[group]}" for group in GROUPS if counts[group]
    )
    return {
        "id": f"{code}|{pillar}",
        "code": code,
        "pillar": pillar,
        "left": left,
        "middle": left + step / 2,
        "right": left + step,
        "y": y,
        "tint": look.tint,
        "colour": look.colour,
        "text": f"{look.glyph} {len(groups)}",
        "label": f"{book.name(code, state.lang)}, {book.pillars[pillar][state.lang]}: {said}",
        "said": said,
    }


def unjudged_reasons(rows: Rows, state: TargetsState) -> list[dict[str, Any]]:
    """Count why promises have no status, and say what would help.

    Parameters
    ----------
    rows : sequence of dict
        Rows of :func:`cdslib.apps.promise_rows.promise_rows`.
    state : TargetsState
        For the language.

    Returns
    -------
    list of dict
        ``reason``, ``count``, ``help``; the most frequent first.
    """
    wanted = ("waiting", "no_figure", "not_judged")
    counts = Counter(
        (row["group"], row["reason"], row["reason_code"]) for row in rows if row["group"] in wanted
    )
    return [
        {
            "reason": reason,
            "count": count,
            "help": text(f"targets.help_{code}", state.lang),
            "glyph": GROUP_LOOKS[group].glyph,
        }
        for (group, reason, code), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def leaders(book: PromiseBook, ids: Sequence[str], state: TargetsState) -> list[dict[str, Any]]:
    """Return who promised most and who has met most.

    Parameters
    ----------
    book : PromiseBook
        All promises.
    ids : sequence of str
        The promises shown.
    state : TargetsState
        Scheme, day and language.

    Returns
    -------
    list of dict
        ``label`` and up to five ``items``, each ``code``, ``name`` and ``count``; ties by the order of the codes.
    """
    lines = [(id_, _line_of(book, state, book.targets[id_]["province_code"])) for id_ in ids]
    promised = Counter(code for _, code in lines)
    met = Counter(
        code for id_, code in lines if group_of(status_of(book.verdicts[state.day][id_])) == "reached"
    )
    return [
        {
            "label": text(f"targets.leaders_{name}", state.lang),
            "items": [
                {"code": code, "name": book.name(code, state.lang), "count": count}
                for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_LEADERS]
            ],
        }
        for name, counts in (("promised", promised), ("met", met))
        if counts
    ]
