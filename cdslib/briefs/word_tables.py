"""Tables and figures of a brief in Word."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm

from cdslib.briefs.document import Figure, Picture, Table, plain, said
from cdslib.briefs.pictures import png
from cdslib.briefs.word_look import CELL, CELL_HEAD, TEXT_WIDTH
from cdslib.briefs.word_xml import element, place

if TYPE_CHECKING:
    from cdslib.briefs.word_file import WordFile

CELL_MARGIN = 70  # twentieths of a point, 1.2 mm
_AFTER_CAPTION = ("tblDescription", "tblPrChange")


def add_table(file: "WordFile", table: Table) -> None:
    """Append a table: caption, a head that every page repeats, rows that no page parts.

    Parameters
    ----------
    file : WordFile
        The file.
    table : Table
        The table.
    """
    file.caption("table", table.caption, keep=True)
    grid = file.document.add_table(len(table.rows) + 1, len(table.columns), style="Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    look = grid._tbl.tblPr
    margins = [element(side, w=CELL_MARGIN, type="dxa") for side in ("left", "right")]
    place(look, element("tblCellMar", *margins), ("tblLook", "tblCaption", *_AFTER_CAPTION))
    place(look, element("tblCaption", val=plain(table.caption)), _AFTER_CAPTION)
    head, body = (file.document.styles[name].style_id for name in (CELL_HEAD, CELL))
    for column, paragraph in zip(table.columns, _paragraphs(grid, 0, head), strict=True):
        paragraph.add_run(column.head)
    for number, row in enumerate(table.rows, 1):
        for column, line, paragraph in zip(table.columns, row, _paragraphs(grid, number, body), strict=True):
            if column.numeric:
                paragraph.alignment = ALIGN.RIGHT
            file.write(paragraph, line)
    _set_widths(grid, table)
    _set_rows(grid)


def _paragraphs(grid: Any, row: int, style: str) -> list[Any]:
    """Return the paragraph of each cell of a row, styled."""
    found = [cell.paragraphs[0] for cell in grid.rows[row].cells]
    for paragraph in found:
        paragraph._p.style = style  # by its id: looking it up anew for each cell took a quarter of the time
    return found


def _set_widths(grid: Any, table: Table) -> None:
    total = sum(column.width for column in table.columns)
    widths = [Mm(TEXT_WIDTH * column.width / total) for column in table.columns]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for row in grid._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = width


def _set_rows(grid: Any) -> None:
    for number, row in enumerate(grid._tbl.tr_lst):
        look = row.get_or_add_trPr()
        look.append(element("cantSplit"))
        if number == 0:
            look.append(element("tblHeader"))


def add_figure(file: "WordFile", figure: Figure) -> None:
    """Append pictures side by side and their caption.

    Parameters
    ----------
    file : WordFile
        The file.
    figure : Figure
        The figure.
    """
    paragraph = file.document.add_paragraph(style="Normal")
    paragraph.alignment, paragraph.paragraph_format.keep_with_next = ALIGN.CENTER, True
    paragraph.paragraph_format.space_after = Mm(0)
    for picture in figure.pictures:
        _add_picture(file.document, paragraph, picture)
    file.caption("figure", said(figure.caption))


def _add_picture(document: Document, paragraph: Any, picture: Picture) -> None:
    paragraph.add_run().add_picture(BytesIO(png(picture.svg)), width=Mm(picture.width))
    number = len(document.inline_shapes)
    about = document.inline_shapes[number - 1]._inline.docPr
    about.set("descr", picture.alt)
    about.set("name", f"Picture {number}")
    about.set("id", str(number))
    described = paragraph._p.findall(f".//{qn('pic:cNvPr')}")[-1]
    described.set("descr", picture.alt)
