"""Figures by hand, by rule, and what is refused with which words."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdslib.errors import CdsError
from cdslib.i18n import format_number
from cdslib.quantities import MissingQuantityError, Quantity, QuantityError, column_locale, parse_quantity
from cdslib.quantities.words import UNITS
from cdslib.resources import data_dir

BY_HAND = [
    ("58.327", Quantity(58327)),
    ("0,8002", Quantity(0.8002)),
    ("0.8002", Quantity(0.8002)),
    ("0.802", Quantity(0.802)),
    ("1.006", Quantity(1006)),
    ("1.5", Quantity(1.5)),
    ("12.34", Quantity(12.34)),
    ("1.0065", Quantity(1.0065)),
    ("1234.567", Quantity(1234.567)),
    ("1.234.567,8", Quantity(1234567.8)),
    ("1.234.567", Quantity(1234567)),
    ("1,234,567", Quantity(1234567)),
    ("1,234.5", Quantity(1234.5)),
    ("12,345", Quantity(12.345)),
    ("1 234 567", Quantity(1234567)),
    ("1\u00a0234\u2009567,5", Quantity(1234567.5)),
    ("1\u202f234", Quantity(1234)),
    ("１２．３４５", Quantity(12345)),
    ("１２，５％", Quantity(12.5, unit="percent")),
    ("0", Quantity(0)),
    ("007", Quantity(7)),
    ("-5", Quantity(-5)),
    ("−5,5%", Quantity(-5.5, unit="percent")),
    ("–1.234", Quantity(-1234)),
    ("− 5", Quantity(-5)),
    ("+0,7", Quantity(0.7)),
    ("12,66%", Quantity(12.66, unit="percent")),
    ("12,66 %", Quantity(12.66, unit="percent")),
    ("12,66 phần trăm", Quantity(12.66, unit="percent")),
    ("12,66% GRDP", Quantity(12.66, unit="percent_grdp")),
    ("5‰", Quantity(5, unit="‰")),
    ("20 nghìn", Quantity(20_000)),
    ("20 ngàn", Quantity(20_000)),
    ("20 NGHÌN", Quantity(20_000)),
    ("20 nghin", Quantity(20_000)),
    ("1,2 tỷ", Quantity(1_200_000_000)),
    ("1,2 tỉ", Quantity(1_200_000_000)),
    ("1.2 tỷ", Quantity(1_200_000_000)),
    ("3 triệu", Quantity(3_000_000)),
    ("2,5 nghìn tỷ đồng", Quantity(2.5e12, unit="đồng")),
    ("1,2 tỷ đồng", Quantity(1_200_000_000, unit="đồng")),
    ("20 nghìn người", Quantity(20_000, unit="người")),
    ("60 triệu đồng/người/năm", Quantity(60_000_000, unit="đồng/người/năm")),
    ("11.114,71 km²", Quantity(11114.71, unit="km²")),
    ("11.114,71 km2", Quantity(11114.71, unit="km2")),
    ("5 trăm", Quantity(500)),
    ("3 vạn", Quantity(30_000)),
    ("5 trạm", Quantity(5, unit="trạm")),
    ("5 văn bản", Quantity(5, unit="văn bản")),
    ("5 ngân hàng", Quantity(5, unit="ngân hàng")),
    ("58.327 tổ", Quantity(58327, unit="tổ")),
    ("khoảng 20 nghìn", Quantity(20_000, "~")),
    ("gần 300", Quantity(300, "~")),
    ("Gần 300", Quantity(300, "~")),
    ("xấp xỉ 12%", Quantity(12, "~", "percent")),
    ("~80%", Quantity(80, "~", "percent")),
    ("ước đạt 12,66%", Quantity(12.66, "~", "percent")),
    ("hơn 300", Quantity(300, ">")),
    ("trên 80%", Quantity(80, ">", "percent")),
    (">80%", Quantity(80, ">", "percent")),
    ("> 80 %", Quantity(80, ">", "percent")),
    ("tren 20 trieu", Quantity(20_000_000, ">")),
    ("đạt trên 80%", Quantity(80, ">", "percent")),
    ("khoảng hơn 300", Quantity(300, ">")),
    ("tối thiểu 80%", Quantity(80, ">=", "percent")),
    ("ít nhất 5", Quantity(5, ">=")),
    ("từ 80% trở lên", Quantity(80, ">=", "percent")),
    ("80% trở lên", Quantity(80, ">=", "percent")),
    ("Từ 5 tổ trở lên", Quantity(5, ">=", "tổ")),
    (">=80%", Quantity(80, ">=", "percent")),
    ("≥ 80%", Quantity(80, ">=", "percent")),
    ("không dưới 80%", Quantity(80, ">=", "percent")),
    ("lớn hơn hoặc bằng 5", Quantity(5, ">=")),
    ("dưới 5%", Quantity(5, "<", "percent")),
    ("<5", Quantity(5, "<")),
    ("không quá 10", Quantity(10, "<=")),
    ("không vượt quá 10 ngày", Quantity(10, "<=", "ngày")),
    ("tối đa 10", Quantity(10, "<=")),
    ("≤10", Quantity(10, "<=")),
    ("10 trở xuống", Quantity(10, "<=")),
    ("about 20 thousand", Quantity(20_000, "~")),
    ("at least 80%", Quantity(80, ">=", "percent")),
    ("no more than 1.5 million", Quantity(1_500_000, "<=")),
    ("58.327/323.964", Quantity(58327 / 323964, numerator=58327, denominator=323964)),
    ("58.327 / 323.964 hộ", Quantity(58327 / 323964, unit="hộ", numerator=58327, denominator=323964)),
    ("9.056/1.805", Quantity(9056 / 1805, numerator=9056, denominator=1805)),
    ("khoảng 1,5 triệu/3 triệu", Quantity(0.5, "~", None, 1_500_000, 3_000_000)),
    ("58.327*", Quantity(58327)),
    ("58.327 (*)", Quantity(58327)),
    ("58.327(1)", Quantity(58327)),
    ("12,5¹", Quantity(12.5)),
    ("12,5%²", Quantity(12.5, unit="percent")),
    ("58.327 [2]", Quantity(58327)),
    ("5,", Quantity(5)),
]

REFUSED = [
    *((text, "no_number") for text in ("khá", "Trung bình", "IV", "½", "*", "x", "tốt hơn")),
    *(
        (text, "not_a_number")
        for text in ("12,34,56", "1.2.3", "1.234.56", "0.123.456", "12.5.2023", "1.234 567")
    ),
    *((text, "not_a_number") for text in ("1,234,56", "1.234,567.8", "2023 120")),
    *(
        (text, "range")
        for text in ("15-20%", "15 – 20", "80% - 90%", "từ 15 đến 20", "2023-05-01", "5 to 10")
    ),
    *(
        (text, "several_numbers")
        for text in ("17/08/2022", "1 2", "20 nghìn 500", "5 (năm 2023)", "1e5", "1..2")
    ),
    *(
        (text, "unread")
        for text in ("Năm 2023", "từ 80%", "(5)", "- 5", "99,9 (sơ bộ)", "Q2", "USD 5", "đạt: khá 5")
    ),
    *((text, "zero_denominator") for text in ("5/0", "0/0", "5/0,0")),
]

MISSING = [
    "",
    "  ",
    "-",
    "–",
    "—",
    "…",
    "...",
    "n/a",
    "N/A",
    "NaN",
    "không có số liệu",
    "Chưa có số liệu",
    "- (*)",
]


@pytest.mark.parametrize(("text", "expected"), BY_HAND)
def test_figure_by_hand(text: str, expected: Quantity) -> None:
    assert parse_quantity(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("1.006", 1.006), ("1,006", 1006), ("1,234.5", 1234.5), ("0,802", 0.802), ("1.234,5", 1234.5)),
        *(
            ("12,345", 12345),
            ("12.345", 12.345),
            ("1,234,567", 1234567),
            ("1,5", 1.5),
            ("58,327/323,964", 58327 / 323964),
        ),
    ],
)
def test_the_english_way(text: str, value: float) -> None:
    assert parse_quantity(text, locale="en").value == value


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_quantity(text)
    assert caught.value.reason == reason
    assert not isinstance(caught.value, MissingQuantityError)


@pytest.mark.parametrize("text", MISSING)
def test_no_figure_is_told_from_a_bad_one(text: str) -> None:
    with pytest.raises(MissingQuantityError):
        parse_quantity(text)


TEXTS = [
    ("khá", "Không có con số nào trong «khá».", "There is no number in “khá”."),
    (
        "12,34,56",
        "«12,34,56» không thể là một con số: dấu chấm và dấu phẩy không khớp với cách viết số nào. "
        "Hãy viết như 1.234,5.",
        "“12,34,56” cannot be a number: its points and commas fit no way of writing numbers. Write it like 1,234.5.",
    ),
    (
        "15-20%",
        "«15-20%» là một khoảng, không phải một con số. Hãy tách thành hai số.",
        "“15-20%” is a range, not one number. Split it into two numbers.",
    ),
    (
        "17/08/2022",
        "«17/08/2022» có nhiều con số nên không rõ số nào là giá trị. Hãy chỉ để lại một số.",
        "“17/08/2022” holds several numbers and it is not clear which is the value. Leave only one.",
    ),
    (
        "99,9 (sơ bộ)",
        "Không hiểu «(sơ bộ)» trong «99,9 (sơ bộ)». Hãy chỉ để lại con số, từ chỉ mức độ (khoảng, hơn, ít nhất ...) "
        "và đơn vị.",
        "“(sơ bộ)” in “99,9 (sơ bộ)” is not understood. Leave only the number, a qualifier (about, more than, "
        "at least ...) and the unit.",
    ),
    (
        "5/0",
        "Mẫu số của «5/0» bằng 0 nên không tính được tỷ lệ.",
        "The denominator of “5/0” is zero, so there is no ratio.",
    ),
    ("n/a", "Ô «n/a» không có số liệu.", "The cell “n/a” holds no figure."),
]


@pytest.mark.parametrize(("text", "vi", "en"), TEXTS)
def test_error_text(text: str, vi: str, en: str) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_quantity(text)
    assert str(caught.value) == f"{vi}\n{en}"
    assert isinstance(caught.value, CdsError)
    assert isinstance(caught.value, ValueError)


@given(st.integers(-(10**12), 10**12), st.integers(0, 6), st.sampled_from(["vi", "en"]))
def test_what_the_package_writes_it_reads(digits: int, decimals: int, locale: str) -> None:
    value = digits / 10**decimals
    written = format_number(value, decimals, locale)  # type: ignore[arg-type]
    assert parse_quantity(written, locale) == Quantity(float(f"{value:.{decimals}f}"))  # type: ignore[arg-type]


@given(st.text(max_size=20), st.sampled_from(["vi", "en"]))
def test_any_text_is_a_quantity_or_a_proper_error(text: str, locale: str) -> None:
    try:
        parse_quantity(text, locale)  # type: ignore[arg-type]
    except QuantityError as error:
        assert error.message("vi")
        assert error.message("en")


@given(st.text(alphabet="0123456789.,/ %~<>-−khoảngđếntừtrởlêntỷ()*", max_size=15))
def test_hostile_figures_never_fail_otherwise(text: str) -> None:
    try:
        parse_quantity(text)
    except QuantityError as error:
        assert error.reason


def test_units_are_codes_of_the_data_package() -> None:
    with (data_dir() / "units.csv").open(encoding="utf-8", newline="") as lines:
        assert set(UNITS.values()) <= {row["code"] for row in csv.DictReader(lines)}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1.234", "58.327", "12"], (None, ())),
        (["0.802", "1.234"], ("en", ())),
        (["0,802", "1.234"], ("vi", ())),
        (["1.234", "12.5", "0.7"], ("en", ())),
        (["1.234.567", "1.234", "12.5"], (None, (0, 2))),
        (["12,5%", "khoảng 0,7", "12.5", "Ghi chú"], ("vi", (2,))),
        (["1,234.5", "0.5", "0,5"], ("en", (2,))),
        ([None, 5, 0.5, "1 234"], (None, ())),
        (["12,34,56", "17.08.2022"], (None, ())),
        (["58,327/323,964", "0.5/1.5"], ("en", ())),
        ([], (None, ())),
    ],
)
def test_the_columns_own_evidence(cells: list[object], expected: tuple[str | None, tuple[int, ...]]) -> None:
    assert column_locale(cells) == expected
