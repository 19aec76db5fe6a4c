"""How far long work is, for somebody who waits for it: a bar on a terminal or below a cell of a notebook.

Work that is done within a second shows nothing, nor is anything shown where nobody looks: in a file, on a published
page, in a worker of a cluster. The bar vanishes when the work ends, however it ends.
"""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from typing import Any, Protocol

from cdslib.i18n import LANGUAGES, Language, format_number, text

PATIENCE = 1.0
_INTERVAL = 0.1
Advance = Callable[..., None]


class Bar(Protocol):
    """Shows how far the work is."""

    def show(self, share: float, detail: str) -> None:
        """Show the share that is done, 0 to 1, and what is being worked on."""

    def close(self) -> None:
        """Take the bar away."""


@contextmanager
def progress(work: str, total: float, lang: Language | None = None) -> Iterator[Advance]:
    """Show how far the work within is, once it has lasted a second.

    Parameters
    ----------
    work : str
        What is done: a message of the catalogue ``progress``.
    total : float
        How much there is to do, in any unit.
    lang : {"vi", "en"}, optional
        The reader's language; both if it is not known.

    Yields
    ------
    callable
        To be told how much has been done since the last time, 1 by default, and, if wanted, what comes next in words.

    Examples
    --------
    >>> with progress("load", 3) as advance:
    ...     for part in range(3):
    ...         advance()
    """
    shown = _Shown(work, total, lang)
    try:
        yield shown.advance
    finally:
        shown.close()


class _Shown:
    """Makes a bar when the work has lasted and somebody looks."""

    def __init__(self, work: str, total: float, lang: Language | None) -> None:
        self._words, self._total = (work, lang), total
        self._done = 0.0
        self._bar: Bar | None = None
        self._due = time.monotonic() + PATIENCE

    def advance(self, done: float = 1, detail: str = "") -> None:
        self._done += done
        if (now := time.monotonic()) < self._due:
            return
        self._due = now + _INTERVAL
        if self._bar is None:
            work, lang = self._words
            said = [text(f"progress.{work}", one) for one in ((lang,) if lang else LANGUAGES)]
            self._bar = _make_bar(" / ".join(said), lang or "vi")
        self._bar.show(min(self._done / self._total, 1.0) if self._total else 1.0, detail)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()


def _make_bar(label: str, lang: Language) -> Bar:
    if threading.current_thread() is not threading.main_thread():
        return _NoBar()
    if _in_notebook():
        return _NotebookBar(label, lang)
    return _TerminalBar(label) if sys.stderr is not None and sys.stderr.isatty() else _NoBar()


def _in_notebook() -> bool:
    """Tell whether a person's own kernel runs this, not that of a published page."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    is_page = (
        os.environ.get("SERVER_SOFTWARE", "").startswith("voila") or "cdslib.server.forked" in sys.modules
    )
    return hasattr(shell, "kernel") and not is_page


class _NoBar:
    def show(self, share: float, detail: str) -> None:
        pass

    def close(self) -> None:
        pass


class _TerminalBar:
    def __init__(self, label: str) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        columns = (
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[detail]}", markup=False),
        )
        said = TextColumn("{task.description}", markup=False)
        self._progress = Progress(said, *columns, console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task(label, total=1.0, detail="")

    def show(self, share: float, detail: str) -> None:
        # Not earlier: Ctrl-C while it starts must find a bar that can be closed. Once started, this does nothing.
        self._progress.start()
        self._progress.update(self._task, completed=share, detail=detail)

    def close(self) -> None:
        self._progress.stop()


class _NotebookBar:
    """One output that is shown again and again: it needs no widget, so that it works in every front end."""

    def __init__(self, label: str, lang: Language) -> None:
        self._label, self._lang = label, lang
        self._handle: Any = None

    def show(self, share: float, detail: str) -> None:
        percent = f"{format_number(100 * share, 0, self._lang)} %"
        said = " · ".join(part for part in (self._label, detail) if part)
        bar = f"<progress max='1' value='{share:.3f}' aria-label='{escape(self._label, quote=True)}'></progress>"
        self._put(
            {"text/html": f"<div>{escape(said)} {bar} {percent}</div>", "text/plain": f"{said} {percent}"}
        )

    def close(self) -> None:
        self._put({"text/html": "", "text/plain": ""})

    def _put(self, content: dict[str, str]) -> None:
        from IPython.display import display

        if self._handle is None:
            self._handle = display(content, raw=True, display_id=True)
        else:
            self._handle.update(content, raw=True)
