"""Why a name or a code is not accepted as a province, and what was probably meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cdslib.errors import CdsError
from cdslib.i18n import LANGUAGES, Language, format_list, text

if TYPE_CHECKING:
    from cdslib.provinces.register import Province

Words = Mapping[Language, Mapping[str, str]]


class UnknownGeographyError(CdsError, ValueError):
    """A scheme of provinces other than ``vn63`` or ``vn34`` was asked for."""

    key = "names.unknown_geography"


class UnknownProvinceError(CdsError, LookupError):
    """The text does not name a province of the wanted scheme.

    Attributes
    ----------
    given : str
        The text as it was given.
    reason : str
        Name of the message in the catalogue ``names``.
    suggestions : tuple of Province
        Provinces of the wanted scheme that may be meant, the likeliest first. Never chosen by itself.
    """

    key = "names.unknown"

    def __init__(
        self,
        given: str,
        reason: str = "unknown",
        suggestions: Sequence[Province] = (),
        words: Words | None = None,
    ) -> None:
        self.given = given
        self.reason = reason
        self.suggestions = tuple(suggestions)
        self._words = words or {}
        super().__init__(given=given, reason=reason, suggestions=[unit.code for unit in suggestions])

    def message(self, lang: Language = "vi") -> str:
        """Say in one language why the text is not accepted and what to write instead."""
        shown = self.given if len(self.given) <= 60 else self.given[:59] + "…"
        return text(f"names.{self.reason}", lang, given=shown, **self._words.get(lang, {}))


class AmbiguousProvinceError(UnknownProvinceError):
    """The text may mean several provinces, or a city as well as a province."""


class FormerProvinceError(UnknownProvinceError):
    """The province existed once; ``suggestions`` are those of the wanted scheme that it belongs to now."""


class OtherSchemeError(UnknownProvinceError):
    """The code belongs to the other scheme; ``suggestions`` are the wanted provinces that lie there."""


class NotAProvinceError(UnknownProvinceError):
    """The text names the whole country or a region."""


def no_such_code(code: str) -> UnknownProvinceError:
    """Build the error for a code that no province has."""
    return UnknownProvinceError(code, "no_such_code")


def named(units: Sequence[Province], *, codes: bool) -> dict[Language, str]:
    """Write provinces as a list in both languages, with their codes or without."""

    def one(unit: Province, lang: Language) -> str:
        return f"{unit.name(lang)} ({unit.code})" if codes else unit.name(lang)

    return {lang: format_list([one(unit, lang) for unit in units], lang) for lang in LANGUAGES}
