"""TCVN3 and VNI: written here by independent means, read back by the package."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdslib.legacy_text import decode_legacy, detect_legacy
from cdslib.provinces import Province, provinces, resolve_province
from cdslib.text import nfc

# Vietnamese letters in alphabetical order with their bytes, independent of the package's tables:
# TCVN 5712:1993 as glibc's charmap TCVN5712-1 has it.
TCVN3_BYTES = dict(
    zip(
        "ăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵĂÂĐÊÔƠƯ",
        bytes.fromhex(
            "A8A9AAABACADAE B5B6B7B8B9 BBBCBDBEC6 C7C8C9CACB CCCECFD0D1 D2D3D4D5D6 D7D8DCDDDE DFE1E2E3E4 "
            "E5E6E7E8E9 EAEBECEDEE EFF1F2F3F4 F5F6F7F8F9 FAFBFCFDFE A1A2A7A3A4A5A6"
        ),
        strict=True,
    )
)
VNI_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï", "": ""}
VNI_CIRCUMFLEX = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
VNI_BREVE = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
VNI_SINGLE = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ"}
HORN = {"o": "ô", "u": "ö"}


def _tcvn3(text: str) -> str:
    """Write text as a program shows TCVN3; capitals with a tone have no byte and become small."""
    out = []
    for char in unicodedata.normalize("NFC", text):
        byte = TCVN3_BYTES.get(char) or TCVN3_BYTES.get(char.lower())
        out.append(bytes([byte]).decode("cp1252") if byte else char)
    return "".join(out)


def _vni(text: str) -> str:
    out = []
    for char in unicodedata.normalize("NFC", text):
        written = _vni_letter(char.lower())
        out.append(written.upper() if char.isupper() else written)
    return "".join(out)


def _vni_letter(char: str) -> str:
    if char in VNI_SINGLE:
        return VNI_SINGLE[char]
    base, marks = (parts := unicodedata.normalize("NFD", char))[:1], parts[1:]
    tone = "".join(mark for mark in marks if mark in VNI_TONES)
    if "\u0302" in marks:
        return base + VNI_CIRCUMFLEX[tone]
    if "\u0306" in marks:
        return base + VNI_BREVE[tone]
    if "\u031b" in marks:
        return HORN[base] + VNI_TONES[tone]
    return base + VNI_TONES[tone] if tone else char


NAMES = [unit.name_vi for unit in (*provinces("vn63"), *provinces("vn34"))]
LETTERS = "".join(TCVN3_BYTES)
REPORT = "Tỷ lệ hồ sơ thủ tục hành chính được số hoá của Sở Nội vụ, Đơn vị tính: nghìn người"


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_of_province_names(name: str) -> None:
    sheet = ["Thừa Thiên Huế", "Quảng Ngãi", "Đồng Tháp", name]
    assert detect_legacy([_tcvn3(cell) for cell in sheet]) == "tcvn3"
    assert detect_legacy([_vni(cell) for cell in sheet]) == "vni"
    assert detect_legacy(sheet) is None
    assert decode_legacy(_tcvn3(name), "tcvn3")[0].casefold() == name.casefold()
    assert decode_legacy(_vni(name), "vni") == (name, "vni")
    assert decode_legacy(_vni(name.upper()), "vni") == (name.upper(), "vni")


@pytest.mark.parametrize(
    "name", ["Hồ Chí Minh", "Cần Thơ", "Sơn La", "Hưng Yên", "Đà Nẵng", "Hòa Bình", "Cà Mau"]
)
def test_a_unicode_cell_in_a_legacy_column_is_kept(name: str) -> None:
    assert decode_legacy(name, "tcvn3")[0] == name


@given(st.text(alphabet=LETTERS + " ,.-0123456789bcdghklmnpqrstvx"))
def test_tcvn3_round_trip(text: str) -> None:
    sure = f"Việt {text}"  # a cell that could be Unicode as it stands would be kept
    assert decode_legacy(_tcvn3(sure), "tcvn3")[0] == sure


@given(st.lists(st.sampled_from([*NAMES, *(name.upper() for name in NAMES), REPORT, REPORT.upper()])))
def test_vni_round_trip(texts: list[str]) -> None:
    text = ", ".join(texts)
    assert decode_legacy(_vni(text), "vni")[0] == text


@pytest.mark.parametrize(
    ("legacy", "text", "encoding"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam", "tcvn3"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc", "tcvn3"),
        ("Tæng diÖn tÝch (km2)", "Tổng diện tích (km2)", "tcvn3"),
        ("Bé tr\u00adëng Bé Tµi chÝnh", "Bộ trưởng Bộ Tài chính", "tcvn3"),
        ("HuÕ", "Huế", "tcvn3"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam", "vni"),
        ("Ñoäc laäp – Töï do – Haïnh phuùc", "Độc lập – Tự do – Hạnh phúc", "vni"),
        ("TÆNH BAØ RÒA – VUÕNG TAØU", "TỈNH BÀ RỊA – VŨNG TÀU", "vni"),
    ],
)
def test_phrases_as_found_in_documents(legacy: str, text: str, encoding: str) -> None:
    assert decode_legacy(legacy) == (text, encoding)


@pytest.mark.parametrize(
    "text",
    [
        *("Đà Nẵng", "Hòa Bình", "HOÀ BÌNH", "Cà Mau", "Sơn La", "Tỷ lệ (%)", "Đắk Lắk", REPORT),
        *(
            "5 £ § 3",
            "m²",
            "±5",
            "© OpenStreetMap",
            "Côte d'Ivoire",
            "São Paulo",
            "Zürich",
            "résumé",
            "DTI 2024",
            "",
        ),
        *("Sôn La", "Hoà Chí Minh"),  # VNI, but good Vietnamese too: only their column can tell
    ],
)
def test_one_text_in_doubt_is_left_alone(text: str) -> None:
    assert decode_legacy(text) == (text, None)


def test_the_column_settles_what_one_cell_cannot() -> None:
    column = ["Sôn La", "Hoà Chí Minh", "Ngheä An", "Quaûng Ngaõi", "Thöøa Thieân Hueá"]
    found = detect_legacy(column)
    assert [decode_legacy(cell, found)[0] for cell in column] == [
        "Sơn La",
        "Hồ Chí Minh",
        "Nghệ An",
        "Quảng Ngãi",
        "Thừa Thiên Huế",
    ]


@pytest.mark.parametrize("write", [_tcvn3, _vni])
@pytest.mark.parametrize("unit", provinces("vn63"), ids=lambda unit: unit.code)
def test_bytes_read_as_windows_1258_are_decoded_too(unit: Province, write: object) -> None:
    read = write(f"Tỉnh {unit.name_vi} đã triển khai").encode("cp1252").decode("cp1258")  # type: ignore[operator]
    text, encoding = decode_legacy(read)
    assert encoding == ("tcvn3" if write is _tcvn3 else "vni")
    name = text.removeprefix("Tỉnh ").removesuffix(" đã triển khai")
    assert resolve_province(name) == unit


def test_text_of_windows_1258_itself_is_only_composed() -> None:
    read = "Thừa Thiên Huê\u0301, Đà Nă\u0303ng".encode("cp1258", "ignore").decode("cp1258")
    assert decode_legacy(read) == (nfc(read), None)
