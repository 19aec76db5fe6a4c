"""A notebook that fails: the page shows a card with a number, the log tells under it what happened."""

from typing import Any

from voila.execute import VoilaExecutor

from cdslib.server.logs import log, new_incident


class QuietExecutor(VoilaExecutor):
    """Runs the cells of a notebook; what an error says goes to the log, not to the page."""

    def strip_code_cell_errors(self, cell: Any) -> Any:
        """Put an incident number in the place of an error."""
        for output in cell.get("outputs", []):
            if output["output_type"] != "error" or output["ename"] == "Incident":
                continue
            incident = new_incident("a cell of a notebook")
            log.error("Incident %s: a cell failed\n%s", incident, "\n".join(output["traceback"]))
            output.update(ename="Incident", evalue=incident, traceback=[])
        return cell

    def show_code_cell_timeout(self, cell: Any) -> None:
        """Put an incident number in the place of a cell that took too long."""
        super().show_code_cell_timeout(cell)
        self.strip_code_cell_errors(cell)
