"""The look every chart shares: type, ink, the colour of the chosen province, and how "no data" looks."""

from typing import Any

FONT = "Be Vietnam Pro, Segoe UI, Noto Sans, DejaVu Sans, Arial, sans-serif"
ACCENT = "#00696d"
INK = "#17242b"
MUTED = "#5a6872"
GRID = "#e3e8ea"
SOFT = "#e3f1f0"
BAND = "#d5dee1"
LAND_EDGE = "#ffffff"
NO_DATA_FILL = "#ffffff"
NO_DATA_EDGE = "#97a3ab"
CHOSEN = (ACCENT, "#8a4fa8", "#b26a00", "#2962a8", "#5b6770")

NUMBER_LOCALES: dict[str, dict[str, Any]] = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"], "minus": "−"},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", " VND"], "minus": "−"},
}


def config() -> dict[str, Any]:
    """Return the Vega-Lite configuration of all charts.

    Returns
    -------
    dict
        Type, axes, titles and view in the suite's look.

    Examples
    --------
    >>> config()["axis"]["gridColor"]
    '#e3e8ea'
    """
    return {
        "font": FONT,
        "background": "white",
        "padding": {"left": 4, "right": 8, "top": 4, "bottom": 4},
        "view": {"stroke": None},
        "title": {
            "anchor": "start",
            "frame": "group",
            "color": INK,
            "fontSize": 15,
            "fontWeight": 600,
            "subtitleColor": MUTED,
            "subtitleFontSize": 12,
            "subtitlePadding": 4,
            "offset": 12,
        },
        "axis": {
            "labelColor": MUTED,
            "labelFontSize": 11,
            "titleColor": MUTED,
            "titleFontSize": 11,
            "titleFontWeight": 400,
            "gridColor": GRID,
            "domainColor": "#b9c3c8",
            "tickColor": "#b9c3c8",
        },
        "text": {"color": INK, "fontSize": 11},
    }
