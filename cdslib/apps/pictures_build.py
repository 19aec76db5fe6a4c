"""Draw the pictures of the landing page from the data: ``python -m cdslib.apps.pictures_build``."""

import json
from collections.abc import Mapping
from typing import Any

from cdslib.apps.atlas import Atlas, load_atlas
from cdslib.apps.map_frame import ROW_FIELDS
from cdslib.apps.map_state import MapState
from cdslib.apps.map_view import compose
from cdslib.apps.profile_state import ProfileState
from cdslib.apps.profile_view import compose as compose_profile
from cdslib.apps.promises import PromiseBook, load_promises
from cdslib.apps.scenario_book import ScenarioBook, load_scenario_book
from cdslib.apps.scenario_outcome import Outcome
from cdslib.apps.scenario_state import ScenarioState
from cdslib.apps.targets_overview import matrix
from cdslib.apps.targets_selection import selected
from cdslib.apps.targets_state import TargetsState
from cdslib.charts.map_spec import map_spec
from cdslib.charts.matrix_spec import matrix_spec
from cdslib.charts.points import island_rows
from cdslib.charts.profile_spec import mains_spec
from cdslib.charts.rows import MATRIX_ROW
from cdslib.charts.waterfall_spec import ROW as STEP
from cdslib.charts.waterfall_spec import waterfall_spec
from cdslib.frontend.build import VEGALITE
from cdslib.resources import geo_dir, pictures_dir
from cdslib.writing import write_whole


def map_picture(atlas: Atlas) -> str:
    """Draw the latest map of the index without words, so that it serves both languages.

    Parameters
    ----------
    atlas : Atlas
        The figures.

    Returns
    -------
    str
        SVG.
    """
    import vl_convert

    page = compose(atlas, MapState())
    frame = page["frames"][str(page["state"]["year"])]
    place = ROW_FIELDS.index("class")
    values = [
        {"code": code, "colour": frame["colours"][row[place]], "name": "", "label": "", "status": "value"}
        for code, row in frame["rows"].items()
        if row[place] >= 0
    ]
    islands = [
        {name: row[name] for name in ("lon", "lat", "code", "verified")} for row in island_rows("vi", "vn34")
    ]
    geometry = json.loads((geo_dir() / "provinces_34.topojson").read_text(encoding="utf-8"))
    chart = map_spec("vn34", values=values, islands=islands, width=300, height=340, geometry=geometry)
    spec = chart.to_dict() | {"background": None, "autosize": "none"}
    return vl_convert.vegalite_to_svg(spec, vl_version=VEGALITE)


def profile_picture(atlas: Atlas) -> str:
    """Draw the main indices of the profile page's first province without words.

    Parameters
    ----------
    atlas : Atlas
        The figures.

    Returns
    -------
    str
        SVG.
    """
    import vl_convert

    chart = compose_profile(atlas, load_promises(), ProfileState())["mains"]["chart"]
    tables = {
        "indices": [row | {"label": "", "text": ""} for row in chart["tables"]["indices"]],
        "similar": chart["tables"]["similar"],
    }
    spec = mains_spec(tables, {"label_room": 0}, width=200, height=230).to_dict() | {"background": None}
    spec["config"]["axis"] |= {"labels": False, "ticks": False, "domain": False}
    return vl_convert.vegalite_to_svg(spec, vl_version=VEGALITE)


def targets_picture(book: PromiseBook) -> str:
    """Draw the promises of the present provinces as a matrix without words.

    Parameters
    ----------
    book : PromiseBook
        All promises.

    Returns
    -------
    str
        SVG.
    """
    import vl_convert

    state = TargetsState(day=book.days[0])
    rows = 14
    cells = [cell | {"text": "", "label": ""} for cell in matrix(book, selected(book, state), state)["cells"]]
    spec = matrix_spec(width=300, height=rows * MATRIX_ROW).to_dict()
    spec |= {"background": None, "autosize": "none", "padding": 2}
    named = {"cells": [cell for cell in cells if cell["y"] < rows * MATRIX_ROW], "lines": [], "columns": []}
    filled = json.loads(json.dumps(spec), object_hook=lambda node: _filled(node, named))
    return vl_convert.vegalite_to_svg(filled, vl_version=VEGALITE)


def scenario_picture(book: ScenarioBook) -> str:
    """Draw a waterfall of four main indices raised half of the way to the top, without words.

    Parameters
    ----------
    book : ScenarioBook
        Where scenarios start.

    Returns
    -------
    str
        SVG.
    """
    import vl_convert

    start = Outcome(book, ScenarioState())
    own = dict(
        zip(start.baseline.scheme.components, start.baseline.levels[start.place].tolist(), strict=True)
    )
    raised = {name: (level + 1) / 2 for name, level in own.items() if level < 1}
    done = Outcome(book, ScenarioState(levels=raised))
    steps, level = [], 0.0
    for place, step in enumerate(done.result.waterfall(done.state.province, done.year)):
        is_end = step.kind in ("start", "end")
        before, level = (step.value, step.value) if is_end else (level, level + step.value)
        y = STEP * (place + 0.5)
        row = {
            "y": y,
            "from": before,
            "to": level,
            "kind": step.kind if is_end else "gain",
            "name": "",
            "text": "",
        }
        steps.append(row if step.kind == "end" else row | {"next": y + STEP})
    spec = waterfall_spec(width=300, height=STEP * len(steps)).to_dict()
    spec |= {"background": None, "autosize": "none", "padding": 2}
    for one in spec["params"]:
        one["value"] = {"low": done.first_score - 0.01, "high": done.score + 0.01}.get(
            one["name"], one["value"]
        )
    filled = json.loads(json.dumps(spec), object_hook=lambda node: _filled(node, {"steps": steps}))
    return vl_convert.vegalite_to_svg(filled, vl_version=VEGALITE)


def _filled(node: dict[str, Any], tables: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Put rows into a named table of a specification."""
    return (
        node | {"values": tables[node["name"]]} if "values" in node and node.get("name") in tables else node
    )


def main() -> None:
    """Write the pictures where the first page finds them."""
    drawn = {
        "map": map_picture(load_atlas()),
        "profile": profile_picture(load_atlas()),
        "targets": targets_picture(load_promises()),
        "scenario": scenario_picture(load_scenario_book()),
    }
    for name, svg in drawn.items():
        write_whole(pictures_dir() / f"{name}.svg", svg.encode())


if __name__ == "__main__":
    main()
