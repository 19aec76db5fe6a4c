"""The words and colours that stand for the classes of a map."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from cdslib.analysis.classify import Classes
from cdslib.charts.theme import NO_DATA_FILL
from cdslib.i18n import Language, format_number, text

ROW_HEIGHT = 18


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


def legend_rows(
    items: Sequence[LegendItem], *, partial: int = 0, missing: int = 0, lang: Language = "vi"
) -> list[dict[str, Any]]:
    """Return the legend as the map draws it: highest class first, then the signs for what has no figure.

    Parameters
    ----------
    items : sequence of LegendItem
        The classes, lowest first.
    partial, missing : int
        How many provinces have figures for some of their parts only, and how many have none.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    list of dict
        ``colour``, ``label``, ``count``, ``status``, ``sign`` and ``y``, the place in pixels from the top.

    Examples
    --------
    >>> [(row["label"], row["y"]) for row in legend_rows([LegendItem("#02818a", "0 – 1", 33)], missing=1, lang="en")]
    [('0 – 1', 10), ('No data', 28)]
    """
    rows = [asdict(item) | {"status": "value", "sign": ""} for item in reversed(items)]
    signs = [
        ("◐", "partial", text("charts.partial", lang), partial),
        ("×", "none", no_data_label(lang), missing),
    ]
    rows += [
        {"colour": NO_DATA_FILL, "label": label, "count": count, "status": status, "sign": sign}
        for sign, status, label, count in signs
        if count
    ]
    return [row | {"y": 10 + ROW_HEIGHT * place} for place, row in enumerate(rows)]
