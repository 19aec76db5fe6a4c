"""An atlas so small that every number of a profile can be checked by hand."""

from dataclasses import replace
from typing import Any

from cdslib.apps.atlas import Atlas
from cdslib.apps.profile_more import More
from cdslib.apps.promises import PromiseBook

NOTHING = {"vi": "", "en": ""}
PRESENT = ("vn34-01", "vn34-24", "vn34-38", "vn34-40")


def with_figures(atlas: Atlas, year: int = 2022, **figures: dict[str, float | None]) -> Atlas:
    """Add indicators of one year; the keys of ``figures`` are indicators, those within codes."""
    cells, indicators = dict(atlas.cells), dict(atlas.indicators)
    for name, values in figures.items():
        own = cells.setdefault(name, {})
        for code, value in values.items():
            origin = 1 if value is None else 0
            own.setdefault(code[:4], {}).setdefault(str(year), {})[code] = [value, origin]
        words = {"vi": f"Chỉ tiêu {name}", "en": f"Item {name}"}
        indicators.setdefault(
            name,
            atlas.indicators["dti"]
            | {"name": words, "label": words, "breaks": [], "reporter": {"vi": "Sở", "en": "Office"}},
        )
    return replace(atlas, cells=cells, indicators=indicators)


def row_of(values: list[float]) -> dict[str, float | None]:
    """Give the four present provinces their values, in the order of ``PRESENT``."""
    return dict(zip(PRESENT, values, strict=True))


def no_promises(atlas: Atlas) -> PromiseBook:
    """Return a book without promises."""
    empty: dict[str, Any] = {}
    day = "2026-11-22"
    names = (
        "targets",
        "indicators",
        "documents",
        "sources",
        "units",
        "measures",
        "flags",
        "pillars",
        "specs",
    )
    return PromiseBook(
        data_date=day,
        days=[day],
        verdicts={day: {}},
        history={day: {}},
        provinces=atlas.provinces,
        **dict.fromkeys(names, empty),
    )


def other(value: float | None, **changed: Any) -> dict[str, Any]:
    """Return a figure that few provinces have."""
    return {
        "id": "teams",
        "label": {"vi": "Tổ công nghệ", "en": "Teams"},
        "unit": {"vi": "tổ", "en": "teams"},
        "suffix": NOTHING,
        "decimals": 0,
        "measure": {"vi": "Địa phương công bố", "en": "Reported"},
        "is_yes_no": False,
        "period": "2023-06",
        "value": value,
        "words": "",
        "qualifier": "",
        "flag": NOTHING,
        "note": NOTHING,
        "source": "ministry",
    } | changed


EMPTY = More()
