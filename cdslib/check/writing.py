"""Numbers in messages, with the digits they have, as the reader writes them."""

from decimal import Decimal, InvalidOperation

from cdslib.i18n import Language, format_number


def rounded(value: float, decimals: int) -> Decimal:
    """Return a computed number as a message shows it.

    Parameters
    ----------
    value : float
        The number.
    decimals : int
        Digits to show.

    Returns
    -------
    decimal.Decimal
        The number with exactly these digits.

    Examples
    --------
    >>> rounded(0.49500001, 4)
    Decimal('0.4950')
    """
    return Decimal(f"{value:.{decimals}f}")


def written(value: object, lang: Language) -> object:
    """Write a decimal number as the reader does, with the digits it has; leave words and counts alone.

    Parameters
    ----------
    value : object
        What stands in a message.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    object
        Text for a finite :class:`decimal.Decimal`, else the value itself.

    Examples
    --------
    >>> written(Decimal("331338.31"), "vi"), written(2024, "vi")
    ('331.338,31', 2024)
    """
    if not isinstance(value, Decimal) or not value.is_finite():
        return value
    return format_number(float(value), max(0, -int(value.as_tuple().exponent)), lang)


def read_figure(cell: str | None, lang: Language) -> object:
    """Write a cell that holds a number as the reader does.

    Parameters
    ----------
    cell : str or None
        As it stands in the file.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    object
        The number in the reader's writing, or the cell itself if it is none.

    Examples
    --------
    >>> read_figure("0.7955", "vi"), read_figure("khá", "vi")
    ('0,7955', 'khá')
    """
    try:
        return written(Decimal(cell or ""), lang)
    except InvalidOperation:
        return cell
