"""Everything a province is called, and the forms that a written name may hide in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from cdslib.i18n import Language
from cdslib.provinces.register import Province, counterparts, other, province, provinces, read_rows
from cdslib.text import ascii_letters, fold, nfc

_OFFICE = (
    r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|tinh uy|thanh uy|cuc thong ke|bo may chinh quyen"
    r"|so (?:tt tt|tttt|thong tin (?:va )?truyen thong|kh cn|khcn|khoa hoc (?:va )?cong nghe)"
    r"|(?:so|ban|cuc|chi cuc|van phong|cong an|tru so) .+?(?= (?:tinh|thanh pho|tp|t p) ))"
)
_DRESS = re.compile(
    rf"^(?:{_OFFICE} )?"
    r"(?:(?:tinh thanh pho|tinh tp|tinh|province of) |(?P<city>thanh pho|tp|t p|city of|thu do) )?"
    r"(?P<name>.+?)"
    r"(?: province| municipality|(?P<city_after> city| capital| thanh pho| tp| t p))?$"
)
_NUMBERING = re.compile(r"^\(?(?:\d{1,2}|[ivxlc]+)\s?[.)/]\s*(?=\D)", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?:\s*(?:\(\s*(?:\*+|\d)\s*\)|\[\d+\]|[*†‡]+|[¹²³⁴-⁹]+))+$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is called a province, seen from one scheme.

    Attributes
    ----------
    name_vi, name_en : str
        What it is called officially.
    provinces : tuple of Province
        The province of the wanted scheme itself or, for one that is no more, those it belongs to.
    current : bool
        Whether it is a province of the wanted scheme.
    municipality : bool
        Whether 'Thành phố' before its name means this unit and not a city inside it.
    former : mapping or None
        Its row of ``former_provinces``, if it ceased before 2025.
    """

    name_vi: str
    name_en: str
    provinces: tuple[Province, ...]
    current: bool
    municipality: bool
    former: Mapping[str, str] | None = field(default=None, compare=False)

    def name(self, lang: Language = "vi") -> str:
        """Return the official name in one language."""
        return self.name_vi if lang == "vi" else self.name_en


@cache
def entries(geography: str) -> Mapping[str, Entry]:
    """Return every known spelling, folded and without spaces, with what it means in one scheme."""
    known: dict[str, Entry] = {}
    for scheme in (geography, other(geography)):
        for spelling, unit in _spellings(scheme):
            known.setdefault(key(spelling), _entry(unit, geography))
    for row in read_rows("former_provinces"):
        units = tuple(province(code) for code in row["successors"].split() if code.startswith(geography))
        entry = Entry(
            row["name"], ascii_letters(row["name"]), units, current=False, municipality=False, former=row
        )
        known.setdefault(key(row["name"]), entry)
    return MappingProxyType(known)


def _spellings(geography: str) -> Iterator[tuple[str, Province]]:
    """Yield what the provinces of one scheme are called; official names first."""
    for unit in provinces(geography):
        yield unit.name_vi, unit
        yield unit.name_en, unit
    for row in read_rows("aliases"):
        if row["code"].startswith(geography):
            yield row["alias"], province(row["code"])


def _entry(unit: Province, geography: str) -> Entry:
    current = unit.geography == geography
    units = (unit,) if current else counterparts(unit)
    return Entry(unit.name_vi, unit.name_en, units, current=current, municipality=unit.kind == "municipality")


def key(text: str) -> str:
    """Fold a name and drop its spaces: Hanoi, Ha Noi and HÀ NỘI are one."""
    return fold(text).replace(" ", "")


def _undressed(text: str) -> str:
    """Take row numbers and footnote marks off a cell."""
    return _FOOTNOTE.sub("", _NUMBERING.sub("", nfc(text)))


def forms(text: str) -> tuple[tuple[str, bool], ...]:
    """Return the folded names a text may hold, and whether it says 'city' about them."""
    whole = fold(_undressed(text))
    match = _DRESS.match(whole)
    if match is None or match["name"] == whole:
        return ((whole, False),)
    return (whole, False), (match["name"], bool(match["city"] or match["city_after"]))
