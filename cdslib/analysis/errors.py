"""What analysis refuses to compute, and what to do instead."""

from cdslib.errors import CdsError


class UnknownTargetSchemeError(CdsError, ValueError):
    """Figures can only be carried from the 63 former provinces to the 34 present ones."""

    key = "merger.unknown_scheme"


class UnknownRuleError(CdsError, ValueError):
    """There is no such merging rule."""

    key = "merger.unknown_rule"


class RuleNotAllowedError(CdsError, ValueError):
    """The rule makes no sense for the indicator."""

    key = "merger.rule_not_allowed"
