"""The provinces of both schemes and who became what on 01/07/2025, read from the data package."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from cdslib.i18n import Language
from cdslib.i18n.showing import both_languages
from cdslib.provinces.errors import UnknownGeographyError, no_such_code
from cdslib.resources import data_dir

GEOGRAPHIES = ("vn63", "vn34")


@dataclass(frozen=True, slots=True)
class Province:
    """One province, municipality or the country, in one of the two schemes.

    Attributes
    ----------
    code : str
        Identity: ``vn63-NN``, ``vn34-NN``, or ``vn`` for the country.
    name_vi, name_en : str
        Name without 'Tỉnh' or 'Thành phố'.
    kind : str
        ``province``, ``municipality`` or ``country``.
    region : str
        Code of the socio-economic region of the same scheme; empty for the country.
    geography : str
        ``vn63`` (until 30/06/2025), ``vn34`` (since 01/07/2025) or ``vn``.
    gso_code : str
        Two-digit code of the General Statistics Office; the two schemes reuse codes with another meaning.
    iso : str
        ISO 3166-2 code; empty where ISO has none.
    """

    code: str
    name_vi: str
    name_en: str
    kind: str
    region: str
    geography: str
    gso_code: str
    iso: str

    def name(self, lang: str = "vi") -> str:
        """Return the name in one language.

        Parameters
        ----------
        lang : {"vi", "en"}
            The reader's language.

        Returns
        -------
        str
            The name without prefix.
        """
        return self.name_vi if lang == "vi" else self.name_en

    def describe(self, lang: Language = "vi") -> str:
        """Say what it is, of which scheme, and what it was or became in the merger.

        Parameters
        ----------
        lang : {"vi", "en"}
            The reader's language.

        Returns
        -------
        str
            One or two sentences; a notebook shows them in both languages.

        Examples
        --------
        >>> print(province("vn63-24").describe("en"))
        Bac Giang (vn63-24): province, of the 63 before 1 July 2025. Now part of Bac Ninh (vn34-24).
        """
        from cdslib.provinces.showing import describe

        return describe(self, lang)

    def _repr_html_(self) -> str:
        return both_languages(self.describe("vi"), self.describe("en"))


@cache
def read_rows(table: str) -> tuple[Mapping[str, str], ...]:
    """Read one small table of the data package, every cell as text."""
    with (data_dir() / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(MappingProxyType(row) for row in csv.DictReader(lines))


@cache
def _by_code() -> Mapping[str, Province]:
    return MappingProxyType({row["code"]: _from_row(row) for row in read_rows("provinces")})


def _from_row(row: Mapping[str, str]) -> Province:
    return Province(
        code=row["code"],
        name_vi=row["name_vi"],
        name_en=row["name_en"],
        kind=row["kind"],
        region=row["region"],
        geography=row["geography"],
        gso_code=row["gso_code"],
        iso=row["iso_3166_2"],
    )


@cache
def provinces(geography: str = "vn63") -> tuple[Province, ...]:
    """List the provinces of one scheme.

    Parameters
    ----------
    geography : {"vn63", "vn34", "vn"}
        The 63 until 30/06/2025, the 34 since, or the country alone.

    Returns
    -------
    tuple of Province
        In the order of their codes.

    Raises
    ------
    UnknownGeographyError
        For any other geography.

    Examples
    --------
    >>> len(provinces("vn63")), len(provinces("vn34"))
    (63, 34)
    """
    found = tuple(unit for unit in _by_code().values() if unit.geography == geography)
    if not found:
        raise UnknownGeographyError(given=geography)
    return tuple(sorted(found, key=lambda unit: unit.code))


def province(code: str) -> Province:
    """Look up one province by its namespaced code.

    Parameters
    ----------
    code : str
        ``vn63-NN``, ``vn34-NN`` or ``vn``, exactly.

    Returns
    -------
    Province
        The province.

    Raises
    ------
    UnknownProvinceError
        If no province has this code.

    Examples
    --------
    >>> province("vn63-24").name_vi, province("vn34-24").name_vi
    ('Bắc Giang', 'Bắc Ninh')
    """
    try:
        return _by_code()[code]
    except KeyError:
        raise no_such_code(code) from None


def successor(code: str) -> Province:
    """Say which of the 34 a former province belongs to since 01/07/2025.

    Parameters
    ----------
    code : str
        ``vn63-NN``.

    Returns
    -------
    Province
        The present province.

    Raises
    ------
    UnknownProvinceError
        If none of the 63 has this code.

    Notes
    -----
    Resolution 202/2025/QH15, as the table ``merger`` of the data package has it.

    Examples
    --------
    >>> successor("vn63-24").name_vi
    'Bắc Ninh'
    """
    for row in read_rows("merger"):
        if row["code_63"] == code:
            return province(row["code_34"])
    raise no_such_code(code)


def predecessors(code: str) -> tuple[Province, ...]:
    """List the former provinces that one of the 34 consists of.

    Parameters
    ----------
    code : str
        ``vn34-NN``.

    Returns
    -------
    tuple of Province
        One, two or three of the 63, in the order of their codes.

    Raises
    ------
    UnknownProvinceError
        If none of the 34 has this code.

    Examples
    --------
    >>> [unit.name_vi for unit in predecessors("vn34-24")]
    ['Bắc Giang', 'Bắc Ninh']
    """
    codes = sorted(row["code_63"] for row in read_rows("merger") if row["code_34"] == code)
    if not codes:
        raise no_such_code(code)
    return tuple(province(former) for former in codes)


def counterparts(unit: Province) -> tuple[Province, ...]:
    """Return the provinces of the other scheme that lie where this one lies."""
    return (successor(unit.code),) if unit.geography == "vn63" else predecessors(unit.code)


def other(geography: str) -> str:
    """Return the other scheme."""
    return "vn34" if geography == "vn63" else "vn63"
