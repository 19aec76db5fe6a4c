"""Digital transformation of Vietnam's provinces: sourced indicators, one time line, maps and targets.

The names below are imported when they are first used, so that ``import cdslib`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cdslib import charts
    from cdslib.analysis.components import load_components
    from cdslib.analysis.composite import load_scheme, pillars, rank, score
    from cdslib.analysis.index_schemes import Scheme
    from cdslib.analysis.merger import harmonize
    from cdslib.analysis.target_gaps import gaps
    from cdslib.boundaries import load_archipelagos, load_boundaries
    from cdslib.data import (
        SchemeMixError,
        join,
        load_corrections,
        load_documents,
        load_indicators,
        load_merger,
        load_observations,
        load_provinces,
        load_regions,
        load_sources,
        load_targets,
        load_units,
    )
    from cdslib.errors import CdsError
    from cdslib.ingest import TableReport, read_table
    from cdslib.provinces import Province, UnknownProvinceError, resolve_province, resolve_provinces
    from cdslib.quantities import Quantity, QuantityError, parse_quantity

    __version__: str

_ROOMS = {
    "analysis.components": ("load_components",),
    "analysis.composite": ("load_scheme", "pillars", "rank", "score"),
    "analysis.index_schemes": ("Scheme",),
    "analysis.merger": ("harmonize",),
    "analysis.target_gaps": ("gaps",),
    "boundaries": ("load_archipelagos", "load_boundaries"),
    "data": (
        "SchemeMixError",
        "join",
        "load_corrections",
        "load_documents",
        "load_indicators",
        "load_merger",
        "load_observations",
        "load_provinces",
        "load_regions",
        "load_sources",
        "load_targets",
        "load_units",
    ),
    "errors": ("CdsError",),
    "ingest": ("TableReport", "read_table"),
    "provinces": ("Province", "UnknownProvinceError", "resolve_province", "resolve_provinces"),
    "quantities": ("Quantity", "QuantityError", "parse_quantity"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "CdsError",
    "Province",
    "Quantity",
    "QuantityError",
    "Scheme",
    "SchemeMixError",
    "TableReport",
    "UnknownProvinceError",
    "__version__",
    "charts",
    "gaps",
    "harmonize",
    "join",
    "load_archipelagos",
    "load_boundaries",
    "load_components",
    "load_corrections",
    "load_documents",
    "load_indicators",
    "load_merger",
    "load_observations",
    "load_provinces",
    "load_regions",
    "load_scheme",
    "load_sources",
    "load_targets",
    "load_units",
    "parse_quantity",
    "pillars",
    "rank",
    "read_table",
    "resolve_province",
    "resolve_provinces",
    "score",
]


def __getattr__(name: str) -> object:
    if name == "charts":
        return import_module("cdslib.charts")
    if name == "__version__":
        from importlib.metadata import version

        return version("cdslib")
    if name in _ROOM_OF:
        return getattr(import_module(f"cdslib.{_ROOM_OF[name]}"), name)
    raise AttributeError(f"module 'cdslib' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
