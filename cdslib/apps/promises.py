"""What the pages know of promises: every target, its verdict on several days, prepared at build time.

:mod:`cdslib.apps.promises_build` writes ``promises.json`` with :func:`cdslib.gaps`; this module reads it
without pandas.
"""

import json
from dataclasses import dataclass
from typing import Any

from cdslib.resources import built_file, by_publication

Row = dict[str, Any]


@dataclass(frozen=True)
class PromiseBook:
    """Every promise with its verdicts, words and sources.

    Attributes
    ----------
    data_date : str
        When the data package was last changed, ``YYYY-MM-DD``.
    days : list of str
        Days of judgement, the latest first.
    targets : dict
        By id: the row of ``targets.csv``, missing cells left out, ``name`` and ``note`` in both languages.
    verdicts : dict
        ``verdicts[day][id]``: the columns of :func:`cdslib.gaps` that have a value, and ``peers`` where
        :func:`cdslib.analysis.target_context.target_peers` has some.
    history : dict
        ``history[day][id]``: the figures the verdict may rest on, oldest first, each ``[period, time, value,
        qualifier, source, version]``.
    indicators : dict
        By code: words of the catalogue in both languages, unit, digits, direction.
    documents, sources, units, measures, flags, pillars, provinces : dict
        Words by code; provinces with ``parts`` or ``successor``.
    specs : dict
        Vega-Lite specifications of the page's charts.
    """

    data_date: str
    days: list[str]
    targets: dict[str, Row]
    verdicts: dict[str, dict[str, Row]]
    history: dict[str, dict[str, list[list[Any]]]]
    indicators: dict[str, Row]
    documents: dict[str, Row]
    sources: dict[str, Row]
    units: dict[str, Row]
    measures: dict[str, Row]
    flags: dict[str, Row]
    pillars: dict[str, Row]
    provinces: dict[str, Row]
    specs: dict[str, Any]

    def codes(self, geography: str) -> list[str]:
        """Return the codes of the provinces of one scheme, in their order."""
        return [code for code in self.provinces if code.startswith(f"{geography}-")]

    def of(self, code: str) -> list[str]:
        """Return the ids of a province's promises: its own, then those of the provinces it was merged from.

        Parameters
        ----------
        code : str
            Of a province, or ``vn`` for the country.

        Returns
        -------
        list of str
            Ids in the order of the register.
        """
        makers = [code, *self.provinces.get(code, {}).get("parts", [])]
        return [id_ for maker in makers for id_, row in self.targets.items() if row["province_code"] == maker]

    def name(self, code: str, lang: str) -> str:
        """Return the name of a province or of the country."""
        return str(self.provinces[code][lang])


@by_publication(2)
def load_promises() -> PromiseBook:
    """Read the prepared promises that the package carries.

    Returns
    -------
    PromiseBook
        All promises.

    Examples
    --------
    >>> book = load_promises()
    >>> book.verdicts[book.days[0]]["t-tuyen-quang-digital-economy-share-2025"]["value"]
    6.19
    """
    return PromiseBook(**json.loads(built_file("promises.json").read_text(encoding="utf-8")))
