"""The observations: one figure of one province (or the country), measured one way, at one time."""

import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from cdslib.data.coded import coded, words_of
from cdslib.data.errors import UnknownCodeError, UnknownIndicatorError, UnknownMeasureError
from cdslib.data.package import find_table, read_typed
from cdslib.data.tables import check_geography, load_flags, load_indicators, load_measures
from cdslib.data.units import CODE, COMMUNES, geography_of

YEAR = re.compile(r"(\d{4})(?:-\d{2}){0,2}$")
Wanted = str | int | Iterable[str | int] | None


def load_observations(
    path: str | Path | None = None,
    *,
    indicator: Wanted = None,
    geography: Wanted = None,
    period: Wanted = None,
    measure: Wanted = None,
    include_flagged: bool = False,
) -> pd.DataFrame:
    """Return tidy observations: one row per province, indicator, measure, period and vintage.

    Parameters
    ----------
    path : str or pathlib.Path, optional
        A CSV or Parquet table of the same columns; the package's own observations by default. Figures of communes have
        the code of the province and the five digits of the statistics office: ``vn34-38-14758``. What Parquet holds
        as categories stays so, which takes a tenth of the memory.
    indicator, geography, period, measure : str, int or iterable, optional
        Keep only these. Geographies are ``vn63``, ``vn34`` and ``vn``, in a table of one's own also
        ``vn63-communes`` and ``vn34-communes``; periods are written as in the table (``2024``, ``2023-06``,
        ``2022-08-17``).
    include_flagged : bool
        Also return figures whose flag keeps them out of calculations (contradictory, mislabelled ...).

    Returns
    -------
    pandas.DataFrame
        The columns of the table, ``value`` in the unit of the indicator, and two computed ones: ``geography``
        and ``year`` (the last year of the period; missing where undated). ``status`` is ``published`` or
        ``derived``; ``data/datapackage.json`` describes each column.

    Raises
    ------
    UnknownIndicatorError, UnknownMeasureError, UnknownGeographyError
        If a wanted code does not exist; the nearest are named.
    UnknownCodeError
        If the table holds something else than codes of provinces and communes.
    CdsError
        If the file cannot be read, see :mod:`cdslib.data.errors`.

    Examples
    --------
    >>> dti = load_observations(indicator="dti", geography="vn34", period=2024)
    >>> round(dti.set_index("province_code").loc["vn34-38", "value"], 4).item()
    0.7742
    """
    table = find_table("observations")
    rows = read_typed(table, Path(path) if path is not None else None)
    rows = _add_computed(rows, Path(path) if path is not None else table.path)
    own = rows["indicator"] if path is not None else load_indicators()["code"]
    measures = rows["measure"] if path is not None else load_measures()["code"]
    wanted = {
        "indicator": [_known(x, own, UnknownIndicatorError) for x in _listed(indicator)],
        "geography": [x if x in COMMUNES else check_geography(x) for x in _listed(geography)],
        "measure": [_known(x, measures, UnknownMeasureError) for x in _listed(measure)],
        "period": _listed(period),
    }
    kept = np.ones(len(rows), dtype=bool)
    for name, words in wanted.items():
        kept &= rows[name].isin(words).to_numpy() if words else True
    if not include_flagged:
        flags = load_flags()
        kept &= ~rows["flag"].isin(flags.loc[flags["excluded"], "code"]).to_numpy()
    return rows if kept.all() else rows[kept].reset_index(drop=True)


def _listed(wanted: Wanted) -> list[str]:
    if wanted is None:
        return []
    return [str(wanted)] if isinstance(wanted, str | int) else [str(one) for one in wanted]


def _known(
    code: str, known: pd.Series, error: type[UnknownIndicatorError] | type[UnknownMeasureError]
) -> str:
    if code not in set(known):
        raise error(code, known.unique())
    return code


def _add_computed(rows: pd.DataFrame, path: Path) -> pd.DataFrame:
    """Add the geography of each code and the last year of each period, looking at each word once."""
    code, codes = coded(rows["province_code"])
    is_code = np.array([*(bool(CODE.fullmatch(word)) for word in codes), False], dtype=bool)[code]
    if not is_code.all():
        place = int((~is_code).argmax())
        raise UnknownCodeError(path=path, row=place + 2, code=rows["province_code"].iloc[place])
    geography = words_of(code, [geography_of(word) for word in codes])
    is_category = isinstance(rows["province_code"].dtype, pd.CategoricalDtype)
    period, periods = coded(rows["period"])
    ends = [YEAR.search(word) for word in periods]
    years = pd.array([*(int(end[1]) if end else None for end in ends), None], dtype="Int64")
    return rows.assign(
        geography=geography.astype("category") if is_category else geography, year=years[period]
    )
