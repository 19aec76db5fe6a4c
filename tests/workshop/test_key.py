"""The instructor's key runs from top to bottom in a learner's folder, and all its checks pass."""

from pathlib import Path
from subprocess import DEVNULL

import nbclient
import nbformat
import pytest

from cdslib.workshop.editions import lesson_number, sources
from cdslib.workshop.exercises import EXERCISES
from cdslib.workshop.folder import KEY_MARK, fill


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("learner")
    fill(made, key=True)
    return made


@pytest.mark.parametrize("source", sources(), ids=lambda path: path.stem)
def test_all_checks_pass(source: Path, folder: Path) -> None:
    notebook = nbformat.read(folder / f"{source.stem}{KEY_MARK}.ipynb", as_version=4)
    client = nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": folder}})
    client.execute(stderr=DEVNULL)
    said = [
        cell.outputs[0].data["text/plain"].splitlines()[0]
        for cell in notebook.cells
        if "check" in cell.metadata.get("tags", [])
    ]
    own = [number for number in EXERCISES if number.startswith(f"{lesson_number(source)}.")]
    assert said == [f"✔ Câu {number}: đúng rồi." for number in own]
    assert all(cell.outputs for cell in notebook.cells if cell.cell_type == "code" and _ends_with_value(cell))


def _ends_with_value(cell: nbformat.NotebookNode) -> bool:
    return " = " not in cell.source.splitlines()[-1]
