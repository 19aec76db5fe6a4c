"""The promises of the page as a file to keep: every number of each verdict, its document and its sources."""

from collections.abc import Mapping
from typing import Any

from cdslib.apps.promise_rows import promise_rows
from cdslib.apps.promises import PromiseBook
from cdslib.apps.table_files import TableFile, write_table
from cdslib.apps.targets_selection import selected
from cdslib.apps.targets_state import TargetsState
from cdslib.i18n import format_period, text

_WORDS = {
    "province": "province_name",
    "pillar": "pillar_name",
    "quantity": "name",
    "promise": "promise",
    "status": "status_word",
    "reason": "reason",
    "document": "document_label",
    "history": "history_label",
    "flag": "flag",
    "note": "note",
}
_VERDICT = {
    "measure": "measure",
    "period": "period",
    "vintage": "vintage",
    "value": "value",
    "qualifier": "qualifier",
    "gap": "gap",
    "gap_share": "gap_share",
    "baseline": "baseline",
    "start_period": "start_period",
    "start_value": "start_value",
    "observed_change": "observed_change",
    "required_change": "required_change",
    "needed_change": "needed_change",
    "ratio": "ratio",
    "arrival": "arrival_year",
    "projected": "projected_value",
    "best_pace": "best_pace",
}
COLUMNS = (
    *(
        "code",
        "province",
        "pillar",
        "quantity",
        "promise",
        "comparator",
        "target",
        "target_to",
        "unit",
        "year",
    ),
    *("status", "reason", *_VERDICT, "mean", "low", "high", "count", "country", "document", "promise_source"),
    *("promise_address", "figure_source", "figure_address", "history", "flag", "note", "id"),
)


def export_targets(book: PromiseBook, state: TargetsState, wish: Mapping[str, Any]) -> tuple[str, str, bytes]:
    """Write the promises of the page as a file.

    Parameters
    ----------
    book : PromiseBook
        All promises.
    state : TargetsState
        Which of them, on which day, in which language.
    wish : mapping
        ``format`` (``csv`` or ``xlsx``); anything else is ignored.

    Returns
    -------
    name, mime, data : str, str, bytes
        File name, media type and content.
    """
    rows = promise_rows(book, selected(book, state), state.day, state.lang)
    header = [text(f"targets.column_{name}", state.lang) for name in COLUMNS]
    table = TableFile([header, *(_cells(book, state, row) for row in rows)], _notes(state))
    part = {"overview": state.geography, "province": state.province, "target": state.indicator}[state.view]
    return write_table(table, f"cds-targets-{part}-{state.day}", wish.get("format"), state.lang)


def _cells(book: PromiseBook, state: TargetsState, row: Mapping[str, Any]) -> list[Any]:
    target, verdict = book.targets[row["id"]], book.verdicts[state.day][row["id"]]
    peers = verdict.get("peers", {})
    unit = book.units[target["unit"]][state.lang] if "unit" in target else ""
    found = {
        "code": row["province"],
        "comparator": target.get("comparator"),
        "target": target.get("value"),
        "target_to": target.get("value_to"),
        "unit": unit,
        "year": row["year"],
        **{name: row[column] for name, column in _WORDS.items()},
        **{name: verdict.get(column) for name, column in _VERDICT.items()},
        **{name: peers.get(name) for name in ("mean", "low", "high", "count")},
        "country": peers.get("country_value"),
        "promise_source": row["promise_source"]["text"],
        "promise_address": row["promise_source"]["address"],
        "figure_source": row["figure_source"]["text"],
        "figure_address": row["figure_source"]["address"],
        "id": row["id"],
    }
    return [found[name] for name in COLUMNS]


def _notes(state: TargetsState) -> list[tuple[str, str]]:
    lang = state.lang
    return [
        (text("targets.day", lang), format_period(state.day)),
        (text("targets.method", lang), text("targets.method_text", lang)),
        (text("targets.note_changes_label", lang), text("targets.note_changes", lang)),
    ]
