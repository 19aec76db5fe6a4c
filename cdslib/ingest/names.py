"""What the words of the province column stand for: a province, the country, a region, a total ..."""

import re
from dataclasses import dataclass
from functools import lru_cache

from cdslib.provinces import UnknownProvinceError, is_country, is_region, resolve_province
from cdslib.text import fold

_TOTAL = re.compile(
    r"(?:tong|trung binh|binh quan|trung vi|total|average|mean|median|sum"
    r"|(?:gia tri )?(?:cao|thap|lon|nho) nhat|max|maximum|min|minimum)(?: .*)?"
    r"|cong|chung|tat ca|ca tinh|toan vung|chua phan (?:bo|to)"
)
_HEADING = re.compile(
    r"(?:ten )?(?:cac )?(?:tinh|tinh thanh|dia phuong|tinh thanh pho|tinh tp|don vi)(?: .{0,40})?"
    r"|(?:province|provinces|city|locality|localities)(?: .{0,40})?|name"
)
_NUMBERED = re.compile(r"^\W*(?:\(?(?:\d{1,2}|[IVXivx]{1,4}|[A-H])[.)/]\s*)?")
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Place:
    """One name of the province column, read in one scheme.

    Attributes
    ----------
    kind : str
        ``province``, ``country``, ``region``, ``total`` or ``unknown``.
    code : str
        Code of a province; empty otherwise.
    error : UnknownProvinceError or None
        Why an unknown name is no province.
    """

    kind: str
    code: str = ""
    error: UnknownProvinceError | None = None


@lru_cache(maxsize=8192)
def read_place(text: str, geography: str) -> Place:
    """Tell what a cell of the province column names.

    Parameters
    ----------
    text : str
        The cell.
    geography : {"vn63", "vn34"}
        The scheme of provinces.

    Returns
    -------
    Place
        What it names.

    Examples
    --------
    >>> read_place("2. Tỉnh Bắc Giang", "vn63").code, read_place("Tổng số", "vn63").kind
    ('vn63-24', 'total')
    """
    if is_country(text):
        return Place("country")
    if is_region(bare := _NUMBERED.sub("", text)):
        return Place("region")
    try:
        return Place("province", resolve_province(text, geography).code)
    except UnknownProvinceError as error:
        return Place("total") if _TOTAL.fullmatch(fold(bare)) else Place("unknown", error=error)


@lru_cache(maxsize=8192)
def schemes_of(text: str) -> frozenset[str]:
    """Return the schemes in which a text names a province.

    Parameters
    ----------
    text : str
        Any cell.

    Returns
    -------
    frozenset of str
        Of ``vn63`` and ``vn34``; empty for numbers, long texts and everything else.

    Examples
    --------
    >>> sorted(schemes_of("Hà Nội")), sorted(schemes_of("Hà Giang")), sorted(schemes_of("0,8"))
    (['vn34', 'vn63'], ['vn63'], [])
    """
    if len(text) > _LONGEST or not _LETTER.search(text):
        return frozenset()
    return frozenset(scheme for scheme in ("vn63", "vn34") if read_place(text, scheme).kind == "province")


def is_place_heading(text: str) -> bool:
    """Tell whether a text heads a column of provinces.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    bool
        True for 'Tỉnh/Thành phố', 'Địa phương', 'Province' ...

    Examples
    --------
    >>> is_place_heading("Tỉnh, thành phố"), is_place_heading("Tỷ lệ (%)")
    (True, False)
    """
    return _HEADING.fullmatch(fold(text)) is not None
