"""What a notebook gets: a few lines that load the shared bundle, without geometry and other hosts."""

import json
import re
from functools import cache
from typing import Any

import altair as alt
import pytest

from cdslib.charts.map_spec import geometry_name, map_spec
from cdslib.charts.renderer import enable, render, slim
from cdslib.resources import geo_dir


@cache
def whole_map(title: str = "") -> dict[str, Any]:
    geometry = json.loads((geo_dir() / "provinces_63.topojson").read_text(encoding="utf-8"))
    return map_spec("vn63", title=title, geometry=geometry).to_dict()


def spec_in(page: str) -> dict[str, Any]:
    """Read the specification back out of the page, as a browser would."""
    start = page.index("draw(box, ") + len("draw(box, ")
    spec, end = json.JSONDecoder().raw_decode(page, start)
    assert page[end] == ","
    return spec


def test_geometry_is_left_to_the_server() -> None:
    spec = whole_map()
    assert len(json.dumps(spec)) > 40_000
    small = slim(spec)
    assert len(json.dumps(small)) < 16_000
    said = json.dumps(small)
    assert geometry_name("vn63") not in said
    assert said.count('"url": "geo/provinces_63.topojson"') == 3
    assert "arcs" not in said


def test_other_charts_stay_as_they_are() -> None:
    chart = alt.Chart(alt.Data(values=[{"a": 1, "name": "x"}])).mark_point().encode(x="a:Q").to_dict()
    assert slim(chart) == chart
    named = {"datasets": {"mine": [{"a": 1}]}, "data": {"name": "mine"}, "mark": "point"}
    assert slim(named) == named


def test_the_page_of_a_notebook() -> None:
    page = render(whole_map("Bản đồ"))["text/html"]
    assert len(page) < 18_000
    assert spec_in(page) == slim(whole_map("Bản đồ"))
    without_schema = re.sub(r'"\$schema": "[^"]*"', "", page)
    assert "//" not in without_schema
    assert set(re.findall(r"import\(([^)]*)", page)) == {'new URL("figure.mjs", home'}


@pytest.mark.parametrize(
    "words",
    ["</script><script>alert(1)</script>", "HELP LOCALE SPEC ID", '"; alert(1); "', "\\u2028 \\1 \\g<0> $&"],
)
def test_words_of_a_chart_stay_words(words: str) -> None:
    page = render(whole_map(words))["text/html"]
    assert page.count("<script") == page.count("</script") == 1
    (title,) = (parameter for parameter in spec_in(page)["params"] if parameter["name"] == "map_title")
    assert title["value"] == words


def test_numbers_are_written_in_the_readers_language() -> None:
    assert '"decimal": ","' in render(whole_map())["text/html"]
    assert '"decimal": "."' in render(whole_map() | {"usermeta": {"lang": "en"}})["text/html"]


def test_the_help_stands_in_both_languages() -> None:
    page = render(whole_map())["text/html"]
    assert "Không tải được thư viện vẽ biểu đồ của cdslib." in page
    assert "The chart library of cdslib could not be loaded." in page


def test_two_charts_have_boxes_of_their_own() -> None:
    boxes = {re.search(r'<div id="(cdslib-\w{32})"', render(whole_map())["text/html"])[1] for _ in range(2)}  # type: ignore[index]
    assert len(boxes) == 2


def test_enable() -> None:
    before = alt.renderers.active
    try:
        enable()
        assert alt.renderers.active == "cdslib"
        bundle = alt.Chart(alt.Data(values=[{"a": 1}])).mark_point().encode(x="a:Q")._repr_mimebundle_()
        assert "figure.mjs" in bundle["text/html"]
    finally:
        alt.renderers.enable(before)
