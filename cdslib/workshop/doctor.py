"""Is this machine fit for the course? What was found, and what to do if it is not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cdslib.i18n import Language, format_number, text
from cdslib.workshop import probes

Status = Literal["good", "look", "bad"]
# Megabytes: below the first the course cannot be held, below the second it may become slow.
MEMORY = (700, 1500)
DISK = (200, 1000)


@dataclass(frozen=True)
class Finding:
    """What was found about one thing.

    Attributes
    ----------
    name : str
        What was looked at, as :func:`examine` calls it.
    status : {"good", "look", "bad"}
        Fit; worth a look; the course cannot be held so.
    found : str or int
        What it is: words, or megabytes.
    """

    name: str
    status: Status
    found: str | int = ""

    def cells(self, lang: Language) -> tuple[str, str, str, str]:
        """Return how it stands, what was looked at, what was found, and what to do."""
        found = f"{format_number(self.found, 0, lang)} MB" if isinstance(self.found, int) else self.found
        advice = "" if self.status == "good" else text(f"workshop.advice_{self.name}", lang, found=found)
        status, name = (
            text(f"workshop.status_{self.status}", lang),
            text(f"workshop.checked_{self.name}", lang),
        )
        return status, name, found or "–", advice


def examine(folder: Path, port: int | None = None) -> Iterator[Finding]:
    """Look at everything the course needs, the quick things first.

    Parameters
    ----------
    folder : pathlib.Path
        Where the learner's files will lie.
    port : int, optional
        The port wanted.

    Yields
    ------
    Finding
        One for each thing, as soon as it is known.
    """
    looks: dict[str, Callable[[], tuple[Status, str | int]]] = {
        "python": _python,
        "libraries": _libraries,
        "language": _language,
        "memory": lambda: _amount(probes.free_memory(), MEMORY),
        "disk": lambda: _amount(probes.free_disk(folder), DISK),
        "folder": lambda: _folder(folder),
        "port": lambda: _port(port),
        "proxy": _proxy,
        "fonts": lambda: ("good", "") if probes.has_vietnamese_font() else ("look", ""),
        "browser": _browser,
        "kernel": _kernel,
    }
    for name, look in looks.items():
        status, found = look()
        yield Finding(name, status, found)


def _python() -> tuple[Status, str]:
    version = probes.python_version()
    return ("good" if version >= (3, 11) else "bad"), ".".join(map(str, version))


def _libraries() -> tuple[Status, str]:
    versions, lacking = probes.libraries()
    if lacking:
        return "bad", ", ".join(lacking)
    return "good", ", ".join(f"{name} {version}" for name, version in versions.items())


def _language() -> tuple[Status, str]:
    version = probes.language_pack()
    return ("good", version) if version else ("look", "")


def _amount(megabytes: int, bounds: tuple[int, int]) -> tuple[Status, int]:
    least, enough = bounds
    status: Status = "bad" if megabytes < least else "look" if megabytes < enough else "good"
    return status, megabytes


def _folder(folder: Path) -> tuple[Status, str]:
    return ("good" if probes.can_write(folder) else "bad"), str(folder)


def _port(port: int | None) -> tuple[Status, str]:
    found = probes.free_port(port)
    if found is None:
        return "bad", str(port or "")
    return ("good" if probes.answers_itself() else "bad"), str(found)


def _proxy() -> tuple[Status, str]:
    catching = probes.proxy_for_this_machine()
    return ("look", catching) if catching else ("good", "")


def _browser() -> tuple[Status, str]:
    name = probes.browser()
    return ("good", name) if name else ("bad", "")


def _kernel() -> tuple[Status, str]:
    why = probes.kernel_fault()
    return ("bad", why) if why else ("good", "")


def report(folder: Path, lang: Language, port: int | None = None) -> int:
    """Print what was found as a table and say whether the course can be held.

    Parameters
    ----------
    folder : pathlib.Path
        Where the learner's files will lie.
    lang : {"vi", "en"}
        The reader's language.
    port : int, optional
        The port wanted.

    Returns
    -------
    int
        Exit code: 1 if something prevents the course.
    """
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    with console.status(text("workshop.looking", lang)):
        findings = list(examine(folder, port))
    table = Table(title=text("workshop.doctor_title", lang), show_lines=True)
    for column in ("status", "checked", "found", "advice"):
        table.add_column(text(f"workshop.column_{column}", lang), overflow="fold")
    for finding in findings:
        table.add_row(*finding.cells(lang))
    console.print(table)
    statuses = {finding.status for finding in findings}
    worst = next((status for status in ("bad", "look") if status in statuses), "good")
    console.print(text(f"workshop.verdict_{worst}", lang))
    return 1 if worst == "bad" else 0
