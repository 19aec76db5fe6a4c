"""One promise looked at closely: every number of its verdict, the formula with them in it, where each comes from."""

from collections.abc import Iterable
from typing import Any

from cdslib.apps.promise_rows import promise_rows, unit_of
from cdslib.apps.promise_words import PromiseWords
from cdslib.apps.promises import PromiseBook, Row
from cdslib.apps.targets_bullets import FEWEST_PEERS
from cdslib.apps.trajectory import trajectory
from cdslib.i18n import Language, format_number, format_period, text

_PACE_DECIMALS = 3
Line = dict[str, str]


def promise_detail(book: PromiseBook, id_: str, day: str, lang: Language) -> dict[str, Any]:
    """Return all there is to say of one promise on a day.

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
    dict
        ``row`` (of :func:`cdslib.apps.promise_rows.promise_rows`), ``headline``, ``lines`` (``label``, ``text`` and
        perhaps ``address``), ``formula`` (sentences with the numbers in them) and ``trajectory`` (see
        :func:`cdslib.apps.trajectory.trajectory`; None without figures).
    """
    row = promise_rows(book, [id_], day, lang)[0]
    words = PromiseWords(book, lang)
    verdict, target = book.verdicts[day][id_], book.targets[id_]
    said = [*_document_lines(words, row, target), *_figure_lines(words, row, verdict)]
    if "value" in verdict:
        said += _peer_lines(book, words, target, verdict)
        said += _pace_lines(book, words, target, verdict)
    said += _note_lines(words, row)
    return {
        "row": row,
        "headline": _headline(row, lang),
        "lines": [line for line in said if line["text"]],
        "formula": formula(book, id_, day, lang),
        "trajectory": trajectory(book, id_, day, lang),
    }


def _headline(row: dict[str, Any], lang: Language) -> str:
    key = "targets.detail_figure" if row["value_label"] else "targets.detail_none"
    return text(
        key,
        lang,
        province=row["province_name"],
        promise=row["promise"],
        year=row["year_label"],
        figure=row["value_label"],
        period=row["period_label"],
        gap=row["gap_label"],
    )


def _line(words: PromiseWords, name: str, said: str, address: str = "") -> Line:
    line = {"label": text(f"targets.line_{name}", words.lang), "text": said}
    return line | ({"address": address} if address else {})


def _document_lines(words: PromiseWords, row: dict[str, Any], target: Row) -> list[Line]:
    document = words.book.documents.get(target.get("document", ""), {})
    title = document.get("title", {}).get(words.lang, "")
    return [
        _line(words, "document", row["document_label"]),
        _line(words, "title", title if title not in row["document_label"] else ""),
        _line(words, "promise_source", row["promise_source"]["text"], row["promise_source"]["address"]),
        _line(words, "heard_as", target.get("heard_as", "")),
        _line(words, "history", row["history_label"]),
    ]


def _figure_lines(words: PromiseWords, row: dict[str, Any], verdict: Row) -> list[Line]:
    measure = words.book.measures[verdict["measure"]][words.lang] if "measure" in verdict else ""
    period = f"{row['value_label']} ({row['period_label']})" if row["value_label"] else ""
    return [
        _line(words, "figure", period),
        _line(words, "figure_source", row["figure_source"]["text"], row["figure_source"]["address"]),
        _line(words, "measure", measure),
        _line(words, "assumed", row["assumed"]),
        _line(words, "reason", row["reason"]),
        _line(words, "missing", row["missing"]),
    ]


def _peer_lines(book: PromiseBook, words: PromiseWords, target: Row, verdict: Row) -> list[Line]:
    peers, lang = verdict.get("peers", {}), words.lang
    number = _Numbers(book, words, target)
    said = []
    if peers.get("count", 0) >= FEWEST_PEERS and unit_of(book, target) != "rank":
        low, high = (
            f"{book.name(peers[f'{end}_province'], lang)} ({number.value(peers[end])})"
            for end in ("low", "high")
        )
        mean = number.value(peers["mean"])
        known = text("targets.peers", lang, mean=mean, count=peers["count"], low=low, high=high)
        said.append(_line(words, "peers", known))
    if "country_value" in peers:
        source = words.source(peers["country_source"])
        said.append(
            _line(
                words,
                "country",
                f"{number.value(peers['country_value'])} – {source['text']}",
                source["address"],
            )
        )
    return said


def _pace_lines(book: PromiseBook, words: PromiseWords, target: Row, verdict: Row) -> list[Line]:
    number = _Numbers(book, words, target)
    said = []
    if "baseline" in verdict:
        origin = text(f"targets.baseline_{verdict['baseline_origin']}", words.lang)
        said.append(_line(words, "baseline", f"{number.value(verdict['baseline'])} ({origin})"))
    said += [
        _line(words, name, number.pace(verdict[name], verdict["pace"]))
        for name in ("observed_change", "required_change", "needed_change")
        if name in verdict
    ]
    if "ratio" in verdict:
        said.append(_line(words, "ratio", format_number(verdict["ratio"], 2, words.lang)))
    if "projected_value" in verdict:
        said.append(_line(words, "projected", number.value(verdict["projected_value"])))
    if "arrival_year" in verdict:
        said.append(_line(words, "arrival", str(verdict["arrival_year"])))
    elif "observed_change" in verdict and verdict.get("met") is False:
        said.append(_line(words, "arrival", text("targets.never", words.lang)))
    if "best_pace" in verdict:
        who = book.name(verdict["best_pace_province"], words.lang)
        said.append(
            _line(words, "best_pace", f"{number.pace(verdict['best_pace'], verdict['pace'])} ({who})")
        )
    return said


def _note_lines(words: PromiseWords, row: dict[str, Any]) -> list[Line]:
    return [_line(words, "flag", row["flag"]), _line(words, "note", row["note"])]


class _Numbers:
    """Numbers of one promise in words."""

    def __init__(self, book: PromiseBook, words: PromiseWords, target: Row) -> None:
        self.words, self.unit = words, unit_of(book, target)
        self.indicator = book.indicators[target["indicator"]]
        self.ranked = target.get("ranked_units")

    def value(self, value: float) -> str:
        return self.words.number(value, self.indicator, self.unit, self.ranked)

    def plain(self, value: float) -> str:
        return format_number(value, self.indicator["decimals"], self.words.lang)

    def pace(self, change: float, method: str) -> str:
        """Write a yearly change: in per cent for compound growth, else in the unit or in points."""
        lang = self.words.lang
        if method == "cagr":
            return text("targets.pace_cagr", lang, change=format_number(change * 100, 2, lang, sign=True))
        decimals = max(_PACE_DECIMALS, self.indicator["decimals"])
        written = format_number(change, decimals, lang, sign=True)
        is_percent = self.unit.startswith("percent")
        return text("targets.pace_points" if is_percent else "targets.pace_linear", lang, change=written)


def formula(book: PromiseBook, id_: str, day: str, lang: Language) -> list[str]:
    """Return the method of the verdict with the promise's own numbers in it.

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
    list of str
        One step a sentence; empty without a figure.
    """
    verdict, target = book.verdicts[day][id_], book.targets[id_]
    if "gap" not in verdict:
        return []
    number = _Numbers(book, PromiseWords(book, lang), target)
    started = next((row[1] for row in book.history[day][id_] if row[0] == verdict.get("start_period")), 0.0)
    return list(_steps(number, verdict, target, started))


def _steps(number: _Numbers, verdict: Row, target: Row, started: float) -> Iterable[str]:
    lang = number.words.lang
    said = {
        "value": number.plain(verdict["value"]),
        "target": number.plain(verdict["target_value"]),
        "gap": number.plain(abs(verdict["gap"])),
        "period": format_period(verdict["period"]),
        "year": target.get("target_year", ""),
    }
    is_short = verdict["gap"] > 0
    yield text("targets.step_gap" if is_short else "targets.step_over", lang, **said)
    if "observed_change" not in verdict:
        return
    said |= {
        "start": number.plain(verdict["start_value"]),
        "start_period": format_period(verdict["start_period"]),
        "years": format_number(verdict["years"], 0 if verdict["years"] % 1 == 0 else 2, lang),
        "observed": number.pace(verdict["observed_change"], verdict["pace"]),
    }
    method = "cagr" if verdict["pace"] == "cagr" else "linear"
    yield text(f"targets.step_observed_{method}", lang, **said)
    if "ratio" in verdict:
        span = float(target["target_year"]) - started
        said |= {
            "span": format_number(span, 0 if span % 1 == 0 else 2, lang),
            "required": number.pace(verdict["required_change"], verdict["pace"]),
            "ratio": format_number(verdict["ratio"], 2, lang),
            "status": text(f"gaps.status_{verdict['pace_class']}", lang),
        }
        yield text(f"targets.step_required_{method}", lang, **said)
        yield text("targets.step_ratio", lang, **said)
