"""The scores of the index year by year, and where they cannot be compared."""

from itertools import pairwise

import pandas as pd

from cdslib.analysis.components import full_years, load_components, scheme_of_year
from cdslib.analysis.composite import score
from cdslib.analysis.official_schemes import load_scheme


def index_history(geography: str = "vn63", *, scheme: str | None = None) -> pd.DataFrame:
    """Return the scores of the DTI in all years whose main indices are known, one column a year.

    Parameters
    ----------
    geography : {"vn63", "vn34"}
        Former or present provinces; years before the merger are carried by the ministry's rule, the plain mean.
    scheme : str, optional
        Recompute all years by the weights of this version, for example ``"dti-2025"``, so that at least the weights
        are the same. The criteria inside the main indices of 2024 stay others than those before.

    Returns
    -------
    pandas.DataFrame
        Index ``province_code``, columns the years as numbers.

    Examples
    --------
    >>> index_history().loc["vn63-38"].round(3).to_dict()
    {2022: 0.635, 2023: 0.731, 2024: 0.774}
    """
    columns = {}
    for year in full_years():
        table = load_components(year, geography)
        columns[year] = table["dti"] if scheme is None else score(table, load_scheme(scheme).joined())
    return pd.DataFrame(columns)


def index_breaks() -> list[int]:
    """Return the years from which on the DTI was computed by another version than the year before.

    Returns
    -------
    list of int
        Years among those of :func:`index_history`.

    Examples
    --------
    >>> index_breaks()
    [2024]
    """
    versions = {year: scheme_of_year(year).code for year in full_years()}
    return [year for before, year in pairwise(versions) if versions[year] != versions[before]]
