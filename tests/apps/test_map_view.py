"""The page's words and numbers: by hand on a tiny atlas, and for every choice on the real one."""

import json
import unicodedata
from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest

from cdslib.analysis.classify import SCHEMES
from cdslib.analysis.ranking import rank
from cdslib.apps.atlas import Atlas
from cdslib.apps.map_frame import ROW_FIELDS, dot_stacks
from cdslib.apps.map_state import MapState, read_state
from cdslib.apps.map_view import compose
from cdslib.charts.palettes import DIVERGING, SEQUENTIAL
from cdslib.i18n import Language, format_number, messages, text
from tests.apps.conftest import row


def frame(atlas: Atlas, year: int, **choices: Any) -> dict[str, Any]:
    found: dict[str, Any] = compose(atlas, MapState(**choices))["frames"][str(year)]
    return found


# By hand, on the tiny atlas


def test_ranks_share_the_better_place() -> None:
    values = {"a": 0.5, "b": 0.9, "c": 0.5, "d": 0.1}
    assert rank(values) == {"b": 1, "a": 2, "c": 2, "d": 4}
    assert rank(values, low_first=True) == {"d": 1, "a": 2, "c": 2, "b": 4}
    assert rank({}) == {}


def test_dots_stack_without_touching() -> None:
    assert dot_stacks({}) == {}
    assert dot_stacks({"a": 1.0, "b": 1.0, "c": 1.0}) == {"a": 0, "b": 1, "c": 2}
    stacks = dot_stacks({str(i): float(i) for i in range(31)}, bins=10)
    assert sorted(stacks.values()) == [0] * 10 + [1] * 10 + [2] * 10 + [3]


def test_a_row_of_the_ranking(tiny: Atlas) -> None:
    level = frame(tiny, 2022)
    assert (level["mean"], level["count"], level["mean_label"]) == (0.5, 4, "Trung bình 0,5000")
    assert [row(level, code)["rank"] for code in ("vn34-01", "vn34-24", "vn34-38", "vn34-40")] == [1, 2, 2, 4]
    assert row(level, "vn34-01") == {
        "value": 0.75,
        "label": "0,7500",
        "class": len(level["colours"]) - 1,
        "rank": 1,
        "origin": 0,
        "status": "value",
        "gap": "cao hơn trung bình 0,2500",
        "difference": "+0,2500",
        "stack": 0,
        "parts": "",
    }
    assert row(level, "vn34-38")["gap"] == "bằng trung bình"
    assert row(frame(tiny, 2022, lang="en"), "vn34-40")["gap"] == "0.2500 below the mean"


def test_a_merged_province_says_its_parts(tiny: Atlas) -> None:
    assert row(frame(tiny, 2022), "vn34-24")["parts"] == "Bắc Giang: 0,4000 · Bắc Ninh: 0,6000"
    assert row(frame(tiny, 2021, lang="en"), "vn34-24")["parts"] == "Bac Giang: 0.3000 · Bac Ninh: –"
    assert row(frame(tiny, 2022, base=2021), "vn34-01")["parts"] == ""


def test_an_incomplete_province_looks_incomplete_and_has_no_rank(tiny: Atlas) -> None:
    level = frame(tiny, 2021)
    partial = row(level, "vn34-24")
    assert partial | {"parts": ""} == {
        "value": None,
        "label": "Thiếu số liệu một phần",
        "class": -1,
        "rank": None,
        "origin": 1,
        "status": "partial",
        "gap": "",
        "difference": "",
        "stack": None,
        "parts": "",
    }
    assert (level["count"], level["mean"]) == (3, pytest.approx(0.8 / 3))
    last = level["legend"][-1]
    assert (last["label"], last["sign"], last["status"], last["count"]) == (
        "Thiếu số liệu một phần",
        "◐",
        "partial",
        1,
    )


def test_a_province_without_a_figure(tiny: Atlas) -> None:
    level = frame(tiny, 2021, indicator="share", lang="en")
    missing = row(level, "vn34-40")
    assert (missing["label"], missing["status"], missing["origin"]) == ("No data", "none", None)
    assert [(item["sign"], item["count"]) for item in level["legend"] if item["sign"]] == [("×", 2)]


def test_the_legend_counts_every_province_once(tiny: Atlas) -> None:
    for choices in (
        {},
        {"base": 2021},
        {"indicator": "share"},
        {"scheme": "around_mean"},
        {"geography": "vn63"},
    ):
        legend = frame(tiny, 2022, **choices)["legend"]
        assert sum(item["count"] for item in legend) == (5 if choices.get("geography") else 4)
        assert [item["y"] for item in legend] == [10 + 18 * place for place in range(len(legend))]


@pytest.mark.parametrize(
    ("choices", "headline"),
    [
        (
            {},
            "Năm 2022, Hà Nội (0,7500) dẫn đầu trong 4 tỉnh, thành có số liệu; "
            "Nghệ An (0,2500) ở cuối bảng. Trung bình: 0,5000.",
        ),
        (
            {"lang": "en"},
            "In 2022, Ha Noi (0.7500) leads the 4 provinces with figures; "
            "Nghe An (0.2500) comes last. Mean: 0.5000.",
        ),
        (
            {"indicator": "share"},
            "Năm 2022, Hà Nội (12,4%) thấp nhất, tức tốt nhất, trong 3 tỉnh, thành có số liệu; "
            "Thanh Hóa (16,0%) cao nhất. Trung bình: 14,1%.",
        ),
        (
            {"indicator": "share", "lang": "en"},
            "In 2022, Ha Noi (12.4%) is lowest, that is best, of the 3 provinces with figures; "
            "Thanh Hoa (16.0%) is highest. Mean: 14.1%.",
        ),
        (
            {"indicator": "people"},
            "Năm 2022, Hà Nội (900) có giá trị cao nhất trong 2 tỉnh, thành có số liệu; "
            "Thanh Hóa (880) thấp nhất. Trung bình: 890.",
        ),
        (
            {"indicator": "people", "base": 2021, "lang": "en"},
            "From 2021 to 2022, the highest change is Thanh Hoa (+80), the lowest Ha Noi (−100). Mean: −10.",
        ),
        (
            {"indicator": "share", "base": 2021},
            "Từ 2021 đến 2022, Thanh Hóa (−4,0 điểm %) giảm nhiều nhất, tức tiến bộ nhất; "
            "Hà Nội (+2,4 điểm %) giảm ít nhất hoặc tăng. Trung bình: −0,8 điểm %.",
        ),
        (
            {"base": 2021},
            "Từ 2021 đến 2022, Thanh Hóa (+0,4000) tiến bộ nhiều nhất; "
            "Nghệ An (+0,0500) ít nhất hoặc thụt lùi. Trung bình: +0,2333.",
        ),
    ],
)
def test_headlines(tiny: Atlas, choices: dict[str, Any], headline: str) -> None:
    assert frame(tiny, 2022, **choices)["headline"] == headline


def test_the_description_names_the_highest_and_the_lowest_value(tiny: Atlas) -> None:
    assert frame(tiny, 2022, indicator="share")["description"] == (
        "Bản đồ Tỷ lệ B, năm 2022. 3 tỉnh, thành có số liệu; cao nhất Thanh Hóa (16,0%); thấp nhất Hà Nội (12,4%)."
    )
    assert frame(tiny, 2022, lang="en")["description"] == (
        "Map of Index A, 2022. 4 provinces with figures; highest Ha Noi (0.7500); lowest Nghe An (0.2500)."
    )


def test_changes_of_percentages_are_percentage_points(tiny: Atlas) -> None:
    level, change = (frame(tiny, 2022, indicator="share", base=base) for base in (None, 2021))
    assert (level["title"], level["unit"]) == ("Tỷ lệ B, năm 2022", "% dân số")
    assert (change["title"], change["unit"]) == ("Tỷ lệ B: thay đổi 2021–2022", "điểm %")
    assert change["subtitle"] == "34 tỉnh, thành phố (từ 01/07/2025) · Đơn vị: điểm %"
    assert row(change, "vn34-01")["label"] == "+2,4 điểm %"
    assert row(change, "vn34-01")["gap"] == "cao hơn trung bình 3,2 điểm %"
    assert row(level, "vn34-01")["gap"] == "thấp hơn trung bình 1,7 điểm %"
    english = frame(tiny, 2022, indicator="share", base=2021, lang="en")
    assert english["subtitle"] == "34 provinces (since 01/07/2025) · Unit: pp"
    assert row(english, "vn34-38")["label"] == "−4.0 pp"


def test_changes_diverge_at_nought_and_only_follow_their_base(tiny: Atlas) -> None:
    page = compose(tiny, MapState(indicator="share", base=2021))
    assert (page["years"], page["all_years"], page["centred"]) == ([2022], [2021, 2022], True)
    assert 0 in page["frames"]["2022"]["edges"]
    assert row(page["frames"]["2022"], "vn34-40")["status"] == "none"


def test_years_before_the_base_are_not_compared_backwards(tiny: Atlas) -> None:
    tiny.cells["dti"]["vn34"]["2020"] = {"vn34-01": [0.4, 0], "vn34-38": [0.2, 0]}
    page = compose(tiny, MapState(base=2021))
    assert (page["years"], page["all_years"]) == ([2022], [2020, 2021, 2022])


def test_a_change_across_a_new_method_says_so(tiny: Atlas) -> None:
    assert frame(tiny, 2022)["note"] == ""
    assert frame(tiny, 2022, indicator="share", base=2021)["note"] == ""
    assert frame(tiny, 2022, base=2021)["note"] == (
        "Cách tính thay đổi từ năm 2022: chênh lệch gồm cả tiến bộ thật và thay đổi phương pháp."
    )
    assert frame(tiny, 2022, base=2021, lang="en")["note"] == (
        "The method changed in 2022: the difference mixes progress and a change of method."
    )


def said(atlas: Atlas, origin: str, lang: Language = "vi") -> list[tuple[str, str]]:
    return [
        (line["label"], line["text"]) for line in compose(atlas, MapState(lang=lang))["passports"][origin]
    ]


def test_the_passport_of_a_published_figure(tiny: Atlas) -> None:
    assert compose(tiny, MapState())["passports"]["0"] == [
        {"label": "Loại số liệu", "text": "Công bố"},
        {
            "label": "Nguồn",
            "text": "Bộ, Báo cáo, 05/2023",
            "address": "https://a.vn/1",
            "publisher": "Bộ",
        },
        {"label": "Đối chiếu", "text": "Trùng khớp với 2 nguồn khác"},
        {"label": "Giấy phép", "text": "Văn bản chính thức"},
    ]
    assert said(tiny, "0", "en") == [
        ("Kind", "Published"),
        ("Source", "Bộ, Báo cáo, 05/2023"),
        ("Confirmed", "Agrees with 2 further source(s)"),
        ("Licence", "Official text"),
    ]


def test_the_passport_of_a_merged_figure(tiny: Atlas) -> None:
    assert said(tiny, "1")[:2] == [
        ("Loại số liệu", "Suy ra"),
        ("Cách tính", "Trung bình cộng các tỉnh cũ (cách Bộ KH&CN dùng cho DTI 2024)"),
    ]
    assert said(tiny, "1", "en")[:2] == [
        ("Kind", "Derived"),
        ("Method", "Plain mean of the former provinces (the ministry's rule for DTI 2024)"),
    ]


def test_the_passport_of_an_unsure_figure(tiny: Atlas) -> None:
    assert said(tiny, "2") == [
        ("Loại số liệu", "Công bố"),
        ("Mức chính xác", "Khoảng"),
        ("Bản công bố", "Công bố lần đầu 2023"),
        ("Nguồn", "Cục"),
        ("Ghi chú", "làm tròn"),
    ]
    assert said(tiny, "2", "en") == [
        ("Kind", "Published"),
        ("Precision", "About"),
        ("Vintage", "First published in 2023"),
        ("Source", "Cục"),
        ("Note", "rounded"),
    ]


def test_the_passport_of_a_computed_figure(tiny: Atlas) -> None:
    tiny.cells["dti"]["vn34"]["2022"]["vn34-01"] = [0.75, 3]
    assert said(tiny, "3")[1] == ("Cách tính", "tính ngược")
    assert said(tiny, "3", "en")[1] == ("Method", "computed backwards")


def test_the_source_line_says_what_is_derived(tiny: Atlas) -> None:
    assert frame(tiny, 2022)["source"] == (
        "Nguồn: Bộ; "
        "Cục.\nSố liệu 34 tỉnh, thành tính từ 63 tỉnh, thành cũ.\nRanh giới: © OpenStreetMap contributors (ODbL)."
    )
    assert frame(tiny, 2022, indicator="share", lang="en")["source"] == (
        "Source: Bộ.\nBoundaries: © OpenStreetMap contributors (ODbL)."
    )


def test_who_merged_into_whom(tiny: Atlas) -> None:
    page = compose(tiny, MapState())
    assert page["mergers"] == [["Bắc Ninh", "Bắc Giang và Bắc Ninh"]]
    assert page["provinces"]["vn34-24"]["territory"] == "Gộp từ Bắc Giang và Bắc Ninh"
    assert page["provinces"]["vn34-38"]["territory"] == "Địa giới không đổi"
    former = compose(tiny, MapState(geography="vn63"))["provinces"]
    assert former["vn63-24"]["territory"] == "Nay thuộc Bắc Ninh"
    assert former["vn63-38"]["territory"] == "Địa giới không đổi"


def test_the_trend_keeps_the_levels_when_the_map_shows_changes(tiny: Atlas) -> None:
    page = compose(tiny, MapState(base=2021))
    assert page["levels"]["vn34-24"] == [[2022, 0.5, "0,5000"]]
    assert page["levels"]["vn34-01"] == [[2021, 0.5, "0,5000"], [2022, 0.75, "0,7500"]]
    assert page["breaks"] == [{"year": 2022, "label": "đổi cách tính"}]


def test_one_scale_for_all_years(tiny: Atlas) -> None:
    own, shared = (compose(tiny, MapState(fixed=fixed))["frames"] for fixed in (False, True))
    assert own["2021"]["edges"] != own["2022"]["edges"]
    assert shared["2021"]["edges"] == shared["2022"]["edges"]
    assert (shared["2021"]["edges"][0], shared["2021"]["edges"][-1]) == (0.1, 0.75)


def test_the_card_leaves_out_what_is_not_known(tiny: Atlas) -> None:
    assert compose(tiny, MapState(indicator="share"))["card"] == {
        "name": "Tỷ lệ B",
        "unit": "% dân số",
        "parts": [
            {"label": "Định nghĩa", "text": "Định nghĩa"},
            {"label": "Cách thu thập", "text": "Đo lường"},
        ],
    }


def test_pillars_without_indicators_are_not_offered(tiny: Atlas) -> None:
    (group,) = compose(tiny, MapState(lang="en"))["indicators"]
    assert group["label"] == "Overall"
    assert [item["id"] for item in group["items"]] == ["dti", "share", "people"]


# The real figures


@pytest.mark.parametrize(
    ("choices", "headline"),
    [
        (
            {},
            "Năm 2024, Hà Nội (0,8241) dẫn đầu trong 34 tỉnh, thành có số liệu; "
            "Cao Bằng (0,5128) ở cuối bảng. Trung bình: 0,7005.",
        ),
        (
            {"lang": "en"},
            "In 2024, Ha Noi (0.8241) leads the 34 provinces with figures; "
            "Cao Bang (0.5128) comes last. Mean: 0.7005.",
        ),
        (
            {"geography": "vn63"},
            "Năm 2024, Hồ Chí Minh (0,8373) dẫn đầu trong 63 tỉnh, thành có số liệu; "
            "Quảng Bình (0,4946) ở cuối bảng. Trung bình: 0,6961.",
        ),
        (
            {"geography": "vn63", "lang": "en"},
            "In 2024, Ho Chi Minh City (0.8373) leads the 63 provinces with figures; "
            "Quang Binh (0.4946) comes last. Mean: 0.6961.",
        ),
    ],
)
def test_the_index_of_2024(atlas: Atlas, choices: dict[str, Any], headline: str) -> None:
    page = compose(atlas, MapState(**choices))
    assert page["state"]["year"] == 2024
    shown = page["frames"]["2024"]
    assert shown["headline"] == headline
    passport = page["passports"][str(row(shown, next(iter(shown["rows"])))["origin"])]
    assert passport[0]["text"] == text("map.status_published", choices.get("lang", "vi"))


def test_derived_figures_of_2023_follow_the_ministrys_rule(atlas: Atlas) -> None:
    page = compose(atlas, MapState())
    bac_ninh = row(page["frames"]["2023"], "vn34-24")
    assert bac_ninh["value"] == pytest.approx((0.7366 + 0.7115) / 2)
    assert bac_ninh["parts"] == "Bắc Giang: 0,7366 · Bắc Ninh: 0,7115"
    passport = page["passports"][str(bac_ninh["origin"])]
    assert [line["text"] for line in passport[:2]] == [
        "Suy ra",
        "Trung bình cộng các tỉnh cũ (cách Bộ KH&CN dùng cho DTI 2024)",
    ]
    assert text("charts.derived_note") in page["frames"]["2023"]["source"]


def test_the_index_changed_its_method_in_2024(atlas: Atlas) -> None:
    assert frame(atlas, 2024, base=2023)["note"].startswith("Cách tính thay đổi từ năm 2024")
    assert frame(atlas, 2023, base=2022)["note"] == ""


def choices_of(atlas: Atlas) -> Iterator[MapState]:
    """Every indicator and geography with every scheme and every base; the other options take turns."""
    ks, palettes = cycle((3, 4, 5, 6, 7)), cycle(SEQUENTIAL + DIVERGING)
    flags, targets = cycle((False, True)), cycle((None, 0.7, -1e9, 50))
    langs: Iterator[Language] = cycle(("vi", "vi", "en", "en"))
    for id_ in atlas.indicators:
        for geography in atlas.cells[id_]:
            bases = [None] * len(SCHEMES) + atlas.years(id_, geography)[:-1][-4:]
            for base, scheme in zip(bases, cycle(SCHEMES), strict=False):
                yield MapState(
                    id_,
                    geography,
                    base,
                    scheme,
                    next(ks),
                    next(palettes),
                    next(flags),
                    next(targets),
                    next(langs),
                )


def test_every_choice_composes(atlas: Atlas) -> None:
    made = 0
    for wanted in choices_of(atlas):
        page = compose(atlas, wanted)
        said = json.dumps(page, ensure_ascii=False, allow_nan=False)
        assert len(said.encode()) < 200_000, wanted
        assert page["frames"], wanted
        for shown in page["frames"].values():
            assert len(shown["colours"]) == len(shown["edges"]) - 1
            assert {*shown["rows"]} == {*page["provinces"]}
            assert "{" not in shown["title"] + shown["subtitle"] + shown["headline"] + shown["source"]
            assert sum(item["count"] for item in shown["legend"]) == len(shown["rows"])
        made += 1
    assert made > 600


def test_what_is_drawn_can_be_read_off_the_legend(atlas: Atlas) -> None:
    """The number printed beside a province lies within the bounds printed beside its colour."""
    for id_, indicator in atlas.indicators.items():
        page = compose(atlas, MapState(indicator=id_, geography=next(iter(atlas.cells[id_])), lang="en"))
        for shown in page["frames"].values():
            for code in shown["rows"]:
                cells = row(shown, code)
                if cells["value"] is None:
                    continue
                low, high = shown["edges"][cells["class"] : cells["class"] + 2]
                printed = float(
                    format_number(cells["value"], indicator["decimals"], "en")
                    .replace("−", "-")
                    .replace(",", "")
                )
                assert low < printed <= high or (cells["class"] == 0 and printed == low), (id_, code)


def leaves(part: Any, skipped: tuple[str, ...]) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if key not in skipped:
                yield from leaves(value, skipped)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from leaves(value, skipped)
    elif isinstance(part, str):
        yield part


QUOTED = (
    "passports",
    "source",
    "targets",
)  # titles of sources and numbers of documents stay as they were written


def is_vietnamese(words: str) -> bool:
    plain = (
        words.replace("Hoàng Sa", "").replace("Trường Sa", "").replace("Đà Nẵng", "").replace("Khánh Hòa", "")
    )
    marks = unicodedata.normalize("NFD", plain.replace("Đ", "D\u0306").replace("đ", "d\u0306"))
    return any(unicodedata.combining(letter) for letter in marks)


def test_the_english_page_is_english(atlas: Atlas) -> None:
    for id_ in atlas.indicators:
        page = compose(atlas, read_state({"indicator": id_, "lang": "en"}, atlas))
        assert [words for words in leaves(page, (*QUOTED, "number_locale")) if is_vietnamese(words)] == []


@pytest.mark.parametrize(("lang", "other"), [("vi", "en"), ("en", "vi")])
def test_no_words_of_the_other_language(atlas: Atlas, lang: Language, other: Language) -> None:
    rooms = [(messages(room, lang), messages(room, other)) for room in ("map", "charts", "common")]
    own = {words for room, _ in rooms for words in room.values()}
    foreign = {words for _, room in rooms for words in room.values()} - own
    page = compose(atlas, read_state({"lang": lang, "base": 2022}, atlas))
    assert set(leaves(page, ())) & foreign == set()


def test_the_fields_of_a_row_are_said_once(atlas: Atlas) -> None:
    page = compose(atlas, MapState())
    assert page["row_fields"] == ROW_FIELDS
    assert all(
        len(cells) == len(ROW_FIELDS) for shown in page["frames"].values() for cells in shown["rows"].values()
    )
