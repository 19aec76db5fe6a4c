"""The tables under check as they stand in their files: words with the row numbers a person sees."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from cdslib.check.report import Entry, Severity
from cdslib.data.package import Table

COUNT = {"vn63": 63, "vn34": 34}


@dataclass(frozen=True)
class Tables:
    """The data package under check.

    Attributes
    ----------
    folder : pathlib.Path
        Where it lies.
    described : mapping of str to Table
        What the descriptor says of each table.
    words : mapping of str to pandas.DataFrame
        Each table, every cell a string as in the file, empty where the file is; the index is the row as a
        spreadsheet numbers it.
    """

    folder: Path
    described: Mapping[str, Table]
    words: Mapping[str, pd.DataFrame]

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.words[name]

    def file(self, name: str) -> str:
        """Return the file name of a table."""
        return self.described[name].path.name

    def entry(
        self,
        table: str,
        rule: str,
        row: Hashable | None = None,
        column: str | None = None,
        severity: Severity = "error",
        /,
        **details: object,
    ) -> Entry:
        """Make an entry that quotes the cell it is about."""
        number = None if row is None else int(str(row))
        is_cell = number is not None and column in self.words[table]
        value = str(self.words[table].at[number, column]) if is_cell else None
        return Entry(self.file(table), rule, severity, number, column, value, details)

    def place(self, code: object) -> dict[str, str]:
        """Return a province's code and names, for a message."""
        names = self._names
        vi, en = names.get(str(code), ("", ""))
        return {"place_vi": f"{vi} ({code})".strip(), "place_en": f"{en} ({code})".strip()}

    def named(self, indicator: object) -> dict[str, str]:
        """Return an indicator's short name and code, for a message."""
        if indicator not in self.catalogue.index:
            return {"indicator_vi": str(indicator), "indicator_en": str(indicator)}
        vi, en = self.catalogue.loc[str(indicator), ["short_vi", "short_en"]]
        return {"indicator_vi": f"{vi} [{indicator}]", "indicator_en": f"{en} [{indicator}]"}

    @cached_property
    def _names(self) -> dict[str, tuple[str, str]]:
        rows = self["provinces"]
        return dict(zip(rows["code"], zip(rows["name_vi"], rows["name_en"], strict=True), strict=True))

    @cached_property
    def catalogue(self) -> pd.DataFrame:
        """The indicators by code, with bounds and factor as numbers."""
        rows = self["indicators"].drop_duplicates("code").set_index("code")
        return rows.assign(**{name: _number(rows[name]) for name in ("minimum", "maximum", "factor")})

    @cached_property
    def excluded_flags(self) -> frozenset[str]:
        """The flags that keep a figure out of calculations."""
        flags = self["flags"]
        return frozenset(flags.loc[flags["excluded"] == "true", "code"])

    @cached_property
    def observations(self) -> pd.DataFrame:
        """Every observation: the words, and ``number``, ``top``, ``bottom``, ``geography``, ``excluded``."""
        rows = self["observations"]
        return rows.assign(
            number=_number(rows["value"]),
            top=_number(rows["numerator"]),
            bottom=_number(rows["denominator"]),
            geography=rows["province_code"].str.extract("^([^-]*)")[0],
            excluded=rows["flag"].isin(self.excluded_flags),
        )

    @cached_property
    def figures(self) -> pd.DataFrame:
        """The observations that calculations may use: with a number and without an excluding flag."""
        rows = self.observations
        return rows[rows["number"].notna() & ~rows["excluded"]]

    @cached_property
    def standard(self) -> pd.DataFrame:
        """The current figures on the ordinary measure, one per province, indicator and period."""
        rows = self.figures
        rows = rows[(rows["measure"] == "standard") & (rows["vintage"] == "current")]
        return rows.drop_duplicates(["province_code", "indicator", "period"])


def decimals(words: "pd.Series[str]") -> "pd.Series[int]":
    """Return how many digits stand behind the decimal point of each number."""
    return words.str.extract(r"\.(\d+)$")[0].str.len().fillna(0).astype(int)


def _number(words: "pd.Series[str]") -> "pd.Series[float]":
    return pd.to_numeric(words, errors="coerce").astype(float)
