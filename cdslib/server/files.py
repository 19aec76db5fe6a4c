"""The files of the pages, compressed, under an address that changes with their content, so that browsers keep them."""

import gzip
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from cdslib.frontend.build import STATIC
from cdslib.resources import geo_dir

MEDIA_TYPES = {
    ".mjs": "text/javascript; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".topojson": "application/json",
    ".geojson": "application/json",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
IMPORTED = re.compile(r"""(?:from|import)\s*\(?\s*["']\./([\w-]+\.mjs)["']""")


@dataclass(frozen=True)
class PageFile:
    """One file as it is sent.

    Attributes
    ----------
    media_type : str
        What it is.
    body : bytes
        Its content.
    packed : bytes or None
        The same by gzip, where that is shorter.
    """

    media_type: str
    body: bytes
    packed: bytes | None


@dataclass(frozen=True)
class PageFiles:
    """All files of the pages.

    Attributes
    ----------
    digest : str
        Changes with the content of any of them; part of their address.
    files : mapping of str to PageFile
        By name, with the folder where there is one.
    """

    digest: str
    files: Mapping[str, PageFile]

    def needed(self, *modules: str) -> list[str]:
        """Return the modules that these need, themselves among them, in the order they are found."""
        found, waiting = dict[str, None](), list(modules)
        while waiting:
            name = waiting.pop(0)
            if name not in found:
                found[name] = None
                text = b"" if name == "vega.mjs" else self.files[name].body
                waiting += IMPORTED.findall(text.decode("utf-8"))
        return list(found)


def _read(path: Path) -> PageFile:
    body = path.read_bytes()
    packed = gzip.compress(body, 9, mtime=0)
    media_type = MEDIA_TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    return PageFile(
        media_type or "application/octet-stream", body, packed if len(packed) < 0.9 * len(body) else None
    )


@cache
def load_files() -> PageFiles:
    """Read the files of the pages and the boundaries.

    Returns
    -------
    PageFiles
        They are read once: a running service sends what it was started with.

    Examples
    --------
    >>> load_files().files["map.mjs"].media_type
    'text/javascript; charset=utf-8'
    """
    paths = {path.relative_to(STATIC).as_posix(): path for path in sorted(STATIC.rglob("*.*"))}
    paths |= {f"geo/{path.name}": path for path in sorted(geo_dir().glob("*.[tg]*ojson"))}
    files = {name: _read(path) for name, path in paths.items()}
    digest = sha256()
    for name, file in files.items():
        digest.update(name.encode() + b"\0" + sha256(file.body).digest())
    return PageFiles(digest.hexdigest()[:16], MappingProxyType(files))
