"""The profile of one province as one widget: it composes pages, sends files, and has the brief written."""

import asyncio
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from cdslib.apps.address import wishes_in
from cdslib.apps.atlas import load_atlas
from cdslib.apps.dashboard import Dashboard
from cdslib.apps.frontend import loader
from cdslib.apps.profile_brief import BriefNotWrittenError, write_brief
from cdslib.apps.profile_export import export_profile
from cdslib.apps.profile_more import load_more
from cdslib.apps.profile_state import START, ProfileState, read_profile
from cdslib.apps.profile_view import compose
from cdslib.apps.promises import load_promises
from cdslib.i18n import Language, text


class ProfileDashboard(Dashboard[ProfileState]):
    """One province on one page: index, strengths, promises, statistics, merger, sources.

    Parameters
    ----------
    code : str
        Code of the province shown first, of either geography.
    lang : {"vi", "en"}
        Language shown first.

    Examples
    --------
    >>> from cdslib.apps import ProfileDashboard
    >>> ProfileDashboard("vn34-38", lang="en").view["province"]["full_name"]
    'Thanh Hoa Province'
    """

    _esm = loader("profile.mjs")

    fields: ClassVar[Mapping[str, tuple[str, str]]] = MappingProxyType(
        {"geography": ("g", "text"), "code": ("s", "text"), "lang": ("lang", "text")}
    )

    def __init__(self, code: str = START, lang: Language = "vi") -> None:
        self.atlas, self.book, self.more = load_atlas(), load_promises(), load_more()
        self._writing: set[asyncio.Future[Any]] = set()
        shown = {name: self.atlas.specs[name] for name in ("map", "islands")}
        super().__init__({"code": code, "lang": lang}, shown | self.more.specs)

    def read(self, wish: Mapping[str, Any], lang: Language) -> ProfileState:
        """Return a province that exists."""
        return read_profile(wish, self.atlas, lang)

    def wished(self, query: str) -> ProfileState:
        """Return the province of the address, in its own geography if none is named."""
        wishes = wishes_in(query, self.fields)
        return self.read({"geography": str(wishes.get("code", ""))[:4]} | wishes, self.state.lang)

    def compose(self, state: ProfileState) -> dict[str, Any]:
        """Return the page, see :func:`cdslib.apps.profile_view.compose`."""
        return compose(self.atlas, self.book, state, self.more)

    def export(self, state: ProfileState, content: Mapping[str, Any]) -> tuple[str, str, bytes]:
        """Return all figures of the page as a file."""
        return export_profile(self.compose(state), content)

    def _answer_message(self, widget: Any, content: dict[str, Any], buffers: Any) -> None:
        if content.get("kind") != "brief":
            super()._answer_message(widget, content, buffers)
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._send_brief(self._brief(self.state, content.get("format")))
            return
        written = loop.run_in_executor(None, self._brief, self.state, content.get("format"))
        self._writing.add(written)
        written.add_done_callback(self._brief_written)

    def _brief_written(self, written: "asyncio.Future[Any]") -> None:
        self._writing.discard(written)
        self._send_brief(written.result())

    def _brief(self, state: ProfileState, wanted: object) -> tuple[str, str, bytes] | str:
        """Return the brief, or why there is none."""
        try:
            return write_brief(state.code, state.lang, wanted, state.day)
        except BriefNotWrittenError as error:
            return text("profile.brief_failed", state.lang, reason=str(error))

    def _send_brief(self, brief: tuple[str, str, bytes] | str) -> None:
        if isinstance(brief, str):
            self.send({"kind": "brief", "failed": True, "message": brief})
            return
        name, mime, data = brief
        self.send({"kind": "file", "name": name, "type": mime}, buffers=[data])
        self.send({"kind": "brief", "failed": False, "message": text("profile.brief_done", self.state.lang)})
