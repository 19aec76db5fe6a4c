"""One time line across 01/07/2025: figures of the 63 former provinces carried to the present 34.

Whole provinces were merged (Resolution 202/2025/QH15), so carrying is exact where an indicator can be
carried at all; the catalogue says how (column ``merge_rule``).
"""

from functools import cache
from typing import Literal

import pandas as pd

from cdslib.analysis.errors import (
    FigureTwiceError,
    MixedUnitsError,
    RuleNotAllowedError,
    UnknownFormerProvinceError,
    UnknownRuleError,
    UnknownTargetSchemeError,
)
from cdslib.data import load_flags, load_indicators, load_merger, load_observations

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
    rows = _calculable(observations)
    is_old = rows["province_code"].str.startswith("vn63-")
    kept = rows[~is_old]
    _check(rows[is_old], kept)
    columns = [*rows.columns, *(c for c in ADDED if c not in rows)]
    old = rows[is_old].drop(columns=ADDED, errors="ignore")
    carried = _carry(old, rule) if is_old.any() else pd.DataFrame(columns=columns)
    is_given = pd.MultiIndex.from_frame(carried[KEY]).isin(pd.MultiIndex.from_frame(kept[KEY]))
    return pd.concat([kept, carried[~is_given]], ignore_index=True)[columns]


def _calculable(observations: pd.DataFrame) -> pd.DataFrame:
    flags = load_flags()
    excluded = flags.loc[flags["excluded"], "code"]
    return observations[~observations["flag"].isin(excluded)] if "flag" in observations else observations


def _check(old: pd.DataFrame, kept: pd.DataFrame) -> None:
    """Refuse rows that could not be carried, or would be added up wrongly."""
    stray = [*old["province_code"][~old["province_code"].isin(_members()["code_63"])]]
    stray += [*kept["province_code"][~kept["province_code"].isin([*_members()["code_34"], "vn"])]]
    if stray:
        raise UnknownFormerProvinceError(code=stray[0])
    twice = old[old.duplicated(KEY)]
    if len(twice):
        raise FigureTwiceError(**{name: twice[name].iloc[0] for name in KEY})
    for indicator, units in old.groupby("indicator")["unit"].unique().items():
        if len(units) > 1:
            raise MixedUnitsError(indicator=indicator, units=", ".join(sorted(map(str, units))))


def _carry(old: pd.DataFrame, rule: Rule | None) -> pd.DataFrame:
    parts = old.merge(_members(), left_on="province_code", right_on="code_63")
    parts = _add_rules(parts, rule)
    parts = _add_terms(parts)
    is_known = parts["top"].notna() & parts["bottom"].notna() & parts["value"].notna()
    parts = parts.assign(known=is_known, unweighted=parts["value"].notna() & ~is_known)
    parts[["top", "bottom"]] = parts[["top", "bottom"]].where(is_known)
    return _whole_rows(parts, _add_up(parts))


@cache
def _members() -> pd.DataFrame:
    """Return each former province with its present one, its population share in it, and the number of parts."""
    members = load_merger()[["code_63", "code_34"]]
    people = load_observations(indicator="population_avg", geography="vn63", period=2024)
    inhabitants = members["code_63"].map(people.set_index("province_code")["value"])
    whole = inhabitants.groupby(members["code_34"]).transform("sum")
    size = members.groupby("code_34")["code_63"].transform("size")
    return members.assign(share=inhabitants / whole, parts_expected=size)


def _add_rules(parts: pd.DataFrame, rule: Rule | None) -> pd.DataFrame:
    """Say for each row which rule and which weight it follows."""
    columns = ["merge_rule", "merge_weight", "numerator", "denominator", "factor"]
    catalogue = load_indicators().set_index("code")[columns]
    catalogue.columns = ["rule", "weight", "top_code", "bottom_code", "factor"]
    if rule is not None:
        catalogue = _with_chosen_rule(catalogue, rule, list(parts["indicator"].unique()))
    parts = parts.merge(catalogue, left_on="indicator", right_index=True, how="left")
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


def _add_up(parts: pd.DataFrame) -> pd.DataFrame:
    """Add the terms of the former provinces of each present one."""
    keys = ["code_34", *KEY[1:]]
    known = parts[parts["known"]]
    sums = parts.groupby(keys, sort=False).agg(
        top=("top", "sum"),
        bottom=("bottom", "sum"),
        parts=("known", "sum"),
        parts_expected=("parts_expected", "first"),
        unweighted=("unweighted", "sum"),
        rule=("rule", "first"),
    )
    sums["coverage"] = known.groupby(keys, sort=False)["share"].sum().reindex(sums.index).fillna(0.0)
    sums["derived_from"] = (
        known.groupby(keys, sort=False)["province_code"].agg(" ".join).reindex(sums.index).fillna("")
    )
    sums["qualifier"] = known.groupby(keys, sort=False)["qualifier"].agg(_joint_qualifier).reindex(sums.index)
    mean = sums["top"] / sums["bottom"].where(sums["bottom"] != 0)
    value = sums["top"].where(sums["rule"].isin(["sum", "unchanged"]), mean).where(sums["parts"] > 0)
    value = value.where(sums["rule"] != "none")
    is_whole = sums["parts"] == sums["parts_expected"]
    return sums.assign(value=value.where(is_whole), partial_value=value, reason=_reasons(sums, is_whole))


def _reasons(sums: pd.DataFrame, is_whole: pd.Series) -> pd.Series:
    reason = pd.Series("", index=sums.index)
    reason = reason.mask(~is_whole, "part_missing").mask(
        ~is_whole & (sums["unweighted"] > 0), "weight_missing"
    )
    return reason.mask(sums["rule"] == "none", "not_mergeable")


def _joint_qualifier(qualifiers: pd.Series) -> str:
    """Return what can be said of a result whose parts are partly bounds."""
    found = set(qualifiers.fillna("exact"))
    if found <= {"exact"}:
        return "exact"
    return "at_least" if found <= _AT_LEAST else "at_most" if found <= _AT_MOST else "about"


def _whole_rows(parts: pd.DataFrame, sums: pd.DataFrame) -> pd.DataFrame:
    """Write the results as observations; what the parts have in common is kept."""
    keys = ["code_34", *KEY[1:]]
    first = parts.drop_duplicates(keys).set_index(keys)
    result = first.assign(**{name: sums[name].reindex(first.index) for name in sums.columns})
    result = result.reset_index().drop(columns="province_code").rename(columns={"code_34": "province_code"})
    is_same = result["rule"] == "unchanged"
    result["geography"] = "vn34"
    result["status"] = result["status"].where(is_same, "derived")
    said = result["rule"] + " of " + result["derived_from"].str.replace(" ", ", ")
    result["method"] = result["method"].where(is_same, said)
    own = ["numerator", "denominator", "note"]
    result[own] = result[own].where(is_same)
    is_rank = result["unit"] == "rank"
    return result.assign(
        reason=result["reason"].mask(is_rank, "rank"), rule=result["rule"].mask(is_rank, "none")
    )
