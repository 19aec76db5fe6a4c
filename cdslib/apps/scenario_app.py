"""The scenario dashboard as one widget."""

from collections.abc import Mapping
from typing import Any

import traitlets

from cdslib.apps.dashboard import Dashboard
from cdslib.apps.frontend import loader
from cdslib.apps.scenario_answers import answer_least, answer_simulation
from cdslib.apps.scenario_book import load_scenario_book
from cdslib.apps.scenario_export import export_scenario
from cdslib.apps.scenario_frame import compose_frame, frame_key
from cdslib.apps.scenario_open import open_scenario
from cdslib.apps.scenario_outcome import Outcome
from cdslib.apps.scenario_state import ScenarioState, read_scenario_state
from cdslib.apps.scenario_view import compose_scenario
from cdslib.i18n import Language


class ScenarioDashboard(Dashboard[ScenarioState]):
    """What would it take: move a province's main indices and see score, place and goal; or ask for the least effort.

    Parameters
    ----------
    province : str
        Code of the province shown first.
    lang : {"vi", "en"}
        Language shown first.

    Attributes
    ----------
    frame : dict
        What stays while sliders move: words, and the figures of all provinces.

    Examples
    --------
    >>> from cdslib.apps import ScenarioDashboard
    >>> ScenarioDashboard("vn34-01", "en").view["headline"][:24]
    'In 2024 Ha Noi has a DTI'
    """

    _esm = loader("scenario.mjs")
    frame = traitlets.Dict().tag(sync=True)

    def __init__(self, province: str = "vn34-38", lang: Language = "vi") -> None:
        self.book = load_scenario_book()
        geography = province.partition("-")[0]
        start = {"province": province, "geography": geography, "lang": lang}
        super().__init__(start, self.book.specs)

    def show(self, state: ScenarioState) -> dict[str, Any]:
        """Return the traits that show a state, the frame among them."""
        return super().show(state) | {"frame": compose_frame(self.book, state)}

    def read(self, wish: Mapping[str, Any], lang: Language) -> ScenarioState:
        """Return a state the page can show."""
        return read_scenario_state(wish, self.book, lang)

    def compose(self, state: ScenarioState) -> dict[str, Any]:
        """Return the page, see :func:`cdslib.apps.scenario_view.compose_scenario`."""
        return compose_scenario(self.book, state)

    def export(self, state: ScenarioState, content: Mapping[str, Any]) -> tuple[str, str, bytes]:
        """Return the scenario of the page as a file."""
        return export_scenario(Outcome(self.book, state), content)

    def _answer_wish(self, change: Any) -> None:
        """Send frame and view as one message, so that the page never draws one with the other's predecessor."""
        before = frame_key(self.state)
        with self.hold_sync():
            super()._answer_wish(change)
            if frame_key(self.state) != before:
                self.frame = compose_frame(self.book, self.state)

    def _answer_message(self, widget: Any, content: dict[str, Any], buffers: Any) -> None:
        kind = content.get("kind")
        if kind == "open":
            self.send(open_scenario(content, self.book, self.state.lang))
        elif kind == "least":
            self.send(answer_least(Outcome(self.book, self.state)))
        elif kind == "simulate":
            self.send(answer_simulation(Outcome(self.book, self.state)))
        else:
            super()._answer_message(widget, content, buffers)
