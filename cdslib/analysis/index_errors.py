"""What building an index refuses to do, and what to do instead."""

from cdslib.errors import CdsError


class UnknownIndexSchemeError(CdsError, LookupError):
    """There is no such version of the index."""

    key = "composite.unknown_scheme"


class MissingComponentsError(CdsError, ValueError):
    """The table lacks main indices that the index is made of."""

    key = "composite.missing_components"


class NoPillarWeightsError(CdsError, ValueError):
    """In this version the pillars are given, not computed from the eight main indices."""

    key = "composite.no_pillar_weights"


class BadWeightsError(CdsError, ValueError):
    """Weights that are negative, no numbers, or all zero."""

    key = "index.bad_weights"


class UnknownComponentError(CdsError, LookupError):
    """The scheme has no such component."""

    key = "index.unknown_component"


class ComponentRangeError(CdsError, ValueError):
    """A main index outside 0 to 1."""

    key = "index.component_range"


class NoComponentsError(CdsError, LookupError):
    """For this year and geography the main indices are not known."""

    key = "index.no_components"


class UnknownMethodError(CdsError, ValueError):
    """There is no such way to normalise, aggregate or impute."""

    key = "index.unknown_method"


class ConstantIndicatorError(CdsError, ValueError):
    """An indicator has the same value everywhere and cannot be scaled."""

    key = "index.constant"


class NotPositiveError(CdsError, ValueError):
    """A geometric or harmonic mean of values that are not above zero."""

    key = "index.not_positive"


class MissingParameterError(CdsError, ValueError):
    """Goalposts or targets are not given for every indicator."""

    key = "index.missing_parameter"


class NoSuchProvinceError(CdsError, LookupError):
    """The province has no figures in these years."""

    key = "index.no_province"
