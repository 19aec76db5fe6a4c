"""Charts of tidy frames, drawn by Vega without a network.

Altair's own renderer fetches Vega from another host. ``enable()`` makes this package the renderer of all Altair
charts in the session, with the bundle that lies beside JupyterLab's extensions; asking for
``choropleth`` does the same.
"""

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cdslib.charts.clusters import cluster_map
    from cdslib.charts.maps import choropleth
    from cdslib.charts.renderer import enable
    from cdslib.charts.titles import titled

__all__ = ["choropleth", "cluster_map", "enable", "titled"]


def __getattr__(name: str) -> Any:
    """Load a chart when it is asked for; pages that only need colours stay light."""
    if name not in __all__:
        raise AttributeError(name)
    from cdslib.charts import renderer
    from cdslib.charts.clusters import cluster_map
    from cdslib.charts.maps import choropleth
    from cdslib.charts.titles import titled

    renderer.enable()
    package = sys.modules[__name__]
    offered = {
        "choropleth": choropleth,
        "cluster_map": cluster_map,
        "enable": renderer.enable,
        "titled": titled,
    }
    for public, value in offered.items():
        setattr(package, public, value)
    return getattr(package, name)
