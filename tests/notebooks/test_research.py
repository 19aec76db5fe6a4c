"""Every research notebook runs from top to bottom, and what it says in words is what it computes."""

from pathlib import Path

import nbclient
import nbformat
import pytest

FOLDER = Path(__file__).parents[2] / "notebooks" / "research"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def executed(path: Path, folder: Path) -> nbformat.NotebookNode:
    notebook = nbformat.read(path, as_version=4)
    return nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": folder}}).execute()


def shown(notebook: nbformat.NotebookNode, cell: str) -> str:
    found = next(one for one in notebook.cells if one.id == cell)
    return "\n".join(str(output.data.get("text/plain", "")) for output in found.outputs)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_in_any_folder(path: Path, tmp_path: Path) -> None:
    notebook = executed(path, tmp_path)
    assert all(cell.outputs for cell in notebook.cells if cell.cell_type == "code" and cell.id != "imports")


def test_the_promise_and_its_gap(tmp_path: Path) -> None:
    notebook = executed(FOLDER / "10-promise-and-gap.ipynb", tmp_path)
    by_hand, by_library = shown(notebook, "hand"), shown(notebook, "library")
    for number in ("0.175", "3.54", "0.0494"):
        assert number in by_hand
    for words in ("6.19", "13.81", "insufficient"):
        assert words in by_library
    words = "".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    for number in ("6,19%", "0,175", "3,54", "13,81"):
        assert number in words
