"""The provincial DTI put together from its main indices by the ministry's own weights, or by others."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from cdslib.analysis import index_arithmetic
from cdslib.analysis.index_arithmetic import ranks
from cdslib.analysis.index_errors import (
    ComponentRangeError,
    MissingComponentsError,
    NoPillarWeightsError,
)
from cdslib.analysis.index_schemes import FOUR, JOINT, FloatArray, Scheme
from cdslib.analysis.official_schemes import load_scheme

_SLACK = 1e-9


def score(components: pd.DataFrame, scheme: str | Scheme = "dti-2025") -> pd.Series:
    r"""Compute the DTI of each province from its main indices.

    Parameters
    ----------
    components : pandas.DataFrame
        One row per province, one column per component (0 to 1), named by indicator code, as
        :func:`cdslib.load_components` gives them. The components are the eight main indices, for ``dti-2020`` the
        three pillars. Where the four foundation indices are unpublished, their joint value in the column
        ``foundation_joint`` is used as one. Other columns are left aside.
    scheme : str or Scheme
        Official version of the index, ``dti-2020``, ``dti-2022`` or ``dti-2025``, or one's own.

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
    ComponentRangeError
        If a component is outside 0 to 1.

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
    chosen = _scheme(scheme)
    found = _by_rows(components, chosen, lambda levels, part: index_arithmetic.scores(levels, part)[:, None])
    return pd.Series(found[:, 0], index=components.index, name="dti")


def pillars(components: pd.DataFrame, scheme: str | Scheme = "dti-2025") -> pd.DataFrame:
    r"""Compute the three pillars of each province from its main indices.

    Parameters
    ----------
    components : pandas.DataFrame
        One row per province, one column per main index (0 to 1), as for :func:`score`.
    scheme : str or Scheme
        Official version of the index, ``dti-2022`` or ``dti-2025``, or one's own with pillars.

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
    ComponentRangeError
        If a component is outside 0 to 1.

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
    chosen = _scheme(scheme)
    if not chosen.pillars:
        raise NoPillarWeightsError(scheme=chosen.code)
    found = _by_rows(components, chosen, index_arithmetic.pillar_scores)
    return pd.DataFrame(found, index=components.index, columns=list(chosen.pillar_names))


def rank(scores: pd.Series, *, low_first: bool = False) -> pd.DataFrame:
    """Rank provinces by their scores, ties explicit.

    Parameters
    ----------
    scores : pandas.Series
        Scores by code, not rounded. Round them first to rank as printed: ``rank(scores.round(4))``.
    low_first : bool
        Whether the lowest score is the best.

    Returns
    -------
    pandas.DataFrame
        Under the same index: ``score``, ``rank`` (1 the best; equals share the better place and the next place is
        left free; missing without a score) and ``tied_with`` (how many others share the place).

    Notes
    -----
    Neighbours that differ by less than 5e-10 are equal. This is the "standard competition ranking" of the ministry's
    tables: in 2022 Thanh Hóa and Yên Bái share place 15 and there is no 16.

    Examples
    --------
    >>> rank(pd.Series({"a": 0.5, "b": 0.7, "c": 0.5}))
       score  rank  tied_with
    a    0.5     2          1
    b    0.7     1          0
    c    0.5     2          1
    """
    values = scores.to_numpy(dtype=float)
    place = ranks(-values if low_first else values)
    others = np.bincount(place)[place] - 1
    found = {"rank": place, "tied_with": others}
    masked = {name: pd.arrays.IntegerArray(numbers, place == 0) for name, numbers in found.items()}
    return pd.DataFrame({"score": values, **masked}, index=scores.index)


def level_table(components: pd.DataFrame, scheme: str | Scheme) -> tuple[pd.DataFrame, Scheme]:
    """Return the components of a scheme only; the four as one for all rows where some row lacks them.

    Parameters
    ----------
    components : pandas.DataFrame
        As for :func:`score`.
    scheme : str or Scheme
        The weights.

    Returns
    -------
    tuple of pandas.DataFrame and Scheme
        One column a component, and the scheme of these columns.

    Raises
    ------
    MissingComponentsError, ComponentRangeError
        As :func:`score` does.

    Examples
    --------
    >>> from cdslib.analysis.components import load_components
    >>> level_table(load_components(2024, "vn63"), "dti-2025")[1].components[0]
    'foundation_joint'
    """
    chosen = _scheme(scheme)
    if JOINT in components and set(FOUR) <= set(chosen.components):
        known = components.reindex(columns=list(FOUR))
        chosen = chosen.joined() if known.isna().any(axis=None) else chosen
    absent = [name for name in chosen.components if name not in components]
    if absent:
        raise MissingComponentsError(columns=", ".join(absent))
    levels = _levels(components, chosen)
    return pd.DataFrame(levels, index=components.index, columns=list(chosen.components)), chosen


def _scheme(scheme: str | Scheme) -> Scheme:
    return scheme if isinstance(scheme, Scheme) else load_scheme(scheme)


def _by_rows(
    components: pd.DataFrame, scheme: Scheme, compute: Callable[[FloatArray, Scheme], FloatArray]
) -> FloatArray:
    """Compute from the scheme's components, or from the joint one where some of the four are not known."""
    has_joint = JOINT in components and set(FOUR) <= set(scheme.components)
    absent = [
        name for name in scheme.components if name not in components and not (has_joint and name in FOUR)
    ]
    if absent:
        raise MissingComponentsError(columns=", ".join(absent))
    levels = _levels(components, scheme)
    found = compute(levels, scheme)
    if has_joint:
        joined = scheme.joined()
        lacking = np.isnan(levels[:, [scheme.place(name) for name in FOUR]]).any(axis=1)
        found[lacking] = compute(_levels(components, joined), joined)[lacking]
    return found


def _levels(components: pd.DataFrame, scheme: Scheme) -> FloatArray:
    levels = components.reindex(columns=list(scheme.components)).to_numpy(dtype=float)
    outside = (levels < -_SLACK) | (levels > 1 + _SLACK)
    if outside.any():
        row, column = (int(place[0]) for place in outside.nonzero())
        code, name = components.index[row], scheme.components[column]
        raise ComponentRangeError(province=code, component=name, value=f"{levels[row, column]:g}")
    return levels
