"""The few pieces of WordprocessingML that python-docx has no words for."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def element(tag: str, *children: Any, text: str | None = None, **attributes: object) -> Any:
    """Build an element of the namespace ``w``.

    Parameters
    ----------
    tag : str
        Its name without prefix.
    *children : element
        What it contains.
    text : str, optional
        Its text; spaces at its ends are kept.
    **attributes : object
        Attributes of the namespace ``w``.

    Returns
    -------
    lxml element
        The element.

    Examples
    --------
    >>> element("sz", val=26).get(qn("w:val"))
    '26'
    """
    built = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        built.set(qn(f"w:{name}"), str(value))
    if text is not None:
        built.text = text
        built.set(qn("xml:space"), "preserve")
    for child in children:
        built.append(child)
    return built


def run(*children: Any, style: str = "", text: str | None = None) -> Any:
    """Build a run, in a character style if one is named.

    Parameters
    ----------
    *children : element
        What it contains.
    style : str
        Id of a character style.
    text : str, optional
        Its text, after the children.

    Returns
    -------
    lxml element
        ``w:r``.

    Examples
    --------
    >>> run(text="a").text
    'a'
    """
    look = [element("rPr", element("rStyle", val=style))] if style else []
    words = [element("t", text=text)] if text is not None else []
    return element("r", *look, *children, *words)


def field(code: str, shown: str, style: str = "") -> list[Any]:
    """Build a field: Word computes it anew, every other reader shows what was last computed.

    Parameters
    ----------
    code : str
        The instruction, for example ``PAGE``.
    shown : str
        The result as of now.
    style : str
        Id of a character style.

    Returns
    -------
    list of lxml element
        Runs.

    Examples
    --------
    >>> len(field("PAGE", "2"))
    5
    """
    return [
        run(element("fldChar", fldCharType="begin"), style=style),
        run(element("instrText", text=f" {code} "), style=style),
        run(element("fldChar", fldCharType="separate"), style=style),
        run(style=style, text=shown),
        run(element("fldChar", fldCharType="end"), style=style),
    ]


def place(parent: Any, child: Any, before: tuple[str, ...]) -> None:
    """Put a child where the schema wants it: before the first of those that must follow.

    Parameters
    ----------
    parent, child : lxml element
        The elements. A child of the same name is replaced.
    before : tuple of str
        Names, without prefix, of the elements that may only come later.

    Examples
    --------
    >>> parent = element("pPr", element("jc"))
    >>> place(parent, element("keepNext"), ("jc",))
    >>> [part.tag.split("}")[1] for part in parent]
    ['keepNext', 'jc']
    """
    for old in parent.findall(child.tag):
        parent.remove(old)
    later = {qn(f"w:{name}") for name in before}
    following = next((part for part in parent if part.tag in later), None)
    if following is None:
        parent.append(child)
    else:
        following.addprevious(child)
