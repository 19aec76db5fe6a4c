"""Page and styles of a brief in Word, in the manners of a Vietnamese administrative report.

Nghị định 30/2020/NĐ-CP, Phụ lục I: A4; margins 20-25 mm above and below, 30-35 mm left, 15-20 mm right; Times New
Roman, black, 13-14 pt; page number in the middle of the upper margin, none on the first page. It is no official act:
there is no national title, number, seal or signature.
"""

from datetime import UTC, datetime
from textwrap import shorten
from typing import Any

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor, Twips

from cdslib.briefs.document import Brief
from cdslib.briefs.word_notes import LINK, REFERENCE, TEXT
from cdslib.briefs.word_xml import element, field, place

LONGEST_PROPERTY = 255
FACE = "Times New Roman"
LANGUAGE_TAGS = {"vi": "vi-VN", "en": "en-GB"}
TEXT_WIDTH = 210 - 30 - 15
CELL, CELL_HEAD, SMALL, ENDING = "Brief Cell", "Brief Cell Head", "Brief Small", "Brief Ending"
# name: size in points, bold, italic, alignment, space before and after, first line in mm
LOOKS: dict[str, tuple[float, bool, bool, ALIGN, float, float, float]] = {
    "Normal": (13, False, False, ALIGN.JUSTIFY, 0, 4, 0),
    "Body Text": (13, False, False, ALIGN.JUSTIFY, 0, 4, 10),
    "Title": (14, True, False, ALIGN.CENTER, 0, 2, 0),
    "Subtitle": (10.5, False, True, ALIGN.CENTER, 0, 4, 0),
    "Heading 1": (13, True, False, ALIGN.LEFT, 5, 2, 0),
    "Caption": (10, False, True, ALIGN.CENTER, 2, 1, 0),
    "Header": (13, False, False, ALIGN.CENTER, 0, 0, 0),
    CELL: (9.5, False, False, ALIGN.LEFT, 0, 0, 0),
    CELL_HEAD: (9.5, True, False, ALIGN.CENTER, 0, 0, 0),
    ENDING: (1, False, False, ALIGN.LEFT, 0, 0, 0),  # a part needs a paragraph, if an empty one
    SMALL: (9, False, False, ALIGN.JUSTIFY, 1, 2, 0),
}
_AFTER_LANGUAGE = ("eastAsianLayout", "specVanish", "oMath")


def prepare(document: Document, brief: Brief) -> None:
    """Set page, styles, language and properties.

    Parameters
    ----------
    document : docx.document.Document
        A new document.
    brief : Brief
        What will stand in it.
    """
    tag = LANGUAGE_TAGS[brief.lang]
    _page(document)
    _defaults(document, tag)
    for name, (size, bold, italic, align, before, after, first) in LOOKS.items():
        style = _style(document, name)
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, italic
        style.font.color.rgb = RGBColor(0, 0, 0)
        _face(style.element.get_or_add_rPr())
        form = style.paragraph_format
        form.alignment, form.line_spacing = align, 1.0
        form.space_before, form.space_after = Pt(before), Pt(after)
        if first:
            form.first_line_indent = Mm(first)
    for name in ("Heading 1", "Title", "Subtitle"):
        _undecorated(document, name)
    _note_styles(document)
    _properties(document, brief, tag)


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Twips(851)  # 15 mm and no less
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.style = document.styles["Header"]
    for run in field("PAGE", "2"):
        number._p.append(run)
    section.first_page_header.is_linked_to_previous = False


def two_columns(document: Document) -> None:
    """Begin a part of two columns after the last paragraph; endnotes at the end are set in it.

    Parameters
    ----------
    document : docx.document.Document
        The document.
    """
    section = document.add_section(WD_SECTION.CONTINUOUS)
    section.different_first_page_header_footer = False
    columns = section._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "340")
    ending = document.paragraphs[-1]  # holds the break; the paragraph before can hold it as well
    document.paragraphs[-2]._p.get_or_add_pPr().append(ending._p.get_or_add_pPr().sectPr)
    ending.style = document.styles[ENDING]


def _defaults(document: Document, tag: str) -> None:
    """Give the whole document its language and face, and Word's present behaviour."""
    look = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    _face(look)
    place(look, element("lang", val=tag, eastAsia=tag, bidi="ar-SA"), _AFTER_LANGUAGE)
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), tag)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")


def _face(look: Any) -> None:
    fonts = element("rFonts", **dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), FACE))
    for old in look.findall(qn("w:rFonts")):
        look.remove(old)
    style = look.find(qn("w:rStyle"))
    if style is None:
        look.insert(0, fonts)
    else:
        style.addnext(fonts)


def _style(document: Document, name: str) -> Any:
    if name in [style.name for style in document.styles]:
        return document.styles[name]
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    return style


def _undecorated(document: Document, name: str) -> None:
    """Take away the rules, colours and letter spacing that Word's template gives to headings."""
    style = document.styles[name].element
    for tag in ("w:pBdr", "w:contextualSpacing", "w:spacing", "w:kern", "w:numPr"):
        for found in style.findall(f".//{qn(tag)}"):
            if tag != "w:spacing" or found.getparent().tag == qn("w:rPr"):
                found.getparent().remove(found)


def _note_styles(document: Document) -> None:
    text = document.styles.add_style("endnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.element.set(qn("w:styleId"), TEXT)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)
    text.paragraph_format.space_after = Pt(0)
    text.paragraph_format.alignment = ALIGN.LEFT
    reference = document.styles.add_style("endnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    reference.element.set(qn("w:styleId"), REFERENCE)
    reference.font.superscript = True
    link = document.styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.underline = True


def _properties(document: Document, brief: Brief, tag: str) -> None:
    about = document.core_properties
    about.title, about.language = brief.title, tag
    about.subject = shorten(brief.subject, LONGEST_PROPERTY, placeholder=" …")
    about.author = about.last_modified_by = "cdslib"
    about.comments, about.keywords = brief.subtitle, ", ".join(brief.keywords)
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    about.revision = 1
