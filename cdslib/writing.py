"""Files that are there whole or not at all, whatever stops the work."""

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file; an older one of that name stays until the new one is whole.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    content : bytes
        All of it.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_whole(Path(folder, "a.txt"), b"whole")
    ...     [file.read_bytes() for file in Path(folder).iterdir()]
    [b'whole']
    """
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.stem}-", delete=False) as file:
            temporary = Path(file.name)
            file.write(content)
        temporary.chmod(_usual_rights())
        temporary.replace(path)
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _usual_rights() -> int:
    """Return the rights of a new file; those of a temporary one keep colleagues out."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
