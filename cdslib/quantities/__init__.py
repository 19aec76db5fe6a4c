"""Figures as officials write them: 58.327, 12,66%, gần 20 nghìn, tối thiểu 80%, 58.327/323.964."""

from cdslib.quantities.errors import MissingQuantityError, QuantityError
from cdslib.quantities.numerals import Locale, column_locale
from cdslib.quantities.reading import Quantity, parse_quantity
from cdslib.quantities.words import Comparator, Qualifier

__all__ = [
    "Comparator",
    "Locale",
    "MissingQuantityError",
    "Qualifier",
    "Quantity",
    "QuantityError",
    "column_locale",
    "parse_quantity",
]
