"""Two small programmes handed to HiGHS, which is loaded only here."""

import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from cdslib.analysis.index_schemes import FloatArray

# A row kept within 1e-9 of a thousandfold score is kept within 1e-12 of the score.
_SCALE = 1e3
_TOLERANCE = 1e-9


def least_cost(price: FloatArray, shares: FloatArray, room: FloatArray, short: float) -> FloatArray:
    """Minimise the cost of raises that add up to what is short.

    Parameters
    ----------
    price, shares, room : numpy.ndarray
        By main index: cost of a point, what a point adds, how far it can rise.
    short : float
        What must be added; it must be possible.

    Returns
    -------
    numpy.ndarray
        The raises.

    Examples
    --------
    >>> cheap = least_cost(np.array([1.0, 3.0]), np.array([0.5, 0.5]), np.array([0.2, 1.0]), 0.25)
    >>> cheap.round(6).tolist()
    [0.2, 0.3]
    """
    model = _model()
    raises = [model.addVariable(0.0, float(most)) for most in room]
    model.addConstr(_total(shares * _SCALE, raises) >= short * _SCALE)
    model.minimize(_total(price, raises))
    return np.array(model.vals(raises), dtype=float)


def fewest_raises(
    price: FloatArray, shares: FloatArray, room: FloatArray, short: float
) -> npt.NDArray[np.bool_]:
    """Choose the fewest main indices that can add up to what is short, among them those of the least cost.

    Parameters
    ----------
    price, shares, room : numpy.ndarray
        By main index: cost of a point, what a point adds, how far it can rise.
    short : float
        What must be added; it must be possible.

    Returns
    -------
    numpy.ndarray of bool
        Which are chosen.

    Examples
    --------
    >>> fewest_raises(np.ones(3), np.ones(3), np.array([0.2, 0.2, 0.5]), 0.4).tolist()
    [False, False, True]
    """
    model = _model()
    raises = [model.addVariable(0.0, float(most)) for most in room]
    chosen = [model.addBinary() for _ in room]
    model.addConstr(_total(shares * _SCALE, raises) >= short * _SCALE)
    for raised, is_chosen, most in zip(raises, chosen, room.tolist(), strict=True):
        model.addConstr(raised - most * is_chosen <= 0)
    count = _total(np.ones(len(room)), chosen)
    model.minimize(count)
    model.addConstr(count <= round(model.getObjectiveValue()))
    model.minimize(_total(price, raises))
    return np.array(model.vals(chosen), dtype=float) > 0.5


def _model() -> Any:
    model = _highs()()
    for name, value in {
        "output_flag": False,
        "primal_feasibility_tolerance": _TOLERANCE,
        "dual_feasibility_tolerance": _TOLERANCE,
        "mip_feasibility_tolerance": _TOLERANCE,
        "mip_rel_gap": 0.0,
        "threads": 1,
    }.items():
        model.setOptionValue(name, value)
    return model


@cache
def _highs() -> Any:
    """Return the solver's class after its first instance has printed its banner to nowhere.

    The banner goes to the process's standard output before any option can be set, and would stand in notebooks.
    """
    import highspy

    try:
        kept = os.dup(1)
    except OSError:  # a program without a standard output
        return highspy.Highs
    with Path(os.devnull).open("wb") as nowhere:
        sys.stdout.flush()
        os.dup2(nowhere.fileno(), 1)
        try:
            first: Any = highspy.Highs
            first()
        finally:
            os.dup2(kept, 1)
            os.close(kept)
    return highspy.Highs


def _total(factors: FloatArray, variables: list[Any]) -> Any:
    terms = [float(factor) * variable for factor, variable in zip(factors, variables, strict=True)]
    return sum(terms[1:], start=terms[0])
