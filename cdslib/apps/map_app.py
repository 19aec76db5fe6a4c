"""The map dashboard as one widget: it composes pages on request and sends files; the page does the drawing."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from cdslib.apps.atlas import load_atlas
from cdslib.apps.dashboard import Dashboard
from cdslib.apps.frontend import loader
from cdslib.apps.map_export import export_map
from cdslib.apps.map_state import MapState, read_state
from cdslib.apps.map_view import compose
from cdslib.i18n import Language


class MapDashboard(Dashboard[MapState]):
    """Map, ranking, table, distribution and trend of any indicator of the data package.

    Parameters
    ----------
    indicator : str
        Id of the indicator shown first, for example ``"dti"`` or ``"digital_economy_share.nso"``.
    geography : {"vn34", "vn63"}
        Present or former provinces.
    lang : {"vi", "en"}
        Language shown first.

    Examples
    --------
    >>> from cdslib.apps import MapDashboard
    >>> MapDashboard("infrastructure", lang="en").state.indicator
    'infrastructure'
    """

    _esm = loader("map.mjs")

    fields: ClassVar[Mapping[str, tuple[str, str]]] = MappingProxyType(
        {
            "indicator": ("i", "text"),
            "geography": ("g", "text"),
            "year": ("y", "number"),
            "base": ("b", "number"),
            "scheme": ("c", "text"),
            "k": ("n", "number"),
            "palette": ("p", "text"),
            "fixed": ("f", "flag"),
            "target": ("t", "number"),
            "lang": ("lang", "text"),
            "chosen": ("s", "list"),
        }
    )

    def __init__(self, indicator: str = "dti", geography: str = "vn34", lang: Language = "vi") -> None:
        self.atlas = load_atlas()
        super().__init__({"indicator": indicator, "geography": geography, "lang": lang}, self.atlas.specs)

    def read(self, wish: Mapping[str, Any], lang: Language) -> MapState:
        """Return a state for which there are figures."""
        return read_state(wish, self.atlas, lang)

    def compose(self, state: MapState) -> dict[str, Any]:
        """Return the page, see :func:`cdslib.apps.map_view.compose`."""
        return compose(self.atlas, state)

    def export(self, state: MapState, content: Mapping[str, Any]) -> tuple[str, str, bytes]:
        """Return the figures of a year as a file."""
        return export_map(self.atlas, state, content)
