"""One time line across 01/07/2025: figures of the 63 former provinces carried to the present 34.

Whole provinces were merged (Resolution 202/2025/QH15), so carrying is exact where an indicator can be
carried at all; the catalogue says how (column ``merge_rule``).
"""

from functools import cache
from typing import Literal

import numpy as np
import pandas as pd

from cdslib.analysis.errors import (
    CommuneMergerError,
    FigureTwiceError,
    MixedUnitsError,
    RuleNotAllowedError,
    UnknownFormerProvinceError,
    UnknownRuleError,
    UnknownTargetSchemeError,
)
from cdslib.data import load_flags, load_indicators, load_merger, load_observations
from cdslib.data.coded import IntArray, coded, combined, numbered, words_of
from cdslib.data.units import geography_of
from cdslib.progress import Advance, progress

Rule = Literal["mean", "population", "grdp"]
WEIGHT_OF_RULE = {"population": "population_avg", "grdp": "grdp"}
KEY = ["province_code", "indicator", "measure", "period", "vintage"]
ADDED = ["derived_from", "rule", "parts", "parts_expected", "coverage", "partial_value", "reason"]
_AT_LEAST = frozenset({"exact", "at_least", "more_than"})
_AT_MOST = frozenset({"exact", "at_most", "less_than"})


def harmonize(observations: pd.DataFrame, to: str = "vn34", rule: Rule | None = None) -> pd.DataFrame:
    r"""Carry observations of the 63 former provinces to the 34 present ones.

    Each indicator follows its merging rule in the catalogue:

    - ``sum``: counts and areas are added;
    - ``mean``: plain mean of the former provinces, as the ministry did for the DTI 2024 of the 34;
    - ``weighted_mean``: mean weighted by the indicator named in ``merge_weight``, of the same period;
    - ``from_parts``: the ratio is computed anew from the added numerators and denominators;
    - ``none``: ranks and inequality measures cannot be carried; the row says so.

    A province that was not merged keeps its figure (rule ``unchanged``), except ranks, because a place
    among 63 is not a place among 34. Rows of the 34 and of the country pass through untouched, and where
    they already give a figure none is derived for it; figures whose flag keeps them out of calculations
    are left out.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows as :func:`cdslib.load_observations` returns them.
    to : {"vn34"}
        The scheme to carry to.
    rule : {"mean", "population", "grdp"}, optional
        Use this rule instead of the catalogue's for indices, rates and shares: plain mean, or weighted by
        population or by GRDP of the same year, so that the effect of the rule alone can be seen.

    Returns
    -------
    pandas.DataFrame
        The columns of ``observations`` and: ``derived_from`` (codes with a figure, joined by spaces), ``rule``,
        ``parts`` (former provinces with a figure), ``parts_expected``, ``coverage`` (their share of the population of
        2024), ``partial_value`` (the rule applied to those parts) and ``reason`` (why there is no whole value:
        ``part_missing``, ``weight_missing``, ``not_mergeable``, ``rank``). ``value`` is given only where every
        part has a figure.

    Raises
    ------
    UnknownTargetSchemeError, UnknownRuleError
        If the scheme or the rule does not exist.
    RuleNotAllowedError
        If a mean is asked for a count, or any rule for something that cannot be merged.
    CommuneMergerError
        If a row is of a commune: which former commune became part of which present one is not in the data.
    UnknownFormerProvinceError, FigureTwiceError, MixedUnitsError
        If a code is of no province, a former province has two figures for the same cell, or an indicator comes
        in several units: adding them up would give a wrong figure that looks right.

    Notes
    -----
    With parts :math:`i`, every mean is :math:`\sum_i t_i / \sum_i b_i`: :math:`t = v, b = 1` for the plain mean,
    :math:`t = w v, b = w` for a weighted one, numerator and denominator (times the catalogue's factor) for
    ``from_parts``. Weights with a single period in the data (areas) serve all periods.

    Examples
    --------
    >>> old = load_observations(indicator="dti", geography="vn63", period=2024)
    >>> new = harmonize(old).set_index("province_code")
    >>> round(new.loc["vn34-24", "value"], 4).item(), new.loc["vn34-24", "derived_from"]
    (0.7474, 'vn63-24 vn63-27')
    """
    if to != "vn34":
        raise UnknownTargetSchemeError(scheme=to)
    with progress("harmonize", 6) as advance:
        return _harmonized(observations, rule, advance)


def _harmonized(observations: pd.DataFrame, rule: Rule | None, advance: Advance) -> pd.DataFrame:
    rows = _calculable(observations)
    is_old = rows["province_code"].str.startswith("vn63-")
    kept = rows[~is_old]
    _check(rows[is_old], kept)
    advance()
    columns = [*rows.columns, *(c for c in ADDED if c not in rows)]
    old = rows[is_old].drop(columns=ADDED, errors="ignore")
    carried = _carry(old, rule, advance) if is_old.any() else pd.DataFrame(columns=columns)
    is_given = pd.concat([kept[KEY], carried[KEY]]).duplicated().to_numpy()[len(kept) :]
    result = pd.concat([kept, carried[~is_given]], ignore_index=True)[columns]
    return result.astype(
        {name: "category" for name in rows if isinstance(rows[name].dtype, pd.CategoricalDtype)}
    )


def _calculable(observations: pd.DataFrame) -> pd.DataFrame:
    flags = load_flags()
    excluded = flags.loc[flags["excluded"], "code"]
    return observations[~observations["flag"].isin(excluded)] if "flag" in observations else observations


def _check(old: pd.DataFrame, kept: pd.DataFrame) -> None:
    """Refuse rows that could not be carried, or would be added up wrongly."""
    stray = [*old["province_code"][~old["province_code"].isin(_members()["code_63"])]]
    stray += [*kept["province_code"][~kept["province_code"].isin([*_members()["code_34"], "vn"])]]
    if stray and geography_of(stray[0]).endswith("communes"):
        raise CommuneMergerError(code=stray[0])
    if stray:
        raise UnknownFormerProvinceError(code=stray[0])
    twice = old[old.duplicated(KEY)]
    if len(twice):
        raise FigureTwiceError(**{name: twice[name].iloc[0] for name in KEY})
    for indicator, units in old.groupby("indicator")["unit"].unique().items():
        if len(units) > 1:
            raise MixedUnitsError(indicator=indicator, units=", ".join(sorted(map(str, units))))


def _carry(old: pd.DataFrame, rule: Rule | None, advance: Advance) -> pd.DataFrame:
    parts = _add_rules(_add_members(old), rule)
    advance()
    parts = _add_terms(parts)
    advance()
    is_known = parts["top"].notna() & parts["bottom"].notna() & parts["value"].notna()
    parts = parts.assign(known=is_known, unweighted=parts["value"].notna() & ~is_known)
    parts[["top", "bottom"]] = parts[["top", "bottom"]].where(is_known)
    cell, first = combined(*(coded(parts[name])[0] for name in ["code_34", *KEY[1:]]))
    advance()
    sums = _add_up(parts, cell, first)
    advance()
    return _whole_rows(parts, sums, first)


def _add_members(old: pd.DataFrame) -> pd.DataFrame:
    """Say for each row which present province it is part of."""
    members = _members()
    at = numbered(*coded(old["province_code"]), members["code_63"].tolist())
    return old.reset_index(drop=True).assign(**{str(name): members[name].array[at] for name in members})


@cache
def _members() -> pd.DataFrame:
    """Return each former province with its present one, its population share in it, and the number of parts."""
    members = load_merger()[["code_63", "code_34"]]
    people = load_observations(indicator="population_avg", geography="vn63", period=2024)
    inhabitants = members["code_63"].map(people.set_index("province_code")["value"])
    whole = inhabitants.groupby(members["code_34"]).transform("sum")
    within = members.groupby("code_34")["code_63"]
    return members.assign(
        share=inhabitants / whole, parts_expected=within.transform("size"), order=within.cumcount()
    )


def _add_rules(parts: pd.DataFrame, rule: Rule | None) -> pd.DataFrame:
    """Say for each row which rule and which weight it follows."""
    columns = ["merge_rule", "merge_weight", "numerator", "denominator", "factor"]
    catalogue = load_indicators().set_index("code")[columns]
    catalogue.columns = ["rule", "weight", "top_code", "bottom_code", "factor"]
    if rule is not None:
        catalogue = _with_chosen_rule(catalogue, rule, list(parts["indicator"].unique()))
    at = numbered(*coded(parts["indicator"]), catalogue.index.tolist())
    found = catalogue.reindex([*catalogue.index, ""]).reset_index(drop=True)
    parts = parts.assign(**{str(name): found[name].array[at] for name in found})
    parts["rule"] = parts["rule"].fillna("none")
    alone = (parts["parts_expected"] == 1) & (parts["unit"] != "rank")
    return parts.assign(rule=parts["rule"].where(~alone, "unchanged"))


def _with_chosen_rule(catalogue: pd.DataFrame, rule: Rule, wanted: list[str]) -> pd.DataFrame:
    if rule not in ("mean", *WEIGHT_OF_RULE):
        raise UnknownRuleError(rule=rule)
    of_wanted = catalogue[catalogue.index.isin(wanted)]
    fixed = of_wanted[of_wanted["rule"].isin(["sum", "none"])]
    if len(fixed):
        raise RuleNotAllowedError(rule=rule, indicator=fixed.index[0], own=fixed["rule"].iloc[0])
    weight = WEIGHT_OF_RULE.get(rule)
    return catalogue.assign(rule="weighted_mean" if weight else "mean", weight=weight)


def _add_terms(parts: pd.DataFrame) -> pd.DataFrame:
    """Write the two terms of the mean of each row: what is added above and below the line."""
    terms = parts.assign(top=parts["value"], bottom=1.0)
    weighted = terms["rule"] == "weighted_mean"
    if weighted.any():
        weights = _looked_up(terms[weighted], "weight")
        terms.loc[weighted, "bottom"] = weights
        terms.loc[weighted, "top"] = terms.loc[weighted, "value"] * weights
    ratio = terms["rule"] == "from_parts"
    if ratio.any():
        of_ratio = terms[ratio]
        own = of_ratio["numerator"].notna() & of_ratio["denominator"].notna()
        top = of_ratio["numerator"].where(own, _looked_up(of_ratio, "top_code"))
        terms.loc[ratio, "top"] = top * of_ratio["factor"].fillna(1.0)
        terms.loc[ratio, "bottom"] = of_ratio["denominator"].where(own, _looked_up(of_ratio, "bottom_code"))
    return terms


def _looked_up(parts: pd.DataFrame, column: str) -> pd.Series:
    """Return the figure of another indicator for the same province and period."""
    codes = list(parts[column].dropna().unique())
    if not codes:
        return pd.Series(float("nan"), index=parts.index)
    found = load_observations(indicator=codes, geography="vn63")
    default = load_indicators().set_index("code")["default_measure"]
    found = found[found["measure"] == found["indicator"].map(default)]
    found = found.sort_values("vintage", key=lambda vintage: vintage == "current")
    found = found.drop_duplicates(["province_code", "indicator", "period"], keep="last")
    dated = found.set_index(["province_code", "indicator", "period"])["value"]
    keys = pd.MultiIndex.from_frame(parts[["province_code", column, "period"]])
    exact = pd.Series(dated.reindex(keys).to_numpy(), index=parts.index)
    timeless = found.groupby("indicator")["period"].transform("nunique") == 1
    single = found[timeless].set_index(["province_code", "indicator"])["value"]
    anytime = single.reindex(pd.MultiIndex.from_frame(parts[["province_code", column]]))
    return exact.fillna(pd.Series(anytime.to_numpy(), index=parts.index))


def _add_up(parts: pd.DataFrame, cell: IntArray, first: IntArray) -> pd.DataFrame:
    """Add the terms of the former provinces: one cell a present province, indicator, measure, period and vintage."""
    cells = parts.assign(share=parts["share"].where(parts["known"], 0.0)).groupby(cell)
    sums = cells[["top", "bottom", "known", "unweighted", "share"]].sum()
    sums = sums.rename(columns={"known": "parts", "share": "coverage"})
    sums = sums.assign(**{name: parts[name].to_numpy()[first] for name in ("parts_expected", "rule")})
    known = parts["known"].to_numpy()
    sums["derived_from"] = _named_parts(parts, cell, first)
    sums["qualifier"] = _joint_qualifiers(parts.loc[known, "qualifier"], cell[known], len(first))
    mean = sums["top"] / sums["bottom"].where(sums["bottom"] != 0)
    value = sums["top"].where(sums["rule"].isin(["sum", "unchanged"]), mean).where(sums["parts"] > 0)
    value = value.where(sums["rule"] != "none")
    is_whole = sums["parts"] == sums["parts_expected"]
    return sums.assign(value=value.where(is_whole), partial_value=value, reason=_reasons(sums, is_whole))


def _named_parts(parts: pd.DataFrame, cell: IntArray, first: IntArray) -> pd.Series:
    """Return for each cell the codes of its parts with a figure; there are few combinations and many cells."""
    members = _members()
    found = np.bincount(cell, np.where(parts["known"], 2 ** parts["order"], 0), len(first)).astype(np.int64)
    present, names = coded(parts["code_34"].iloc[first])
    which, sample = combined(present, found)
    inside = {name: members.loc[members["code_34"] == name, "code_63"].tolist() for name in names}
    words = [
        " ".join(code for place, code in enumerate(inside[names[name]]) if bits >> place & 1)
        for name, bits in zip(present[sample], found[sample], strict=True)
    ]
    return words_of(which, words)


def _reasons(sums: pd.DataFrame, is_whole: pd.Series) -> pd.Series:
    reason = pd.Series("", index=sums.index)
    reason = reason.mask(~is_whole, "part_missing").mask(
        ~is_whole & (sums["unweighted"] > 0), "weight_missing"
    )
    return reason.mask(sums["rule"] == "none", "not_mergeable")


def _joint_qualifiers(qualifiers: pd.Series, cell: IntArray, size: int) -> pd.Series:
    """Return what can be said of each result whose parts are partly bounds; missing without any part."""
    codes, words = coded(qualifiers.fillna("exact"))
    found = np.zeros((size, len(words)), dtype=bool)
    found[cell, codes] = True
    patterns, which = np.unique(found, axis=0, return_inverse=True) if len(words) else (found[:1], cell)
    said = [
        _joint_qualifier({word for word, there in zip(words, row, strict=True) if there}) for row in patterns
    ]
    return words_of(which, said)


def _joint_qualifier(found: set[str]) -> str | None:
    if found <= {"exact"}:
        return "exact" if found else None
    return "at_least" if found <= _AT_LEAST else "at_most" if found <= _AT_MOST else "about"


def _whole_rows(parts: pd.DataFrame, sums: pd.DataFrame, first: IntArray) -> pd.DataFrame:
    """Write the results as observations; what the parts have in common is kept."""
    result = parts.iloc[first].reset_index(drop=True).astype({"status": "str", "method": "str"})
    result = result.assign(
        **{name: sums[name].array for name in sums.columns}, province_code=result["code_34"]
    )
    is_same = result["rule"] == "unchanged"
    result["geography"] = "vn34"
    result["status"] = result["status"].where(is_same, "derived")
    result["method"] = result["method"].where(is_same, _said(result["rule"], result["derived_from"]))
    own = ["numerator", "denominator", "note"]
    result[own] = result[own].where(is_same)
    is_rank = result["unit"] == "rank"
    return result.assign(
        reason=result["reason"].mask(is_rank, "rank"), rule=result["rule"].mask(is_rank, "none")
    )


def _said(rule: pd.Series, derived_from: pd.Series) -> pd.Series:
    """Say how figures were derived."""
    (rules, names), (sources, codes) = coded(rule), coded(derived_from)
    which, first = combined(rules, sources)
    pairs = zip(rules[first].tolist(), sources[first].tolist(), strict=True)
    return words_of(which, [f"{names[name]} of {codes[source].replace(' ', ', ')}" for name, source in pairs])
