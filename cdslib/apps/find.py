"""A reader's spelling of a province, resolved for a page."""

from cdslib.apps.map_state import MapState
from cdslib.provinces import UnknownProvinceError, resolve_province

LONGEST = 60


def find_province(text: str, state: MapState) -> dict[str, str]:
    """Find the province a reader typed.

    Parameters
    ----------
    text : str
        What was typed; longer than 60 letters is cut.
    state : MapState
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
