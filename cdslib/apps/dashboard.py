"""What all dashboards share: one widget a page, asked by wishes, answering with composed views and files."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Generic, TypeVar

import anywidget
import traitlets

from cdslib.apps.address import wishes_in
from cdslib.apps.find import Looking, find_province
from cdslib.i18n import Language

S = TypeVar("S", bound=Looking)


class Dashboard(anywidget.AnyWidget, Generic[S]):
    """A page: it reads wishes into a state that surely exists, and composes what the page draws.

    A dashboard says how in :meth:`read`, :meth:`compose` and :meth:`export`, and in :attr:`fields` what of
    its state is in the address of a published page.

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
    start : dict
        What an address without a query stands for.
    address : dict
        Short name and kind of each field of the address.
    state : Looking
        What the page shows it for.
    """

    fields: ClassVar[Mapping[str, tuple[str, str]]] = MappingProxyType({"lang": ("lang", "text")})

    wish = traitlets.Dict().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
    specs = traitlets.Dict().tag(sync=True)
    start = traitlets.Dict().tag(sync=True)
    address = traitlets.Dict().tag(sync=True)

    def __init__(self, start: Mapping[str, Any], specs: Mapping[str, Any]) -> None:
        self.state: S = self.read(start, "vi")
        shown = self.show(self.state)
        super().__init__(specs=dict(specs), start=shown["view"]["state"], address=dict(self.fields), **shown)
        self.observe(self._answer_wish, "wish")
        self.on_msg(self._answer_message)

    def show(self, state: S) -> dict[str, Any]:
        """Return the traits that show a state."""
        return {"wish": vars(state), "view": self.compose(state)}

    def wished(self, query: str) -> S:
        """Return the state that an address with this query stands for."""
        return self.read(vars(self.state) | wishes_in(query, self.fields), self.state.lang)

    def first(self, state: S) -> dict[str, Any]:
        """Return all that a page needs to show a state before it has spoken with a kernel."""
        return {"specs": self.specs, "start": self.start, "address": self.address} | self.show(state)

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
