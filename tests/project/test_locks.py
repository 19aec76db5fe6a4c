"""The lock files: complete, hashed, of one mind, and fit for any machine."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def entries(name: str) -> dict[str, str]:
    """Return what a lock pins: everything between two names, by name and marker."""
    text = (ROOT / name).read_text(encoding="utf-8")
    found = re.findall(
        r"^([\w.-]+==\S+(?: ; [^\\\n]+)?) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)",
        text,
        re.MULTILINE,
    )
    return {pin.strip(): hashes for pin, hashes in found}


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_hashes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert len(entries(name)) == len(re.findall(r"^[\w.-]+==", text, re.MULTILINE)) > 100


@pytest.mark.parametrize("name", LOCKS)
def test_no_address_and_no_path_of_a_machine(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.findall(r"^.*(?:://|^-|\s/).*$", text, re.MULTILINE)


def test_the_tests_run_on_the_versions_that_users_get() -> None:
    runtime, development = (entries(name) for name in LOCKS)
    pins = {pin.partition(" ; ")[0] for pin in development}
    assert [pin for pin in runtime if pin.partition(" ; ")[0] not in pins] == []


def test_versions_are_above_the_known_security_faults() -> None:
    locked = dict(pin.partition(" ; ")[0].split("==") for pin in entries("requirements.lock"))
    floors = {"jupyter-server": (2, 20, 0), "jupyterlab": (4, 6, 2), "voila": (0, 5, 6), "tornado": (6, 5, 0)}
    for name, floor in floors.items():
        assert tuple(int(part) for part in locked[name].split(".")[:3]) >= floor, name
