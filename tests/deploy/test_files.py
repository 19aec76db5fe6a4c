"""What the files of ``deploy/`` say of each other and of the program."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from cdslib.server.settings import Settings, read_settings
from tests.deploy.conftest import DEPLOY, ROOT

SYSTEMD = DEPLOY / "systemd"


def settings(name: str) -> Settings:
    return read_settings(DEPLOY / name)


def test_the_servers_are_where_their_proxies_look() -> None:
    a, b, hub = (settings(f"systemd/{name}.toml") for name in ("a", "b", "hub"))
    site = (DEPLOY / "nginx" / "cdslib.conf").read_text(encoding="utf-8")
    assert re.findall(r"server 127\.0\.0\.1:(\d+) max_fails", site) == ["8866", "8867", "8866", "8867"]
    assert (a.port, b.port, hub.port) == (8866, 8867, 8868)
    assert (a.base_url, b.base_url, hub.base_url) == ("/cds/", "/cds/", "/services/cds/")
    assert '"url": "http://127.0.0.1:8868"' in (DEPLOY / "jupyterhub" / "jupyterhub_config.py").read_text()
    for found in (a, b, hub):
        assert (found.host, found.behind_proxy, found.open_browser) == ("127.0.0.1", True, False)


def manifests() -> dict[str, Any]:
    """Return the objects for Kubernetes by their kind."""
    text = (DEPLOY / "kubernetes" / "dashboards.yaml").read_text(encoding="utf-8")
    return {found["kind"]: found for found in yaml.safe_load_all(text)}


def test_on_kubernetes_hub_service_and_dashboards_agree(tmp_path: Path) -> None:
    values = yaml.safe_load((DEPLOY / "kubernetes" / "values.yaml").read_text(encoding="utf-8"))
    found = manifests()
    file = tmp_path / "cdslib.toml"
    file.write_text(found["ConfigMap"]["data"]["cdslib.toml"], encoding="utf-8")
    inside = read_settings(file)
    service = found["Service"]
    url = f"http://{service['metadata']['name']}:{service['spec']['ports'][0]['port']}"
    assert values["hub"]["services"]["cds"]["url"] == url
    assert (inside.host, inside.port, inside.base_url) == ("0.0.0.0", 8866, "/services/cds/")
    (container,) = found["Deployment"]["spec"]["template"]["spec"]["containers"]
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert container[probe]["httpGet"] == {"path": f"{inside.base_url}healthz", "port": inside.port}
    assert values["singleuser"]["cmd"] == "/opt/cdslib/deploy/jupyterhub/session"


def test_the_image_has_all_it_copies_and_nothing_else() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_in = [line[1:] for line in lines if line.startswith("!")]
    assert lines[1] == "*"
    assert [name for name in let_in if not (ROOT / name).exists()] == []
    text = (DEPLOY / "container" / "Dockerfile").read_text(encoding="utf-8")
    copied = {
        name
        for line in re.findall(r"^COPY (?!--from)(.*)$", text, re.MULTILINE)
        for name in line.split()[:-1]
    }
    assert copied == set(let_in)
    settings("container/cdslib.toml")
    assert re.findall(r"^USER (\d+)$", text, re.MULTILINE) == ["1000", "10001"]


def test_the_hubs_lock_has_the_versions_of_the_programs() -> None:
    def pins(file: Path) -> dict[str, str]:
        return dict(re.findall(r"^([\w.-]+)==(\S+)", file.read_text(encoding="utf-8"), re.MULTILINE))

    program, hub = pins(ROOT / "requirements.lock"), pins(DEPLOY / "jupyterhub" / "requirements.lock")
    tested = pins(ROOT / "requirements-dev.lock")
    assert {name: hub[name] for name in hub.keys() & program.keys()} == {
        name: program[name] for name in hub.keys() & program.keys()
    }
    for name in ("jupyterhub", "jupyterhub-idle-culler", "jupyterhub-systemdspawner"):
        assert hub[name] == tested[name]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze on this machine")
@pytest.mark.parametrize(("unit", "worst"), [("cdslib@.service", 15), ("jupyterhub.service", 80)])
def test_systemd_takes_the_units(unit: str, worst: int, tmp_path: Path) -> None:
    for file in SYSTEMD.iterdir():
        text = file.read_text(encoding="utf-8")
        (tmp_path / file.name).write_text(
            re.sub(r"/opt/cdslib/.venv/bin/\w+", sys.executable, text), encoding="utf-8"
        )
    verified = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / unit)], capture_output=True, text=True, check=False
    )
    assert (verified.returncode, verified.stderr) == (0, "")
    rated = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", f"--threshold={worst}", str(tmp_path / unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert rated.returncode == 0, rated.stdout[-300:]


def code(name: str) -> list[str]:
    """Return the commands of a document, without comments."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    blocks = re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if not line.startswith("#")]


def test_both_languages_of_the_operations_manual_say_the_same() -> None:
    names = "operations.md", "operations.vi.md"
    assert code(names[0]) == code(names[1])
    english, vietnamese = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in names)
    for part in (r"^#+", r"^\|", r"^- ", r"^\*\*"):
        assert len(re.findall(part, english, re.MULTILINE)) == len(re.findall(part, vietnamese, re.MULTILINE))


def test_the_operations_manual_names_files_that_exist() -> None:
    named = {word for line in code("operations.md") for word in line.split() if word.startswith("deploy/")}
    assert len(named) > 8
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize(("name", "marks"), [("operations.md", "“”"), ("operations.vi.md", "«»")])
def test_the_operations_manual_quotes_what_people_see(name: str, marks: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    quoted = re.findall(rf"^\|[^|]*{marks[0]}([^{marks[1]}]*){marks[1]}", text, re.MULTILINE)
    said = (ROOT / "cdslib/i18n/messages/site.toml").read_text(encoding="utf-8")
    said += (DEPLOY / "nginx/cdslib/cds-wait.html").read_text(encoding="utf-8")
    assert len(quoted) == 5
    assert [words for words in quoted if words not in said and words != "Spawn failed"] == []
