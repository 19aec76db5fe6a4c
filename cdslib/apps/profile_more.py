"""What profiles know beyond the maps' figures: prepared at build time and read without pandas."""

import json
from dataclasses import dataclass, field
from typing import Any

from cdslib.resources import built_file, by_publication

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


@by_publication(2)
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
    return More(**json.loads(built_file("profile.json").read_text(encoding="utf-8")))
