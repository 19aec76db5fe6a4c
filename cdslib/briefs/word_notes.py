"""Sources as Word's own endnotes, which python-docx cannot write.

Endnotes, not footnotes: a source may take three lines, and a dozen of them at the foot of two pages would push the
tables that cite them onto a third. At the end they are one list, as the annex of a report has it. Word numbers
them; a source that is cited again is a cross-reference to its first number, so that numbers stay right when an
official cuts or adds a paragraph.
"""

from collections.abc import Mapping
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from cdslib.briefs.document import Note
from cdslib.briefs.word_xml import element, field, place, run

REFERENCE, TEXT, LINK = "EndnoteReference", "EndnoteText", "Hyperlink"
_AFTER_IN_SETTINGS = ("endnotePr", "compat", "rsids", "themeFontLang", "clrSchemeMapping")
_AFTER_IN_SECTION = ("type", "pgSz", "pgMar", "cols", "titlePg", "docGrid")


class Endnotes:
    """The endnotes of one document.

    Parameters
    ----------
    document : docx.document.Document
        The document.
    notes : mapping of str to Note
        All sources that may be cited.
    """

    def __init__(self, document: Document, notes: Mapping[str, Note]) -> None:
        self.notes = notes
        self.numbers: dict[str, int] = {}
        self.part = XmlPart(
            PackURI("/word/endnotes.xml"),
            CONTENT_TYPE.WML_ENDNOTES,
            element("endnotes", _separator(-1, "separator"), _separator(0, "continuationSeparator")),
            document.part.package,
        )
        document.part.relate_to(self.part, RELATIONSHIP_TYPE.ENDNOTES)
        _declare(document)

    def cite(self, key: str, *, is_next: bool = False) -> list[Any]:
        """Return the runs that refer to a source: its endnote, or again the number it has.

        Parameters
        ----------
        key : str
            Of :attr:`notes`.
        is_next : bool
            Whether it follows another, from which a comma parts it.

        Returns
        -------
        list of lxml element
            What to append to the paragraph.
        """
        comma = [run(style=REFERENCE, text=",")] if is_next else []
        if key in self.numbers:
            number = self.numbers[key]
            return comma + field(f"NOTEREF {_mark(number)} \\f \\h", str(number), REFERENCE)
        number = self.numbers[key] = len(self.numbers) + 1
        self.part.element.append(self._note(number, self.notes[key]))
        return [
            *comma,
            element("bookmarkStart", id=number, name=_mark(number)),
            run(element("endnoteReference", id=number), style=REFERENCE),
            element("bookmarkEnd", id=number),
        ]

    def _note(self, number: int, note: Note) -> Any:
        words = [run(element("endnoteRef"), style=REFERENCE), run(text=f" {note.text}")]
        if note.address:
            link = element("hyperlink", run(style=LINK, text=note.host))
            link.set(
                qn("r:id"), self.part.relate_to(note.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            )
            words += [run(text=" "), link]
        look = element("pPr", element("pStyle", val=TEXT))
        return element("endnote", element("p", look, *words), id=number)


def _mark(number: int) -> str:
    return f"_RefNote{number}"


def _separator(number: int, kind: str) -> Any:
    look = element("pPr", element("spacing", after=0, line=240, lineRule="auto"))
    return element("endnote", element("p", look, run(element(kind))), type=kind, id=number)


def _declare(document: Document) -> None:
    """Name the separators, number 1, 2, 3 (Word's own habit is i, ii, iii), and place the notes at the end."""
    ids = [element("endnote", id=number) for number in (-1, 0)]
    whole = element("endnotePr", element("pos", val="docEnd"), element("numFmt", val="decimal"), *ids)
    place(document.settings.element, whole, _AFTER_IN_SETTINGS)
    for section in document.sections:
        here = element("endnotePr", element("numFmt", val="decimal"))
        place(section._sectPr, here, _AFTER_IN_SECTION)
