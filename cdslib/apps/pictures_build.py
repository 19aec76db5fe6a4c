"""Draw the pictures of the landing page from the data: ``python -m cdslib.apps.pictures_build``."""

import json
from pathlib import Path

from cdslib.apps.atlas import Atlas, load_atlas
from cdslib.apps.map_frame import ROW_FIELDS
from cdslib.apps.map_state import MapState
from cdslib.apps.map_view import compose
from cdslib.charts.map_spec import map_spec
from cdslib.charts.points import island_rows
from cdslib.frontend.build import STATIC, VEGALITE
from cdslib.resources import geo_dir

PICTURES = STATIC / "pictures"


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


def main() -> None:
    """Write the pictures beside the other static files."""
    Path(PICTURES / "map.svg").write_text(map_picture(load_atlas()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
