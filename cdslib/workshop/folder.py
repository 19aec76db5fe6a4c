"""A learner's folder: what is missing is put there, what is there stays; an exercise can be begun afresh."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cdslib.errors import CdsError, UsageError
from cdslib.workshop.editions import Edition, content, edition, lesson_number, sources
from cdslib.workshop.specimens import specimens

TABLES = "bang-mau"
BACKUPS = "sao-luu"
KEY_MARK = "-dap-an"  # in the names of the instructor's notebooks


class UnknownExerciseError(UsageError):
    """There is no such exercise or lesson to begin afresh."""

    key = "workshop.unknown_exercise"


class NothingToResetError(CdsError):
    """The folder holds no notebook of that lesson."""

    key = "workshop.nothing_to_reset"


class FolderUnusableError(CdsError):
    """The folder cannot be made or written to."""

    key = "workshop.folder_unusable"


@dataclass(frozen=True)
class Filled:
    """What became of a folder.

    Attributes
    ----------
    written, kept : tuple of pathlib.Path
        Files that were put there, and files that were there before and were left alone.
    """

    written: tuple[Path, ...]
    kept: tuple[Path, ...]


def fill(folder: Path, *, key: bool = False) -> Filled:
    """Put the notebooks and specimen tables into a folder; whatever is there already is left alone.

    Parameters
    ----------
    folder : pathlib.Path
        Where to; it is made if it is not there.
    key : bool
        Put the instructor's notebooks there as well.

    Returns
    -------
    Filled
        What was written and what was kept.

    Raises
    ------
    FolderUnusableError
        If the folder cannot be made or written to.
    """
    written: list[Path] = []
    kept: list[Path] = []
    try:
        for path, data in _files(folder, key=key):
            path.parent.mkdir(parents=True, exist_ok=True)
            (written if _write_new(path, data) else kept).append(path)
    except OSError as error:
        raise FolderUnusableError(folder=folder, why=error.strerror or type(error).__name__) from error
    return Filled(tuple(written), tuple(kept))


def _files(folder: Path, *, key: bool) -> Iterator[tuple[Path, bytes]]:
    kinds: tuple[Edition, ...] = ("learner", "key") if key else ("learner",)
    for source in sources():
        for kind in kinds:
            yield _place(folder, source, kind), content(source, kind).encode()
    for name, data in specimens().items():
        yield folder / TABLES / name, data


def _place(folder: Path, source: Path, kind: Edition = "learner") -> Path:
    return folder / (source.name if kind == "learner" else f"{source.stem}{KEY_MARK}.ipynb")


def _write_new(path: Path, data: bytes) -> bool:
    """Write a file unless there is one; the system itself refuses, so nothing can come between."""
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        return False
    return True


@dataclass(frozen=True)
class Reset:
    """What beginning afresh did.

    Attributes
    ----------
    notebook, backup : pathlib.Path
        What was changed, and the copy of how it was.
    whole : bool
        Whether the whole lesson was restored, as it was asked for or the file could not be read.
    """

    notebook: Path
    backup: Path
    whole: bool


def reset(folder: Path, exercise: str, now: datetime) -> Reset:
    """Begin an exercise, or a whole lesson, afresh; the notebook as it was is kept beside.

    Parameters
    ----------
    folder : pathlib.Path
        The learner's folder.
    exercise : str
        An exercise, ``"1.2"``, or a lesson, ``"1"``.
    now : datetime.datetime
        Dates the backup.

    Returns
    -------
    Reset
        What was changed and where the backup is.

    Raises
    ------
    UnknownExerciseError
        If there is no such exercise.
    NothingToResetError
        If the folder holds no notebook of that lesson.
    FolderUnusableError
        If the folder cannot be written to.
    """
    source, fresh = _asked(exercise)
    notebook = _place(folder, source)
    if not notebook.is_file():
        raise NothingToResetError(file=notebook)
    try:
        backup = _back_up(notebook, now)
        restored = None if "." not in exercise else _restored(notebook, fresh, f"exercise-{exercise}")
        _replace(notebook, content(source, "learner") if restored is None else restored)
    except OSError as error:
        raise FolderUnusableError(folder=folder, why=error.strerror or type(error).__name__) from error
    return Reset(notebook, backup, whole=restored is None)


def _asked(exercise: str) -> tuple[Path, Any]:
    """Return source and fresh copy of the lesson asked for."""
    lesson, _, place = exercise.partition(".")
    for source in sources():
        if str(lesson_number(source)) == lesson:
            fresh = edition(source, "learner")
            if not (place or "." in exercise) or _tagged(fresh, f"exercise-{exercise}"):
                return source, fresh
    raise UnknownExerciseError(exercise=exercise, known=", ".join(exercise_numbers()))


def exercise_numbers() -> list[str]:
    """Return the numbers of all exercises, as the tags of the lessons give them."""
    tags = [
        tag
        for path in sources()
        for cell in edition(path, "learner").cells
        for tag in cell.metadata.get("tags", [])
    ]
    return sorted({tag.removeprefix("exercise-") for tag in tags if tag.startswith("exercise-")})


def _back_up(notebook: Path, now: datetime) -> Path:
    """Copy the notebook beside it under the date, never over an older copy."""
    folder = notebook.parent / BACKUPS
    folder.mkdir(exist_ok=True)
    stem, data = f"{notebook.stem}.{now:%Y-%m-%d-%H%M%S}", notebook.read_bytes()
    for number in range(1, 1000):
        copy = folder / (f"{stem}.ipynb" if number == 1 else f"{stem}-{number}.ipynb")
        if _write_new(copy, data):
            return copy
    raise FileExistsError(str(folder))


def _restored(notebook: Path, fresh: Any, tag: str) -> str | None:
    """Return the learner's notebook with fresh cells of an exercise; None if it cannot be read."""
    import nbformat

    try:
        own = nbformat.read(notebook, as_version=4)
    except Exception:  # a damaged file fails in many ways
        return None
    order = [cell.id for cell in fresh.cells]
    for cell in _tagged(fresh, tag):
        places = {one.get("id"): place for place, one in enumerate(own.cells)}
        if cell.id in places:
            own.cells[places[cell.id]] = cell
        else:
            before = [places[known] for known in order[: order.index(cell.id)] if known in places]
            own.cells.insert(max(before, default=-1) + 1, cell)
    return str(nbformat.writes(own)) + "\n"


def _tagged(notebook: Any, tag: str) -> list[Any]:
    return [cell for cell in notebook.cells if tag in cell.metadata.get("tags", [])]


def _replace(path: Path, words: str) -> None:
    """Write a file whole or not at all."""
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_text(words, encoding="utf-8", newline="\n")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
