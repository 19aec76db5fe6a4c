"""Colours that every reader can tell apart, whatever the palette and the number of classes."""

from itertools import pairwise

import numpy as np
import pytest

from cdslib.analysis.classify import CENTRED, SCHEMES, Classes, Scheme, classify
from cdslib.apps.atlas import load_atlas
from cdslib.charts.palettes import DIVERGING, SEQUENTIAL, class_colours
from cdslib.charts.theme import NO_DATA_FILL

# Machado, Oliveira & Fernandes (2009), "A Physiologically-based Model for Simulation of Color Vision
# Deficiency", IEEE TVCG 15(6), severity 1.0; to be applied to linear RGB.
SIGHT = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
CLEAR = 7  # three times what is just noticeable
WHITE = TO_XYZ @ np.ones(3)


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(colour: str, sight: str) -> np.ndarray:
    xyz = TO_XYZ @ np.clip(SIGHT[sight] @ linear(colour), 0, 1) / WHITE
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(one: str, other: str, sight: str = "normal") -> float:
    """Return the CIE76 difference; about 2.3 is just noticeable."""
    return float(np.linalg.norm(lab(one, sight) - lab(other, sight)))


def stepped(k: int, centre: float | None = None) -> Classes:
    return Classes(
        tuple(float(edge) for edge in range(k + 1)), "around_mean" if centre else "quantiles", centre
    )


RAMPS = {f"{palette}-{k}": class_colours(stepped(k), palette) for palette in SEQUENTIAL for k in range(1, 8)}
RAMPS |= {
    f"{palette}-{k}": class_colours(stepped(k, k / 2), palette) for palette in DIVERGING for k in (2, 4, 6)
}


def test_the_measure_itself() -> None:
    assert distance("#ffffff", "#000000") == pytest.approx(100, abs=0.1)
    assert distance("#ff0000", "#00ff00", "deuteranopia") < distance("#ff0000", "#00ff00") / 2


@pytest.mark.parametrize("name", RAMPS)
def test_as_many_colours_as_classes_and_all_different(name: str) -> None:
    assert len(set(RAMPS[name])) == len(RAMPS[name]) == int(name.split("-")[1])
    assert NO_DATA_FILL not in RAMPS[name]


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("name", RAMPS)
def test_neighbouring_classes_differ_for_every_eye(name: str, sight: str) -> None:
    for low, high in pairwise(RAMPS[name]):
        assert distance(low, high, sight) > CLEAR, (low, high)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("name", RAMPS)
def test_no_class_looks_like_no_data(name: str, sight: str) -> None:
    for colour in RAMPS[name]:
        assert distance(colour, NO_DATA_FILL, sight) > CLEAR, colour


@pytest.mark.parametrize("palette", SEQUENTIAL)
@pytest.mark.parametrize("k", range(2, 8))
def test_sequential_palettes_grow_darker(palette: str, k: int) -> None:
    lightness = [lab(colour, "normal")[0] for colour in class_colours(stepped(k), palette)]
    assert lightness == sorted(lightness, reverse=True)


@pytest.mark.parametrize("palette", DIVERGING)
@pytest.mark.parametrize("k", [4, 6])
def test_diverging_palettes_are_lightest_at_the_centre(palette: str, k: int) -> None:
    lightness = [lab(colour, "normal")[0] for colour in class_colours(stepped(k, k / 2), palette)]
    half = k // 2
    assert lightness[:half] == sorted(lightness[:half])
    assert lightness[half:] == sorted(lightness[half:], reverse=True)


EARTH = ("#a6611a", "#dfc27d", "#80cdc1", "#018571")


@pytest.mark.parametrize(
    ("centre", "edges", "colours"),
    [
        (2, (0, 1, 2, 3, 4), EARTH),
        (9, (0, 1), EARTH[1:2]),
        (9, (0, 1, 2), EARTH[:2]),
        (-1, (0, 1), EARTH[2:3]),
        (0, (0, 1, 2), EARTH[2:]),
        (2, (0, 2, 3, 4), EARTH[1:]),
        (1, (0, 1, 4), EARTH[1:3]),
    ],
)
def test_each_class_has_the_colour_of_its_side(
    centre: float, edges: tuple[float, ...], colours: object
) -> None:
    assert class_colours(Classes(edges, "around_target", centre), "earth") == colours


def test_three_classes_on_one_side_take_the_longer_ramp() -> None:
    below = class_colours(Classes((0, 1, 2, 3), "around_target", 3), "earth")
    assert below == ("#8c510a", "#d8b365", "#f6e8c3")


def test_low_is_good_turns_a_diverging_palette_only() -> None:
    assert class_colours(stepped(4, 2), "earth", low_is_good=True) == EARTH[::-1]
    assert class_colours(stepped(4), "teal", low_is_good=True) == class_colours(stepped(4), "teal")


def test_a_palette_of_the_other_kind_gives_way() -> None:
    assert class_colours(stepped(5), "earth") == class_colours(stepped(5), "teal")
    assert class_colours(stepped(4, 2), "teal") == EARTH


@pytest.mark.parametrize("scheme", SCHEMES)
def test_real_maps_have_a_colour_for_each_class_on_the_right_side(scheme: Scheme) -> None:
    atlas = load_atlas()
    lows = {
        p: {*class_colours(stepped(6, 3), p)[:3], *class_colours(stepped(4, 2), p)[:2]} for p in DIVERGING
    }
    for id_, indicator in atlas.indicators.items():
        geography = next(iter(atlas.cells[id_]))
        cells = atlas.cells[id_][geography][str(atlas.years(id_, geography)[-1])].values()
        values = [value for value, _ in cells if value is not None]
        target = sorted(values)[len(values) // 3]
        for k in range(3, 8):
            classes = classify(values, scheme, k, decimals=indicator["decimals"], target=target)
            for palette in DIVERGING if scheme in CENTRED else SEQUENTIAL:
                colours = class_colours(classes, palette)
                assert len(set(colours)) == len(classes)
                if classes.centre is not None:
                    sides = [edge <= classes.centre for edge in classes.edges[1:]]
                    assert [colour in lows[palette] for colour in colours] == sides
