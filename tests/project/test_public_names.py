"""What ``cdslib`` offers by name, and that offering it costs nothing."""

import subprocess
import sys
from importlib.metadata import version

import pytest

import cdslib


def loaded_after(statement: str) -> set[str]:
    """Return the modules that a fresh interpreter holds after a statement."""
    code = f"{statement}; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = {"pandas", "numpy", "altair", "geopandas", "ipywidgets", "frictionless", "tornado"}
    assert not loaded_after("import cdslib") & heavy


@pytest.mark.parametrize(
    "name", ["resolve_province", "Province", "parse_quantity", "Quantity", "CdsError", "UnknownProvinceError"]
)
def test_names_and_numbers_work_without_pandas(name: str) -> None:
    assert not loaded_after(f"from cdslib import {name}") & {"pandas", "numpy", "altair"}


@pytest.mark.parametrize("name", cdslib.__all__)
def test_every_offered_name_is_there(name: str) -> None:
    assert getattr(cdslib, name) is not None
    assert name in dir(cdslib)


def test_functions_and_classes_are_documented_with_an_example() -> None:
    for name in cdslib.__all__:
        if name not in ("__version__", "charts"):
            assert getattr(cdslib, name).__doc__, name


def test_version_is_the_installed_one() -> None:
    assert cdslib.__version__ == version("cdslib")


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'cdslib' has no attribute 'load_everything'"):
        cdslib.load_everything  # noqa: B018


def test_star_import_gives_exactly_what_is_offered() -> None:
    names: dict[str, object] = {}
    exec("from cdslib import *", names)
    assert set(names) - {"__builtins__"} == set(cdslib.__all__)
