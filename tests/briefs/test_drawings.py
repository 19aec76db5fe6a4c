"""The charts: filled with the page's tables, and in letters that every machine has."""

import struct
from pathlib import Path

import pytest

from cdslib.briefs.pictures import filled, png, svg
from cdslib.text import nfc

FONTS = Path(__file__).parents[2] / "cdslib" / "briefs" / "fonts"
VIETNAMESE = "".join(
    nfc(letter + mark + tone)
    for letter, marks in {
        "a": "\u0306\u0302",
        "e": "\u0302",
        "o": "\u0302\u031b",
        "u": "\u031b",
        "i": "",
        "y": "",
    }.items()
    for mark in ("", *marks)
    for tone in ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
)
NEEDED = sorted({*VIETNAMESE, *VIETNAMESE.upper(), *"đĐ0123456789,.−–…«»“”%/()*:;₫×"})


def letters_of(font: bytes) -> set[str]:
    """Read which letters a TrueType font has, from the table of character ranges (format 4)."""
    tables = {
        font[at : at + 4]: struct.unpack(">I", font[at + 8 : at + 12])[0]
        for at in range(12, 12 + 16 * font[5], 16)
    }
    start = tables[b"cmap"]
    count = struct.unpack(">H", font[start + 2 : start + 4])[0]
    found: set[str] = set()
    for place in range(count):
        at = start + struct.unpack(">I", font[start + 8 + 8 * place : start + 12 + 8 * place])[0]
        if struct.unpack(">H", font[at : at + 2])[0] == 4:
            size = struct.unpack(">H", font[at + 6 : at + 8])[0]
            ends = struct.unpack(f">{size // 2}H", font[at + 14 : at + 14 + size])
            begins = struct.unpack(f">{size // 2}H", font[at + 16 + size : at + 16 + 2 * size])
            found |= {
                chr(code) for low, high in zip(begins, ends, strict=True) for code in range(low, high + 1)
            }
    return found


@pytest.mark.parametrize("name", ["BeVietnamPro-Regular.ttf", "BeVietnamPro-SemiBold.ttf"])
def test_the_fonts_have_every_vietnamese_letter(name: str) -> None:
    letters = letters_of((FONTS / name).read_bytes())
    assert len(NEEDED) > 150
    assert [letter for letter in NEEDED if letter not in letters] == []


def test_the_letters_drawn_are_those_of_the_package() -> None:
    def drawn(family: str, weight: int) -> bytes:
        return png(
            '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="30">'
            f'<text y="20" font-family="{family}" font-weight="{weight}">Đắk Lắk ẵ</text></svg>'
        )

    assert len({drawn("Be Vietnam Pro", 400), drawn("Be Vietnam Pro", 600), drawn("Nothing Such", 400)}) == 3


def test_tables_are_filled_wherever_they_are_named() -> None:
    spec = {
        "params": [{"name": "a", "value": 1}, {"name": "b", "value": 2}],
        "layer": [
            {"data": {"name": "values", "values": []}, "mark": "point"},
            {"data": {"name": "other", "values": [3]}, "transform": [{"from": {"data": {"name": "values"}}}]},
            {"mark": {"type": "text", "text": {"expr": "chart_title"}}},
            {"mark": {"type": "text", "text": {"expr": "unit"}}},
        ],
    }
    whole = filled(spec, {"values": [{"x": 1}]}, {"b": 5}, (30, 20))
    assert whole["params"] == [{"name": "a", "value": 1}, {"name": "b", "value": 5}]
    assert whole["layer"][0]["data"] == {"name": "values", "values": [{"x": 1}]}
    assert whole["layer"][1]["data"] == {"name": "other", "values": [3]}
    assert whole["layer"][1]["transform"][0]["from"]["data"]["values"] == [{"x": 1}]
    assert len(whole["layer"]) == 3
    assert (whole["width"], whole["height"]) == (30, 20)
    assert spec["layer"][0]["data"]["values"] == []  # type: ignore[index]


@pytest.mark.parametrize(("lang", "mark"), [("vi", "0,5"), ("en", "0.5")])
def test_axes_write_numbers_as_the_reader_does(lang: str, mark: str) -> None:
    spec = {
        "data": {"values": [{"x": 0.5}]},
        "mark": "point",
        "encoding": {"x": {"field": "x", "type": "quantitative", "scale": {"domain": [0, 1]}}},
    }
    assert f">{mark}<" in svg(spec, lang)  # type: ignore[arg-type]


def test_a_drawing_asks_nothing_of_any_host() -> None:
    spec = {"data": {"url": "https://example.org/data.json"}, "mark": "point", "encoding": {}}
    with pytest.raises(ValueError, match="External data url not allowed"):
        svg(spec, "vi")
