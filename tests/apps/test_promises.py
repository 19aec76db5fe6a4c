"""Promises as pages read them: the library's verdicts, in words that say exactly what the register says."""

import json
import unicodedata
from typing import Any

import pandas as pd
import pytest

import cdslib
from cdslib.apps.promise_rows import promise_rows
from cdslib.apps.promise_words import PromiseWords, status_of, trimmed
from cdslib.apps.promises import PromiseBook, load_promises
from cdslib.apps.promises_build import promises_text
from cdslib.charts.statuses import GROUP_LOOKS, GROUPS, STATUSES, TELLING, fill_of, group_of
from cdslib.i18n import LANGUAGES, Language
from cdslib.resources import built_file


@pytest.fixture(scope="module")
def book() -> PromiseBook:
    return load_promises()


def said(book: PromiseBook, id_: str, lang: Language = "vi", day: str = "2024-12-31") -> dict[str, Any]:
    return promise_rows(book, [id_], day, lang)[0]


def test_the_carried_file_is_what_the_data_give() -> None:
    assert built_file("promises.json").read_text(encoding="utf-8") == promises_text(), (
        "run python -m cdslib.apps.build"
    )


@pytest.mark.parametrize("place", [0, 2])
def test_the_verdicts_are_the_librarys(book: PromiseBook, place: int) -> None:
    day = book.days[place]
    verdicts = cdslib.gaps(cdslib.load_observations(include_flagged=True), cdslib.load_targets(), day)
    assert list(book.verdicts[day]) == verdicts["id"].tolist()
    for row in verdicts.to_dict("records"):
        kept = book.verdicts[day][row["id"]]
        for name in ("value", "gap", "ratio", "arrival_year", "status", "reason", "period", "met"):
            assert kept.get(name) == (None if pd.isna(row[name]) else pytest.approx(row[name], abs=1e-8)), (
                name
            )


def test_the_days_begin_with_the_data(book: PromiseBook) -> None:
    assert book.days[0] == book.data_date
    assert book.days == sorted(book.days, reverse=True)


def test_a_merged_province_has_its_own_promises_first(book: PromiseBook) -> None:
    ids = book.of("vn34-24")
    makers = [book.targets[id_]["province_code"] for id_ in ids]
    assert set(makers) <= {"vn34-24", "vn63-24", "vn63-27"}
    assert makers == sorted(makers, key=lambda code: code.startswith("vn63"))
    assert set(book.of("vn63-24")) < set(ids)


# Golden sentences, by hand from the register


def test_tay_ninh_is_short_by_twelve_points(book: PromiseBook) -> None:
    row = said(book, "t-tay-ninh-dossiers-settled-level4-share-2022", day="2022-12-31")
    assert (row["promise"], row["year_label"]) == ("từ 30% trở lên", "năm 2022")
    assert (row["value_label"], row["period_label"]) == ("18,0%", "17/08/2022")
    assert row["gap_label"] == "còn thiếu 12,0 điểm phần trăm"
    assert row["gap_short"] == "còn thiếu 12,0 điểm %"
    english = said(book, "t-tay-ninh-dossiers-settled-level4-share-2022", "en", "2022-12-31")
    assert (english["promise"], english["gap_label"]) == ("at least 30%", "short by 12.0 percentage points")


def test_nam_dinh_was_met_early(book: PromiseBook) -> None:
    row = said(book, "t-nam-dinh-dti-rank-2030", day="2023-12-31")
    assert row["promise"] == "trong nhóm 15 đứng đầu của 63 tỉnh, thành phố"
    assert (row["status"], row["status_word"], row["glyph"]) == ("met_early", "Đạt trước hạn", "★")
    assert row["is_history"] is False
    later = said(book, "t-nam-dinh-dti-rank-2030", day=book.days[0])
    assert later["history_label"].startswith("Mục tiêu của Nam Định (trước ngày 01/07/2025)")


def test_an_unmerged_province_keeps_its_ground(book: PromiseBook) -> None:
    row = said(book, "t-thanh-hoa-dti-rank-2025", day=book.days[0])
    assert row["history_label"] == "Đặt ra trước ngày 01/07/2025; địa giới của Thanh Hóa không đổi."
    assert row["reason"].startswith("Chưa có số liệu của năm đến hạn; từ ngày 01/07/2025")


def test_tuyen_quang_is_too_slow(book: PromiseBook) -> None:
    row = said(book, "t-tuyen-quang-digital-economy-share-2025")
    assert (row["value_label"], row["gap_label"]) == ("6,19% GRDP", "còn thiếu 13,81 điểm phần trăm")
    assert (row["status_word"], row["group"]) == ("Quá chậm", "behind")
    assert row["document_label"].startswith("48-NQ/TU, Tỉnh ủy Tuyên Quang")
    assert row["figure_source"]["address"].startswith("http")


def test_class_words_stay_words(book: PromiseBook) -> None:
    row = said(book, "t-tuyen-quang-dti-2025")
    assert (row["promise"], row["status"], row["group"]) == ("«khá»", "not_judged", "not_judged")
    assert row["missing"] == ""


def test_a_lacking_figure_says_where_it_could_come_from(book: PromiseBook) -> None:
    ids = [id_ for id_, row in book.verdicts[book.days[0]].items() if row.get("reason") == "no_figure"]
    assert len(ids) > 100
    rows = promise_rows(book, ids, book.days[0], "vi")
    assert all(row["missing"].startswith("Số liệu có thể lấy từ: ") for row in rows)


def test_a_refused_figure_says_so(book: PromiseBook) -> None:
    verdicts = book.verdicts[book.days[0]]
    refused = [id_ for id_, row in verdicts.items() if row.get("reason") == "refused_figure"]
    assert all(book.targets[id_]["province_code"] != "vn" for id_ in refused)
    assert all("value" not in verdicts[id_] for id_ in refused)


@pytest.mark.parametrize(
    ("verdict", "status"),
    [
        ({"status": "missed"}, "missed"),
        ({"reason": "no_figure"}, "no_figure"),
        ({"reason": "other_measure"}, "no_figure"),
        ({"reason": "not_proven", "value": 20.0}, "no_figure"),
        ({"reason": "one_figure", "value": 6.0, "met": False}, "not_yet"),
        ({"reason": "no_indicator"}, "not_judged"),
        ({}, "not_judged"),
    ],
)
def test_the_status_a_reader_is_told(verdict: dict[str, Any], status: str) -> None:
    assert status_of(verdict) == status


def test_every_status_is_counted_once() -> None:
    counted = [status for statuses in GROUPS.values() for status in statuses]
    assert sorted(counted) == sorted(STATUSES)
    assert set(GROUP_LOOKS) == set(GROUPS) == set(TELLING)
    assert all(group_of(status) in GROUPS for status in STATUSES)
    assert {fill_of("no_figure"), fill_of("not_judged")} == {"#c3ccd1"}


def test_only_missed_is_red_and_every_status_has_its_shape() -> None:
    def is_red(colour: str) -> bool:
        red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
        return red > 150 and green < 60 and blue < 60

    assert [name for name, look in STATUSES.items() if is_red(look.colour)] == ["missed"]
    assert len({look.glyph for look in STATUSES.values()}) == len(STATUSES)


def test_numbers_keep_the_digits_they_were_promised_with() -> None:
    assert [trimmed(value, "vi") for value in (20.0, 20.5, 10.08, 1234.0)] == ["20", "20,5", "10,08", "1.234"]


@pytest.mark.parametrize(
    ("target", "vi", "en"),
    [
        ({"comparator": "=", "value": 20.0, "unit": "percent_gdp"}, "20% GDP", "20% of GDP"),
        ({"comparator": ">", "value": 80.0, "unit": "percent"}, "trên 80%", "more than 80%"),
        ({"comparator": "~", "value": 25.0, "unit": "percent"}, "khoảng 25%", "about 25%"),
        (
            {"comparator": "range", "value": 7.0, "value_to": 7.5, "unit": "percent_per_year"},
            "từ 7 đến 7,5%/năm",
            "7 to 7.5% per year",
        ),
        (
            {"comparator": "<=", "value": 50.0, "unit": "rank_world"},
            "trong nhóm 50 đứng đầu",
            "among the top 50",
        ),
        ({"comparator": ">=", "value": 0.8, "unit": "index"}, "từ 0,8 trở lên", "at least 0.8"),
        (
            {"comparator": ">=", "value": 1000.0, "unit": "enterprises"},
            "từ 1.000 doanh nghiệp trở lên",
            "at least 1,000 enterprises",
        ),
        ({"kind": "qualitative"}, "nêu bằng lời, không có con số", "in words, without a number"),
        ({"kind": "relative"}, "cao hơn trung bình cả nước", "above the national mean"),
    ],
)
def test_promises_in_words(book: PromiseBook, target: dict[str, Any], vi: str, en: str) -> None:
    row = {"kind": "level"} | target
    assert PromiseWords(book, "vi").promise(row) == vi
    assert PromiseWords(book, "en").promise(row) == en


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_row_is_whole(book: PromiseBook, lang: Language) -> None:
    for day in (book.days[0], book.days[-1]):
        rows = promise_rows(book, book.targets, day, lang)
        assert len(rows) == len(book.targets)
        text = json.dumps(rows, ensure_ascii=False, allow_nan=False)
        assert text == unicodedata.normalize("NFC", text)
        assert "{" not in "".join(str(cell) for row in rows for cell in row.values() if isinstance(cell, str))
        assert all(row["promise_source"]["text"] for row in rows)
        for row in rows:
            assert bool(row["value_label"]) == (row["value"] is not None)
            assert row["gap"] is None or row["gap_label"]
