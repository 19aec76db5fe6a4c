"""One figure of one province, with everything a page says about it: words, rank, mean, gap, source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean, pstdev
from typing import Any

from cdslib.analysis.ranking import rank
from cdslib.apps.atlas import Atlas
from cdslib.apps.map_passport import passport_lines, source_name
from cdslib.i18n import Language, format_number, text

Row = dict[str, Any]


def spoken(atlas: Atlas, code: str, lang: Language) -> str:
    """Return the name of a province as a sentence says it; the city named after a person keeps its title.

    Parameters
    ----------
    atlas : Atlas
        The provinces.
    code : str
        The province.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    str
        The name.

    Examples
    --------
    >>> from cdslib.apps.atlas import load_atlas
    >>> spoken(load_atlas(), "vn34-79", "vi"), spoken(load_atlas(), "vn34-01", "vi")
    ('TP. Hồ Chí Minh', 'Hà Nội')
    """
    name = str(atlas.provinces[code][lang])
    return text("profile.titled_city", lang, name=name) if name == "Hồ Chí Minh" else name


@dataclass(frozen=True)
class Group:
    """All provinces of one geography in one year of an indicator.

    Attributes
    ----------
    values, ranks : dict
        Known values and places, by code.
    mean, deviation : float or None
        Plain mean and standard deviation of the known values.
    is_whole : bool
        Whether every province of the geography has a value.
    """

    values: dict[str, float]
    ranks: dict[str, int]
    mean: float | None
    deviation: float
    is_whole: bool


NOBODY = Group({}, {}, mean=None, deviation=0.0, is_whole=False)


class Reader:
    """Reads figures for one language and keeps the sources of everything it read.

    Parameters
    ----------
    atlas : Atlas
        The figures.
    lang : {"vi", "en"}
        The reader's language.
    more_sources : mapping, optional
        Sources that the atlas does not know.

    Examples
    --------
    >>> from cdslib.apps.atlas import load_atlas
    >>> figure = Reader(load_atlas(), "vi").figure("dti", "vn34-38")
    >>> figure["year"], figure["text"], figure["rank_text"], figure["gap_text"]
    (2024, '0,7742', '5/34', 'cao hơn trung bình 0,0737')
    """

    def __init__(
        self, atlas: Atlas, lang: Language, more_sources: Mapping[str, Mapping[str, Any]] | None = None
    ) -> None:
        self.atlas, self.lang = atlas, lang
        self._groups: dict[tuple[str, str, int], Group] = {}
        self._known_sources: dict[str, Any] = {**atlas.sources, **(more_sources or {})}
        self._cited: dict[str, int] = {}
        self.origins: set[int] = set()

    def name(self, code: str) -> str:
        """Return the name of a province."""
        return spoken(self.atlas, code, self.lang)

    def group(self, indicator: str, geography: str, year: int) -> Group:
        """Return all provinces of a geography in a year."""
        key = (indicator, geography, year)
        if key not in self._groups:
            cells = self.atlas.cells.get(indicator, {}).get(geography, {}).get(str(year), {})
            values = {code: value for code, (value, _) in cells.items() if value is not None}
            low_first = self.atlas.indicators[indicator]["direction"] == "lower_better"
            self._groups[key] = Group(
                values,
                rank(values, low_first=low_first),
                fmean(values.values()) if values else None,
                pstdev(values.values()) if len(values) > 1 else 0.0,
                len(values) == len(self.atlas.codes(geography)),
            )
        return self._groups[key]

    def latest(self, indicator: str, code: str) -> int | None:
        """Return the last year with a figure of the province, else the last year of any province."""
        if indicator not in self.atlas.cells:
            return None
        years = self.atlas.years(indicator, code[:4])
        own = [year for year in years if code in self.group(indicator, code[:4], year).values]
        return max(own or years, default=None)

    def number(self, indicator: str, value: float | None, *, sign: bool = False) -> str:
        """Write a value as the indicator's figures are written; a difference of percentages in points."""
        words = self.atlas.indicators[indicator]
        unit = words["points" if sign else "suffix"][self.lang]
        return format_number(value, words["decimals"], self.lang, sign=sign) + (
            unit if value is not None else ""
        )

    def figure(self, indicator: str, code: str, year: int | None = None) -> Row:
        """Return a figure with all that is said about it, see :func:`cdslib.apps.profile_view.compose`."""
        words = self.atlas.indicators[indicator]
        year = year or self.latest(indicator, code)
        cell = self.atlas.cell(indicator, code[:4], year, code) if year else None
        value = cell.value if cell else None
        status = "value" if value is not None else "partial" if cell else "none"
        row: Row = {
            "id": indicator,
            "label": words["label"][self.lang],
            "name": words["name"][self.lang],
            "unit": words["unit"][self.lang],
            "year": year,
            "status": status,
            "value": value,
            "text": self.number(indicator, value) if value is not None else self._absence(status),
        }
        origin = self.origin(cell.origin if cell else None)
        return row | self._place(indicator, code, year, value) | origin | self._parts(row, code, origin)

    def _parts(self, row: Row, code: str, origin: Row) -> Row:
        """Return the figures that a derived one of a merged province was made of, and all their sources."""
        parts = self.atlas.provinces[code].get("parts", [])
        if not origin["derived"] or len(parts) < 2:
            return {"parts": [], "sources": [origin["source"]] if origin["source"] else []}
        found, cited = [], [origin["source"]]
        for part in parts:
            cell = self.atlas.cell(row["id"], "vn63", row["year"], part)
            written = self.number(row["id"], cell.value if cell else None)
            number = self.cite(self.atlas.origins[cell.origin]["source"]) if cell else None
            found.append({"code": part, "name": self.name(part), "text": written, "source": number})
            cited += [number] if number and number not in cited else []
        return {"parts": found, "sources": cited}

    def _absence(self, status: str) -> str:
        return text("charts.partial" if status == "partial" else "charts.no_data", self.lang)

    def _place(self, indicator: str, code: str, year: int | None, value: float | None) -> Row:
        """Return rank, mean and gap; a rank is told only among all provinces of the geography."""
        group = self.group(indicator, code[:4], year) if year else NOBODY
        place = group.ranks.get(code)
        gap = value - group.mean if value is not None and group.mean is not None else None
        return {
            "rank": place,
            "count": len(group.values),
            "is_whole": group.is_whole,
            "rank_text": f"{place}/{len(group.values)}" if place else "–",
            "mean": group.mean,
            "mean_text": self.number(indicator, group.mean),
            "gap": gap,
            "gap_text": self.gap_words(indicator, gap),
            "difference": self.number(indicator, gap, sign=True),
            "z": gap / group.deviation if gap is not None and group.deviation > 0 else None,
        }

    def gap_words(self, indicator: str, gap: float | None) -> str:
        """Say how far above or below the mean a value lies."""
        if gap is None:
            return ""
        words = self.atlas.indicators[indicator]
        rounded = round(gap, words["decimals"])
        key = "map.gap_above" if rounded > 0 else "map.gap_below" if rounded < 0 else "map.gap_equal"
        written = format_number(abs(rounded), words["decimals"], self.lang) + words["points"][self.lang]
        return text(key, self.lang, gap=written)

    def origin(self, number: int | None) -> Row:
        """Return the kind, method, publisher and source number of a figure, and keep them for the passport."""
        if number is None:
            return {
                "origin": None,
                "kind": "",
                "method": "",
                "derived": False,
                "publisher": "",
                "source": None,
            }
        self.origins.add(number)
        origin = self.atlas.origins[number]
        rule = origin.get("rule")
        return {
            "origin": number,
            "kind": text(f"map.status_{origin['status']}", self.lang),
            "method": text(f"map.rule_{rule}", self.lang) if rule else "",
            "derived": origin["status"] == "derived" and rule != "unchanged",
            "publisher": self.atlas.sources[origin["source"]]["publisher"],
            "source": self.cite(origin["source"]),
        }

    def cite(self, source: str) -> int:
        """Return the number of a source on this page, counted in the order of first use."""
        return self._cited.setdefault(source, len(self._cited) + 1)

    def source_line(self, rows: Iterable[Row]) -> str:
        """Say in one line who published some figures."""
        named = list(dict.fromkeys(row["publisher"] for row in rows if row["publisher"]))
        return text("charts.source", self.lang, sources="; ".join(named[:3])) if named else ""

    def sources(self) -> list[Row]:
        """Return the sources cited, in the order of their numbers."""
        found = []
        for id_, number in self._cited.items():
            source = self._known_sources[id_]
            words = {"number": number, "id": id_, "text": source_name(source), "address": source["address"]}
            found.append(words | {"licence": source["licence"][self.lang]})
        return found

    def passports(self) -> dict[str, list[dict[str, str]]]:
        """Return the passport lines of every figure read, by the number of its origin."""
        return {str(number): passport_lines(self.atlas, number, self.lang) for number in sorted(self.origins)}
