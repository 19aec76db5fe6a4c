"""Judges of what a learner made with code or with the controls of a page: tables, pages, files, sentences."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cdslib.provinces import Province
from cdslib.text import ascii_letters
from cdslib.workshop.findings import Finding, Names


@dataclass(frozen=True)
class Observations:
    """A table of observations as ``load_observations`` gives it.

    Attributes
    ----------
    indicator, geography, period : str
        What its rows must be of.
    """

    indicator: str
    geography: str
    period: str

    def __call__(self, value: Any, _: Names) -> Finding | None:
        """Judge an answer."""
        import pandas as pd

        if not isinstance(value, pd.DataFrame):
            return Finding("not_table")
        if not {"province_code", "indicator", "period", "geography"} <= set(map(str, value.columns)):
            return Finding("other_table")
        if value.empty:
            return Finding("no_rows")
        for column, wanted in (
            ("geography", self.geography),
            ("indicator", self.indicator),
            ("period", self.period),
        ):
            others = sorted({str(one) for one in value[column].unique()} - {wanted})
            if others:
                return Finding(f"table_{column}", {"found": ", ".join(others[:3])})
        return None


@dataclass(frozen=True)
class Page:
    """A dashboard whose controls were moved.

    Attributes
    ----------
    kind : str
        Name of its class.
    judge : callable
        Says what is off with the page, as it stands.
    """

    kind: str
    judge: Callable[[Any, Names], Finding | None]

    def __call__(self, value: Any, names: Names) -> Finding | None:
        """Judge an answer."""
        if type(value).__name__ != self.kind or not hasattr(value, "state"):
            return Finding("not_page")
        return self.judge(value, names)


@dataclass(frozen=True)
class Report:
    """What reading a specimen table gave.

    Attributes
    ----------
    geography : str
        The scheme in which the names were to be read.
    sheet_rows : callable
        How many rows the specimen has.
    """

    geography: str
    sheet_rows: Callable[[], int]

    def __call__(self, value: Any, _: Names) -> Finding | None:
        """Judge an answer."""
        from cdslib.ingest import TableReport

        if not isinstance(value, TableReport):
            return Finding("not_report")
        read = set(value.observations["geography"])
        if read != {self.geography}:
            return Finding("table_geography", {"found": ", ".join(sorted(read)) or "–"})
        return None if value.rows == self.sheet_rows() else Finding("other_file")


@dataclass(frozen=True)
class BriefFile:
    """A brief of the learner's province as a Word file.

    Attributes
    ----------
    expected : callable
        Returns the province, or what is off with its name.
    """

    expected: Callable[[Names], Province | Finding]

    def __call__(self, value: Any, names: Names) -> Finding | None:
        """Judge an answer."""
        if not isinstance(value, str | Path):
            return Finding("not_file")
        file = Path(value)
        if file.suffix.lower() != ".docx":
            return Finding("not_word_file", {"file": file.name[:60]})
        if not file.is_file():
            return Finding("no_file", {"file": file.name[:60]})
        province = self.expected(names)
        if isinstance(province, Finding):
            return province
        return None if _says(file, province) else Finding("other_brief", {"province": province})


def _says(file: Path, province: Province) -> bool:
    from docx import Document

    words = " ".join(paragraph.text for paragraph in Document(str(file)).paragraphs[:6])
    return province.name("vi") in words


@dataclass(frozen=True)
class Sentence:
    """A sentence for a report: who, when, how much, and says who.

    Attributes
    ----------
    expected : callable
        Returns the province, or what is off with its name.
    year : str
        The year it must be about.
    figure : callable
        The figure it must hold, for a province.
    """

    expected: Callable[[Names], Province | Finding]
    year: str
    figure: Callable[[Province], float]

    def __call__(self, value: Any, names: Names) -> Finding | None:
        """Judge an answer."""
        if not isinstance(value, str):
            return Finding("sentence_in_quotes")
        province = self.expected(names)
        if isinstance(province, Finding):
            return province
        plain = ascii_letters(value).casefold()
        if ascii_letters(province.name("vi")).casefold() not in plain:
            return Finding("sentence_no_province", {"province": province})
        if not re.search(rf"(?<!\d){self.year}(?!\d)", plain):
            return Finding("sentence_no_year", {"year": self.year})
        return self._figure_and_source(plain, self.figure(province))

    def _figure_and_source(self, plain: str, figure: float) -> Finding | None:
        written = f"{figure:.4f}"
        if re.search(rf"(?<!\d){re.escape(written)}(?!\d)", plain):
            return Finding("sentence_point")
        if not re.search(rf"(?<!\d){re.escape(written.replace('.', ','))}(?!\d)", plain):
            return Finding("sentence_no_figure")
        return None if "nguon" in plain or "source" in plain else Finding("sentence_no_source")
