"""What bounds a running service: memory, time, rights; each bound is really reached, on this machine only."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import psutil
import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.server.conftest import OTHER_NOTEBOOKS, ROOT, Service, notebook, serving, wait_for

# Versions below have holes that are known: CVE-2026-44727, -40110, -35397; CVE-2026-73417, -73415, -73627;
# CVE-2024-30265; CVE-2024-52804, CVE-2025-47287.
SAFE = {"jupyter-server": "2.20.0", "jupyterlab": "4.6.2", "voila": "0.5.6", "tornado": "6.5"}
SMALL = "print('well')"
GREEDY = "print(len(bytearray(900 * 2**20)))"
NOBODY = 65534
IMPATIENT = """
import cdslib.server.app as app
ordinary = app.configuration
def impatient(settings):
    config = ordinary(settings)
    config.BoundedKernels.cull_interval = 1
    config.BoundedKernels.orphan_seconds = 5
    return config
app.configuration = impatient
"""
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can limit another process")


@pytest.mark.parametrize("name", SAFE)
def test_no_library_with_known_holes(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (allowed,) = [one.specifier for one in map(Requirement, project["dependencies"]) if one.name == name]
    assert Version(version(name)) >= Version(SAFE[name])
    assert [one.operator for one in allowed] == [">="]
    assert Version(next(iter(allowed)).version) >= Version(SAFE[name])


def pages(folder: Path, **cells: str) -> Path:
    """Write dashboards into a folder."""
    (folder / "dashboards").mkdir()
    for name, cell in cells.items():
        (folder / "dashboards" / f"{name}.ipynb").write_text(notebook(cell), encoding="utf-8")
    return folder


def kernels(service: Service) -> dict[str, int]:
    found: dict[str, int] = json.loads(service.get("/healthz").body)["kernels"]
    return found


def test_without_memory_visitors_are_asked_to_wait(tmp_path: Path) -> None:
    (tmp_path / "cdslib.toml").write_text("memory_floor = 9_999_999\n", encoding="utf-8")
    with serving(tmp_path) as service:
        for path in ("/map", "/profile?s=vn34-38"):
            refused = service.get(path)
            assert (refused.status, refused.headers["retry-after"]) == (503, "10")
            assert "Hiện có quá nhiều người đang xem" in refused.text
            assert "Too many visitors at the moment" in refused.text
        assert service.get("/").status == 200
        assert kernels(service) == {"in_use": 0, "ready": 0, "most": 20}


def test_kernels_without_a_page_are_ended(tmp_path: Path) -> None:
    pages(tmp_path, map=SMALL)
    with serving(tmp_path, before=OTHER_NOTEBOOKS + IMPATIENT) as service:
        kept = service.get("/map").kernel
        with service.channels(kept):
            left = service.get("/map").kernel
            wait_for(lambda: service.get(f"/api/kernels/{left}").status == 404, 30)
            assert service.get(f"/api/kernels/{kept}").status == 200
        assert f"Ending kernel {left}: no page came back to it" in service.log


@on_linux
def test_a_kernel_that_takes_too_much_memory_fails_alone(tmp_path: Path) -> None:
    pages(tmp_path, map=GREEDY, targets=SMALL)
    (tmp_path / "cdslib.toml").write_text("kernel_memory = 600\n", encoding="utf-8")
    with serving(tmp_path, before=OTHER_NOTEBOOKS) as service:
        greedy = service.get("/map")
        assert greedy.status == 200
        assert "Phần này đang gặp lỗi" in greedy.text
        assert "MemoryError" in service.log
        assert "MemoryError" not in greedy.text
        assert "well" in service.get("/targets").text


def family(service: Service) -> list[psutil.Process]:
    """The processes of a service: its own and those of its kernels."""
    (found,) = [child for child in psutil.Process().children() if str(service.port) in child.cmdline()]
    return [found, *found.children(recursive=True)]


def test_nothing_is_sent_elsewhere(service: Service) -> None:
    page = service.get("/map")
    assert service.get("/").status == 200
    for process in family(service):
        elsewhere = [
            one.raddr.ip
            for one in process.net_connections("inet")
            if one.raddr and one.raddr.ip not in ("127.0.0.1", "::1")
        ]
        assert elsewhere == []
    service.leave(page.kernel)


def python_for_all() -> str | None:
    """A Python of this version that every user of the machine may run."""
    wanted = (sys.executable, f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}")
    for path in wanted:
        try:
            subprocess.run([path, "-c", ""], user=NOBODY, check=True, timeout=60)
        except (OSError, subprocess.SubprocessError):
            continue
        return path
    return None


@pytest.fixture
def program() -> Iterator[Path]:
    """The program, its data and a folder for temporary files, of which only the last can be written to."""
    folder = Path(tempfile.mkdtemp(prefix="cds", dir="/tmp"))
    folder.chmod(0o755)
    for name in ("cdslib", "data", "geo", "notebooks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in folder.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    (folder / "tmp").mkdir()
    os.chown(folder / "tmp", NOBODY, NOBODY)
    yield folder
    shutil.rmtree(folder)


def written_by_nobody() -> set[Path]:
    """What the user without rights has in the folders that everyone may write to."""
    shared = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"), Path("/"))
    return {path for folder in shared for path in folder.iterdir() if path.lstat().st_uid == NOBODY}


@pytest.mark.skipif(
    sys.platform != "linux" or os.getuid() != 0, reason="only root can start it as another user"
)
def test_it_runs_without_rights_on_data_that_cannot_be_written(program: Path) -> None:
    python = python_for_all()
    if python is None:
        pytest.skip("no Python here that another user may run")
    before, files = written_by_nobody(), {path: path.stat().st_mtime_ns for path in program.rglob("*")}
    environment = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": os.pathsep.join([str(program), sysconfig.get_path("purelib")]),
        "TMPDIR": str(program / "tmp"),
        "JUPYTER_PATH": str(Path(sys.prefix) / "share" / "jupyter"),
        "HOME": "/nonexistent",
        "LANG": "C.UTF-8",
    }
    with serving(program / "tmp", python=python, user=NOBODY, environment=environment) as service:
        assert {process.uids().real for process in family(service)} == {NOBODY}
        for path in ("/", "/map", "/profile", "/targets", "/scenario"):
            page = service.get(path)
            assert page.status == 200
            assert "site-failed" not in page.text
            if path != "/":
                service.leave(page.kernel)
        assert json.loads(service.get("/healthz").body)["incidents"] == []
    assert {path: path.stat().st_mtime_ns for path in files if path != program / "tmp"} == {
        path: time for path, time in files.items() if path != program / "tmp"
    }
    assert written_by_nobody() <= before
