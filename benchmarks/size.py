"""How time and memory grow from 10 thousand to 10 million observations: communes by months.

    python benchmarks/size.py                      # all sizes: about half an hour and 1 GB of disk
    python benchmarks/size.py --sizes 10000 100000

Every step runs in a process of its own, so that its peak memory is its own. The figures are drawn at random and made
for measuring: no commune has them, and they are deleted when the measuring ends.

Budgets are in seconds of the processor, because other work on the machine would spoil the clock; both are printed. The
growth is the exponent b of time = a * n^b between the two largest sizes: 1 is in proportion.
"""

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import cdslib
from cdslib.ingest.limits import TableLimits

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
MONTHS, INDICATORS, CRITERIA = 120, 25, 10
SOURCE = "made-up-for-measuring"
GIGABYTE = 1e9
STEEPEST = 1.25
# A sheet as offices send them ends at a million rows, and read_table by default at half a million cells.
LARGEST_FILE = 1_000_000
# Seconds of the processor and bytes at the largest size.
BUDGETS = {
    "load_parquet": (60.0, 4 * GIGABYTE),
    "load_csv": (120.0, 8 * GIGABYTE),
    "read_table": (600.0, 4 * GIGABYTE),
    "merge": (120.0, 8 * GIGABYTE),
    "gaps": (60.0, 8 * GIGABYTE),
    "score": (60.0, 4 * GIGABYTE),
}
WORDS = {
    "load_parquet": "load_observations, Parquet",
    "load_csv": "load_observations, CSV",
    "read_table": "read_table, cells of files",
    "merge": "harmonize, 63 provinces to 34",
    "gaps": "gaps, as many targets",
    "score": "score_criteria and ranks",
}


def words(codes: Any, names: list[str]) -> pd.Categorical:
    """Return a column of words by their numbers."""
    return pd.Categorical.from_codes(codes, names)


def observations(size: int) -> pd.DataFrame:
    """Draw figures of communes by months."""
    catalogue = cdslib.load_indicators()
    is_measured = catalogue["pace"].isin(["linear", "cagr"]) & (catalogue["direction"] != "neutral")
    cards = catalogue[is_measured & (catalogue["unit"] != "rank")].head(INDICATORS)
    communes = max(1, size // (MONTHS * len(cards)))
    rows = np.arange(communes * len(cards) * MONTHS)
    month, series = rows % MONTHS, rows // MONTHS
    indicator, commune = series % len(cards), series // len(cards)
    rise = 0.2 + 0.5 * month / MONTHS + np.random.default_rng(1).normal(0, 0.05, len(rows))
    most = cards["maximum"].fillna(1000.0).to_numpy()[indicator]
    measures, units = (pd.Categorical(cards[name])[indicator] for name in ("default_measure", "unit"))
    one = np.zeros(len(rows), dtype=np.int8)
    return pd.DataFrame(
        {
            "province_code": words(commune, [f"vn34-{1 + n % 96:02d}-{n:05d}" for n in range(communes)]),
            "indicator": words(indicator, cards["code"].tolist()),
            "measure": measures,
            "period": words(month, [f"{2015 + n // 12}-{n % 12 + 1:02d}" for n in range(MONTHS)]),
            "vintage": words(one, ["current"]),
            "value": most * np.clip(rise, 0.01, 0.99),
            "unit": units,
            "qualifier": words(one, ["exact"]),
            "status": words(one, ["published"]),
            "source": words(one, [SOURCE]),
            "note": words(one, ["random numbers, made for measuring; no commune has them"]),
        },
        copy=False,
    )


def targets(observed: pd.DataFrame) -> pd.DataFrame:
    """Draw as many targets as there are figures."""
    rows = np.arange(len(observed))
    one = np.zeros(len(rows), dtype=np.int8)
    same = {name: observed[name].array for name in ("province_code", "indicator", "measure", "unit")}
    return pd.DataFrame(
        {
            **same,
            "id": pd.array(rows.astype(str), dtype="str"),
            "comparator": words(one, [">="]),
            "value": observed["value"].to_numpy() * 1.2,
            "value_to": np.nan,
            "target_year": pd.array(2016 + rows % 15, dtype="Int64"),
            "kind": words(one, ["level"]),
            "baseline": np.nan,
            "ranked_units": pd.array([None], dtype="Int64").take(one),
            "document": words(one - 1, []),
            "flag": words(one - 1, []),
        },
        copy=False,
    )


def of_provinces(size: int) -> pd.DataFrame:
    """Draw figures of the 63 former provinces by days."""
    codes = cdslib.load_provinces("vn63")["code"].tolist()
    catalogue = cdslib.load_indicators()
    cards = catalogue[catalogue["merge_rule"].isin(["sum", "mean"])].head(20)
    days = max(1, size // (len(codes) * len(cards)))
    rows = np.arange(days * len(codes) * len(cards))
    province, indicator, day = (
        rows % len(codes),
        rows // len(codes) % len(cards),
        rows // (len(codes) * len(cards)),
    )
    one = np.zeros(len(rows), dtype=np.int8)
    frame = {
        "province_code": words(province, codes),
        "indicator": words(indicator, cards["code"].tolist()),
        "measure": pd.Categorical(cards["default_measure"])[indicator],
        "period": words(day, pd.date_range("2000-01-01", periods=days).strftime("%Y-%m-%d").tolist()),
        "vintage": words(one, ["current"]),
        "value": np.random.default_rng(1).uniform(0.1, 0.9, len(rows)),
        "unit": pd.Categorical(cards["unit"])[indicator],
        "qualifier": words(one, ["exact"]),
        "status": words(one, ["published"]),
        "source": words(one, [SOURCE]),
        **dict.fromkeys(("numerator", "denominator"), np.full(len(rows), np.nan)),
        **dict.fromkeys(("flag", "note", "method", "text"), words(one - 1, [])),
    }
    return pd.DataFrame(frame, copy=False)


def sent_by_an_office(size: int) -> bytes:
    """Write a table of provinces by months with Vietnamese names and numbers."""
    names = cdslib.load_provinces("vn63")["name_vi"].tolist()
    lines = ["Tỉnh, thành phố;Tháng;Tỷ lệ hồ sơ trực tuyến (%)"]
    for row in range(size // 3):
        month, province = divmod(row, len(names))
        share = f"{(month * 7 + province) % 1000 / 10:.1f}".replace(".", ",")
        lines.append(f"{names[province]};{month % 12 + 1:02d}/{1900 + month // 12};{share}")
    return "\n".join(lines).encode()


def prepare_parquet(size: int, folder: Path) -> Callable[[], object]:
    """Write a Parquet file; return how it is loaded."""
    path = folder / f"{size}.parquet"
    observations(size).to_parquet(path, index=False)
    return lambda: cdslib.load_observations(path)


def prepare_csv(size: int, folder: Path) -> Callable[[], object]:
    """Write a CSV file; return how it is loaded."""
    path = folder / f"{size}.csv"
    observations(size).to_csv(path, index=False)
    return lambda: cdslib.load_observations(path)


def prepare_table(size: int, _: Path) -> Callable[[], object]:
    """Write tables as offices send them, of a million cells at most; return how they are read one after the other."""
    files = max(1, size // LARGEST_FILE)
    cells = size // files
    data = sent_by_an_office(cells)
    limits = TableLimits(file_bytes=10 * cells + 10_000, rows=cells, cells=2 * cells)
    return lambda: [len(cdslib.read_table(data, limits=limits).observations) for _ in range(files)]


def prepare_merge(size: int, _: Path) -> Callable[[], object]:
    """Draw figures of provinces; return how they are carried."""
    drawn = of_provinces(size)
    return lambda: cdslib.harmonize(drawn)


def prepare_gaps(size: int, folder: Path) -> Callable[[], object]:
    """Draw figures and targets; return how they are judged."""
    path = folder / f"{size}.parquet"
    if not path.exists():
        observations(size).to_parquet(path, index=False)
    observed = cdslib.load_observations(path)
    promised = targets(observed)
    return lambda: cdslib.gaps(observed, promised, "2024")


def prepare_score(size: int, _: Path) -> Callable[[], object]:
    """Draw results of communes by a set of criteria; return how they are scored."""
    codes = [f"{1 + n // 5}.{1 + n % 5}" for n in range(CRITERIA)]
    table = {"criterion": codes, "group": [code[0] for code in codes], "name_vi": SOURCE, "rule": "ratio"}
    criteria = cdslib.load_criteria(pd.DataFrame(table | {"max_points": 10}))
    drawn = np.random.default_rng(1).uniform(0, 1, (size // CRITERIA, CRITERIA))
    results = pd.DataFrame(drawn, columns=codes)
    return lambda: cdslib.score_criteria(results, criteria)


PREPARE: dict[str, Callable[[int, Path], Callable[[], object]]] = {
    "load_parquet": prepare_parquet,
    "load_csv": prepare_csv,
    "read_table": prepare_table,
    "merge": prepare_merge,
    "gaps": prepare_gaps,
    "score": prepare_score,
}


def measure_here(step: str, size: int, folder: Path) -> dict[str, float]:
    """Run one step in this process."""
    call = PREPARE[step](size, folder)
    clock, processor = time.perf_counter(), time.process_time()
    call()
    seconds = {"clock": time.perf_counter() - clock, "processor": time.process_time() - processor}
    unit = 1 if sys.platform == "darwin" else 1024
    return seconds | {"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit}


def measure(step: str, size: int, folder: Path) -> dict[str, float]:
    """Run one step in a process of its own."""
    command = [sys.executable, __file__, "--here", step, str(size), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def run(step: str, sizes: list[int], folder: Path) -> list[str]:
    """Measure one step at all sizes, print it, and return what is over budget."""
    found = {}
    for size in sorted(sizes):
        found[size] = one = measure(step, size, folder)
        line = (
            f"{size:>12,} {one['clock']:9.2f} s {one['processor']:9.2f} s {one['memory'] / GIGABYTE:7.2f} GB"
        )
        sys.stdout.write(f"{WORDS[step]:32}{line}\n")
        sys.stdout.flush()
    seconds, memory = BUDGETS[step]
    last = found[max(found)]
    limits = {"processor": seconds, "memory": memory}
    over = [
        f"{step}: {name} {last[name]:.3g} > {most:.3g}" for name, most in limits.items() if last[name] > most
    ]
    if len(found) > 1 and found[max(found)]["processor"] > 1:
        small, large = sorted(found)[-2:]
        growth = math.log(found[large]["processor"] / found[small]["processor"]) / math.log(large / small)
        sys.stdout.write(f"{'':32}{'growth':>12} {growth:9.2f}\n")
        over += [f"{step}: grows with the power {growth:.2f} > {STEEPEST}"] if growth > STEEPEST else []
    return over


def main() -> int:
    """Print a table; return 1 if anything is over its budget."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--steps", nargs="+", choices=list(PREPARE), default=list(PREPARE))
    parser.add_argument("--here", nargs=3, metavar=("STEP", "SIZE", "FOLDER"), help="measure in this process")
    options = parser.parse_args()
    if options.here:
        step, size, folder = options.here
        sys.stdout.write(json.dumps(measure_here(step, int(size), Path(folder))))
        return 0
    sys.stdout.write(f"{'step':32}{'observations':>12} {'clock':>11} {'processor':>11} {'peak':>10}\n")
    with tempfile.TemporaryDirectory(prefix="cdslib-size-") as made_up:
        over = [line for step in options.steps for line in run(step, options.sizes, Path(made_up))]
    for line in over:
        sys.stderr.write(f"over budget: {line}\n")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
