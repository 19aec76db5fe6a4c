"""Promises as bullets: value, target, mean and range of the provinces, each row on its own scale."""

from collections.abc import Sequence
from typing import Any

from cdslib.apps.promise_rows import unit_of
from cdslib.apps.promises import PromiseBook, Row
from cdslib.charts.rows import BULLET_BAR, BULLET_ROW
from cdslib.i18n import Language, text

FEWEST_PEERS = 3
_ROOM = 1.12
_NUMBERS = ("value", "target", "target_to", "low", "high", "mean", "country")


def bullets(
    book: PromiseBook, rows: Sequence[dict[str, Any]], day: str, lang: Language, whose: str
) -> list[dict[str, Any]]:
    """Return the table of :func:`cdslib.charts.bullet_spec.bullet_spec`.

    Parameters
    ----------
    book : PromiseBook
        All promises.
    rows : sequence of dict
        Rows of :func:`cdslib.apps.promise_rows.promise_rows`, in their order.
    day : str
        Day of judgement.
    lang : {"vi", "en"}
        The reader's language.
    whose : str
        Name of the province of the page; promises of others say whose they are.

    Returns
    -------
    list of dict
        Words and positions; what is not known is left out.
    """
    return [_bullet(book, row, day, lang, place, whose) for place, row in enumerate(rows)]


def _bullet(
    book: PromiseBook, row: dict[str, Any], day: str, lang: Language, place: int, whose: str
) -> dict[str, Any]:
    figure = f"{row['value_label']} ({row['period_label']})" if row["value_label"] else ""
    name = row["name"] if row["province_name"] == whose else f"{row['name']} – {row['province_name']}"
    promise = text("targets.goal", lang, promise=row["promise"], year=row["year_label"])
    return {
        "id": row["id"],
        "y": place * BULLET_ROW + BULLET_BAR,
        "name": name,
        "status": f"{row['glyph']} {row['status_word']}",
        "colour": row["colour"],
        "figure": figure,
        "promise": promise,
        "gap": row["gap_short"],
        "label": ". ".join(
            part for part in (name, promise, figure, row["gap_label"], row["status_word"]) if part
        ),
        **_positions(book, row["id"], day),
    }


def numbers_of(book: PromiseBook, id_: str, day: str) -> dict[str, float]:
    """Return the numbers of a bullet in the indicator's unit.

    Parameters
    ----------
    book : PromiseBook
        All promises.
    id_ : str
        Of the promise.
    day : str
        Day of judgement.

    Returns
    -------
    dict of str to float
        ``value``, ``target``, ``target_to``, ``low``, ``high``, ``mean``, ``country``, as far as known. The range and
        the mean of fewer than three provinces are left out.
    """
    verdict, target = book.verdicts[day][id_], book.targets[id_]
    peers = verdict.get("peers", {})
    has_peers = peers.get("count", 0) >= FEWEST_PEERS
    found = {
        "value": verdict.get("value"),
        "target": verdict.get("target_value", target.get("value")),
        "target_to": target.get("value_to"),
        **({name: peers.get(name) for name in ("low", "high", "mean")} if has_peers else {}),
        "country": peers.get("country_value"),
    }
    return {name: float(value) for name, value in found.items() if value is not None}


def _positions(book: PromiseBook, id_: str, day: str) -> dict[str, float]:
    """Return places on the row's own line from 0 to 1; further right is better."""
    target = book.targets[id_]
    numbers = numbers_of(book, id_, day)
    if "indicator" not in target or not numbers:
        return {"target": 1 / _ROOM} if numbers else {}
    worst, best = scale_of(numbers, unit_of(book, target), _is_lower_better(book, target), target)
    places = {name: (value - worst) / (best - worst) for name, value in numbers.items()}
    if {"low", "high"} <= places.keys():
        places["low"], places["high"] = sorted((places["low"], places["high"]))
    return {name: round(place, 5) for name, place in places.items()} | (
        {"zero": 0.0} if "value" in places else {}
    )


def _is_lower_better(book: PromiseBook, target: Row) -> bool:
    return bool(book.indicators[target["indicator"]]["direction"] == "lower_better")


def scale_of(numbers: dict[str, float], unit: str, lower_is_better: bool, target: Row) -> tuple[float, float]:
    """Return the two ends of a bullet's line, the worst first.

    Parameters
    ----------
    numbers : dict of str to float
        What has to fit.
    unit : str
        Code of the unit: ranks go down to the last unit ranked, indices from 0 to 1, percentages to 100 where
        they come near it.
    lower_is_better : bool
        Turns the line.
    target : dict
        The promise, for how many were ranked.

    Returns
    -------
    worst, best : float, float
        In the unit; never equal.

    Examples
    --------
    >>> scale_of({"value": 11.0, "target": 10.0}, "rank", True, {"ranked_units": 63})
    (63.0, 1.0)
    >>> scale_of({"value": 6.19, "target": 20.0}, "percent_grdp", False, {})
    (0.0, 22.4)
    """
    largest = max(numbers[name] for name in _NUMBERS if name in numbers)
    if unit.startswith("rank"):
        return float(target.get("ranked_units") or largest * _ROOM), 1.0
    if unit == "index":
        end = 1.0
    elif unit.startswith("percent") and 70 <= largest <= 100:
        end = 100.0
    else:
        end = round(largest * _ROOM, 6) or 1.0
    return (end, 0.0) if lower_is_better else (0.0, end)


def bullet_legend(rows: Sequence[dict[str, Any]], lang: Language) -> list[dict[str, str]]:
    """Return what the marks of the bullets in sight mean.

    Parameters
    ----------
    rows : sequence of dict
        The table of :func:`bullets`.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    list of dict
        ``mark`` and ``label``.
    """
    shown = [
        name for name in ("value", "target", "high", "mean", "country") if any(name in row for row in rows)
    ]
    return [{"mark": name, "label": text(f"targets.mark_{name}", lang)} for name in shown]
