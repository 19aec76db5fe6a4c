"""How the status of a promise looks: a shape and a colour for each, so that neither stands alone."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """Shape and colour of a status.

    Attributes
    ----------
    glyph : str
        One character that page, chart and table share.
    colour : str
        Hex colour, dark enough for text on white and on the tint; red is kept for what was missed.
    tint : str
        Hex colour of an area, for groups.
    """

    glyph: str
    colour: str
    tint: str = "#ffffff"


# From best to worst, then what cannot be said; ColorBrewer's teal and orange, told apart when colour-blind.
STATUSES: dict[str, Look] = {
    "met": Look("●", "#01665e"),
    "met_early": Look("★", "#01665e"),
    "significant": Look("▲", "#1b7f8c"),
    "moderate": Look("△", "#7a6a00"),
    "insufficient": Look("▽", "#a6611a"),
    "not_yet": Look("□", "#a6611a"),
    "moving_away": Look("▼", "#8c3d04"),
    "missed": Look("✕", "#b3261e"),
    "no_deadline_figure": Look("◇", "#4a6378"),
    "no_figure": Look("○", "#65737c"),
    "not_judged": Look("–", "#65737c"),
}

# What a reader counts: a few answers instead of eleven.
GROUPS: dict[str, tuple[str, ...]] = {
    "reached": ("met", "met_early"),
    "on_course": ("significant", "moderate"),
    "behind": ("insufficient", "not_yet", "moving_away"),
    "missed": ("missed",),
    "waiting": ("no_deadline_figure",),
    "no_figure": ("no_figure",),
    "not_judged": ("not_judged",),
}
GROUP_LOOKS: dict[str, Look] = {
    "reached": Look("●", "#01665e", "#c7e6e0"),
    "on_course": Look("▲", "#1b6a75", "#d6ebf3"),
    "behind": Look("▽", "#84480b", "#f8e5c6"),
    "missed": Look("✕", "#9d1f18", "#f6d3cf"),
    "waiting": Look("◇", "#3d5468", "#dde5ec"),
    "no_figure": Look("○", "#5a6872", "#f3f5f6"),
    "not_judged": Look("–", "#5a6872", "#f3f5f6"),
}
# Among several, the one that most asks for attention stands for all; what is unknown only if nothing is known.
TELLING = ("missed", "behind", "waiting", "on_course", "reached", "no_figure", "not_judged")


UNKNOWN_FILL = "#c3ccd1"


def fill_of(group: str) -> str:
    """Return the colour of a province on a map of statuses; what is not known is grey.

    Parameters
    ----------
    group : str
        A key of ``GROUPS``.

    Returns
    -------
    str
        Hex colour.
    """
    return UNKNOWN_FILL if group in ("no_figure", "not_judged") else GROUP_LOOKS[group].colour


def group_of(status: str) -> str:
    """Return the group a status is counted in.

    Parameters
    ----------
    status : str
        A key of ``STATUSES``.

    Returns
    -------
    str
        A key of ``GROUPS``.

    Examples
    --------
    >>> group_of("met_early")
    'reached'
    """
    return next(group for group, statuses in GROUPS.items() if status in statuses)
