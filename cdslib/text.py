"""Vietnamese text brought to one form, for keeping (NFC) and for comparing (folded)."""

import re
import unicodedata
from functools import lru_cache

_STROKED = str.maketrans("đĐðÐ", "dDdD")
_NOT_WORD = re.compile(r"[\W_]+")
_KEPT = 1 << 16  # large tables repeat their words thousands of times


@lru_cache(maxsize=_KEPT)
def nfc(text: str) -> str:
    r"""Write text in the composed form (NFC) with plain single spaces.

    Windows-1258 files hold tones as combining marks and some systems decompose every letter; both
    come out as the letters that this package keeps. Invisible format characters are dropped.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The same text, composed, no-break and thin spaces made plain, none at either end.

    Examples
    --------
    >>> nfc("Hà\u00a0 Nô\u0323i ")
    'Hà Nội'
    """
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return " ".join(unicodedata.normalize("NFC", visible).split())


def ascii_letters(text: str) -> str:
    """Take the tones and marks off Vietnamese letters, one letter for one letter.

    Parameters
    ----------
    text : str
        Text in any normal form.

    Returns
    -------
    str
        Text of the same length as ``nfc(text)`` without marks; Đ becomes D. Case is kept.

    Examples
    --------
    >>> ascii_letters("Đắk Lắk, khoảng 5%")
    'Dak Lak, khoang 5%'
    """
    return "".join(unicodedata.normalize("NFD", char)[0] for char in nfc(text)).translate(_STROKED)


@lru_cache(maxsize=_KEPT)
def fold(text: str) -> str:
    """Make a key under which spellings of the same words are equal.

    Lower case, no accents (so the place of the tone mark does not matter), one form of Đ/Ð/đ,
    full-width and ordinary characters alike, and every run of spaces, dashes, hyphens, dots and
    other punctuation made one space.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The key. Folding a key again changes nothing.

    Examples
    --------
    >>> fold("Bà Rịa – Vũng Tàu") == fold("BA RIA-VUNG TAU")
    True
    >>> fold("Hoà Bình"), fold("Hòa Bình"), fold("TP.Ðà Nẵng")
    ('hoa binh', 'hoa binh', 'tp da nang')
    """
    bare = _unmarked(_unmarked(text).casefold()).translate(_STROKED)
    return _NOT_WORD.sub(" ", bare).strip()


def _unmarked(text: str) -> str:
    """Decompose and drop combining marks and invisible characters."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if unicodedata.category(char) not in {"Mn", "Cf"})
