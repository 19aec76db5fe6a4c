"""The documents say what is so: commands, links, code and the figures of the worked example."""

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "geo" / "README.md"])


def read(name: str) -> str:
    """Return a document."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8"))
    inside = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in inside if not (path.parent / link).exists()] == []


def test_ci_runs_the_command_of_the_readme() -> None:
    command = "python3 run.py test"
    assert read(".ci/run").splitlines()[-1] == command
    for name in ("README.md", "README.vi.md"):
        assert f"\n{command} " in read(name)


def test_both_readmes_have_the_same_parts() -> None:
    english, vietnamese = (
        re.findall(r"^#+", read(name), re.MULTILINE) for name in ("README.md", "README.vi.md")
    )
    assert english == vietnamese


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_code_of_the_readme_runs(name: str) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", read(name), re.DOTALL)
    names: dict[str, object] = {}
    exec(block, names)
    for call, promised in re.findall(r"^(cdslib\.\S.*?\S)\s+# ('[^']*')$", block, re.MULTILINE):
        assert repr(eval(call, names)) == promised


def test_the_worked_example_is_in_the_data() -> None:
    text = read("docs/architecture.md")
    quoted = re.findall(r"^ +(vn(?:34|63)-38,dti,.*)$", text, re.MULTILINE)
    assert len(quoted) == 2
    assert set(quoted) <= set(read("data/observations.csv").splitlines())
    with (ROOT / "data" / "sources.csv").open(encoding="utf-8", newline="") as lines:
        sources = {row["id"]: row for row in csv.DictReader(lines)}
    assert sources["dti-copy-opendx-web"]["reached"] == "copy"


def test_the_worked_example_adds_up() -> None:
    (terms, divisor, total) = re.findall(r"\((50·1 .*?)\) / (\d+) = ([\d.]+)", read("docs/architecture.md"))[
        0
    ]
    products = [float(a) * float(b) for a, b in (term.split("·") for term in terms.split(" + "))]
    assert round(sum(products) / float(divisor), 4) == float(total) == 0.7743
    with (ROOT / "data" / "scheme_weights.csv").open(encoding="utf-8", newline="") as lines:
        weights = [
            float(row["weight"])
            for row in csv.DictReader(lines)
            if (row["scheme"], row["pillar"]) == ("dti-2025", "overall")
        ]
    assert sorted(weights) == sorted(float(term.split("·")[0]) for term in terms.split(" + "))
