"""The fastest change for the better among the provinces of one scheme."""

from dataclasses import dataclass

import numpy as np

from cdslib.analysis.comparable import Comparison
from cdslib.analysis.index_schemes import FloatArray
from cdslib.analysis.pace import yearly_changes
from cdslib.analysis.promises import Promise
from cdslib.data.coded import IntArray

NOBODY = (np.nan, -1)


@dataclass(frozen=True, eq=False)
class BestPaces:
    """The yearly changes of all series, by scheme, indicator and measure; the lowest code first.

    Attributes
    ----------
    province : numpy.ndarray
        The number of each series' province.
    linear, compound : numpy.ndarray
        Its change, missing where it has none.
    bounds : dict
        Which stretch is of a geography, indicator and measure.
    """

    province: IntArray
    linear: FloatArray
    compound: FloatArray
    bounds: dict[tuple[str, str, str], tuple[int, int]]

    def best(self, promise: Promise) -> tuple[float, int]:
        """Return the best change among a promise's peers and the number of the province; ties go to the lowest code."""
        start, stop = self.bounds.get((promise.geography, promise.indicator, promise.measure or ""), (0, 0))
        change = (self.compound if promise.pace == "cagr" else self.linear)[start:stop]
        if promise.bar is None or np.isnan(change).all():
            return NOBODY
        at = int(np.nanargmax(change * promise.bar.sign))
        return float(change[at]), int(self.province[start + at])


def best_paces(comparison: Comparison) -> BestPaces:
    """Compute the change of every series from its first comparable figure to its last.

    Parameters
    ----------
    comparison : Comparison
        Targets beside figures.

    Returns
    -------
    BestPaces
        Ready to be asked.
    """
    known, series = comparison.known, comparison.whole
    last = series.first[1:] - 1
    start, _ = series.starts(last)
    group = np.flatnonzero((start >= 0) & known.is_exact[series.at[last]])
    start, last = start[group], last[group]
    province, indicator, measure = known.parts_of(group)
    geographies, geography = np.unique(comparison.geographies.astype(str)[province], return_inverse=True)
    by_code = np.argsort(np.argsort(np.array(known.provinces, dtype=object)))
    order = np.lexsort((by_code[province], measure, indicator, geography))
    ends = (
        series.value(start)[order],
        series.value(last)[order],
        (series.time(last) - series.time(start))[order],
    )
    kinds = np.stack([geography, indicator, measure])[:, order]
    begins = np.flatnonzero(np.append(True, (kinds[:, 1:] != kinds[:, :-1]).any(axis=0)))[: len(order)]
    bounds = {
        (str(geographies[g]), known.indicators[i], known.measures[m]): (int(begin), int(end))
        for (g, i, m), begin, end in zip(
            kinds[:, begins].T, begins, np.append(begins, len(order))[1:], strict=True
        )
    }
    compound = np.ones(len(order), dtype=bool)
    return BestPaces(
        province[order], yearly_changes(~compound, *ends), yearly_changes(compound, *ends), bounds
    )
