"""Typical wrong answers get the word that helps, step by step, and never the answer itself."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

import cdslib
from cdslib.apps import MapDashboard, ScenarioDashboard, TargetsDashboard
from cdslib.workshop.checking import check
from cdslib.workshop.exercises import EXERCISES
from cdslib.workshop.findings import Finding
from cdslib.workshop.specimens import OLD_FONT, REPORT, specimens


def finding(number: str, answer: Any, province: Any = "Thanh Hóa") -> Finding | None:
    exercise = EXERCISES[number]
    return exercise.judge(answer, {"tinh_toi": province, exercise.name: answer})


def key(number: str, answer: Any, province: Any = "Thanh Hóa") -> str | None:
    found = finding(number, answer, province)
    return found and found.key


@pytest.mark.parametrize(
    ("number", "answer", "expected"),
    [
        ("1.1", 34, None),
        ("1.1", 34.0, None),
        ("1.1", 63, "rows_of_63"),
        ("1.1", 33, "from_zero"),
        ("1.1", 18, "columns_not_rows"),
        ("1.1", 8, "rows_shown"),
        ("1.1", "34", "number_in_quotes"),
        ("1.1", "ba mươi tư", "text_not_number"),
        ("1.1", True, "truth_not_number"),
        ("1.1", len, "not_called"),
        ("1.1", pd.DataFrame({"a": [1, 2]}), "table_not_number"),
        ("1.1", [34], "not_number"),
        ("1.1", 36, "too_high"),
        ("1.2", 0.7857, None),
        ("1.2", (0, 7857), "comma_for_point"),
        ("1.2", "0,7857", "number_in_quotes"),
        ("1.2", 78.57, "percent_for_share"),
        ("1.2", 3, "rank_for_score"),
        ("1.2", 0.7951, "other_provinces_figure"),
        ("1.2", 0.8241, "other_provinces_figure"),
        ("1.2", 0.79, "rounded"),
        ("1.2", 0.786, "rounded"),
        ("1.2", 0.5, "too_low"),
        ("1.2", float("nan"), "no_figure"),
        ("1.2", float("inf"), "not_number"),
        ("1.2", pd.Series([0.7857]), None),
        ("3.1", 12.91, None),
        ("3.1", 20 - 7.09, None),
        ("3.1", -12.91, "sign"),
        ("3.1", 7.09, "figure_not_gap"),
        ("3.1", 20, "target_not_gap"),
        ("3.1", 22.91, "other_target_year"),
        ("3.1", 64.55, "relative_gap"),
        ("3.1", 13.81, "example_again"),
        ("3.1", 13, "rounded"),
        ("3.2", 3.27, None),
        ("3.2", 22.91 / 7, None),
        ("3.2", 22.91, "total_not_yearly"),
        ("3.2", 22.91 / 6, "years_counted"),
        ("3.2", 22.91 / 8, "years_counted"),
        ("3.2", 12.91 / 2, "other_target_year"),
        ("3.2", 30 / 7, "target_per_year"),
        ("4.2", 0.0213, None),
        ("4.2", 2.13, "percent_for_share"),
        ("4.2", 0.1, "weight_forgotten"),
        ("4.2", 0.2128, "weight_alone"),
        ("4.2", 20, "not_divided"),
        ("4.2", 0.02, "weights_of_2023"),
        ("5.2", 4, None),
        ("5.2", 1, "only_the_name"),
        ("5.2", 5, "missing_is_no_problem"),
        ("5.2", 29, "figures_not_problems"),
        ("5.2", 21, "rows_not_problems"),
        ("5.3", "Hà Tĩnh", None),
        ("5.3", "ha tinh", None),
        ("5.3", "Hà Nội", "other_province"),
        ("5.3", "Hà Tịn", "province_error"),
        ("5.3", 42, "name_in_quotes"),
    ],
)
def test_a_typical_answer(number: str, answer: Any, expected: str | None) -> None:
    assert key(number, answer) == expected


def test_a_table_of_the_wrong_year_place_or_kind() -> None:
    def table(indicator: str = "dti", geography: str = "vn63", period: int = 2023) -> pd.DataFrame:
        return cdslib.load_observations(indicator=indicator, geography=geography, period=period)

    assert key("1.3", table()) is None
    assert finding("1.3", table(period=2024)) == Finding("table_period", {"found": "2024"})
    assert finding("1.3", table(geography="vn34", period=2024)) == Finding(
        "table_geography", {"found": "vn34"}
    )
    assert key("1.3", table(indicator="infrastructure")) == "table_indicator"
    assert key("1.3", table().iloc[:0]) == "no_rows"
    assert key("1.3", cdslib.load_provinces("vn34")) == "other_table"
    assert key("1.3", 0.5) == "not_table"


@pytest.mark.parametrize(
    ("answer", "province", "expected"),
    [
        (5, "Thanh Hóa", None),
        (1, "ha noi", None),
        (0.7742, "Thanh Hóa", "score_for_rank"),
        (8, "Thanh Hóa", "rank_of_63"),
        (30, "Thanh Hóa", "rank_from_below"),
        (1, "Thanh Hóa", "other_provinces_rank"),
        (5, "Nam Định", "own_province_first"),
        (5, ..., "own_province_first"),
    ],
)
def test_the_rank_of_ones_own_province(answer: Any, province: Any, expected: str | None) -> None:
    assert key("2.3", answer, province) == expected


def test_a_former_province_is_told_where_it_went() -> None:
    said = check("2.1", names={"tinh_toi": "Nam Định"}).lines[0]
    assert "Nay thuộc Ninh Bình" in said
    assert "Ý bạn là: Hà Tĩnh?" in check("2.1", names={"tinh_toi": "Ha Tinhh"}).lines[0]
    assert check("2.1", names={"tinh_toi": "tp hcm"}).passed


def test_pages_whose_controls_were_not_moved_as_asked() -> None:
    assert key("2.2", MapDashboard()) == "page_indicator"
    assert key("2.2", MapDashboard("infrastructure")) == "page_geography"
    assert key("2.2", MapDashboard("infrastructure", "vn63")) is None
    assert key("2.2", "trang") == "not_page"
    targets = TargetsDashboard()
    assert key("3.3", targets) == "page_promising"
    targets.wish = targets.wish | {"view": "province", "geography": "vn63", "province": "vn63-45"}
    assert key("3.3", targets) == "page_year"
    targets.wish = targets.wish | {"year": "2030"}
    assert key("3.3", targets) is None


def test_a_scenario_that_does_too_little() -> None:
    page = ScenarioDashboard()
    assert key("4.1", page, "Hà Nội") == "page_own_province"
    assert key("4.1", page) == "page_no_lever"
    page.wish = page.wish | {"levels": {"cybersecurity": 0.96}}
    assert key("4.1", page) == "page_too_little"
    page.wish = page.wish | {"levels": {"government_activity": 0.75}}
    assert key("4.1", page) is None


@pytest.mark.parametrize("word", ["government_activity", "Hoạt động chính quyền số", "GOVERNMENT_ACTIVITY "])
def test_the_main_index_with_most_room_may_be_named_by_code_or_word(word: str) -> None:
    assert key("4.3", word) is None


def test_another_main_index() -> None:
    assert key("4.3", "infrastructure") == "other_word"
    assert key("4.3", "giao thông") == "unknown_word"
    assert key("4.3", 3) == "word_in_quotes"


def test_a_report_of_another_file_or_of_other_provinces() -> None:
    tables = specimens()
    assert key("5.1", cdslib.read_table(tables[REPORT], geography="vn34")) is None
    assert key("5.1", cdslib.read_table(tables[OLD_FONT], geography="vn34")) == "other_file"
    assert key("5.1", cdslib.read_table(tables[OLD_FONT], geography="vn63")) == "table_geography"
    assert key("5.1", tables[REPORT]) == "not_report"


def test_the_brief(tmp_path: Path) -> None:
    file = cdslib.brief("Thanh Hóa", tmp_path / "ban-tom-tat.docx")
    assert key("6.1", file) is None
    assert key("6.1", str(file)) is None
    assert key("6.1", file, "Hà Nội") == "other_brief"
    assert key("6.1", tmp_path / "khong-co.docx") == "no_file"
    assert key("6.1", tmp_path / "ban-tom-tat.pdf") == "not_word_file"
    assert key("6.1", 1) == "not_file"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("DTI năm 2024 của Thanh Hóa là 0,7742 (nguồn: Bộ Khoa học và Công nghệ).", None),
        ("Năm 2024 thanh hoa đạt DTI 0,7742, Nguồn: dti.gov.vn", None),
        ("DTI năm 2024 của Hà Nội là 0,8241 (nguồn: Bộ).", "sentence_no_province"),
        ("DTI của Thanh Hóa là 0,7742 (nguồn: Bộ).", "sentence_no_year"),
        ("DTI năm 2024 của Thanh Hóa là 0,77 (nguồn: Bộ).", "sentence_no_figure"),
        ("DTI năm 2024 của Thanh Hóa là 0.7742 (nguồn: Bộ).", "sentence_point"),
        ("DTI năm 2024 của Thanh Hóa là 0,7742.", "sentence_no_source"),
        (0.7742, "sentence_in_quotes"),
    ],
)
def test_a_sentence_for_a_report(sentence: Any, expected: str | None) -> None:
    assert key("6.2", sentence) == expected


def test_hints_come_in_steps_and_begin_anew_when_it_is_right() -> None:
    names: dict[str, Any] = {"cau_3_1": 20}
    said = [check("3.1", names=names).lines for _ in range(4)]
    assert [len(lines) for lines in said] == [2, 3, 3, 3]
    assert said[0][0] == "Đó là mục tiêu, không phải khoảng cách."
    assert said[1][1].startswith("Nhìn ở đâu: ")
    assert said[2][2].startswith("Gần tới: ")
    assert said[3] == said[2]
    names["cau_3_1"] = ...
    assert check("3.1", names=names).state == "empty"
    names["cau_3_1"] = 12.91
    assert check("3.1", names=names).passed
    names["cau_3_1"] = 20
    assert check("3.1", names=names).lines == said[0]


ANSWERS = {
    "1.1": "34", "1.2": "0.7857", "2.3": "5", "3.1": "12.91", "3.2": "3.27",
    "4.2": "0.0213", "4.3": "government_activity", "5.2": "4", "5.3": "Hà Tĩnh", "6.2": "0,7742",
}  # fmt: skip


@pytest.mark.parametrize("number", ANSWERS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_hint_gives_the_answer(number: str, lang: Any) -> None:
    names: dict[str, Any] = {"tinh_toi": "Thanh Hóa", EXERCISES[number].name: SimpleNamespace()}
    said = " ".join(line for _ in range(4) for line in check(number, names=names, lang=lang).lines)
    words = {word.strip(".,:;()«»“”") for word in said.split()}
    assert ANSWERS[number] not in words
    assert ANSWERS[number].replace(".", ",") not in words
