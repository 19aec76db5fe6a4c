"""Which province is meant: the 63 until 30/06/2025, the 34 since, and everything people call them."""

from cdslib.provinces.column import resolve_provinces
from cdslib.provinces.errors import (
    AmbiguousProvinceError,
    FormerProvinceError,
    NotAProvinceError,
    OtherSchemeError,
    UnknownGeographyError,
    UnknownProvinceError,
)
from cdslib.provinces.places import is_country, is_region
from cdslib.provinces.register import Province, predecessors, province, provinces, successor
from cdslib.provinces.resolve import resolve_province

__all__ = [
    "AmbiguousProvinceError",
    "FormerProvinceError",
    "NotAProvinceError",
    "OtherSchemeError",
    "Province",
    "UnknownGeographyError",
    "UnknownProvinceError",
    "is_country",
    "is_region",
    "predecessors",
    "province",
    "provinces",
    "resolve_province",
    "resolve_provinces",
    "successor",
]
