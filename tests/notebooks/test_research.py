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
    words = words_of(notebook)
    for number in ("6,19%", "0,175", "3,54", "13,81"):
        assert number in words


def words_of(notebook: nbformat.NotebookNode) -> str:
    return "".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def test_how_firm_a_rank_is(tmp_path: Path) -> None:
    notebook = executed(FOLDER / "20-how-firm-is-a-rank.ipynb", tmp_path)
    words = words_of(notebook)
    for cell, numbers in {
        "robust": {"8.4": "8,4 bậc", "7.0": "7 nhóm"},
        "influence": {"0.213": "21,3%", "0.130": "13,0%", "0.106": "10,6%", "0.235": "23,5%"},
        "change": {"14.6667": "14,7 bậc", "10.8333": "10,8 bậc", "0.8333": "0,8 bậc", "3.0000": "3 bậc"},
        "former": {"17.1": "17,1 bậc", "10.0": "10 nhóm"},
    }.items():
        for computed, written in numbers.items():
            assert computed in shown(notebook, cell)
            assert written in words
    rows = {cell: len(shown(notebook, cell).splitlines()) - 1 for cell in ("weights", "merger", "geometric")}
    assert rows == {"weights": 15, "merger": 23, "geometric": 19}
    assert "15 tỉnh đổi hạng, nhiều nhất 2 bậc" in words
    assert "23/34 tỉnh đổi hạng: Đồng Nai từ 15 xuống 21, Tây Ninh từ 21 lên 15" in words
    assert "19 tỉnh đổi hạng, nhiều nhất là Nghệ An (13 xuống 19)" in words


def test_a_new_index(tmp_path: Path) -> None:
    notebook = executed(FOLDER / "30-a-new-index.ipynb", tmp_path)
    words = words_of(notebook)
    for cell, numbers in {
        "missing": {"vn63-22": "Hai tỉnh", "vn63-74": "Hai tỉnh"},
        "multivariate": {"0.62": "0,62", "0.67": "0,67"},
        "alpha": {"0.85": "0,85"},
        "influence": {"0.50": "50%", "0.53": "53%"},
        "robust": {"Quảng Ninh": "Quảng Ninh", "28": "từ 6 đến 28"},
        "width": {"12.1": "12,1 bậc"},
        "link": {"0.48": "tương quan 0,48"},
    }.items():
        for computed, written in numbers.items():
            assert computed in shown(notebook, cell), (cell, computed)
            assert written in words
