"""Whether a table lists the 63 or the 34: decided by its names, then by its titles, never by chance."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cdslib.ingest.errors import MixedGeographyError, UndecidedGeographyError
from cdslib.ingest.names import read_place, schemes_of
from cdslib.text import fold

_NEARLY_ALL = 30
_HALF_OF_FORMER = 15
_SAYS = {
    "vn63": re.compile(r"\b63 (?:tinh|dia phuong|provinces)|\btruoc (?:khi )?(?:sap nhap|hop nhat)"),
    "vn34": re.compile(r"\b34 (?:tinh|dia phuong|provinces)|\bsau (?:khi )?(?:sap nhap|hop nhat)"),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """The scheme of a table and why: ``given``, ``former_names``, ``all_34`` or ``title``."""

    geography: str
    why: str
    names: tuple[str, ...] = ()


def decide_geography(names: Iterable[str], titles: Iterable[str], given: str | None) -> Decision:
    """Decide which scheme the names of a table belong to.

    Parameters
    ----------
    names : iterable of str
        Cells of the province column.
    titles : iterable of str
        Titles, headings and the name of the sheet.
    given : {"vn63", "vn34"} or None
        What the caller says, which is believed.

    Returns
    -------
    Decision
        The scheme and the reason.

    Raises
    ------
    MixedGeographyError
        If nearly all of the 34 stand beside a few names that only the 63 have.
    UndecidedGeographyError
        If all names exist in both and neither their number nor a title tells.
    """
    if given is not None:
        return Decision(given, "given")
    schemes = {name: schemes_of(name) for name in names}
    former = tuple(name for name, found in schemes.items() if found == {"vn63"})
    present = {read_place(name, "vn34").code: name for name, found in schemes.items() if "vn34" in found}
    new = tuple(name for name, found in schemes.items() if found == {"vn34"})
    said = _said(titles)
    few = 0 < len(former) < _HALF_OF_FORMER
    if former and (new or said == "vn34" or (few and len(present) >= _NEARLY_ALL)):
        raise MixedGeographyError(
            former=", ".join(former[:5]), present=", ".join((new or tuple(present.values()))[:5])
        )
    if former:
        return Decision("vn63", "former_names", former[:3])
    if new or len(present) >= _NEARLY_ALL:
        return Decision("vn34", "all_34", tuple(present.values())[:3])
    if said:
        return Decision(said, "title")
    raise UndecidedGeographyError(count=len(present), names=", ".join(tuple(present.values())[:5]))


def _said(titles: Iterable[str]) -> str:
    """Return the only scheme that titles name; empty if they name none or both."""
    whole = " | ".join(map(fold, titles))
    found = [scheme for scheme, words in _SAYS.items() if words.search(whole)]
    return found[0] if len(found) == 1 else ""
