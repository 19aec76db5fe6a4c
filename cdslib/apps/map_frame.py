"""One year of the map page: title, headline, legend and a row for each province."""

from collections import Counter
from collections.abc import Mapping
from statistics import fmean
from typing import Any

from cdslib.analysis.classify import Classes, classify
from cdslib.analysis.ranking import rank
from cdslib.apps.atlas import Atlas, Cell
from cdslib.apps.map_state import MapState
from cdslib.charts.legend import legend_items, legend_rows, no_data_label
from cdslib.charts.palettes import class_colours
from cdslib.i18n import format_list, format_number, text

ROW_FIELDS = ("value", "label", "class", "rank", "origin", "status", "gap", "difference", "stack", "parts")
DOT_BINS = 30
MOST_NAMED = 3


def shown_values(atlas: Atlas, state: MapState, year: int) -> dict[str, float]:
    """Return the level of the year, or its change since an earlier base year, by province."""
    levels = level_values(atlas, state, year)
    if state.base is None:
        return levels
    if year <= state.base:
        return {}
    before = level_values(atlas, state, state.base)
    return {code: value - before[code] for code, value in levels.items() if code in before}


def level_values(atlas: Atlas, state: MapState, year: int) -> dict[str, float]:
    """Return the figures of the year by province."""
    cells = atlas.cells[state.indicator].get(state.geography, {}).get(str(year), {})
    return {code: value for code, (value, _) in cells.items() if value is not None}


class Frame:
    """One year of the page; the parts of it share the year's values and classes."""

    def __init__(
        self, atlas: Atlas, state: MapState, year: int, values: Mapping[str, float], scale: list[float]
    ) -> None:
        self.atlas, self.state, self.year, self.values = atlas, state, year, values
        self.indicator = atlas.indicators[state.indicator]
        self.decimals: int = self.indicator["decimals"]
        self.mean = fmean(values.values())
        self.ranks = rank(values, low_first=self.indicator["direction"] == "lower_better")
        self.classes = self._classes(scale)
        low_is_good = self.indicator["direction"] == "lower_better"
        self.colours = class_colours(self.classes, state.palette, low_is_good=low_is_good)

    def _classes(self, scale: list[float]) -> Classes:
        state = self.state
        if state.base is not None:
            return classify(scale, "around_target", max(state.k, 4), decimals=self.decimals, target=0.0)
        if state.scheme == "around_target":
            target = state.target if state.target is not None else self._default_target(scale)
            return classify(scale, state.scheme, state.k, decimals=self.decimals, target=target)
        return classify(scale, state.scheme, state.k, decimals=self.decimals)

    def _default_target(self, scale: list[float]) -> float:
        targets = self.indicator["targets"]
        return float(targets[0]["value"]) if targets else fmean(scale)

    def as_dict(self) -> dict[str, Any]:
        """Return the year as the page draws it; the rows hold the cells named in ``ROW_FIELDS``."""
        rows = self._rows()
        return self._words() | {
            "legend": self._legend(rows),
            "colours": self.colours,
            "edges": self.classes.edges,
            "mean": self.mean,
            "mean_label": f"{text('charts.mean', self.state.lang)} {self._number(self.mean)}",
            "count": len(self.values),
            "note": self._break_note(),
            "rows": rows,
        }

    def _number(self, value: float | None) -> str:
        is_change = self.state.base is not None
        unit = self.indicator["points" if is_change else "suffix"][self.state.lang]
        return format_number(value, self.decimals, self.state.lang, sign=is_change) + unit

    def _words(self) -> dict[str, str]:
        lang, name = self.state.lang, self.indicator["name"][self.state.lang]
        unit = self._unit()
        geography = text(
            "charts.provinces_34" if self.state.geography == "vn34" else "charts.provinces_63", lang
        )
        if self.state.base is None:
            title = text("map.title_level", lang, indicator=name, year=self.year)
        else:
            title = text("map.title_change", lang, indicator=name, base=self.state.base, year=self.year)
        best = self._extreme(min(self.ranks.values()))
        worst = self._extreme(max(self.ranks.values()))
        kind = "change_" if self.state.base is not None else ""
        key = f"map.headline_{kind}{self.indicator['direction']}"
        highest, lowest = (worst, best) if self.indicator["direction"] == "lower_better" else (best, worst)
        headline = text(
            key,
            lang,
            year=self.year,
            base=self.state.base,
            best=best,
            worst=worst,
            mean=self._number(self.mean),
            count=len(self.values),
        )
        return {
            "title": title,
            "unit": unit,
            "subtitle": f"{geography} · {text('charts.unit', lang, unit=unit)}",
            "headline": headline,
            "source": self._source_line(),
            "description": text(
                "charts.map_description",
                lang,
                title=title,
                count=len(self.values),
                highest=highest,
                lowest=lowest,
            ),
        }

    def _unit(self) -> str:
        """Return the unit of the values: changes of a percentage are percentage points."""
        points = self.indicator["points"][self.state.lang].strip()
        return points if points and self.state.base is not None else self.indicator["unit"][self.state.lang]

    def _extreme(self, wanted: int) -> str:
        """Name the provinces at a place, up to three that share it, with their figure."""
        lang = self.state.lang
        tied = [code for code, place in self.ranks.items() if place == wanted]
        names = format_list([self.atlas.provinces[code][lang] for code in tied[:MOST_NAMED]], lang)
        more = text("map.and_others", lang, count=len(tied) - MOST_NAMED) if len(tied) > MOST_NAMED else ""
        return f"{names}{more} ({self._number(self.values[tied[0]])})"

    def _source_line(self) -> str:
        lang = self.state.lang
        by_year = self.atlas.cells[self.state.indicator][self.state.geography]
        shown = {self.year, self.state.base} - {None}
        origins = Counter(origin for year in shown for _, origin in by_year[str(year)].values())
        publishers: dict[str, None] = {}
        derived = False
        for origin, _ in origins.most_common():
            details = self.atlas.origins[origin]
            derived = derived or details.get("rule") is not None
            publishers.setdefault(self.atlas.sources[details["source"]]["publisher"])
        lines = [text("charts.source", lang, sources="; ".join(list(publishers)[:3]))]
        if derived:
            lines.append(text("charts.derived_note", lang))
        lines.append(text("charts.boundaries", lang))
        return "\n".join(lines)

    def _break_note(self) -> str:
        if self.state.base is None:
            return ""
        low, high = sorted((self.state.base, self.year))
        crossed = [item for item in self.indicator["breaks"] if low < item["year"] <= high]
        return text("map.break_note", self.state.lang, year=crossed[0]["year"]) if crossed else ""

    def _legend(self, rows: Mapping[str, list[Any]]) -> list[dict[str, Any]]:
        lang, signed = self.state.lang, self.state.base is not None
        items = legend_items(
            self.classes, self.colours, self.values.values(), decimals=self.decimals, lang=lang, sign=signed
        )
        statuses = Counter(row[ROW_FIELDS.index("status")] for row in rows.values())
        return legend_rows(items, partial=statuses["partial"], missing=statuses["none"], lang=lang)

    def _rows(self) -> dict[str, list[Any]]:
        stacks = dot_stacks(self.values)
        return {code: self._row(code, stacks.get(code)) for code in self.atlas.codes(self.state.geography)}

    def _row(self, code: str, stack: int | None) -> list[Any]:
        cell = self.atlas.cell(self.state.indicator, self.state.geography, self.year, code)
        value = self.values.get(code)
        if value is None:
            is_partial = cell is not None and cell.value is None
            status = "partial" if is_partial else "none"
            label = text("charts.partial", self.state.lang) if is_partial else no_data_label(self.state.lang)
            return [
                None,
                label,
                -1,
                None,
                cell.origin if cell else None,
                status,
                "",
                "",
                None,
                self._parts(code, cell),
            ]
        return [
            value,
            self._number(value),
            self.classes.index(value),
            self.ranks[code],
            cell.origin if cell else None,
            "value",
            self._gap(value),
            format_number(value - self.mean, self.decimals, self.state.lang, sign=True),
            stack,
            self._parts(code, cell),
        ]

    def _gap(self, value: float) -> str:
        gap = round(value - self.mean, self.decimals)
        key = "map.gap_above" if gap > 0 else "map.gap_below" if gap < 0 else "map.gap_equal"
        written = (
            format_number(abs(gap), self.decimals, self.state.lang)
            + self.indicator["points"][self.state.lang]
        )
        return text(key, self.state.lang, gap=written)

    def _parts(self, code: str, cell: Cell | None) -> str:
        """Say the figures of the former provinces a present one was merged from."""
        parts = self.atlas.provinces[code].get("parts", [])
        if len(parts) < 2 or cell is None or self.state.base is not None:
            return ""
        said = []
        for part in parts:
            found = self.atlas.cell(self.state.indicator, "vn63", self.year, part)
            said.append(
                f"{self.atlas.provinces[part][self.state.lang]}: {self._number(found.value) if found else '–'}"
            )
        return " · ".join(said)


def dot_stacks(values: Mapping[str, float], bins: int = DOT_BINS) -> dict[str, int]:
    """Stack the dots of a dot plot: the place of each dot above those in the same bin.

    Parameters
    ----------
    values : mapping of str to float
        Values by code.
    bins : int
        Number of bins over the range.

    Returns
    -------
    dict of str to int
        Height by code, from 0.

    Examples
    --------
    >>> dot_stacks({"a": 1.0, "b": 1.01, "c": 2.0})
    {'a': 0, 'b': 1, 'c': 0}
    """
    if not values:
        return {}
    low, high = min(values.values()), max(values.values())
    width = (high - low) / bins or 1.0
    heights: Counter[int] = Counter()
    stacks = {}
    for code, value in sorted(values.items(), key=lambda item: item[1]):
        place = min(int((value - low) / width), bins - 1)
        stacks[code] = heights[place]
        heights[place] += 1
    return stacks
