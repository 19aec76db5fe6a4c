"""How long the index takes: 10,000 draws over the 63 and the 34, a scenario, its least effort, its chances.

python benchmarks/index.py
"""

import sys
import time
from collections.abc import Callable
from statistics import median

import cdslib

CODE = "vn34-38"
REPEATS = 5


def milliseconds(call: Callable[[], object]) -> float:
    """Return the median time of a call after one to warm up."""
    call()
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return 1000 * median(times)


def main() -> None:
    """Print one line a task: median time and budget."""
    former, present = (cdslib.load_components(2024, geography) for geography in ("vn63", "vn34"))
    start = cdslib.load_baseline("vn34")
    goal = cdslib.Goal(CODE, "rank", 3)
    raised = cdslib.Lever(CODE, "government_activity", "level", 0.75, by=2027)
    scenario = cdslib.Scenario("vn34", (raised,), others="own_trend", goal=goal)
    every = ["arithmetic", "geometric", "copeland"]
    tasks: list[tuple[str, Callable[[], object], float | None]] = [
        ("robustness, 63 provinces, 10,000 draws", lambda: cdslib.robustness(former), 1000),
        ("  the same with Copeland", lambda: cdslib.robustness(former, aggregations=every), None),
        ("robustness, 34 provinces, 10,000 draws", lambda: cdslib.robustness(present), 1000),
        ("what_if, 34 provinces to 2030", lambda: cdslib.what_if(start, scenario).ranks, None),
        ("least_effort, least cost", lambda: cdslib.least_effort(start, goal, scenario), None),
        ("least_effort, fewest first", lambda: cdslib.least_effort(start, goal, scenario, fewest=True), None),
        ("simulate, 2,000 draws", lambda: cdslib.simulate(start, scenario), None),
    ]
    for name, call, budget in tasks:
        limit = f"  (budget {budget:,.0f} ms)" if budget else ""
        sys.stdout.write(f"{name:42} {milliseconds(call):9.2f} ms{limit}\n")


if __name__ == "__main__":
    main()
