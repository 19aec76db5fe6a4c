"""What a scenario cannot be, and what to write instead."""

from typing import Any

from cdslib.errors import CdsError
from cdslib.i18n import Language, text


class ScenarioError(CdsError, ValueError):
    """Parent of what is wrong with a scenario."""

    key = "scenario.not_json"


class ScenarioTextError(ScenarioError):
    """The text is no JSON object."""


class ScenarioVersionError(ScenarioError):
    """The document is of another form than this package reads."""

    key = "scenario.version"


class ScenarioAddressError(ScenarioError):
    """The text of an address is cut or changed."""

    key = "scenario.address"


class ScenarioSchemaError(ScenarioError):
    """The document breaks a rule of the JSON Schema.

    Attributes
    ----------
    place : str
        Where, as ``levers[0].value``.
    rule : str
        Keyword of JSON Schema.
    """

    key = "scenario.schema"

    def __init__(self, place: str, rule: str, value: object, wanted: object) -> None:
        self.place, self.rule = place, rule
        known = rule in ("required", "additionalProperties", "enum", "type", "minimum", "maximum", "pattern")
        self._key = f"scenario.schema_{rule}" if known else "scenario.schema_other"
        super().__init__(place=place, rule=rule, value=_short(value), wanted=_listed(wanted))

    def message(self, lang: Language = "vi") -> str:
        """Say in one language where the document breaks which rule."""
        return text(self._key, lang, **self.details)


class GeographyMismatchError(ScenarioError):
    """The scenario is of other provinces, or another year, than the figures."""

    key = "scenario.geography"


class UnknownScenarioProvinceError(ScenarioError, LookupError):
    """The figures have no such province."""

    key = "scenario.province"


class UnknownMeasureError(ScenarioError, LookupError):
    """A goal names neither the index, nor a pillar, nor a main index."""

    key = "scenario.measure"


class LeverTwiceError(ScenarioError):
    """Two levers move the same main index of the same province."""

    key = "scenario.lever_twice"


class LeverYearError(ScenarioError):
    """A lever or a goal of a year outside the scenario."""

    key = "scenario.year"


class LeverValueError(ScenarioError):
    """A lever lacks what its kind needs, or has a value out of range."""

    key = "scenario.lever"


class NoGoalError(ScenarioError):
    """The scenario names no goal, and no province to follow."""

    key = "scenario.no_goal"


class BadCostError(ScenarioError):
    """A cost that is not above zero, or a ceiling outside 0 to 1."""

    key = "scenario.bad_cost"


class PathError(ScenarioError):
    """A path that cannot be drawn: a share outside its bounds, a year in the past."""

    key = "scenario.path"


def _short(value: object) -> str:
    shown = str(value)
    return shown if len(shown) <= 60 else shown[:59] + "…"


def _listed(wanted: Any) -> str:
    return ", ".join(map(str, wanted)) if isinstance(wanted, list | tuple | set) else _short(wanted)
