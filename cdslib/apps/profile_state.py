"""Which province a reader of the profile page looks at, and on which day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cdslib.apps.atlas import GEOGRAPHIES, Atlas
from cdslib.i18n import LANGUAGES, Language

START = "vn34-01"


@dataclass(frozen=True)
class ProfileState:
    """The choices that decide what the kernel has to compose.

    Attributes
    ----------
    code : str
        Code of the province; it begins with its geography.
    geography : {"vn34", "vn63"}
        Present or former provinces.
    lang : {"vi", "en"}
        The reader's language.
    day : str
        ``YYYY-MM-DD``: promises are judged as of this day; empty for the latest that was prepared.
    """

    code: str = START
    geography: str = "vn34"
    lang: Language = "vi"
    day: str = ""


def read_profile(wanted: Mapping[str, Any], atlas: Atlas, lang: Language = "vi") -> ProfileState:
    """Turn what a page or an address asks for into a state that surely exists.

    A geography other than that of the province leads to what the province became, or to the former
    province of the same name (else the first) that it was made of.

    Parameters
    ----------
    wanted : mapping
        Any of the attributes of :class:`ProfileState`; other keys and impossible values are ignored.
    atlas : Atlas
        What there is.
    lang : {"vi", "en"}
        Language where none, or an unknown one, is asked for.

    Returns
    -------
    ProfileState
        A province that exists.
    """
    code, geography = wanted.get("code"), wanted.get("geography")
    if not isinstance(code, str) or code not in atlas.provinces:
        code = START
    if geography not in GEOGRAPHIES:
        geography = str(code)[:4]
    said = wanted.get("lang")
    return ProfileState(
        code=counterpart(atlas, str(code), str(geography)),
        geography=str(geography),
        lang=next((known for known in LANGUAGES if known == said), lang),
        day=_day(wanted.get("day")),
    )


def counterpart(atlas: Atlas, code: str, geography: str) -> str:
    """Return the province of the other geography that a reader means.

    Parameters
    ----------
    atlas : Atlas
        The provinces.
    code : str
        A province of either geography.
    geography : {"vn34", "vn63"}
        Where to look.

    Returns
    -------
    str
        The province itself, what it became, or the former province of the same name (else the first).

    Examples
    --------
    >>> from cdslib.apps.atlas import load_atlas
    >>> counterpart(load_atlas(), "vn63-24", "vn34"), counterpart(load_atlas(), "vn34-24", "vn63")
    ('vn34-24', 'vn63-27')
    """
    if code.startswith(geography):
        return code
    province = atlas.provinces[code]
    if "successor" in province:
        return str(province["successor"])
    parts: list[str] = province["parts"]
    return next((part for part in parts if atlas.provinces[part]["vi"] == province["vi"]), parts[0])


def _day(wanted: Any) -> str:
    try:
        return date.fromisoformat(wanted).isoformat() if isinstance(wanted, str) else ""
    except ValueError:
        return ""
