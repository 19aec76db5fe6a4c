"""Every word a reader sees stands in the catalogues, in both languages; every key that code uses is there."""

import re
import tomllib
import unicodedata
from pathlib import Path
from string import Formatter

import pytest

import cdslib
from cdslib.i18n import LANGUAGES, messages, text

PACKAGE = Path(cdslib.__file__).parent
FILES = sorted((PACKAGE / "i18n" / "messages").glob("*.toml"))
ROOMS = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES}
KEYS = {f"{room}.{name}" for room, found in ROOMS.items() for name in found}
STATIC = PACKAGE / "frontend" / "cdslib" / "static"
SHARED_CODE = ("page.mjs", "chart.mjs", "controls.mjs")
# The catalogue of a page, if it has not its name: "scenario" is that of the library.
PAGES = {"map": "map", "profile": "profile", "scenario": "scenario_page", "targets": "targets"}
BORROWED = {"profile": ("map",)}  # pages that are sent the words of another one
TEMPLATES = sorted((PACKAGE / "server" / "templates").glob("*.j2"))


def blanks(words: str, lang: str) -> set[str]:
    """Return the blanks of a message; ``name_vi`` and ``name_en`` are the same blank in each its own language."""
    names = {name for _, name, _, _ in Formatter().parse(words) if name is not None}
    return {name.removesuffix(f"_{lang}") for name in names}


def code() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py")))


def test_there_are_catalogues() -> None:
    assert {"charts", "common", "map", "names", "quantities", "site"} <= set(ROOMS)


@pytest.mark.parametrize("key", sorted(KEYS))
def test_a_message_in_both_languages(key: str) -> None:
    room, name = key.split(".")
    both = ROOMS[room][name]
    assert tuple(both) == LANGUAGES
    for words in both.values():
        assert words.strip()
        assert words == unicodedata.normalize("NFC", words)
        assert "  " not in words
    assert blanks(both["vi"], "vi") == blanks(both["en"], "en")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_catalogue_is_a_plain_text_file(path: Path) -> None:
    data = path.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")


def test_the_keys_that_code_names_exist() -> None:
    named = set(re.findall(r'\btext\(\s*"([a-z]+\.\w+)"', code()))
    assert len(named) > 30
    assert sorted(named - KEYS) == []


def test_every_error_has_its_message() -> None:
    """A key is a message, or the start of several among which the error chooses."""
    named = set(re.findall(r'\bkey(?:: ClassVar\[str\])? = "([a-z]+\.\w+)"', code()))
    assert len(named) > 20
    assert [
        key for key in sorted(named - KEYS) if not any(other.startswith(f"{key}_") for other in KEYS)
    ] == []


def test_the_keys_that_code_composes_have_candidates() -> None:
    composed = set(re.findall(rf'\bf"((?:{"|".join(ROOMS)})\.[^"\s]*)"', code()))
    assert len(composed) > 8
    for pattern in composed:
        fits = re.compile(re.sub(r"\\\{[^{}]*\\\}", r"\\w+", re.escape(pattern)))
        assert any(fits.fullmatch(key) for key in KEYS), pattern


@pytest.mark.parametrize("name", PAGES)
def test_the_words_a_page_names_exist(name: str) -> None:
    files = [*sorted(STATIC.glob(f"{name}*.mjs")), *(STATIC / file for file in SHARED_CODE)]
    page = "\n".join(path.read_text(encoding="utf-8") for path in files)
    rooms = ("page", "common", PAGES[name], *BORROWED.get(name, ()))
    known = {word for room in rooms for word in ROOMS[room]}
    named = set(re.findall(r"\bui\.(\w+)", page)) | set(re.findall(r"\bwords\.(play|pause)\b", page))
    assert len(named) > 30
    assert sorted(named - known) == []
    for prefix in re.findall(r"ui\[`(\w+)_\$", page):
        assert any(word.startswith(f"{prefix}_") for word in known), prefix
    for prefix, ids in re.findall(r'named\("(\w+)", \[([^\]]*)\]', page):
        assert {f"{prefix}_{id_}" for id_ in re.findall(r'"(\w+)"', ids)} <= known


def test_the_columns_of_the_pages_table_have_names() -> None:
    page = (STATIC / "map.mjs").read_text(encoding="utf-8")
    columns = re.findall(r'^  \["(\w+)", ', page, re.MULTILINE)
    assert len(columns) >= 5
    assert set(columns) <= set(ROOMS["map"])


def test_the_words_the_templates_name_exist() -> None:
    named = {
        name
        for path in TEMPLATES
        for name in re.findall(r"site\.words\.(\w+)", path.read_text(encoding="utf-8"))
    }
    assert len(named) > 10
    assert sorted(named - set(ROOMS["site"])) == []


def test_every_choice_of_the_map_has_its_words() -> None:
    from cdslib.analysis.classify import SCHEMES
    from cdslib.apps.atlas import load_atlas
    from cdslib.apps.map_export import COLUMNS
    from cdslib.apps.map_passport import CARD_PARTS
    from cdslib.charts.palettes import DIVERGING, SEQUENTIAL

    origins = load_atlas().origins
    needed = {f"scheme_{name}" for name in SCHEMES} | {f"palette_{name}" for name in SEQUENTIAL + DIVERGING}
    needed |= {f"card_{name}" for name in CARD_PARTS} | set(COLUMNS) | {"geography_vn34", "geography_vn63"}
    needed |= {f"rule_{origin['rule']}" for origin in origins if "rule" in origin}
    needed |= {f"status_{origin['status']}" for origin in origins}
    needed |= {f"qualifier_{origin['qualifier']}" for origin in origins if "qualifier" in origin}
    needed |= {
        f"headline_{change}{way}"
        for change in ("", "change_")
        for way in ("higher_better", "lower_better", "neutral")
    }
    assert sorted(needed - set(ROOMS["map"])) == []


def test_every_status_and_reason_of_a_promise_has_its_words() -> None:
    from cdslib.apps.targets_export import COLUMNS
    from cdslib.apps.targets_view import TargetsState
    from cdslib.charts.statuses import GROUPS, STATUSES

    assert {f"word_{status}" for status in STATUSES} | {f"group_{group}" for group in GROUPS} <= set(
        ROOMS["promises"]
    )
    reasons = {name.removeprefix("reason_") for name in ROOMS["gaps"] if name.startswith("reason_")}
    about_pace = {"no_target_year", "one_figure", "series_break", "not_exact", "no_pace_for_indicator"}
    about_pace |= {"relative_target", "pace_not_computable"}
    needed = {f"help_{reason}" for reason in reasons - about_pace} | {f"part_{group}" for group in GROUPS}
    needed |= {f"column_{name}" for name in COLUMNS} | set(vars(TargetsState())) - {"chosen", "lang"}
    assert sorted(needed - set(ROOMS["targets"])) == []


def test_text_and_messages() -> None:
    assert text("map.remove", "en", name="Hà Nội") == "Remove Hà Nội"
    assert text("map.remove") == "Bỏ {name}"
    assert messages("common", "vi")["country"] == "Việt Nam"
    for wrong in ("map.nothing", "nowhere.nothing"):
        with pytest.raises((KeyError, FileNotFoundError)):
            text(wrong)


def test_values_are_not_read_as_blanks() -> None:
    assert text("map.remove", name="{x}") == "Bỏ {x}"
