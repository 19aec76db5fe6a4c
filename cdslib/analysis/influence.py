"""What an index is really made of: correlations of its indicators, and their influence next to their weights."""

from typing import Literal

import numpy as np
import pandas as pd

from cdslib.analysis.composite import level_table, score
from cdslib.analysis.index_schemes import Scheme


def correlations(table: pd.DataFrame, method: Literal["pearson", "spearman"] = "pearson") -> pd.DataFrame:
    r"""Return the correlations between indicators.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a unit, one column an indicator; pairs with a missing value are left out.
    method : {"pearson", "spearman"}
        Of the values, or of their ranks.

    Returns
    -------
    pandas.DataFrame
        Indicator by indicator, -1 to 1.

    Notes
    -----
    OECD/JRC (2008), *Handbook*, step 4. Indicators that correlate above 0.9 count double, negative ones pull against
    each other: neither is an error, both must be known.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [1, 2, 3], "b": [2, 4, 6], "c": [3, 1, 2]})
    >>> correlations(table).loc["a"].round(2).to_dict()
    {'a': 1.0, 'b': 1.0, 'c': -0.5}
    """
    return table.corr(method=method)


def cronbach_alpha(table: pd.DataFrame) -> float:
    r"""Return Cronbach's alpha, how far indicators measure one thing: :math:`\frac{k}{k-1}(1 - \sum_i s_i^2 / s^2)`.

    Parameters
    ----------
    table : pandas.DataFrame
        One column an indicator on one scale; rows with a missing value are left out.

    Returns
    -------
    float
        Up to 1. With the variances :math:`s_i^2` of the :math:`k` indicators and :math:`s^2` of their sum (Cronbach
        1951; OECD/JRC 2008, step 4).

    Examples
    --------
    >>> cronbach_alpha(pd.DataFrame({"a": [1, 2, 3], "b": [1, 2, 3]}))
    1.0
    """
    whole = table.dropna().astype(float)
    count = whole.shape[1]
    return float(count / (count - 1) * (1 - whole.var().sum() / whole.sum(axis=1).var()))


def effective_weights(components: pd.DataFrame, scheme: str | Scheme = "dti-2025") -> pd.DataFrame:
    r"""Compare the weight of each main index with its influence on who is ahead.

    Parameters
    ----------
    components : pandas.DataFrame
        As for :func:`cdslib.score`; rows without a score are left out.
    scheme : str or Scheme
        The weights.

    Returns
    -------
    pandas.DataFrame
        One row a component: ``weight`` (share of the points), ``variance_share`` (share in the variance of the score),
        ``correlation`` with the score, and ``importance`` (its square).

    Notes
    -----
    A weight is a rate of exchange, not an influence: a main index in which all provinces are alike decides nothing,
    however heavy. The score :math:`y = \sum_i w_i x_i` has the variance :math:`\sum_i w_i \operatorname{cov}(x_i, y)`,
    whose parts, divided by the sum, are the shares; they add up to one. The importance is the first-order
    sensitivity index :math:`S_i` for a linear relation (Paruolo, Saisana and Saltelli 2013, *Ratings and rankings:
    voodoo or science?*, J. R. Stat. Soc. A 176).

    Examples
    --------
    >>> from cdslib.analysis.components import load_components
    >>> table = effective_weights(load_components(2024))
    >>> table.loc["infrastructure", ["weight", "variance_share"]].round(3).to_dict()
    {'weight': 0.149, 'variance_share': 0.17}
    """
    levels, chosen = level_table(components, scheme)
    whole = levels.dropna()
    total = score(whole, chosen)
    covariance = np.array([np.cov(whole[name], total)[0, 1] for name in chosen.components])
    shares = chosen.shares()
    correlation = whole.corrwith(total)
    return pd.DataFrame(
        {
            "weight": shares,
            "variance_share": shares * covariance / float(np.var(total, ddof=1)),
            "correlation": correlation,
            "importance": correlation**2,
        },
        index=pd.Index(chosen.components, name="component"),
    )
