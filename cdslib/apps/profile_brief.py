"""The brief to take away, written by the command line in its own process, so that a visitor's kernel stays light."""

import subprocess
import sys
import tempfile
from pathlib import Path

from cdslib.i18n import Language, text

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html;charset=utf-8",
}
PATIENCE = 120
LONGEST = 300


class BriefNotWrittenError(Exception):
    """The brief could not be written; the text says why, in the reader's language."""


def write_brief(code: str, lang: Language, wanted: object, day: str = "") -> tuple[str, str, bytes]:
    """Write the brief of a province.

    Parameters
    ----------
    code : str
        The province.
    lang : {"vi", "en"}
        Language of the brief.
    wanted : object
        ``"docx"``; anything else gives HTML.
    day : str
        Promises are judged as of this day; empty for the latest that was prepared.

    Returns
    -------
    name, mime, data : str, str, bytes
        File name, media type and content.

    Raises
    ------
    BriefNotWrittenError
        If the command fails, takes too long or leaves no file.
    """
    form = "docx" if wanted == "docx" else "html"
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"cds-{code}-{lang}.{form}"
        command = [sys.executable, "-m", "cdslib", "brief", code, "--lang", lang, "-o", str(target)]
        command += ["--as-of", day] if day else []
        try:
            done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired as error:
            raise BriefNotWrittenError(text("profile.brief_slow", lang, seconds=PATIENCE)) from error
        except OSError as error:
            raise BriefNotWrittenError(text("profile.brief_no_command", lang)) from error
        if done.returncode or not target.is_file():
            raise BriefNotWrittenError(_said(done.stderr, lang))
        return target.name, TYPES[form], target.read_bytes()


def _said(stderr: bytes, lang: Language) -> str:
    """Return what the command said last, without a traceback."""
    lines = [line for line in stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    is_crash = any(line.startswith("Traceback") for line in lines)
    return text("profile.brief_no_command", lang) if is_crash or not lines else lines[-1].strip()[:LONGEST]
