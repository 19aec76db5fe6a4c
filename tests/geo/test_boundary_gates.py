"""The built files pass every gate, and each gate can fail."""

import json
from pathlib import Path

import pytest

from cdslib.boundaries import Gate, boundary_gates

GEOGRAPHIES = ("vn63", "vn34")


def failures(folder: Path, geography: str = "vn63", areas: dict[str, float] | None = None) -> dict:
    return {g.gate: g.measured for g in boundary_gates(geography, areas, folder=folder) if not g.passed}


def edit(path: Path, change) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_every_gate_passes(geography: str, official_areas: dict[str, float]) -> None:
    gates = boundary_gates(geography, official_areas)
    assert [gate for gate in gates if not gate.passed] == []
    assert [gate.gate for gate in gates] == [
        "count",
        "codes",
        "invalid",
        "coverage",
        "inner_rings",
        "winding",
        "total_area",
        "missing_areas",
        "area_error",
        "area_exceptions",
        "size",
        "checksums",
        "label_points",
        "hoang_sa",
        "truong_sa",
    ]
    for gate in gates:
        assert gate.title("vi") != gate.title("en")


def test_gates_say_what_they_measure() -> None:
    gate = Gate("total_area", passed=True, measured=328547.5, limit="328000..329000")
    assert gate.title("vi") == "Tổng diện tích (km²)"
    assert gate.title("en") == "Total area (km²)"


def test_a_lost_province_is_seen(spoiled: Path, official_areas: dict[str, float]) -> None:
    def lose_nghe_an(topology: dict) -> None:
        geometries = topology["objects"]["provinces"]["geometries"]
        geometries[:] = [g for g in geometries if g["id"] != "vn63-40"]

    edit(spoiled / "provinces_63.topojson", lose_nghe_an)
    found = failures(spoiled, areas=official_areas)
    assert found["count"] == 62
    assert found["total_area"] < 313_000
    assert found["checksums"] == 1


def test_a_repeated_and_a_foreign_code_are_seen(spoiled: Path) -> None:
    def confuse(topology: dict) -> None:
        geometries = topology["objects"]["provinces"]["geometries"]
        geometries[0]["properties"]["code"] = geometries[1]["properties"]["code"]
        geometries[2]["properties"]["code"] = "vn34-04"

    edit(spoiled / "provinces_63.topojson", confuse)
    assert failures(spoiled)["codes"] == 2


def test_reversed_rings_are_seen(spoiled: Path) -> None:
    def reverse(topology: dict) -> None:
        for geometry in topology["objects"]["provinces"]["geometries"]:
            for polygon in geometry["arcs"]:
                polygon[:] = [[~arc for arc in reversed(ring)] for ring in polygon]

    edit(spoiled / "provinces_63.topojson", reverse)
    assert failures(spoiled)["winding"] > 63


def test_a_moved_border_is_seen(spoiled: Path) -> None:
    def nudge_one_ring(topology: dict) -> None:
        geometry = topology["objects"]["provinces"]["geometries"][0]
        shared = abs(geometry["arcs"][0][0][0])
        topology["arcs"].append([list(step) for step in topology["arcs"][shared]])
        middle = topology["arcs"][-1][len(topology["arcs"][-1]) // 2]
        middle[0] += 9
        ring = geometry["arcs"][0][0]
        new = len(topology["arcs"]) - 1
        ring[0] = new if ring[0] >= 0 else ~new

    edit(spoiled / "provinces_63.topojson", nudge_one_ring)
    found = failures(spoiled)
    assert found["coverage"] > 0


def test_a_file_too_large_is_seen(spoiled: Path) -> None:
    edit(spoiled / "provinces_34.topojson", lambda topology: topology.update(padding="x" * 9000))
    assert failures(spoiled, "vn34")["size"] > 52_000


def test_a_wrong_or_missing_official_area_is_seen(official_areas: dict[str, float], spoiled: Path) -> None:
    wrong = official_areas | {"vn63-38": 10_000.0, "vn63-48": 5_000.0}
    wrong.pop("vn63-40")
    found = failures(spoiled, areas=wrong)
    assert found["missing_areas"] == 1
    assert found["area_error"] == pytest.approx(10.8, abs=0.5)
    assert found["area_exceptions"] == 1


def test_a_label_in_the_sea_is_seen(spoiled: Path) -> None:
    labels = spoiled / "label_points.csv"
    lines = labels.read_text(encoding="utf-8").splitlines()
    lines[1] = "vn63-01,112.0,12.0"
    labels.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert failures(spoiled)["label_points"] == 1


def test_a_lost_island_is_seen(spoiled: Path) -> None:
    edit(spoiled / "archipelagos.geojson", lambda layer: layer["features"].pop(0))
    assert failures(spoiled)["hoang_sa"] == 13


def test_a_missing_file_is_seen(spoiled: Path) -> None:
    (spoiled / "LICENSE-ODbL.txt").unlink()
    assert failures(spoiled) == {"checksums": 1}
