"""What a page shows first: composed by the server, so that nobody waits for a kernel to see it."""

import json
from functools import cache, lru_cache
from typing import Any

from cdslib.apps.dashboard import Dashboard
from cdslib.server.pages import DASHBOARDS

MOST_KEPT = 64  # addresses, up to 200 kB each


@cache
def _dashboard(page: str) -> Dashboard[Any]:
    """Return the widget that composes a page; it has no kernel, and its own state stays as it is."""
    return next(one for one in DASHBOARDS if one.name == page).dashboard()


@lru_cache(MOST_KEPT)
def first_view(page: str, query: str = "") -> str:
    """Compose what a page shows for an address.

    Parameters
    ----------
    page : str
        Name of a dashboard.
    query : str
        Query of the address, from anybody; what the page does not know is ignored.

    Returns
    -------
    str
        JSON with ``page`` and the ``traits`` of its widget, written so that no HTML can begin in it.

    Examples
    --------
    >>> import json
    >>> json.loads(first_view("map", "i=infrastructure&x=<script>"))["traits"]["view"]["state"]["indicator"]
    'infrastructure'
    """
    dashboard = _dashboard(page)
    traits = dashboard.first(dashboard.wished(query))
    said = json.dumps({"page": page, "traits": traits}, ensure_ascii=False, separators=(",", ":"))
    return said.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
