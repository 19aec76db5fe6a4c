"""Targets as they are judged: what is promised, by which measure, and why some cannot be judged at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from cdslib.analysis.index_schemes import FloatArray
from cdslib.analysis.target_rules import Bar
from cdslib.data import load_flags, load_indicators
from cdslib.data.coded import IntArray, coded, combined
from cdslib.data.plain import rows_by
from cdslib.data.units import geography_of

_SAME = ("indicator", "measure", "comparator", "unit", "target_year", "kind", "ranked_units", "flag")


@dataclass(frozen=True)
class Promise:
    """What targets have in common that differ in province and number only, with what the catalogue says.

    Attributes
    ----------
    geography : str
        Whose promise it is: ``vn63``, ``vn34``, ``vn`` or the communes of a scheme.
    indicator : str
        Code, empty where the target is tied to none.
    kind : str
        ``level``, ``growth``, ``rank``, ``relative`` ...
    measure : str or None
        By which it is judged: its own, else the ordinary measure of the indicator.
    measure_assumed : bool
        Whether it is not its own.
    bar : Bar or None
        What has to be reached.
    pace : str
        ``linear``, ``cagr`` or ``none``.
    year : int or None
        The target year.
    obstacle : str or None
        Reason code where it cannot be judged whatever the figures.
    """

    geography: str
    indicator: str
    kind: str
    measure: str | None
    measure_assumed: bool
    bar: Bar | None
    pace: str
    year: int | None
    obstacle: str | None

    @property
    def deadline(self) -> int:
        """Return the ordinal of the last day of the target year, 0 without one."""
        return date(self.year, 12, 31).toordinal() if self.year else 0

    @property
    def is_relative(self) -> bool:
        """Tell whether the target is the provinces' mean."""
        return self.kind == "relative"


@dataclass(frozen=True, eq=False)
class Promises:
    """Targets row by row.

    Attributes
    ----------
    sorts : tuple of Promise
        The different ones.
    sort : numpy.ndarray
        Which of them each target is.
    province : numpy.ndarray
        The number of each target's province among ``provinces``.
    provinces : list of str
        Codes.
    number : numpy.ndarray
        The number promised, missing for the mean.
    """

    sorts: tuple[Promise, ...]
    sort: IntArray
    province: IntArray
    provinces: list[str]
    number: FloatArray

    def each(self, name: str) -> np.ndarray:
        """Return an attribute of the sort of each target, as objects."""
        values = np.empty(len(self.sorts), dtype=object)
        values[:] = [getattr(sort, name) for sort in self.sorts]
        return values[self.sort]


def read_promises(targets: pd.DataFrame, pace: Mapping[str, str]) -> Promises:
    """Look up in the catalogue what judging each target needs.

    Parameters
    ----------
    targets : pandas.DataFrame
        Rows as :func:`cdslib.load_targets` returns them.
    pace : mapping of str to str
        Pace by indicator code, instead of the catalogue's.

    Returns
    -------
    Promises
        In the order of the rows.

    Examples
    --------
    >>> from cdslib.data import load_targets
    >>> targets = load_targets()
    >>> obstacles = read_promises(targets, {}).each("obstacle")
    >>> obstacles[targets["id"] == "t-tuyen-quang-dti-2025"].tolist()
    ['class_words']
    """
    province, provinces = coded(targets["province_code"])
    _, geography = np.unique([geography_of(code) for code in provinces], return_inverse=True)
    number = targets["value"].to_numpy(dtype=float, na_value=np.nan)
    alike = [coded(targets[name])[0] for name in _SAME]
    sort, first = combined(geography[province], np.isnan(number).astype(np.int64), *alike)
    some = targets.iloc[first]
    plain = some.astype(object).where(some.notna(), None).to_dict("records")
    catalogue = rows_by(load_indicators(), "code")
    flags = load_flags()
    excluded = set(flags.loc[flags["excluded"], "code"])
    sorts = tuple(
        _promise({str(name): cell for name, cell in row.items()}, catalogue, excluded, pace) for row in plain
    )
    return Promises(sorts, sort, province, provinces, number)


def _promise(
    row: Mapping[str, Any],
    catalogue: Mapping[str, Mapping[str, Any]],
    excluded: set[str],
    pace: Mapping[str, str],
) -> Promise:
    indicator = row["indicator"] or ""
    card = catalogue.get(indicator, {})
    bar = Bar.of(row["comparator"], card.get("direction", "neutral"))
    return Promise(
        geography_of(row["province_code"]),
        indicator,
        row["kind"],
        row["measure"] or card.get("default_measure"),
        row["measure"] is None,
        bar,
        pace.get(indicator, card.get("pace") or "none"),
        int(row["target_year"]) if row["target_year"] is not None else None,
        _obstacle(row, card, bar, excluded),
    )


def _obstacle(
    row: Mapping[str, Any], card: Mapping[str, Any], bar: Bar | None, excluded: set[str]
) -> str | None:
    """Return why a target cannot be judged whatever the figures."""
    is_relative = row["kind"] == "relative"
    causes = {
        "class_words": row["kind"] == "qualitative",
        "target_flagged": row["flag"] in excluded,
        "no_indicator": not card,
        "no_number": row["value"] is None and not is_relative,
        "other_unit": bool(card) and row["unit"] not in (card.get("unit"), None),
        "no_direction": bar is None,
        "relative_to_itself": is_relative and row["province_code"] == "vn",
    }
    return next((code for code, holds in causes.items() if holds), None) or _rank_obstacle(row)


def _rank_obstacle(row: Mapping[str, Any]) -> str | None:
    """Return what is wrong with a place among the provinces: a place of 63 is not a place of 34."""
    if row["unit"] != "rank":
        return None
    if row["ranked_units"] is None:
        return "ranked_units_unknown"
    return None if row["province_code"].startswith(f"vn{int(row['ranked_units'])}-") else "ranked_otherwise"
