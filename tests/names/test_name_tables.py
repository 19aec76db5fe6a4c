"""The tables of names: what they hold, and that folding could not have done it alone."""

import csv
import tomllib
import unicodedata
from importlib.resources import files

from cdslib.i18n import LANGUAGES
from cdslib.provinces import province, provinces
from cdslib.provinces.names import key
from cdslib.resources import data_dir


def _rows(table: str) -> list[dict[str, str]]:
    with (data_dir() / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_an_alias_names_one_province_of_a_scheme_and_no_other_bears_that_name() -> None:
    official = {key(name): unit.code for unit in provinces("vn63") for name in (unit.name_vi, unit.name_en)}
    seen: dict[tuple[str, str], str] = {}
    for row in _rows("aliases"):
        unit = province(row["code"])
        assert seen.setdefault((key(row["alias"]), unit.geography), unit.code) == unit.code
        if unit.geography == "vn63":
            assert official.get(key(row["alias"])) is None, f"{row['alias']} needs no alias"
        assert row["kind"] in {"abbreviation", "old_spelling", "english", "other"}


def test_former_provinces_name_successors_in_both_schemes() -> None:
    for row in _rows("former_provinces"):
        units = [province(code) for code in row["successors"].split()]
        assert {unit.geography for unit in units} == {"vn63", "vn34"}
        assert row["note_vi"]
        assert row["note_en"]
        assert key(row["name"]) not in {key(unit.name_vi) for unit in provinces("vn63")}


def test_tables_are_composed_and_sorted_by_their_keys() -> None:
    for table, keys in (("aliases", ("alias", "code")), ("former_provinces", ("name",))):
        text = (data_dir() / f"{table}.csv").read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text)
        assert "\r" not in text
        order = [tuple(row[name] for name in keys) for row in _rows(table)]
        assert order == sorted(set(order))


def test_messages_have_both_languages_and_the_same_blanks() -> None:
    for room in ("names", "quantities"):
        path = files("cdslib.i18n").joinpath("messages", f"{room}.toml")
        for name, both in tomllib.loads(path.read_text(encoding="utf-8")).items():
            assert set(both) == set(LANGUAGES), name
            blanks = [sorted(part.split("}")[0] for part in both[lang].split("{")[1:]) for lang in LANGUAGES]
            assert set(blanks[0]) == set(blanks[1]), name
            assert unicodedata.is_normalized("NFC", both["vi"]), name
