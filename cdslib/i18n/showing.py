"""How a small thing shows itself in a notebook: Vietnamese first, English below."""

from html import escape


def both_languages(vi: str, en: str) -> str:
    """Return a fragment of HTML that says one thing in both languages.

    Parameters
    ----------
    vi, en : str
        The same in each language; escaped here.

    Returns
    -------
    str
        HTML, each line marked with its language for screen readers.

    Examples
    --------
    >>> both_languages("a < b", "b > a")
    "<div><span lang='vi'>a &lt; b</span><br><span lang='en' style='opacity:.75'>b &gt; a</span></div>"
    """
    return (
        f"<div><span lang='vi'>{escape(vi)}</span><br>"
        f"<span lang='en' style='opacity:.75'>{escape(en)}</span></div>"
    )
