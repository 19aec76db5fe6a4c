"""Every visible word of the package, in Vietnamese and English, and how numbers are written.

One TOML file per room lies in ``messages/``; each message holds both languages side by side::

    [unknown_province]
    vi = "Không có tỉnh «{name}»."
    en = "There is no province “{name}”."

The key of that message is ``<file>.unknown_province``.
"""

from cdslib.i18n.catalogue import LANGUAGES, Language, messages, text
from cdslib.i18n.formats import format_date, format_list, format_number, format_period

__all__ = [
    "LANGUAGES",
    "Language",
    "format_date",
    "format_list",
    "format_number",
    "format_period",
    "messages",
    "text",
]
