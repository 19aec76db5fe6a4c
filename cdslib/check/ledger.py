"""The ledger of contradictory facts against the flags, and what it explains to other checks."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pandas as pd

from cdslib.check.report import Entry, Severity
from cdslib.check.tables import Tables
from cdslib.check.writing import written


def judge(
    tables: Tables, province: str, indicators: tuple[str, ...], period: str, *figures: Decimal
) -> tuple[Severity, dict[str, str]]:
    """Say how grave a disagreement is: an error, or a note if the ledger explains just this one.

    Parameters
    ----------
    tables : Tables
        The data package.
    province : str
        Province code.
    indicators : tuple of str
        Indicators any of which the ledger's entry may be about.
    period : str
        As in the observations.
    *figures : decimal.Decimal
        The figures that disagree. The entry must state them all (in English writing), so that an entry on one
        contradiction never covers up another.

    Returns
    -------
    severity : {"error", "note"}
        How grave.
    details : dict
        The id of the ledger's entry, for the message.
    """
    rows = tables["corrections"]
    rows = rows[(rows["table"] == "observations") & (rows["province_code"] == province)]
    rows = rows[rows["indicator"].isin(indicators)]
    for _, correction in rows.iterrows():
        said = f"{correction['what_en']} {correction['why_en']}"
        if _spans(correction["period"], period) and all(_states(said, figure) for figure in figures):
            return "note", {"correction": correction["id"]}
    return "error", {}


def _states(said: str, figure: Decimal) -> bool:
    number = re.escape(str(written(figure, "en")))
    return re.search(rf"(?<![\d.,]){number}(?!\d|[.,]\d)", said) is not None


def check_ledger(tables: Tables) -> Iterator[Entry]:
    """Compare the flags with the ledger of corrections, both ways.

    Parameters
    ----------
    tables : Tables
        The data package.

    Yields
    ------
    Entry
        Rules ``flag_without_correction``, ``correction_without_flag``, ``as_printed_unflagged``.
    """
    for table, period in (("observations", "period"), ("targets", "target_year")):
        corrections = tables["corrections"]
        corrections = corrections[corrections["table"] == table]
        rows = tables[table].rename(columns={period: "when"})
        flagged = rows[rows["flag"] != ""]
        excluded = flagged[flagged["flag"].isin(tables.excluded_flags)]
        for row, fact in excluded.iterrows():
            if not _about(corrections, fact).any():
                yield tables.entry(table, "flag_without_correction", row, "flag")
        for row, correction in corrections[corrections["action"] == "flag"].iterrows():
            if not any(_is_about(correction, fact) for _, fact in flagged.iterrows()):
                yield tables.entry(
                    "corrections", "correction_without_flag", row, "id", table=tables.file(table)
                )
    rows = tables.observations
    for row in rows.index[(rows["measure"] == "as_printed") & ~rows["excluded"]]:
        yield tables.entry("observations", "as_printed_unflagged", row, "flag")


def _about(corrections: pd.DataFrame, fact: "pd.Series[str]") -> "pd.Series[bool]":
    return corrections.apply(_is_about, axis=1, args=(fact,)).astype(bool)


def _is_about(correction: "pd.Series[str]", fact: "pd.Series[str]") -> bool:
    same_place = correction["province_code"] in ("", fact["province_code"])
    same_indicator = correction["indicator"] in ("", fact["indicator"])
    return same_place and same_indicator and _spans(correction["period"], fact["when"])


def _spans(span: str, period: str) -> bool:
    """Say whether a period of the ledger (empty: any; 2017/2022: these years) covers a figure's."""
    if span in ("", period):
        return True
    first, _, last = span.partition("/")
    return bool(last) and first <= period[:4] <= last
