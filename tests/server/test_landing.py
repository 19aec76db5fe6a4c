"""The first page, without a server: both languages, own addresses only."""

import re
from html.parser import HTMLParser

import pytest

from cdslib.apps.atlas import load_atlas
from cdslib.apps.map_state import MapState
from cdslib.apps.map_view import compose
from cdslib.i18n import format_date, messages
from cdslib.server.answers import TEMPLATES
from cdslib.server.landing import landing_page
from cdslib.server.pages import DASHBOARDS
from cdslib.server.site import site_words

SAID = re.compile(r"site\.words\.(\w+)")


class Elements(HTMLParser):
    """Collect the elements of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def values(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.found if name in attributes]


@pytest.fixture(scope="module")
def page() -> Elements:
    return Elements(landing_page("/x/"))


def test_every_address_lies_below_the_base(page: Elements) -> None:
    addresses = [*page.values("href"), *page.values("src")]
    assert len(addresses) >= 5
    assert [address for address in addresses if not address.startswith(("/x/", "#"))] == []
    assert {f"/x/{dashboard.name}" for dashboard in DASHBOARDS} <= set(addresses)


def test_no_other_host_is_named() -> None:
    text = landing_page("/x/")
    assert re.findall(r"https?://[^\s\"'<]+", text) == []
    assert not re.search(r"""["'(]//""", text)


def test_both_languages_stand_beside_each_other(page: Elements) -> None:
    vi, en = page.values("data-vi"), page.values("data-en")
    assert len(vi) == len(en) > 20
    assert all(vi)
    assert all(en)
    frame = "".join(
        (TEMPLATES / f"{name}.html.j2").read_text(encoding="utf-8") for name in ("landing", "site")
    )
    for name in SAID.findall(frame):
        assert any(messages("site", "vi")[name] in said for said in [*vi, *page.values("data-vi-label")]), (
            name
        )
        assert any(messages("site", "en")[name] in said for said in [*en, *page.values("data-en-label")]), (
            name
        )


def test_it_starts_in_vietnamese() -> None:
    text = landing_page("/x/")
    assert '<html lang="vi">' in text
    assert "Các tỉnh, thành phố đang chuyển đổi số đến đâu?</h1>" in text
    assert "How far has each province come in its digital transformation?</h1>" not in text


def test_it_says_the_state_of_the_data(page: Elements) -> None:
    text = landing_page("/x/")
    year, month, day = load_atlas().data_date.split("-")
    assert f"<strong>{day}/{month}/{year}</strong>" in text
    for lang in ("vi", "en"):
        view = compose(load_atlas(), MapState(lang=lang))
        assert view["frames"][str(view["state"]["year"])]["headline"] in page.values(f"data-{lang}")


def test_it_owes_the_boundaries_to_openstreetmap() -> None:
    assert "© OpenStreetMap contributors (ODbL)" in landing_page("/")


def test_the_facts_are_counted() -> None:
    atlas, facts = load_atlas(), site_words()["facts"]
    figures = sum(len(cells) for by in atlas.cells.values() for of in by.values() for cells in of.values())
    assert [fact["label"]["en"] for fact in facts] == [
        "Indicators on the map",
        "Provincial figures",
        "Years covered",
        "Sources of these figures",
    ]
    assert [fact["value"]["en"] for fact in facts][:2] == [str(len(atlas.indicators)), f"{figures:,}"]
    assert facts[1]["value"]["vi"] == f"{figures:,}".replace(",", ".")
    assert facts[3]["value"]["vi"] == str(len(atlas.sources))


def test_dates_and_pictures() -> None:
    words = site_words()
    assert re.fullmatch(r"\d\d/\d\d/20\d\d", words["date"])
    assert format_date.__name__  # one way of writing dates in the whole package
    assert all(entry["now"]["vi"] != entry["now"]["en"] for entry in words["pages"])
    assert len(words["publishers"]) == len(set(words["publishers"])) > 5


def test_words_are_escaped() -> None:
    text = landing_page("/x/")
    assert 'data-en="Digital transformation of Vietnam&#39;s provinces"' in text


def test_every_picture_has_a_text_and_a_size(page: Elements) -> None:
    pictures = [attributes for tag, attributes in page.found if tag == "img"]
    assert pictures
    for picture in pictures:
        assert {"alt", "width", "height"} <= set(picture)
