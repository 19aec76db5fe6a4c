"""What reading a table gave: observations, cells that could not be used, and what was passed over."""

from dataclasses import dataclass
from html import escape

import pandas as pd

from cdslib.i18n import Language, format_number, text
from cdslib.ingest.recognised import TableLayout

_SHOWN = 20
_REASONS = 5


@dataclass(frozen=True, slots=True)
class TableReport:
    """The result of :func:`cdslib.read_table`.

    Every row of the file is used or reported, and every cell that is not blank is a figure, a
    label of figures, a problem, or skipped: ``cells == cells_used + cells_labels`` + those of
    ``problems`` and ``skipped``.

    Attributes
    ----------
    observations : pandas.DataFrame
        One row per figure: ``province_code``, ``geography``, ``indicator`` (code of the catalogue,
        missing if the words are not those of the catalogue), ``indicator_label`` (as heard),
        ``period`` (``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``, ``YYYY/YYYY`` or ``undated``),
        ``period_label`` (as heard), ``vintage`` (``current``, ``preliminary``, ``estimate``), ``value``, ``unit``
        (code of the catalogue or as heard), ``qualifier``, ``numerator``, ``denominator``, ``sheet``, ``row``
        (as Excel shows it), ``column`` (letter).
    problems : pandas.DataFrame
        Cells that could not be used: ``sheet``, ``row``, ``column``, ``value``, ``kind``,
        ``reason_vi``, ``reason_en``, ``suggestion``.
    skipped : pandas.DataFrame
        Rows and cells that are no figures of provinces (titles, headings, totals, regions, notes,
        blanks ...): the same columns without ``suggestion``. A blank row has no column;
        row 0 stands for a whole sheet that is hidden.
    layout : tuple of TableLayout
        What was recognised, table by table.
    rows, rows_used, rows_reported : int
        Rows of all sheets read; those that gave an observation; the others, all of which are in
        ``problems`` or ``skipped``.
    cells, cells_used, cells_labels : int
        Cells that are not blank; those that are figures; names, times, indicators and units of rows.
    """

    observations: pd.DataFrame
    problems: pd.DataFrame
    skipped: pd.DataFrame
    layout: tuple[TableLayout, ...]
    rows: int
    rows_used: int
    rows_reported: int
    cells: int
    cells_used: int
    cells_labels: int

    def frames(self) -> dict[str, pd.DataFrame]:
        """Return the parts as frames, for example as the sheets of one workbook.

        Returns
        -------
        dict of str to pandas.DataFrame
            ``observations``, ``problems`` and ``skipped``.
        """
        return {"observations": self.observations, "problems": self.problems, "skipped": self.skipped}

    def summary(self, lang: Language = "vi") -> str:
        """Say in a few lines what was read, how, and what was not.

        Parameters
        ----------
        lang : {"vi", "en"}
            The reader's language.

        Returns
        -------
        str
            Plain text, one sentence per line.
        """
        lines = [self._headline(lang)]
        for table in self.layout:
            lines += table.describe(lang)
        lines += self._reasons(self.problems, "problem", lang) + self._reasons(self.skipped, "skipped", lang)
        return "\n".join(lines)

    def _headline(self, lang: Language) -> str:
        counts = {
            "rows": self.rows,
            "used": self.rows_used,
            "reported": self.rows_reported,
            "observations": len(self.observations),
            "provinces": self.observations["province_code"].nunique(),
            "problems": len(self.problems),
        }
        return text(
            "ingest.summary_head", lang, **{name: self._number(n, lang) for name, n in counts.items()}
        )

    @staticmethod
    def _number(count: int, lang: Language) -> str:
        return format_number(count, 0, lang)

    def _reasons(self, entries: pd.DataFrame, message: str, lang: Language) -> list[str]:
        """Count the reasons; of each kind the most frequent ones are written out."""
        lines: list[str] = []
        for _, kind in entries.groupby("kind", sort=False):
            counts = kind[f"reason_{lang}"].value_counts()
            for reason, count in counts.head(_REASONS).items():
                shown = self._number(count, lang)
                lines.append(text(f"ingest.summary_{message}", lang, count=shown, reason=reason))
            if rest := int(counts.iloc[_REASONS:].sum()):
                lines.append(text("ingest.summary_more", lang, count=self._number(rest, lang)))
        return lines

    def to_html(self, lang: Language = "vi") -> str:
        """Show the summary and the first problems as HTML; every word of the file is escaped.

        Parameters
        ----------
        lang : {"vi", "en"}
            The reader's language.

        Returns
        -------
        str
            A fragment of HTML.
        """
        lines = "".join(f"<li>{escape(line)}</li>" for line in self.summary(lang).splitlines())
        names = ("sheet", "row", "column", "value", "reason", "suggestion")
        heads = "".join(
            f"<th scope='col'>{escape(text(f'ingest.column_{name}', lang))}</th>" for name in names
        )
        columns = [f"reason_{lang}" if name == "reason" else name for name in names]
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>"
            for row in self.problems[columns].head(_SHOWN).itertuples(index=False)
        )
        table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>" if rows else ""
        return f"<div lang='{lang}'><ul>{lines}</ul>{table}</div>"

    def _repr_html_(self) -> str:
        return self.to_html()
