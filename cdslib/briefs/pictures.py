"""Charts as drawings that look the same on every machine: the page's specifications, filled with its tables.

The drawing library reads fonts from the machine, and what it finds there may lack Vietnamese letters. So the package
brings the type of its pages as two font files (``fonts/README.md`` tells how they were made).
"""

import copy
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from cdslib.charts.theme import NUMBER_LOCALES
from cdslib.frontend.build import VEGALITE
from cdslib.i18n import Language

PIXELS_PER_MM = 96 / 25.4
SCALE = 3.0
WORDS_AROUND = ("_title", "_subtitle", "_source")
Rows = Sequence[Mapping[str, Any]]


@cache
def _renderer() -> Any:
    """Load the drawing library once, and give it the fonts."""
    import vl_convert

    with as_file(files("cdslib.briefs").joinpath("fonts")) as folder:
        vl_convert.register_font_directory(str(folder))
    return vl_convert


def filled(
    spec: Mapping[str, Any],
    tables: Mapping[str, Rows],
    parameters: Mapping[str, Any],
    size: tuple[float, float],
) -> dict[str, Any]:
    """Fill a page's chart with rows, words and a size.

    Parameters
    ----------
    spec : mapping
        A Vega-Lite specification with named tables and parameters, as the page holds it.
    tables : mapping of str to sequence
        Rows by the name of the table.
    parameters : mapping
        Values by the name of the parameter; the others stay as they are.
    size : (float, float)
        Width and height of the plot in pixels.

    Returns
    -------
    dict
        A specification that needs nothing more.

    Examples
    --------
    >>> spec = {"layer": [{"data": {"name": "a", "values": []}}], "params": [{"name": "unit", "value": ""}]}
    >>> filled(spec, {"a": [{"x": 1}]}, {"unit": "%"}, (300, 90))["params"]
    [{'name': 'unit', 'value': '%'}]
    """
    whole: dict[str, Any] = copy.deepcopy(dict(spec))
    whole["layer"] = [layer for layer in whole.get("layer", []) if not _is_words_around(layer)]
    whole["params"] = [
        given | ({"value": parameters[given["name"]]} if given["name"] in parameters else {})
        for given in whole.get("params", [])
    ]
    _fill(whole, tables)
    return whole | {"width": size[0], "height": size[1], "autosize": "pad"}


def _is_words_around(layer: Mapping[str, Any]) -> bool:
    """Tell the layers of title, subtitle and source, which a caption and notes replace, from the drawing."""
    shown = layer["mark"].get("text") if isinstance(layer.get("mark"), dict) else None
    return isinstance(shown, dict) and str(shown.get("expr", "")).endswith(WORDS_AROUND)


def _fill(part: Any, tables: Mapping[str, Rows]) -> None:
    if isinstance(part, list):
        for one in part:
            _fill(one, tables)
    elif isinstance(part, dict):
        data = part.get("data")
        if isinstance(data, dict) and data.get("name") in tables:
            part["data"] = {**data, "values": list(tables[data["name"]])}
        for one in part.values():
            _fill(one, tables)


def svg(spec: Mapping[str, Any], lang: Language) -> str:
    """Draw a chart.

    Parameters
    ----------
    spec : mapping
        A complete Vega-Lite specification.
    lang : {"vi", "en"}
        How numbers on axes are written.

    Returns
    -------
    str
        SVG.
    """
    drawn: str = _renderer().vegalite_to_svg(
        dict(spec), vl_version=VEGALITE, format_locale=NUMBER_LOCALES[lang], allowed_base_urls=[]
    )
    return drawn


def png(drawing: str) -> bytes:
    """Turn a drawing into dots, three for each pixel, with Vietnamese letters on any machine.

    Parameters
    ----------
    drawing : str
        SVG.

    Returns
    -------
    bytes
        PNG.

    Examples
    --------
    >>> png('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')[1:4]
    b'PNG'
    """
    return bytes(_renderer().svg_to_png(drawing, scale=SCALE))
