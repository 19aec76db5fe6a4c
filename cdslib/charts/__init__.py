"""Charts of tidy frames, drawn by Vega without a network.

Importing this package makes ``cdslib`` the renderer of Altair charts in the session, so that a chart at the end
of a notebook cell is drawn from the bundle that lies beside JupyterLab's extensions.
"""

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cdslib.charts.maps import choropleth

__all__ = ["choropleth"]


def __getattr__(name: str) -> Any:
    """Load a chart when it is asked for; pages that only need colours stay light."""
    if name not in __all__:
        raise AttributeError(name)
    from cdslib.charts import renderer
    from cdslib.charts.maps import choropleth

    renderer.enable()
    setattr(sys.modules[__name__], name, choropleth)
    return choropleth
