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


class UnknownFormerProvinceError(CdsError, LookupError):
    """A code is of no province, so its figure would be lost."""

    key = "merger.unknown_code"


class CommuneMergerError(CdsError, ValueError):
    """Only whole provinces are carried; communes were merged too, by rules that the data do not hold."""

    key = "merger.commune"


class FigureTwiceError(CdsError, ValueError):
    """A former province has two figures for the same cell and would count twice."""

    key = "merger.figure_twice"


class MixedUnitsError(CdsError, ValueError):
    """Figures of one indicator come in several units and cannot be added up."""

    key = "merger.mixed_units"


class UnknownPaceError(CdsError, ValueError):
    """Pace is linear or compound growth, nothing else."""

    key = "gaps.unknown_pace"


class BadDateError(CdsError, ValueError):
    """A day of judgement that is no day."""

    key = "gaps.bad_date"


class MissingTargetColumnsError(CdsError, ValueError):
    """A table lacks columns that judging targets needs."""

    key = "gaps.missing_columns"


class SplitIndicatorError(CdsError, ValueError):
    """Figures of one indicator lie in several parts of a table, each of which is judged alone."""

    key = "gaps.split_indicator"
