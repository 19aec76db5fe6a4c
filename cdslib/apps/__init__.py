"""Interactive applications for JupyterLab and Voilà."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cdslib.apps.map_app import MapDashboard
    from cdslib.apps.profile_app import ProfileDashboard

__all__ = ["MapDashboard", "ProfileDashboard"]
_HOMES = {"MapDashboard": "map_app", "ProfileDashboard": "profile_app"}


def __getattr__(name: str) -> Any:
    """Load an application when it is asked for; the builds beside it do not need one."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"cdslib.apps.{_HOMES[name]}"), name)
