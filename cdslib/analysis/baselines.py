"""Where a scenario starts, taken from the data package."""

import numpy as np
import pandas as pd

from cdslib.analysis.baseline import Baseline
from cdslib.analysis.components import full_years, load_components, scheme_of_year
from cdslib.analysis.index_schemes import FOUR, JOINT, FloatArray
from cdslib.analysis.merger import Rule
from cdslib.data import load_observations


def load_baseline(geography: str = "vn34", *, merger_rule: Rule | None = None) -> Baseline:
    """Return where scenarios start: the main indices of the latest year and their gains of the years before.

    Parameters
    ----------
    geography : {"vn34", "vn63"}
        Present or former provinces.
    merger_rule : {"population", "grdp", "mean"}, optional
        Make the 34 from the 63 by this rule instead of taking what the ministry published; then, as for the 63, the
        four foundation indices are known only jointly.

    Returns
    -------
    Baseline
        Plain arrays, to be handed to :func:`cdslib.what_if`, :func:`cdslib.least_effort` and
        :func:`cdslib.simulate`.

    Raises
    ------
    UnknownGeographyError
        If the geography is another.

    Notes
    -----
    The gains from 2022 to 2023 and from 2023 to 2024. The criteria and weights changed in 2024: the gain of a
    main index across that break holds what changed in its criteria as well. Before 2024 the four foundation
    indices are known only jointly, so each of them is given the gain of their plain mean.

    Examples
    --------
    >>> start = load_baseline("vn63")
    >>> start.scheme.components
    ('foundation_joint', 'infrastructure', 'government_activity', 'economy_activity', 'society_activity')
    """
    years = full_years()
    rule = merger_rule if geography == "vn34" else None
    tables = [load_components(year, geography, merger_rule=rule) for year in years]
    scheme = scheme_of_year(years[-1])
    if tables[-1][list(FOUR)].isna().any(axis=None):
        scheme = scheme.joined()
    levels = np.stack([_comparable(table, scheme.components) for table in tables])
    return Baseline(
        geography=geography,
        year=years[-1],
        merger_rule="none" if geography == "vn63" else rule or "ministry",
        scheme=scheme,
        codes=tuple(map(str, tables[-1].index)),
        levels=tables[-1][list(scheme.components)].to_numpy(dtype=float),
        gains=np.diff(levels, axis=0),
        gain_years=tuple(years[1:]),
        published=tables[-1]["dti"].to_numpy(dtype=float),
    )


def share_history(province: str = "vn", indicator: str | None = None) -> pd.DataFrame:
    """Return the known figures of a share, by measure and vintage, to stand beside a path.

    Parameters
    ----------
    province : str
        Code of a province, or ``vn``.
    indicator : str, optional
        Any indicator; the share of the digital economy in GDP or GRDP by default.

    Returns
    -------
    pandas.DataFrame
        ``measure``, ``vintage``, ``year``, ``value`` (in the unit of the indicator), ``qualifier``, ``source``; figures
        of different measures or vintages must not be joined to one line.

    Raises
    ------
    UnknownIndicatorError
        If there is no such indicator.

    Examples
    --------
    >>> sorted(share_history("vn")["measure"].unique())
    ['government_report', 'mic', 'nso']
    """
    code = indicator or ("digital_economy_share_gdp" if province == "vn" else "digital_economy_share")
    rows = load_observations(indicator=code)
    rows = rows[(rows["province_code"] == province) & rows["value"].notna() & rows["year"].notna()]
    columns = ["measure", "vintage", "year", "value", "qualifier", "source"]
    return rows.sort_values(["measure", "vintage", "year"])[columns].reset_index(drop=True)


def _comparable(table: pd.DataFrame, components: tuple[str, ...]) -> FloatArray:
    """Return the components, for each of the four the joint value: their plain mean where they are known."""
    plain = table[list(FOUR)].mean(axis=1, skipna=False)
    joint = plain.fillna(table[JOINT])
    columns = [joint if name in (*FOUR, JOINT) else table[name] for name in components]
    return np.column_stack([column.to_numpy(dtype=float) for column in columns])
