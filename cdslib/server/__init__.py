"""The dashboards as a service: Voilà with a landing page, its own template and nothing from other hosts."""

from cdslib.server.settings import Settings, read_settings

__all__ = ["Settings", "read_settings"]
