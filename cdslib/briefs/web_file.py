"""Writes a brief as one HTML file that asks nothing of any host and prints on A4."""

import base64
import re
from functools import cache
from itertools import count

from jinja2 import Environment, PackageLoader, Template
from markupsafe import Markup

from cdslib.briefs.document import (
    Brief,
    Figure,
    Line,
    Paragraph,
    Picture,
    Table,
    Words,
    note_numbers,
)
from cdslib.frontend.build import STATIC
from cdslib.i18n import messages

_WEIGHTS = (400, 600)
_VIETNAMESE = (
    "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0329,U+1EA0-1EF9,U+20AB"
)


def write_html(brief: Brief) -> bytes:
    """Write a brief as a page.

    Parameters
    ----------
    brief : Brief
        The brief.

    Returns
    -------
    bytes
        The file's content, UTF-8.

    Examples
    --------
    >>> write_html(Brief("Title", "Subtitle", "en"))[:15]
    b'<!DOCTYPE html>'
    """
    page = _template().render(
        brief=brief,
        ui=messages("brief", brief.lang),
        fonts=_fonts(),
        notes=_Notes(brief),
        drawing=_Drawings(),
        kind=_kind,
        next=next,
        counters={"table": count(1), "figure": count(1)},
    )
    return page.encode()


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("cdslib.briefs"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("brief.html.j2")


def _kind(block: object) -> str:
    return {Paragraph: "paragraph", Table: "table", Figure: "figure"}[type(block)]


class _Notes:
    """Writes lines with their note numbers, and remembers each place that cites, for the links back."""

    def __init__(self, brief: Brief) -> None:
        self.numbers = note_numbers(brief)
        self.places: dict[str, list[str]] = {key: [] for key in self.numbers}

    def line(self, line: Line) -> Markup:
        return Markup().join(self._words(words) for words in line)

    def _words(self, words: Words) -> Markup:
        look = Markup("<strong>{}</strong>") if words.strong else Markup("{}")
        cited = Markup(",").join(self._cite(key) for key in words.notes)
        return look.format(words.text) + (Markup("<sup>{}</sup>").format(cited) if cited else Markup())

    def _cite(self, key: str) -> Markup:
        number, places = self.numbers[key], self.places[key]
        places.append(f"ref-{number}-{len(places) + 1}")
        link = Markup('<a id="{}" href="#note-{}" role="doc-noteref">{}</a>')
        return link.format(places[-1], number, number)


class _Drawings:
    """Puts drawings into the page; what they name inside must differ from one to the next."""

    def __init__(self) -> None:
        self._count = count(1)

    def __call__(self, picture: Picture) -> Markup:
        prefix = f"d{next(self._count)}-"
        inside = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{prefix}", picture.svg)
        return Markup(inside[inside.index("<svg") :])


@cache
def _fonts() -> Markup:
    """Return the type of the drawings as part of the style sheet."""
    rules = []
    for weight in _WEIGHTS:
        for letters, range_ in (("latin", ""), ("vietnamese", f"unicode-range:{_VIETNAMESE};")):
            file = STATIC / "fonts" / f"be-vietnam-pro-{letters}-{weight}-normal.woff2"
            data = base64.b64encode(file.read_bytes()).decode()
            rules.append(
                f'@font-face{{font-family:"Be Vietnam Pro";font-weight:{weight};{range_}'
                f'src:url(data:font/woff2;base64,{data}) format("woff2")}}'
            )
    return Markup("\n".join(rules))
