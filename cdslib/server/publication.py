"""A folder of published data: one subfolder for each version, and a small file that names the one that is shown."""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cdslib import __version__
from cdslib.errors import CdsError
from cdslib.resources import PUBLICATION
from cdslib.server.logs import log, new_incident

CURRENT = "current"
ABOUT = "publication.json"
KEPT = 2


class NothingPublishedError(CdsError, FileNotFoundError):
    """The folder has no published data yet."""

    key = "publish.nothing"


class OtherVersionError(CdsError, ValueError):
    """The data were prepared by another version of the program, whose files the pages may not understand."""

    key = "publish.other_version"


@dataclass(frozen=True)
class Publication:
    """A folder of published data.

    Attributes
    ----------
    folder : Path
        Where the versions lie; every version stays as it is from the day it is published.
    """

    folder: Path

    def name(self) -> str:
        """Return the name of the version that is shown, empty if there is none."""
        try:
            return (self.folder / CURRENT).read_text(encoding="utf-8").strip()
        except OSError:
            return ""

    def version(self) -> Path:
        """Return the folder of the version that is shown.

        Returns
        -------
        Path
            Its folder.

        Raises
        ------
        NothingPublishedError
            If there is none.
        OtherVersionError
            If another version of the program prepared it.
        """
        name = self.name()
        about = self.folder / name / ABOUT
        if not name or not about.is_file():
            raise NothingPublishedError(folder=self.folder)
        prepared_by = json.loads(about.read_text(encoding="utf-8"))["program"]
        if prepared_by != __version__:
            raise OtherVersionError(folder=self.folder, theirs=prepared_by, ours=__version__)
        return self.folder / name

    def show(self, name: str) -> None:
        """Show a version from now on, at one stroke, and remove all but the latest two."""
        pointer = self.folder / f"{CURRENT}.new"
        pointer.write_text(f"{name}\n", encoding="utf-8", newline="\n")
        pointer.replace(self.folder / CURRENT)
        for old in self.versions()[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)

    def versions(self) -> list[Path]:
        """Return the folders of all versions, the latest last."""
        return sorted(about.parent for about in self.folder.glob(f"*/{ABOUT}"))


def take_up(publication: Publication) -> bool:
    """Show published data in this process and in the kernels that it starts from now on.

    Parameters
    ----------
    publication : Publication
        Where they are.

    Returns
    -------
    bool
        Whether they are others than before.
    """
    version = str(publication.version())
    is_new = os.environ.get(PUBLICATION) != version
    os.environ[PUBLICATION] = version
    return is_new


class Watch:
    """Looks whether other data were published, and takes them up.

    Parameters
    ----------
    publication : Publication
        Where to look.
    renew : callable
        What else is to be done then.
    """

    def __init__(self, publication: Publication, renew: Callable[[], None]) -> None:
        self.publication, self.renew = publication, renew
        self.seen = publication.name()

    def look(self) -> None:
        """Look once; what cannot be taken up is logged once, and the data of before stay."""
        name = self.publication.name()
        if name in ("", self.seen):
            return
        self.seen = name
        try:
            if take_up(self.publication):
                log.info("Data published as %s are taken up", name)
                self.renew()
        except (CdsError, OSError, ValueError) as error:
            incident = new_incident("data that were published")
            log.error("Incident %s: they could not be taken up", incident, exc_info=error)


def about(more: Mapping[str, str]) -> str:
    """Write what is known of a version."""
    return json.dumps({"program": __version__} | dict(more), indent=1) + "\n"
