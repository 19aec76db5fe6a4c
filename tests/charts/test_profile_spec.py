"""The profile's charts: they compile, find the page's tables, and draw what a profile says."""

import json

import pytest
import vl_convert

from cdslib.apps.atlas import load_atlas
from cdslib.apps.profile_more import load_more
from cdslib.apps.profile_state import ProfileState
from cdslib.apps.profile_view import compose
from cdslib.apps.promises import load_promises
from cdslib.charts.profile_spec import index_spec, mains_spec
from cdslib.frontend.build import VEGALITE

SPECS = {"index": index_spec, "mains": mains_spec}


def drawn(code: str, name: str, lang: str = "vi") -> str:
    state = ProfileState(code, code[:4], "en" if lang == "en" else "vi")
    chart = compose(load_atlas(), load_promises(), state)[name]["chart"]
    spec = SPECS[name](chart["tables"], chart["params"]).to_dict()
    return vl_convert.vegalite_to_svg(spec, vl_version=VEGALITE)


@pytest.mark.parametrize("name", SPECS)
def test_the_page_finds_its_tables_and_parameters(name: str) -> None:
    spec = load_more().specs[name]
    assert spec == SPECS[name]().to_dict() | {"autosize": "none"}
    vega = vl_convert.vegalite_to_vega(spec, vl_version=VEGALITE)
    chart = compose(load_atlas(), load_promises(), ProfileState())[name]["chart"]
    assert set(chart["tables"]) <= {table["name"] for table in vega["data"]}
    assert set(chart["params"]) <= {signal["name"] for signal in vega["signals"]}
    said = json.dumps({key: part for key, part in spec.items() if key != "$schema"})
    assert "//" not in said
    assert len(said) < 16_000


def test_the_index_chart_marks_breaks_and_ranks() -> None:
    svg = drawn("vn34-38", "index")
    for words in (
        "0,7742",
        "TB 0,7005",
        "5/34",
        "6/34*",
        "15/63",
        "từ 2021: cách tính mới",
        "từ 2024: cách tính mới",
    ):
        assert words in svg
    assert "Nguồn: " in svg
    assert "Điểm và hạng DTI của Thanh Hóa" in svg


def test_the_main_indices_show_what_is_missing() -> None:
    svg = drawn("vn63-36", "mains", "en")
    assert svg.count("No data") == 8  # each with its halo
    assert "The eight main indices of Nam Dinh" in svg
    assert "0.8816" in svg
