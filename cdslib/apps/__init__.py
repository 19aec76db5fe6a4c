"""Interactive applications for JupyterLab and Voilà."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cdslib.apps.map_app import MapDashboard

__all__ = ["MapDashboard"]


def __getattr__(name: str) -> Any:
    """Load an application when it is asked for; the builds beside it do not need one."""
    if name not in __all__:
        raise AttributeError(name)
    from cdslib.apps import map_app

    return getattr(map_app, name)
