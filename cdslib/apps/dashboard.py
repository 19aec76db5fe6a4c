"""What all dashboards share: one widget a page, asked by wishes, answering with composed views and files."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

import anywidget
import traitlets

from cdslib.apps.find import Looking, find_province
from cdslib.i18n import Language

S = TypeVar("S", bound=Looking)


class Dashboard(anywidget.AnyWidget, Generic[S]):
    """A page: it reads wishes into a state that surely exists, and composes what the page draws.

    A dashboard says how in :meth:`read`, :meth:`compose` and :meth:`export`.

    Parameters
    ----------
    start : mapping
        The wishes the page starts from.
    specs : dict
        The charts, sent once.

    Attributes
    ----------
    wish : dict
        What the page asks for; every entry is checked before it is used.
    view : dict
        What the page shows.
    specs : dict
        Vega-Lite specifications by name.
    state : Looking
        What the page shows it for.
    """

    wish = traitlets.Dict().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
    specs = traitlets.Dict().tag(sync=True)

    def __init__(self, start: Mapping[str, Any], specs: Mapping[str, Any]) -> None:
        self.state: S = self.read(start, "vi")
        super().__init__(wish=vars(self.state), view=self.compose(self.state), specs=dict(specs))
        self.observe(self._answer_wish, "wish")
        self.on_msg(self._answer_message)

    def read(self, wish: Mapping[str, Any], lang: Language) -> S:
        """Turn wishes into a state; ``lang`` where none is wished."""
        raise NotImplementedError

    def compose(self, state: S) -> dict[str, Any]:
        """Return what the page draws."""
        raise NotImplementedError

    def export(self, state: S, content: Mapping[str, Any]) -> tuple[str, str, bytes]:
        """Return name, media type and content of a file."""
        raise NotImplementedError

    def _answer_wish(self, _: Any) -> None:
        state = self.read(self.wish, self.state.lang)
        if state != self.state:
            self.state = state
            self.view = self.compose(state)

    def _answer_message(self, _: Any, content: dict[str, Any], __: Any) -> None:
        if content.get("kind") == "find":
            self.send({"kind": "found"} | find_province(str(content.get("text", "")), self.state))
        elif content.get("kind") == "export":
            name, mime, data = self.export(self.state, content)
            self.send({"kind": "file", "name": name, "type": mime}, buffers=[data])
