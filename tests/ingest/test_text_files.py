"""CSV and TSV files in the encodings and with the separators that offices use."""

import pytest

from cdslib.ingest import DamagedFileError, read_table
from tests.ingest.makers import assert_accounted, figures, text

ROWS = [
    ["Tỉnh", "Tỷ lệ người dùng (%) 2023", "Tỷ lệ người dùng (%) 2024"],
    ["Hà Giang", "50,5", "61,25"],
    ["Thừa Thiên Huế", "70,25", "80"],
    ["Bà Rịa - Vũng Tàu", "75", "81"],
]
EXPECTED = [
    ("vn63-02", "Tỷ lệ người dùng", "2023", 50.5),
    ("vn63-02", "Tỷ lệ người dùng", "2024", 61.25),
    ("vn63-46", "Tỷ lệ người dùng", "2023", 70.25),
    ("vn63-46", "Tỷ lệ người dùng", "2024", 80.0),
    ("vn63-77", "Tỷ lệ người dùng", "2023", 75.0),
    ("vn63-77", "Tỷ lệ người dùng", "2024", 81.0),
]

_BASES = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
_TONES = {"\u0300": "\u00cc", "\u0301": "\u00ec", "\u0303": "\u00de", "\u0309": "\u00d2", "\u0323": "\u00f2"}


def cp1258(written: str) -> bytes:
    """Write Vietnamese as Windows does: letters with shape composed, tones as marks of their own."""
    import unicodedata

    out = bytearray()
    for char in unicodedata.normalize("NFC", written):
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            tone = next(part for part in parts if part in _TONES)
            base = unicodedata.normalize("NFC", parts.replace(tone, ""))
            out += base.encode("cp1258") + tone.encode("cp1258")
    return bytes(out)


@pytest.mark.parametrize(
    ("encode", "name"),
    [
        (lambda written: written.encode("utf-8"), "utf-8"),
        (lambda written: written.encode("utf-8-sig"), "utf-8"),
        (lambda written: written.encode("utf-16"), "utf-16"),
        (lambda written: b"\xfe\xff" + written.encode("utf-16-be"), "utf-16"),
        (lambda written: written.encode("utf-16-le"), "utf-16"),
        (cp1258, "windows-1258"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le-bom", "utf-16-be-bom", "utf-16-le", "windows-1258"],
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_each_encoding_with_each_separator(encode, name, separator):
    report = read_table(encode(text(ROWS, separator)))
    assert_accounted(report)
    assert figures(report) == EXPECTED
    assert report.layout[0].encoding == name
    assert report.layout[0].writing == {"B": "vi", "C": "vi"}


def test_decomposed_unicode_is_read_like_composed():
    import unicodedata

    report = read_table(unicodedata.normalize("NFD", text(ROWS)).encode())
    assert figures(report) == EXPECTED


TCVN3 = "TØnh;D©n sè n¨m 2023 (ngh×n ng­êi)\nHµ Giang;899,1\nThõa Thiªn HuÕ;1160,2\nTæng sè;2059,3\n"
VNI = "Tænh;Daân soá naêm 2023 (nghìn ngöôøi)\nHaø Giang;899,1\nThöøa Thieân Hueá;1160,2\nToång soá;2059,3\n"


@pytest.mark.parametrize(("written", "name"), [(TCVN3, "tcvn3"), (VNI, "vni")], ids=["TCVN3", "VNI"])
@pytest.mark.parametrize("codec", ["cp1252", "utf-8"])
def test_text_typed_in_fonts_of_before_unicode(written, name, codec):
    report = read_table(written.encode(codec))
    assert_accounted(report)
    assert figures(report) == [("vn63-02", "Dân số", "2023", 899.1), ("vn63-46", "Dân số", "2023", 1160.2)]
    assert report.observations["unit"].tolist() == ["thousand_persons"] * 2
    assert report.skipped.query("kind == 'total'")["value"].tolist() == ["Tổng số", "2059,3"]
    assert report.layout[0].encoding == name
    assert f"Chữ trong tệp được chuyển từ bảng mã {name.upper()}." in report.layout[0].describe("vi")
    assert f"The text was converted from {name.upper()}." in report.layout[0].describe("en")


def test_legacy_names_in_a_workbook_whose_title_was_typed_again():
    from tests.ingest.makers import xlsx

    rows = [["Dân số năm 2023"], ["Tỉnh", "Số người"], ["Hµ Giang", 5], ["Yên Bái", 6], ["B¾c K¹n", 7]]
    assert [code for code, *_ in figures(read_table(xlsx({"a": rows})))] == ["vn63-02", "vn63-15", "vn63-06"]


def test_abbreviations_of_decisions_are_not_taken_for_legacy_text():
    rows = ["Tỉnh;DTI 2024;Ghi chú", "Hà Giang;0,5;922/QĐ-BTTTT"]
    report = read_table("\n".join(rows).encode())
    assert report.skipped.query("column == 'C'")["value"].tolist() == ["Ghi chú", "922/QĐ-BTTTT"]
    assert report.layout[0].encoding == "utf-8"


def test_rows_are_numbered_as_excel_shows_them():
    report = read_table("DTI năm 2024\n\n\nTỉnh;Điểm\nHà Giang;0,5\nHà Tâyy;0,6\n".encode())
    assert report.observations["row"].tolist() == [5]
    assert report.problems[["row", "column", "value", "kind", "suggestion"]].values.tolist() == [
        [6, "A", "Hà Tâyy", "unknown_province", "Hà Nội"],
        [6, "B", "0,6", "row_unknown", ""],
    ]
    assert (
        report.problems["reason_vi"].iloc[0]
        == "Không có tỉnh «Hà Tâyy». Ý bạn là: Hà Tây (nay thuộc Hà Nội)?"
    )
    assert report.problems["reason_en"].iloc[0] == (
        "There is no province “Hà Tâyy”. Did you mean: Ha Tay (now part of Ha Noi)?"
    )


def test_the_separator_that_excel_itself_writes_down():
    assert len(read_table("sep=;\nTỉnh;DTI 2024\nHà Giang;0,5\n".encode()).observations) == 1


def test_a_decimal_comma_is_not_taken_for_a_separator():
    report = read_table("Tỉnh;DTI 2024\nHà Giang;0,5123\nHà Nội;0,6123\n".encode())
    assert [value for *_, value in figures(report)] == [0.5123, 0.6123]


def test_quotes_that_never_end_are_damage_and_do_not_swallow_the_rest():
    with pytest.raises(DamagedFileError):
        read_table('Tỉnh,DTI 2024\n"Hà Giang,0.5\nHà Nội,0.6\n'.encode())
