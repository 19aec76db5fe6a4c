"""What the scenario page keeps as long as geography and language stay: words, figures of all provinces, classes."""

from itertools import pairwise
from typing import Any

from cdslib.analysis.baseline import Baseline
from cdslib.analysis.classify import Classes, classify
from cdslib.analysis.index_schemes import FOUR
from cdslib.analysis.ranking import TIE
from cdslib.analysis.scenario import BEHAVIOURS, INDEX
from cdslib.analysis.scenario_paths import ALONE, yearly_gains
from cdslib.apps.scenario_book import ScenarioBook
from cdslib.apps.scenario_numbers import four
from cdslib.apps.scenario_state import HORIZON, ScenarioState
from cdslib.charts.legend import LegendItem, legend_rows
from cdslib.charts.palettes import class_colours
from cdslib.charts.theme import NUMBER_LOCALES
from cdslib.i18n import Language, format_list, messages, text
from cdslib.text import fold

CLASSES = 5
# From the lowest: four places or more down, one to three down, the same, one to three up, four or more up.
CHANGE_EDGES = (-3.5, -0.5, 0.5, 3.5)
CHANGE_COLOURS = ("#8c510a", "#d8b365", "#dfe4e7", "#5ab4ac", "#01665e")


def frame_key(state: ScenarioState) -> tuple[str, str]:
    """Return what decides the frame."""
    return state.geography, state.lang


def compose_frame(book: ScenarioBook, state: ScenarioState) -> dict[str, Any]:
    """Compose what stays while sliders move.

    Parameters
    ----------
    book : ScenarioBook
        What the page knows.
    state : ScenarioState
        Geography and language.

    Returns
    -------
    dict
        JSON-ready: ``ui`` words, ``choices`` of the controls, ``figures`` from which the browser computes scores, the
        ``components`` with best and weights, and the ``classes`` and ``changes`` of the map.
    """
    baseline, lang = book.baselines[state.geography], state.lang
    return {
        "lang": lang,
        "geography": state.geography,
        "ui": _words(lang),
        "number_locale": NUMBER_LOCALES[lang],
        "data_date": book.data_date,
        "names": {code: book.name(code, lang) for code in baseline.codes},
        "figures": _figures(baseline),
        "components": _components(book, baseline, lang),
        "pillars": [
            {"id": name, "name": book.measure_label(name, lang)} for name in baseline.scheme.pillar_names
        ],
        "is_joint": baseline.is_joint,
        "joint_parts": format_list([book.index_name(name, lang) for name in FOUR], lang),
        "choices": _choices(book, baseline, lang),
        "classes": _level_classes(baseline, lang),
        "changes": _change_classes(lang),
    }


def _words(lang: Language) -> dict[str, str]:
    return messages("scenario_page", lang) | messages("page", lang) | messages("common", lang)


def _figures(baseline: Baseline) -> dict[str, Any]:
    """Return the numbers of the formula, unrounded."""
    scheme = baseline.scheme
    return {
        "codes": baseline.codes,
        "levels": baseline.levels.tolist(),
        "weights": scheme.weights,
        "pillars": [row for _, row in scheme.pillars],
        "gains": {
            name: yearly_gains(baseline, name).tolist() for name in BEHAVIOURS if name != "stand_still"
        },
        "published": baseline.published.tolist(),
        "base_year": baseline.year,
        "years": list(range(baseline.year, HORIZON + 1)),
        "tie": TIE,
        "alone": ALONE,
    }


def _components(book: ScenarioBook, baseline: Baseline, lang: Language) -> list[dict[str, Any]]:
    found = []
    for place, name in enumerate(baseline.scheme.components):
        column = baseline.levels[:, place]
        best = [code for code, level in zip(baseline.codes, column, strict=True) if level == column.max()]
        tied = text("scenario_page.best_tied", lang, count=len(best))
        found.append(
            {
                "id": name,
                "name": book.index_name(name, lang),
                "best": float(column.max()),
                "best_name": book.name(best[0], lang) if len(best) == 1 else tied,
                "weight": baseline.scheme.weights[place],
            }
        )
    return found


def _choices(book: ScenarioBook, baseline: Baseline, lang: Language) -> dict[str, Any]:
    scheme = baseline.scheme
    named = {"pillars": scheme.pillar_names, "indices": scheme.components}
    groups = [
        {
            "label": text(f"scenario_page.group_{group}", lang),
            "items": [{"id": code, "label": book.measure_label(code, lang)} for code in codes],
        }
        for group, codes in {"whole": (INDEX,), **named}.items()
    ]
    by_name = sorted(baseline.codes, key=lambda code: sort_name(book.name(code, lang)))
    behaviours = [{"id": name, "label": text(f"scenario_page.moves_{name}", lang)} for name in BEHAVIOURS]
    return {
        "province": [{"id": code, "label": book.name(code, lang)} for code in by_name],
        "goal_measure": groups,
        "behaviour": behaviours,
    }


def sort_name(name: str) -> str:
    """Return a key that puts names in the order of the plain alphabet, Đ after D.

    Examples
    --------
    >>> sorted(["Đà Nẵng", "Đắk Lắk", "Cà Mau", "Điện Biên"], key=sort_name)
    ['Cà Mau', 'Đà Nẵng', 'Đắk Lắk', 'Điện Biên']
    """
    return fold(name)


def _level_classes(baseline: Baseline, lang: Language) -> dict[str, Any]:
    """Return classes of the score with open ends: scores of scenarios lie outside of what was published."""
    classes = classify(baseline.scores.tolist(), "quantiles", CLASSES, decimals=4)
    inner = classes.edges[1:-1]
    said = [four(edge, lang) for edge in inner]
    labels = [f"≤ {said[0]}", *(f"> {low} – {high}" for low, high in pairwise(said))]
    return _legend(
        inner, [*labels, f"> {said[-1]}"], class_colours(Classes(classes.edges, "quantiles"), "teal")
    )


def _change_classes(lang: Language) -> dict[str, Any]:
    names = ("down_many", "down", "same", "up", "up_many")
    labels = [text(f"scenario_page.change_{name}", lang) for name in names]
    return _legend(CHANGE_EDGES, labels, CHANGE_COLOURS)


def _legend(edges: Any, labels: list[str], colours: Any) -> dict[str, Any]:
    items = [LegendItem(colour, label, 0) for colour, label in zip(colours, labels, strict=True)]
    return {"edges": list(edges), "colours": list(colours), "rows": legend_rows(items)}
