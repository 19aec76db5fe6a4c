"""Writes a brief as an editable Word file."""

from io import BytesIO
from typing import Any

import docx

from cdslib.briefs.document import Block, Brief, Line, Paragraph, Table
from cdslib.briefs.word_look import SMALL, prepare, two_columns
from cdslib.briefs.word_notes import Endnotes
from cdslib.briefs.word_tables import add_figure, add_table
from cdslib.briefs.word_xml import field
from cdslib.i18n import text

_STYLES = {"body": "Body Text", "lead": "Body Text", "small": SMALL}


def write_docx(brief: Brief) -> bytes:
    """Write a brief for Word.

    Parameters
    ----------
    brief : Brief
        The brief.

    Returns
    -------
    bytes
        The file's content.

    Examples
    --------
    >>> write_docx(Brief("Title", "Subtitle", "en"))[:2]
    b'PK'
    """
    file = WordFile(brief)
    file.fill()
    out = BytesIO()
    file.document.save(out)
    return out.getvalue()


class WordFile:
    """A Word file in the making.

    Parameters
    ----------
    brief : Brief
        What to write.

    Attributes
    ----------
    document : docx.document.Document
        The document.
    """

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.document = docx.Document()
        prepare(self.document, brief)
        self.endnotes = Endnotes(self.document, brief.notes)
        self._counted = {"table": 0, "figure": 0}

    def fill(self) -> None:
        """Write everything from the title to the heading of the sources."""
        self.document.add_paragraph(self.brief.title, style="Title")
        self.document.add_paragraph(self.brief.subtitle, style="Subtitle")
        for block in self.brief.opening:
            self._add(block)
        for number, section in enumerate(self.brief.sections, 1):
            self.document.add_paragraph(f"{number}. {section.heading}", style="Heading 1")
            for block in section.blocks:
                self._add(block)
        if self.endnotes.numbers:
            number = len(self.brief.sections) + 1
            self.document.add_paragraph(f"{number}. {self.brief.sources}", style="Heading 1")
            two_columns(self.document)

    def _add(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            paragraph = self.document.add_paragraph(style=_STYLES[block.role])
            self.write(paragraph, block.line, is_strong=block.role == "lead")
        elif isinstance(block, Table):
            add_table(self, block)
        else:
            add_figure(self, block)

    def write(self, paragraph: Any, line: Line, *, is_strong: bool = False) -> None:
        """Append a line and its notes to a paragraph."""
        for words in line:
            paragraph.add_run(words.text).bold = True if words.strong or is_strong else None
            for place, key in enumerate(words.notes):
                for part in self.endnotes.cite(key, is_next=place > 0):
                    paragraph._p.append(part)

    def caption(self, kind: str, line: Line, *, keep: bool = False) -> None:
        """Append a caption that Word numbers."""
        self._counted[kind] += 1
        label = text(f"brief.{kind}", self.brief.lang)
        paragraph = self.document.add_paragraph(f"{label} ", style="Caption")
        for run in field(f"SEQ {label} \\* ARABIC", str(self._counted[kind])):
            paragraph._p.append(run)
        paragraph.add_run(". ")
        self.write(paragraph, line)
        paragraph.paragraph_format.keep_with_next = keep
