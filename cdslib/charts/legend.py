"""The words and colours that stand for the classes of a map."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cdslib.analysis.classify import Classes
from cdslib.i18n import Language, format_number, text


@dataclass(frozen=True)
class LegendItem:
    """One class of a map as a reader sees it.

    Attributes
    ----------
    colour : str
        Hex colour.
    label : str
        The bounds in the reader's language, for example ``0,6120 – 0,6683``.
    count : int
        How many provinces lie in the class.
    """

    colour: str
    label: str
    count: int


def legend_items(
    classes: Classes,
    colours: Sequence[str],
    values: Iterable[float],
    *,
    decimals: int,
    lang: Language = "vi",
    sign: bool = False,
) -> tuple[LegendItem, ...]:
    """Return the legend, lowest class first.

    Parameters
    ----------
    classes : Classes
        The class bounds.
    colours : sequence of str
        One colour per class.
    values : iterable of float
        The values on the map, for the counts.
    decimals : int
        Digits shown.
    lang : {"vi", "en"}
        The reader's language.
    sign : bool
        Write plus signs, for changes.

    Returns
    -------
    tuple of LegendItem
        One item per class.

    Examples
    --------
    >>> [item.label for item in legend_items(Classes((0, 1, 2), "quantiles"), ("a", "b"), [1, 2], decimals=0)]
    ['0 – 1', '> 1 – 2']
    """
    counts = Counter(classes.index(value) for value in values)
    bounds = [format_number(edge, decimals, lang, sign=sign) for edge in classes.edges]
    labels = [
        low if low == high else f"{'> ' if i else ''}{low} – {high}"
        for i, (low, high) in enumerate(pairwise(bounds))
    ]
    return tuple(
        LegendItem(colour, label, counts[i])
        for i, (colour, label) in enumerate(zip(colours, labels, strict=True))
    )


def no_data_label(lang: Language = "vi") -> str:
    """Return the words for provinces without a figure.

    Examples
    --------
    >>> no_data_label("en")
    'No data'
    """
    return text("charts.no_data", lang)
