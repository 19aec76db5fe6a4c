"""How much memory is left for further kernels, and how much one of them may take."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil

MEGABYTE = 2**20
GROUPS = Path("/sys/fs/cgroup")
OWN_GROUP = Path("/proc/self/cgroup")


def free_memory(groups: Path = GROUPS, own: Path = OWN_GROUP) -> int:
    """Say how many bytes are left: of the machine, or of the container or unit that this runs in, if that is less.

    Parameters
    ----------
    groups : Path
        Where Linux tells of control groups (version 2).
    own : Path
        Where it tells of which one this process is.

    Returns
    -------
    int
        Bytes that can still be had. Files that Linux keeps in memory until it needs the room count as free.

    Examples
    --------
    >>> free_memory() > 0
    True
    """
    return min([psutil.virtual_memory().available, *_left_in_groups(groups, own)])


def _left_in_groups(groups: Path, own: Path) -> Iterator[int]:
    """Go from the own group up: each may have a limit."""
    try:
        lines = own.read_text(encoding="utf-8").splitlines()
    except OSError:
        return
    path = next((line[3:] for line in lines if line.startswith("0::")), "")
    folder = groups / path.strip("/")
    while folder != groups.parent:
        with suppress(OSError, ValueError):  # no limit here
            yield int((folder / "memory.max").read_text()) - _used(folder)
        folder = folder.parent


def _used(folder: Path) -> int:
    counts = dict(line.split() for line in (folder / "memory.stat").read_text().splitlines())
    return int((folder / "memory.current").read_text()) - int(counts["inactive_file"])


def limit_memory(pid: int | None, megabytes: int) -> bool:
    """Limit the data of a process of this user.

    Parameters
    ----------
    pid : int or None
        The process.
    megabytes : int
        The limit, 0 for none.

    Returns
    -------
    bool
        Whether there is a limit now. Only Linux can set one from outside.
    """
    if sys.platform != "linux" or not pid or not megabytes:
        return False
    import resource

    size = megabytes * MEGABYTE
    try:
        resource.prlimit(pid, resource.RLIMIT_DATA, (size, size))
    except (OSError, ValueError):
        return False
    return True
