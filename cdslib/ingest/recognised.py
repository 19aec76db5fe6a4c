"""What was recognised of a table, in words that its sender can check."""

from dataclasses import dataclass

from cdslib.i18n import Language, format_list, text
from cdslib.ingest.assemble import UNDATED, Defaults, Table
from cdslib.ingest.geography import Decision
from cdslib.ingest.grid import column_letter
from cdslib.ingest.periods import read_period
from cdslib.provinces import provinces

_LISTED = 12


@dataclass(frozen=True, slots=True)
class TableLayout:
    """What was recognised of one table; rows as Excel numbers them, columns by letter.

    Attributes
    ----------
    sheet : str
        Name of the sheet; empty for a text file.
    header_rows : tuple of int
        Rows of headings.
    first_row, last_row : int
        First and last row of the body.
    province_column : str
        Column of the names of provinces.
    value_columns : dict of str to str
        What each column of figures is: its heading as heard, by column.
    period_column : str
        Column that holds the time of each row; empty if times stand in headings.
    geography : str
        ``vn63`` or ``vn34``.
    geography_why : str
        ``given``, ``former_names``, ``all_34`` or ``title``.
    geography_names : tuple of str
        Names that decided it.
    periods : tuple of str
        Times of the observations.
    writing : dict of str to str
        By column of figures: ``vi``, ``en``, ``divided`` or ``native`` (numbers stored by the file).
    encoding : str
        How text was stored: ``unicode``, ``utf-8``, ``utf-16``, ``windows-1258``, ``tcvn3``, ``vni``.
    notes : tuple of (str, dict)
        Further things to know: message of the catalogue and what fills it.
    """

    sheet: str
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    province_column: str
    value_columns: dict[str, str]
    period_column: str
    geography: str
    geography_why: str
    geography_names: tuple[str, ...]
    periods: tuple[str, ...]
    writing: dict[str, str]
    encoding: str
    notes: tuple[tuple[str, dict[str, str]], ...] = ()

    def describe(self, lang: Language = "vi") -> tuple[str, ...]:
        """Say what was recognised.

        Parameters
        ----------
        lang : {"vi", "en"}
            The reader's language.

        Returns
        -------
        tuple of str
            One sentence each: place, geography, times, writing of numbers, encoding, notes.
        """
        lines = [self._where(lang), self._why(lang)]
        kind = "across" if not self.period_column else "down"
        lines.append(
            text(f"ingest.layout_periods_{kind}", lang, periods=self._times(lang), column=self.period_column)
        )
        for way in ("vi", "en", "divided"):
            columns = [column for column, written in self.writing.items() if written == way]
            if columns:
                lines.append(text(f"ingest.layout_writing_{way}", lang, columns=", ".join(columns)))
        if self.encoding not in ("unicode", "utf-8"):
            lines.append(text("ingest.layout_encoding", lang, encoding=self.encoding.upper()))
        return (*lines, *(text(f"ingest.note_{key}", lang, **details) for key, details in self.notes))

    def _times(self, lang: Language) -> str:
        if len(self.periods) <= _LISTED:
            return format_list(self.periods, lang) if self.periods else "–"
        first, last = self.periods[0], self.periods[-1]
        return text("ingest.layout_many_periods", lang, count=len(self.periods), first=first, last=last)

    def _where(self, lang: Language) -> str:
        sheet = text("ingest.layout_sheet", lang, sheet=self.sheet) if self.sheet else ""
        headers = ", ".join(map(str, self.header_rows)) or "–"
        return text(
            "ingest.layout_where",
            lang,
            sheet=sheet,
            headers=headers,
            first=self.first_row,
            last=self.last_row,
            column=self.province_column,
        )

    def _why(self, lang: Language) -> str:
        count = len(provinces(self.geography))
        names = ", ".join(self.geography_names)
        return text(f"ingest.geography_{self.geography_why}", lang, count=count, names=names)


def recognised(
    table: Table, decision: Decision, defaults: Defaults, observations: list[dict[str, object]]
) -> TableLayout:
    """Gather what was recognised of one table.

    Parameters
    ----------
    table : Table
        The table.
    decision : Decision
        Its scheme of provinces and why.
    defaults : Defaults
        What the caller gave.
    observations : list of dict
        The observations it gave.

    Returns
    -------
    TableLayout
        What was recognised, as the reader of the file sees it.
    """
    time = next((column_letter(column.index) for column in table.columns if column.kind == "period"), "")
    values = [column for column in table.columns if column.kind == "value"]
    return TableLayout(
        sheet=table.sheet.name,
        header_rows=tuple(row + 1 for row in table.block.headers),
        first_row=table.block.body + 1,
        last_row=table.block.last + 1,
        province_column=column_letter(table.block.places),
        value_columns={column_letter(column.index): column.heading for column in values},
        period_column=time,
        geography=decision.geography,
        geography_why=decision.why,
        geography_names=decision.names,
        periods=tuple(sorted({str(record["period"]) for record in observations})),
        writing={column_letter(index): way for index, way in table.writing.items()},
        encoding=table.sheet.encoding,
        notes=_notes(defaults, observations),
    )


def _notes(
    defaults: Defaults, observations: list[dict[str, object]]
) -> tuple[tuple[str, dict[str, str]], ...]:
    notes: list[tuple[str, dict[str, str]]] = []
    for heard in dict.fromkeys(str(record["period_label"]) for record in observations):
        period = read_period(heard)
        if period is not None and period.kind in ("months", "quarter"):
            notes.append((period.kind, {"heard": heard, "period": period.code}))
    if any(record["period"] == UNDATED.code for record in observations):
        notes.append(("undated", {}))
    if any(not record["indicator_label"] and record["indicator"] is None for record in observations):
        notes.append(("unlabelled", {}))
    if defaults.indicator and not any(record["indicator"] == defaults.indicator for record in observations):
        notes.append(("indicator_unused", {"indicator": defaults.indicator}))
    return tuple(notes)
