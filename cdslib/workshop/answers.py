"""Judges of answers: each says what is off, or nothing if the answer is right, and takes whatever it is given."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import isfinite, isnan
from numbers import Real
from typing import Any

from cdslib.errors import CdsError
from cdslib.provinces import Province, resolve_province
from cdslib.quantities import QuantityError, parse_quantity
from cdslib.workshop.findings import Finding, Names

Judge = Callable[[Any, Names], Finding | None]
Rival = tuple[float, Finding]


def is_empty(value: object) -> bool:
    """Say whether a gap is still open: ``...``, None, or a text of nothing but blanks and dots."""
    return value is ... or value is None or (isinstance(value, str) and not value.strip(" .…_"))


@dataclass(frozen=True)
class Number:
    """An answer that is one number.

    Attributes
    ----------
    expected : callable
        Computes it from the data; takes the learner's names.
    tolerance : float
        How far off is still right.
    rivals : callable
        What a wrong number would be, and what to say of it, the most telling first.
    scaled : bool
        Whether a hundredfold, or a hundredth, is a percentage taken for a share or the reverse.
    """

    expected: Callable[[Names], float]
    tolerance: float = 0.00005
    rivals: Callable[[Names], Iterable[Rival]] = lambda _: ()
    scaled: bool = False

    def __call__(self, value: Any, names: Names) -> Finding | None:
        """Judge an answer."""
        number = read_number(value)
        if isinstance(number, Finding):
            return number
        right = self.expected(names)
        if self._close(number, right):
            return None
        return self._why(number, right, names)

    def _why(self, number: float, right: float, names: Names) -> Finding:
        if self.scaled and self._close(number / 100, right):
            return Finding("percent_for_share")
        if self.scaled and abs(number * 100 - right) < 100 * self.tolerance:
            return Finding("share_for_percent")
        if self._close(-number, right):
            return Finding("sign")
        for rival, finding in self.rivals(names):
            if self._close(number, rival):
                return finding
        if abs(number - right) <= 0.01 * abs(right):
            return Finding("rounded")
        return Finding("too_high" if number > right else "too_low")

    def _close(self, one: float, other: float) -> bool:
        return abs(one - other) <= self.tolerance * (1 + 1e-9)


def read_number(value: Any) -> float | Finding:
    """Read a number as a beginner may have written it, or say what was written instead."""
    if isinstance(value, bool):
        return Finding("truth_not_number")
    if isinstance(value, str):
        return _number_in_text(value)
    if _is_comma_for_point(value):
        return Finding("comma_for_point")
    if callable(value):
        return Finding("not_called")
    if getattr(value, "size", None) == 1 and hasattr(value, "to_numpy"):  # a table of one cell
        value = value.to_numpy().ravel()[0]
    if hasattr(value, "item"):  # a number of numpy's
        value = value.item() if getattr(value, "size", 1) == 1 else value
    if not isinstance(value, Real):
        return Finding("table_not_number" if hasattr(value, "shape") else "not_number")
    number = float(value)
    if isnan(number):
        return Finding("no_figure")
    return number if isfinite(number) else Finding("not_number")


def _is_comma_for_point(value: Any) -> bool:
    """Recognise ``cau = 12,5``, which makes a pair in Python."""
    pair = isinstance(value, tuple) and len(value) == 2
    return pair and all(isinstance(part, int) and not isinstance(part, bool) for part in value)


def _number_in_text(value: str) -> Finding:
    try:
        parse_quantity(value)
    except QuantityError:
        return Finding("text_not_number")
    return Finding("number_in_quotes")


@dataclass(frozen=True)
class ProvinceName:
    """An answer that names a province.

    Attributes
    ----------
    expected : callable
        Returns the one that is right, or None if any of the present provinces will do.
    """

    expected: Callable[[Names], Province | None]

    def __call__(self, value: Any, names: Names) -> Finding | None:
        """Judge an answer."""
        found = read_province(value)
        if isinstance(found, Finding):
            return found
        right = self.expected(names)
        if right is None or found.code == right.code:
            return None
        return Finding("other_province", {"province": found})


def read_province(value: Any) -> Province | Finding:
    """Read the name of a present province, or say what was written instead."""
    if isinstance(value, Province):
        return value
    if not isinstance(value, str):
        return Finding("name_in_quotes")
    try:
        return resolve_province(value, "vn34")
    except CdsError as error:
        return Finding("province_error", {"error": error})


@dataclass(frozen=True)
class Choice:
    """An answer that is one word of a list.

    Attributes
    ----------
    expected : callable
        Returns the code that is right.
    known : callable
        The words for each code, the code itself among them.
    """

    expected: Callable[[Names], str]
    known: Callable[[], dict[str, tuple[str, ...]]]

    def __call__(self, value: Any, names: Names) -> Finding | None:
        """Judge an answer."""
        if not isinstance(value, str):
            return Finding("word_in_quotes")
        asked = value.strip().casefold()
        found = [code for code, words in self.known().items() if asked in {word.casefold() for word in words}]
        if not found:
            return Finding("unknown_word", {"word": value.strip()[:60]})
        return (
            None if found[0] == self.expected(names) else Finding("other_word", {"word": value.strip()[:60]})
        )
