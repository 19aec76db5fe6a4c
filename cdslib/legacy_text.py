"""Vietnamese typed with the fonts of before Unicode: TCVN3 (ABC, fonts .Vn...) and VNI (fonts VNI-...).

Files typed with such fonts hold ordinary Western characters that only look Vietnamese in that font;
read by a program they come out as 'Thanh Hãa' (TCVN3) or 'Thanh Hoùa' (VNI) for Thanh Hóa.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

Encoding = Literal["tcvn3", "vni"]

# TCVN 5712:1993, set VN3, bytes A1 to FE where used. In TCVN3 fonts capitals with a tone are the
# same characters in a capital font (.VnTimeH), so they come out in lower case.
TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)

# VNI for Windows writes a plain letter and a second character for its shape, its tone or both.
_VNI_LETTERS = dict(zip("ôÔöÖñÑîÎíìæóòÍÌÆÓÒ", "ơƠưƯđĐỵỴíìỉĩịÍÌỈĨỊ", strict=True))
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_CIRCUMFLEX = dict(zip("âáàåãä", ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))
_VNI_BREVE = dict(zip("êéèúüë", ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))
_VNI_MARKS = {
    **_VNI_TONES,
    **{char: "\u0302" + tone for char, tone in _VNI_CIRCUMFLEX.items()},
    **{char: "\u0306" + tone for char, tone in _VNI_BREVE.items()},
}
_VNI_PAIR = re.compile(rf"([aeouyôö])([{''.join(_VNI_MARKS)}])|([{''.join(_VNI_LETTERS)}])", re.IGNORECASE)

# The fourteen letters that Windows-1258 reads differently from Windows-1252.
_FROM_1258 = str.maketrans(
    "Ă\u0300Đ\u0309ƠƯ\u0303ă\u0301đ\u0323ơư₫",
    "ÃÌÐÒÕÝÞãìðòõýþ",
)

_ONSET = "(?:ngh|ng|nh|gh|gi|kh|kr|ph|pl|th|tr|ch|qu|[bcdđghklmnpqrstvxfjwz])?"
_RIME = "|".join(
    (
        "a(?:i|o|u|y|m|n|nh|ng|p|t|ch|c|k)?|ă(?:m|n|ng|p|t|c|k)|â(?:u|y|m|n|ng|p|t|c)",
        "e(?:o|m|n|ng|p|t|c)?|ê(?:u|m|n|nh|p|t|ch)?|i(?:a|u|m|n|nh|p|t|ch)?|(?:i|y)ê(?:u|m|n|ng|p|t|c)",
        "o(?:i|m|n|ng|p|t|c|ong|oc)?|oa(?:i|y|o|m|n|nh|ng|t|ch|c|p)?|oă(?:m|n|ng|t|c)|oe(?:o|n|t)?",
        "ô(?:i|m|n|ng|p|t|c|k)?|ơ(?:i|m|n|p|t)?|u(?:a|i|m|n|ng|p|t|c)?|uô(?:i|m|n|ng|t|c)|uâ(?:y|n|ng|t)",
        "uê(?:nh|ch)?|uơ|uy(?:a|n|u|t|nh|ch|p)?|uyê(?:n|t)|ư(?:a|i|u|ng|t|c|m|n)?|ươ(?:i|u|m|n|ng|p|t|c)",
        "y(?:nh|t|ch|u|n)?",
    )
)
_SYLLABLE = re.compile(f"{_ONSET}(?:{_RIME})")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STOPPED = re.compile("(?:[cpt]|ch)$")
_WORD = re.compile(r"[^\s\x00-\x40\x5b-\x60\x7b-\x7f“”‘’–—…]+")


def decode_legacy(text: str, encoding: Encoding | None = None) -> tuple[str, Encoding | None]:
    """Turn TCVN3 or VNI text, as read by a program of today, into Unicode.

    Parameters
    ----------
    text : str
        One cell as read with Windows-1252, Latin-1 or Windows-1258, before any other normalisation.
    encoding : {"tcvn3", "vni"} or None
        What its column or sheet is known to be by :func:`detect_legacy`; a cell of it that is Unicode
        all the same is kept. None to tell by this text alone, which leaves it alone if in doubt.

    Returns
    -------
    text : str
        The text in NFC; unchanged but for NFC if it is not legacy text.
    encoding : {"tcvn3", "vni"} or None
        What was decoded.

    Notes
    -----
    Tables: TCVN 5712:1993 (set VN3) and VNI for Windows as published at
    http://vietunicode.sourceforge.net/charset/.

    Examples
    --------
    >>> decode_legacy("§iÖn Biªn"), decode_legacy("Ñieän Bieân"), decode_legacy("Điện Biên")
    (('Điện Biên', 'tcvn3'), ('Điện Biên', 'vni'), ('Điện Biên', None))
    """
    found = encoding or detect_legacy([text])
    if found is None or _is_unicode(text, found):
        return unicodedata.normalize("NFC", text), None
    return _decode(text, found), found


def detect_legacy(values: Iterable[object]) -> Encoding | None:
    """Tell whether texts are typed in TCVN3 or VNI.

    A word is evidence only if it is no Vietnamese syllable as it stands but becomes one when decoded.
    An encoding is found if it mends more words than it leaves unread and more than the other does.

    Parameters
    ----------
    values : iterable
        One text or the cells of a column or sheet; those that are not text are passed over.

    Returns
    -------
    {"tcvn3", "vni"} or None
        What most of the foreign-looking words are; None if they are Unicode, another language or unclear.

    Examples
    --------
    >>> detect_legacy(["Hµ Néi", "S¬n La", "Long An"])
    'tcvn3'
    >>> detect_legacy(["Hà Nội", "Cà Mau", "5 £", "Köln"]) is None
    True
    """
    words = [word for value in values if isinstance(value, str) for word in _WORD.findall(value)]
    broken = [word for word in words if not word.isascii() and not _plausible(word)]
    tcvn3 = sum(_plausible(_decode(word, "tcvn3")) for word in broken)
    vni = sum(_plausible(_decode(word, "vni")) for word in broken)
    best, other = max(tcvn3, vni), min(tcvn3, vni)
    if best == other or 2 * best <= len(broken):
        return None
    return "tcvn3" if tcvn3 > vni else "vni"


def _is_unicode(text: str, encoding: Encoding) -> bool:
    """Tell whether a cell is Unicode already although its column is not."""
    letters = [char for char in text if char.isalpha()]
    if any(ord(char.translate(_FROM_1258)) > 0xFF for char in letters):
        return True
    has_own = any(ord(char) > 0xFF for char in letters)
    return _all_plausible(text) and (has_own or not _all_plausible(_decode(text, encoding)))


def _all_plausible(text: str) -> bool:
    return all(_plausible(word) for word in _WORD.findall(text) if not word.isascii())


def _decode(text: str, encoding: Encoding) -> str:
    western = text.translate(_FROM_1258)
    if encoding == "tcvn3":
        return "".join(TCVN3.get(char, char) for char in western)
    return _VNI_PAIR.sub(_vni_letter, western)


def _vni_letter(match: re.Match[str]) -> str:
    base, mark, single = match.groups()
    if single:
        return _VNI_LETTERS[single]
    letter = unicodedata.normalize("NFC", _VNI_LETTERS.get(base, base) + _VNI_MARKS[mark.lower()])
    is_one = len(letter) == 1 and not (base.islower() and mark.isupper())
    return letter if is_one else match[0]


def _plausible(word: str) -> bool:
    """Tell whether a word could be a Vietnamese syllable in upper, lower or title case."""
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    marked = unicodedata.normalize("NFD", word.lower())
    tones = _TONES.findall(marked)
    bare = unicodedata.normalize("NFC", _TONES.sub("", marked))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    return not _STOPPED.search(bare) or (bool(tones) and tones[0] in "\u0301\u0323")
