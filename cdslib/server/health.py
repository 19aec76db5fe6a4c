"""How the service is, for those who keep it and for the machines that watch it; nothing of its visitors."""

from typing import Any

import psutil
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler

from cdslib import __version__
from cdslib.apps.atlas import load_atlas
from cdslib.resources import publication
from cdslib.server.answers import Quiet
from cdslib.server.logs import INCIDENTS
from cdslib.server.memory import MEGABYTE, free_memory


class HealthHandler(Quiet, JupyterHandler):
    """Answers ``/healthz``: to everyone that the service is there, to those who may come in how it is."""

    @allow_unauthenticated
    def get(self) -> None:
        """Send the report as JSON."""
        self.set_header("Cache-Control", "no-store")
        app: Any = self.settings["cdslib"]
        self.finish({"status": "ok"} | (report(app) if self.current_user else {}))


def report(app: Any) -> dict[str, Any]:
    """Say how the service is.

    Parameters
    ----------
    app : Dashboards
        The running service.

    Returns
    -------
    dict
        Version, date of the data and name of their publication, kernels, megabytes of memory, the last incidents,
        and when each dashboard
        was last shown without a fault.
    """
    kernels = app.kernel_manager
    ready = sum(
        task.done() and not task.cancelled() and not task.exception()
        for pool in kernels._pools.values()
        for task in pool
    )
    return {
        "version": __version__,
        "data_date": load_atlas().data_date,
        "published": published.name if (published := publication()) else None,
        "kernels": {"in_use": len(kernels) - ready, "ready": ready, "most": kernels.max_kernels},
        "memory_mb": _memory(),
        "incidents": list(INCIDENTS),
        "pages": {name: app.shown.get(name) for name in app.pages},
    }


def _memory() -> dict[str, int]:
    """Count what each process has to itself: forked kernels share the rest."""
    server = psutil.Process()
    of_kernels = 0
    for child in server.children(recursive=True):
        try:
            of_kernels += child.memory_full_info().uss
        except psutil.Error:
            continue  # it has just ended
    return {
        "server": server.memory_full_info().uss // MEGABYTE,
        "kernels": of_kernels // MEGABYTE,
        "free": free_memory() // MEGABYTE,
    }
