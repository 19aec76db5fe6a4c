"""A profile's sections, by hand on a tiny atlas and against the map on the real one."""

import json
import re
import unicodedata
from collections.abc import Iterator
from math import sqrt
from typing import Any

import pytest

from cdslib.apps.atlas import Atlas
from cdslib.apps.map_frame import ROW_FIELDS
from cdslib.apps.map_state import MapState
from cdslib.apps.map_view import compose as compose_map
from cdslib.apps.profile_facts import missing_section, others_section
from cdslib.apps.profile_figures import Reader
from cdslib.apps.profile_index import index_section
from cdslib.apps.profile_mains import mains_section, standing_section
from cdslib.apps.profile_merger import merger_section
from cdslib.apps.profile_more import More
from cdslib.apps.profile_peers import peers_section
from cdslib.apps.profile_promises import promises_section
from cdslib.apps.profile_state import ProfileState
from cdslib.apps.profile_view import compose, profile_headline
from cdslib.apps.promises import load_promises
from cdslib.i18n import LANGUAGES, Language
from tests.apps.profile_makers import EMPTY, NOTHING, no_promises, other, row_of, with_figures

Page = dict[str, Any]


def page_of(atlas: Atlas, code: str, lang: Language = "vi") -> Page:
    return compose(atlas, load_promises(), ProfileState(code, code[:4], lang))


def small(tiny: Atlas, code: str, lang: Language = "vi", more: More = EMPTY) -> Page:
    return compose(tiny, no_promises(tiny), ProfileState(code, code[:4], lang), more)


# The index over the years


def test_the_index_by_hand(tiny: Atlas) -> None:
    section = index_section(Reader(tiny, "vi"), "vn34-38", {})
    early, late = section["rows"]
    assert (early["year"], early["text"], early["rank_text"], early["mean"]) == (2021, "0,1000", "–", None)
    assert (late["text"], late["rank_text"], late["mean_text"]) == ("0,5000", "2/4", "0,5000")
    assert (late["gap_text"], late["mean_kind"], late["is_recomputed"]) == (
        "bằng trung bình",
        "computed",
        True,
    )
    assert [row["era"] for row in section["rows"]] == [0, 1]
    assert section["breaks"] == [{"year": 2022, "label": "từ 2022: cách tính mới"}]
    assert section["notes"][0].startswith("Cách tính thay đổi từ năm 2022")


def test_no_line_crosses_a_change_of_method(tiny: Atlas) -> None:
    tables = index_section(Reader(tiny, "vi"), "vn34-01", {})["chart"]["tables"]
    assert {row["year"]: row["era"] for row in tables["scores"]} == {2021: 0, 2022: 1}
    assert tables["series_breaks"] == [{"at": 2021.5, "label": "từ 2022: cách tính mới"}]


def test_the_published_mean_where_scores_are_missing(tiny: Atlas) -> None:
    printed = {"vn34": {"2021": {"value": 0.2, "source": "ministry"}}}
    section = index_section(Reader(tiny, "vi"), "vn34-01", printed)
    early, late = section["rows"]
    assert (early["mean"], early["mean_kind"], early["gap_text"]) == (
        0.2,
        "published",
        "cao hơn trung bình 0,3000",
    )
    assert late["mean_kind"] == "computed"
    assert any("là số công bố" in note for note in section["notes"])


def test_a_year_without_all_parts_is_missing(tiny: Atlas) -> None:
    early, late = index_section(Reader(tiny, "vi"), "vn34-24", {})["rows"]
    assert (early["status"], early["text"], early["value"]) == ("partial", "Thiếu số liệu một phần", None)
    assert (late["derived"], late["kind"]) == (True, "Suy ra")


def test_a_derived_figure_names_its_parts_and_all_their_sources(atlas: Atlas) -> None:
    page = page_of(atlas, "vn34-24")
    early = page["index"]["rows"][0]
    assert [(part["name"], part["text"]) for part in early["parts"]] == [
        ("Bắc Giang", "0,3615"),
        ("Bắc Ninh", "0,4096"),
    ]
    named = [source["text"] for source in page["sources"] if source["number"] in early["sources"]]
    assert len(named) == 2
    assert page["index"]["rows"][-1]["parts"] == []


def test_ranks_of_63_and_of_34_stand_apart(atlas: Atlas) -> None:
    section = page_of(atlas, "vn34-38")["index"]
    said = {
        row["year"]: (row["rank_text"], row["former_rank_text"], row["rank_kind"]) for row in section["rows"]
    }
    assert said[2024] == ("5/34", "8/63", "published")
    assert said[2023] == ("6/34", "11/63", "computed")
    assert said[2020] == ("–", "15/63", "")
    assert section["chart"]["tables"]["years"][-1] == {"year": 2024, "rank": "5/34", "former": "8/63"}
    assert section["chart"]["tables"]["years"][3]["rank"] == "6/34*"
    assert any("không so sánh được" in note for note in section["notes"])


def test_a_merged_province_has_no_rank_among_the_63(atlas: Atlas) -> None:
    section = page_of(atlas, "vn34-24")["index"]
    assert not section["has_former_rank"]
    assert [row["derived"] for row in section["rows"]] == [True, False, True, True, False]


# Similar provinces


def test_similar_provinces_by_hand(tiny: Atlas) -> None:
    """Only the population differs; its standard deviation over 0, 2, 4, 6 is the root of 5."""
    same = row_of([1.0, 1.0, 1.0, 1.0])
    atlas = with_figures(
        tiny, population_avg=row_of([0.0, 2.0, 4.0, 6.0]), monthly_income_per_capita=same, urban_share=same
    )
    section = peers_section(Reader(atlas, "vi"), "vn34-01")
    assert section["codes"] == ["vn34-24", "vn34-38", "vn34-40"]
    assert [row["distance"] for row in section["rows"]] == pytest.approx([n / sqrt(5) for n in (2, 4, 6)])
    assert section["rows"][0]["distance_text"] == "0,89"
    assert section["year"] == 2022
    assert "3 tỉnh, thành phố gần nhất" in section["method"]
    assert section["reason"] == ""


def test_what_is_missing_is_named_instead_of_guessed(tiny: Atlas) -> None:
    same = row_of([1.0, 1.0, 1.0, 1.0])
    atlas = with_figures(
        tiny, population_avg=same, monthly_income_per_capita=same, urban_share={"vn34-01": 1.0}
    )
    section = peers_section(Reader(atlas, "vi"), "vn34-38")
    assert section["codes"] == []
    assert section["reason"] == ("Không tìm được tỉnh, thành phố tương đồng vì thiếu: chỉ tiêu urban_share.")


def test_five_similar_ones_and_never_itself(atlas: Atlas) -> None:
    for code in (*atlas.codes("vn34"), *atlas.codes("vn63")):
        section = peers_section(Reader(atlas, "vi"), code)
        distances = [row["distance"] for row in section["rows"]]
        assert len(section["codes"]) == 5
        assert code not in section["codes"]
        assert distances == sorted(distances)


# Strengths and weaknesses


def standing(atlas: Atlas, code: str) -> Page:
    reader = Reader(atlas, "vi")
    return standing_section(reader, code, mains_section(reader, code, ())["rows"])


def test_strengths_and_weaknesses_by_hand(tiny: Atlas) -> None:
    atlas = with_figures(
        tiny, infrastructure=row_of([0.9, 0.5, 0.5, 0.1]), awareness=row_of([0.8, 0.4, 0.4, 0.4])
    )
    best = standing(atlas, "vn34-01")
    assert [row["id"] for row in best["strengths"]] == ["awareness", "infrastructure"]
    assert best["strengths"][0]["words"] == "0,8000, cao hơn trung bình 0,3000 (+1,73 đlc), hạng 1/4"
    assert best["weaknesses"] == []
    assert best["no_weakness"].startswith("Không có chỉ số chính nào vừa thấp hơn")
    equal = standing(atlas, "vn34-38")
    assert equal["strengths"] == []
    assert equal["weaknesses"] == []  # level with the mean in one, second of four in the other
    assert [row["id"] for row in standing(atlas, "vn34-40")["weaknesses"]] == ["infrastructure"]


def test_ties_with_the_third_are_named(tiny: Atlas) -> None:
    values = row_of([0.9, 0.5, 0.5, 0.1])
    names = ("awareness", "institutions", "infrastructure", "human_resources")
    found = standing(with_figures(tiny, **dict.fromkeys(names, values)), "vn34-01")
    assert {row["id"] for row in found["strengths"]} == set(names)


def test_an_index_of_few_provinces_is_not_compared(tiny: Atlas) -> None:
    atlas = with_figures(tiny, awareness={"vn34-01": 0.9, "vn34-38": 0.1})
    reader = Reader(atlas, "vi")
    (row,) = mains_section(reader, "vn34-01", ())["rows"]
    assert (row["mean"], row["rank_text"], row["z"]) == (None, "–", None)
    assert row["reason"] == "Mới thấy công bố cho 2/4 tỉnh, thành phố (năm 2022)."
    assert standing(atlas, "vn34-01")["rule"] == "Chưa đủ số liệu của mọi tỉnh, thành phố để so sánh."


@pytest.mark.parametrize("geography", ["vn34", "vn63"])
def test_a_strength_lies_above_the_mean_and_a_weakness_below(atlas: Atlas, geography: str) -> None:
    for code in atlas.codes(geography):
        found = standing(atlas, code)
        for row in found["strengths"]:
            assert row["value"] > row["mean"]
            assert row["rank"] * 2 <= row["count"]
        for row in found["weaknesses"]:
            assert row["value"] < row["mean"]
            assert row["rank"] * 2 > row["count"]
        assert found["compared"] == {"vn34": 8, "vn63": 4}[geography]


def test_the_foundation_of_the_63_looks_missing_and_says_why(atlas: Atlas) -> None:
    page = page_of(atlas, "vn63-36")
    by_id = {row["id"]: row for row in page["mains"]["rows"]}
    assert by_id["awareness"]["text"] == "Không có số liệu"
    assert by_id["infrastructure"]["value"] is not None
    (note,) = [note for note in page["mains"]["notes"] if "10/63" in note]
    assert "không so với trung bình" in note
    (missing,) = [row for row in page["missing"]["rows"] if "awareness" in row["ids"]]
    assert len(missing["ids"]) == 4
    assert "Bộ Khoa học và Công nghệ" in missing["reporter"]


# Promises, statistics, merger, what is missing


def test_promises_of_former_provinces_are_history(atlas: Atlas) -> None:
    section = promises_section(Reader(atlas, "vi"), load_promises(), "vn34-24", "")
    assert section["current"] == []
    assert (section["judged"], section["total"], section["sentence"]) == (0, 0, "")
    assert [former["code"] for former in section["predecessors"]] == ["vn63-24", "vn63-27"]
    assert all(row["history_label"] for row in section["history"])
    assert section["only_history"].startswith("Chưa tìm thấy mục tiêu của Bắc Ninh sau khi sắp xếp")


def test_promises_are_counted_by_hand(atlas: Atlas) -> None:
    section = promises_section(Reader(atlas, "vi"), load_promises(), "vn34-38", "")
    groups = [row["group"] for row in section["rows"] if row["is_counted"]]
    judged = [group for group in groups if group in ("reached", "on_course", "behind", "missed")]
    assert (section["total"], section["judged"]) == (len(groups), len(judged))
    assert section["met"] == groups.count("reached")
    assert sum(item["count"] for item in section["counts"]) == len(groups)


def test_another_day_of_judgement(atlas: Atlas) -> None:
    book = load_promises()
    assert promises_section(Reader(atlas, "vi"), book, "vn34-38", book.days[-1])["day"] == book.days[-1]
    assert promises_section(Reader(atlas, "vi"), book, "vn34-38", "1999-01-01")["day"] == book.days[0]


def test_a_province_without_promises_says_so(tiny: Atlas) -> None:
    section = small(tiny, "vn34-40")["promises"]
    assert section["rows"] == []
    assert section["empty"].startswith("Chưa tìm thấy mục tiêu chuyển đổi số nào của Nghệ An")


def test_figures_of_few_provinces(tiny: Atlas) -> None:
    others = {
        "vn63-24": [other(1500.0)],
        "vn34-24": [other(None, words="loại khá", period="undated"), other(1.0, is_yes_no=True)],
    }
    rows = others_section(Reader(tiny, "vi"), "vn34-24", others)["rows"]
    assert [(row["text"], row["unit_text"], row["period_text"], row["former"]) for row in rows] == [
        ("loại khá", "tổ", "không rõ ngày", ""),
        ("có", "", "06/2023", ""),
        ("1.500", "tổ", "06/2023", "Số liệu của Bắc Giang (trước 01/07/2025)"),
    ]


def test_what_is_missing_says_which_part_and_who_reports(tiny: Atlas) -> None:
    atlas = with_figures(tiny, hdi={"vn34-24": None, "vn34-01": 0.7, "vn63-24": 0.6})
    reader = Reader(atlas, "vi")
    wanted = [{"id": "share_x", "label": {"vi": "Tỷ trọng", "en": "Share"}, "reporter": NOTHING}]
    rows = missing_section(reader, "vn34-24", [reader.figure("hdi", "vn34-24")], wanted, [])["rows"]
    assert rows[0] == {
        "ids": ["hdi"],
        "label": "Chỉ tiêu hdi",
        "reason": "Năm 2022 thiếu số liệu của Bắc Ninh, nên không tính được cho toàn tỉnh.",
        "reporter": "Sở",
    }
    assert (rows[1]["label"], rows[1]["reason"]) == ("Tỷ trọng", "Chưa thấy công bố.")


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        ("vn34-24", "merged", "Bắc Ninh hợp thành từ 2 tỉnh, thành phố: Bắc Giang và Bắc Ninh"),
        ("vn63-24", "former", "Bắc Giang cùng với Bắc Ninh hợp thành Bắc Ninh hiện nay"),
        ("vn34-38", "unmerged", "Thanh Hóa không thuộc diện sáp nhập"),
        ("vn63-38", "unmerged", "Thanh Hóa không thuộc diện sáp nhập"),
    ],
)
def test_the_merger(tiny: Atlas, code: str, kind: str, words: str) -> None:
    section = merger_section(Reader(tiny, "vi"), code)
    assert section["kind"] == kind
    assert section["sentence"].startswith(words)


def test_former_provinces_side_by_side(tiny: Atlas) -> None:
    section = merger_section(Reader(tiny, "vi"), "vn34-24")
    assert [column["heading"] for column in section["columns"]] == [
        "Bắc Giang (cũ)",
        "Bắc Ninh (cũ)",
        "Bắc Ninh (nay)",
    ]
    assert section["rows"][0]["texts"] == ["0,4000", "0,6000", "0,5000"]
    assert section["rows"][0]["values"] == [0.4, 0.6, 0.5]


def test_the_merger_is_that_of_the_data() -> None:
    import cdslib

    merger = cdslib.load_merger()
    assert set(merger["document"]) == {"nq-202-2025-qh15"}
    assert {str(day)[:10] for day in merger["effective_date"]} == {"2025-07-01"}


# The headline


def test_headlines_by_hand(tiny: Atlas) -> None:
    assert small(tiny, "vn34-01")["headline"] == (
        "Hà Nội đứng thứ 1/4 về DTI năm 2022 (0,7500), cao hơn trung bình 0,2500."
    )
    atlas = with_figures(tiny, infrastructure=row_of([0.9, 0.5, 0.5, 0.1]))
    assert small(atlas, "vn34-40")["headline"] == (
        "Nghệ An đứng thứ 4/4 về DTI năm 2022 (0,2500), thấp hơn trung bình 0,2500. "
        "So với trung bình các tỉnh, thành phố (so 1/8 chỉ số chính đủ số liệu): "
        "yếu nhất ở chỉ tiêu infrastructure; không có điểm mạnh theo cách chọn bên dưới."
    )
    assert small(atlas, "vn63-38", "en")["headline"] == "No DTI score of Thanh Hoa has been found in print."


def test_the_headline_of_thanh_hoa(atlas: Atlas) -> None:
    assert page_of(atlas, "vn34-38")["headline"].startswith(
        "Thanh Hóa đứng thứ 5/34 về DTI năm 2024 (0,7742), cao hơn trung bình 0,0737. "
        "So với trung bình các tỉnh, thành phố: mạnh nhất ở nhân lực số, yếu nhất ở hoạt động xã hội số. "
    )
    assert page_of(atlas, "vn34-79")["headline"].startswith("TP. Hồ Chí Minh đứng thứ 4/34")
    assert page_of(atlas, "vn34-79", "en")["province"]["full_name"] == "Ho Chi Minh City"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_landing_page_tells_the_first_province(lang: Language) -> None:
    assert profile_headline(lang).startswith({"vi": "Hà Nội đứng thứ", "en": "Ha Noi ranks"}[lang])


# The whole page


@pytest.mark.parametrize("geography", ["vn34", "vn63"])
def test_figures_are_those_of_the_map(atlas: Atlas, geography: str) -> None:
    frame = compose_map(atlas, MapState(geography=geography))["frames"]["2024"]
    for code, cells in frame["rows"].items():
        shown = dict(zip(ROW_FIELDS, cells, strict=True))
        row = page_of(atlas, code)["index"]["rows"][-1]
        assert (row["text"], row["rank"], row["gap_text"]) == (shown["label"], shown["rank"], shown["gap"])


def strings(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for name, inner in part.items():
            if name not in ("ui", "number_locale"):
                yield from strings(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from strings(inner)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("geography", ["vn34", "vn63"])
def test_every_province_has_a_whole_page(atlas: Atlas, geography: str, lang: Language) -> None:
    for code in atlas.codes(geography):
        page = page_of(atlas, code, lang)
        json.dumps(page, allow_nan=False)
        for words in strings(page):
            assert words == unicodedata.normalize("NFC", words)
            assert not re.search(r"[{}]|\bnan\b|\bNone\b", words), (code, words)
        numbers = {source["number"] for source in page["sources"]}
        figures = [*page["index"]["rows"], *page["mains"]["rows"], *page["facts"]["rows"]]
        for row in figures:
            assert (row["source"] in numbers) is (row["source"] is not None)
            if row["value"] is not None:
                assert page["passports"][str(row["origin"])]
        assert numbers == set(range(1, len(numbers) + 1))


def test_what_is_sent_is_small(atlas: Atlas) -> None:
    assert len(json.dumps(page_of(atlas, "vn34-38"))) < 300_000
