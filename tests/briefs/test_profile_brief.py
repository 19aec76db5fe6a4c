"""The figures in a brief are the dashboard's, in both formats, for each of the 97."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import docx
import pytest

from cdslib.apps.atlas import load_atlas
from cdslib.apps.profile_state import ProfileState
from cdslib.apps.profile_view import compose
from cdslib.apps.promises import load_promises
from cdslib.briefs.document import Brief, Figure, Paragraph, Table, lines_of, note_numbers, plain
from cdslib.briefs.errors import UnknownDayError
from cdslib.briefs.fitting import TWO_PAGES, height
from cdslib.briefs.profile import brief_of, composed, profile_brief
from cdslib.briefs.web_file import write_html
from cdslib.briefs.word_file import write_docx
from cdslib.i18n import LANGUAGES, Language
from cdslib.provinces import provinces

CODES = [unit.code for geography in ("vn34", "vn63") for unit in provinces(geography)]
SOME = ("vn34-38", "vn34-24", "vn63-36", "vn63-79", "vn34-92")
View = dict[str, Any]


@cache
def made(code: str, lang: Language) -> tuple[View, Brief]:
    """Return a composed profile and its brief."""
    view = composed(code, lang)
    return view, brief_of(view)


def tables(brief: Brief) -> list[Table]:
    return [block for block in brief.blocks() if isinstance(block, Table)]


def cells(table: Table) -> list[list[str]]:
    return [[plain(line) for line in row] for row in table.rows]


def table_named(brief: Brief, caption: str) -> list[list[str]]:
    (found,) = (table for table in tables(brief) if plain(table.caption) == caption)
    return cells(found)


def texts(brief: Brief) -> Iterator[str]:
    """Yield every word of a brief."""
    yield from (brief.title, brief.subtitle, brief.sources, brief.subject, *brief.keywords)
    yield from (section.heading for section in brief.sections)
    yield from (f"{note.text} {note.host}" for note in brief.notes.values())
    for block in brief.blocks():
        yield from (plain(line) for line in lines_of(block))
        if isinstance(block, Table):
            yield from (column.head for column in block.columns)
        if isinstance(block, Figure):
            yield block.caption
            yield from (picture.alt for picture in block.pictures)


@pytest.mark.usefixtures("plain_drawings")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_province_has_a_brief_without_a_hole(lang: Language) -> None:
    assert len(CODES) == 97
    for code in CODES:
        brief = profile_brief(code, lang)
        told = list(texts(brief))
        holes = [words for words in told if re.search(r"None|[{}]|\bnan\b|  |\(\)|^[,;:]|Traceback", words)]
        assert holes == [], code
        assert set(note_numbers(brief)) <= set(brief.notes)
        assert all(section.blocks for section in brief.sections), code
        assert height(brief) <= TWO_PAGES, code


def test_the_brief_is_made_of_what_the_page_composes() -> None:
    book = load_promises()
    state = ProfileState("vn34-38", "vn34", "vi", book.days[0])
    assert composed("vn34-38", "vi") == compose(load_atlas(), book, state)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", SOME)
def test_the_index_is_the_pages(code: str, lang: Language) -> None:
    view, brief = made(code, lang)
    assert plain(brief.opening[0].line) == view["headline"]  # type: ignore[union-attr]
    rows = [
        row
        for row in view["index"]["rows"]
        if row["value"] is not None or row["rank"] or row["former_rank_text"]
    ]
    shown = table_named(brief, view["index"]["title"])
    (table,) = (table for table in tables(brief) if plain(table.caption) == view["index"]["title"])
    assert [column.head for column in table.columns[1:]] == [str(row["year"]) for row in rows]
    assert shown[0][1:] == [row["text"] if row["value"] is not None else "–" for row in rows]
    assert shown[1][1:] == [row["mean_text"] for row in rows]
    assert shown[2][1:] == [row["difference"] for row in rows]
    assert [rank.rstrip("*") for rank in shown[3][1:]] == [row["rank_text"] for row in rows]
    assert len(shown) == (5 if view["index"]["has_former_rank"] else 4)
    if len(shown) == 5:
        assert shown[4][1:] == [row["former_rank_text"] or "–" for row in rows]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", SOME)
def test_main_indices_strengths_and_weaknesses_are_the_pages(code: str, lang: Language) -> None:
    view, brief = made(code, lang)
    rows = [row for row in view["mains"]["rows"] if row["value"] is not None]
    expected = [
        [
            row["label"],
            row["text"],
            row["mean_text"],
            row["difference"],
            row["rank_text"],
            row["similar_text"],
        ]
        for row in rows
    ]
    assert table_named(brief, view["mains"]["title"]) == expected
    standing = view["standing"]
    (table,) = (
        cells(table)
        for table in tables(brief)
        if len(table.columns) == 2 and str(standing["year"]) in plain(table.caption)
    )
    for place, name in enumerate(("strengths", "weaknesses")):
        told = [row[place] for row in table if row[place]]
        for row, words in zip(standing[name], told, strict=False):
            assert words.startswith(f"{row['label']}: {row['text']}; {row['difference']} ({row['z_text']}); ")
            assert words.endswith(row["rank_text"])
        assert len(told) == max(1, len(standing[name]))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", SOME)
def test_targets_are_the_pages_with_a_sign_and_a_word(code: str, lang: Language) -> None:
    view, brief = made(code, lang)
    (table,) = (
        cells(table)
        for table in tables(brief)
        if len(table.columns) == 3 and view["promises"]["day_text"] in plain(table.caption)
    )
    promised = view["promises"]["current"] or view["promises"]["history"]
    of_page = {(row["name"], row["promise"], row["year_label"]): row for row in promised}
    assert 2 <= len(table) <= len(promised)
    for goal, result, status in table:
        (row,) = (
            row
            for (name, promise, year), row in of_page.items()
            if goal.startswith(f"{name}: {promise}, {year}") and status.startswith(row["glyph"])
        )
        assert row["status_word"] in status
        assert row["gap_label"] in status
        assert row["value_label"] in result
    counts = "; ".join(f"{row['glyph']} {row['word']}: {row['count']}" for row in view["promises"]["counts"])
    assert counts in " ".join(texts(brief))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", SOME)
def test_key_statistics_and_merger_are_the_pages(code: str, lang: Language) -> None:
    view, brief = made(code, lang)
    known = {
        f"{row['label']} ({row['year']})": row for row in view["facts"]["rows"] if row["value"] is not None
    }
    (table,) = (cells(table) for table in tables(brief) if len(table.columns) == 6 and table.columns[3].names)
    shown = [row[at : at + 3] for row in table for at in (0, 3) if row[at]]
    assert 4 <= len(shown) <= len(known)
    for name, value, rank in shown:
        (row,) = (
            row
            for row in view["facts"]["rows"]
            if name.startswith(row["label"]) and name.endswith(f"({row['year']})") and row["text"] == value
        )
        assert rank == row["rank_text"]
    merger = view["merger"]
    assert merger["sentence"] in " ".join(texts(brief))
    if merger["kind"] != "unmerged":
        figures = {tuple(row["texts"]) for row in merger["rows"]}
        names = [column["heading"] for column in merger["columns"]]
        found = [t for t in tables(brief) if [column.head for column in t.columns[1:]] == names]
        assert len(found) <= 1
        assert found or code != "vn34-24"
        for table_ in found:
            assert {tuple(row[1:]) for row in cells(table_)} <= figures


class _Cells(HTMLParser):
    """Reads the cells of a page's tables, without the numbers of notes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._inside = self._note = False
        self.feed(page)

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self._inside = True
            self.rows[-1].append("")
        self._note = self._note or tag == "sup"

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag not in ("td", "th")
        self._note = self._note and tag != "sup"

    def handle_data(self, data: str) -> None:
        if self._inside and not self._note:
            self.rows[-1][-1] += data


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", SOME)
def test_word_and_page_hold_the_same_cells(code: str, lang: Language) -> None:
    _, brief = made(code, lang)
    expected = [
        row for table in tables(brief) for row in ([column.head for column in table.columns], *cells(table))
    ]
    document = docx.Document(BytesIO(write_docx(brief)))
    in_word = [
        ["".join(run.text for run in cell.paragraphs[0].runs if not _is_note(run)) for cell in row.cells]
        for table in document.tables
        for row in table.rows
    ]
    assert in_word == expected
    assert _Cells(write_html(brief).decode()).rows == expected


def _is_note(run: Any) -> bool:
    return run.style.name == "endnote reference"


@pytest.mark.usefixtures("plain_drawings")
def test_a_province_with_hardly_any_data_says_so() -> None:
    view = composed("vn34-38", "vi")
    bare: View = {
        **view,
        "index": {**view["index"], "rows": [], "notes": ["Chưa thấy công bố điểm."]},
        "mains": {
            **view["mains"],
            "rows": [],
            "chart": {"tables": {"indices": [], "similar": []}, "params": {}},
        },
        "standing": {
            **view["standing"],
            "strengths": [],
            "weaknesses": [],
            "compared": 0,
            "rule": "Chưa đủ số liệu.",
        },
        "promises": {
            **view["promises"],
            "rows": [],
            "current": [],
            "history": [],
            "empty": "Chưa tìm thấy mục tiêu.",
        },
        "facts": {**view["facts"], "rows": []},
        "missing": {
            "title": "Còn thiếu số liệu nào?",
            "intro": "Có thể hỏi:",
            "rows": [
                {"label": "Nhận thức số", "reason": "Chưa thấy công bố.", "reporter": "Bộ"},
                {"label": "Thể chế số", "reason": "Chưa thấy công bố.", "reporter": "Bộ"},
            ],
        },
    }
    told = list(texts(brief_of(bare)))
    assert "Chưa thấy công bố điểm." in told
    assert "Chưa thấy công bố điểm các chỉ số chính của Thanh Hóa." in told
    assert "Chưa đủ số liệu." in told
    assert "Chưa tìm thấy mục tiêu." in told
    assert "Chưa có số liệu thống kê chủ yếu của đơn vị này." in told
    assert (
        "Còn thiếu số liệu nào? Có thể hỏi: Nhận thức số và Thể chế số: Chưa thấy công bố. Đơn vị báo cáo: Bộ."
        in told
    )
    assert write_docx(brief_of(bare))
    assert write_html(brief_of(bare))


def test_a_brief_says_of_how_many_it_shows_how_many() -> None:
    brief = profile_brief("vn34-38", "en")
    told = " ".join(texts(brief))
    total = len(composed("vn34-38", "en")["promises"]["current"])
    assert re.search(rf"The table has \d+ of {total} targets, those that can be judged first", told)


def test_it_says_what_it_is_and_as_of_when() -> None:
    brief = profile_brief("vn34-38", "vi", "2024-12-31")
    assert brief.title == "Tóm tắt tình hình chuyển đổi số tỉnh Thanh Hóa"
    assert brief.subtitle == (
        "Do cdslib lập, không phải văn bản hành chính; dữ liệu đến "
        f"{composed('vn34-38', 'vi')['data_date_text']}, mục tiêu đánh giá tại 31/12/2024."
    )
    assert isinstance(brief.sections[-1].blocks[-1], Paragraph)
    assert profile_brief("vn34-01", "vi").title == "Tóm tắt tình hình chuyển đổi số thành phố Hà Nội"


def test_a_day_that_was_not_prepared() -> None:
    with pytest.raises(UnknownDayError) as caught:
        composed("vn34-38", "vi", "2020-01-31")
    days = "22/11/2026, 31/12/2025, 31/12/2024, 31/12/2023"
    assert caught.value.message("vi") == (
        f"Chưa có kết quả đánh giá mục tiêu tại ngày 31/01/2020. Có thể chọn: {days} và 31/12/2022, "
        "ví dụ --as-of 2026-11-22."
    )
    assert caught.value.message("en") == (
        f"Targets have not been judged as of 31/01/2020. Days to choose from: {days} and 31/12/2022, "
        "for example --as-of 2026-11-22."
    )
