"""The targets page: the parts agree with each other and with the library, in every state a reader can reach."""

import csv
import io
import json
import subprocess
import sys
import unicodedata
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cdslib.apps import TargetsDashboard
from cdslib.apps.promise_rows import promise_rows
from cdslib.apps.promises import PromiseBook, load_promises
from cdslib.apps.targets_bullets import bullets, numbers_of, scale_of
from cdslib.apps.targets_detail import formula, promise_detail
from cdslib.apps.targets_export import COLUMNS, export_targets
from cdslib.apps.targets_overview import count_groups, counts_in_words, matrix
from cdslib.apps.targets_selection import of_view, selected
from cdslib.apps.targets_state import VIEWS, TargetsState, read_targets_state
from cdslib.apps.targets_target import nearest_first, target_map
from cdslib.apps.targets_view import compose_targets, targets_headline
from cdslib.apps.trajectory import trajectory
from cdslib.charts.statuses import GROUPS
from tests.apps.test_map_app import HEAVY
from tests.apps.test_map_state import HOSTILE, anything

BOOK = load_promises()
TUYEN_QUANG = "t-tuyen-quang-digital-economy-share-2025"


@pytest.fixture(scope="module")
def book() -> PromiseBook:
    return BOOK


def state(**wishes: Any) -> TargetsState:
    return read_targets_state(wishes, BOOK)


# The state

plausible = st.sampled_from(
    [
        *VIEWS,
        *BOOK.provinces,
        *BOOK.indicators,
        *BOOK.pillars,
        *BOOK.days,
        *GROUPS,
        *list(BOOK.targets)[::40],
        *["2025", "2030", "vi", "en", "vn34", "vn63", ""],
    ]
)
wishes = st.dictionaries(
    st.sampled_from(tuple(vars(TargetsState()))) | st.text(max_size=5), plausible | anything, max_size=11
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(wanted=wishes)
def test_any_wish_gives_a_page(wanted: dict[str, Any]) -> None:
    found = read_targets_state(wanted, BOOK)
    assert found.province in BOOK.provinces
    assert found.province == "vn" or found.province.startswith(found.geography)
    page = compose_targets(BOOK, found)
    assert page["headline"]
    assert sum(row["count"] for row in page["counts"]) == page["total"]
    assert len(page["rows"]) == (page["total"] if found.more else min(page["total"], 60))
    text = json.dumps(page, ensure_ascii=False, allow_nan=False)
    assert text == unicodedata.normalize("NFC", text)
    assert not any(hostile in text for hostile in HOSTILE if hostile.startswith("<"))


def test_a_province_of_the_other_scheme_is_found_on_the_same_ground() -> None:
    assert state(province="vn63-24", geography="vn34").province == "vn34-24"
    assert state(province="vn34-24", geography="vn63").province == "vn63-24"
    assert state(province="vn34-38", geography="vn63").province == "vn63-38"
    assert state(province="vn63-36", geography="vn34").province == "vn34-37"
    assert state(province="vn", geography="vn63").province == "vn"


def test_the_start_needs_no_wish() -> None:
    start = state()
    assert (start.view, start.geography, start.day, start.lang) == ("overview", "vn34", BOOK.days[0], "vi")
    assert start.indicator == "digital_economy_share"
    assert len(BOOK.of(start.province)) == max(len(BOOK.of(code)) for code in BOOK.codes("vn34"))


# Selection


def test_the_34_carry_the_promises_of_their_parts_once(book: PromiseBook) -> None:
    both = of_view(book, state(geography="vn34"))
    former = of_view(book, state(geography="vn63"))
    own = [id_ for id_, row in book.targets.items() if row["province_code"].startswith("vn34")]
    assert sorted(both) == sorted([*former, *own])
    assert len(set(both)) == len(both)


@pytest.mark.parametrize("name", ["pillar", "document", "year", "group"])
def test_the_counts_in_the_filters_are_what_they_keep(book: PromiseBook, name: str) -> None:
    page = compose_targets(book, state(geography="vn63"))
    choices = page["choices"][name]
    assert choices[0]["label"] == f"Tất cả ({page['total']})"
    for choice in choices[1:6]:
        kept = selected(book, replace(state(geography="vn63"), **{name: choice["id"]}))
        assert choice["label"].endswith(f"({len(kept)})")


def test_a_filter_that_keeps_nothing_says_so(book: PromiseBook) -> None:
    page = compose_targets(book, state(view="province", province="vn34-24", year="2045"))
    assert page["headline"] == (
        "Bắc Ninh: không có mục tiêu nào khớp với bộ lọc. Hãy bỏ bớt điều kiện hoặc bấm «Đặt lại»."
    )
    assert (page["rows"], page["bullets"], page["detail"]) == ([], [], None)


def test_a_province_without_promises_is_no_dead_end(book: PromiseBook) -> None:
    silent = [code for code in book.codes("vn63") if not book.of(code)]
    assert len(silent) >= 12
    page = compose_targets(book, state(view="province", province=silent[0], geography="vn63"))
    assert "chưa tìm thấy mục tiêu chuyển đổi số nào" in page["headline"]


# Overview


def test_the_headline_counts_what_the_tiles_count(book: PromiseBook) -> None:
    start = state()
    ids = selected(book, start)
    counts = {row["group"]: row["count"] for row in count_groups(book, ids, start)}
    assert sum(counts.values()) == len(ids)
    words = counts_in_words(book, ids, start)
    assert words.startswith(f"{counts['reached']} đã đạt, ")
    assert "0 đang đúng hướng" not in words
    assert targets_headline("vi") == compose_targets(book, start)["headline"]


def test_the_matrix_holds_every_promise_once(book: PromiseBook) -> None:
    for geography in ("vn34", "vn63"):
        start = state(geography=geography)
        ids = selected(book, start)
        drawn = matrix(book, ids, start)
        assert sum(int(cell["text"].split()[1]) for cell in drawn["cells"]) == len(ids)
        assert len(drawn["lines"]) == int(geography[2:])
        assert all(0 <= cell["left"] < cell["right"] <= 1 + 1e-9 for cell in drawn["cells"])


def test_the_most_telling_status_gives_the_colour(book: PromiseBook) -> None:
    start = state(geography="vn63")
    cells = {cell["id"]: cell for cell in matrix(book, selected(book, start), start)["cells"]}
    kon_tum = cells["vn63-62|overall"]
    assert kon_tum["text"].startswith("✕")
    assert "Không đạt: " in kon_tum["said"]


def test_what_is_not_judged_says_what_would_help(book: PromiseBook) -> None:
    page = compose_targets(book, state())
    unknown = sum(
        row["count"] for row in page["counts"] if row["group"] in ("waiting", "no_figure", "not_judged")
    )
    assert sum(reason["count"] for reason in page["reasons"]) == unknown
    assert all(reason["help"] and reason["reason"] for reason in page["reasons"])


# Bullets


def test_a_bullet_by_hand(book: PromiseBook) -> None:
    rows = promise_rows(book, [TUYEN_QUANG], "2024-12-31", "vi")
    (bullet,) = bullets(book, rows, "2024-12-31", "vi", "Tuyên Quang")
    top = 29.70 * 1.12
    assert bullet["value"] == pytest.approx(6.19 / top, abs=1e-4)
    assert bullet["target"] == pytest.approx(20 / top, abs=1e-4)
    assert (bullet["low"], bullet["zero"]) == (bullet["value"], 0.0)
    assert bullet["figure"] == "6,19% GRDP (2023)"
    assert bullet["status"] == "▽ Quá chậm"
    assert bullet["country"] == pytest.approx(12.87 / top, abs=1e-4)


def test_ranks_run_to_the_first_place(book: PromiseBook) -> None:
    rows = promise_rows(book, ["t-thanh-hoa-dti-rank-2025"], "2024-12-31", "vi")
    (bullet,) = bullets(book, rows, "2024-12-31", "vi", "Thanh Hóa")
    assert bullet["value"] == pytest.approx((63 - 8) / 62, abs=1e-4)
    assert bullet["target"] == pytest.approx((63 - 10) / 62, abs=1e-4)


@pytest.mark.parametrize("day", BOOK.days)
def test_every_bullet_lies_on_its_line_and_in_order(book: PromiseBook, day: str) -> None:
    for bullet in bullets(book, promise_rows(book, book.targets, day, "en"), day, "en", ""):
        places = {
            name: bullet[name]
            for name in ("value", "target", "target_to", "low", "high", "mean")
            if name in bullet
        }
        assert all(-1e-9 <= place <= 1 + 1e-9 for place in places.values()), bullet
        gap = book.verdicts[day][bullet["id"]].get("gap")
        if gap is not None and "value" in places:
            assert (places["value"] < places["target"]) == (gap > 0) or gap == 0, bullet


def test_few_provinces_make_no_range(book: PromiseBook) -> None:
    numbers = numbers_of(book, "t-bac-ninh-digital-economy-share-2030", book.days[0])
    assert set(numbers) == {"value", "target"} | ({"country"} & set(numbers))


def test_a_scale_never_collapses() -> None:
    assert scale_of({"value": 0.0}, "persons", lower_is_better=False, target={}) == (0.0, 1.0)
    assert scale_of({"value": 85.0, "target": 90.0}, "percent", lower_is_better=False, target={}) == (
        0.0,
        100.0,
    )
    assert scale_of({"value": 5.0}, "percent", lower_is_better=True, target={}) == (5.6, 0.0)


# One quantity


def test_the_nearest_comes_first_and_the_unknown_last(book: PromiseBook) -> None:
    start = state(view="target", geography="vn63")
    rows = nearest_first(promise_rows(book, selected(book, start), start.day, "vi"))
    known = [row["gap"] for row in rows if row["gap"] is not None]
    assert known == sorted(known)
    assert [row["gap"] is None for row in rows] == sorted(row["gap"] is None for row in rows)


def test_the_headline_of_a_quantity_by_hand(book: PromiseBook) -> None:
    page = compose_targets(book, state(view="target", geography="vn63", year="2025"))
    assert page["headline"] == (
        "25 tỉnh, thành đặt mục tiêu «Tỷ trọng giá trị tăng thêm của kinh tế số trong GRDP». "
        "Cao nhất: Hải Phòng (35% GRDP). Trong 6 mục tiêu có số liệu, gần đích nhất là Hải Phòng (năm 2025): "
        "còn thiếu 5,30 điểm phần trăm."
    )


def test_the_map_counts_every_province_once(book: PromiseBook) -> None:
    for geography in ("vn34", "vn63"):
        start = state(view="target", geography=geography)
        drawn = target_map(book, promise_rows(book, selected(book, start), start.day, "vi"), start)
        assert len(drawn["values"]) == int(geography[2:])
        counted = sum(int(item["label"].rsplit("(", 1)[1][:-1]) for item in drawn["legend"])
        assert counted == int(geography[2:])
        promised = {value["code"] for value in drawn["values"] if value["status"] == "value"}
        assert promised == set(drawn["hints"])


# One promise


def test_the_formula_holds_the_promises_own_numbers(book: PromiseBook) -> None:
    assert formula(book, TUYEN_QUANG, "2024-12-31", "vi") == [
        "Khoảng cách: mục tiêu 20,00, số liệu 2023 là 6,19; còn thiếu 13,81.",
        "Nhịp độ thực tế: (6,19 − 5,84) ÷ 2 năm (từ 2021) = +0,175 điểm phần trăm mỗi năm.",
        "Nhịp độ cần thiết: (20,00 − 5,84) ÷ 4 năm (đến hết 2025) = +3,540 điểm phần trăm mỗi năm.",
        "Tỷ số thực tế trên cần thiết: 0,05. Theo thang của Eurostat: "
        "Tiến bộ chưa đủ (dưới 60% nhịp độ cần thiết).",
    ]


def test_the_detail_says_who_says_so(book: PromiseBook) -> None:
    detail = promise_detail(book, TUYEN_QUANG, "2024-12-31", "en")
    lines = {line["label"]: line for line in detail["lines"]}
    assert lines["Document"]["text"].startswith("48-NQ/TU, ")
    assert lines["Source of the target"]["text"]
    assert lines["Source of the figure"]["address"].startswith("http")
    assert lines["Measure"]["text"] == "Statistics office"
    assert lines["Year of arrival"]["text"] == "2102"
    assert lines["Country"]["text"].startswith("12.87% of GRDP")
    assert lines["Other provinces"]["text"].startswith("mean 14.33% of GRDP of 3 provinces")


def test_a_trajectory_by_hand(book: PromiseBook) -> None:
    drawn = trajectory(book, TUYEN_QUANG, "2024-12-31", "vi")
    assert drawn is not None
    assert [(row["time"], row["value"], row["text"]) for row in drawn["figures"]] == [
        (2021.0, 5.84, "5,84"),
        (2022.0, 6.02, "6,02"),
        (2023.0, 6.19, "6,19"),
    ]
    needed, pace = ([row for row in drawn["paths"] if row["path"] == name] for name in ("needed", "pace"))
    assert [(row["time"], row["value"]) for row in needed] == [(2023.0, 6.19), (2025.0, 20.0)]
    assert pace[-1]["value"] == pytest.approx(6.19 + 2 * 0.175)
    assert pace[-1]["text"] == "theo nhịp độ hiện nay: 6,54"
    assert [(row["time"], row["value"], row["text"]) for row in drawn["goals"]] == [
        (2025.0, 20.0, "Mục tiêu 20")
    ]


def test_a_break_of_the_index_parts_the_line(book: PromiseBook) -> None:
    drawn = trajectory(book, "t-tay-ninh-dti-2025", book.days[0], "vi")
    assert drawn is not None
    assert len({row["series"] for row in drawn["figures"]}) >= 2
    assert 2023.5 in [row["time"] for row in drawn["series_breaks"]]


def test_no_path_where_the_deadline_has_its_figure(book: PromiseBook) -> None:
    drawn = trajectory(book, "t-viet-nam-digital-economy-share-gdp-2025", book.days[0], "vi")
    assert drawn is not None
    assert drawn["paths"] == []


@pytest.mark.parametrize("day", BOOK.days)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_promise_has_a_detail(book: PromiseBook, day: str, lang: Any) -> None:
    for id_ in book.targets:
        detail = promise_detail(book, id_, day, lang)
        assert detail["headline"]
        assert detail["lines"]
        said = [*detail["formula"], *(line["text"] for line in detail["lines"]), detail["headline"]]
        assert not [words for words in said if "{" in words or "None" in words or "nan" in words.split()]


# Files


def test_the_csv_says_what_the_library_says(book: PromiseBook) -> None:
    wanted = state(view="province", province="vn63-08", geography="vn63", day="2024-12-31")
    name, _, data = export_targets(book, wanted, {"format": "csv"})
    assert name == "cds-targets-vn63-08-2024-12-31.csv"
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(rows) == len(selected(book, wanted))
    (row,) = [row for row in rows if row["Mã mục tiêu"] == TUYEN_QUANG]
    assert float(row["Số liệu"]) == 6.19
    assert float(row["Khoảng cách (dương là thiếu)"]) == pytest.approx(13.81)
    assert float(row["Nhịp độ cần thiết"]) == pytest.approx(3.54)
    assert row["Địa chỉ nguồn của số liệu"].startswith("http")
    assert row["Tình trạng"] == "Quá chậm"


def test_the_workbook_says_method_and_day(book: PromiseBook) -> None:
    name, _, data = export_targets(book, state(lang="en"), {"format": "xlsx"})
    assert name == f"cds-targets-vn34-{book.days[0]}.xlsx"
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    figures, sources = workbook.worksheets
    assert figures.max_column == len(COLUMNS)
    assert figures.max_row == len(selected(book, state())) + 1
    assert "Eurostat" in " ".join(str(row[1].value) for row in sources.iter_rows())


# The widget


def test_the_widget_answers_wishes() -> None:
    dashboard = TargetsDashboard()
    dashboard.wish = {"view": "province", "province": "vn63-08", "geography": "vn63", "lang": "en"}
    assert dashboard.view["headline"].startswith("Tuyen Quang has ")
    assert dashboard.state.lang == "en"


def test_what_is_sent_is_small_and_plain() -> None:
    for view in VIEWS:
        dashboard = TargetsDashboard(view)
        assert len(json.dumps(dashboard.view, allow_nan=False)) < 200_000
    assert len(json.dumps(dashboard.specs, allow_nan=False)) < 110_000


def test_the_kernel_stays_light() -> None:
    script = (
        "import sys, json\n"
        "from cdslib.apps import TargetsDashboard\n"
        "dashboard = TargetsDashboard()\n"
        "dashboard.wish = {'view': 'target', 'geography': 'vn63', 'lang': 'en'}\n"
        "dashboard._answer_message(None, {'kind': 'export', 'format': 'csv'}, [])\n"
        f"print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == []
