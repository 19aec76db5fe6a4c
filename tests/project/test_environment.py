"""environment.yml and pyproject.toml name the same libraries, and NOTICE the same again."""

import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
# conda-forge writes one of our libraries otherwise; Altair's extra "save" is vl-convert.
CONDA_NAMES = {"jupyter-server": "jupyter_server"}
FROM_EXTRAS = {"vl-convert-python": ""}


@pytest.fixture(scope="module")
def required() -> dict[str, str]:
    """Return the version ranges of pyproject.toml by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirements = [Requirement(line) for line in project["dependencies"]]
    assert {r.name: r.extras for r in requirements if r.extras} == {"altair": {"save"}}
    return (
        {r.name: str(r.specifier) for r in requirements}
        | FROM_EXTRAS
        | {"python": project["requires-python"]}
    )


def test_conda_environment_lists_the_same_libraries(required: dict[str, str]) -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    *lines, pip = environment["dependencies"]
    listed = {r.name: str(r.specifier) for r in map(Requirement, lines)}
    assert listed.pop("pip") == ""
    assert listed == {CONDA_NAMES.get(name, name): versions for name, versions in required.items()}
    assert pip == {"pip": ["-e ."]}
    assert environment["channels"] == ["conda-forge"]


def test_notice_lists_the_same_libraries(required: dict[str, str]) -> None:
    table = (ROOT / "NOTICE").read_text(encoding="utf-8").partition("| library ")[2].splitlines()[2:]
    listed = {line.split("|")[1].strip() for line in table if line.lstrip().startswith("|")}
    assert listed == set(required) - {"python"}
