"""How fast a slider answers: from the key to the changed picture, in Chromium, with the real figures.

    python benchmarks/scenario_slider.py

Three ways are measured, each by so many presses of an arrow key:

- *browser alone*: ranking and waterfall of the scenario page have changed; the browser has computed them itself;
- *through the kernel*: the title of the ranking has changed, whose numbers only the kernel knows;
- *the usual way*: an ipywidgets slider whose handler displays the same ranking again in an Output widget, in Voilà.

The clock starts in the page, when its window hears the key, and stops when the DOM of the pictures has changed. Times
include this machine's other work: compare the ratio, not the milliseconds, with those of another machine.
"""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLateError
from servers import FLAGS, free_port, serving

PAUSE = 260
# The server starts kernels in advance for the next visitors; let it come to rest.
WARM_UP = 15_000
BUDGETS = {"browser alone": 35, "through the kernel": 60}

USUAL = """
import altair as alt
import ipywidgets as widgets
from IPython.display import display
from cdslib.apps.scenario_book import load_scenario_book
from cdslib.apps.scenario_outcome import Outcome
from cdslib.apps.scenario_state import ScenarioState

alt.JupyterChart.enable_offline(offline=True)
book = load_scenario_book()
out = widgets.Output()
slider = widgets.FloatSlider(value=0.6, min=0, max=1, step=0.01, description="level")

def draw(change):
    done = Outcome(book, ScenarioState(levels={"government_activity": slider.value}))
    names = [book.name(code, "vi") for code in done.baseline.codes]
    pairs = zip(names, done.result.scores[done.step].tolist(), done.result.ranks[done.step].tolist())
    rows = [{"name": name, "score": score, "rank": rank} for name, score, rank in pairs]
    data = alt.Data(values=sorted(rows, key=lambda row: row["rank"])[:11])
    base = alt.Chart(data, title=f"DTI {done.score:.4f}").encode(y=alt.Y("name:N", sort=None))
    points = base.mark_circle().encode(x=alt.X("score:Q", scale=alt.Scale(zero=False)))
    texts = base.mark_text(dx=24).encode(x="score:Q", text=alt.Text("score:Q", format=".4f"))
    with out:
        out.clear_output(wait=True)
        display(alt.JupyterChart(points + texts))

slider.observe(draw, "value")
draw(None)
display(slider, out)
"""

WATCH = """
(parts) => {
  const log = (window.cdsLog = { start: null, seen: {} });
  window.addEventListener("keydown", () => Object.assign(log, { start: performance.now(), seen: {} }), true);
  const now = () => log.start !== null && performance.now() - log.start;
  for (const [name, { selector, text }] of Object.entries(parts)) {
    const texts = () => [...document.querySelectorAll(`${selector} svg text`)].map((one) => one.textContent);
    const words = () => texts().find((one) => one.includes(text));
    let before = text && words();
    const watcher = new MutationObserver(() => {
      if (log.start === null || name in log.seen) return;
      if (text && (words() === before || !words())) return;
      if (text) before = words();
      log.seen[name] = now();
    });
    const all = { subtree: true, childList: true, attributes: true, characterData: true };
    watcher.observe(document.querySelector(selector), all);
  }
}
"""


def presses(page: Page, slider: str, parts: dict[str, dict[str, str]], count: int) -> list[dict[str, float]]:
    """Press arrow keys, two to the right and two to the left, and return when each part changed."""
    page.evaluate(WATCH, parts)
    page.locator(slider).first.focus()
    found = []
    for step in range(count + 6):
        page.keyboard.press("ArrowRight" if step % 4 < 2 else "ArrowLeft")
        page.wait_for_timeout(PAUSE)
        for _ in range(60):
            seen = page.evaluate("window.cdsLog.seen")
            if set(seen) == set(parts):
                break
            page.wait_for_timeout(50)
        if step >= 6:
            found.append(seen)
    return found


def measure_page(browser: Browser, count: int) -> dict[str, list[float]]:
    """Measure the scenario page."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "cdslib", "serve", "--port", str(port), "--no-browser"]
    parts = {
        "standings": {"selector": ".cds-standings .cds-chart", "text": ""},
        "waterfall": {"selector": ".cds-waterfall .cds-chart", "text": ""},
        "kernel": {"selector": ".cds-standings .cds-chart", "text": ": DTI "},
    }
    with tempfile.TemporaryDirectory() as folder, serving(command, address, folder):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{address}/scenario")
        page.locator(".cds-onmap svg path[aria-label]").first.wait_for()
        page.wait_for_timeout(WARM_UP)
        seen = presses(page, "#cds-level-government_activity", parts, count)
        page.close()
    drawn = ("standings", "waterfall")
    return {
        "browser alone": [max(one[name] for name in drawn) for one in seen if set(drawn) <= set(one)],
        "through the kernel": [one["kernel"] for one in seen if "kernel" in one],
    }


def show_usual(page: Page, address: str) -> None:
    """Open the plain notebook; some cold visits to plain Voilà never come to an end, so it is tried again."""
    for attempt in range(4):
        try:
            page.goto(address, timeout=60_000)
            page.locator(".jp-OutputArea svg text").first.wait_for(timeout=60_000)
        except TooLateError:
            if attempt == 3:
                raise
        else:
            return


def measure_usual(browser: Browser, count: int) -> list[float]:
    """Measure a plain notebook in Voilà that displays its chart again."""
    port = free_port()
    cell = {"cell_type": "code", "id": "usual", "metadata": {}, "execution_count": None, "outputs": []}
    notebook = {
        "cells": [cell | {"source": USUAL}],
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "usual.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        command = [sys.executable, "-m", "voila", "usual.ipynb", "--no-browser", f"--port={port}"]
        # The address without the notebook's name runs it at each visit: ask for a file that needs no kernel.
        address = f"http://127.0.0.1:{port}"
        with serving(command, f"{address}/static/favicons/favicon.ico", folder):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            show_usual(page, address)
            page.wait_for_timeout(WARM_UP)
            parts = {"chart": {"selector": "body", "text": "DTI "}}
            seen = presses(page, ".slider-container .noUi-handle, input[type=range]", parts, count)
            page.close()
    return [one["chart"] for one in seen if "chart" in one]


def main() -> None:
    """Measure and print medians, 95th percentiles and ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--presses", type=int, default=60)
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"))
    wanted = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=wanted.chromium, args=FLAGS)
        times = measure_page(browser, wanted.presses)
        times["the usual way"] = measure_usual(browser, max(20, wanted.presses // 3))
        browser.close()
    usual = median(times["the usual way"])
    write = sys.stdout.write
    write(f"{'':20} {'presses':>8} {'median ms':>10} {'p95 ms':>8} {'times faster':>13}  budget (p95)\n")
    for name, found in times.items():
        high = quantiles(found, n=20)[-1]
        budget = f"<= {BUDGETS[name]} ms" if name in BUDGETS else ""
        faster = usual / median(found)
        write(f"{name:20} {len(found):8} {median(found):10.1f} {high:8.1f} {faster:13.1f}  {budget}\n")


if __name__ == "__main__":
    main()
