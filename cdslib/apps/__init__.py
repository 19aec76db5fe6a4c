"""Interactive applications for JupyterLab and Voilà."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cdslib.apps.map_app import MapDashboard
    from cdslib.apps.profile_app import ProfileDashboard
    from cdslib.apps.scenario_app import ScenarioDashboard
    from cdslib.apps.targets_app import TargetsDashboard

_MODULE_OF = {
    "MapDashboard": "map_app",
    "ProfileDashboard": "profile_app",
    "ScenarioDashboard": "scenario_app",
    "TargetsDashboard": "targets_app",
}

__all__ = ["MapDashboard", "ProfileDashboard", "ScenarioDashboard", "TargetsDashboard"]


def __getattr__(name: str) -> Any:
    """Load an application when it is asked for; the builds beside it do not need one."""
    if name not in _MODULE_OF:
        raise AttributeError(name)
    return getattr(import_module(f"cdslib.apps.{_MODULE_OF[name]}"), name)
