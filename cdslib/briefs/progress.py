"""How far the work is: a bar on a terminal, plain lines elsewhere; on standard error, so that output stays clean."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from cdslib.i18n import Language
from cdslib.progress import progress as bar
from cdslib.provinces import Province


@contextmanager
def progress(chosen: Sequence[Province], lang: Language) -> Iterator[Callable[[Province], None]]:
    """Show how far the work is.

    Parameters
    ----------
    chosen : sequence of Province
        All that is to be done, in order.
    lang : {"vi", "en"}
        The reader's language.

    Yields
    ------
    callable
        To be told of each province before it is begun.
    """
    if not sys.stderr.isatty():
        yield _Lines(len(chosen), lang)
        return
    with bar("brief", len(chosen), lang) as advance:
        begun = 0

        def begin(province: Province) -> None:
            nonlocal begun
            begun += 1
            said = f"{begun}/{len(chosen)} {province.name(lang)}"
            advance(begun > 1, said)

        yield begin


class _Lines:
    """Says each province on a line of its own."""

    def __init__(self, total: int, lang: Language) -> None:
        self.total, self.lang, self.count = total, lang, 0

    def __call__(self, province: Province) -> None:
        self.count += 1
        sys.stderr.write(f"{self.count}/{self.total} {province.code} {province.name(self.lang)}\n")
        sys.stderr.flush()
