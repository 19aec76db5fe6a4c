"""A composite index as data: components, their weights, and pillars made of some of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

import numpy as np
import numpy.typing as npt

from cdslib.analysis.index_errors import BadWeightsError, UnknownComponentError

FloatArray = npt.NDArray[np.float64]
FOUR = ("awareness", "institutions", "human_resources", "cybersecurity")
JOINT = "foundation_joint"


@dataclass(frozen=True)
class Scheme:
    """One version of an index.

    Attributes
    ----------
    code : str
        Its name, for example ``dti-2025``.
    components : tuple of str
        Main indices, by indicator code.
    weights : tuple of float
        Points of each component in the whole index; only their proportions matter.
    pillars : tuple of (str, tuple of float)
        Pillars with the points of each component in them, zero where it is no part.
    valid_from, valid_to : int or None
        Index years it holds for.
    origin : {"published", "recovered", "own"}
        Whether the weights were found in print, recovered from published scores, or are the user's.
    source : str
        Where the weights come from.

    Examples
    --------
    >>> mine = Scheme.from_weights("mine", {"a": 3, "b": 1}, {"first": ["a"]})
    >>> mine.share("a"), mine.total
    (0.75, 4.0)
    """

    code: str
    components: tuple[str, ...]
    weights: tuple[float, ...]
    pillars: tuple[tuple[str, tuple[float, ...]], ...] = ()
    valid_from: int | None = None
    valid_to: int | None = None
    origin: str = "own"
    source: str = ""

    def __post_init__(self) -> None:
        for name, weights in ((self.code, self.weights), *self.pillars):
            _check_weights(name, dict(zip(self.components, weights, strict=True)))

    @classmethod
    def from_weights(
        cls,
        code: str,
        weights: Mapping[str, float],
        pillars: Mapping[str, list[str]] | None = None,
    ) -> "Scheme":
        """Make a scheme of one's own.

        Parameters
        ----------
        code : str
            A name.
        weights : mapping of str to float
            Points by component.
        pillars : mapping of str to list of str, optional
            Components of each pillar, with the points they have in the whole.

        Returns
        -------
        Scheme
            The scheme.

        Raises
        ------
        BadWeightsError
            If a weight is negative or no number, or all are zero.
        UnknownComponentError
            If a pillar has a component without weight.
        """
        parts = dict(pillars or {})
        for name in (name for members in parts.values() for name in members):
            if name not in weights:
                raise UnknownComponentError(component=name, scheme=code, known=", ".join(weights))
        rows = tuple(
            (pillar, tuple(float(w) if name in members else 0.0 for name, w in weights.items()))
            for pillar, members in parts.items()
        )
        return cls(code, tuple(weights), tuple(float(w) for w in weights.values()), rows)

    @property
    def total(self) -> float:
        """Return the sum of all points."""
        return float(sum(self.weights))

    @property
    def pillar_names(self) -> tuple[str, ...]:
        """Return the pillars."""
        return tuple(name for name, _ in self.pillars)

    def shares(self) -> FloatArray:
        """Return the weights as shares of one."""
        return np.asarray(self.weights, dtype=float) / self.total

    def pillar_shares(self) -> FloatArray:
        """Return a row a pillar, the shares of its components adding up to one."""
        rows = np.array([weights for _, weights in self.pillars], dtype=float)
        rows = rows.reshape(len(self.pillars), len(self.components))
        return rows / rows.sum(axis=1, keepdims=True)

    def share(self, component: str) -> float:
        """Return the share of one component in the whole index: what a rise by one unit adds to the score."""
        return float(self.shares()[self.place(component)])

    def place(self, component: str) -> int:
        """Return the place of a component, or say which there are."""
        if component not in self.components:
            raise UnknownComponentError(
                component=component, scheme=self.code, known=", ".join(self.components)
            )
        return self.components.index(component)

    def reweighted(self, weights: Mapping[str, float]) -> "Scheme":
        """Return the scheme with other points for some components; pillars follow.

        Parameters
        ----------
        weights : mapping of str to float
            New points by component; the others keep theirs.

        Returns
        -------
        Scheme
            The same components and pillars under ``origin`` *own*.

        Raises
        ------
        UnknownComponentError, BadWeightsError
            If a component is not in the scheme, or points are negative, no numbers or all zero.

        Examples
        --------
        >>> Scheme.from_weights("mine", {"a": 3, "b": 1}).reweighted({"b": 3}).shares().tolist()
        [0.5, 0.5]
        """
        new = {self.place(name): float(weight) for name, weight in weights.items()}
        if all(self.weights[place] == weight for place, weight in new.items()):
            return self

        def changed(row: tuple[float, ...]) -> tuple[float, ...]:
            return tuple(new.get(place, old) if old else old for place, old in enumerate(row))

        whole = tuple(new.get(place, old) for place, old in enumerate(self.weights))
        rows = tuple((name, changed(row)) for name, row in self.pillars)
        return replace(self, weights=whole, pillars=rows, origin="own")

    def joined(self, parts: tuple[str, ...] = FOUR, name: str = JOINT) -> "Scheme":
        r"""Return the scheme with several components used as one, whose weight is the sum of theirs.

        With :math:`\bar x = \sum_{i \in P} w_i x_i / \sum_{i \in P} w_i` for the joint component the score is the
        same, and so is every pillar that holds all parts.

        Parameters
        ----------
        parts : tuple of str
            The components to join.
        name : str
            The joint component.

        Returns
        -------
        Scheme
            One with fewer components, the joint one first.

        Examples
        --------
        >>> joint = Scheme.from_weights("mine", {"a": 3, "b": 1, "c": 4}).joined(("a", "b"), "ab")
        >>> joint.components, joint.weights
        (('ab', 'c'), (4.0, 4.0))
        """
        inside = [self.place(part) for part in parts]
        rest = [place for place in range(len(self.components)) if place not in inside]

        def fold(row: tuple[float, ...]) -> tuple[float, ...]:
            return (sum(row[place] for place in inside), *(row[place] for place in rest))

        return replace(
            self,
            components=(name, *(self.components[place] for place in rest)),
            weights=fold(self.weights),
            pillars=tuple((pillar, fold(row)) for pillar, row in self.pillars),
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the scheme as plain values, for a file."""
        return {
            "code": self.code,
            "components": list(self.components),
            "weights": list(self.weights),
            "pillars": {name: list(row) for name, row in self.pillars},
            "valid_from": self.valid_from,
            "valid_to": self.valid_to,
            "origin": self.origin,
            "source": self.source,
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> "Scheme":
        """Return the scheme that :meth:`as_dict` wrote."""
        rows = tuple((name, tuple(map(float, row))) for name, row in plain["pillars"].items())
        own = {
            "components": tuple(plain["components"]),
            "weights": tuple(map(float, plain["weights"])),
            "pillars": rows,
        }
        return cls(**{**plain, **own})


def _check_weights(name: str, weights: Mapping[str, float]) -> None:
    wrong = [part for part, weight in weights.items() if not isfinite(weight) or weight < 0]
    if wrong or not sum(weights.values()) > 0:
        raise BadWeightsError(name=name, components=", ".join(wrong or weights))
