"""The words of the map pages' indicators, provinces and sources, read from the data package."""

from typing import Any

import pandas as pd

from cdslib.data import (
    load_documents,
    load_indicators,
    load_licences,
    load_measures,
    load_merger,
    load_pillars,
    load_provinces,
    load_regions,
    load_scheme_weights,
    load_schemes,
    load_sources,
    load_targets,
    load_translations,
    load_units,
    load_vintages,
)
from cdslib.data.plain import rows_by
from cdslib.i18n import LANGUAGES, text

INDICATOR_TEXTS = (
    "name",
    "short",
    "definition",
    "formula",
    "numerator",
    "denominator",
    "reporter",
    "pitfalls",
)
Row = dict[str, Any]
Both = dict[str, str]


class IndicatorWords:
    """Words, digits, breaks and targets of indicators; the tables are read once."""

    def __init__(self) -> None:
        self.catalogue = rows_by(load_indicators(), "code")
        self.measures = rows_by(load_measures(), "code")
        self.units = rows_by(load_units(), "code")
        self.documents = rows_by(load_documents(), "id")
        self.targets = list(rows_by(load_targets(), "id").values())
        self.later_schemes = sorted(int(year) for year in load_schemes()["valid_from"])[1:]
        weights = load_scheme_weights()
        self.index_parts = {"dti"} | set(weights["component"]) | set(weights["pillar"]) - {"overall"}

    def ordered(self, ids: list[str]) -> list[str]:
        """Order indicators by pillar and catalogue, the index itself first."""
        pillars = {code: row["position"] for code, row in rows_by(load_pillars(), "code").items()}
        place = {code: (pillars[row["pillar"]], n) for n, (code, row) in enumerate(self.catalogue.items())}
        return sorted(ids, key=lambda id_: (id_ != "dti", place[id_.split(".")[0]], id_))

    def of(self, id_: str) -> Row:
        """Return what the page says of one indicator."""
        code, _, measure = id_.partition(".")
        row = self.catalogue[code]
        unit = self.units[row["unit"]]
        words: Row = {name: _both(row, name) for name in INDICATOR_TEXTS}
        if measure:
            names = _both(self.measures[measure], "name")
            for name in ("name", "short"):
                words[name] = {lang: f"{words[name][lang]} – {names[lang]}" for lang in LANGUAGES}
        symbols, unit_names = _both(unit, "symbol"), _both(unit, "name")
        is_percent = symbols["vi"].startswith("%")
        return words | {
            "label": words.pop("short"),
            "unit": {lang: symbols[lang] or unit_names[lang] for lang in LANGUAGES},
            "suffix": dict.fromkeys(LANGUAGES, "%" if is_percent else ""),
            "points": {lang: text("map.points", lang) if is_percent else "" for lang in LANGUAGES},
            "evidence": {lang: text(f"map.evidence_{row['evidence']}", lang) for lang in LANGUAGES},
            "pillar": row["pillar"],
            "decimals": int(row["decimals"]),
            "direction": row["direction"],
            "breaks": self._breaks(code),
            "targets": self._targets(code),
        }

    def _breaks(self, code: str) -> list[Row]:
        """Return the first years of the later index schemes, for the indicators they count."""
        if code.removesuffix("_rank") not in self.index_parts:
            return []
        words = {lang: text("map.break_label", lang) for lang in LANGUAGES}
        return [{"year": year} | words for year in self.later_schemes]

    def _targets(self, code: str) -> list[Row]:
        """Return the national level targets of an indicator, latest target year first."""
        codes = {code, "digital_economy_share_gdp"} if code == "digital_economy_share" else {code}
        wanted = [
            row
            for row in self.targets
            if row["province_code"] == "vn" and row["kind"] == "level" and row["indicator"] in codes
        ]
        found: dict[float, Row] = {}
        for row in sorted(wanted, key=lambda row: row["target_year"] or "", reverse=True):
            if row["value"] is not None and not row["flag"]:
                number = (self.documents.get(row["document"]) or {}).get("number") or ""
                said = f"{row['target_year'] or ''} {number}".strip()
                found.setdefault(row["value"], {"value": row["value"], "vi": said, "en": said})
        return list(found.values())


def _both(row: Row, name: str) -> Both:
    return {lang: row[f"{name}_{lang}"] or "" for lang in LANGUAGES}


def province_words() -> dict[str, Row]:
    """Return names, region and merger of the 63 and the 34."""
    merger = load_merger()
    parts = merger.groupby("code_34")["code_63"].agg(list).to_dict()
    successor = dict(zip(merger["code_63"], merger["code_34"], strict=True))
    found: dict[str, Row] = {}
    for code, row in rows_by(load_provinces(), "code").items():
        if code != "vn":
            link = {"parts": parts[code]} if row["geography"] == "vn34" else {"successor": successor[code]}
            found[code] = _both(row, "name") | {"kind": row["kind"], "region": row["region"]} | link
    return found


def source_words(used: set[str]) -> dict[str, Row]:
    """Return publisher, title, date, address and licence of the sources in use."""
    licences = {code: _both(row, "name") for code, row in rows_by(load_licences(), "code").items()}
    found = {}
    for id_, row in rows_by(load_sources(), "id").items():
        if id_ in used:
            said = {name: row[name] or "" for name in ("publisher", "title", "date", "address")}
            found[id_] = said | {"licence": licences.get(row["licence"], dict.fromkeys(LANGUAGES, ""))}
    return found


class Translations:
    """The Vietnamese of the data package's English remarks, and the words for its vintages."""

    def __init__(self) -> None:
        self.remarks = {code: row["vi"] for code, row in rows_by(load_translations(), "en").items()}
        self.vintages = {code: _both(row, "name") for code, row in rows_by(load_vintages(), "code").items()}

    def remark(self, english: str | None) -> Both | None:
        """Return a remark in both languages."""
        return {"vi": self.remarks.get(english, english), "en": english} if english else None

    def vintage(self, code: str) -> Both | None:
        """Return the words for a vintage; the current one needs none."""
        return None if code == "current" else self.vintages[code]


def words_by_code(table: pd.DataFrame) -> dict[str, Both]:
    """Return the two names of the rows of a small table."""
    return {code: _both(row, "name") for code, row in rows_by(table, "code").items()}


def pillar_words() -> dict[str, Both]:
    """Return the pillars in their order."""
    return words_by_code(load_pillars().sort_values("position"))


def region_words() -> dict[str, Both]:
    """Return the regions."""
    return words_by_code(load_regions())
