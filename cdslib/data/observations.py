"""The observations: one figure of one province (or the country), measured one way, at one time."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from cdslib.data.errors import UnknownCodeError, UnknownIndicatorError, UnknownMeasureError
from cdslib.data.package import find_table, read_typed
from cdslib.data.tables import check_geography, load_flags, load_indicators, load_measures

CODE = r"vn|vn63-\d{2}|vn34-\d{2}"
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
        A CSV or Parquet table of the same columns; the package's own observations by default.
    indicator, geography, period, measure : str, int or iterable, optional
        Keep only these. Geographies are ``vn63``, ``vn34`` and ``vn``; periods are written as in the table
        (``2024``, ``2023-06``, ``2022-08-17``).
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
        If the table holds something else than province codes.
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
    _check_codes(rows, Path(path) if path is not None else table.path)
    rows = rows.assign(
        geography=rows["province_code"].str.extract(r"^(vn\d*)")[0], year=_year(rows["period"])
    )
    if not include_flagged:
        flags = load_flags()
        rows = rows[~rows["flag"].isin(flags.loc[flags["excluded"], "code"])]
    own = rows["indicator"] if path is not None else load_indicators()["code"]
    measures = rows["measure"] if path is not None else load_measures()["code"]
    kept = pd.Series(data=True, index=rows.index)
    kept &= _is_wanted(rows["indicator"], [_known(x, own, UnknownIndicatorError) for x in _listed(indicator)])
    kept &= _is_wanted(rows["geography"], [check_geography(x) for x in _listed(geography)])
    kept &= _is_wanted(rows["measure"], [_known(x, measures, UnknownMeasureError) for x in _listed(measure)])
    kept &= _is_wanted(rows["period"], _listed(period))
    return rows[kept].reset_index(drop=True)


def _listed(wanted: Wanted) -> list[str]:
    if wanted is None:
        return []
    return [str(wanted)] if isinstance(wanted, str | int) else [str(one) for one in wanted]


def _is_wanted(column: pd.Series, wanted: list[str]) -> pd.Series:
    return column.isin(wanted) if wanted else pd.Series(data=True, index=column.index, dtype=bool)


def _known(
    code: str, known: pd.Series, error: type[UnknownIndicatorError] | type[UnknownMeasureError]
) -> str:
    if code not in set(known):
        raise error(code, known.unique())
    return code


def _year(period: pd.Series) -> pd.Series:
    """Return the last year a period names."""
    return pd.to_numeric(period.str.extract(r"(\d{4})(?:-\d{2}){0,2}$")[0], errors="coerce").astype("Int64")


def _check_codes(rows: pd.DataFrame, path: Path) -> None:
    wrong = ~rows["province_code"].str.fullmatch(CODE, na=False).astype(bool)
    if wrong.any():
        place = int(wrong.to_numpy().argmax())
        raise UnknownCodeError(path=path, row=place + 2, code=rows["province_code"].iloc[place])
