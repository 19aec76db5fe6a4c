"""Copies of the built boundary files that a test may spoil, and the build recipe to import."""

import csv
import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "geo"))


def _table(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def spoiled(tmp_path: Path) -> Path:
    """Give a copy of ``geo/`` to change."""
    return Path(shutil.copytree(ROOT / "geo", tmp_path / "geo", ignore=shutil.ignore_patterns("__pycache__")))


@pytest.fixture(scope="session")
def official_areas() -> dict[str, float]:
    """Give the official areas (km²) of the data package by province code."""
    rows = [row for row in _table("observations.csv") if row["indicator"] == "area_km2"]
    return {row["province_code"]: float(row["value"]) for row in sorted(rows, key=lambda r: r["period"])}


@pytest.fixture(scope="session")
def merger() -> dict[str, str]:
    """Give which of the 34 each of the 63 belongs to."""
    return {row["code_63"]: row["code_34"] for row in _table("merger.csv")}


@pytest.fixture(scope="session")
def province_names() -> dict[str, tuple[str, str]]:
    """Give the names of the data package by province code."""
    return {row["code"]: (row["name_vi"], row["name_en"]) for row in _table("provinces.csv")}
