"""What can go wrong, said in both languages with what to do about it.

Every error of the package is a :class:`CdsError`. A subclass only names its message in the
catalogues; the details given when it is raised fill that message's blanks and stay readable as
attributes of ``error.details``.
"""

from typing import ClassVar

from cdslib.i18n import Language, text


class CdsError(Exception):
    """The common parent of all errors raised on purpose by this package.

    Parameters
    ----------
    **details
        What fills the blanks of the message.

    Attributes
    ----------
    key : str
        Where the message stands in the catalogues, ``room.message``.
    details : dict
        What was wrong and where.
    """

    key: ClassVar[str]

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(f"{self.message('vi')}\n{self.message('en')}")

    def message(self, lang: Language = "vi") -> str:
        """Say the error in one language.

        Parameters
        ----------
        lang : {"vi", "en"}
            The reader's language.

        Returns
        -------
        str
            What was wrong, where, and what to do.
        """
        return text(self.key, lang, **self.details)


class UsageError(CdsError):
    """A command line cannot be understood; the parent of all errors that say so."""
