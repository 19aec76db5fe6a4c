"""How much of a profile fits on two A4 pages: the fullest brief whose estimated height is within them.

No program that opens the file can be asked beforehand how it will set it. So the height is estimated from the number
of letters, on the safe side, and rows are left out until it fits; the brief says of how many rows it shows how many.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from cdslib.briefs.document import Block, Brief, Line, Paragraph, Table, note_numbers, plain

WIDTH = 165.0
TWO_PAGES = 2 * 257 - 24  # a row, figure or paragraph that is not parted leaves some of a page empty
POINT = 0.3528
LETTER = 0.43  # of the size of the type, on average in Vietnamese and English


@dataclass(frozen=True)
class Limits:
    """How many rows of what can be left out are shown."""

    promises: int
    facts: int
    merger: int


LEVELS = (
    Limits(8, 14, 7),
    Limits(6, 12, 5),
    Limits(5, 12, 4),
    Limits(5, 10, 3),
    Limits(4, 8, 3),
    Limits(4, 8, 2),
    Limits(4, 6, 2),
    Limits(3, 6, 1),
    Limits(3, 4, 1),
    Limits(2, 4, 0),
)


def fullest(make: Callable[[Limits], Brief]) -> Brief:
    """Return the fullest brief that fits on two pages.

    Parameters
    ----------
    make : callable
        Makes the brief within limits.

    Returns
    -------
    Brief
        The first that fits, from the most generous limits to the strictest.

    Examples
    --------
    >>> fullest(lambda limits: Brief(str(limits.promises), "", "en")).title
    '8'
    """
    for limits in LEVELS[:-1]:
        brief = make(limits)
        if height(brief) <= TWO_PAGES:
            return brief
    return make(LEVELS[-1])


def height(brief: Brief) -> float:
    """Estimate how high a brief is when it is set.

    Parameters
    ----------
    brief : Brief
        The brief.

    Returns
    -------
    float
        Millimetres.

    Examples
    --------
    >>> 15 < height(Brief("Title", "Subtitle", "en")) < 25
    True
    """
    blocks = sum(_block(block) for block in brief.blocks())
    headings = 8.0 * (len(brief.sections) + 1)
    notes = [brief.notes[key] for key in note_numbers(brief)]
    in_columns = sum(_text(f"{note.text} {note.host}", 9, WIDTH / 2 - 9) for note in notes) / 2
    return 15 + blocks + headings + in_columns


def _text(words: str, size: float, width: float) -> float:
    """Estimate the height of a paragraph."""
    in_line = width / (LETTER * size * POINT)
    return max(1, ceil(len(words) / in_line)) * size * 1.16 * POINT


def _block(block: Block) -> float:
    if isinstance(block, Paragraph):
        size = 9 if block.role == "small" else 13.5
        return _text(plain(block.line), size, WIDTH) + 1.2
    if isinstance(block, Table):
        return _table(block)
    return max(picture.height for picture in block.pictures) + 6.5


def _table(table: Table) -> float:
    total = sum(column.width for column in table.columns)
    widths = [WIDTH * column.width / total - 2.6 for column in table.columns]
    head = max(_text(column.head, 9.5, width) for column, width in zip(table.columns, widths, strict=True))
    return 5.5 + head + sum(_row(row, widths) for row in table.rows)


def _row(row: tuple[Line, ...], widths: list[float]) -> float:
    return 0.25 + max(_text(_with_notes(line), 9.5, width) for line, width in zip(row, widths, strict=True))


def _with_notes(line: Line) -> str:
    return plain(line) + "00" * any(words.notes for words in line)
