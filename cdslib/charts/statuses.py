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
        Hex colour, dark enough for text on white; red is kept for what was missed.
    """

    glyph: str
    colour: str


# From best to worst, then what cannot be said; ColorBrewer's teal and orange, told apart when colour-blind.
STATUSES: dict[str, Look] = {
    "met": Look("●", "#01665e"),
    "met_early": Look("◉", "#01665e"),
    "significant": Look("▲", "#1b7f8c"),
    "moderate": Look("◆", "#7a6a00"),
    "insufficient": Look("▽", "#a6611a"),
    "not_yet": Look("◐", "#a6611a"),
    "moving_away": Look("▼", "#8c3d04"),
    "missed": Look("✕", "#b3261e"),
    "no_deadline_figure": Look("◔", "#4a6378"),
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
