"""The wheel works in any folder: data, boundaries and pages travel inside it."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
OFFLINE = ["--no-deps", "--no-build-isolation", "--no-index"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([*PIP, "wheel", *OFFLINE, "--wheel-dir", folder, ROOT], check=True)
    (built,) = folder.glob("cdslib-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel where nothing of the checkout is."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([*PIP, "install", *OFFLINE, "--target", folder, wheel], check=True)
    return folder


def python(code: str, installed: Path, cwd: Path) -> str:
    """Run code with the installed wheel, in an empty folder, without the checkout's own package."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def test_data_and_boundaries_are_read_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    said = python(
        "import json, cdslib, cdslib.resources as r\n"
        "from cdslib.boundaries import load_boundaries\n"
        "dti = cdslib.load_observations(indicator='dti', geography='vn34', period='2024', measure='standard')\n"
        "print(json.dumps([str(r.data_dir()), str(r.geo_dir()), str(r.notebooks_dir()), len(load_boundaries('vn63')),\n"
        "  len(load_boundaries('vn34')), len(dti), dti.set_index('province_code').value['vn34-38'],\n"
        "  cdslib.resolve_province('Thanh Hóa').code]))",
        installed,
        tmp_path,
    )
    data, geo, notebooks, *facts = json.loads(said)
    for folder in (data, geo, notebooks):
        assert Path(folder).is_relative_to(installed / "cdslib" / "carried")
    assert facts == [63, 34, 34, 0.7742, "vn63-38"]


def test_the_whole_check_passes_on_the_installed_data(installed: Path, tmp_path: Path) -> None:
    code = "import sys; from cdslib.cli import main; sys.exit(main(['check', '--lang', 'en']))"
    assert python(code, installed, tmp_path)


def test_a_brief_is_written_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from cdslib.cli import main; sys.exit(main(['brief', 'Thanh Hóa', '-o', 'brief.html']))"
    )
    assert python(code, installed, tmp_path) == "brief.html\n"
    assert (tmp_path / "brief.html").stat().st_size > 100_000


def test_the_course_is_put_into_a_folder_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from cdslib.cli import main; sys.exit(main(['workshop', 'start', 'a', '--copy-only']))"
    )
    assert python(code, installed, tmp_path).startswith("Đã chép 8 tệp")
    assert len(list((tmp_path / "a").glob("bai-*.ipynb"))) == 6


def test_the_wheel_carries_all_that_is_known_and_nothing_of_how_it_was_made(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    tables = {f"cdslib/carried/data/{path.name}" for path in (ROOT / "data").glob("*.csv")}
    pages = {
        f"cdslib/carried/notebooks/dashboards/{path.name}"
        for path in (ROOT / "notebooks/dashboards").glob("*.ipynb")
    }
    pages |= {
        f"cdslib/carried/notebooks/workshop/{path.name}"
        for path in (ROOT / "notebooks/workshop").glob("*.ipynb")
    }
    assert tables
    assert pages
    assert tables | pages | {"cdslib/carried/data/datapackage.json", "cdslib/py.typed"} <= names
    assert not [name for name in names if "build.py" in name and "/geo/" in name]
    assert not [
        name for name in names if "/tests/" in name or "__pycache__" in name or ".ipynb_checkpoints" in name
    ]


def test_pages_find_their_static_files_and_geometry(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    served = f"{wheel.name.split('-py3')[0]}.data/data/share/jupyter/labextensions/cdslib/static"
    static = ROOT / "cdslib" / "frontend" / "cdslib" / "static"
    files = {
        f"{served}/{path.relative_to(static).as_posix()}" for path in static.rglob("*") if path.is_file()
    }
    geometry = {
        f"{served}/geo/{name}"
        for name in ("provinces_63.topojson", "provinces_34.topojson", "archipelagos.geojson")
    }
    assert files | geometry <= names


def test_licences_travel_along(wheel: Path) -> None:
    names = {
        name.rpartition("/")[2]
        for name in zipfile.ZipFile(wheel).namelist()
        if ".dist-info/licenses/" in name
    }
    assert names == {"LICENSE", "NOTICE", "LICENSE-ODbL.txt"}


def test_the_wheel_is_small_enough_to_send_by_mail(wheel: Path) -> None:
    assert wheel.stat().st_size < 8_000_000
