"""The index and its main indices, from the same parts of the composed profile; no figure is computed here."""

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from cdslib.briefs.citing import Citations
from cdslib.briefs.document import Block, Column, Line, Paragraph, Table, Words, said
from cdslib.briefs.wording import small, word
from cdslib.i18n import Language

View = Mapping[str, Any]


def index_blocks(view: View, citations: Citations) -> tuple[Block, ...]:
    """Return the table of the index, a column for each year.

    Parameters
    ----------
    view : mapping
        The composed profile.
    citations : Citations
        Its sources.

    Returns
    -------
    tuple of Block
        A table and what must be known of it.
    """
    index, lang = view["index"], view["lang"]
    years = [
        row for row in index["rows"] if row["value"] is not None or row["rank"] or row["former_rank_text"]
    ]
    if not years:
        return small(*index["notes"])
    columns = (
        Column(word("year", lang), 2, names=True),
        *(Column(str(row["year"]), 1, numeric=True) for row in years),
    )
    scores = [
        said(row["text"] if row["value"] is not None else "–", *citations.numbered(row["source"]))
        for row in years
    ]
    means = [said(row["mean_text"], *citations.numbered(row.get("mean_source"))) for row in years]
    rows = [
        (said(word("score", lang)), *scores),
        (said(word("mean", lang)), *means),
        (said(word("against", lang)), *(said(row["difference"]) for row in years)),
        (said(word("rank", lang)), *(said(_rank(row)) for row in years)),
    ]
    if index["has_former_rank"]:
        rows.append((said(word("rank_63", lang)), *(said(row["former_rank_text"] or "–") for row in years)))
    return (Table(said(index["title"]), columns, tuple(rows)), *small(*index["notes"]))


def _rank(row: View) -> str:
    """Write the rank as the page's chart does: a star where it was computed from derived scores."""
    return row["rank_text"] + ("*" if row.get("rank_kind") == "computed" and row["derived"] else "")


def mains_blocks(view: View, citations: Citations) -> tuple[Block, ...]:
    """Return the table of the main indices.

    Parameters
    ----------
    view : mapping
        The composed profile.
    citations : Citations
        Its sources.

    Returns
    -------
    tuple of Block
        A table and what must be known of it; only words where no index is known.
    """
    mains, lang = view["mains"], view["lang"]
    rows = [row for row in mains["rows"] if row["value"] is not None]
    if not rows:
        return (Paragraph(said(word("no_mains", lang, name=view["province"]["name"]))),)
    caption, is_shared = citations.shared(rows, mains["title"])
    similar = any(row["similar"] for row in rows)
    columns = (
        Column(word("main", lang), 2.4, names=True),
        Column(word("score", lang), 0.9, numeric=True),
        Column(word("mean", lang), 1.1, numeric=True),
        Column(word("against", lang), 1.1, numeric=True),
        Column(word("rank", lang), 0.8, numeric=True),
        *((Column(word("similar", lang), 1.9, numeric=True),) if similar else ()),
    )
    cells = [
        (
            said(row["label"]),
            said(row["text"], *(() if is_shared else citations.numbered(row["source"]))),
            said(row["mean_text"]),
            said(row["difference"]),
            said(row["rank_text"]),
            *((said(row["similar_text"]),) if similar else ()),
        )
        for row in rows
    ]
    return (Table(caption, columns, tuple(cells)), *small(*mains["notes"], view["similar"]["reason"]))


def standing_blocks(view: View) -> tuple[Block, ...]:
    """Return strengths and weaknesses beside each other, with the rule that chose them.

    Parameters
    ----------
    view : mapping
        The composed profile.

    Returns
    -------
    tuple of Block
        A table of two columns, or the words that say why nothing could be compared.
    """
    standing, lang = view["standing"], view["lang"]
    if not standing["compared"]:
        return small(standing["rule"])
    columns = tuple(Column(word(name, lang)) for name in ("strengths", "weaknesses"))
    lists = [
        [_stands(row, lang) for row in standing[name]] or [said(standing[empty])]
        for name, empty in (("strengths", "no_strength"), ("weaknesses", "no_weakness"))
    ]
    rows = tuple(zip_longest(*lists, fillvalue=said("")))
    table = Table(said(word("standing_caption", lang, year=standing["year"])), columns, rows)
    return (table, *small(standing["rule"]))


def _stands(row: View, lang: Language) -> Line:
    words = word(
        "standing_item",
        lang,
        value=row["text"],
        difference=row["difference"],
        z=row["z_text"],
        rank=row["rank_text"],
    )
    return (Words(row["label"], strong=True), Words(f": {words}"))
