"""Tables as plain Python values, for words and lookups."""

from typing import Any

import pandas as pd


def rows_by(table: pd.DataFrame, key: str) -> dict[str, dict[str, Any]]:
    """Return the rows of a table by one column, missing cells as None.

    Parameters
    ----------
    table : pandas.DataFrame
        Any table of the data package.
    key : str
        A column without repetition.

    Returns
    -------
    dict of str to dict
        Plain values, in the order of the table.

    Examples
    --------
    >>> rows_by(pd.DataFrame({"code": ["a"], "name": ["A"], "note": [None]}), "code")
    {'a': {'code': 'a', 'name': 'A', 'note': None}}
    """
    plain = table.astype(object).where(table.notna(), None)
    return {row[key]: {str(name): value for name, value in row.items()} for row in plain.to_dict("records")}
