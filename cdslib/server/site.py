"""The words and figures around the dashboards: header, landing page, footer."""

from collections import Counter
from datetime import date
from importlib.metadata import version
from typing import Any

from cdslib.apps.atlas import Atlas, load_atlas
from cdslib.i18n import LANGUAGES, Language, format_date, format_number, messages, text
from cdslib.server.pages import DASHBOARDS, Page

MOST_PUBLISHERS = 24


def site_words() -> dict[str, Any]:
    """Collect what the templates say, in both languages.

    Returns
    -------
    dict
        ``words``, ``pages``, ``titles`` of the pages, ``facts``, ``publishers``, ``date`` and ``version``.
    """
    atlas = load_atlas()
    both = {lang: messages("site", lang) for lang in LANGUAGES}
    words = {name: {lang: both[lang][name] for lang in LANGUAGES} for name in both["vi"]}
    return {
        "words": words,
        "pages": [_page(page, words) for page in DASHBOARDS],
        "titles": {page.name: words[f"page_{page.name}"] for page in DASHBOARDS},
        "facts": _facts(atlas),
        "publishers": _publishers(atlas),
        "date": format_date(date.fromisoformat(atlas.data_date)),
        "version": version("cdslib"),
    }


def _page(page: Page, words: dict[str, dict[Language, str]]) -> dict[str, Any]:
    return {
        "name": page.name,
        "picture": page.picture,
        "title": words[f"page_{page.name}"],
        "about": words[f"about_{page.name}"],
        "now": {lang: page.headline(lang) for lang in LANGUAGES},
    }


def _facts(atlas: Atlas) -> list[dict[str, Any]]:
    figures = sum(
        len(of_year) for by in atlas.cells.values() for years in by.values() for of_year in years.values()
    )
    years = [int(year) for by in atlas.cells.values() for of in by.values() for year in of]
    counted = {
        "fact_indicators": format_number(len(atlas.indicators)),
        "fact_figures": None,
        "fact_years": f"{min(years)}–{max(years)}",
        "fact_sources": format_number(len(atlas.sources)),
    }
    return [
        {
            "label": {lang: text(f"site.{name}", lang) for lang in LANGUAGES},
            "value": {lang: said or format_number(figures, 0, lang) for lang in LANGUAGES},
        }
        for name, said in counted.items()
    ]


def _publishers(atlas: Atlas) -> list[str]:
    """Return the publishers that most figures come from."""
    counts: Counter[str] = Counter()
    for by_geography in atlas.cells.values():
        for years in by_geography.values():
            for cells in years.values():
                counts.update(
                    atlas.sources[atlas.origins[origin]["source"]]["publisher"]
                    for _, origin in cells.values()
                )
    return [name for name, _ in counts.most_common(MOST_PUBLISHERS)]
