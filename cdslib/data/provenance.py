"""Where the figures of a table come from: the sources used, and a table shown with them below it."""

from dataclasses import dataclass
from html import escape

import pandas as pd

from cdslib.data.tables import load_sources
from cdslib.i18n import Language, text

_SHOWN = 20


def sources_of(*tables: pd.DataFrame) -> pd.DataFrame:
    """Return the sources that tables name, the most used first.

    Parameters
    ----------
    *tables : pandas.DataFrame
        Rows with a column ``source``, as :func:`cdslib.load_observations` and :func:`cdslib.harmonize` return them.

    Returns
    -------
    pandas.DataFrame
        One row a source (index ``id``): ``publisher``, ``title``, ``date``, ``address``, ``licence`` and ``rows``, how
        many rows of the tables name it.

    Examples
    --------
    >>> from cdslib.data import load_observations
    >>> sources_of(load_observations(indicator="dti", geography="vn34", period=2024))["rows"].to_dict()
    {'dti-copy-opendx-web': 34}
    """
    columns = ["publisher", "title", "date", "address", "licence"]
    named = pd.concat([table["source"] for table in tables]).value_counts().rename("rows")
    found = load_sources().set_index("id")[columns]
    return found.join(named, how="inner").sort_values("rows", ascending=False, kind="stable")


def source_line(*tables: pd.DataFrame, lang: Language = "vi") -> str:
    """Return one line that names who published the figures, for below a chart.

    Parameters
    ----------
    *tables : pandas.DataFrame
        Rows with a column ``source``.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    str
        At most three publishers, the most used first; empty if no source is named.

    Examples
    --------
    >>> from cdslib.data import load_observations
    >>> source_line(load_observations(indicator="trained_labour_rate", geography="vn63", period=2023), lang="en")
    'Source: Cục Thống kê (Bộ Tài chính).'
    """
    publishers = sources_of(*tables)["publisher"].drop_duplicates().head(3)
    return text("charts.source", lang, sources="; ".join(publishers)) if len(publishers) else ""


@dataclass(frozen=True, eq=False, repr=False)
class Sourced:
    """A table that a notebook shows with its sources below it.

    Attributes
    ----------
    table : pandas.DataFrame
        What is shown.
    sources : pandas.DataFrame
        As :func:`sources_of` returns them.
    lang : {"vi", "en"}
        The reader's language.
    """

    table: pd.DataFrame
    sources: pd.DataFrame
    lang: Language = "vi"

    def __repr__(self) -> str:
        head = text("data.sources_below", self.lang)
        return "\n".join([str(self.table), head, *self.sources["publisher"]])

    def _repr_html_(self) -> str:
        shown = self.table.to_html(max_rows=_SHOWN, border=0, na_rep="–")
        lines = [
            f"<li>{escape(said)}</li>"
            for row in self.sources.fillna("").itertuples()
            if (
                said := ". ".join(
                    str(part) for part in (row.publisher, row.title, row.date, row.address) if part
                )
            )
        ]
        head = escape(text("data.sources_below", self.lang))
        listed = f"<p>{head}</p><ul>{''.join(lines)}</ul>" if lines else ""
        return f"<div lang='{self.lang}'>{shown}{listed}</div>"


def with_sources(table: pd.DataFrame, *named_in: pd.DataFrame, lang: Language = "vi") -> Sourced:
    """Show a table in a notebook with its sources below it.

    Parameters
    ----------
    table : pandas.DataFrame
        What to show.
    *named_in : pandas.DataFrame
        Rows with a column ``source`` from which the table was made; the table itself if not given.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    Sourced
        Put it last in a cell; every word is escaped.

    Examples
    --------
    >>> from cdslib.data import load_observations
    >>> shown = with_sources(load_observations(indicator="dti", geography="vn34", period=2024), lang="en")
    >>> "<p>Sources of these figures:</p>" in shown._repr_html_()
    True
    """
    return Sourced(table, sources_of(*(named_in or (table,))), lang)
