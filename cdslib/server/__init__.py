"""The dashboards as a service: Voilà with a landing page, its own template and nothing from other hosts."""

from cdslib.server.app import serve

__all__ = ["serve"]
