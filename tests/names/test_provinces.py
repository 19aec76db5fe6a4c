"""Every spelling by hand, every variant by rule, and nothing that merely resembles a name."""

import unicodedata
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdslib.provinces import (
    AmbiguousProvinceError,
    FormerProvinceError,
    NotAProvinceError,
    OtherSchemeError,
    Province,
    UnknownGeographyError,
    UnknownProvinceError,
    is_country,
    is_region,
    predecessors,
    province,
    provinces,
    resolve_province,
    successor,
)
from cdslib.provinces.names import entries, key
from cdslib.text import ascii_letters


def _by_hand() -> Iterator[tuple[str, str]]:
    lines = Path(__file__).with_name("spellings.txt").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        code, *spellings = (part.strip() for part in line.split("|"))
        yield from ((f"vn63-{code}", spelling) for spelling in spellings)


BY_HAND = list(_by_hand())
OLD_TONES = {"óa": "oá", "òa": "oà", "ỏa": "oả", "úy": "uý", "ủy": "uỷ"}
ALL = (*provinces("vn63"), *provinces("vn34"))


def test_the_table_by_hand_has_all_63_and_hundreds_of_spellings() -> None:
    assert {code for code, _ in BY_HAND} == {unit.code for unit in provinces("vn63")}
    assert len(BY_HAND) > 400


@pytest.mark.parametrize(("code", "spelling"), BY_HAND)
def test_spelling_by_hand(code: str, spelling: str) -> None:
    assert resolve_province(spelling).code == code
    assert resolve_province(unicodedata.normalize("NFD", spelling)).code == code


@pytest.mark.parametrize(("code", "spelling"), [pair for pair in BY_HAND if not pair[1].startswith("VN-")])
def test_spelling_by_hand_among_the_34(code: str, spelling: str) -> None:
    now = successor(code)
    if spelling == "vn63-38":
        with pytest.raises(OtherSchemeError):
            resolve_province(spelling, "vn34")
    elif now.name_vi in (province(code).name_vi, "Huế"):
        assert resolve_province(spelling, "vn34") == now
    else:
        with pytest.raises(FormerProvinceError) as caught:
            resolve_province(spelling, "vn34")
        assert caught.value.suggestions == (now,)


@st.composite
def _variants(draw: st.DrawFn) -> tuple[Province, str]:
    """Draw a province and one of the ways to write it."""
    unit = draw(st.sampled_from(ALL))
    name = draw(st.sampled_from([unit.name_vi, unit.name_en, ascii_letters(unit.name_vi)]))
    for new, old in OLD_TONES.items():
        name = name.replace(new, old) if draw(st.booleans()) else name
    name = name.replace(" - ", draw(st.sampled_from([" - ", "-", " – ", "–", "—", " "])))
    if draw(st.booleans()):
        name = name.replace("Đ", "Ð")
    own = ["TP. ", "Thành phố ", "T.P ", "TP."] if unit.kind == "municipality" else ["Tỉnh ", "UBND tỉnh "]
    prefix = draw(st.sampled_from(["", "  ", "3. ", *own]))
    suffix = draw(st.sampled_from(["", " ", " (*)", "²", " [1]", "\u00a0"]))
    case = draw(st.sampled_from([str, str.upper, str.lower, str.title]))
    form = draw(st.sampled_from(["NFC", "NFD"]))
    return unit, unicodedata.normalize(form, case(prefix + name + suffix))


@given(_variants())
def test_any_variant_is_its_province(drawn: tuple[Province, str]) -> None:
    unit, written = drawn
    assert resolve_province(written, unit.geography) == unit


@pytest.mark.parametrize("unit", ALL, ids=lambda unit: unit.code)
def test_codes(unit: Province) -> None:
    assert resolve_province(unit.code, unit.geography) == unit
    assert resolve_province(unit.code.upper(), unit.geography) == unit
    assert resolve_province(unit.gso_code, unit.geography) == unit
    assert resolve_province(int(unit.gso_code), unit.geography) == unit
    assert resolve_province(float(unit.gso_code), unit.geography) == unit
    other = "vn34" if unit.geography == "vn63" else "vn63"
    with pytest.raises(OtherSchemeError):
        resolve_province(unit.code, other)


def test_the_same_gso_code_is_read_in_the_wanted_scheme() -> None:
    assert resolve_province("24").name_vi == "Bắc Giang"
    assert resolve_province("24", "vn34").name_vi == "Bắc Ninh"


def test_no_two_provinces_share_a_spelling() -> None:
    for geography in ("vn63", "vn34"):
        for unit in provinces(geography):
            for spelling in (unit.name_vi, unit.name_en):
                assert entries(geography)[key(spelling)].provinces == (unit,)


NEAR = [
    *(
        "Hà Nộii",
        "Hà Na",
        "Hà Nan",
        "Hà Tỉnh Hà Nam",
        "Quảng",
        "Quảng Na",
        "Quảng Nin",
        "Quảng Ngã",
        "Quảng Tri Nam",
    ),
    *(
        "Giang",
        "Bắc",
        "Hà",
        "An",
        "Nam",
        "Ninh",
        "Bình",
        "Thanh",
        "Hòa",
        "Bắc Giangg",
        "Hạ Giangx",
        "Kien Gian",
    ),
    *(
        "Thái",
        "Thái Bìn",
        "Vĩnh",
        "Vĩnh L",
        "Phú",
        "Phú Quốc",
        "Hải",
        "Hải Ph",
        "Long",
        "Long Xuyên",
        "Lai",
        "Đồng",
    ),
    *(
        "Vũng Tàu",
        "Bà Rịa",
        "Nha Trang",
        "Đà Lạt",
        "Buôn Ma Thuột",
        "Quy Nhơn",
        "Điện Biên Phủ",
        "Vinh",
        "Pleiku",
    ),
    *(
        "Huyện Cao Bằng",
        "Thị xã Hà Tĩnh",
        "Phường Hà Nam",
        "Thanh Hóa City",
        "TP Bắc Giang",
        "Thành phố Cà Mau",
    ),
    *(
        "ĐN",
        "QN",
        "BD",
        "HG",
        "BN",
        "TN",
        "VP",
        "HD",
        "H",
        "Đ",
        "12345",
        "100",
        "3",
        "03",
        "00",
        "VN-99",
        "vn63-03",
    ),
    *(
        "Hà Nội và Hải Phòng",
        "Hà Nam Ninh",
        "Tổng số",
        "Tổng cộng",
        "Trung bình",
        "STT",
        "Tỉnh",
        "TP",
        "Bộ Nội vụ",
    ),
]


@pytest.mark.parametrize("geography", ["vn63", "vn34"])
@pytest.mark.parametrize("text", NEAR)
def test_what_only_resembles_a_name_is_never_taken_for_it(text: str, geography: str) -> None:
    with pytest.raises(UnknownProvinceError):
        resolve_province(text, geography)


@given(st.sampled_from(list(combinations([unit.name_vi for unit in provinces("vn63")], 2))))
def test_names_cut_and_joined_match_no_third_province(pair: tuple[str, str]) -> None:
    first, second = pair
    mixed = f"{first.split()[0]} {second.split()[-1]}"
    known = {key(unit.name_vi) for unit in provinces("vn63")} | set(entries("vn63"))
    if key(mixed) not in known:
        with pytest.raises(UnknownProvinceError):
            resolve_province(mixed)


@given(st.text(max_size=20), st.sampled_from(["vn63", "vn34"]))
def test_any_text_is_a_province_or_a_proper_error(text: str, geography: str) -> None:
    try:
        unit = resolve_province(text, geography)
    except UnknownProvinceError as error:
        assert all(found.geography == geography for found in error.suggestions)
        assert error.message("vi")
        assert error.message("en")
    else:
        assert unit.geography == geography


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("Hà Nộii", ["Hà Nội"]),
        ("Vũng Tàu", ["Bà Rịa - Vũng Tàu"]),
        ("Quang Ninhh", ["Quảng Ninh"]),
        ("Dak Nonh", ["Đắk Nông"]),
        ("QN", ["Quảng Ninh", "Quảng Nam", "Quảng Ngãi"]),
        ("xyz", []),
        ("Ha", []),
        ("Quảng", []),
    ],
)
def test_suggestions(text: str, hints: list[str]) -> None:
    with pytest.raises(UnknownProvinceError) as caught:
        resolve_province(text)
    assert [unit.name_vi for unit in caught.value.suggestions] == hints


def test_country_and_regions() -> None:
    country = ["Cả nước", "CẢ NƯỚC", "Toàn quốc", "Việt Nam", "Viet Nam", "VIETNAM", "Whole country"]
    region = [
        "Đồng bằng sông Hồng",
        "Tây Nguyên",
        "Vùng Đông Nam Bộ",
        "ĐBSCL",
        "Trung du và miền núi phía Bắc",
    ]
    region += [
        "Đồng bằng sông Hồng - Red River Delta",
        "Red River Delta region",
        "Bắc Trung Bộ",
        "Central Highlands",
    ]
    assert all(is_country(text) and not is_region(text) for text in [*country, "CẢ NƯỚC - WHOLE COUNTRY"])
    assert all(is_region(text) and not is_country(text) for text in region)
    for text in [*country, *region]:
        with pytest.raises(NotAProvinceError):
            resolve_province(text)
    for unit in ALL:
        assert not is_country(unit.name_vi)
        assert not is_region(unit.name_vi)
    assert not is_country("")
    assert not is_region("-")


def test_the_merger_both_ways() -> None:
    assert len(provinces("vn63")) == 63
    assert len(provinces("vn34")) == 34
    parts = [part for unit in provinces("vn34") for part in predecessors(unit.code)]
    assert sorted(part.code for part in parts) == [unit.code for unit in provinces("vn63")]
    assert all(part in predecessors(successor(part.code).code) for part in parts)
    assert sum(len(predecessors(unit.code)) > 1 for unit in provinces("vn34")) == 23
    assert [unit.name_vi for unit in predecessors("vn34-79")] == [
        "Bình Dương",
        "Bà Rịa - Vũng Tàu",
        "Hồ Chí Minh",
    ]
    assert successor("vn63-46").name_vi == "Huế"
    assert provinces("vn")[0].name_vi == "Việt Nam"


@pytest.mark.parametrize("lookup", [province, successor, predecessors])
def test_codes_that_do_not_exist(lookup: object) -> None:
    with pytest.raises(UnknownProvinceError):
        lookup("vn63-03")  # type: ignore[operator]


def test_ambiguity_is_its_own_error() -> None:
    for text in ("ĐN", "TP Thanh Hóa", "1"):
        with pytest.raises(AmbiguousProvinceError):
            resolve_province(text)


def test_unknown_geography() -> None:
    with pytest.raises(UnknownGeographyError) as caught:
        resolve_province("Hà Nội", "vn61")
    assert isinstance(caught.value, ValueError)
    assert str(caught.value) == (
        "Không có bộ tỉnh «vn61». Hãy chọn vn63 (63 tỉnh, thành phố trước 01/07/2025) hoặc vn34 "
        "(34 tỉnh, thành phố từ 01/07/2025).\n"
        "There is no set of provinces “vn61”. Choose vn63 (63 provinces before 01/07/2025) or vn34 "
        "(34 provinces since 01/07/2025)."
    )
