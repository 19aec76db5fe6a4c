"""A reader's spelling of a province, resolved for a page."""

from typing import Protocol

from cdslib.i18n import Language
from cdslib.provinces import UnknownProvinceError, resolve_province

LONGEST = 60


class Looking(Protocol):
    """Where and in which language a reader looks."""

    @property
    def geography(self) -> str:
        """``vn34`` or ``vn63``."""

    @property
    def lang(self) -> Language:
        """The reader's language."""


def find_province(text: str, state: Looking) -> dict[str, str]:
    """Find the province a reader typed.

    Parameters
    ----------
    text : str
        What was typed; longer than 60 letters is cut.
    state : Looking
        Geography and language of the page.

    Returns
    -------
    dict
        ``code`` of the province, or ``message`` saying what is wrong and what was perhaps meant.
    """
    try:
        return {"code": resolve_province(text[:LONGEST], state.geography).code}
    except UnknownProvinceError as error:
        return {"message": error.message(state.lang)}
