"""How text is written: composed letters, plain spaces, both languages, rows in order."""

import unicodedata
from collections.abc import Iterator

import pandas as pd

from cdslib.check.report import Entry
from cdslib.check.tables import Tables
from cdslib.text import nfc

_FOREIGN_D = frozenset("Ðð")
_ELSEWHERE = "Vietnamese in translations"


def check_wording(tables: Tables) -> Iterator[Entry]:
    """Find text in another form than the package keeps, missing languages, and rows out of order.

    Parameters
    ----------
    tables : Tables
        The data package.

    Yields
    ------
    Entry
        Rules ``nfc``, ``spaces``, ``foreign_d``, ``translation``, ``untranslated``, ``unsorted``, ``orphan``.
    """
    for name, table in tables.described.items():
        rows = tables[name]
        for column in table.columns:
            if column.kind == "string":
                yield from _letters(tables, name, column.name)
        yield from _pairs(tables, name)
        yield from _order(tables, name, list(table.primary_key), rows)
    yield from _untranslated(tables)


def _letters(tables: Tables, table: str, column: str) -> Iterator[Entry]:
    words = tables[table][column]
    faults = {word: fault for word in words.unique() if (fault := _fault(word))}
    for row, word in words[words.isin(list(faults))].items():
        yield tables.entry(table, faults[word], row, column, wanted=_mended(word))


def _fault(word: str) -> str | None:
    if unicodedata.normalize("NFC", word) != word:
        return "nfc"
    if _FOREIGN_D & set(word):
        return "foreign_d"
    return "spaces" if nfc(word) != word else None


def _mended(word: str) -> str:
    return nfc(word).replace("Ð", "Đ").replace("ð", "đ")


def _pairs(tables: Tables, table: str) -> Iterator[Entry]:
    """Find cells that say something in one language only."""
    rows = tables[table]
    for vi in rows.columns[rows.columns.str.endswith("_vi")]:
        en = f"{vi.removesuffix('_vi')}_en"
        if en not in rows:
            continue
        for empty, filled in ((vi, en), (en, vi)):
            for row in rows.index[(rows[empty] == "") & (rows[filled] != "")]:
                yield tables.entry(table, "translation", row, empty, filled=filled)


def _untranslated(tables: Tables) -> Iterator[Entry]:
    """Find texts whose Vietnamese stands in a table of its own and is not there, and translations of nothing."""
    translations = tables["translations"]
    used: set[str] = set()
    for name, table in tables.described.items():
        for column in table.columns:
            if _ELSEWHERE not in column.description:
                continue
            words = tables[name][column.name]
            used |= set(words)
            for row in words.index[(words != "") & ~words.isin(translations["en"])]:
                yield tables.entry(
                    name, "untranslated", row, column.name, translations=tables.file("translations")
                )
    for row in translations.index[~translations["en"].isin(used)]:
        yield tables.entry("translations", "orphan", row, "en", "note")


def _order(tables: Tables, table: str, key: list[str], rows: pd.DataFrame) -> Iterator[Entry]:
    """Find the first row that belongs above the one before it."""
    keys = list(rows[key].itertuples(index=False, name=None))
    for place in range(1, len(keys)):
        if keys[place] < keys[place - 1]:
            above = ", ".join(keys[place - 1])
            row, columns = int(rows.index[place]), ", ".join(key)
            cells = ", ".join(keys[place])
            yield Entry(tables.file(table), "unsorted", "error", row, columns, cells, {"above": above})
            return
