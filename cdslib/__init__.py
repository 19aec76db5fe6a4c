"""Digital transformation of Vietnam's provinces: sourced indicators, one time line, maps and targets.

The names below are imported when they are first used, so that ``import cdslib`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cdslib import charts
    from cdslib.analysis.aggregation import aggregate, impute
    from cdslib.analysis.associations import Associations, associations
    from cdslib.analysis.baseline import Baseline
    from cdslib.analysis.baselines import load_baseline, share_history
    from cdslib.analysis.comparing import compare
    from cdslib.analysis.components import load_components
    from cdslib.analysis.composite import pillars, rank, score
    from cdslib.analysis.convergence import BetaConvergence, beta_convergence, sigma_convergence
    from cdslib.analysis.criteria_scores import criteria_scheme, score_criteria
    from cdslib.analysis.index_history import index_breaks, index_history
    from cdslib.analysis.index_schemes import Scheme
    from cdslib.analysis.influence import correlations, cronbach_alpha, effective_weights
    from cdslib.analysis.least_effort import LeastEffort, least_effort
    from cdslib.analysis.merger import harmonize
    from cdslib.analysis.normalisation import normalise
    from cdslib.analysis.official_schemes import load_scheme
    from cdslib.analysis.partitions import gaps_by_partition
    from cdslib.analysis.rank_changes import RankChange, explain_rank_change
    from cdslib.analysis.robustness import Robustness, robustness
    from cdslib.analysis.scenario import Goal, Lever, Scenario
    from cdslib.analysis.scenario_document import read_address, read_scenario, write_address, write_scenario
    from cdslib.analysis.share_paths import adoption_path, digital_share_path
    from cdslib.analysis.simulation import Simulation, simulate
    from cdslib.analysis.spatial import Moran, local_morans_i, morans_i
    from cdslib.analysis.target_gaps import gaps
    from cdslib.analysis.what_if import WhatIf, what_if
    from cdslib.boundaries import load_archipelagos, load_boundaries, neighbours
    from cdslib.briefs.making import brief
    from cdslib.data import (
        SchemeMixError,
        join,
        load_corrections,
        load_documents,
        load_indicators,
        load_merger,
        load_observations,
        load_provinces,
        load_regions,
        load_sources,
        load_targets,
        load_units,
    )
    from cdslib.data.criteria import load_criteria
    from cdslib.data.provenance import sources_of, with_sources
    from cdslib.errors import CdsError
    from cdslib.ingest import TableReport, read_table
    from cdslib.provinces import Province, UnknownProvinceError, resolve_province, resolve_provinces
    from cdslib.quantities import Quantity, QuantityError, parse_quantity

    __version__: str

_ROOMS = {
    "analysis.aggregation": ("aggregate", "impute"),
    "analysis.associations": ("Associations", "associations"),
    "analysis.baseline": ("Baseline",),
    "analysis.baselines": ("load_baseline", "share_history"),
    "analysis.comparing": ("compare",),
    "analysis.components": ("load_components",),
    "analysis.composite": ("pillars", "rank", "score"),
    "analysis.convergence": ("BetaConvergence", "beta_convergence", "sigma_convergence"),
    "analysis.criteria_scores": ("criteria_scheme", "score_criteria"),
    "analysis.index_history": ("index_breaks", "index_history"),
    "analysis.index_schemes": ("Scheme",),
    "analysis.influence": ("correlations", "cronbach_alpha", "effective_weights"),
    "analysis.least_effort": ("LeastEffort", "least_effort"),
    "analysis.merger": ("harmonize",),
    "analysis.normalisation": ("normalise",),
    "analysis.official_schemes": ("load_scheme",),
    "analysis.partitions": ("gaps_by_partition",),
    "analysis.rank_changes": ("RankChange", "explain_rank_change"),
    "analysis.robustness": ("Robustness", "robustness"),
    "analysis.scenario": ("Goal", "Lever", "Scenario"),
    "analysis.scenario_document": ("read_address", "read_scenario", "write_address", "write_scenario"),
    "analysis.share_paths": ("adoption_path", "digital_share_path"),
    "analysis.simulation": ("Simulation", "simulate"),
    "analysis.spatial": ("Moran", "local_morans_i", "morans_i"),
    "analysis.target_gaps": ("gaps",),
    "analysis.what_if": ("WhatIf", "what_if"),
    "boundaries": ("load_archipelagos", "load_boundaries", "neighbours"),
    "briefs.making": ("brief",),
    "data": (
        "SchemeMixError",
        "join",
        "load_corrections",
        "load_documents",
        "load_indicators",
        "load_merger",
        "load_observations",
        "load_provinces",
        "load_regions",
        "load_sources",
        "load_targets",
        "load_units",
    ),
    "data.criteria": ("load_criteria",),
    "data.provenance": ("sources_of", "with_sources"),
    "errors": ("CdsError",),
    "ingest": ("TableReport", "read_table"),
    "provinces": ("Province", "UnknownProvinceError", "resolve_province", "resolve_provinces"),
    "quantities": ("Quantity", "QuantityError", "parse_quantity"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "Associations",
    "Baseline",
    "BetaConvergence",
    "CdsError",
    "Goal",
    "LeastEffort",
    "Lever",
    "Moran",
    "Province",
    "Quantity",
    "QuantityError",
    "RankChange",
    "Robustness",
    "Scenario",
    "Scheme",
    "SchemeMixError",
    "Simulation",
    "TableReport",
    "UnknownProvinceError",
    "WhatIf",
    "__version__",
    "adoption_path",
    "aggregate",
    "associations",
    "beta_convergence",
    "brief",
    "charts",
    "compare",
    "correlations",
    "criteria_scheme",
    "cronbach_alpha",
    "digital_share_path",
    "effective_weights",
    "explain_rank_change",
    "gaps",
    "gaps_by_partition",
    "harmonize",
    "impute",
    "index_breaks",
    "index_history",
    "join",
    "least_effort",
    "load_archipelagos",
    "load_baseline",
    "load_boundaries",
    "load_components",
    "load_corrections",
    "load_criteria",
    "load_documents",
    "load_indicators",
    "load_merger",
    "load_observations",
    "load_provinces",
    "load_regions",
    "load_scheme",
    "load_sources",
    "load_targets",
    "load_units",
    "local_morans_i",
    "morans_i",
    "neighbours",
    "normalise",
    "parse_quantity",
    "pillars",
    "rank",
    "read_address",
    "read_scenario",
    "read_table",
    "resolve_province",
    "resolve_provinces",
    "robustness",
    "score",
    "score_criteria",
    "share_history",
    "sigma_convergence",
    "simulate",
    "sources_of",
    "what_if",
    "with_sources",
    "write_address",
    "write_scenario",
]


def __getattr__(name: str) -> object:
    if name == "charts":
        return import_module("cdslib.charts")
    if name == "__version__":
        from importlib.metadata import version

        return version("cdslib")
    if name in _ROOM_OF:
        return getattr(import_module(f"cdslib.{_ROOM_OF[name]}"), name)
    raise AttributeError(f"module 'cdslib' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
