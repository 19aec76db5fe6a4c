"""Notebooks are code like any other: typed, without outputs, and thin."""

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(
    path for path in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts
)


def code_cells(path: Path) -> list[str]:
    """Return the code of a notebook, cell by cell."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code" and not is_gap(cell)]


def is_gap(cell: dict[str, Any]) -> bool:
    """Say whether a learner has to fill the cell; the solution beside it is code like any other."""
    return "gap" in cell["metadata"].get("tags", [])


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


def test_types(tmp_path: Path) -> None:
    scripts = []
    for path in NOTEBOOKS:
        script = tmp_path / f"{path.stem.replace('-', '_')}.py"
        script.write_text("\n\n".join(code_cells(path)) + "\n", encoding="utf-8")
        scripts.append(script)
    command = [sys.executable, "-m", "mypy", "--config-file", ROOT / "pyproject.toml", *scripts]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_outputs_are_committed() -> None:
    command = [sys.executable, "-m", "nbstripout", "--verify", "--keep-id", *NOTEBOOKS]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_thin(path: Path) -> None:
    cells = code_cells(path)
    assert max(len(cell.splitlines()) for cell in cells) <= 10
    kinds = [type(node) for cell in cells for node in ast.walk(ast.parse(cell))]
    assert not {ast.FunctionDef, ast.ClassDef, ast.For, ast.While} & set(kinds)
