"""The page to print: whole in itself, linked to its sources and back, safe against what names may hold."""

import re
from html.parser import HTMLParser

import pytest

from cdslib.briefs.document import Brief, Paragraph, said
from cdslib.briefs.web_file import write_html

from .conftest import HOSTILE, whole_brief

VOID = {"meta", "br", "img", "link", "input", "hr"}
LOADING = {"src", "srcset", "data", "poster", "action", "background", "ping"}


class Reader(HTMLParser):
    """Collects what a page consists of, and whether its tags are closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.told: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.told.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def page() -> str:
    return write_html(whole_brief()).decode("utf-8")


@pytest.fixture(scope="module")
def reader(page: str) -> Reader:
    return Reader(page)


def test_it_is_one_whole_page_in_the_readers_language(page: str, reader: Reader) -> None:
    assert page.startswith("<!DOCTYPE html>")
    assert reader.open == []
    assert reader.all("html") == [{"lang": "vi"}]
    assert Reader(write_html(whole_brief("en")).decode()).all("html") == [{"lang": "en"}]
    assert "<title>Tóm tắt</title>" in page


def test_nothing_is_asked_of_any_host(page: str, reader: Reader) -> None:
    assert not {"script", "link", "iframe", "object", "embed", "base", "img"} & {
        tag for tag, _ in reader.tags
    }
    for tag, attributes in reader.tags:
        assert not LOADING & set(attributes), tag
        if tag != "a" and (address := attributes.get("href")):
            assert address.startswith("#")
    assert set(re.findall(r"url\((.{6})", page)) <= {"data:f", "#d1-cl", "#d2-cl"}
    assert "@import" not in page
    (policy,) = (meta["content"] for meta in reader.all("meta") if "http-equiv" in meta)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; font-src data:"


def test_names_cannot_break_out_of_the_page(page: str, reader: Reader) -> None:
    assert HOSTILE in "".join(reader.told)
    assert "<script" not in page
    assert page.count("</style>") == 1
    assert "Nguồn &lt;C&gt;" in page


def test_ids_are_unique_and_every_link_inside_leads_to_one(reader: Reader) -> None:
    ids = [attributes["id"] for _, attributes in reader.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    inside = [link["href"] or "" for link in reader.all("a") if (link["href"] or "").startswith("#")]
    assert len(inside) == 10
    assert {link[1:] for link in inside} <= set(ids)


def test_every_note_leads_back_to_each_place_that_cites_it(page: str) -> None:
    notes = dict(re.findall(r'<li id="note-(\d)">(.*?)</li>', page, re.DOTALL))
    assert list(notes) == ["1", "2", "3"]
    assert re.findall(r'href="#(ref-[\d-]+)"', notes["1"]) == ["ref-1-1", "ref-1-2"]
    assert re.findall(r'href="#(ref-[\d-]+)"', notes["2"]) == ["ref-2-1"]
    assert "Trở lại chỗ dẫn nguồn 1 (2)" in notes["1"]
    assert "không ai dẫn" not in page


def test_sources_are_linked_by_their_host(page: str) -> None:
    assert '<a href="https://example.org/a?x=1&amp;y=2" rel="noreferrer">example.org</a>' in page


def test_drawings_are_named_for_those_who_do_not_see_them(reader: Reader) -> None:
    pictures = [attributes for tag, attributes in reader.tags if attributes.get("role") == "img"]
    assert [picture["aria-label"] for picture in pictures] == ['Bản đồ; "tô đậm"'] * 2
    assert [picture["style"] for picture in pictures] == ["width:24mm"] * 2


def test_tables_have_heads_and_names(reader: Reader, page: str) -> None:
    heads = [head.get("scope") for head in reader.all("th")]
    assert heads == ["col", "col", "row", "row"]
    assert reader.all("table") == [{"aria-labelledby": "table-1"}]
    assert '<p class="caption" id="table-1">Bảng 1. Bảng thử' in page
    assert "<figcaption>Hình 1. Hai hình</figcaption>" in page


def test_headings_are_numbered_through(page: str) -> None:
    assert re.findall(r"<h[12]>(.*?)</h", page) == ["Tóm tắt", "1. Một", "2. Hai", "3. Nguồn số liệu"]


def test_it_prints_on_a4_with_the_reports_margins_and_page_numbers(page: str) -> None:
    assert "@page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page)" in page
    assert "@page :first { @top-center { content: none; } }" in page


def test_without_sources_there_is_no_heading_for_them() -> None:
    page = write_html(Brief("T", "S", "en", opening=(Paragraph(said("x")),), sources="Sources")).decode()
    assert "Sources" not in page
