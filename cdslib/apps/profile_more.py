"""What profiles know beyond the maps' figures: prepared at build time and read without pandas."""

import json
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class More:
    """Figures that too few provinces have for a map, published means, and the charts of the page.

    Attributes
    ----------
    means : dict
        ``means[geography][year]``: ``value`` and ``source`` of the published mean of the index.
    others : dict
        By province: figures with ``id``, words, ``period``, ``value``, ``source``.
    wanted : list of dict
        Indicators every profile should have though few provinces do: ``id``, ``label``, ``reporter``.
    sources : dict
        Sources of these figures, by id.
    specs : dict
        Vega-Lite specifications ``map``, ``index``, ``mains`` and the rows ``islands``.
    """

    means: dict[str, dict[str, Row]] = field(default_factory=dict)
    others: dict[str, list[Row]] = field(default_factory=dict)
    wanted: list[Row] = field(default_factory=list)
    sources: dict[str, Row] = field(default_factory=dict)
    specs: dict[str, Any] = field(default_factory=dict)


@cache
def load_more() -> More:
    """Read the prepared figures and charts that the package carries.

    Returns
    -------
    More
        Beyond the atlas.

    Examples
    --------
    >>> load_more().means["vn63"]["2021"]["value"]
    0.4014
    """
    path = files("cdslib.apps").joinpath("built", "profile.json")
    return More(**json.loads(path.read_text(encoding="utf-8")))
