"""The sources of a composed profile as notes: one note a source, however often and wherever it is named."""

from collections.abc import Iterable, Mapping
from typing import Any

from cdslib.briefs.document import Line, Note, Words


class Citations:
    """Turns the profile's numbers and descriptions of sources into notes.

    Parameters
    ----------
    sources : iterable of mapping
        ``sources`` of a composed profile: ``number``, ``text``, ``address``.

    Attributes
    ----------
    notes : dict of str to Note
        Every source met so far, by its text.

    Examples
    --------
    >>> citations = Citations([{"number": 1, "text": "NSO, Yearbook", "address": ""}])
    >>> citations.numbered(1), citations.given({"text": "NSO, Yearbook", "address": ""})
    (('NSO, Yearbook',), ('NSO, Yearbook',))
    """

    def __init__(self, sources: Iterable[Mapping[str, Any]]) -> None:
        self._by_number = {int(row["number"]): row for row in sources}
        self.notes: dict[str, Note] = {}

    def given(self, source: Mapping[str, Any] | None) -> tuple[str, ...]:
        """Return the key of a source that is described by ``text`` and ``address``; nothing for none."""
        if not source or not source["text"]:
            return ()
        key = str(source["text"])
        self.notes.setdefault(key, Note(key, str(source.get("address") or "")))
        return (key,)

    def behind(self, document: str, source: Mapping[str, Any] | None) -> tuple[str, ...]:
        """Return the key of a source together with the document that it tells of."""
        if not source or not source["text"]:
            return ()
        whole = f"{document}. {source['text']}" if document else str(source["text"])
        return self.given({**source, "text": whole})

    def numbered(self, *numbers: int | None) -> tuple[str, ...]:
        """Return the keys of sources by the profile's own numbers, each once."""
        found = [key for number in numbers if number for key in self.given(self._by_number[number])]
        return tuple(dict.fromkeys(found))

    def shared(self, rows: Iterable[Mapping[str, Any]], caption: str) -> tuple[Line, bool]:
        """Cite once, in a table's caption, what all its rows rest on.

        Parameters
        ----------
        rows : iterable of mapping
            Figures with a ``source``.
        caption : str
            The caption.

        Returns
        -------
        line, is_shared : tuple of Words, bool
            The caption, with a note if all rows have the same source.
        """
        used = {row["source"] for row in rows if row["source"]}
        notes = self.numbered(*used) if len(used) == 1 else ()
        return (Words(caption, notes=notes),), len(used) == 1
