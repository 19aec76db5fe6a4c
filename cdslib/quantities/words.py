"""The words around numbers: multiples, qualifiers, units, and signs that there is no figure."""

import re
from typing import Literal

from cdslib.text import ascii_letters

Comparator = Literal["=", "~", ">", ">=", "<", "<="]
Qualifier = Literal["exact", "at_least", "more_than", "at_most", "less_than", "about"]
COMPARATORS: dict[Qualifier, Comparator] = {
    "exact": "=",
    "about": "~",
    "more_than": ">",
    "at_least": ">=",
    "less_than": "<",
    "at_most": "<=",
}
QUALIFIERS: dict[Comparator, Qualifier] = {sign: word for word, sign in COMPARATORS.items()}
Lead = Qualifier | Literal["from", "filler"]

# Patterns and keys are written without accents and matched against text without accents.
MISSING = frozenset(
    [
        *("", "-", "–", "—", "−", ".", "..", "...", "…", "n/a", "na", "#n/a", "nan", "null", "none", "nil"),
        *("k/c", "kxd", "khong co", "khong co so lieu", "khong co du lieu", "khong thong ke"),
        *("chua co", "chua co so lieu", "chua co du lieu", "khong xac dinh", "khong ap dung"),
        *("not available", "not applicable", "no data", "missing"),
    ]
)

_QUALIFIERS: tuple[tuple[Qualifier, str], ...] = (
    ("at_least", r"lon hon hoac bang|toi thieu|it nhat|khong (?:duoi|it hon|thap hon)|>=|=>|≥|⩾"),
    ("at_least", r"at least|(?:not|no) less than|minimum"),
    ("at_most", r"nho hon hoac bang|toi da|khong (?:vuot )?qua|khong (?:tren|cao hon|nhieu hon)|<=|=<|≤|⩽"),
    ("at_most", r"at most|(?:not|no) more than|maximum"),
    ("more_than", r"(?:lon |cao |nhieu )?hon|tren|vuot|>|more than|greater than|over|above"),
    ("less_than", r"duoi|chua den|(?:nho |thap |it )hon|<|less than|fewer than|under|below"),
    ("about", r"khoang|xap xi|gan|uoc(?: dat| tinh)?|tam|~|≈|∼"),
    ("about", r"about|around|approximately|approx\.?|nearly|almost"),
)
LEADS: tuple[tuple[Lead, re.Pattern[str]], ...] = (
    *((name, re.compile(rf"(?:{words})(?![a-z])\s*")) for name, words in _QUALIFIERS),
    ("from", re.compile(r"(?:tu|from)\s+")),
    ("filler", re.compile(r"(?:dat|la|bang|muc|=|:)(?![a-z])\s*")),
)
OR_MORE = re.compile(r"\s*(?:tro len|(?:or|and) (?:more|above|over))$")
OR_LESS = re.compile(r"\s*(?:tro xuong|(?:or|and) (?:less|below|under|fewer))$")
RANGE = re.compile(r"[^0-9]*?(?:[-–—‐‑−]|\b(?:den|to)\b)\s*[0-9]")

_TIMES = {
    "nghìn": 10**3,
    "ngàn": 10**3,
    "triệu": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
# Without accents these are also other words ('trạm', 'văn bản'), so only the accented word counts.
_TIMES_ACCENTED = {"chục": 10, "trăm": 100, "vạn": 10**4}
TIMES = {**_TIMES, **{ascii_letters(word): times for word, times in _TIMES.items()}, **_TIMES_ACCENTED}
MULTIPLE = re.compile(rf"\s*({'|'.join(sorted(TIMES, key=len, reverse=True))})(?!\w)", re.IGNORECASE)

UNITS = {
    "%": "percent",
    "phan tram": "percent",
    "percent": "percent",
    "per cent": "percent",
    "% grdp": "percent_grdp",
    "% of grdp": "percent_grdp",
}
_SYMBOLS = "%‰₫$€"
UNIT_WORDS = re.compile(
    rf"(?:[^\W\d_]|(?<=[^\W\d_])[23]|[ /²³.&°{_SYMBOLS}-])*"
    rf"(?:[^\W\d_]|[{_SYMBOLS}]|(?<=[^\W\d_])[23²³])\.?"
)
