"""A promise over time as the tables of its chart: figures, the path still needed, the present pace, the target."""

from math import floor
from typing import Any

from cdslib.apps.promise_rows import unit_of
from cdslib.apps.promise_words import PromiseWords, trimmed
from cdslib.apps.promises import PromiseBook, Row
from cdslib.i18n import Language, format_number, format_period, text

_NEEDED, _PACE = "#5a6872", "#a6611a"
_MOST_LABELS = 6
_MARGIN = 0.35


def trajectory(book: PromiseBook, id_: str, day: str, lang: Language) -> dict[str, Any] | None:
    """Return what the chart of one promise shows.

    Parameters
    ----------
    book : PromiseBook
        All promises.
    id_ : str
        Of the promise.
    day : str
        Day of judgement.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    dict or None
        ``figures``, ``paths``, ``goals``, ``series_breaks``, ``params`` of
        :func:`cdslib.charts.trajectory_spec.trajectory_spec`; None without a figure.
    """
    history = book.history[day].get(id_)
    if not history:
        return None
    verdict, target = book.verdicts[day][id_], book.targets[id_]
    indicator = book.indicators[target["indicator"]]
    drawing = _Drawing(PromiseWords(book, lang), indicator, unit_of(book, target), target, verdict)
    figures = drawing.figures(history)
    goals = drawing.goals()
    times = [row["time"] for row in (*figures, *goals)]
    first, last = floor(min(times)) - _MARGIN, max(times) + _MARGIN
    return {
        "figures": figures,
        "paths": drawing.paths(history),
        "goals": goals,
        "series_breaks": [
            {"time": item["year"] - 0.5, "label": item[lang]}
            for item in indicator["breaks"]
            if first < item["year"] - 0.5 < last
        ],
        "params": {
            "first": first,
            "last": last if last - first > 2 else first + 2,
            "is_rank": indicator["direction"] == "lower_better",
            "unit": indicator["unit"][lang],
        },
    }


class _Drawing:
    """The tables of one promise's chart."""

    def __init__(self, words: PromiseWords, indicator: Row, unit: str, target: Row, verdict: Row) -> None:
        self.words, self.indicator, self.unit = words, indicator, unit
        self.target, self.verdict, self.lang = target, verdict, words.lang

    def _number(self, value: float) -> str:
        """Write a value without its unit, which stands at the axis."""
        return format_number(value, self.indicator["decimals"], self.lang)

    def figures(self, history: list[list[Any]]) -> list[dict[str, Any]]:
        labelled = {0, len(history) - 1} if len(history) > _MOST_LABELS else set(range(len(history)))
        return [
            {
                "time": time,
                "value": value,
                "series": version or "",
                "text": self.words.qualified(self._number(value), qualifier) if n in labelled else "",
                "label": f"{format_period(period)}: "
                + self.words.qualified(self.words.number(value, self.indicator, self.unit), qualifier),
            }
            for n, (period, time, value, qualifier, _, version) in enumerate(history)
        ]

    def goals(self) -> list[dict[str, Any]]:
        """Return the target at its year; without a year or number there is none."""
        number = self.verdict.get("target_value")
        if number is None or "target_year" not in self.target:
            return []
        said = text("targets.goal_mark", self.lang, value=trimmed(number, self.lang))
        return [{"time": float(self.target["target_year"]), "value": number, "text": said, "align": "right"}]

    def paths(self, history: list[list[Any]]) -> list[dict[str, Any]]:
        """Return the path still needed and the path at the present pace, from the latest figure to the deadline."""
        last = next((row for row in history if row[0] == self.verdict.get("period")), None)
        if last is None or "target_year" not in self.target or self.verdict.get("met"):
            return []
        time, value, end = last[1], last[2], float(self.target["target_year"])
        if end <= time:
            return []
        found = self._path("needed", (time, value), (end, self.verdict["target_value"]), _NEEDED)
        if "projected_value" in self.verdict:
            found += self._path("pace", (time, value), (end, self.verdict["projected_value"]), _PACE)
        return found

    def _path(
        self, name: str, start: tuple[float, float], end: tuple[float, float], colour: str
    ) -> list[dict[str, Any]]:
        shared = {"path": name, "dash": name, "colour": colour}
        points = self._curve(start, end) if self.verdict.get("pace") == "cagr" else [start, end]
        rows: list[dict[str, Any]] = [shared | {"time": time, "value": value} for time, value in points]
        if name == "pace":
            said = text("targets.pace_end", self.lang, value=self._number(end[1]))
            rows[-1] |= {"text": said, "shift": 14}
        return rows

    def _curve(self, start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
        """Return a compound path, a point a year."""
        (time, value), (until, goal) = start, end
        if value <= 0 or goal <= 0:
            return [start, end]
        years = [time + n for n in range(int(until - time) + 1)]
        steps = years if years[-1] == until else [*years, until]
        return [(year, value * (goal / value) ** ((year - time) / (until - time))) for year in steps]
