"""What a province is and what became of it, in words."""

from cdslib.i18n import Language, text
from cdslib.provinces.register import Province, counterparts, predecessors, successor


def describe(unit: Province, lang: Language = "vi") -> str:
    """Say what a province is, of which scheme, and what it was or became in the merger.

    Parameters
    ----------
    unit : Province
        The province.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    str
        One or two sentences.
    """
    if unit.geography == "vn":
        return text("names.shown_country", lang, name=unit.name(lang))
    kind, scheme = text(f"names.kind_{unit.kind}", lang), text(f"names.scheme_{unit.geography}", lang)
    said = text("names.shown", lang, name=unit.name(lang), code=unit.code, kind=kind, scheme=scheme)
    return f"{said} {_merged(unit, lang)}"


def _merged(unit: Province, lang: Language) -> str:
    """Say what a province was or became on 01/07/2025."""
    now = unit if unit.geography == "vn34" else successor(unit.code)
    if len(predecessors(now.code)) == 1:
        return text("names.shown_unmerged", lang, code=counterparts(unit)[0].code)
    key = "part_of" if unit.geography == "vn63" else "made_of"
    named = ", ".join(f"{one.name(lang)} ({one.code})" for one in counterparts(unit))
    return text(f"names.shown_{key}", lang, names=named)
