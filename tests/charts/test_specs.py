"""The charts' specifications: valid, small, complete, silent, and with the names that the page uses."""

import json
import re
from functools import cache
from typing import Any

import pytest
import vl_convert

from cdslib.analysis.classify import Classes
from cdslib.apps.atlas import load_atlas
from cdslib.apps.promises import load_promises
from cdslib.apps.scenario_book import load_scenario_book
from cdslib.charts.bullet_spec import bullet_spec
from cdslib.charts.distribution_spec import distribution_spec
from cdslib.charts.map_spec import GEOMETRY, PARAMETERS, map_spec
from cdslib.charts.matrix_spec import matrix_spec
from cdslib.charts.outlook_spec import outlook_spec
from cdslib.charts.palettes import DIVERGING, SEQUENTIAL, class_colours
from cdslib.charts.points import island_rows, label_points
from cdslib.charts.promise_bars_spec import promise_bars_spec
from cdslib.charts.standings_spec import standings_spec
from cdslib.charts.theme import LAND_EDGE, NO_DATA_EDGE, NO_DATA_FILL
from cdslib.charts.trajectory_spec import trajectory_spec
from cdslib.charts.trend_spec import trend_spec
from cdslib.charts.waterfall_spec import waterfall_spec
from cdslib.frontend.build import VEGALITE
from cdslib.i18n import Language
from cdslib.resources import geo_dir

COUNT = {"vn63": 63, "vn34": 34}
CHARTS: dict[str, dict[str, Any]] = {
    "map34": map_spec("vn34").to_dict(),
    "map63": map_spec("vn63").to_dict(),
    "distribution": distribution_spec().to_dict(),
    "trend": trend_spec().to_dict(),
    "matrix": matrix_spec().to_dict(),
    "bullets": bullet_spec().to_dict(),
    "bars": promise_bars_spec().to_dict(),
    "trajectory": trajectory_spec().to_dict(),
    "standings": standings_spec().to_dict(),
    "waterfall": waterfall_spec().to_dict(),
    "outlook": outlook_spec().to_dict(),
}
MAP_TABLES = {"values", "legend", "islands", "label_points"}
TABLES = {
    "map34": MAP_TABLES,
    "map63": MAP_TABLES,
    "distribution": {"dots", "bounds"},
    "trend": {"lines", "range", "series_breaks"},
    "matrix": {"columns", "lines", "cells"},
    "bullets": {"bullets"},
    "bars": {"bars"},
    "trajectory": {"figures", "paths", "goals", "series_breaks"},
    "standings": {"rows"},
    "waterfall": {"steps"},
    "outlook": {"band", "path", "goal"},
}
AROUND = {"chart_title", "chart_source"}
SIGNALS = {
    "map34": set(PARAMETERS),
    "map63": set(PARAMETERS),
    "distribution": {"unit", "mean", "mean_label", "hovered", "chosen"},
    "trend": {"unit", "hovered"},
    "matrix": {"hovered", "head"} | AROUND,
    "bullets": {"hovered", "chosen"} | AROUND,
    "bars": {"hovered", "chosen", "unit", "is_rank"} | AROUND,
    "trajectory": {"first", "last", "is_rank", "unit"} | AROUND,
    "standings": {"low", "high", "hovered"} | AROUND,
    "waterfall": {"low", "high"} | AROUND,
    "outlook": {"low", "high", "first", "last", "is_rank", "unit"} | AROUND,
}


def compiled(spec: dict[str, Any]) -> dict[str, Any]:
    return vl_convert.vegalite_to_vega(spec, vl_version=VEGALITE)


def geometry(geography: str) -> dict[str, Any]:
    return json.loads((geo_dir() / f"provinces_{geography[2:]}.topojson").read_text(encoding="utf-8"))


@cache
def drawing(geography: str, lang: Language = "vi", missing: int = 0, chosen: tuple[str, ...] = ()) -> str:
    """Draw a map whose first provinces have no figure."""
    codes = [point["code"] for point in label_points(geography)][missing:]
    values = [
        {"code": c, "colour": "#02818a", "name": c, "label": f"{c}: 1", "status": "value"} for c in codes
    ]
    chart = map_spec(
        geography,
        values=values,
        legend=[{"y": 10, "colour": "#02818a", "label": "0 – 1", "status": "value"}],
        islands=island_rows(lang, geography),
        title="Tên bản đồ",
        subtitle="Đơn vị: %",
        source="Nguồn: A.\n© OpenStreetMap contributors",
        chosen=chosen,
        geometry=geometry(geography),
    )
    return vl_convert.vegalite_to_svg(chart.to_dict(), vl_version=VEGALITE)


def drawn_provinces(svg: str) -> list[str]:
    """Return the paths of the provinces, the first layer of the map."""
    layer = svg.split('class="mark-shape')[1].split("</g>")[0]
    return re.findall(r"<path [^>]*>", layer)


@pytest.mark.parametrize("name", CHARTS)
def test_the_page_finds_its_tables_and_parameters(name: str) -> None:
    vega = compiled(CHARTS[name])
    assert TABLES[name] <= {table["name"] for table in vega["data"]}
    assert SIGNALS[name] <= {signal["name"] for signal in vega["signals"]}


@pytest.mark.parametrize("name", CHARTS)
def test_small(name: str) -> None:
    assert len(json.dumps(CHARTS[name])) < 16_000


@pytest.mark.parametrize("name", CHARTS)
def test_no_other_host(name: str) -> None:
    said = json.dumps({key: part for key, part in CHARTS[name].items() if key != "$schema"})
    assert "//" not in said
    assert set(re.findall(r'"url": "([^"]*)"', said)) <= set(GEOMETRY.values())


def test_the_version_of_the_charts_is_that_of_the_shared_bundle() -> None:
    assert all(f"/vega-lite/v{VEGALITE}" in spec["$schema"] for spec in CHARTS.values())


def test_the_page_carries_these_very_charts() -> None:
    specs = load_atlas().specs
    assert specs["map"] == {
        "vn34": CHARTS["map34"] | {"autosize": "none"},
        "vn63": CHARTS["map63"] | {"autosize": "none"},
    }
    assert (specs["distribution"], specs["trend"]) == (CHARTS["distribution"], CHARTS["trend"])
    assert specs["islands"] == {
        lang: {g: island_rows(lang, g) for g in ("vn34", "vn63")} for lang in ("vi", "en")
    }


def test_the_targets_page_carries_these_very_charts() -> None:
    specs = load_promises().specs
    names = ("matrix", "bullets", "bars", "trajectory")
    assert {name: specs[name] for name in names} == {
        name: CHARTS[name] | {"autosize": "none"} for name in names
    }


def test_the_scenario_page_carries_these_very_charts() -> None:
    specs = load_scenario_book().specs
    names = ("standings", "waterfall", "outlook")
    assert {name: specs[name] for name in names} == {
        name: CHARTS[name] | {"autosize": "none"} for name in names
    }


@pytest.mark.parametrize("geography", COUNT)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_38_islands_of_two_archipelagos(geography: str, lang: Language) -> None:
    rows = island_rows(lang, geography)
    assert len(rows) == 38
    assert {row["code"] for row in rows} == {f"{geography}-48", f"{geography}-56"}
    named = [row["archipelago"] for row in rows if "archipelago" in row]
    assert (
        named
        == {
            "vi": ["Quần đảo Hoàng Sa\n(TP. Đà Nẵng)", "Quần đảo Trường Sa\n(tỉnh Khánh Hòa)"],
            "en": ["Hoang Sa Archipelago\n(Da Nang City)", "Truong Sa Archipelago\n(Khanh Hoa Province)"],
        }[lang]
    )


@pytest.mark.parametrize("geography", COUNT)
def test_every_province_and_island_is_drawn(geography: str) -> None:
    svg = drawing(geography)
    assert len(drawn_provinces(svg)) == COUNT[geography]
    assert svg.count(f'aria-label="{geography}-') == COUNT[geography]
    circles = [group.split("</g>")[0].count("<path") for group in svg.split('class="mark-symbol')[1:]]
    assert 38 in circles


@pytest.mark.parametrize(
    ("lang", "names"),
    [("vi", ("Quần đảo Hoàng Sa", "Quần đảo Trường Sa")), ("en", ("Hoang Sa", "Truong Sa"))],
)
def test_the_words_around_a_map(lang: Language, names: tuple[str, str]) -> None:
    svg = drawing("vn34", lang)
    for words in (*names, "Tên bản đồ", "Đơn vị: %", "Nguồn: A.", "© OpenStreetMap contributors", "0 – 1"):
        assert words in svg


def test_nothing_is_drawn_outside_the_picture() -> None:
    svg = drawing("vn34")
    width, height = (float(number) for number in re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups())  # type: ignore[union-attr]
    assert width < 560
    assert height < 720


def test_missing_provinces_look_missing() -> None:
    svg = drawing("vn63", missing=3)
    paths = drawn_provinces(svg)
    missing = [path for path in paths if f'fill="{NO_DATA_FILL}"' in path]
    assert (len(missing), len(paths)) == (3, 63)
    for path in missing:
        assert f'stroke="{NO_DATA_EDGE}"' in path
        assert 'stroke-dasharray="2,2"' in path
    assert all(f'stroke="{LAND_EDGE}"' in path for path in paths if path not in missing)
    assert svg.count(">×<") == 3


def test_no_class_has_the_colour_of_no_data() -> None:
    steps = [
        Classes(tuple(range(k + 1)), "quantiles", centre) for k in range(1, 8) for centre in (None, k / 2)
    ]
    for classes in steps:
        for palette in SEQUENTIAL if classes.centre is None else DIVERGING:
            if classes.centre is None or len(classes) <= 6:
                assert NO_DATA_FILL not in class_colours(classes, palette)


def test_chosen_provinces_are_outlined() -> None:
    outlined = [
        drawing("vn34", chosen=chosen).count('stroke-width="4.6"') for chosen in ((), ("vn34-01", "vn34-38"))
    ]
    assert outlined == [0, 2]


def test_names_cannot_break_a_picture() -> None:
    hostile = '"><script>alert(1)</script>&'
    values = [{"code": "vn34-01", "colour": "#02818a", "name": hostile, "label": hostile, "status": "value"}]
    chart = map_spec("vn34", values=values, title=hostile, geometry=geometry("vn34"))
    svg = vl_convert.vegalite_to_svg(chart.to_dict(), vl_version=VEGALITE)
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg
