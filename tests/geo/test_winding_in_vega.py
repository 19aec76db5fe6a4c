"""Vega draws each province as its own small path; a wrong winding would fill the whole globe."""

import json
import re
from copy import deepcopy

import pytest
import vl_convert

from cdslib.boundaries import boundary_file

WIDTH, HEIGHT = 500, 600


def path_sizes(topology: dict) -> list[float]:
    """Draw with mercator and give the larger side of each drawn path, as a share of the picture."""
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": WIDTH,
        "height": HEIGHT,
        "padding": 0,
        "data": {"values": topology, "format": {"type": "topojson", "feature": "provinces"}},
        "mark": "geoshape",
        "projection": {"type": "mercator", "scale": 1800, "center": [106, 16]},
    }
    svg = vl_convert.vegalite_to_svg(spec)
    sizes = []
    shapes = svg.partition('class="mark-shape')[2]
    for path in re.findall(r'<path transform="[^"]*" d="([^"]+)"', shapes):
        numbers = [float(number) for number in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", path)]
        xs, ys = numbers[::2], numbers[1::2]
        sizes.append(max((max(xs) - min(xs)) / WIDTH, (max(ys) - min(ys)) / HEIGHT))
    return sizes


def reverse_rings(topology: dict) -> dict:
    turned = deepcopy(topology)
    for geometry in turned["objects"]["provinces"]["geometries"]:
        for polygon in geometry["arcs"]:
            polygon[:] = [[~arc for arc in reversed(ring)] for ring in polygon]
    return turned


@pytest.mark.parametrize(("geography", "count"), [("vn63", 63), ("vn34", 34)])
def test_no_province_fills_the_globe(geography: str, count: int) -> None:
    topology = json.loads(boundary_file(geography).read_text(encoding="utf-8"))
    sizes = path_sizes(topology)
    assert len(sizes) == count
    assert max(sizes) < 0.5
    assert min(path_sizes(reverse_rings(topology))) > 1, "the control must fill the picture"
