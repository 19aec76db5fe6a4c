"""What a brief consists of, whatever file it is written to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from cdslib.i18n import Language

_SIZE = r'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"'


@dataclass(frozen=True)
class Words:
    """A run of text, with the sources it calls upon.

    Attributes
    ----------
    text : str
        The text.
    strong : bool
        Set in bold.
    notes : tuple of str
        Keys of the notes referred to after the text.
    """

    text: str
    strong: bool = False
    notes: tuple[str, ...] = ()


Line = tuple[Words, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``role`` is ``body``, ``lead`` (the headline) or ``small`` (method and caution)."""

    line: Line
    role: str = "body"


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    head : str
        What stands over it.
    width : float
        Its share of the width, relative to the other columns.
    numeric : bool
        Set flush right.
    names : bool
        Its cells name what follows them in the row.
    """

    head: str
    width: float = 1
    numeric: bool = False
    names: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a caption above; its head is repeated on a new page."""

    caption: Line
    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A chart.

    Attributes
    ----------
    svg : str
        The drawing.
    alt : str
        What it shows, for those who do not see it.
    width : float
        On paper, in millimetres.
    """

    svg: str
    alt: str
    width: float

    @property
    def height(self) -> float:
        """Height on paper, in millimetres."""
        wide, high = (float(side) for side in re.search(_SIZE, self.svg).groups())  # type: ignore[union-attr]
        return self.width * high / wide


@dataclass(frozen=True)
class Figure:
    """Pictures side by side, with one caption below."""

    caption: str
    pictures: tuple[Picture, ...]


Block = Paragraph | Table | Figure


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Note:
    """A source: what is said of it, and its address."""

    text: str
    address: str = ""

    @property
    def host(self) -> str:
        """What is printed of the address; the link behind it is whole."""
        return urlsplit(self.address).netloc.removeprefix("www.")


@dataclass(frozen=True)
class Brief:
    """A whole brief.

    Attributes
    ----------
    title, subtitle : str
        The two lines at the top.
    lang : {"vi", "en"}
        The language of all words.
    opening : tuple of Block
        What stands before the first heading.
    sections : tuple of Section
        The parts.
    notes : mapping of str to Note
        All sources, by key; those referred to are printed.
    sources : str
        The heading over the notes.
    subject : str
        What it is about, for the file's properties.
    keywords : tuple of str
        For the file's properties.
    """

    title: str
    subtitle: str
    lang: Language
    opening: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: Mapping[str, Note] = field(default_factory=dict)
    sources: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()

    def blocks(self) -> Iterator[Block]:
        """Yield every block in the order of reading."""
        yield from self.opening
        for section in self.sections:
            yield from section.blocks


def said(text: str, *notes: str, strong: bool = False) -> Line:
    """Return a line of one run.

    Parameters
    ----------
    text : str
        The text.
    *notes : str
        Keys of its sources.
    strong : bool
        Set in bold.

    Returns
    -------
    tuple of Words
        The line.

    Examples
    --------
    >>> said("0,7742", "dti")
    (Words(text='0,7742', strong=False, notes=('dti',)),)
    """
    return (Words(text, strong, notes),)


def lines_of(block: Block) -> Iterator[Line]:
    """Yield the lines of a block in the order of reading.

    Parameters
    ----------
    block : Paragraph, Table or Figure
        The block.

    Yields
    ------
    tuple of Words
        A line.

    Examples
    --------
    >>> [line[0].text for line in lines_of(Table(said("a"), (Column("x"),), ((said("b"),),)))]
    ['a', 'b']
    """
    if isinstance(block, Paragraph):
        yield block.line
    elif isinstance(block, Table):
        yield block.caption
        for row in block.rows:
            yield from row


def note_numbers(brief: Brief) -> dict[str, int]:
    """Give each note its number, in the order in which a reader meets them.

    Parameters
    ----------
    brief : Brief
        The brief.

    Returns
    -------
    dict of str to int
        Number by key, from 1.

    Examples
    --------
    >>> first = Section("", (Paragraph(said("x", "b", "a")), Paragraph(said("y", "b"))))
    >>> note_numbers(Brief("", "", "en", sections=(first,)))
    {'b': 1, 'a': 2}
    """
    met: dict[str, int] = {}
    for block in brief.blocks():
        for line in lines_of(block):
            for words in line:
                for key in words.notes:
                    met.setdefault(key, len(met) + 1)
    return met


def plain(line: Line) -> str:
    """Return the text of a line.

    Examples
    --------
    >>> plain(said("a") + said(" b"))
    'a b'
    """
    return "".join(words.text for words in line)
