"""How the scenario page rounds: the same in the kernel and in the browser, whatever the last bits are."""

from decimal import ROUND_HALF_UP, Decimal

from cdslib.i18n import Language, format_number

_FOURTH = Decimal("0.0001")


def four(value: float, lang: Language, *, sign: bool = False) -> str:
    """Write a value of the index with the four decimals that the ministry publishes.

    Parameters
    ----------
    value : float
        A value or a change of it.
    lang : {"vi", "en"}
        The reader's language.
    sign : bool
        Write a plus before a positive number.

    Returns
    -------
    str
        Half a unit is rounded away from zero; scores are sums of tens over 940 or so, and meet it often.

    Examples
    --------
    >>> four(0.77425, "vi"), four(0.30000000000000004 - 0.3, "vi", sign=True)
    ('0,7743', '0,0000')
    """
    exact = Decimal(repr(round(value, 9))).quantize(_FOURTH, ROUND_HALF_UP)
    return format_number(float(exact), 4, lang, sign=sign)


def points(value: float, lang: Language) -> str:
    """Write points of a weight: whole where they are.

    Examples
    --------
    >>> points(140.0, "vi"), points(12.5, "vi")
    ('140', '12,5')
    """
    return format_number(value, 0 if value == int(value) else 1, lang)
