"""Promises, key statistics, merger and what is missing, each from its part of the composed profile."""

from collections.abc import Mapping
from typing import Any

from cdslib.briefs.citing import Citations
from cdslib.briefs.document import Block, Column, Line, Paragraph, Section, Table, Words, said
from cdslib.briefs.wording import small, word
from cdslib.i18n import Language, format_list

View = Mapping[str, Any]
MERGER_FIRST = ("dti", "population_avg", "grdp", "area_km2", "dti_rank", "urban_share", "grdp_per_capita")
FACTS_FIRST = (
    "population_avg",
    "area_km2",
    "population_density",
    "urban_share",
    "grdp",
    "grdp_per_capita",
    "monthly_income_per_capita",
    "trained_labour_rate",
    "hdi",
    "households_with_computer",
    "papi_d8_e_governance",
    "papi_sc82_internet_access",
)
SHOWN_FIRST = ("missed", "behind", "on_course", "reached", "waiting")


def promises_section(view: View, citations: Citations, most: int) -> Section:
    """Return the promises with their status: a sign and a word, never a colour alone.

    Parameters
    ----------
    view : mapping
        The composed profile.
    citations : Citations
        Its sources.
    most : int
        How many rows to show.

    Returns
    -------
    Section
        Counts, and a table of those that can be judged first.
    """
    promises, lang = view["promises"], view["lang"]
    if promises["empty"]:
        return Section(word("promises", lang), (Paragraph(said(promises["empty"])),))
    rows = promises["current"] or promises["history"]
    shown = sorted(rows, key=_urgency)[:most]
    caption = word("promises_caption", lang, day=promises["day_text"])
    columns = (
        Column(word("promise", lang), 4.8, names=True),
        Column(word("result", lang), 1.7),
        Column(word("status", lang), 2.4),
    )
    cells = [_promise(row, lang, citations) for row in shown]
    counts = "; ".join(f"{row['glyph']} {row['word']}: {row['count']}" for row in promises["counts"])
    told = [
        f"{counts}." if counts else "",
        *sorted({row["history_label"] for row in shown if row["is_counted"]}),
    ]
    if len(shown) < len(rows):
        told.append(word("promises_more", lang, shown=len(shown), total=len(rows)))
    if promises["current"] and promises["history"]:
        told.append(word("promises_history", lang, count=len(promises["history"])))
    if not promises["current"]:
        told.insert(0, word("history_only", lang))
    return Section(word("promises", lang), (Table(said(caption), columns, tuple(cells)), *small(*told)))


def _urgency(row: View) -> int:
    group = row["group"]
    return SHOWN_FIRST.index(group) if group in SHOWN_FIRST else len(SHOWN_FIRST)


def _promise(row: View, lang: Language, citations: Citations) -> tuple[Line, Line, Line]:
    goal = word("goal", lang, name=row["name"], promise=row["promise"], year=row["year_label"])
    owner = f" ({row['province_name']})" if row["is_history"] and not row["is_counted"] else ""
    result = " ".join(part for part in (row["value_label"], _in_brackets(row)) if part) or "–"
    gap = f"; {row['gap_label']}" if row["gap_label"] else ""
    return (
        said(goal + owner, *citations.behind(row["document_label"], row["promise_source"])),
        said(result, *citations.given(row["figure_source"])),
        said(f"{row['glyph']} {row['status_word']}{gap}"),
    )


def _in_brackets(row: View) -> str:
    told = [part for part in (row["period_label"], row["measure_label"]) if part]
    return f"({', '.join(told)})" if told else ""


def facts_blocks(view: View, citations: Citations, most: int) -> tuple[Block, ...]:
    """Return the key statistics in two blocks of columns.

    Parameters
    ----------
    view : mapping
        The composed profile.
    citations : Citations
        Its sources.
    most : int
        How many rows to show.

    Returns
    -------
    tuple of Block
        A table and what must be known of it; words where there is nothing.
    """
    facts, lang = view["facts"], view["lang"]
    known = [row for row in facts["rows"] if row["value"] is not None]
    ordered = sorted(known, key=lambda row: row["id"] not in FACTS_FIRST)[:most]
    rows = [row for row in known if row in ordered]
    if not rows:
        return (Paragraph(said(word("no_facts", lang))),)
    columns = (
        Column(word("item", lang), 3.1, names=True),
        Column(word("value", lang), 1.15, numeric=True),
        Column(word("rank", lang), 0.75, numeric=True),
    )
    half = (len(rows) + 1) // 2
    nothing = (said(""), said(""), said(""))
    cells = [
        _fact(rows[place], citations)
        + (_fact(rows[half + place], citations) if half + place < len(rows) else nothing)
        for place in range(half)
    ]
    caption = said(word("facts_caption", lang))
    more = word("facts_more", lang, shown=len(rows), total=len(known)) if len(rows) < len(known) else ""
    return (Table(caption, columns * 2, tuple(cells)), *small(facts["note"], more))


def _fact(row: View, citations: Citations) -> tuple[Line, Line, Line]:
    unit = "" if row["text"].endswith(row["unit"]) else f", {row['unit']}"
    name = f"{row['label']}{unit} ({row['year']})"
    return said(name), said(row["text"], *citations.numbered(row["source"])), said(row["rank_text"])


def merger_blocks(view: View, citations: Citations, most: int) -> tuple[Block, ...]:
    """Return the merger: a sentence, and the former provinces beside the present one.

    Parameters
    ----------
    view : mapping
        The composed profile.
    citations : Citations
        Its sources.
    most : int
        How many rows to show.

    Returns
    -------
    tuple of Block
        A table only where provinces were merged.
    """
    merger, lang = view["merger"], view["lang"]
    sentence = Paragraph(said(merger["sentence"]))
    known = [row for row in merger["rows"] if row["id"] in MERGER_FIRST]
    rows = sorted(known, key=lambda row: MERGER_FIRST.index(row["id"]))[:most]
    if merger["kind"] == "unmerged" or not rows:
        return (sentence,)
    columns = (
        Column(word("item", lang), 2.4, names=True),
        *(Column(column["heading"], 1, numeric=True) for column in merger["columns"]),
    )
    cells = []
    for row in rows:
        unit = f", {row['unit']}" if row["id"] not in ("dti", "dti_rank") else ""
        name = Words(f"{row['label']}{unit} ({row['year']})", notes=citations.numbered(*row["sources"]))
        cells.append(((name,), *(said(words) for words in row["texts"])))
    table = Table(said(word("merger_caption", lang)), columns, tuple(cells))
    return (sentence, table, *small(merger["note"]))


def missing_blocks(view: View) -> tuple[Block, ...]:
    """Return what is missing and who could be asked, items with the same reason and reporter together.

    Parameters
    ----------
    view : mapping
        The composed profile.

    Returns
    -------
    tuple of Block
        A small paragraph; nothing where nothing is missing.
    """
    missing, lang = view["missing"], view["lang"]
    if not missing["rows"]:
        return ()
    together: dict[tuple[str, str], list[str]] = {}
    for row in missing["rows"]:
        together.setdefault((row["reason"], row["reporter"]), []).append(row["label"])
    told = [
        f"{format_list(labels, lang)}: {reason}"
        + (f" {word('reporter', lang, name=reporter)}" if reporter else "")
        for (reason, reporter), labels in together.items()
    ]
    return small(missing["title"], missing["intro"], *told)
