"""The boundary files against their gates, with the official areas of the data package under check."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from cdslib.boundaries import boundary_file, boundary_gates
from cdslib.check.report import Entry
from cdslib.check.tables import COUNT, Tables


def check_shapes(tables: Tables, folder: Path | None = None) -> Iterator[Entry]:
    """Measure the boundaries of both geographies.

    Parameters
    ----------
    tables : Tables
        The data package; it gives the official areas.
    folder : pathlib.Path, optional
        Where the boundaries lie; the package's own by default.

    Yields
    ------
    Entry
        Rules ``boundary_gate``, ``boundary_file``.
    """
    areas = tables.figures[tables.figures["indicator"] == "area_km2"].sort_values("period", kind="stable")
    official = dict(zip(areas["province_code"], areas["number"], strict=True))
    for geography in COUNT:
        file = boundary_file(geography, folder).name
        try:
            gates = boundary_gates(geography, official, folder=folder)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            yield Entry(file, "boundary_file", details={"reason": str(error)})
            continue
        for gate in gates:
            if not gate.passed:
                details = {
                    "measured": Decimal(str(gate.measured)),
                    "limit": gate.limit,
                    "title_vi": gate.title("vi"),
                    "title_en": gate.title("en"),
                }
                yield Entry(file, "boundary_gate", column=gate.gate, details=details)
