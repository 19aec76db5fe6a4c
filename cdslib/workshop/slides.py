"""The slides of the lessons: executed, with still charts, each one file that asks no other host."""

import re
from base64 import b64encode
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from subprocess import DEVNULL
from tempfile import TemporaryDirectory
from typing import Any

from cdslib.i18n import Language
from cdslib.progress import progress
from cdslib.workshop.editions import LEFT_OUT, sources, without
from cdslib.workshop.folder import FolderUnusableError, fill
from cdslib.writing import write_whole

STILL = "from cdslib.workshop.slides import still_charts\n\nstill_charts()"


def write_slides(folder: Path, lang: Language = "vi") -> Iterator[Path]:
    """Write the slides of every lesson; each needs some seconds, as its cells are run.

    Parameters
    ----------
    folder : pathlib.Path
        Where to; it is made if it is not there. Older slides are replaced.
    lang : {"vi", "en"}
        Language of the bar.

    Yields
    ------
    pathlib.Path
        Each file when it is written.

    Raises
    ------
    FolderUnusableError
        If the folder cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lessons = list(sources())
        with progress("slides", len(lessons), lang) as advance:
            for source in lessons:
                target = folder / f"{source.stem}.html"
                advance(0, target.name)
                write_whole(target, slides(source).encode())
                advance()
                yield target
    except OSError as error:
        raise FolderUnusableError(folder=folder, why=error.strerror or type(error).__name__) from error


def slides(source: Path) -> str:
    """Return the slides of a lesson as one page of HTML.

    Parameters
    ----------
    source : pathlib.Path
        The lesson's source.

    Returns
    -------
    str
        HTML with everything in it.
    """
    from nbconvert import SlidesExporter

    lesson = _executed(source)
    title = lesson.cells[0].source.splitlines()[0].removeprefix("# ")
    templates = files("cdslib.workshop").joinpath("templates")
    exporter = SlidesExporter(
        template_name="slides", extra_template_basedirs=[str(templates)], exclude_anchor_links=True
    )
    page, _ = exporter.from_notebook_node(lesson, {"deck": {"title": title, **_parts()}})
    return str(page)


def _executed(source: Path) -> Any:
    """Run the key, in which everything is there to be shown, and keep what belongs on slides."""
    import nbformat
    from nbclient import NotebookClient

    lesson = without(nbformat.read(source, as_version=4), LEFT_OUT["slides"] & {"gap"})
    lesson.cells.insert(0, nbformat.v4.new_code_cell(STILL))
    with TemporaryDirectory() as folder:
        fill(Path(folder))
        runner = NotebookClient(lesson, timeout=300, resources={"metadata": {"path": folder}})
        runner.execute(stderr=DEVNULL)
    del lesson.cells[0]
    lesson.metadata.pop("widgets", None)
    return without(lesson, LEFT_OUT["slides"])


def still_charts() -> None:
    """Show charts as drawings in this session, with the type of the package in them."""
    import altair as alt

    from cdslib import charts

    charts.enable()
    alt.renderers.register("cdslib_still", _still)
    alt.renderers.enable("cdslib_still")


def _still(spec: dict[str, Any], **_: Any) -> dict[str, str]:
    from cdslib.briefs.pictures import svg

    drawn = svg(spec, spec.get("usermeta", {}).get("lang", "vi"))
    return {"text/html": f'<div class="cds-still">{drawn}</div>'}


def _parts() -> dict[str, str]:
    here = files("cdslib.workshop")
    return {
        "reveal_css": here.joinpath("reveal", "reveal.css").read_text(encoding="utf-8"),
        "reveal_js": here.joinpath("reveal", "reveal.js").read_text(encoding="utf-8"),
        "look_css": here.joinpath("templates", "slides", "look.css").read_text(encoding="utf-8"),
        "fonts_css": _fonts(),
    }


def _fonts() -> str:
    """Return the type of the pages as a style sheet that carries the letters."""
    static = files("cdslib.frontend").joinpath("cdslib", "static")

    def carried(address: re.Match[str]) -> str:
        data = static.joinpath(address[1]).read_bytes()
        return f"url(data:font/woff2;base64,{b64encode(data).decode()})"

    return re.sub(r"url\(([^)]+)\)", carried, static.joinpath("fonts.css").read_text(encoding="utf-8"))
