"""Each DTI and each pillar recomputed from its main indices by the weights of its year."""

from collections.abc import Iterator
from decimal import Decimal

import pandas as pd

from cdslib.analysis.index_arithmetic import scores as index_scores
from cdslib.analysis.official_schemes import OVERALL, scheme_of
from cdslib.check.ledger import judge
from cdslib.check.report import Entry
from cdslib.check.tables import Tables
from cdslib.check.writing import rounded

# Half a unit of the fourth decimal in the score, and as much at most in the weighted mean of its components.
_OF_SCORE = 0.0001
# A pillar follows from the score and two activity indices; rounding of the score weighs up to 1000/590.
_OF_PILLAR = 0.0002
_SLACK = 1e-9


def check_index_scores(tables: Tables) -> Iterator[Entry]:
    """Recompute every DTI and every pillar whose components are known.

    Parameters
    ----------
    tables : Tables
        The data package.

    Yields
    ------
    Entry
        Rules ``weights_total``, ``dti_recomputed``, ``dti_impossible`` (where some components are not known the
        score still bounds their sum), ``pillar_recomputed``.
    """
    weights = tables["scheme_weights"]
    weights = weights.assign(weight=pd.to_numeric(weights["weight"], errors="coerce"))
    for row, scheme in tables["schemes"].iterrows():
        of_scheme = weights[weights["scheme"] == scheme["code"]]
        total = of_scheme.loc[of_scheme["pillar"] == OVERALL, "weight"].sum()
        if abs(total - float(pd.to_numeric(scheme["total"], errors="coerce"))) > _SLACK:
            yield tables.entry("schemes", "weights_total", row, "total", sum=rounded(total, 0))
            continue
        scores = _wide(tables, scheme)
        if "dti" in scores and total > 0:
            yield from _recomputed(tables, scores, of_scheme, str(scheme["code"]))
            yield from _pillars(tables, scores, of_scheme)


def _wide(tables: Tables, scheme: "pd.Series[str]") -> pd.DataFrame:
    """Return the scores of the scheme's years: a row per province and year, a column per indicator."""
    rows = tables.standard
    years = pd.to_numeric(rows["period"], errors="coerce")
    first, last = (float(pd.to_numeric(scheme[name], errors="coerce")) for name in ("valid_from", "valid_to"))
    known = rows[years.between(first, last) & (rows["unit"] == "index")]
    return known.pivot(index=["province_code", "period"], columns="indicator", values="number")


def _row(tables: Tables, key: tuple[str, str], indicator: str) -> int:
    rows = tables.standard
    found = (rows["province_code"] == key[0]) & (rows["period"] == key[1]) & (rows["indicator"] == indicator)
    return int(rows.index[found][0])


def _recomputed(tables: Tables, scores: pd.DataFrame, weights: pd.DataFrame, scheme: str) -> Iterator[Entry]:
    overall = weights[weights["pillar"] == OVERALL].set_index("component")["weight"]
    scores = scores[scores["dti"].notna()]
    components = scores.reindex(columns=overall.index)
    own = scheme_of(weights, scheme)
    levels = components[list(own.components)].to_numpy(dtype=float)
    computed = pd.Series(index_scores(levels, own), index=components.index)
    total = overall.sum()
    known = components.fillna(0.0).dot(overall)
    missing = components.isna().dot(overall)
    rest = scores["dti"] * total - known
    tolerance = _OF_SCORE + _SLACK
    for key in scores.index[(computed - scores["dti"]).abs() > tolerance]:
        found = rounded(computed[key], 4)
        yield _disagreement(tables, key, "dti", "dti_recomputed", scheme=scheme, computed=found)
    bounded = computed.isna() & (missing < total)
    outside = (rest < -tolerance * total) | (rest > missing + tolerance * total)
    for key in scores.index[bounded & outside]:
        low, high = rounded(known[key] / total, 4), rounded((known[key] + missing[key]) / total, 4)
        yield _disagreement(tables, key, "dti", "dti_impossible", scheme=scheme, low=low, high=high)


def _pillars(tables: Tables, scores: pd.DataFrame, weights: pd.DataFrame) -> Iterator[Entry]:
    """Recompute pillars: each holds all of the index but the activities of the two others."""
    overall = weights[weights["pillar"] == OVERALL].set_index("component")["weight"]
    for pillar in sorted(set(weights["pillar"]) - {OVERALL}):
        own = weights[weights["pillar"] == pillar].set_index("component")["weight"]
        others = overall.drop(own.index, errors="ignore")
        if pillar not in scores or not set(others.index) <= set(scores.columns):
            continue
        known = scores.dropna(subset=["dti", pillar, *others.index])
        rest = known["dti"] * overall.sum() - known[list(others.index)].dot(others)
        computed = rest / own.sum()
        for key in known.index[(computed - known[pillar]).abs() > _OF_PILLAR + _SLACK]:
            found = rounded(computed[key], 4)
            yield _disagreement(tables, key, pillar, "pillar_recomputed", computed=found)


def _disagreement(
    tables: Tables, key: tuple[str, str], indicator: str, rule: str, **details: object
) -> Entry:
    row = _row(tables, key, indicator)
    figures = [Decimal(str(tables["observations"].at[row, "value"]))]
    figures += [value for value in details.values() if isinstance(value, Decimal)]
    severity, ledger = judge(tables, key[0], (indicator,), key[1], *figures)
    place = {**tables.place(key[0]), **tables.named(indicator), "period": key[1]}
    return tables.entry("observations", rule, row, "value", severity, **place, **details, **ledger)
