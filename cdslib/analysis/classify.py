"""Class bounds of a choropleth: equal numbers, equal steps, natural breaks, around a centre.

The names are the field's (Slocum et al., *Thematic Cartography and Geovisualization*, ch. 5). Bounds are
rounded to the digits the reader sees *before* values are put into classes, so that a value printed
as 0,6754 never stands in a class whose printed bound contradicts it.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev, quantiles
from typing import Literal, get_args

Scheme = Literal["quantiles", "equal_interval", "natural_breaks", "around_mean", "around_target"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
CENTRED: frozenset[str] = frozenset({"around_mean", "around_target"})


@dataclass(frozen=True)
class Classes:
    """Bounds of the classes and where their centre lies.

    Attributes
    ----------
    edges : tuple of float
        Ascending bounds, one more than there are classes. A value lies in class ``i`` when
        ``edges[i] < value <= edges[i + 1]``; the lowest value belongs to the first class, whose two bounds are
        equal where it holds that value alone.
    scheme : str
        How the bounds were found.
    centre : float or None
        The value that a centred scheme divides at (the mean, or the target), rounded like the bounds.
    decimals : int
        Digits the reader sees; a value is rounded to them before its class is looked up.
    """

    edges: tuple[float, ...]
    scheme: Scheme
    centre: float | None = None
    decimals: int = 9

    def __len__(self) -> int:
        """Return the number of classes."""
        return len(self.edges) - 1

    def index(self, value: float) -> int:
        """Return the class (0 is the lowest) a value lies in.

        Parameters
        ----------
        value : float
            A value in the indicator's unit; beyond the bounds it goes into the nearest class.

        Returns
        -------
        int
            Class number.

        Examples
        --------
        >>> Classes((0.0, 1.0, 2.0), "equal_interval").index(1.0)
        0
        """
        shown = round(value, self.decimals)
        return max(0, min(bisect_left(self.edges, shown) - 1, len(self) - 1))


def classify(
    values: Sequence[float],
    scheme: Scheme = "quantiles",
    k: int = 5,
    *,
    decimals: int = 2,
    target: float | None = None,
) -> Classes:
    """Find class bounds for the values of a map.

    Parameters
    ----------
    values : sequence of float
        At least one value, in the indicator's unit; missing values are left out before.
    scheme : str
        ``quantiles`` (equal numbers of provinces), ``equal_interval`` (equal steps), ``natural_breaks``
        (Fisher-Jenks: the least spread inside classes), ``around_mean`` (mean and steps of one standard
        deviation), ``around_target`` (equal steps on each side of a target).
    k : int
        Number of classes, 3 to 7; centred schemes use 4, or 6 from ``k = 6`` on. Fewer come out where the
        values do not allow so many.
    decimals : int
        Digits the reader sees; bounds are rounded to them.
    target : float, optional
        The centre of ``around_target``.

    Returns
    -------
    Classes
        Bounds, lowest first.

    Raises
    ------
    ValueError
        If there are no values, or ``around_target`` has no target.

    Notes
    -----
    Natural breaks come from ``jenkspy`` (Fisher 1958; Jenks 1977).

    Examples
    --------
    >>> classify([1, 2, 3, 4, 5, 6], "equal_interval", 5, decimals=0).edges
    (1.0, 2.0, 3.0, 4.0, 5.0, 6.0)
    """
    if not values:
        raise ValueError("no values to classify")
    centre = _centre(values, scheme, target)
    inner = {round(float(bound), decimals) for bound in _inner_bounds(sorted(values), scheme, k, centre)}
    low, high = round(float(min(values)), decimals), round(float(max(values)), decimals)
    edges = (low, *sorted(bound for bound in inner if low <= bound < high), high)
    return Classes(edges, scheme, None if centre is None else round(centre, decimals), decimals)


def _centre(values: Sequence[float], scheme: Scheme, target: float | None) -> float | None:
    if scheme == "around_mean":
        return fmean(values)
    if scheme == "around_target":
        if target is None:
            raise ValueError("around_target needs a target")
        return target
    return None


def _inner_bounds(ordered: Sequence[float], scheme: Scheme, k: int, centre: float | None) -> Sequence[float]:
    """Return the bounds between classes, unrounded."""
    low, high = ordered[0], ordered[-1]
    half = 3 if k >= 6 else 2
    if scheme == "quantiles":
        return quantiles(ordered, n=k, method="inclusive") if len(ordered) > 1 else ()
    if scheme == "equal_interval":
        return [low + (high - low) * step / k for step in range(1, k)]
    if scheme == "natural_breaks":
        return _natural_breaks(ordered, k)
    assert centre is not None
    if scheme == "around_mean":
        spread = pstdev(ordered)
        return [centre + spread * step for step in range(1 - half, half)]
    below = [low + (centre - low) * step / half for step in range(1, half)] if low < centre else []
    above = [centre + (high - centre) * step / half for step in range(1, half)] if high > centre else []
    return [*below, centre, *above]


def _natural_breaks(ordered: Sequence[float], k: int) -> Sequence[float]:
    from jenkspy import jenks_breaks

    distinct = len(set(ordered))
    return jenks_breaks(ordered, n_classes=min(k, distinct))[1:-1] if distinct > 1 else ()
