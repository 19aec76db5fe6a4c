"""What a reader of the targets page has chosen: each word checked before it is used."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cdslib.apps.atlas import GEOGRAPHIES
from cdslib.apps.promises import PromiseBook
from cdslib.charts.statuses import GROUPS
from cdslib.i18n import LANGUAGES, Language

VIEWS = ("overview", "province", "target")


@dataclass(frozen=True)
class TargetsState:
    """The choices that decide what the page shows.

    Attributes
    ----------
    view : {"overview", "province", "target"}
        All provinces, one province, or one promised quantity.
    geography : {"vn34", "vn63"}
        Present or former provinces.
    province : str
        Code of the province of the view ``province``, or ``vn`` for the country.
    indicator : str
        Indicator of the view ``target``.
    year : str
        Keep only targets for this year; empty keeps all.
    pillar, document, group : str
        Keep only one family, document or group of statuses; empty keeps all.
    day : str
        Day of judgement, one of the book's.
    chosen : str
        Id of the promise looked at closely; empty for the first of the page.
    more : bool
        Whether the table shows all its rows.
    lang : {"vi", "en"}
        The reader's language.
    """

    view: str = "overview"
    geography: str = "vn34"
    province: str = ""
    indicator: str = ""
    year: str = ""
    pillar: str = ""
    document: str = ""
    group: str = ""
    day: str = ""
    chosen: str = ""
    more: bool = False
    lang: Language = "vi"


def read_targets_state(wanted: Mapping[str, Any], book: PromiseBook, lang: Language = "vi") -> TargetsState:
    """Turn what a page or an address asks for into a state that surely exists.

    Parameters
    ----------
    wanted : mapping
        Any of the attributes of :class:`TargetsState`; unknown words are ignored.
    book : PromiseBook
        What there is.
    lang : {"vi", "en"}
        Language where none, or an unknown one, is asked for.

    Returns
    -------
    TargetsState
        A state the page can show. A code of the other scheme turns the page to that scheme.
    """
    province = _one_of(wanted.get("province"), book.provinces, "")
    geography = _one_of(wanted.get("geography"), GEOGRAPHIES, "vn34")
    if province not in ("", "vn") and not province.startswith(geography):
        province = _counterpart(province, geography, book)
    documents = {row["document"] for row in book.targets.values() if "document" in row}
    years = {row["target_year"] for row in book.targets.values() if "target_year" in row}
    return TargetsState(
        view=_one_of(wanted.get("view"), VIEWS, "overview"),
        geography=geography,
        province=province or _most_promising(book, geography),
        indicator=_one_of(wanted.get("indicator"), book.indicators, _most_promised(book)),
        year=_one_of(wanted.get("year"), years, ""),
        pillar=_one_of(wanted.get("pillar"), book.pillars, ""),
        document=_one_of(wanted.get("document"), documents, ""),
        group=_one_of(wanted.get("group"), GROUPS, ""),
        day=_one_of(wanted.get("day"), book.days, book.days[0]),
        chosen=_one_of(wanted.get("chosen"), book.targets, ""),
        more=wanted.get("more") is True,
        lang=_one_of(wanted.get("lang"), LANGUAGES, lang),
    )


def _one_of(value: Any, allowed: Any, otherwise: Any) -> Any:
    return value if isinstance(value, str) and value in allowed else otherwise


def _counterpart(code: str, geography: str, book: PromiseBook) -> str:
    """Return the province of the other scheme on the same ground: the successor, or the part of the same number."""
    row = book.provinces[code]
    if geography == "vn34":
        return str(row["successor"])
    same = code.replace("vn34", "vn63")
    return same if same in row["parts"] else str(row["parts"][0])


def _most_promising(book: PromiseBook, geography: str) -> str:
    """Return the province with the most promises, the first one shown."""
    return max(book.codes(geography), key=lambda code: len(book.of(code)))


def _most_promised(book: PromiseBook) -> str:
    """Return the indicator with the most promises."""
    counts = Counter(row["indicator"] for row in book.targets.values() if "indicator" in row)
    return counts.most_common(1)[0][0]
