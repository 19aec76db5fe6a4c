"""The official versions of the index, from the data package.

The weights stand in the table ``scheme_weights``, one set per version: ``dti-2020`` (three pillars), ``dti-2022``
(index years 2021 to 2023), ``dti-2025`` (index year 2024).
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import pandas as pd

from cdslib.analysis.index_errors import UnknownIndexSchemeError
from cdslib.analysis.index_schemes import Scheme
from cdslib.data import load_scheme_weights, load_schemes
from cdslib.data.plain import rows_by

OVERALL = "overall"
COMPONENTS = (
    *("awareness", "institutions", "infrastructure", "human_resources", "cybersecurity"),
    *("government_activity", "economy_activity", "society_activity"),
)
PILLARS = ("digital_government", "digital_economy", "digital_society")


@cache
def load_scheme(code: str) -> Scheme:
    """Return one official version of the index: components, weights, pillars, years of validity, source.

    Parameters
    ----------
    code : {"dti-2020", "dti-2022", "dti-2025"}
        The version; :func:`cdslib.data.load_schemes` describes them.

    Returns
    -------
    Scheme
        Weights in points; ``origin`` says whether they were published or recovered from the scores.

    Raises
    ------
    UnknownIndexSchemeError
        If there is no such version.

    Examples
    --------
    >>> scheme = load_scheme("dti-2025")
    >>> scheme.total, scheme.pillar_names, scheme.origin
    (940.0, ('digital_government', 'digital_economy', 'digital_society'), 'recovered')
    """
    scheme = scheme_of(load_scheme_weights(), code)
    row = rows_by(load_schemes(), "code")[code]
    return replace(
        scheme,
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        origin=row["weights_origin"],
        source=row["document"],
    )


def scheme_of(weights: pd.DataFrame, code: str) -> Scheme:
    """Return a version of the index from a table of weights.

    Parameters
    ----------
    weights : pandas.DataFrame
        In the columns of :func:`cdslib.data.load_scheme_weights`.
    code : str
        The version.

    Returns
    -------
    Scheme
        Components in the order of the official table, unknown ones after them.

    Raises
    ------
    UnknownIndexSchemeError
        If the table has no such version.

    Examples
    --------
    >>> scheme_of(load_scheme_weights(), "dti-2020").weights
    (400.0, 300.0, 300.0)
    """
    rows = weights[weights["scheme"] == code]
    if rows.empty:
        raise UnknownIndexSchemeError(scheme=code, known=", ".join(sorted(weights["scheme"].unique())))
    wide = rows.pivot(index="pillar", columns="component", values="weight").fillna(0.0)
    columns = _in_official_order(wide.columns)
    named = _in_official_order(name for name in wide.index if name != OVERALL)
    rows_of = {name: tuple(map(float, wide.loc[name, columns])) for name in (OVERALL, *named)}
    whole = rows_of.pop(OVERALL)
    return Scheme(code, tuple(columns), whole, tuple(rows_of.items()))


def _in_official_order(names: Iterable[str]) -> list[str]:
    order = {name: place for place, name in enumerate((*COMPONENTS, *PILLARS))}
    return sorted(map(str, names), key=lambda name: (order.get(name, len(order)), name))
