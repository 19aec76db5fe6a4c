"""Colours of classes, safe for colour-blind readers; the hex values stand in ``palettes.toml``."""

import tomllib
from functools import cache
from importlib.resources import files

from cdslib.analysis.classify import Classes

SEQUENTIAL = ("teal", "blue", "brown")
DIVERGING = ("earth", "violet")


@cache
def _palettes() -> dict[str, dict[str, dict[str, list[str]]]]:
    return tomllib.loads(files("cdslib.charts").joinpath("palettes.toml").read_text(encoding="utf-8"))


def class_colours(classes: Classes, palette: str, *, low_is_good: bool = False) -> tuple[str, ...]:
    """Return one colour per class, lowest class first.

    Parameters
    ----------
    classes : Classes
        The classes; where they have a centre, colours diverge from it.
    palette : str
        ``teal``, ``blue``, ``brown`` for classes without a centre, ``earth``, ``violet`` for classes with one.
    low_is_good : bool
        Turn a diverging palette round, so that its favourable end is the low one.

    Returns
    -------
    tuple of str
        Hex colours.

    Examples
    --------
    >>> class_colours(Classes((0, 1, 2, 3), "quantiles"), "teal")
    ('#bdc9e1', '#67a9cf', '#02818a')
    """
    if classes.centre is None:
        return _sequential(len(classes), palette if palette in SEQUENTIAL else SEQUENTIAL[0])
    return _diverging(classes, palette if palette in DIVERGING else DIVERGING[0], low_is_good)


def _sequential(count: int, palette: str) -> tuple[str, ...]:
    ramp = _palettes()["sequential"][palette]
    if count >= 3:
        return tuple(ramp[str(min(count, 7))])
    return {1: (ramp["3"][1],), 2: (ramp["3"][0], ramp["3"][2])}[count]


def _diverging(classes: Classes, palette: str, low_is_good: bool) -> tuple[str, ...]:
    """Colour the classes by their distance from the centre, however many lie on each side."""
    assert classes.centre is not None
    below = sum(edge <= classes.centre for edge in classes.edges[1:])
    above = len(classes) - below
    ramp = _palettes()["diverging"][palette]["6" if max(below, above) > 2 else "4"]
    ramp = ramp[::-1] if low_is_good else ramp
    half = len(ramp) // 2
    return tuple(ramp[half - below : half] + ramp[half : half + above])
