"""The look at a machine finds what would spoil a course and says what to do."""

from pathlib import Path
from typing import Any

import pytest

from cdslib import cli
from cdslib.workshop import probes
from cdslib.workshop.doctor import examine

HEALTHY: dict[str, Any] = {
    "python_version": (3, 11, 7),
    "libraries": ({"jupyterlab": "4.6.6"}, []),
    "language_pack": "4.5",
    "free_memory": 3000,
    "free_disk": 9000,
    "can_write": True,
    "free_port": 8888,
    "answers_itself": True,
    "proxy_for_this_machine": "",
    "has_vietnamese_font": True,
    "browser": "chromium",
    "kernel_fault": "",
}


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Any:
    def is_so(**facts: Any) -> None:
        for name, value in (HEALTHY | facts).items():
            monkeypatch.setattr(probes, name, lambda *_, value=value, **__: value)

    return is_so


@pytest.mark.parametrize(
    ("facts", "name", "status"),
    [
        ({"python_version": (3, 10, 2)}, "python", "bad"),
        ({"libraries": ({}, ["jupyterlab"])}, "libraries", "bad"),
        ({"language_pack": ""}, "language", "look"),
        ({"free_memory": 1200}, "memory", "look"),
        ({"free_memory": 500}, "memory", "bad"),
        ({"free_disk": 900}, "disk", "look"),
        ({"free_disk": 100}, "disk", "bad"),
        ({"can_write": False}, "folder", "bad"),
        ({"free_port": None}, "port", "bad"),
        ({"answers_itself": False}, "port", "bad"),
        ({"proxy_for_this_machine": "http://proxy:3128"}, "proxy", "look"),
        ({"has_vietnamese_font": False}, "fonts", "look"),
        ({"browser": ""}, "browser", "bad"),
        ({"kernel_fault": "RuntimeError: died"}, "kernel", "bad"),
    ],
)
def test_what_is_wrong_is_found_and_nothing_else(
    machine: Any,
    facts: dict[str, Any],
    name: str,
    status: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    machine(**facts)
    found = [finding for finding in examine(tmp_path) if finding.status != "good"]
    assert [(finding.name, finding.status) for finding in found] == [(name, status)]
    for lang in ("vi", "en"):
        assert found[0].cells(lang)[3].endswith((".", ")."))
    assert cli.main(["workshop", "doctor", str(tmp_path), "--lang", "vi"]) == (status == "bad")
    said = capsys.readouterr().out
    assert ("Chưa học được trên máy này" in said) == (status == "bad")


def test_a_healthy_machine(machine: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    machine()
    assert cli.main(["workshop", "doctor", str(tmp_path), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "The machine is ready for the course." in said
    assert "3,000 MB" in said
    assert cli.main(["workshop", "doctor", str(tmp_path), "--lang", "vi"]) == 0
    assert "3.000 MB" in capsys.readouterr().out


def test_this_machine_runs_a_command_and_answers_itself(tmp_path: Path) -> None:
    assert probes.kernel_fault() == ""
    assert probes.answers_itself()
    assert probes.can_write(tmp_path / "not" / "yet")
    assert not (tmp_path / "not").exists()
    assert probes.free_disk(tmp_path / "not" / "yet") > 0
    assert probes.free_memory() > 0
    assert probes.language_pack()
    assert probes.libraries()[1] == []


def test_a_taken_port_is_not_free() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert probes.free_port(port) is None


def test_fonts_of_each_system(tmp_path: Path) -> None:
    assert probes.has_vietnamese_font("darwin")
    assert not probes.has_vietnamese_font("win32", {"WINDIR": str(tmp_path)})
    (tmp_path / "Fonts").mkdir()
    (tmp_path / "Fonts" / "segoeui.ttf").touch()
    assert probes.has_vietnamese_font("win32", {"WINDIR": str(tmp_path)})
