"""Titles and headings: the indicator they name, its unit, and what kind of column they stand over."""

import re

from cdslib.quantities import QuantityError, parse_quantity
from cdslib.text import ascii_letters, fold, nfc

_UNIT_LINE = re.compile(r"(?:don vi(?: tinh)?|dvt|unit)\s*[:：]\s*", re.IGNORECASE)
_SECOND_LANGUAGE = re.compile(r"\s[-–—/|]\s|\s*[/|-]?\s*unit\s*[:：]", re.IGNORECASE)
_BASES = (
    r"%|‰|%\s*grdp|%\s*gdp|phan tram|percent|diem(?: so| phan tram)?|points?|score|thu hang|hang|rank|index"
    r"|nguoi|persons?|people|ho|households?|lao dong|workers?|dong|vnd|usd|vnđ|km2|km²|m2|m²|ha|tan|gb|mbps|kwh|mw"
    r"|ho so|dich vu|to|doanh nghiep|enterprises|thue bao|may|tram|xa|lan|gio|ngay|phut|san pham|giao dich|don|vu"
)
_UNIT = re.compile(
    rf"(?:(?:nghin|ngan|trieu|ty|ti|1[.,]?000|thousands?|millions?|billions?)\s+)*(?:{_BASES}|(?:nghin|trieu|ty))"
    rf"(?:\s+vnd|\s+usd)?(?:\s*/\s*[a-z0-9 ²]{{1,20}})?"
)
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_COMMA_UNIT = re.compile(r"\s*[,;]\s*(%|‰)\s*$")

_TABLE_NUMBER = re.compile(
    r"^(?:bảng|biểu|phụ lục|table|annex|appendix)(?:\s+số)?\s*[\dIVXLC]*(?:[.\-–]\d+)*\s*[:.–—-]?\s*",
    re.IGNORECASE,
)
_BREAKDOWN = re.compile(
    r"\s*,?\s*(?:(?:phân )?theo|chia theo|của các|của|tại các|by|of)\s+(?:63|34)?\s*"
    r"(?:tỉnh|địa phương|các tỉnh|thành phố|province|localit)[^.;]*$",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"\(?(?:kem theo|ban hanh kem|dinh kem)|so\s*[:.]|cong hoa xa hoi|doc lap|uy ban nhan dan|ubnd"
    r"|so (?:thong tin|khoa hoc)|bo (?:thong tin|khoa hoc|noi vu|ke hoach)|.*, ngay \d"
    r"|(?:bieu|bang|phu luc|mau)\s*(?:so)?\s*[\divx]*\W*$|ghi chu|nguon|source"
)
_GENERIC = re.compile(
    r"gia tri|so lieu|chinh thuc|ket qua|thuc hien|values?|figures?|nam|year|so|muc|ty le|so luong|(?:nam|ky) bao cao"
)


def read_unit(text: str) -> str:
    """Write a unit as quantities carry it: ``percent`` for '%', other units as they stand.

    Parameters
    ----------
    text : str
        For example ``%`` or ``nghìn người``.

    Returns
    -------
    str
        The unit.

    Examples
    --------
    >>> read_unit("%"), read_unit("nghìn người")
    ('percent', 'nghìn người')
    """
    try:
        one = parse_quantity(f"1 {text}")
    except QuantityError:
        return nfc(text)
    return one.unit if one.value == 1 and one.unit else nfc(text)


def unit_line(text: str) -> str:
    """Return the unit that a line above a table states, or an empty string.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    str
        The unit.

    Examples
    --------
    >>> unit_line("Đơn vị tính: Nghìn người"), unit_line("ĐVT: % - Unit: %"), unit_line("Đơn vị")
    ('Nghìn người', 'percent', '')
    """
    text = nfc(text).strip("()[]")
    match = _UNIT_LINE.match(ascii_letters(text))
    return read_unit(_SECOND_LANGUAGE.split(text[match.end() :])[0].strip()) if match else ""


def split_unit(heading: str) -> tuple[str, str]:
    """Take the unit out of a heading.

    Parameters
    ----------
    heading : str
        For example ``Tỷ lệ hồ sơ trực tuyến (%)``.

    Returns
    -------
    label : str
        The heading without its unit.
    unit : str
        The unit; empty if brackets hold anything else, such as an abbreviation.

    Examples
    --------
    >>> split_unit("Dân số (nghìn người)"), split_unit("Chỉ số chuyển đổi số (DTI)")
    (('Dân số', 'nghìn người'), ('Chỉ số chuyển đổi số (DTI)', ''))
    """
    for bracket in _BRACKETED.finditer(heading):
        inside = re.sub(r"^(?:ĐVT|Đơn vị(?: tính)?|unit)\s*:\s*", "", bracket[1].strip(), flags=re.IGNORECASE)
        if _UNIT.fullmatch(ascii_letters(inside).lower()):
            return nfc(heading[: bracket.start()] + heading[bracket.end() :]), read_unit(inside)
    if after_comma := _COMMA_UNIT.search(heading):
        return heading[: after_comma.start()], read_unit(after_comma[1])
    whole = ascii_letters(heading).lower().strip()
    return ("", read_unit(heading)) if whole in ("%", "‰") else (heading, "")


def title_label(title: str) -> str:
    """Return the indicator that a title names; empty for letterheads, dates, bare table numbers.

    Parameters
    ----------
    title : str
        A line above a table, without its times.

    Returns
    -------
    str
        The title without table number and breakdown.

    Examples
    --------
    >>> title_label("Bảng 12. Dân số trung bình phân theo địa phương"), title_label("Số: 12/BC-UBND")
    ('Dân số trung bình', '')
    """
    if _NO_TITLE.match(ascii_letters(title).lower()):
        return ""
    return _BREAKDOWN.sub("", _TABLE_NUMBER.sub("", nfc(title))).strip(" .,:;-–—")


def is_generic(label: str) -> bool:
    """Tell whether a heading names no indicator: 'Giá trị', 'Thực hiện', 'Năm' ..."""
    return _GENERIC.fullmatch(fold(label)) is not None


_KINDS = {
    "index": r"s ?t ?t|tt|t t|so thu tu|no|ordinal|thu tu|\#",
    "code": r"(?:ma|code|id)(?: so)?(?: .{0,20})?|(?:ma )?gso(?: code)?|iso(?: .*)?|.* code",
    "period": r"nam|year|ky|thoi diem|thoi ky|thoi gian|period|time|thang|quy|ngay|date|nam bao cao|ky bao cao",
    "indicator": r"(?:ten )?(?:chi tieu|chi so|tieu chi|noi dung)|indicator(?: name)?",
    "unit": r"don vi tinh|dvt|unit|units",
    "note": r"ghi chu|chu thich|nguon(?: so lieu)?|notes?|source|remarks?|geography|status|measure|vintage"
    r"|qualifier|flag|method",
}
_KIND_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS.items())


def column_kind(heading: str) -> str:
    """Name what a column holds, by its heading.

    Parameters
    ----------
    heading : str
        The heading.

    Returns
    -------
    str
        ``index``, ``code``, ``period``, ``indicator``, ``unit``, ``note``, or ``value`` for all others.

    Examples
    --------
    >>> [column_kind(heading) for heading in ("STT", "Mã tỉnh", "Năm", "ĐVT", "DTI")]
    ['index', 'code', 'period', 'unit', 'value']
    """
    folded = fold(heading)
    return next((kind for kind, pattern in _KIND_PATTERNS if pattern.fullmatch(folded)), "value")
