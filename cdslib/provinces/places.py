"""Rows that are not provinces: the whole country and the regions, as tables of officials name them."""

import re
from functools import cache

from cdslib.provinces.register import read_rows
from cdslib.text import fold, nfc

_COUNTRY = frozenset(
    (
        "ca nuoc",
        "chung ca nuoc",
        "tong ca nuoc",
        "toan quoc",
        "viet nam",
        "vietnam",
        "vn",
        "whole country",
        "entire country",
        "country",
        "nationwide",
    )
)

# Names that the statistics use for regions besides those of the official lists in regions.csv.
_OTHER_REGIONS = frozenset(
    (
        "dbsh",
        "dbscl",
        "dong bac",
        "dong bac bo",
        "tay bac",
        "tay bac bo",
        "nam trung bo",
        "duyen hai nam trung bo",
        "duyen hai mien trung",
        "duyen hai trung bo",
        "nam trung bo va tay nguyen",
        "trung du mien nui phia bac",
        "mien nui phia bac",
        "mien nui va trung du phia bac",
        "tay nam bo",
        "mien bac",
        "mien trung",
        "mien nam",
        "northern midlands and mountain areas",
        "northern midland and mountain areas",
        "north central coast",
        "south central coast",
        "north central and central coastal areas",
        "north central area and central coastal area",
        "central coast",
        "south east",
        "mekong delta",
    )
)
_REGION_WORD = re.compile(r"^vung (kinh te (xa hoi )?)?|^(cac )?(tinh|dia phuong) (thuoc )?vung | region$")
_BILINGUAL = re.compile(r"\s[-–—|]\s|/|\(|\)")


def is_country(text: str) -> bool:
    """Tell whether a text names the whole country rather than a province.

    Parameters
    ----------
    text : str
        A cell of the province column.

    Returns
    -------
    bool
        True for 'Cả nước', 'Toàn quốc', 'Việt Nam', 'CẢ NƯỚC - WHOLE COUNTRY' and the like.

    Examples
    --------
    >>> is_country("CẢ NƯỚC - WHOLE COUNTRY"), is_country("Quảng Nam")
    (True, False)
    """
    parts = _parts(text)
    return bool(parts) and all(part in _COUNTRY for part in parts)


def is_region(text: str) -> bool:
    """Tell whether a text names a region of several provinces.

    Parameters
    ----------
    text : str
        A cell of the province column.

    Returns
    -------
    bool
        True for the regions of both official lists, those of the older statistics, and for the
        usual abbreviations.

    Examples
    --------
    >>> is_region("Vùng Đồng bằng sông Hồng"), is_region("Tây Ninh")
    (True, False)
    """
    parts = [_REGION_WORD.sub("", part) for part in _parts(text)]
    return bool(parts) and all(part in _regions() for part in parts)


def _parts(text: str) -> list[str]:
    whole = fold(text)
    if whole in _regions() or whole in _COUNTRY:
        return [whole]
    return [part for part in map(fold, _BILINGUAL.split(nfc(text))) if part]


@cache
def _regions() -> frozenset[str]:
    official = (fold(row[name]) for row in read_rows("regions") for name in ("name_vi", "name_en"))
    return _OTHER_REGIONS.union(official)
