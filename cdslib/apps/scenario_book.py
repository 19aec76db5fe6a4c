"""What the scenario page knows: where scenarios start, words and charts, prepared at build time.

:mod:`cdslib.apps.scenario_build` writes ``scenario.json`` with :func:`cdslib.load_baseline`; this module reads it
without pandas.
"""

import json
from dataclasses import dataclass
from typing import Any

from cdslib.analysis.baseline import Baseline
from cdslib.analysis.index_schemes import JOINT
from cdslib.i18n import Language, text
from cdslib.resources import built_file, by_publication

Row = dict[str, Any]


@dataclass(frozen=True)
class ScenarioBook:
    """Everything the page reads.

    Attributes
    ----------
    data_date : str
        When the data package was last changed, ``YYYY-MM-DD``.
    baselines : dict of str to Baseline
        By geography, where scenarios start.
    provinces : dict
        By code: names in both languages, ``parts`` or ``successor``.
    indices, pillars : dict
        Names of main indices and pillars in both languages.
    scheme : dict
        Name, note and document of the official weights.
    figure_sources : dict of str to str
        By geography, the source of the published figures.
    sources : dict
        By id: publisher, title, date, address.
    specs : dict
        Vega-Lite specifications of the page's charts.
    """

    data_date: str
    baselines: dict[str, Baseline]
    provinces: dict[str, Row]
    indices: dict[str, Row]
    pillars: dict[str, Row]
    scheme: Row
    figure_sources: dict[str, str]
    sources: dict[str, Row]
    specs: dict[str, Any]

    def name(self, code: str, lang: Language) -> str:
        """Return the name of a province."""
        return str(self.provinces[code][lang])

    def index_name(self, code: str, lang: Language) -> str:
        """Return the name of a main index, as a label."""
        return text("scenario_page.joint", lang) if code == JOINT else str(self.indices[code][lang])

    def measure_label(self, code: str, lang: Language) -> str:
        """Return the name of the index, a pillar or a main index, as a label."""
        if code in self.pillars:
            return str(self.pillars[code][lang])
        return text("scenario_page.dti", lang) if code == "dti" else self.index_name(code, lang)

    def counterpart(self, code: str, geography: str) -> str:
        """Return the province of the other geography on the same ground: the successor, or the part of the same number.

        Parameters
        ----------
        code : str
            A province.
        geography : {"vn34", "vn63"}
            The wanted geography.

        Returns
        -------
        str
            A province of that geography.

        Examples
        --------
        >>> load_scenario_book().counterpart("vn63-24", "vn34"), load_scenario_book().counterpart("vn34-24", "vn63")
        ('vn34-24', 'vn63-24')
        """
        if code.startswith(geography):
            return code
        row = self.provinces[code]
        if geography == "vn34":
            return str(row["successor"])
        same = code.replace("vn34", "vn63")
        return same if same in row["parts"] else str(row["parts"][0])


@by_publication(2)
def load_scenario_book() -> ScenarioBook:
    """Read what the package carries for the scenario page.

    Returns
    -------
    ScenarioBook
        Where scenarios start, words and charts.

    Examples
    --------
    >>> round(float(load_scenario_book().baselines["vn34"].scores[0]), 4) > 0.7
    True
    """
    plain = json.loads(built_file("scenario.json").read_text(encoding="utf-8"))
    baselines = {name: Baseline.from_dict(row) for name, row in plain["baselines"].items()}
    return ScenarioBook(**plain | {"baselines": baselines})
