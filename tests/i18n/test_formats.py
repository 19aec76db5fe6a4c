"""Numbers, dates and lists as Vietnamese and English readers write them."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdslib.i18n import Language, format_date, format_list, format_number, format_period


@pytest.mark.parametrize(
    ("value", "decimals", "vi", "en"),
    [
        (0, 0, "0", "0"),
        (0.8241, 4, "0,8241", "0.8241"),
        (1234567.891, 2, "1.234.567,89", "1,234,567.89"),
        (999, 0, "999", "999"),
        (1000, 0, "1.000", "1,000"),
        (-0.5, 1, "−0,5", "−0.5"),
        (-1234.5, 1, "−1.234,5", "−1,234.5"),
        (-0.00001, 2, "0,00", "0.00"),
        (12.345, 0, "12", "12"),
        (None, 2, "–", "–"),
        (math.nan, 2, "–", "–"),
    ],
)
def test_numbers(value: float | None, decimals: int, vi: str, en: str) -> None:
    assert format_number(value, decimals) == vi
    assert format_number(value, decimals, "en") == en


@pytest.mark.parametrize(
    ("value", "written"), [(0.5, "+0,5"), (-0.5, "−0,5"), (0, "0,0"), (0.01, "0,0"), (-0.01, "0,0")]
)
def test_signs_of_changes(value: float, written: str) -> None:
    assert format_number(value, 1, sign=True) == written


@given(st.floats(-1e12, 1e12), st.integers(0, 6), st.sampled_from(["vi", "en"]))
def test_what_is_written_is_the_number(value: float, decimals: int, lang: Language) -> None:
    written = format_number(value, decimals, lang)
    thousands, mark = (".", ",") if lang == "vi" else (",", ".")
    read = float(written.replace(thousands, "").replace(mark, ".").replace("−", "-"))
    assert read == round(value, decimals)
    assert "-" not in written


def test_dates_and_periods() -> None:
    assert format_date(date(2025, 7, 1)) == "01/07/2025"
    assert [
        format_period(period) for period in ("2024", "2023-06", "2022-08-17", "2020/2022", "undated")
    ] == [
        "2024",
        "06/2023",
        "17/08/2022",
        "2020–2022",
        "undated",
    ]


@pytest.mark.parametrize(
    ("words", "vi", "en"),
    [
        ([], "", ""),
        (["A"], "A", "A"),
        (["A", "B"], "A và B", "A and B"),
        (["A", "B", "C"], "A, B và C", "A, B and C"),
    ],
)
def test_lists(words: list[str], vi: str, en: str) -> None:
    assert (format_list(words), format_list(words, "en")) == (vi, en)
