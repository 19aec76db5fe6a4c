"""Where the package keeps what it carries: data, boundaries, notebooks, static files.

In a checkout these are the top-level folders; in an installed wheel the same folders lie inside
the package, so that ``pip install`` works in any folder. A service may publish other data than the package
carries: then the environment variable ``CDSLIB_PUBLICATION`` names the folder with them, for its own process and
for each kernel that it starts, and a process keeps to the data it started with.
"""

import os
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

PUBLICATION = "CDSLIB_PUBLICATION"
_PACKAGE = Path(__file__).resolve().parent
_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


def publication() -> Path | None:
    """Return the folder of the published data, or None where the package's own are shown."""
    folder = os.environ.get(PUBLICATION)
    return Path(folder) if folder else None


def by_publication(
    most: int | None = None,
) -> Callable[[Callable[_Arguments, _Result]], Callable[_Arguments, _Result]]:
    """Make a function remember its results, as :func:`functools.lru_cache` does, for each publication apart.

    Parameters
    ----------
    most : int, optional
        How many results are kept.

    Returns
    -------
    callable
        The decorator.
    """

    def remembering(function: Callable[_Arguments, _Result]) -> Callable[_Arguments, _Result]:
        @lru_cache(most)
        def of(_: Path | None, *args: _Arguments.args, **kwargs: _Arguments.kwargs) -> _Result:
            return function(*args, **kwargs)

        @wraps(function)
        def asked(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> _Result:
            return of(publication(), *args, **kwargs)  # type: ignore[arg-type]

        return asked

    return remembering


def _carried(name: str) -> Path:
    inside = _PACKAGE / "carried" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def data_dir() -> Path:
    """Return the folder of the data package (``datapackage.json`` and its tables)."""
    folder = publication()
    return folder / "data" if folder else _carried("data")


def built_file(name: str) -> Path:
    """Return a file that was prepared from the data for the pages."""
    folder = publication()
    return (folder or _PACKAGE / "apps") / "built" / name


def pictures_dir() -> Path:
    """Return the folder of the pictures that were drawn of the data."""
    folder = publication()
    return (folder or _PACKAGE / "frontend" / "cdslib" / "static") / "pictures"


def geo_dir() -> Path:
    """Return the folder of the boundaries."""
    return _carried("geo")


def notebooks_dir() -> Path:
    """Return the folder of the notebooks."""
    return _carried("notebooks")


def json_schema(name: str) -> str:
    """Return a JSON Schema of the package as text.

    Parameters
    ----------
    name : str
        File name in ``schemas/`` without ``.schema.json``.

    Returns
    -------
    str
        The schema.
    """
    return (_PACKAGE / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
