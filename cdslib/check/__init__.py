"""Is the data package right? Every rule finds file, row and column, and says what to do."""

from cdslib.check.report import CheckReport, Entry
from cdslib.check.running import main, run_checks

__all__ = ["CheckReport", "Entry", "main", "run_checks"]
