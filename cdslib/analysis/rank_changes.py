"""Why a province changed its place: its own change, the others', the method, the merger - adding up exactly."""

from dataclasses import dataclass
from itertools import permutations

import numpy as np
import pandas as pd

from cdslib.analysis.components import load_components, scheme_of_year
from cdslib.analysis.composite import rank, score
from cdslib.analysis.index_arithmetic import scores
from cdslib.analysis.index_errors import NoSuchProvinceError
from cdslib.analysis.index_schemes import FloatArray, Scheme
from cdslib.analysis.scenario_paths import places_of
from cdslib.i18n import Language, text
from cdslib.provinces import province as province_of
from cdslib.provinces import successor

FACTORS = ("own", "others", "method")


@dataclass(frozen=True, eq=False)
class RankChange:
    """A change of place taken apart.

    Attributes
    ----------
    province : str
        Whose; after the merger the province it became.
    first, last : int
        The years.
    start_score, end_score : float
        Scores at both ends.
    start_rank, end_rank : int
        Places at both ends.
    effects : pandas.DataFrame
        One row an effect, ``own``, ``others``, ``method`` and, if asked for, ``merger``: ``score`` and ``places``
        (positive is up). The columns add up exactly to the changes between the ends.
    notes : tuple of str
        What must be said with it, see :func:`rank_change_notes`.
    """

    province: str
    first: int
    last: int
    start_score: float
    end_score: float
    start_rank: int
    end_rank: int
    effects: pd.DataFrame
    notes: tuple[str, ...]


def explain_rank_change(province: str, first: int, last: int, *, merger: bool = False) -> RankChange:
    r"""Take a change of place apart into own change, others' change, change of method, and merger.

    Parameters
    ----------
    province : str
        Code of a former or a present province. For a present one the years before 2024 are made by the ministry's rule.
    first, last : int
        Index years, 2022 to 2024.
    merger : bool
        Go on from a former province among the 63 to the present one it became part of among the 34, in the last year.

    Returns
    -------
    RankChange
        The effects on score and place.

    Raises
    ------
    NoSuchProvinceError
        If there are no figures of the province.
    NoComponentsError
        If the main indices of a year are not known.

    Notes
    -----
    The place is computed for every combination of three switches: the province's own main indices, those of all others,
    and weights, each of the first or of the last year. The effect of a switch is its mean effect over all six orders in
    which the three can be turned (Shapley value; Shorrocks 2013, *Decomposition procedures for distributional
    analysis*, J. Econ. Inequal. 11), so places come in sixths and no order is preferred. The merger is one step
    after that. A change of weights cannot show what new criteria changed in the main indices themselves: from 2023 to
    2024 that stands under own and others' change.

    Examples
    --------
    >>> change = explain_rank_change("vn63-38", 2023, 2024, merger=True)
    >>> change.start_rank, change.end_rank
    (11, 5)
    >>> round(float(change.effects["places"].sum()), 9)
    6.0
    """
    geography = province[:4]
    if geography not in ("vn63", "vn34"):
        raise NoSuchProvinceError(code=province)
    tables = [load_components(year, geography) for year in (first, last)]
    if any(province not in table.index for table in tables):
        raise NoSuchProvinceError(code=province)
    schemes = [scheme_of_year(year).joined() for year in (first, last)]
    levels = [table[list(schemes[0].components)].to_numpy(dtype=float) for table in tables]
    place = list(tables[0].index).index(province)
    corners = {switches: _corner(levels, schemes, place, switches) for switches in np.ndindex(2, 2, 2)}
    effects = [_shapley(corners, factor) for factor in range(3)]
    end = corners[1, 1, 1]
    rows = dict(zip(FACTORS, effects, strict=True))
    final = province
    if merger and geography == "vn63":
        final = successor(province).code
        after = _standing(final, last)
        rows["merger"] = (after[0] - end[0], end[1] - after[1])
        end = after
    start = corners[0, 0, 0]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["score", "places"], dtype=float)
    notes = ("joint_reweighted",) if schemes[0].weights != schemes[1].weights else ()
    return RankChange(final, first, last, start[0], end[0], start[1], end[1], table, notes)


def rank_change_notes(change: RankChange, lang: Language = "vi") -> list[str]:
    """Say what must be said with a change of place.

    Parameters
    ----------
    change : RankChange
        The result of :func:`explain_rank_change`.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    list of str
        One sentence each.
    """
    said = [text(f"index.note_{note}", lang) for note in change.notes]
    return said + ([text("scenario.note_break_2024", lang)] if change.first < 2024 <= change.last else [])


def _corner(
    levels: list[FloatArray], schemes: list[Scheme], place: int, switches: tuple[int, ...]
) -> tuple[float, int]:
    own, others, method = switches
    mixed = levels[others].copy()
    mixed[place] = levels[own][place]
    values = scores(mixed, schemes[method])
    return float(values[place]), int(places_of(values, place))


def _shapley(corners: dict[tuple[int, ...], tuple[float, int]], factor: int) -> tuple[float, float]:
    """Return the mean change of score and place when a factor is switched, over all orders; up is positive."""
    total = np.zeros(2)
    for order in permutations(range(3)):
        before = [1 if order.index(other) < order.index(factor) else 0 for other in range(3)]
        after = [1 if other == factor else switch for other, switch in enumerate(before)]
        low, high = corners[tuple(before)], corners[tuple(after)]
        total += (high[0] - low[0], low[1] - high[1])
    return float(total[0] / 6), float(total[1] / 6)


def _standing(code: str, year: int) -> tuple[float, int]:
    """Return score and place of a present province in one year."""
    table = load_components(year, province_of(code).geography)
    values = score(table, scheme_of_year(year))
    return float(values[code]), int(rank(values)["rank"][code])
