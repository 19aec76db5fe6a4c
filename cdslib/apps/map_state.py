"""What a reader of the map page has chosen: few words, each checked before it is used."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cdslib.analysis.classify import SCHEMES, Scheme
from cdslib.apps.atlas import GEOGRAPHIES, Atlas
from cdslib.charts.palettes import DIVERGING, SEQUENTIAL
from cdslib.i18n import LANGUAGES, Language


@dataclass(frozen=True)
class MapState:
    """The choices that decide what the kernel has to compute.

    Attributes
    ----------
    indicator : str
        Id of an indicator of the atlas.
    geography : {"vn34", "vn63"}
        Present or former provinces.
    base : int or None
        Show the change since this year, which is not the last one, instead of the level.
    scheme : str
        How classes are found.
    k : int
        Number of classes, 3 to 7.
    palette : str
        Colour ramp.
    fixed : bool
        One scale for all years instead of one per year.
    target : float or None
        Centre of ``around_target``, in the indicator's unit.
    lang : {"vi", "en"}
        The reader's language.
    """

    indicator: str = "dti"
    geography: str = "vn34"
    base: int | None = None
    scheme: Scheme = "quantiles"
    k: int = 5
    palette: str = "teal"
    fixed: bool = False
    target: float | None = None
    lang: Language = "vi"


def read_state(wanted: Mapping[str, Any], atlas: Atlas, lang: Language = "vi") -> MapState:
    """Turn what a page or an address asks for into a state that surely exists.

    Unknown words and values are ignored; a geography without figures for the indicator gives way to one
    that has some.

    Parameters
    ----------
    wanted : mapping
        Any of the attributes of :class:`MapState`; other keys are ignored.
    atlas : Atlas
        What there is.
    lang : {"vi", "en"}
        Language where none, or an unknown one, is asked for.

    Returns
    -------
    MapState
        A state for which there are figures.
    """
    state = MapState(lang=_one_of(wanted.get("lang"), LANGUAGES, lang))
    state = replace(
        state, indicator=_one_of(wanted.get("indicator"), tuple(atlas.indicators), state.indicator)
    )
    offered = tuple(g for g in GEOGRAPHIES if atlas.years(state.indicator, g))
    geography = _one_of(wanted.get("geography"), offered, offered[0])
    years = atlas.years(state.indicator, geography)
    base = wanted.get("base")
    return replace(
        state,
        geography=geography,
        base=base if _is_int(base) and base in years[:-1] else None,
        scheme=_one_of(wanted.get("scheme"), SCHEMES, state.scheme),
        k=_one_of(wanted.get("k"), (3, 4, 5, 6, 7), state.k),
        palette=_one_of(wanted.get("palette"), SEQUENTIAL + DIVERGING, state.palette),
        fixed=wanted.get("fixed") is True,
        target=_finite(wanted.get("target")),
    )


def _one_of(value: Any, allowed: tuple[Any, ...], otherwise: Any) -> Any:
    return (
        value
        if isinstance(value, str | int) and not isinstance(value, bool) and value in allowed
        else otherwise
    )


def _is_int(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _finite(value: Any) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and abs(value) < 1e12 else None
