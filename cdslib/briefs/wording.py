"""Words of briefs, and the small print beside a table."""

from cdslib.briefs.document import Block, Paragraph, said
from cdslib.i18n import Language, text


def word(name: str, lang: Language, /, **values: object) -> str:
    """Return a word of briefs.

    Examples
    --------
    >>> word("year", "en")
    'Year'
    """
    return text(f"brief.{name}", lang, **values)


def small(*sentences: str) -> tuple[Block, ...]:
    """Return what must be known beside a table, as one small paragraph; nothing for nothing.

    Examples
    --------
    >>> small("", "A.", "B.")[0].line[0].text
    'A. B.'
    """
    told = " ".join(sentence for sentence in sentences if sentence)
    return (Paragraph(said(told), "small"),) if told else ()
