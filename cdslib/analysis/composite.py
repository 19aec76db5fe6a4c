"""The provincial DTI put together from its main indices by the ministry's own weights.

The weights stand in the data package (``scheme_weights``), one set per official version of the index:
``dti-2020`` (three pillars), ``dti-2022`` (index years 2021 to 2023), ``dti-2025`` (index year 2024).
"""

import pandas as pd

from cdslib.data import load_scheme_weights
from cdslib.errors import CdsError

OVERALL = "overall"


class UnknownIndexSchemeError(CdsError, LookupError):
    """There is no such version of the index."""

    key = "composite.unknown_scheme"


class MissingComponentsError(CdsError, ValueError):
    """The table lacks main indices that the index is made of."""

    key = "composite.missing_components"


class NoPillarWeightsError(CdsError, ValueError):
    """In this version the pillars are given, not computed from the eight main indices."""

    key = "composite.no_pillar_weights"


def score(
    components: pd.DataFrame, scheme: str = "dti-2025", *, weights: pd.DataFrame | None = None
) -> pd.Series:
    r"""Compute the DTI of each province from its main indices.

    Parameters
    ----------
    components : pandas.DataFrame
        One row per province, one column per component (0 to 1), named by indicator code. The components are
        the eight main indices, for ``dti-2020`` the three pillars. Other columns are left aside.
    scheme : str
        Official version of the index: ``dti-2020``, ``dti-2022`` or ``dti-2025``.
    weights : pandas.DataFrame, optional
        Other weights to use, in the columns of :func:`cdslib.data.load_scheme_weights`.

    Returns
    -------
    pandas.Series
        DTI (0 to 1) under the same index, not rounded; the ministry prints four decimals. Missing where any
        component is missing.

    Raises
    ------
    UnknownIndexSchemeError
        If there is no such version.
    MissingComponentsError
        If a component has no column.

    Notes
    -----
    With main indices :math:`x_i` and points :math:`w_i` the index is :math:`\sum_i w_i x_i / \sum_i w_i`. The
    points of ``dti-2020`` (Decision 1726/QĐ-BTTTT) and ``dti-2022`` (Decision 922/QĐ-BTTTT) are published; those
    of ``dti-2025`` are recovered from the scores of the 34 provinces. Every published score whose components are
    all known comes out within 0.0001.

    Examples
    --------
    >>> pillars_2020 = pd.DataFrame(
    ...     {"digital_government": [0.5], "digital_economy": [0.3], "digital_society": [0.4]}, index=["vn63-22"]
    ... )
    >>> round(score(pillars_2020, "dti-2020")["vn63-22"], 4).item()
    0.41
    """
    of_scheme = _scheme_weights(scheme, weights)
    return _weighted_mean(components, of_scheme[OVERALL]).rename("dti")


def pillars(
    components: pd.DataFrame, scheme: str = "dti-2025", *, weights: pd.DataFrame | None = None
) -> pd.DataFrame:
    r"""Compute the three pillars of each province from its main indices.

    Parameters
    ----------
    components : pandas.DataFrame
        One row per province, one column per main index (0 to 1), named by indicator code.
    scheme : str
        Official version of the index: ``dti-2022`` or ``dti-2025``.
    weights : pandas.DataFrame, optional
        Other weights to use, in the columns of :func:`cdslib.data.load_scheme_weights`.

    Returns
    -------
    pandas.DataFrame
        ``digital_government``, ``digital_economy`` and ``digital_society`` (0 to 1) under the same index, not
        rounded; missing where any of a pillar's components is missing.

    Raises
    ------
    UnknownIndexSchemeError
        If there is no such version.
    NoPillarWeightsError
        If the version gives no weights for its pillars (``dti-2020``).
    MissingComponentsError
        If a main index has no column.

    Notes
    -----
    A pillar is the weighted mean of the five common main indices and its own activity index, with the points
    they have in the whole index. The published pillars of 2022 come out within 0.0002.

    Examples
    --------
    >>> common = ["awareness", "institutions", "infrastructure", "human_resources", "cybersecurity"]
    >>> activity = ["government_activity", "economy_activity", "society_activity"]
    >>> one = pd.DataFrame([[1.0] * 5 + [0.0] * 3], columns=common + activity, index=["vn34-01"])
    >>> pillars(one, "dti-2022").round(4).loc["vn34-01"].to_dict()
    {'digital_government': 0.7143, 'digital_economy': 0.7692, 'digital_society': 0.7692}
    """
    of_scheme = _scheme_weights(scheme, weights)
    names = [
        name for name in ("digital_government", "digital_economy", "digital_society") if name in of_scheme
    ]
    if not names:
        raise NoPillarWeightsError(scheme=scheme)
    return pd.DataFrame({name: _weighted_mean(components, of_scheme[name]) for name in names})


def _scheme_weights(scheme: str, weights: pd.DataFrame | None) -> dict[str, pd.Series]:
    """Return the weight of each component, by pillar."""
    table = load_scheme_weights() if weights is None else weights
    rows = table[table["scheme"] == scheme]
    if rows.empty:
        raise UnknownIndexSchemeError(scheme=scheme, known=", ".join(sorted(table["scheme"].unique())))
    return {str(pillar): part.set_index("component")["weight"] for pillar, part in rows.groupby("pillar")}


def _weighted_mean(components: pd.DataFrame, weights: pd.Series) -> pd.Series:
    missing = [name for name in weights.index if name not in components]
    if missing:
        raise MissingComponentsError(columns=", ".join(missing))
    return components[list(weights.index)].astype(float).dot(weights) / weights.sum()
