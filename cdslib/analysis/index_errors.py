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
