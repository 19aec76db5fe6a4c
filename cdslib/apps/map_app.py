"""The map dashboard as one widget: it composes pages on request and sends files; the page does the drawing."""

from typing import Any

import anywidget
import traitlets

from cdslib.apps.atlas import Atlas, load_atlas
from cdslib.apps.find import find_province
from cdslib.apps.frontend import loader
from cdslib.apps.map_export import export_map
from cdslib.apps.map_state import MapState, read_state
from cdslib.apps.map_view import compose
from cdslib.i18n import Language


class MapDashboard(anywidget.AnyWidget):
    """Map, ranking, table, distribution and trend of any indicator of the data package.

    Parameters
    ----------
    indicator : str
        Id of the indicator shown first, for example ``"dti"`` or ``"digital_economy_share.nso"``.
    geography : {"vn34", "vn63"}
        Present or former provinces.
    lang : {"vi", "en"}
        Language shown first.

    Attributes
    ----------
    wish : dict
        What the page asks for; every entry is checked before it is used.
    view : dict
        What the page shows, see :func:`cdslib.apps.map_view.compose`.
    specs : dict
        The charts, sent once.

    Examples
    --------
    >>> from cdslib.apps import MapDashboard
    >>> MapDashboard("infrastructure", lang="en").state.indicator
    'infrastructure'
    """

    _esm = loader("map.mjs")
    wish = traitlets.Dict().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
    specs = traitlets.Dict().tag(sync=True)

    def __init__(self, indicator: str = "dti", geography: str = "vn34", lang: Language = "vi") -> None:
        self.atlas: Atlas = load_atlas()
        self.state: MapState = read_state(
            {"indicator": indicator, "geography": geography, "lang": lang}, self.atlas
        )
        super().__init__(wish=vars(self.state), view=compose(self.atlas, self.state), specs=self.atlas.specs)
        self.observe(self._answer_wish, "wish")
        self.on_msg(self._answer_message)

    def _answer_wish(self, _: Any) -> None:
        state = read_state(self.wish, self.atlas, self.state.lang)
        if state != self.state:
            self.state = state
            self.view = compose(self.atlas, state)

    def _answer_message(self, _: Any, content: dict[str, Any], __: Any) -> None:
        if content.get("kind") == "find":
            self.send({"kind": "found"} | find_province(str(content.get("text", "")), self.state))
        elif content.get("kind") == "export":
            name, mime, data = export_map(self.atlas, self.state, content)
            self.send({"kind": "file", "name": name, "type": mime}, buffers=[data])
