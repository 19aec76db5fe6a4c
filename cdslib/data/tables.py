"""The tables of the data package, one function each."""

import json
from pathlib import Path

import pandas as pd

from cdslib.data.errors import UnknownGeographyError
from cdslib.data.package import find_table, read_typed
from cdslib.resources import data_dir

GEOGRAPHIES = ("vn63", "vn34", "vn")


def package_date(folder: Path | None = None) -> str:
    """Return when a data package was last changed.

    Parameters
    ----------
    folder : pathlib.Path, optional
        Folder with ``datapackage.json``; the package's own data by default.

    Returns
    -------
    str
        ``YYYY-MM-DD``.

    Examples
    --------
    >>> len(package_date())
    10
    """
    descriptor = json.loads(((folder or data_dir()) / "datapackage.json").read_text(encoding="utf-8"))
    return str(descriptor["created"])[:10]


def check_geography(geography: str) -> str:
    """Return the geography, or say which there are.

    Parameters
    ----------
    geography : str
        ``vn63``, ``vn34`` or ``vn``.

    Returns
    -------
    str
        The same.

    Raises
    ------
    UnknownGeographyError
        If it is another.
    """
    if geography not in GEOGRAPHIES:
        raise UnknownGeographyError(code=geography)
    return geography


def load_provinces(geography: str | None = None) -> pd.DataFrame:
    """Return the provinces: the 63 until 30/06/2025, the 34 since, and the country.

    Parameters
    ----------
    geography : {"vn63", "vn34", "vn"}, optional
        Only these.

    Returns
    -------
    pandas.DataFrame
        ``code``, ``geography``, ``gso_code``, ``iso_3166_2``, ``name_vi``, ``name_en``, ``kind``, ``region``,
        ``admin_centre``, ``source``. A GSO code alone is ambiguous: seven of them changed hands in 2025.

    Raises
    ------
    UnknownGeographyError
        If the geography is another.

    Examples
    --------
    >>> len(load_provinces("vn34"))
    34
    """
    rows = read_typed(find_table("provinces"))
    if geography is None:
        return rows
    return rows[rows["geography"] == check_geography(geography)].reset_index(drop=True)


def load_merger() -> pd.DataFrame:
    """Return which former province became part of which present one on 01/07/2025.

    Returns
    -------
    pandas.DataFrame
        ``code_63``, ``code_34``, ``document``, ``effective_date``, ``source``; 63 rows.

    Examples
    --------
    >>> len(load_merger())
    63
    """
    return read_typed(find_table("merger"))


def load_regions() -> pd.DataFrame:
    """Return the economic regions: six of the 63 provinces, six of the 34.

    Returns
    -------
    pandas.DataFrame
        ``code``, ``scheme``, ``name_vi``, ``name_en``, ``source``.

    Examples
    --------
    >>> sorted(load_regions()["scheme"].unique())
    ['six_2025', 'six_old']
    """
    return read_typed(find_table("regions"))


def load_pillars() -> pd.DataFrame:
    """Return the groups indicators are sorted into.

    Returns
    -------
    pandas.DataFrame
        ``code``, ``position``, ``name_vi``, ``name_en``.

    Examples
    --------
    >>> "digital_economy" in set(load_pillars()["code"])
    True
    """
    return read_typed(find_table("pillars"))


def load_units() -> pd.DataFrame:
    """Return the units of the indicators.

    Returns
    -------
    pandas.DataFrame
        ``code``, and symbol and name in both languages.

    Examples
    --------
    >>> "percent_grdp" in set(load_units()["code"])
    True
    """
    return read_typed(find_table("units"))


def load_measures() -> pd.DataFrame:
    """Return the ways a quantity can be measured; figures of different measures are never mixed.

    Returns
    -------
    pandas.DataFrame
        ``code``, and name and description in both languages.

    Examples
    --------
    >>> "nso" in set(load_measures()["code"])
    True
    """
    return read_typed(find_table("measures"))


def load_indicators() -> pd.DataFrame:
    """Return the catalogue: one row per indicator, with its method card and its merging rule.

    Returns
    -------
    pandas.DataFrame
        See ``data/datapackage.json`` for each column: names, definition, unit, direction, pillar, valid range,
        merging rule and weight, formula, who reports it, pitfalls.

    Examples
    --------
    >>> load_indicators().set_index("code").loc["dti", "merge_rule"]
    'mean'
    """
    return read_typed(find_table("indicators"))


def load_confirmations() -> pd.DataFrame:
    """Return further sources that give the same figure.

    Returns
    -------
    pandas.DataFrame
        Key of the observation and ``source``.

    Examples
    --------
    >>> "source" in load_confirmations()
    True
    """
    return read_typed(find_table("confirmations"))


def load_flags() -> pd.DataFrame:
    """Return what a flag on a figure means and whether it keeps the figure out of calculations.

    Returns
    -------
    pandas.DataFrame
        ``code``, ``excluded``, and name and description in both languages.

    Examples
    --------
    >>> load_flags()["excluded"].dtype.name
    'bool'
    """
    return read_typed(find_table("flags"))


def load_corrections() -> pd.DataFrame:
    """Return the ledger of contradictory facts: what, why, and what was done.

    Returns
    -------
    pandas.DataFrame
        One row per entry.

    Examples
    --------
    >>> set(load_corrections()["action"]) <= {"flag", "keep_apart", "prefer_other"}
    True
    """
    return read_typed(find_table("corrections"))


def load_targets() -> pd.DataFrame:
    """Return the promises: indicator, comparator, value, year, and the legal document they stand in.

    Returns
    -------
    pandas.DataFrame
        One row per target.

    Examples
    --------
    >>> "vn" in set(load_targets()["province_code"])
    True
    """
    return read_typed(find_table("targets"))


def load_documents() -> pd.DataFrame:
    """Return the legal documents that figures and targets refer to.

    Returns
    -------
    pandas.DataFrame
        ``id``, ``number``, issuer, ``date``, title, ``jurisdiction``.

    Examples
    --------
    >>> "number" in load_documents()
    True
    """
    return read_typed(find_table("documents"))


def load_sources() -> pd.DataFrame:
    """Return who published the facts, when and where.

    Returns
    -------
    pandas.DataFrame
        ``id``, ``publisher``, ``title``, ``date``, ``address``, ``licence``, ``kind``, ``reached``, ``note``.

    Examples
    --------
    >>> load_sources()["id"].is_unique
    True
    """
    return read_typed(find_table("sources"))


def load_schemes() -> pd.DataFrame:
    """Return the official versions of the index and the index years they are valid for.

    Returns
    -------
    pandas.DataFrame
        ``code``, names, ``valid_from``, ``valid_to``, ``total``, ``weights_origin``.

    Examples
    --------
    >>> list(load_schemes()["code"])
    ['dti-2020', 'dti-2022', 'dti-2025']
    """
    return read_typed(find_table("schemes"))


def load_scheme_weights() -> pd.DataFrame:
    """Return the weights of the main indices in each version of the index.

    Returns
    -------
    pandas.DataFrame
        ``scheme``, ``pillar`` (``overall`` for the whole index), ``component``, ``weight``.

    Examples
    --------
    >>> load_scheme_weights().query("scheme == 'dti-2025' and pillar == 'overall'")["weight"].sum().item()
    940.0
    """
    return read_typed(find_table("scheme_weights"))


def load_translations() -> pd.DataFrame:
    """Return the Vietnamese of the English remarks (methods and notes) in the other tables.

    Returns
    -------
    pandas.DataFrame
        ``en``, ``vi``.

    Examples
    --------
    >>> load_translations()["en"].is_unique
    True
    """
    return read_typed(find_table("translations"))


def load_licences() -> pd.DataFrame:
    """Return the terms under which sources can be used.

    Returns
    -------
    pandas.DataFrame
        ``code``, and name in both languages.

    Examples
    --------
    >>> load_licences()["code"].is_unique
    True
    """
    return read_typed(find_table("licences"))


def load_vintages() -> pd.DataFrame:
    """Return the words for vintages of figures: preliminary, first published ...

    Returns
    -------
    pandas.DataFrame
        ``code``, and name in both languages.

    Examples
    --------
    >>> "current" in set(load_vintages()["code"])
    True
    """
    return read_typed(find_table("vintages"))


def load_index_structure() -> pd.DataFrame:
    """Return what is known of the official criteria sets: groups, numbers of indicators, points.

    Returns
    -------
    pandas.DataFrame
        ``id``, ``scheme``, ``index_set``, three levels, ``max_score``, ``note``, ``source``.

    Examples
    --------
    >>> len(load_index_structure()) > 90
    True
    """
    return read_typed(find_table("index_structure"))
