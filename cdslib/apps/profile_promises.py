"""The promises of one province and where each stands, in the order a reader asks for them."""

from collections import Counter
from typing import Any

from cdslib.apps.profile_figures import Reader, Row
from cdslib.apps.promise_rows import promise_rows
from cdslib.apps.promises import PromiseBook
from cdslib.charts.statuses import GROUPS, STATUSES
from cdslib.i18n import format_period, text

JUDGED = ("reached", "on_course", "behind", "missed")


def promises_section(reader: Reader, book: PromiseBook, code: str, day: str) -> dict[str, Any]:
    """Compose the promises of a province; those of merged predecessors follow as history and are not counted.

    Parameters
    ----------
    reader : Reader
        For language and names.
    book : PromiseBook
        All promises.
    code : str
        The province.
    day : str
        Promises are judged as of this day; one that was not prepared gives way to the latest.

    Returns
    -------
    dict
        See :func:`cdslib.apps.profile_view.compose`, ``promises``.
    """
    lang = reader.lang
    judged_on = day if day in book.days else book.days[0]
    rows = promise_rows(book, book.of(code), judged_on, lang)
    rows = [row | {"is_counted": _is_binding(book, row, code)} for row in rows]
    order = list(STATUSES)
    rows.sort(
        key=lambda row: (not row["is_counted"], order.index(row["status"]), -(row["year"] or 0), row["id"])
    )
    counts = Counter(row["group"] for row in rows if row["is_counted"])
    judged = sum(counts[group] for group in JUDGED)
    return {
        "day": judged_on,
        "day_text": format_period(judged_on),
        "rows": rows,
        "current": [row for row in rows if row["is_counted"]],
        "history": [row for row in rows if not row["is_counted"]],
        "predecessors": _predecessors(reader, code, rows),
        "counts": [
            {"group": group, "word": text(f"promises.group_{group}", lang), "count": counts[group]}
            | {"glyph": STATUSES[GROUPS[group][0]].glyph, "colour": STATUSES[GROUPS[group][0]].colour}
            for group in GROUPS
            if counts[group]
        ],
        "total": sum(counts.values()),
        "judged": judged,
        "met": counts["reached"],
        "sentence": promise_sentence(reader, counts["reached"], judged, sum(counts.values())),
        "only_history": text("profile.only_history", lang, name=reader.name(code))
        if rows and not counts
        else "",
        "empty": "" if rows else text("profile.no_promises", lang, name=reader.name(code)),
    }


def _predecessors(reader: Reader, code: str, rows: list[Row]) -> list[Row]:
    """Return the promises of each province it was merged from, apart."""
    found = []
    for part in reader.atlas.provinces[code].get("parts", []):
        own = [row for row in rows if row["province"] == part and not row["is_counted"]]
        if own:
            heading = text("profile.promises_of_former", reader.lang, name=reader.name(part), count=len(own))
            found.append({"code": part, "name": reader.name(part), "heading": heading, "rows": own})
    return found


def _is_binding(book: PromiseBook, row: Row, code: str) -> bool:
    """Tell whether a promise speaks of the territory: the province's own, or of a former one that was not merged."""
    if row["province"] == code or not row["is_history"]:
        return True
    return len(book.provinces[book.provinces[row["province"]]["successor"]]["parts"]) == 1


def promise_sentence(reader: Reader, met: int, judged: int, total: int) -> str:
    """Say in one sentence how many promises were kept; empty without promises.

    Parameters
    ----------
    reader : Reader
        For the language.
    met, judged, total : int
        How many are met, can be judged, and there are.

    Returns
    -------
    str
        The sentence.

    Examples
    --------
    >>> from cdslib.apps.atlas import load_atlas
    >>> promise_sentence(Reader(load_atlas(), "vi"), 2, 7, 12)
    'Đã đạt 2 trong 7 mục tiêu đánh giá được (tổng số 12 mục tiêu).'
    """
    if not total:
        return ""
    if not judged:
        key = "unjudged"
    elif judged == 1:
        key = "only_met" if met else "only_not"
    else:
        key = "some" if met else "none"
    return text(f"profile.promised_{key}", reader.lang, met=met, judged=judged, total=total)
