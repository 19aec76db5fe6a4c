"""What Word reads: the manners of an administrative report, real styles, tables, endnotes and alternative texts."""

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from cdslib.briefs.document import Brief, Paragraph, note_numbers, said
from cdslib.briefs.word_file import write_docx

from .conftest import HOSTILE, whole_brief

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ENDNOTES = "word/endnotes.xml"


@pytest.fixture(scope="module")
def data() -> bytes:
    return write_docx(whole_brief())


@pytest.fixture(scope="module")
def document(data: bytes) -> Document:
    return docx.Document(BytesIO(data))


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def test_every_part_is_well_formed_and_named_once(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        assert len(names) == len(set(names))
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


def test_page_and_margins_follow_the_decree(document: Document) -> None:
    for section in document.sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        for margin in (section.top_margin, section.bottom_margin):
            assert 20 <= margin.mm <= 25
        assert 30 <= section.left_margin.mm <= 35
        assert 15 <= section.right_margin.mm <= 20


def test_pages_are_numbered_in_the_middle_of_the_upper_margin_from_the_second_on(document: Document) -> None:
    first = document.sections[0]
    assert first.different_first_page_header_footer
    assert not document.sections[-1].different_first_page_header_footer
    number = first.header.paragraphs[0]
    assert number.style.name == "Header"
    assert number.style.paragraph_format.alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.CENTER
    assert [code.text for code in number._p.iter(qn("w:instrText"))] == [" PAGE "]
    assert "".join(paragraph.text for paragraph in first.first_page_header.paragraphs) == ""


@pytest.mark.parametrize("name", ["Normal", "Body Text", "Title", "Heading 1", "Caption"])
def test_the_face_is_times_new_roman_in_black(document: Document, name: str) -> None:
    style = document.styles[name]
    fonts = style.element.rPr.find(qn("w:rFonts"))
    assert {fonts.get(qn(f"w:{which}")) for which in ("ascii", "hAnsi", "eastAsia", "cs")} == {
        "Times New Roman"
    }
    assert not [key for key in fonts.attrib if "Theme" in key]
    assert str(style.font.color.rgb) == "000000"


def test_body_text_is_13_or_14_points(document: Document) -> None:
    for name in ("Normal", "Body Text", "Title", "Heading 1", "Header"):
        assert Pt(13) <= document.styles[name].font.size <= Pt(14)
    assert document.styles["endnote text"].font.size < Pt(13)


@pytest.mark.parametrize(("lang", "tag"), [("vi", "vi-VN"), ("en", "en-GB")])
def test_the_language_is_that_of_the_reader(lang: str, tag: str) -> None:
    data = write_docx(whole_brief(lang))  # type: ignore[arg-type]
    document = docx.Document(BytesIO(data))
    default = document.styles.element.find(f".//{W}rPrDefault//{W}lang")
    assert default.get(qn("w:val")) == tag
    assert document.core_properties.language == tag
    assert document.settings.element.find(qn("w:themeFontLang")).get(qn("w:val")) == tag


def test_the_properties_say_what_it_is(document: Document) -> None:
    about = document.core_properties
    assert (about.title, about.author, about.keywords) == ("Tóm tắt", "cdslib", "Thanh Hóa, DTI")
    assert about.comments == "Do cdslib lập"
    assert about.subject.endswith("…")
    assert len(about.subject) <= 255


def test_it_opens_in_todays_word_not_in_compatibility_mode(document: Document) -> None:
    (mode,) = (
        setting.get(qn("w:val"))
        for setting in document.settings.element.iter(qn("w:compatSetting"))
        if setting.get(qn("w:name")) == "compatibilityMode"
    )
    assert mode == "15"


def test_headings_are_headings_and_numbered_through(document: Document) -> None:
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert headings == ["1. Một", "2. Hai", "3. Nguồn số liệu"]
    assert [paragraph.style.name for paragraph in document.paragraphs[:3]] == [
        "Title",
        "Subtitle",
        "Body Text",
    ]


def test_tables_are_tables_whose_head_is_repeated(document: Document) -> None:
    (table,) = document.tables
    assert table.style.name == "Table Grid"
    assert [cell.text for cell in table.rows[0].cells] == ["Chỉ tiêu", "Giá trị"]
    assert table.cell(2, 0).text == HOSTILE
    marks = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert marks == [True, False, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Bảng thử"
    assert {cell.paragraphs[0].style.name for cell in table.rows[0].cells} == {"Brief Cell Head"}
    assert table.cell(1, 1).paragraphs[0].alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT


def test_a_table_is_as_wide_as_the_text(document: Document) -> None:
    (table,) = document.tables
    assert sum(column.width for column in table.columns) == pytest.approx(Mm(165), rel=0.001)


def test_captions_are_numbered_by_word(document: Document) -> None:
    captions = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Caption"]
    assert [paragraph.text for paragraph in captions] == ["Hình 1. Hai hình", "Bảng 1. Bảng thử"]
    codes = [code.text.strip() for caption in captions for code in caption._p.iter(qn("w:instrText"))]
    assert codes[:2] == ["SEQ Hình \\* ARABIC", "SEQ Bảng \\* ARABIC"]
    assert captions[1].paragraph_format.keep_with_next


def test_pictures_have_alternative_texts_and_many_dots(document: Document, data: bytes) -> None:
    assert len(document.inline_shapes) == 2
    abouts = [shape._inline.docPr for shape in document.inline_shapes]
    assert {about.get("descr") for about in abouts} == {'Bản đồ; "tô đậm"'}
    assert len({about.get("id") for about in abouts}) == 2
    assert document.inline_shapes[0].width == pytest.approx(Mm(24), abs=2)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".png"))
        header = archive.read(name)[16:24]
    assert (int.from_bytes(header[:4]), int.from_bytes(header[4:])) == (270, 180)


def test_sources_are_endnotes(data: bytes) -> None:
    notes = part(data, ENDNOTES).findall(f"{W}endnote")
    assert [note.get(f"{W}type") for note in notes[:2]] == ["separator", "continuationSeparator"]
    written = {note.get(f"{W}id"): "".join(note.itertext()).strip() for note in notes[2:]}
    assert written == {
        "1": "Nguồn B",
        "2": "Nguồn <C> example.org",
        "3": "Nguồn A example.org",
    }
    assert all(note.find(f".//{W}endnoteRef") is not None for note in notes[2:])
    assert {style.get(f"{W}val") for style in part(data, ENDNOTES).iter(f"{W}pStyle")} == {"EndnoteText"}


def test_every_reference_has_its_note_and_every_note_its_reference(data: bytes) -> None:
    body = part(data, "word/document.xml")
    cited = [reference.get(f"{W}id") for reference in body.iter(f"{W}endnoteReference")]
    notes = part(data, ENDNOTES).findall(f"{W}endnote")
    assert cited == [note.get(f"{W}id") for note in notes[2:]]
    assert cited == [str(number) for number in note_numbers(whole_brief()).values()]


def test_a_source_cited_again_is_a_reference_to_its_number(data: bytes) -> None:
    body = part(data, "word/document.xml")
    marks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    codes = [code.text.split() for code in body.iter(f"{W}instrText") if "NOTEREF" in code.text]
    assert [code[1] for code in codes] == ["_RefNote1", "_RefNote3"]
    assert {code[1] for code in codes} <= marks
    starts = [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkStart")]
    assert starts == [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkEnd")]


def test_the_endnotes_are_declared(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml").decode()
        relations = archive.read("word/_rels/document.xml.rels").decode()
        links = archive.read("word/_rels/endnotes.xml.rels").decode()
    assert "/word/endnotes.xml" in types
    assert "wordprocessingml.endnotes+xml" in types
    assert 'Target="endnotes.xml"' in relations
    assert links.count('TargetMode="External"') == 2
    assert "https://example.org/a?x=1&amp;y=2" in links
    settings = part(data, "word/settings.xml").find(f"{W}endnotePr")
    assert [child.tag.removeprefix(W) for child in settings] == ["pos", "numFmt", "endnote", "endnote"]
    order = [child.tag.removeprefix(W) for child in part(data, "word/settings.xml")]
    assert order.index("characterSpacingControl") < order.index("endnotePr") < order.index("compat")


def test_endnotes_count_1_2_3_in_every_part_and_stand_in_two_columns(document: Document) -> None:
    for section in document.sections:
        order = [child.tag.removeprefix(W) for child in section._sectPr]
        assert order.index("endnotePr") < order.index("pgSz")
        assert section._sectPr.find(f"{W}endnotePr/{W}numFmt").get(f"{W}val") == "decimal"
    columns = [section._sectPr.find(qn("w:cols")).get(qn("w:num")) for section in document.sections]
    assert columns == [None, "2"]
    assert document.paragraphs[-2].text == "3. Nguồn số liệu"


def test_without_sources_there_is_no_heading_for_them() -> None:
    data = write_docx(Brief("T", "S", "en", opening=(Paragraph(said("x")),), sources="Sources"))
    document = docx.Document(BytesIO(data))
    assert [paragraph.text for paragraph in document.paragraphs] == ["T", "S", "x"]
    assert len(document.sections) == 1


def test_it_does_not_pretend_to_be_an_official_act(data: bytes) -> None:
    told = "".join(part(data, "word/document.xml").itertext()).upper()
    for official in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "ĐỘC LẬP - TỰ DO", "NƠI NHẬN", "SỐ: "):
        assert official not in told


def test_the_file_can_be_written_again_by_python_docx(document: Document, tmp_path: Path) -> None:
    document.add_paragraph("thêm")
    document.save(str(tmp_path / "again.docx"))
    again = docx.Document(str(tmp_path / "again.docx"))
    assert again.paragraphs[-1].text == "thêm"
