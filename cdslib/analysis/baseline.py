"""Where a scenario starts: the main indices of a year and how they moved before. Needs numpy only."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from cdslib.analysis.index_arithmetic import scores
from cdslib.analysis.index_schemes import JOINT, FloatArray, Scheme
from cdslib.analysis.scenario_errors import UnknownScenarioProvinceError


@dataclass(frozen=True, eq=False)
class Baseline:
    """Figures of all provinces of one geography, as plain arrays.

    :func:`cdslib.load_baseline` makes it from the data package; pages keep it as JSON (:meth:`as_dict`).

    Attributes
    ----------
    geography : {"vn34", "vn63"}
        Whose provinces.
    year : int
        The index year it starts from.
    merger_rule : str
        How the 34 were made of the 63: ``ministry`` (as published), ``population`` or ``grdp``; ``none`` for the 63.
    scheme : Scheme
        The official weights of that year; with the joint component where the four are unpublished.
    codes : tuple of str
        The provinces.
    levels : numpy.ndarray
        Main indices (0 to 1), a row a province, a column a component of the scheme.
    gains : numpy.ndarray
        Their earlier yearly gains: year, province, component.
    gain_years : tuple of int
        The year each gain led to.
    published : numpy.ndarray
        The published scores, four decimals.

    Examples
    --------
    >>> from cdslib.analysis.baselines import load_baseline
    >>> start = load_baseline("vn34")
    >>> start.levels.shape, start.gains.shape, start.gain_years
    ((34, 8), (2, 34, 8), (2023, 2024))
    """

    geography: str
    year: int
    merger_rule: str
    scheme: Scheme
    codes: tuple[str, ...]
    levels: FloatArray
    gains: FloatArray
    gain_years: tuple[int, ...]
    published: FloatArray

    @cached_property
    def scores(self) -> FloatArray:
        """Return the scores by the formula; rounding parts them from the published ones by 0.0001 at most."""
        return scores(self.levels, self.scheme)

    @property
    def is_joint(self) -> bool:
        """Return whether the four foundation indices are used as one."""
        return JOINT in self.scheme.components

    def place(self, code: str) -> int:
        """Return the row of a province.

        Parameters
        ----------
        code : str
            Its code.

        Returns
        -------
        int
            The row in ``levels``.

        Raises
        ------
        UnknownScenarioProvinceError
            If it is of another geography or no province.
        """
        if code not in self.codes:
            raise UnknownScenarioProvinceError(code=code, geography=self.geography)
        return self.codes.index(code)

    def best(self, component: str) -> float:
        """Return the national best of a main index."""
        return float(self.levels[:, self.scheme.place(component)].max())

    def as_dict(self) -> dict[str, Any]:
        """Return the baseline as plain values, for a file."""
        return {
            "geography": self.geography,
            "year": self.year,
            "merger_rule": self.merger_rule,
            "scheme": self.scheme.as_dict(),
            "codes": list(self.codes),
            "levels": self.levels.tolist(),
            "gains": self.gains.tolist(),
            "gain_years": list(self.gain_years),
            "published": self.published.tolist(),
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> "Baseline":
        """Return the baseline that :meth:`as_dict` wrote.

        Parameters
        ----------
        plain : mapping
            Read from JSON.

        Returns
        -------
        Baseline
            The same figures.
        """
        arrays = {name: np.array(plain[name], dtype=float) for name in ("levels", "gains", "published")}
        own = {"scheme": Scheme.from_dict(plain["scheme"]), "codes": tuple(plain["codes"])}
        return cls(**{**plain, **arrays, **own, "gain_years": tuple(plain["gain_years"])})
