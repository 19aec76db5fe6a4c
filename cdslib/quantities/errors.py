"""Why a text is not a quantity."""

from cdslib.errors import CdsError
from cdslib.i18n import Language, text


class QuantityError(CdsError, ValueError):
    """The text cannot be read as one quantity.

    Attributes
    ----------
    given : str
        The text.
    reason : str
        ``no_number``, ``not_a_number``, ``range``, ``several_numbers``, ``unread``,
        ``zero_denominator`` or ``missing``: the message in the catalogue ``quantities``.
    unread : str
        The part that was not understood, if the reason is ``unread``.
    """

    key = "quantities.not_a_number"

    def __init__(self, given: str, reason: str, unread: str = "") -> None:
        self.given = given
        self.reason = reason
        self.unread = unread
        super().__init__(given=given, reason=reason, unread=unread)

    def message(self, lang: Language = "vi") -> str:
        """Say in one language why the text is not a quantity and what to write instead."""
        return text(f"quantities.{self.reason}", lang, given=_short(self.given), unread=_short(self.unread))


class MissingQuantityError(QuantityError):
    """The text says that there is no figure: an empty cell, a dash, 'không có số liệu'."""

    def __init__(self, given: str) -> None:
        super().__init__(given, "missing")


def _short(shown: str) -> str:
    return shown if len(shown) <= 60 else shown[:59] + "…"
