"""A scenario as files to keep: a table of all provinces and years with its method, or the scenario itself."""

from collections.abc import Mapping
from typing import Any

from cdslib.analysis.scenario_document import write_scenario
from cdslib.analysis.scenario_notes import note_words
from cdslib.apps.scenario_formulas import formulas, method_lines
from cdslib.apps.scenario_outcome import Outcome
from cdslib.apps.scenario_report import brought
from cdslib.apps.scenario_sentences import assumptions, headline
from cdslib.apps.table_files import TableFile, write_table
from cdslib.i18n import text

JSON_TYPE = "application/json"
DIGITS = 6


def export_scenario(outcome: Outcome, wish: Mapping[str, Any]) -> tuple[str, str, bytes]:
    """Write the scenario on the page as a file.

    Parameters
    ----------
    outcome : Outcome
        A state computed.
    wish : mapping
        ``format``: ``csv``, ``xlsx`` or ``json``; anything else gives CSV.

    Returns
    -------
    name, mime, data : str, str, bytes
        File name, media type and content.
    """
    name = f"cds-scenario-{outcome.state.province}-{outcome.year}"
    if wish.get("format") == "json":
        return f"{name}.json", JSON_TYPE, write_scenario(outcome.scenario).encode()
    table = TableFile([_header(outcome), *_rows(outcome)], _notes(outcome), frozen_columns=3)
    return write_table(table, name, wish.get("format"), outcome.state.lang)


def _header(outcome: Outcome) -> list[str]:
    book, lang, scheme = outcome.book, outcome.state.lang, outcome.result.scheme
    rank = text("scenario_page.rank", lang)
    first = [text(f"scenario_page.column_{name}", lang) for name in ("year", "code", "province")]
    measures = ["dti", *scheme.pillar_names]
    named = [(book.measure_label(code, lang), code) for code in measures]
    pairs = [cell for label, _ in named for cell in (label, f"{rank}: {label}")]
    moved = text("scenario_page.column_moved", lang)
    return [*first, *pairs, moved, *(book.index_name(code, lang) for code in scheme.components)]


def _rows(outcome: Outcome) -> list[list[Any]]:
    """Return a row a year and province."""
    result, baseline, lang = outcome.result, outcome.baseline, outcome.state.lang
    found: list[list[Any]] = []
    for step, year in enumerate(result.years):
        for place, code in enumerate(baseline.codes):
            values = [result.scores[step, place], *result.pillars[step, place]]
            places = [result.ranks[step, place], *result.pillar_ranks[step, place]]
            pairs = [cell for pair in zip(values, places, strict=True) for cell in pair]
            cells = [
                _plain(cell) for cell in (*pairs, _moved(outcome, step, place), *result.levels[step, place])
            ]
            found.append([year, code, outcome.book.name(code, lang), *cells])
    return found


def _moved(outcome: Outcome, step: int, place: int) -> int:
    """Return the places won since the base year."""
    return int(outcome.result.ranks[0, place] - outcome.result.ranks[step, place])


def _plain(cell: Any) -> Any:
    value = cell.item() if hasattr(cell, "item") else cell
    return round(value, DIGITS) if isinstance(value, float) else value


def _notes(outcome: Outcome) -> list[tuple[str, str]]:
    """Return the lines of the second sheet: what it is, what was assumed, how it is computed, where it comes from."""
    lang = outcome.state.lang
    said = [
        ("headline", headline(outcome)),
        ("assumed", " ".join(assumptions(outcome))),
        ("brought_label", brought(outcome)),
        ("limits", " ".join(note_words(outcome.result.notes, lang))),
    ]
    lines = [(text(f"scenario_page.{key}", lang), words) for key, words in said if words]
    lines += [(row["label"], row["text"]) for row in formulas(outcome)]
    return [
        *lines,
        *((row["label"], f"{row['text']} {row.get('address', '')}".strip()) for row in method_lines(outcome)),
    ]
