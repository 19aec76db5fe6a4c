"""What was probably meant. Nothing here ever decides."""

from cdslib.provinces.names import Entry, entries, forms
from cdslib.text import fold

_ALIKE = 80
_MARGIN = 10
_SHORTEST = 4
_MOST = 3


def abbreviated(written: str, geography: str) -> tuple[Entry, ...]:
    """Return the provinces of a scheme whose initials these letters are.

    Parameters
    ----------
    written : str
        For example ``ĐN``.
    geography : {"vn63", "vn34"}
        The scheme.

    Returns
    -------
    tuple of Entry
        All of them, in the order of their codes; empty for anything but initials.
    """
    letters = forms(written)[-1][0].replace(" ", "")
    return tuple(
        entry
        for entry in _things(geography)
        if entry.current and letters == "".join(word[0] for word in fold(entry.name_vi).split())
    )


def likely(written: str, geography: str) -> tuple[Entry, ...]:
    """Return up to three provinces, present or former, whose name resembles a text.

    Names that the text contains or is part of come first; otherwise those at least 80 % alike
    (Indel similarity of the folded names without spaces) and within 10 points of the best.

    Parameters
    ----------
    written : str
        The text; fewer than four letters resemble nothing.
    geography : {"vn63", "vn34"}
        The scheme.

    Returns
    -------
    tuple of Entry
        The likeliest first.
    """
    name = forms(written)[-1][0]
    if len(name.replace(" ", "")) < _SHORTEST:
        return ()
    return (_overlapping(name, geography) or _alike(name, geography))[:_MOST]


def _things(geography: str) -> tuple[Entry, ...]:
    return tuple(dict.fromkeys(entries(geography).values()))


def _overlapping(name: str, geography: str) -> tuple[Entry, ...]:
    def overlaps(entry: Entry) -> bool:
        official = fold(entry.name_vi)
        inside = " " in name and f" {name} " in f" {official} "
        return inside or (" " in official and f" {official} " in f" {name} ")

    return tuple(entry for entry in _things(geography) if overlaps(entry))


def _alike(name: str, geography: str) -> tuple[Entry, ...]:
    from rapidfuzz import fuzz, process

    spellings = {spelling: spelling for spelling in entries(geography) if len(spelling) >= _SHORTEST}
    found = process.extract(
        name.replace(" ", ""), spellings, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=2 * _MOST
    )
    close = [spelling for spelling, score, _ in found if score >= found[0][1] - _MARGIN]
    return tuple(dict.fromkeys(entries(geography)[spelling] for spelling in close))
