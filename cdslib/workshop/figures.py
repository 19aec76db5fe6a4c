"""The figures that the exercises ask for, computed from the data package each time it may have changed."""

from collections.abc import Iterator
from functools import cache

from cdslib.provinces import Province, province, provinces
from cdslib.workshop.answers import Rival
from cdslib.workshop.findings import Finding

YEAR = "2024"
SHARE = "digital_economy_share"


@cache
def figures(indicator: str, geography: str, year: str) -> dict[str, float]:
    """Return the figures of an indicator by province code."""
    from cdslib.data import load_observations

    rows = load_observations(indicator=indicator, geography=geography, period=year)
    return dict(zip(rows["province_code"], map(float, rows["value"]), strict=True))


def rank_of(code: str, year: str = YEAR) -> int:
    """Return the place of a province on the DTI among those of its scheme."""
    scores = figures("dti", code.partition("-")[0], year)
    return 1 + sum(score > scores[code] for score in scores.values())


def score_rivals(unit: Province) -> Iterator[Rival]:
    """Yield what else may be taken for a province's DTI: its place, its former scores, other provinces' scores."""
    yield float(rank_of(unit.code)), Finding("rank_for_score")
    former = f"vn63-{unit.gso_code}"
    for year in ("2024", "2023", "2022"):
        if former in (scores := figures("dti", "vn63", year)):
            key = "former_unit" if year == YEAR else "other_year"
            yield scores[former], Finding(key, {"year": year, "province": unit})
    for code, score in figures("dti", "vn34", YEAR).items():
        yield score, Finding("other_provinces_figure", {"province": province(code)})


def rank_rivals(unit: Province) -> Iterator[Rival]:
    """Yield what else may be taken for a province's place: its score, its place from below, others' places."""
    yield figures("dti", "vn34", YEAR)[unit.code], Finding("score_for_rank")
    former = f"vn63-{unit.gso_code}"
    if former in figures("dti", "vn63", YEAR):
        yield float(rank_of(former)), Finding("rank_of_63")
    yield float(35 - rank_of(unit.code)), Finding("rank_from_below")
    for one in provinces("vn34"):
        yield float(rank_of(one.code)), Finding("other_provinces_rank", {"province": one})


@cache
def target(target_id: str) -> float:
    """Return the value of a target of the register."""
    from cdslib.data import load_targets

    return float(load_targets().set_index("id")["value"][target_id])


@cache
def room() -> dict[str, dict[str, float]]:
    """Return what each main index could still add to the DTI, by present province and main index."""
    from cdslib.analysis.baselines import load_baseline

    base = load_baseline("vn34")
    could = (1 - base.levels) * base.scheme.shares()
    return {
        code: dict(zip(base.scheme.components, row, strict=True))
        for code, row in zip(base.codes, could.tolist(), strict=True)
    }


@cache
def points() -> dict[str, float]:
    """Return the points of the main indices in the DTI of the present scheme."""
    from cdslib.analysis.official_schemes import load_scheme

    scheme = load_scheme("dti-2025")
    return dict(zip(scheme.components, scheme.weights, strict=True))


@cache
def main_index_words() -> dict[str, tuple[str, ...]]:
    """Return the words by which each main index may be named, its code first."""
    from cdslib.data import load_indicators

    table = load_indicators().set_index("code")
    columns = ["name_vi", "short_vi", "name_en", "short_en"]
    return {code: (code, *(str(word) for word in table.loc[code, columns] if word)) for code in points()}
