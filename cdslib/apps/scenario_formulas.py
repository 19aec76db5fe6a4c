"""The formulas of the index with the numbers of one province in them."""

from collections.abc import Sequence

from cdslib.apps.scenario_numbers import four, points
from cdslib.apps.scenario_outcome import Outcome
from cdslib.i18n import format_period, text


def formulas(outcome: Outcome) -> list[dict[str, str]]:
    """Return the formulas of the index and its pillars, filled in.

    Parameters
    ----------
    outcome : Outcome
        A state computed.

    Returns
    -------
    list of dict
        ``label`` and ``text``. The sign is ≈ where a level in between two given ones has more than four decimals.
    """
    lang, scheme, result = outcome.state.lang, outcome.result.scheme, outcome.result
    levels = result.levels[outcome.step, outcome.place].tolist()
    rows = [("dti", scheme.weights, outcome.score)]
    values = result.pillars[outcome.step, outcome.place].tolist()
    rows += [(name, row, value) for (name, row), value in zip(scheme.pillars, values, strict=True)]
    return [
        {
            "label": f"{outcome.book.measure_label(name, lang)}, {outcome.year}",
            "text": _formula(outcome, weights, levels, value),
        }
        for name, weights, value in rows
    ]


def _formula(outcome: Outcome, weights: Sequence[float], levels: Sequence[float], value: float) -> str:
    lang = outcome.state.lang
    used = [(weight, level) for weight, level in zip(weights, levels, strict=True) if weight]
    parts = " + ".join(f"{points(weight, lang)} × {four(level, lang)}" for weight, level in used)
    total = sum(weight for weight, _ in used)
    is_exact = all(abs(level - round(level, 4)) < 1e-9 for _, level in used)
    sign = "=" if is_exact and abs(value - round(value, 4)) < 1e-9 else "≈"
    return f"({parts}) / {points(total, lang)} {sign} {four(value, lang)}"


def method_lines(outcome: Outcome) -> list[dict[str, str]]:
    """Return where the weights and the figures come from.

    Parameters
    ----------
    outcome : Outcome
        A state computed.

    Returns
    -------
    list of dict
        ``label``, ``text`` and, of the source, ``address``.
    """
    book, lang = outcome.book, outcome.state.lang
    scheme, source = book.scheme, book.sources[book.figure_sources[outcome.state.geography]]
    document = text(
        "scenario_page.document",
        lang,
        name=scheme["name"][lang],
        number=scheme["document"],
        issuer=scheme["issuer"][lang],
        date=format_period(scheme["date"]),
    )
    published = text(
        "scenario_page.published_text",
        lang,
        published=four(float(outcome.baseline.published[outcome.place]), lang),
        computed=four(outcome.first_score, lang),
        base=outcome.baseline.year,
    )
    figures = f"{source['publisher']}: {source['title']} ({format_period(source['date'])})"
    return [
        {
            "label": text("scenario_page.formula_general", lang),
            "text": text("scenario_page.formula_words", lang),
        },
        {"label": text("scenario_page.document_label", lang), "text": document},
        {"label": text("scenario_page.weights_note", lang), "text": scheme["note"][lang]},
        {"label": text("scenario_page.published", lang), "text": published},
        {"label": text("scenario_page.figures", lang), "text": figures, "address": source["address"]},
    ]
