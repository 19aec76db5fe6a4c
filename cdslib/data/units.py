"""Whose figure it is: the country, a province of the 63 or the 34, or a commune of one of them."""

import re

CODE = re.compile(r"vn|vn(?:63|34)-\d{2}(?:-\d{5})?")
COMMUNES = ("vn63-communes", "vn34-communes")


def geography_of(code: str) -> str:
    """Return the territory that a code belongs to.

    Parameters
    ----------
    code : str
        ``vn``, a province (``vn34-38``) or a commune: its province and its five digits of the statistics office
        (``vn34-38-14758``).

    Returns
    -------
    str
        ``vn``, ``vn63``, ``vn34``, ``vn63-communes`` or ``vn34-communes``.

    Examples
    --------
    >>> geography_of("vn34-38"), geography_of("vn34-38-14758")
    ('vn34', 'vn34-communes')
    """
    scheme, _, within = code.partition("-")
    return f"{scheme}-communes" if "-" in within else scheme
