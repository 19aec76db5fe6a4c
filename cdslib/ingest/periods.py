"""Times as headings say them: Năm 2023, 31/12/2023, 6 tháng 2023, Quý I/2024, Sơ bộ 2024, Ước 2025."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from cdslib.ingest.grid import Value
from cdslib.text import ascii_letters, nfc

_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d|/[A-Za-z])"
_MONTH, _DAY = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
_PLANNED = re.compile(
    r"\b(?:ke hoach|kh|muc tieu|chi tieu(?= (?:ke hoach|giao|phan dau|nam|den|\d))|du kien|target|plan(?:ned)?)\b"
)
_LEADS = (
    r"(?:(?:so bo|sb|prel\.?|preliminary|uoc(?: thuc hien| th| tinh)?|uth|est\.?|estimated?|thuc hien|th|actual"
    r"|ca nam|nam|year|tinh den(?: het)?|den(?: het)?|tai(?: thoi diem)?|thoi diem|ngay|het|as of|trong)\s+)*"
)
_TAIL = r"(?:\s*\(?\s*(?:so bo|sb|prel\.?|preliminary|uoc(?: tinh)?|est\.?|estimate)\b\s*\)?|\s*\*+)?"

# The first that fits decides; each gives year, and month and day or their words where it has them.
_CORES = (
    ("years", rf"(?:giai doan|thoi ky|period)?\s*(?P<year>{_YEAR})\s*[-–—/]\s*(?P<to>{_YEAR})"),
    ("day", rf"(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)"),
    ("day", rf"(?P<day>{_DAY})[/.-](?P<month>{_MONTH})[/.-](?P<year>{_YEAR})"),
    ("day", rf"(?P<day>{_DAY}) thang (?P<month>{_MONTH}) nam (?P<year>{_YEAR})"),
    ("late", rf"\d+ thang cuoi nam\s*(?P<year>{_YEAR})"),
    ("months", rf"(?P<month>{_MONTH}) thang(?: dau)?(?: nam)?[\s/]*(?P<year>{_YEAR})"),
    ("months", rf"(?:first )?(?P<month>{_MONTH}) months(?: of)?\s*(?P<year>{_YEAR})"),
    (
        "quarter",
        rf"(?:quy|q)\s*(?P<quarter>iv|i{{1,3}}|[1-4])(?:\s*[/,.-]\s*|\s+)(?:nam\s*)?(?P<year>{_YEAR})",
    ),
    ("month", rf"(?:thang|t)\s*(?P<month>{_MONTH})\s*(?:[/.-]|nam)\s*(?P<year>{_YEAR})"),
    ("month", rf"(?<!\d)(?P<month>{_MONTH})[/-](?P<year>{_YEAR})"),
    ("month", rf"(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])(?!\d)"),
    ("year", rf"(?P<year>{_YEAR})"),
)
_PATTERNS = tuple((kind, re.compile(rf"(?<![a-z0-9]){_LEADS}{core}{_TAIL}")) for kind, core in _CORES)
_YEAR_ALONE = re.compile(_YEAR)
_COMPARED = re.compile(r"\b(?:so voi|so cung ky|compared (?:with|to)|versus|vs)\b")
_PRELIMINARY = re.compile(r"\b(?:so bo|sb|prel|preliminary)\b")
_ESTIMATE = re.compile(r"\b(?:uoc|uth|est|estimated?)\b")
_QUARTERS = {"i": 3, "ii": 6, "iii": 9, "iv": 12, "1": 3, "2": 6, "3": 9, "4": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """One time as a heading says it.

    Attributes
    ----------
    code : str
        ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or ``YYYY/YYYY``.
    vintage : str
        ``current``, ``preliminary`` or ``estimate``.
    heard : str
        The words it was read from.
    kind : str
        ``year``, ``years``, ``month``, ``day``; ``months`` and ``quarter`` are filed under their last
        month although they cover more than that month.
    """

    code: str
    vintage: str
    heard: str
    kind: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a heading says about time, and what else it says.

    Attributes
    ----------
    periods : tuple of Period
        All different times named; more than one is not a time of observation.
    rest : str
        The heading without its times.
    planned : bool
        Whether it begins with 'Kế hoạch', 'Mục tiêu' ...: what should be, not what is.
    unclear : bool
        Whether a time is named that can't be filed: the second half of a year, or a comparison with it.
    """

    periods: tuple[Period, ...]
    rest: str
    planned: bool
    unclear: bool


@lru_cache(maxsize=1 << 16)
def find_periods(heading: str) -> Found:
    """Find the times that a heading or a title names.

    Parameters
    ----------
    heading : str
        For example ``Dân số năm 2023``.

    Returns
    -------
    Found
        The times and the rest of the words.

    Examples
    --------
    >>> found = find_periods("Dân số trung bình sơ bộ 2024 (nghìn người)")
    >>> found.periods[0].code, found.periods[0].vintage, found.rest
    ('2024', 'preliminary', 'Dân số trung bình (nghìn người)')
    >>> [period.code for period in find_periods("Tăng/giảm 2024 so với 2023").periods]
    ['2024', '2023']
    """
    text = nfc(heading)
    plain = ascii_letters(text).lower()
    periods: dict[str, Period] = {}
    unclear = _COMPARED.search(plain) is not None and _YEAR_ALONE.search(plain) is not None
    spans: list[tuple[int, int]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            if any(match.start() < end and start < match.end() for start, end in spans):
                continue
            spans.append(match.span())
            code = _code(kind, match)
            unclear = unclear or not code
            if code:
                periods[code] = Period(code, _vintage(match[0]), text[match.start() : match.end()], kind)
    ordered = tuple(sorted(periods.values(), key=lambda period: text.find(period.heard)))
    return Found(ordered, _without(text, spans), _PLANNED.match(plain) is not None, unclear)


def read_period(value: Value) -> Period | None:
    """Read a cell that is a time and nothing else.

    Parameters
    ----------
    value : str, number or date
        A heading, or a cell of the column of years.

    Returns
    -------
    Period or None
        None if it is anything else, or a time that can't be filed.

    Examples
    --------
    >>> read_period("Ước 2025").vintage, read_period(2023.0).code, read_period("6 tháng 2023").code
    ('estimate', '2023', '2023-06')
    >>> read_period("12,5") is None
    True
    """
    if isinstance(value, datetime | date):
        return Period(f"{value:%Y-%m-%d}", "current", f"{value:%d/%m/%Y}", "day")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = value if isinstance(value, str) else str(int(value)) if float(value).is_integer() else ""
    found = find_periods(text)
    return found.periods[0] if len(found.periods) == 1 and not found.rest and not found.unclear else None


def _code(kind: str, match: re.Match[str]) -> str:
    """Write a time in ISO form; empty for one that can't be filed."""
    parts = match.groupdict()
    year = parts["year"]
    if kind == "late":
        return ""
    if kind == "years":
        return f"{year}/{parts['to']}" if year < parts["to"] else ""
    month = _QUARTERS[parts["quarter"]] if kind == "quarter" else int(parts.get("month") or 0)
    if kind != "day":
        return f"{year}-{month:02d}" if month else year
    try:
        return date(int(year), month, int(parts["day"])).isoformat()
    except ValueError:
        return ""


def _vintage(plain: str) -> str:
    return (
        "preliminary" if _PRELIMINARY.search(plain) else "estimate" if _ESTIMATE.search(plain) else "current"
    )


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return nfc(re.sub(r"\(\s*\)", " ", text)).strip(" ,;:-–—/")
