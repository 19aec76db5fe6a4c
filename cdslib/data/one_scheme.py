"""Figures of the 63 former and the 34 present provinces never stand in one calculation."""

from typing import Any

import pandas as pd

from cdslib.errors import CdsError


class SchemeMixError(CdsError, ValueError):
    """A table mixes codes of two schemes of provinces."""

    key = "data.scheme_mix"


class NoProvinceError(CdsError, ValueError):
    """A table has no provincial row."""

    key = "data.no_province"


def check_one_scheme(*frames: pd.DataFrame) -> str:
    """Return the one scheme of provinces that all rows belong to.

    Parameters
    ----------
    *frames : pandas.DataFrame
        Tables with a column ``province_code``; rows of the country (``vn``) go with either scheme.

    Returns
    -------
    {"vn63", "vn34"}
        The scheme.

    Raises
    ------
    SchemeMixError
        If codes of both schemes occur: the same name and number stand for different territories, for example
        ``vn63-24`` is Bắc Giang and ``vn34-24`` is Bắc Ninh.
    NoProvinceError
        If there is no provincial row.

    Examples
    --------
    >>> check_one_scheme(pd.DataFrame({"province_code": ["vn63-24", "vn"]}))
    'vn63'
    """
    codes = pd.concat([frame["province_code"] for frame in frames]).drop_duplicates()
    found = {scheme: codes[codes.str.startswith(f"{scheme}-")] for scheme in ("vn63", "vn34")}
    present = [scheme for scheme, of_scheme in found.items() if len(of_scheme)]
    if len(present) > 1:
        raise SchemeMixError(old=found["vn63"].iloc[0], new=found["vn34"].iloc[0])
    if not present:
        raise NoProvinceError()
    return present[0]


def join(observations: pd.DataFrame, table: pd.DataFrame, **how: Any) -> pd.DataFrame:
    """Join a table of one's own to observations by province, within one scheme.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows with a column ``province_code``.
    table : pandas.DataFrame
        One's own table with a column ``province_code`` of the same scheme.
    **how
        Options of :meth:`pandas.DataFrame.merge`; ``on`` is ``province_code`` and ``how`` is ``left`` unless given.

    Returns
    -------
    pandas.DataFrame
        The joined rows.

    Raises
    ------
    SchemeMixError
        If the two tables are of different schemes; bring them to one with :func:`cdslib.harmonize` first.

    Examples
    --------
    >>> left = pd.DataFrame({"province_code": ["vn34-38"], "value": [0.7742]})
    >>> join(left, pd.DataFrame({"province_code": ["vn34-38"], "mine": [3]}))["mine"].tolist()
    [3]
    """
    check_one_scheme(observations, table)
    return observations.merge(table, **({"on": "province_code", "how": "left"} | how))
