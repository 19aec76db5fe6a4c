"""One source of each lesson, and by its tags the learner's copy, the instructor's key and the slides.

Tags of cells: ``gap`` is for learners only, ``solution`` and ``instructor`` for the key only, ``check`` and
``no-slide`` are left out of slides, ``slide-only`` is for slides only, and ``exercise-1.2`` says what
``--reset 1.2`` restores. Where a slide begins is the ``slideshow`` entry that Jupyter itself knows.
"""

from pathlib import Path
from typing import Any, Literal

from cdslib.resources import notebooks_dir

Edition = Literal["learner", "key", "slides"]
LEFT_OUT: dict[Edition, frozenset[str]] = {
    "learner": frozenset({"solution", "instructor", "slide-only"}),
    "key": frozenset({"gap", "slide-only"}),
    "slides": frozenset({"gap", "solution", "instructor", "check", "no-slide"}),
}


def sources() -> list[Path]:
    """Return the source notebooks of the lessons, in order."""
    return sorted((notebooks_dir() / "workshop").glob("bai-*.ipynb"))


def lesson_number(path: Path) -> int:
    """Return which lesson a notebook is.

    Examples
    --------
    >>> lesson_number(Path("bai-3-loi-hua-va-khoang-cach.ipynb"))
    3
    """
    return int(path.name.split("-")[1])


def edition(path: Path, kind: Edition) -> Any:
    """Make an edition of a lesson.

    Parameters
    ----------
    path : pathlib.Path
        Its source.
    kind : {"learner", "key", "slides"}
        For whom.

    Returns
    -------
    nbformat.NotebookNode
        A notebook without outputs.

    Examples
    --------
    >>> learner = edition(sources()[0], "learner")
    >>> any("solution" in cell.metadata.get("tags", []) for cell in learner.cells)
    False
    """
    import nbformat

    return without(nbformat.read(path, as_version=4), LEFT_OUT[kind])


def without(notebook: Any, tags: frozenset[str]) -> Any:
    """Return a notebook without the cells that bear any of the tags."""
    from nbconvert.preprocessors import TagRemovePreprocessor

    kept, _ = TagRemovePreprocessor(remove_cell_tags=set(tags), enabled=True).preprocess(notebook, {})
    return kept


def content(path: Path, kind: Edition) -> str:
    """Return an edition as the text of a notebook file."""
    import nbformat

    return str(nbformat.writes(edition(path, kind))) + "\n"
