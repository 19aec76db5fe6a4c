"""A title and the source of the figures on any chart of one's own."""

from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from cdslib.charts import theme
from cdslib.data.provenance import source_line
from cdslib.i18n import Language

LINE = 60  # characters that fit above a chart of 390 pixels


def titled(chart: Any, title: str, *tables: pd.DataFrame, lang: Language = "vi") -> Any:
    """Put a title, and below it who published the figures, on an Altair chart of one's own.

    Parameters
    ----------
    chart : altair chart
        A chart, layered or not.
    title : str
        What it shows.
    *tables : pandas.DataFrame
        Rows with a column ``source`` from which the chart was made.
    lang : {"vi", "en"}
        The reader's language, also of the numbers on the axes.

    Returns
    -------
    altair chart
        The same chart in the look of the package; its picture can be passed on without losing the source.

    Examples
    --------
    >>> from cdslib.data import load_observations
    >>> dti = load_observations(indicator="dti", geography="vn34", period=2024)
    >>> titled(alt.Chart(dti).mark_bar(), "DTI 2024", dti).title.subtitle[0].startswith("Nguồn: ")
    True
    """
    lines = wrap(source_line(*tables, lang=lang), LINE) if tables else []
    heading = alt.TitleParams(text=title, subtitle=lines)
    look = theme.config() | {"locale": {"number": theme.NUMBER_LOCALES[lang]}}
    return chart.properties(title=heading, usermeta={"lang": lang}).configure(**look)
