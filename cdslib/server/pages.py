"""The dashboards there are, in the order of the landing page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One dashboard.

    Attributes
    ----------
    name : str
        Its address, and the name of its notebook.
    picture : str
        A picture of it among the static files.
    """

    name: str
    picture: str


DASHBOARDS = (Page("map", "pictures/map.svg"),)
