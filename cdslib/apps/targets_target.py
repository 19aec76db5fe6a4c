"""One quantity: everyone who promised it, nearest first, as bars and on the map."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from cdslib.apps.promise_words import PromiseWords, trimmed
from cdslib.apps.promises import PromiseBook
from cdslib.apps.targets_state import TargetsState
from cdslib.charts.rows import BARS_BAR, BARS_ROW
from cdslib.charts.statuses import GROUP_LOOKS, GROUPS, TELLING, fill_of
from cdslib.i18n import format_list, text

MOST_NAMED = 3
LEGEND_STEP = 20
Rows = Sequence[dict[str, Any]]


def nearest_first(rows: Rows) -> list[dict[str, Any]]:
    """Order promises by gap, the furthest ahead first; those without a figure last, the boldest of them first.

    Parameters
    ----------
    rows : sequence of dict
        Rows of :func:`cdslib.apps.promise_rows.promise_rows`, of one indicator.

    Returns
    -------
    list of dict
        The same rows.
    """
    return sorted(
        rows,
        key=lambda row: (row["gap"] is None, row["gap"] or 0.0, -(row["promised"] or 0.0), row["id"]),
    )


def target_headline(book: PromiseBook, rows: Rows, state: TargetsState) -> str:
    """Say who promised most of it and who is nearest.

    Parameters
    ----------
    book : PromiseBook
        All promises.
    rows : sequence of dict
        The promises shown, nearest first.
    state : TargetsState
        Indicator and language.

    Returns
    -------
    str
        One to three sentences.
    """
    name = book.indicators[state.indicator]["name"][state.lang]
    makers = len({row["province"] for row in rows})
    if not rows:
        return text("targets.headline_target_none", state.lang, name=name)
    said = [text("targets.headline_target", state.lang, count=makers, name=name)]
    if boldest := _boldest(book, rows, state):
        said.append(text("targets.headline_boldest", state.lang, **boldest))
    judged = [row for row in rows if row["gap"] is not None]
    if judged:
        first = judged[0]
        said.append(
            text(
                "targets.headline_nearest" if first["gap"] > 0 else "targets.headline_ahead",
                state.lang,
                count=len(judged),
                name=first["province_name"],
                gap=first["gap_label"],
                year=first["year_label"],
            )
        )
    else:
        said.append(text("targets.headline_no_figures", state.lang))
    return " ".join(said)


def _boldest(book: PromiseBook, rows: Rows, state: TargetsState) -> dict[str, str] | None:
    """Name who promised most; for ranks and quantities where lower is better that is the lowest number."""
    numbered = [row for row in rows if row["promised"] is not None]
    if not numbered:
        return None
    sign = -1 if book.indicators[state.indicator]["direction"] == "lower_better" else 1
    top = max(row["promised"] * sign for row in numbered)
    tied = [row for row in numbered if row["promised"] * sign == top]
    names = list(dict.fromkeys(row["province_name"] for row in tied))
    more = (
        text("map.and_others", state.lang, count=len(names) - MOST_NAMED) if len(names) > MOST_NAMED else ""
    )
    return {"names": format_list(names[:MOST_NAMED], state.lang) + more, "promise": tied[0]["promise"]}


def bars(book: PromiseBook, rows: Rows, state: TargetsState) -> list[dict[str, Any]]:
    """Return the table of :func:`cdslib.charts.promise_bars_spec.promise_bars_spec`.

    Parameters
    ----------
    book : PromiseBook
        All promises.
    rows : sequence of dict
        The promises shown, nearest first.
    state : TargetsState
        Day and language.

    Returns
    -------
    list of dict
        One row a promise.
    """
    words = PromiseWords(book, state.lang)
    has_years = len({row["year"] for row in rows}) > 1
    return [_bar(book, words, row, place, has_years) for place, row in enumerate(rows)]


def _bar(
    book: PromiseBook, words: PromiseWords, row: dict[str, Any], place: int, has_years: bool
) -> dict[str, Any]:
    target = book.targets[row["id"]]
    goal = row["target"] if row["target"] is not None else row["promised"]
    numbers = {"target": goal, "target_to": target.get("value_to"), "value": row["value"]}
    year = f" · {row['year'] or '–'}" if has_years else ""
    said = (row["province_name"], row["promise"], row["year_label"], row["value_label"], row["gap_label"])
    return {
        "id": row["id"],
        "code": row["province"],
        "y": place * BARS_ROW + BARS_BAR,
        "name": f"{row['glyph']} {row['province_name']}{year}",
        "colour": row["colour"],
        "said": row["gap_short"] or _short_goal(words, row, target),
        "label": ", ".join(part for part in (*said, row["status_word"]) if part),
        **{name: number for name, number in numbers.items() if number is not None},
    }


def _short_goal(words: PromiseWords, row: dict[str, Any], target: dict[str, Any]) -> str:
    if row["promised"] is None:
        return str(row["promise"])
    return words.with_unit(trimmed(row["promised"], words.lang), target.get("unit"))


def target_map(book: PromiseBook, rows: Rows, state: TargetsState) -> dict[str, Any]:
    """Return the tables of the map: each province in the look of its promise's status.

    Parameters
    ----------
    book : PromiseBook
        All promises.
    rows : sequence of dict
        The promises shown.
    state : TargetsState
        Scheme and language.

    Returns
    -------
    dict
        ``values`` and ``legend`` as the map chart takes them, and ``hints`` by code. Of several promises of one
        territory the group that most asks for attention gives the colour; the hint names all.
    """
    of_code: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        code = row["province"]
        if state.geography == "vn34" and code.startswith("vn63"):
            code = book.provinces[code]["successor"]
        of_code.setdefault(code, []).append(row)
    told = {code: _telling(own) for code, own in of_code.items()}
    values = [_value(book, state, code, told.get(code)) for code in book.codes(state.geography)]
    return {
        "values": values,
        "legend": _legend(Counter(told.values()), len(values) - len(told), state),
        "hints": {code: [_hint(row) for row in own] for code, own in of_code.items()},
    }


def _telling(rows: Rows) -> str:
    groups = {row["group"] for row in rows}
    return next(group for group in TELLING if group in groups)


def _value(book: PromiseBook, state: TargetsState, code: str, told: str | None) -> dict[str, Any]:
    name = book.name(code, state.lang)
    if told is None:
        nothing = text("targets.no_promise", state.lang)
        return {"code": code, "colour": None, "name": name, "label": f"{name}: {nothing}", "status": "none"}
    said = text(f"promises.group_{told}", state.lang)
    return {
        "code": code,
        "colour": fill_of(told),
        "name": name,
        "label": f"{name}: {said}",
        "status": "value",
    }


def _hint(row: dict[str, Any]) -> str:
    figure = f" – {row['value_label']} ({row['period_label']})" if row["value_label"] else ""
    whose = f"{row['province_name']}: " if row["is_history"] else ""
    return f"{row['glyph']} {whose}{row['promise']}, {row['year_label']}{figure}"


def _legend(counts: Counter[str], missing: int, state: TargetsState) -> list[dict[str, Any]]:
    items = [
        {
            "colour": fill_of(group),
            "label": f"{GROUP_LOOKS[group].glyph} {text(f'promises.group_{group}', state.lang)} ({counts[group]})",
            "status": "value",
            "sign": "",
        }
        for group in GROUPS
        if counts[group]
    ]
    if missing:
        label = f"{text('targets.no_promise', state.lang)} ({missing})"
        items.append({"colour": "#ffffff", "label": label, "status": "none", "sign": "×"})
    return [item | {"y": 10 + LEGEND_STEP * n} for n, item in enumerate(items)]
