"""What the number formats of spreadsheets say about a cell."""

import re

_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def shows_percent(number_format: str) -> bool:
    """Tell whether a number format shows the hundredfold with a percent sign.

    Parameters
    ----------
    number_format : str
        As spreadsheets write it, for example ``0.00%``.

    Returns
    -------
    bool
        False also for a percent sign that is only text.

    Examples
    --------
    >>> shows_percent("0.00%"), shows_percent('0.0"%"'), shows_percent("#,##0")
    (True, False, False)
    """
    return "%" in _LITERAL.sub("", number_format)
