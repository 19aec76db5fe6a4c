"""Text of the time before Unicode: TCVN3 and VNI fonts store Vietnamese under other letters."""

import re
from collections.abc import Sequence
from dataclasses import replace

from cdslib.ingest.grid import Cell
from cdslib.legacy_text import decode_legacy, detect_legacy
from cdslib.text import nfc

# Letters that legacy text cannot hold: in a Unicode file all that are not Western, in an old
# file, read as Windows-1258, only those that this code page lacks.
_IN_UNICODE_FILE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300-\u036f]")
_IN_OLD_FILE = re.compile("[ĨĩŨũẠ-ỹ]")


def readable(cells: Sequence[Cell], stored: str = "unicode") -> tuple[list[Cell], str]:
    """Bring the text of a sheet to Unicode, composed.

    A sheet without any letter that only Unicode has is judged as a whole, so that short cells
    follow the long ones; in a mixed sheet each cell is judged by itself.

    Parameters
    ----------
    cells : sequence of Cell
        Cells of one sheet, text as stored.
    stored : str
        How the file stores characters, for example ``windows-1258``.

    Returns
    -------
    cells : list of Cell
        The same cells with readable text.
    encoding : str
        ``stored``, or ``tcvn3`` or ``vni`` if text had to be decoded from it.

    Examples
    --------
    >>> cells, encoding = readable([Cell(0, 0, "Hµ Néi"), Cell(1, 0, "An Giang")])
    >>> [cell.value for cell in cells], encoding
    (['Hà Nội', 'An Giang'], 'tcvn3')
    """
    modern = _IN_OLD_FILE if stored.startswith("windows") else _IN_UNICODE_FILE
    texts = {cell.value for cell in cells if isinstance(cell.value, str) and not cell.fault}
    mixed = any(map(modern.search, texts))
    whole = None if mixed else detect_legacy(texts)
    read = {
        text: (text, None) if mixed and modern.search(text) else decode_legacy(text, whole) for text in texts
    }
    found = sorted({encoding for _, encoding in read.values() if encoding})

    def decoded(cell: Cell) -> Cell:
        if not isinstance(cell.value, str) or cell.fault:
            return cell
        return replace(cell, value=nfc(read[cell.value][0]))

    return [decoded(cell) for cell in cells], (found[0] if found else stored)
