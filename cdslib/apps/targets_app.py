"""The dashboard of promises as one widget."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from cdslib.apps.dashboard import Dashboard
from cdslib.apps.frontend import loader
from cdslib.apps.promises import load_promises
from cdslib.apps.targets_export import export_targets
from cdslib.apps.targets_state import TargetsState, read_targets_state
from cdslib.apps.targets_view import compose_targets
from cdslib.i18n import Language


class TargetsDashboard(Dashboard[TargetsState]):
    """What was promised and where each promise stands: overview, one province, one quantity.

    Parameters
    ----------
    view : {"overview", "province", "target"}
        What is shown first.
    province : str
        Code of the province shown first; the one with the most promises by default.
    lang : {"vi", "en"}
        Language shown first.

    Examples
    --------
    >>> from cdslib.apps import TargetsDashboard
    >>> TargetsDashboard("province", "vn34-38", "en").view["headline"][:9]
    'Thanh Hoa'
    """

    _esm = loader("targets.mjs")

    fields: ClassVar[Mapping[str, tuple[str, str]]] = MappingProxyType(
        {
            "view": ("v", "text"),
            "geography": ("g", "text"),
            "province": ("p", "text"),
            "indicator": ("i", "text"),
            "year": ("y", "text"),
            "pillar": ("f", "text"),
            "document": ("d", "text"),
            "group": ("t", "text"),
            "day": ("at", "text"),
            "chosen": ("s", "text"),
            "lang": ("lang", "text"),
        }
    )

    def __init__(self, view: str = "overview", province: str = "", lang: Language = "vi") -> None:
        self.book = load_promises()
        geography = province.partition("-")[0] or "vn34"
        start = {"view": view, "province": province, "geography": geography, "lang": lang}
        super().__init__(start, self.book.specs)

    def read(self, wish: Mapping[str, Any], lang: Language) -> TargetsState:
        """Return a state the page can show."""
        return read_targets_state(wish, self.book, lang)

    def compose(self, state: TargetsState) -> dict[str, Any]:
        """Return the page, see :func:`cdslib.apps.targets_view.compose_targets`."""
        return compose_targets(self.book, state)

    def export(self, state: TargetsState, content: Mapping[str, Any]) -> tuple[str, str, bytes]:
        """Return the promises of the page as a file."""
        return export_targets(self.book, state, content)
