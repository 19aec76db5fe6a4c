"""Where the package keeps what it carries: data, boundaries, notebooks, static files.

In a checkout these are the top-level folders; in an installed wheel the same folders lie inside
the package, so that ``pip install`` works in any folder.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _carried(name: str) -> Path:
    inside = _PACKAGE / "carried" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def data_dir() -> Path:
    """Return the folder of the data package (``datapackage.json`` and its tables)."""
    return _carried("data")


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
