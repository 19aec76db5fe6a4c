"""The map of local Moran: kinds in colour, counts, sources, and who could not be compared."""

import cdslib
from cdslib import charts
from cdslib.charts.clusters import COLOURS


def test_a_map_says_kinds_counts_and_sources() -> None:
    rows = cdslib.load_observations(indicator="papi_d8_e_governance", geography="vn63", period=2024)
    values = rows.set_index("province_code")["value"]
    local = cdslib.local_morans_i(values, cdslib.neighbours("vn63"))
    chart = charts.cluster_map(local, "PAPI 2024", rows, lang="en")
    spec = chart.to_dict()
    words = {one["name"]: one["value"] for one in spec["params"] if "value" in one}
    assert words["map_title"] == "PAPI 2024"
    assert words["map_subtitle"] == (
        "Compared with neighbours; significance 0.05, adjusted for the number of tests"
    )
    assert words["map_source"].splitlines() == [
        "Source: CECODES, VFF-CRT và UNDP (PAPI).",
        "Boundaries: © OpenStreetMap contributors (ODbL).",
    ]
    tables = [layer["data"]["values"] for layer in spec["layer"] if "values" in layer.get("data", {})]
    legend = next(rows for rows in tables if rows and "label" in rows[0] and "y" in rows[0])
    assert [row["label"] for row in legend] == [
        "High, neighbours too (2)",
        "Low, neighbours too (1)",
        "High, neighbours low (1)",
        "Low, neighbours high (0)",
        "No more than chance (57)",
        "No data (2)",
    ]
    assert len(set(COLOURS.values())) == len(COLOURS)


def test_a_map_of_the_34_from_the_63_says_so() -> None:
    old = cdslib.load_observations(indicator="trained_labour_rate", geography="vn63", period=2023)
    carried = cdslib.harmonize(old)
    values = carried.set_index("province_code")["value"]
    local = cdslib.local_morans_i(values, cdslib.neighbours("vn34"), permutations=99)
    spec = charts.cluster_map(local, "2023", carried).to_dict()
    source = next(one["value"] for one in spec["params"] if one["name"] == "map_source")
    assert "Số liệu 34 tỉnh, thành tính từ 63 tỉnh, thành cũ." in source
