"""The dashboards there are, in the order of the landing page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cdslib.apps import MapDashboard, ProfileDashboard, ScenarioDashboard, TargetsDashboard
from cdslib.apps.dashboard import Dashboard
from cdslib.apps.map_view import map_headline
from cdslib.apps.profile_view import profile_headline
from cdslib.apps.scenario_view import scenario_headline
from cdslib.apps.targets_view import targets_headline
from cdslib.i18n import Language


@dataclass(frozen=True)
class Page:
    """One dashboard.

    Attributes
    ----------
    name : str
        Its address, and the name of its notebook.
    headline : callable
        Says in one sentence of the wished language what the page shows first.
    dashboard : callable
        Makes its widget.
    """

    name: str
    headline: Callable[[Language], str]
    dashboard: Callable[[], Dashboard[Any]]

    @property
    def picture(self) -> str:
        """Return its picture among the static files."""
        return f"pictures/{self.name}.svg"


DASHBOARDS = (
    Page("map", map_headline, MapDashboard),
    Page("profile", profile_headline, ProfileDashboard),
    Page("targets", targets_headline, TargetsDashboard),
    Page("scenario", scenario_headline, ScenarioDashboard),
)
