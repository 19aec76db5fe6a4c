"""Targets as they are judged: what is promised, by which measure, and why some cannot be judged at all."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cdslib.analysis.target_rules import Bar
from cdslib.data import load_flags, load_indicators
from cdslib.data.plain import rows_by


@dataclass(frozen=True)
class Promise:
    """One target with what the catalogue says about its indicator.

    Attributes
    ----------
    row : mapping
        The target as in :func:`cdslib.load_targets`, missing cells as None.
    measure : str or None
        By which it is judged: its own, else the ordinary measure of the indicator.
    bar : Bar or None
        What has to be reached.
    pace : str
        ``linear``, ``cagr`` or ``none``.
    year : int or None
        The target year.
    obstacle : str or None
        Reason code where it cannot be judged whatever the figures.
    """

    row: Mapping[str, Any]
    measure: str | None
    bar: Bar | None
    pace: str
    year: int | None
    obstacle: str | None

    @property
    def province(self) -> str:
        """Return the code of who promised."""
        return str(self.row["province_code"])

    @property
    def indicator(self) -> str:
        """Return the code of the indicator, empty where the target is tied to none."""
        return str(self.row["indicator"] or "")

    @property
    def geography(self) -> str:
        """Return ``vn63``, ``vn34`` or ``vn``."""
        return self.province.partition("-")[0]

    @property
    def is_relative(self) -> bool:
        """Tell whether the target is the provinces' mean."""
        return self.row["kind"] == "relative"


def read_promises(targets: pd.DataFrame, pace: Mapping[str, str]) -> list[Promise]:
    """Look up in the catalogue what judging each target needs.

    Parameters
    ----------
    targets : pandas.DataFrame
        Rows as :func:`cdslib.load_targets` returns them.
    pace : mapping of str to str
        Pace by indicator code, instead of the catalogue's.

    Returns
    -------
    list of Promise
        In the order of the rows.

    Examples
    --------
    >>> from cdslib.data import load_targets
    >>> by_id = {promise.row["id"]: promise for promise in read_promises(load_targets(), {})}
    >>> by_id["t-tuyen-quang-dti-2025"].obstacle
    'class_words'
    """
    catalogue = rows_by(load_indicators(), "code")
    flags = load_flags()
    excluded = set(flags.loc[flags["excluded"], "code"])
    plain = targets.astype(object).where(targets.notna(), None)
    return [_promise(row, catalogue, excluded, pace) for row in plain.to_dict("records")]


def _promise(
    row: Mapping[Hashable, Any],
    catalogue: Mapping[str, Mapping[str, Any]],
    excluded: set[str],
    pace: Mapping[str, str],
) -> Promise:
    named = {str(name): cell for name, cell in row.items()}
    card = catalogue.get(named["indicator"] or "", {})
    bar = Bar.of(named["comparator"], card.get("direction", "neutral"))
    year = int(named["target_year"]) if named["target_year"] is not None else None
    return Promise(
        named,
        named["measure"] or card.get("default_measure"),
        bar,
        pace.get(named["indicator"] or "", card.get("pace") or "none"),
        year,
        _obstacle(named, card, bar, excluded),
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
