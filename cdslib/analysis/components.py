"""The main indices of a year as a table, and what of them is known where the ministry did not publish all."""

from typing import Any

import pandas as pd

from cdslib.analysis.index_arithmetic import joint_level
from cdslib.analysis.index_errors import NoComponentsError
from cdslib.analysis.index_schemes import FOUR, JOINT, Scheme
from cdslib.analysis.merger import Rule, harmonize
from cdslib.analysis.official_schemes import COMPONENTS, load_scheme
from cdslib.data import load_observations, load_schemes
from cdslib.data.plain import rows_by
from cdslib.data.tables import check_geography

BASIS = "foundation_basis"
FIRST_FULL_YEAR = 2022


def load_components(year: int, geography: str = "vn34", *, merger_rule: Rule | None = None) -> pd.DataFrame:
    r"""Return the main indices of the DTI of one year, ready for :func:`cdslib.score`.

    Parameters
    ----------
    year : int
        Index year, 2022 or later.
    geography : {"vn34", "vn63"}
        Present or former provinces.
    merger_rule : {"mean", "population", "grdp"}, optional
        Make the 34 from the 63 by this rule (see :func:`cdslib.harmonize`) instead of taking what the ministry
        published. Before 2024 the 34 have no published figures and the ministry's rule, the plain mean, is used.

    Returns
    -------
    pandas.DataFrame
        One row a province (index ``province_code``):

        - the eight main indices, ``awareness`` to ``society_activity`` (0 to 1; missing where unpublished);
        - ``foundation_joint``: awareness, institutions, human resources and cybersecurity as one, the mean weighted by
          their points;
        - ``foundation_basis``: ``published`` where each of these four is known, ``recovered`` where only their joint
          contribution is, from the score;
        - ``dti``: the published score, for the 34 before 2024 made by the merger rule.

    Raises
    ------
    NoComponentsError
        If the main indices of that year are not known.
    UnknownGeographyError
        If the geography is another.

    Notes
    -----
    Of the four foundation indices only ten of the 63 have published figures. Their joint contribution is what the
    score leaves after the four other indices, :math:`(W s - \sum_i w_i x_i) / (w_1 + w_2 + w_4 + w_5)`, exact to the
    rounding of the published figures (at most 0.0002). For the 34 of 2024 all eight are published.

    Examples
    --------
    >>> row = load_components(2024, "vn63").loc["vn63-38"]
    >>> round(row["foundation_joint"], 4).item(), row["foundation_basis"]
    (0.9831, 'recovered')
    """
    check_geography(geography)
    scheme = scheme_of_year(year)
    table = _figures(year, geography, merger_rule)
    joined = scheme.joined()
    others = table[list(joined.components[1:])].to_numpy(dtype=float)
    lacking = table[list(FOUR)].isna().any(axis=1)
    recovered = joint_level(table["dti"].to_numpy(dtype=float), others, joined)
    weights = pd.Series(scheme.weights, index=list(scheme.components))[list(FOUR)]
    joint = pd.Series(recovered, index=table.index).where(
        lacking, table[list(FOUR)].dot(weights) / weights.sum()
    )
    basis = lacking.map({True: "recovered", False: "published"})
    table[JOINT], table[BASIS] = joint, basis
    return table[[*COMPONENTS, JOINT, BASIS, "dti"]]


def scheme_of_year(year: int) -> Scheme:
    """Return the version of the index that an index year was computed by.

    Parameters
    ----------
    year : int
        Index year.

    Returns
    -------
    Scheme
        The version.

    Raises
    ------
    NoComponentsError
        If no version with main indices covers the year.

    Examples
    --------
    >>> scheme_of_year(2023).code
    'dti-2022'
    """
    for code, scheme in rows_by(load_schemes(), "code").items():
        if max(scheme["valid_from"], FIRST_FULL_YEAR) <= year <= scheme["valid_to"]:
            return load_scheme(code)
    raise NoComponentsError(year=year, known=", ".join(map(str, full_years())))


def full_years() -> list[int]:
    """Return the index years whose main indices are known for all provinces.

    Returns
    -------
    list of int
        In order.

    Examples
    --------
    >>> full_years()
    [2022, 2023, 2024]
    """
    last = int(load_schemes()["valid_to"].max())
    return list(range(FIRST_FULL_YEAR, last + 1))


def _figures(year: int, geography: str, rule: Rule | None) -> pd.DataFrame:
    wanted: dict[str, Any] = {"indicator": [*COMPONENTS, "dti"], "period": year, "measure": "standard"}
    rows = load_observations(geography=geography, **wanted)
    if geography == "vn34" and (rule is not None or rows.empty):
        rows = harmonize(load_observations(geography="vn63", **wanted), rule=rule)
    wide = rows.pivot(index="province_code", columns="indicator", values="value").rename_axis(columns=None)
    return wide.reindex(columns=[*COMPONENTS, "dti"])
