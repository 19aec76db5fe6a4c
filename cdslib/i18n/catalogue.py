"""The message catalogues: one TOML file per room, both languages beside each other."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


@cache
def _room(name: str) -> dict[str, dict[str, str]]:
    """Read one room's catalogue."""
    path = files("cdslib.i18n").joinpath("messages", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def text(key: str, lang: Language = "vi", **values: object) -> str:
    """Return one message in one language, with its blanks filled.

    Parameters
    ----------
    key : str
        ``room.message``, for example ``"names.unknown_province"``.
    lang : {"vi", "en"}
        The reader's language.
    **values
        What fills the ``{blanks}`` of the message, already written in the reader's language.

    Returns
    -------
    str
        The message.

    Raises
    ------
    KeyError
        If the catalogue has no such message or language.

    Examples
    --------
    >>> text("common.country", "en")
    'Viet Nam'
    """
    room, _, name = key.partition(".")
    template = _room(room)[name][lang]
    return template.format(**values) if values else template


def messages(room: str, lang: Language = "vi") -> dict[str, str]:
    """Return all messages of one room in one language, for a page that fills them itself.

    Parameters
    ----------
    room : str
        File name in ``messages/`` without its ending.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    dict of str to str
        Message by name, blanks unfilled.

    Examples
    --------
    >>> messages("common", "en")["country"]
    'Viet Nam'
    """
    return {name: both[lang] for name, both in _room(room).items()}
