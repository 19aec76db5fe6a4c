"""From what people write to the province they mean, or to an error that says why not."""

import re
from typing import NoReturn

from cdslib.i18n import LANGUAGES, Language, text
from cdslib.provinces.errors import (
    AmbiguousProvinceError,
    FormerProvinceError,
    NotAProvinceError,
    OtherSchemeError,
    UnknownGeographyError,
    UnknownProvinceError,
    named,
    no_such_code,
)
from cdslib.provinces.names import Entry, entries, forms
from cdslib.provinces.places import is_country, is_region
from cdslib.provinces.register import GEOGRAPHIES, Province, counterparts, other, provinces
from cdslib.provinces.suggest import abbreviated, likely
from cdslib.text import nfc

_NAMESPACED = re.compile(r"(vn63|vn34)[-‐-― ](\d{2})", re.IGNORECASE)
_ISO = re.compile(r"VN[-‐-― _](\d{2}|[A-Z]{2})", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]{1,3}")


def resolve_province(given: str | float, geography: str = "vn63") -> Province:
    """Find the province that a text or a code names.

    Known spellings decide: the official names in Vietnamese and English and the table of aliases,
    compared without regard to accents, tone placement, case, spaces, dashes and the words around a
    name ('UBND tỉnh', 'TP.', 'Province'). Likeness only ever suggests.

    Parameters
    ----------
    given : str or number
        A name, an abbreviation, a namespaced code (``vn63-38``), an ISO code (``VN-21``) or a
        two-digit GSO code (``"38"`` or the number 38). A GSO code is read in the wanted scheme.
    geography : {"vn63", "vn34"}
        The scheme that the province must belong to.

    Returns
    -------
    Province
        The province.

    Raises
    ------
    FormerProvinceError
        The province is no more; the error says where it went.
    OtherSchemeError
        The code belongs to the other scheme.
    AmbiguousProvinceError
        The text may mean several provinces, or a city inside a province of the same name.
    NotAProvinceError
        The text names the country or a region.
    UnknownProvinceError
        Parent of all these, and raised itself for anything else; ``suggestions`` may hold what was meant.
    UnknownGeographyError
        The geography is neither ``vn63`` nor ``vn34``.

    Examples
    --------
    >>> resolve_province("UBND tỉnh Thanh Hoá").code
    'vn63-38'
    >>> resolve_province("TP.HCM", "vn34").code
    'vn34-79'
    """
    if geography not in GEOGRAPHIES:
        raise UnknownGeographyError(given=geography)
    written = given if isinstance(given, str) else _as_code(given)
    shown = nfc(written)
    if not shown:
        raise UnknownProvinceError("", "empty")
    return _by_code(shown, geography) or _by_name(written, shown, geography)


def _as_code(number: float) -> str:
    """Write a number as a GSO code; spreadsheets keep 01 as the number 1 or 1.0."""
    whole = not isinstance(number, bool) and float(number).is_integer()
    return f"{int(number):02d}" if whole else str(number)


def _by_code(shown: str, geography: str) -> Province | None:
    """Read the text as a code; None if it does not look like one."""
    here_first = (geography, other(geography))
    if match := _NAMESPACED.fullmatch(shown):
        return _coded(shown, geography, (match[1].lower(),), gso_code=match[2])
    if match := _ISO.fullmatch(shown):
        return _coded(shown, geography, here_first, iso=f"VN-{match[1].upper()}")
    if not _DIGITS.fullmatch(shown):
        return None
    if len(shown) == 1:
        _refuse_one_digit(shown, geography)
    return _coded(shown, geography, here_first, gso_code=shown)


def _coded(
    shown: str, geography: str, schemes: tuple[str, ...], gso_code: str = "", iso: str = ""
) -> Province:
    """Find a code in the first scheme that has it, and refuse it if that is not the wanted one."""
    for unit in (unit for scheme in schemes for unit in provinces(scheme)):
        if (gso_code and unit.gso_code == gso_code) or (iso and unit.iso == iso):
            if unit.geography == geography:
                return unit
            _refuse_other_scheme(shown, unit, geography)
    raise no_such_code(shown)


def _refuse_one_digit(shown: str, geography: str) -> NoReturn:
    units = [unit for unit in provinces(geography) if unit.gso_code == f"0{shown}"]
    if not units:
        raise no_such_code(shown)
    words: dict[Language, dict[str, str]] = {lang: {"name": units[0].name(lang)} for lang in LANGUAGES}
    raise AmbiguousProvinceError(shown, "one_digit", units, words)


def _refuse_other_scheme(shown: str, unit: Province, geography: str) -> NoReturn:
    units = counterparts(unit)
    now = named(units, codes=True)
    words: dict[Language, dict[str, str]] = {
        lang: {
            "name": unit.name(lang),
            "theirs": text(f"names.{unit.geography}", lang),
            "ours": text(f"names.{geography}", lang),
            "now": now[lang],
        }
        for lang in LANGUAGES
    }
    raise OtherSchemeError(shown, "other_scheme", units, words)


def _by_name(written: str, shown: str, geography: str) -> Province:
    known = entries(geography)
    for name, says_city in forms(written):
        entry = known.get(name.replace(" ", ""))
        if entry is not None:
            return _accepted(entry, shown, says_city)
    if is_country(written) or is_region(written):
        raise NotAProvinceError(shown, "country" if is_country(written) else "region")
    raise _unknown(written, shown, geography)


def _accepted(entry: Entry, shown: str, says_city: bool) -> Province:
    if says_city and not entry.municipality:
        words: dict[Language, dict[str, str]] = {lang: {"name": entry.name(lang)} for lang in LANGUAGES}
        raise AmbiguousProvinceError(shown, "city", entry.provinces, words)
    if entry.current:
        return entry.provinces[0]
    raise FormerProvinceError(shown, "former", entry.provinces, _history(entry))


def _history(entry: Entry) -> dict[Language, dict[str, str]]:
    """Say what happened to a province and where it is now."""
    now = named(entry.provinces, codes=True)
    return {
        lang: {
            "note": entry.former[f"note_{lang}"] if entry.former else text("names.merged", lang),
            "now": now[lang],
        }
        for lang in LANGUAGES
    }


def _unknown(written: str, shown: str, geography: str) -> UnknownProvinceError:
    several = abbreviated(written, geography)
    hints = several or likely(written, geography)
    if not hints:
        return UnknownProvinceError(shown)
    units = tuple(dict.fromkeys(unit for hint in hints for unit in hint.provinces))
    words: dict[Language, dict[str, str]] = {
        lang: {"hints": ", ".join(_hint(hint, lang) for hint in hints)} for lang in LANGUAGES
    }
    if len(several) > 1:
        return AmbiguousProvinceError(shown, "ambiguous", units, words)
    return UnknownProvinceError(shown, "did_you_mean", units, words)


def _hint(entry: Entry, lang: Language) -> str:
    if entry.current:
        return entry.name(lang)
    now = named(entry.provinces, codes=False)[lang]
    return text("names.hint_former", lang, name=entry.name(lang), now=now)
