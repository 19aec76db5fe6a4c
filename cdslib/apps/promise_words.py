"""Promises and figures in words: 'từ 20% GRDP trở lên', 'còn thiếu 13,81 điểm phần trăm'."""

from collections.abc import Mapping
from typing import Any

from cdslib.apps.promises import PromiseBook, Row
from cdslib.charts.statuses import STATUSES
from cdslib.i18n import Language, format_number, format_period, text

_BARS = {"=": "equal", ">=": "at_least", ">": "more_than", "<=": "at_most", "<": "less_than", "~": "about"}
_NO_USABLE = ("no_figure", "other_measure", "refused_figure", "period_unclear", "no_mean", "not_proven")
_MOST_DECIMALS = 4


def status_of(verdict: Mapping[str, Any]) -> str:
    """Return the status a reader is told.

    Parameters
    ----------
    verdict : mapping
        A row of :func:`cdslib.gaps`.

    Returns
    -------
    str
        Its ``status``; without one ``not_yet`` where the figure falls short but no pace is known, ``no_figure`` where
        no figure can be used, and ``not_judged`` where the target itself cannot be judged.

    Examples
    --------
    >>> status_of({"reason": "class_words"}), status_of({"reason": "one_figure", "value": 6.0, "met": False})
    ('not_judged', 'not_yet')
    """
    status = verdict.get("status")
    if status in STATUSES:
        return str(status)
    if verdict.get("reason") in _NO_USABLE:
        return "no_figure"
    return "not_yet" if verdict.get("met") is False else "not_judged"


def trimmed(value: float, lang: Language) -> str:
    """Write a promised number with the digits it has.

    Parameters
    ----------
    value : float
        The number.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    str
        At most four decimals.

    Examples
    --------
    >>> trimmed(20.0, "vi"), trimmed(20.5, "vi")
    ('20', '20,5')
    """
    decimals = next(n for n in range(_MOST_DECIMALS + 1) if n == _MOST_DECIMALS or round(value, n) == value)
    return format_number(value, decimals, lang)


class PromiseWords:
    """The words of a book's promises in one language.

    Parameters
    ----------
    book : PromiseBook
        All promises.
    lang : {"vi", "en"}
        The reader's language.
    """

    def __init__(self, book: PromiseBook, lang: Language) -> None:
        self.book, self.lang = book, lang

    def with_unit(self, written: str, unit: str | None) -> str:
        """Put a unit's sign behind a number.

        Parameters
        ----------
        written : str
            The number.
        unit : str or None
            Code of the unit.

        Returns
        -------
        str
            Ranks and indices have no sign.
        """
        symbol = self.book.units[unit][self.lang] if unit else ""
        return written + symbol if symbol.startswith("%") else f"{written} {symbol}".strip()

    def promise(self, target: Row) -> str:
        """Say what was promised, without the year.

        Parameters
        ----------
        target : dict
            A row of ``book.targets``.

        Returns
        -------
        str
            Such as 'từ 20% GRDP trở lên' or 'among the top 10 of 63 provinces'.
        """
        if target["kind"] == "relative":
            return text("promises.bar_mean", self.lang)
        if "value" not in target:
            key = "promises.bar_words" if "text" in target else "promises.bar_none"
            return text(key, self.lang, words=target.get("text", ""))
        if str(target.get("unit", "")).startswith("rank"):
            key = "promises.bar_rank_of" if "ranked_units" in target else "promises.bar_rank"
            value = trimmed(target["value"], self.lang)
            return text(key, self.lang, value=value, count=target.get("ranked_units"))
        if "value_to" in target:
            high = self.with_unit(trimmed(target["value_to"], self.lang), target.get("unit"))
            return text("promises.bar_range", self.lang, low=trimmed(target["value"], self.lang), value=high)
        value = self.with_unit(trimmed(target["value"], self.lang), target.get("unit"))
        return text(f"promises.bar_{_BARS[target['comparator']]}", self.lang, value=value)

    def year(self, target: Row) -> str:
        """Say for when it was promised."""
        year = target.get("target_year")
        return text("promises.by_year", self.lang, year=year) if year else text("promises.no_year", self.lang)

    def number(self, value: float, indicator: Row, code: str, ranked: int | None = None) -> str:
        """Write a value of an indicator with its unit.

        Parameters
        ----------
        value : float
            In the indicator's unit.
        indicator : dict
            A row of ``book.indicators``.
        code : str
            The indicator's unit code.
        ranked : int, optional
            How many were ranked.

        Returns
        -------
        str
            Such as '6,19% GRDP' or 'hạng 11/63'.
        """
        if code.startswith("rank"):
            key = "promises.rank_of" if ranked else "promises.rank"
            return text(key, self.lang, value=trimmed(value, self.lang), count=ranked)
        return self.with_unit(format_number(value, indicator["decimals"], self.lang), code)

    def qualified(self, written: str, qualifier: str | None) -> str:
        """Put what a source says of a figure's precision before it."""
        if qualifier in (None, "exact"):
            return written
        return text(f"promises.qualifier_{qualifier}", self.lang, value=written)

    def difference(self, size: float, indicator: Row, code: str, *, is_short: bool = False) -> str:
        """Write a difference in the indicator's unit: points for percentages, places for ranks.

        Parameters
        ----------
        size : float
            Not negative.
        indicator : dict
            A row of ``book.indicators``.
        code : str
            The indicator's unit code.
        is_short : bool
            Shorten the points for charts.

        Returns
        -------
        str
            Such as '13,81 điểm phần trăm'.
        """
        if code.startswith("rank"):
            return text("promises.places", self.lang, value=trimmed(size, self.lang))
        written = format_number(size, indicator["decimals"], self.lang)
        if code.startswith("percent"):
            return text("promises.points_short" if is_short else "promises.points", self.lang, value=written)
        return self.with_unit(written, code)

    def gap(self, verdict: Row, indicator: Row, code: str, *, is_short: bool = False) -> str:
        """Say how far the figure is from the target; empty without a figure."""
        if "gap" not in verdict:
            return ""
        if "met" not in verdict:
            return text("promises.gap_unproven", self.lang)
        gap = round(verdict["gap"], indicator["decimals"])
        short = "gap_short_rank" if code.startswith("rank") else "gap_short"
        key = short if gap > 0 else "gap_over" if gap < 0 else "gap_none"
        return text(
            f"promises.{key}", self.lang, gap=self.difference(abs(gap), indicator, code, is_short=is_short)
        )

    def document(self, id_: str | None) -> str:
        """Name a legal document: number or title, issuer, date."""
        if id_ is None:
            return text("promises.no_document", self.lang)
        row = self.book.documents[id_]
        named = row["number"] or row["title"][self.lang] or row["issuer"][self.lang]
        issuer = row["issuer"][self.lang] if row["issuer"][self.lang] != named else ""
        date = format_period(row["date"]) if row["date"] else ""
        return ", ".join(part for part in (named, issuer, date) if part)

    def source(self, id_: str | None) -> dict[str, str]:
        """Return the words and the address of a source."""
        if id_ is None:
            return {"text": "", "address": ""}
        row = self.book.sources[id_]
        date = format_period(row["date"]) if row["date"] else ""
        named = ", ".join(part for part in (row["publisher"], row["title"], date) if part)
        return {"text": named, "address": row["address"]}
