"""What a map page knows: every mappable figure, prepared at build time and read without pandas.

:mod:`cdslib.apps.atlas_build` writes ``atlas.json`` from the data package; this module reads it. A visitor's
kernel therefore starts without pandas, geopandas or altair.
"""

import json
from dataclasses import dataclass
from typing import Any

from cdslib.resources import built_file, by_publication

Geography = str
GEOGRAPHIES: tuple[Geography, ...] = ("vn34", "vn63")


@dataclass(frozen=True)
class Cell:
    """One figure of one province in one year.

    Attributes
    ----------
    value : float or None
        The figure; None where a merged province lacks a part.
    origin : int
        Row of :attr:`Atlas.origins` that says where the figure comes from.
    """

    value: float | None
    origin: int


@dataclass(frozen=True)
class Atlas:
    """All mappable figures with their words and sources.

    Attributes
    ----------
    data_date : str
        When the data package was last changed, ``YYYY-MM-DD``.
    provinces : dict
        By code: ``vi``, ``en``, ``kind``, ``region``, ``parts`` (codes merged into it) or
        ``successor``.
    indicators : dict
        By id (``indicator`` or ``indicator.measure``): words in both languages, unit, pillar, digits, direction.
    cells : dict
        ``cells[id][geography][year][code]`` is ``[value, origin]``.
    origins : list of dict
        ``source``, ``status``, ``rule``, ``vintage``, ``method``, ``note`` ... shared by many cells.
    sources : dict
        By id: ``publisher``, ``title``, ``date``, ``address``, ``licence``.
    pillars, regions : dict
        Words by code.
    specs : dict
        Vega-Lite specifications of the page's charts.
    """

    data_date: str
    provinces: dict[str, dict[str, Any]]
    indicators: dict[str, dict[str, Any]]
    cells: dict[str, dict[Geography, dict[str, dict[str, list[Any]]]]]
    origins: list[dict[str, Any]]
    sources: dict[str, dict[str, Any]]
    pillars: dict[str, dict[str, Any]]
    regions: dict[str, dict[str, Any]]
    specs: dict[str, Any]

    def years(self, indicator: str, geography: Geography) -> list[int]:
        """Return the years with figures, ascending."""
        of_years = self.cells[indicator].get(geography, {})
        return sorted(
            int(y) for y, cells in of_years.items() if any(value is not None for value, _ in cells.values())
        )

    def cell(self, indicator: str, geography: Geography, year: int, code: str) -> Cell | None:
        """Return one figure, or None where there is none."""
        found = self.cells[indicator].get(geography, {}).get(str(year), {}).get(code)
        return Cell(*found) if found else None

    def codes(self, geography: Geography) -> list[str]:
        """Return the codes of all provinces of one geography, in the order of the codes."""
        return [code for code in self.provinces if code.startswith(geography)]


@by_publication(2)
def load_atlas() -> Atlas:
    """Read the prepared figures that the package carries.

    Returns
    -------
    Atlas
        The figures.
    """
    return Atlas(**json.loads(built_file("atlas.json").read_text(encoding="utf-8")))
