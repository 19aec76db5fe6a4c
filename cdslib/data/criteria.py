"""Criteria sets of communes and departments as tables: groups, criteria, maximum points, and how points are given."""

from math import isfinite
from pathlib import Path
from typing import NoReturn

import pandas as pd

from cdslib.data.errors import MissingFileError, NotUtf8Error, UnreadableTableError
from cdslib.data.package import read_csv
from cdslib.errors import CdsError
from cdslib.i18n import Language, text

NEEDED = ("criterion", "group", "name_vi", "rule", "max_points")
OPTIONAL = ("name_en", "steps", "source", "note")
RULES = ("yes_no", "ratio", "steps")


class CriteriaColumnsError(CdsError, ValueError):
    """The table of criteria lacks columns."""

    key = "criteria.missing_columns"


class CriteriaCellError(CdsError, ValueError):
    """A cell of the table of criteria cannot be used.

    Attributes
    ----------
    row : int
        Row as a spreadsheet counts it.
    column : str
        Its heading.
    reason : str
        ``empty``, ``twice``, ``rule``, ``points``, ``no_steps``, ``ratio``, ``steps`` or ``order``.
    """

    key = "criteria.cell"

    def __init__(self, row: int, column: str, value: str, reason: str) -> None:
        self.row, self.column, self.reason = row, column, reason
        super().__init__(row=row, column=column, value=value, known=", ".join(RULES))

    def message(self, lang: Language = "vi") -> str:
        """Say in one language which cell is wrong and what to write instead."""
        return text(f"criteria.cell_{self.reason}", lang, **self.details)


def load_criteria(table: str | Path | pd.DataFrame) -> pd.DataFrame:
    """Read a set of criteria: one row a criterion.

    Parameters
    ----------
    table : str, pathlib.Path or pandas.DataFrame
        CSV in UTF-8, or a frame, with the columns ``criterion`` (a code), ``group``, ``name_vi``, ``rule`` and
        ``max_points``, and optionally ``name_en``, ``steps``, ``source`` and ``note``. The rules:

        - ``yes_no``: the value times the maximum; 1 is fulfilled, 0 is not, 0.5 is half fulfilled;
        - ``ratio``: a/b times the maximum; a number in ``steps`` is the ratio that already earns all points;
        - ``steps``: the points of the highest threshold reached; ``steps`` lists ``threshold:points``, for
          example ``1:5 2:10 3:15 4:20``. A single threshold is a pass mark, ``80:10``.

    Returns
    -------
    pandas.DataFrame
        The same rows with ``max_points`` as numbers, ready for :func:`cdslib.score_criteria`.

    Raises
    ------
    CriteriaColumnsError
        If a column is missing.
    CriteriaCellError
        If a cell cannot be used; the error names row and column.
    MissingFileError, NotUtf8Error, UnreadableTableError
        If the file cannot be read.

    Examples
    --------
    >>> one = pd.DataFrame(
    ...     {"criterion": ["1.1"], "group": ["1"], "name_vi": ["Họp"], "rule": ["steps"], "max_points": [20]}
    ... )
    >>> load_criteria(one.assign(steps="1:5 4:20"))["max_points"].tolist()
    [20.0]
    """
    rows = _read(Path(table)) if isinstance(table, str | Path) else table.copy()
    missing = [name for name in NEEDED if name not in rows]
    if missing:
        raise CriteriaColumnsError(columns=", ".join(missing))
    rows = rows.reindex(columns=[*NEEDED, *OPTIONAL])
    words = rows.astype(object).where(rows.notna(), "").astype(str)
    seen: set[str] = set()
    for place, cells in enumerate(words.to_dict("records"), start=2):
        _check_row(place, {str(name): str(cell).strip() for name, cell in cells.items()}, seen)
    return words.assign(max_points=words["max_points"].astype(float))


def read_steps(steps: str) -> list[tuple[float, float]]:
    """Read the steps of a criterion.

    Parameters
    ----------
    steps : str
        ``threshold:points``, divided by spaces.

    Returns
    -------
    list of (float, float)
        Threshold and points, the lowest threshold first.

    Raises
    ------
    ValueError
        If it is something else.

    Examples
    --------
    >>> read_steps("4:20 1:5")
    [(1.0, 5.0), (4.0, 20.0)]
    """
    pairs = [part.split(":") for part in steps.split()]
    found = sorted((float(threshold), float(points)) for threshold, points in pairs)
    if not found or not all(isfinite(number) for pair in found for number in pair):
        raise ValueError(steps)
    return found


def _read(path: Path) -> pd.DataFrame:
    try:
        return read_csv(path, "str")
    except FileNotFoundError as error:
        raise MissingFileError(path=path) from error
    except UnicodeDecodeError as error:
        raise NotUtf8Error(path=path) from error
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise UnreadableTableError(path=path, reason=str(error).strip()) from error


def _check_row(row: int, cells: dict[str, str], seen: set[str]) -> None:
    def refuse(column: str, reason: str) -> NoReturn:
        raise CriteriaCellError(row, column, cells[column], reason)

    for column in ("criterion", "group"):
        if not cells[column]:
            refuse(column, "empty")
    if cells["criterion"] in seen:
        refuse("criterion", "twice")
    seen.add(cells["criterion"])
    if cells["rule"] not in RULES:
        refuse("rule", "rule")
    most = _number(cells["max_points"])
    if most is None or most <= 0:
        refuse("max_points", "points")
    reason = _wrong_with_steps(cells["rule"], cells["steps"], most)
    if reason:
        refuse("steps", reason)


def _wrong_with_steps(rule: str, steps: str, most: float) -> str | None:
    if rule == "yes_no":
        return "no_steps" if steps else None
    if rule == "ratio":
        full = _number(steps or "1")
        return None if full is not None and 0 < full <= 1 else "ratio"
    try:
        points = [points for _, points in read_steps(steps)]
    except ValueError:
        return "steps"
    return None if points == sorted(points) and points[0] >= 0 and points[-1] <= most else "order"


def _number(words: str) -> float | None:
    try:
        number = float(words)
    except ValueError:
        return None
    return number if isfinite(number) else None
