"""Two scenarios side by side."""

from dataclasses import dataclass

from cdslib.analysis.scenario_errors import GeographyMismatchError
from cdslib.analysis.what_if import WhatIf


@dataclass(frozen=True)
class YearCompared:
    """One province in one year under two scenarios.

    Attributes
    ----------
    year : int
        The year.
    scores, ranks : tuple of two
        Under the first and the second scenario.
    """

    year: int
    scores: tuple[float, float]
    ranks: tuple[int, int]

    @property
    def score_change(self) -> float:
        """Return how much higher the second score is."""
        return self.scores[1] - self.scores[0]

    @property
    def places_gained(self) -> int:
        """Return how many places the second is better."""
        return self.ranks[0] - self.ranks[1]


def assumptions_differing(first: WhatIf, second: WhatIf) -> tuple[str, ...]:
    """Name the assumptions in which two scenarios differ.

    Parameters
    ----------
    first, second : WhatIf
        Two results.

    Returns
    -------
    tuple of str
        Entries of the scenario document, without its name.
    """
    left, right = first.scenario.as_dict(), second.scenario.as_dict()
    return tuple(name for name in sorted({*left, *right} - {"name"}) if left.get(name) != right.get(name))


def compare(first: WhatIf, second: WhatIf, code: str) -> tuple[YearCompared, ...]:
    """Compare one province under two scenarios.

    Parameters
    ----------
    first, second : WhatIf
        Results for the same provinces.
    code : str
        The province.

    Returns
    -------
    tuple of YearCompared
        The years both have.

    Raises
    ------
    GeographyMismatchError
        If one is of the 63 and the other of the 34.
    UnknownScenarioProvinceError
        If there is no such province.

    Examples
    --------
    >>> from cdslib.analysis.baselines import load_baseline
    >>> from cdslib.analysis.scenario import Lever, Scenario
    >>> from cdslib.analysis.what_if import what_if
    >>> start = load_baseline("vn34")
    >>> better = Scenario("vn34", (Lever("vn34-38", "government_activity", "national_best", by=2026),))
    >>> both = compare(what_if(start, Scenario("vn34")), what_if(start, better), "vn34-38")
    >>> both[-1].year, both[-1].ranks, both[-1].places_gained
    (2030, (5, 2), 3)
    """
    if first.baseline.codes != second.baseline.codes:
        raise GeographyMismatchError(wanted=first.baseline.geography, found=second.baseline.geography)
    place = first.baseline.place(code)

    def of(result: WhatIf, year: int) -> tuple[float, int]:
        step = result.years.index(year)
        return float(result.scores[step, place]), int(result.ranks[step, place])

    found = []
    for year in sorted(set(first.years) & set(second.years)):
        left, right = of(first, year), of(second, year)
        found.append(YearCompared(year, (left[0], right[0]), (left[1], right[1])))
    return tuple(found)
