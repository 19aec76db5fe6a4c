"""Baselines of both geographies, and a small one whose sums can be done by hand."""

import numpy as np
import pytest

from cdslib.analysis.baseline import Baseline
from cdslib.analysis.baselines import load_baseline
from cdslib.analysis.index_schemes import Scheme


@pytest.fixture(scope="session")
def present() -> Baseline:
    """Return the 34, with all eight main indices."""
    return load_baseline("vn34")


@pytest.fixture(scope="session")
def former() -> Baseline:
    """Return the 63, whose four foundation indices are known only jointly."""
    return load_baseline("vn63")


@pytest.fixture
def small() -> Baseline:
    """Return three provinces, two main indices that weigh 3 to 1, and two past years."""
    levels = np.array([[0.4, 0.8], [0.6, 0.6], [0.9, 0.1]])
    gains = np.array([[[0.1, 0.0], [0.0, 0.2], [0.1, 0.1]], [[0.3, 0.0], [0.0, 0.0], [0.1, -0.3]]])
    return Baseline(
        geography="vn34",
        year=2024,
        merger_rule="ministry",
        scheme=Scheme.from_weights("mine", {"a": 3, "b": 1}, {"only_b": ["b"]}),
        codes=("vn34-01", "vn34-04", "vn34-08"),
        levels=levels,
        gains=gains,
        gain_years=(2023, 2024),
        published=np.array([0.5, 0.6, 0.7]),
    )
