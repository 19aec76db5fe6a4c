"""The figures the pages carry are those of the data package, as it is now."""

import math

import pandas as pd
import pytest

import cdslib
from cdslib.apps.atlas import Atlas
from cdslib.apps.atlas_build import FEWEST, atlas_text
from cdslib.resources import built_file


def test_the_carried_file_is_what_the_data_give() -> None:
    assert built_file("atlas.json").read_text(encoding="utf-8") == atlas_text(), (
        "run python -m cdslib.apps.build"
    )


def test_published_figures_are_the_observations(atlas: Atlas) -> None:
    found = cdslib.load_observations(indicator="dti", measure="standard")
    published = found[(found["status"] == "published") & found["geography"].isin(["vn34", "vn63"])]
    assert len(published) > 200
    for row in published.to_dict("records"):
        cell = atlas.cell("dti", row["geography"], int(row["period"]), row["province_code"])
        assert cell is not None
        assert cell.value == row["value"]
        assert atlas.origins[cell.origin]["status"] == "published"


def test_flagged_figures_are_not_on_any_map(atlas: Atlas) -> None:
    everything, kept = (cdslib.load_observations(include_flagged=flagged) for flagged in (True, False))
    key = ["province_code", "indicator", "measure", "period", "vintage"]
    flagged = everything[~pd.MultiIndex.from_frame(everything[key]).isin(pd.MultiIndex.from_frame(kept[key]))]
    assert {"vn63-38", "vn63-11"} <= set(flagged["province_code"])
    default = cdslib.load_indicators().set_index("code")["default_measure"].to_dict()
    for row in flagged[flagged["period"].str.fullmatch(r"\d{4}")].to_dict("records"):
        code, measure = row["indicator"], row["measure"]
        id_ = code if measure == default[code] else f"{code}.{measure}"
        if id_ in atlas.indicators:
            assert atlas.cell(id_, row["geography"], int(row["period"]), row["province_code"]) is None


def test_ranks_are_never_merged(atlas: Atlas) -> None:
    for id_ in atlas.indicators:
        if id_.split(".")[0].endswith("_rank"):
            for cells in atlas.cells[id_].get("vn34", {}).values():
                assert not any("rule" in atlas.origins[origin] for _, origin in cells.values())


def test_every_cell_has_a_place_and_a_source(atlas: Atlas) -> None:
    for id_, by_geography in atlas.cells.items():
        for geography, years in by_geography.items():
            filled = [sum(value is not None for value, _ in cells.values()) for cells in years.values()]
            assert max(filled) >= FEWEST, id_
            for cells in years.values():
                assert all(code.startswith(f"{geography}-") and code in atlas.provinces for code in cells)
                for value, origin in cells.values():
                    assert value is None or math.isfinite(value)
                    assert atlas.origins[origin]["source"] in atlas.sources


def test_sums_of_merged_populations_agree(atlas: Atlas) -> None:
    new, old = (
        pd.Series(
            {code: value for code, (value, _) in atlas.cells["population_avg"][geography]["2024"].items()}
        )
        for geography in ("vn34", "vn63")
    )
    assert (len(new), len(old)) == (34, 63)
    assert new.sum() == pytest.approx(old.sum())
    assert new["vn34-24"] == pytest.approx(old["vn63-24"] + old["vn63-27"])


def test_the_merger(atlas: Atlas) -> None:
    assert (len(atlas.codes("vn34")), len(atlas.codes("vn63"))) == (34, 63)
    parts = [part for code in atlas.codes("vn34") for part in atlas.provinces[code]["parts"]]
    assert sorted(parts) == sorted(atlas.codes("vn63"))
    assert all(
        code in atlas.provinces[atlas.provinces[code]["successor"]]["parts"] for code in atlas.codes("vn63")
    )
    assert sum(len(atlas.provinces[code]["parts"]) > 1 for code in atlas.codes("vn34")) == 23


def test_targets_are_written_for_people(atlas: Atlas) -> None:
    targets = [target for words in atlas.indicators.values() for target in words["targets"]]
    assert targets
    for target in targets:
        assert math.isfinite(target["value"])
        for word in ("nan", "None", ".0 ", "<NA>"):
            assert word not in f"{target['vi']} {target['en']} "


def test_it_is_light(atlas: Atlas) -> None:
    assert built_file("atlas.json").stat().st_size < 1_500_000
    assert atlas.indicators
