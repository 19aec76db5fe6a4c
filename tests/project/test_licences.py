"""No library that users install is under the GPL alone; NOTICE names those that offer it as a choice."""

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[2]


def licence(name: str) -> str:
    """Return all that a library's metadata say of its licence; empty for one of another system."""
    try:
        data = metadata(name)
    except PackageNotFoundError:
        return ""
    classifiers = [line for line in data.get_all("Classifier") or [] if line.startswith("License")]
    return " ".join([data.get("License-Expression") or "", (data.get("License") or "")[:200], *classifiers])


def locked() -> list[str]:
    """Return the names in the lock that users install."""
    return re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)


def test_gpl_only_as_a_choice() -> None:
    gpl = {name: words for name in locked() if re.search(r"GPL|General Public", words := licence(name))}
    assert set(gpl) == {"text-unidecode"}
    assert "Artistic" in gpl["text-unidecode"]


def test_notice_names_the_mpl_libraries() -> None:
    mpl = {name for name in locked() if re.search(r"MPL|Mozilla", licence(name))}
    assert mpl == {"certifi", "fqdn", "pathspec"}
    assert "certifi, fqdn and pathspec are under the MPL 2.0" in (ROOT / "NOTICE").read_text(encoding="utf-8")


def test_every_library_says_its_licence() -> None:
    other_systems = {"appnope", "colorama", "pywinpty"}
    assert {name for name in locked() if not licence(name).strip()} <= other_systems
