"""How fast the published pages come and answer, and what they take, beside plain Voilà with the same notebook.

    python benchmarks/service.py                  # everything, about twelve minutes
    python benchmarks/service.py --minutes 0      # without the thirty visitors

Pages are opened in Chromium with an empty cache unless it says otherwise. *Seen* is when the first province is
drawn; *live* is when a province under the mouse is named and the year slider has changed the map, both with a
real mouse and a real key; *answered* is when the kernel has composed another indicator. The clock is the page's own and
starts with the navigation. Thirty visitors are one in Chromium and twenty-nine that send what a page sends.

Exit code 1 if a budget is broken. Times include this machine's other work: give it rest, or compare the ratios.
"""

import argparse
import asyncio
import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.async_api import async_playwright
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from scenario_slider import presses
from servers import FLAGS, ROOT, free_port, own_memory, process_of, serving
from websockets.asyncio.client import connect

DRAWN = ".cds-map svg path[aria-label]"
SEEN = """
const look = () => {
  if (document.querySelector(".cds-map svg path[aria-label]")) window.cdsSeen = performance.now();
  else requestAnimationFrame(look);
};
look();
"""
VISITORS = 30
PATIENCE = 90_000
READY = 4.0  # seconds in which the pools are filled again


@dataclass
class Table:
    """Rows of the answer; a row with a budget can break it."""

    broken: list[str] = field(default_factory=list)

    def row(self, what: str, value: float, unit: str, budget: float | None = None, beside: str = "") -> None:
        """Print one row."""
        well = budget is None or value <= budget
        if not well:
            self.broken.append(what)
        said = "" if budget is None else f"<= {budget:g} {unit} {'yes' if well else 'NO'}"
        sys.stdout.write(f"{what:64} {value:9.3f} {unit:3} {said:18} {beside}\n")
        sys.stdout.flush()


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(values, n=20, method="inclusive")[-1]


def command(port: int, **flags: object) -> list[str]:
    """Write the command that serves the pages."""
    said = [word for name, value in flags.items() for word in (f"--{name.replace('_', '-')}", str(value))]
    return [sys.executable, "-m", "cdslib", "serve", "--port", str(port), "--no-browser", *said]


def plain(port: int) -> list[str]:
    """Write the command by which Voilà serves the same notebook as it comes."""
    notebook = ROOT / "notebooks" / "dashboards" / "map.ipynb"
    return [sys.executable, "-m", "voila", str(notebook), "--no-browser", f"--port={port}"]


def fetch(address: str) -> tuple[float, str]:
    """Get a page and return how long it took, and the page."""
    start = time.perf_counter()
    with urllib.request.urlopen(address, timeout=60) as answer:
        page = answer.read().decode("utf-8")
    return time.perf_counter() - start, page


def leave(base: str, page: str) -> None:
    """Tell the server that a page was closed."""
    kernel = re.search(r'"kernelId": "([\w-]+)"', page)
    assert kernel is not None
    request = urllib.request.Request(f"{base}/voila/api/shutdown/{kernel[1]}", data=b"", method="POST")
    urllib.request.urlopen(request, timeout=30).close()


def health(base: str) -> Any:
    """Ask the server how it is."""
    return json.loads(fetch(f"{base}/healthz")[1])


def visit(page: Page, address: str) -> dict[str, float]:
    """Open the map and return when it was seen, live and answered, in seconds."""
    page.set_default_timeout(PATIENCE)
    page.add_init_script(SEEN)
    page.goto(address, wait_until="commit")
    page.locator(DRAWN).first.wait_for()
    box = page.locator(f'{DRAWN}[aria-label^="Nghệ An:"]').bounding_box()
    assert box is not None
    for step in range(400):
        page.mouse.move(box["x"] + box["width"] / 2 + step % 3, box["y"] + box["height"] / 2)
        if page.locator(".cds-hint").count():
            break
    slider = page.locator(".cds-year input[type=range]")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.locator(".cds-map svg text", has_text="2023").first.wait_for()
    live = page.evaluate("performance.now()")
    page.get_by_label("Chỉ số", exact=True).select_option("trained_labour_rate")
    page.locator(".cds-map svg text", has_text="lao động").first.wait_for()
    answered = page.evaluate("performance.now()")
    return {"seen": page.evaluate("window.cdsSeen") / 1e3, "live": live / 1e3, "answered": answered / 1e3}


def visits(browser: Browser, address: str, count: int) -> list[dict[str, float]]:
    """Open the map so often, each time as a new visitor."""
    found = []
    for _ in range(count):
        time.sleep(READY)
        with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
            found.append(visit(context.new_page(), address))
    return found


def of(found: list[dict[str, float]], name: str) -> float:
    """Return the median of one of the moments."""
    return median(one[name] for one in found)


def counted(context: BrowserContext, address: str) -> float:
    """Open a dashboard and return the megabytes that came over the network."""
    page = context.new_page()
    total = 0.0

    def add(event: dict[str, Any]) -> None:
        nonlocal total
        total += event["encodedDataLength"]

    client = context.new_cdp_session(page)
    client.on("Network.loadingFinished", add)
    client.send("Network.enable")
    page.goto(address)
    page.locator(".cds-chart svg path[aria-label]").first.wait_for(timeout=PATIENCE)
    page.wait_for_timeout(2000)
    page.close()
    return total / 1e6


def measure_pages(table: Table, browser: Browser, count: int) -> None:
    """Measure single visitors."""
    port, other = free_port(), free_port()
    base, usual = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{other}"
    with tempfile.TemporaryDirectory() as folder:
        with serving(plain(other), f"{usual}/static/favicons/favicon.ico", folder):
            beside = visits(browser, usual, max(3, count // 2))
            with browser.new_context() as context:
                heavy = counted(context, usual)
        with serving(command(port, pool_size=3, max_kernels=60), f"{base}/", folder) as server:
            time.sleep(2 * READY)
            times = []
            for _ in range(40):
                took, page = fetch(f"{base}/map")
                times.append(1e3 * took)
                leave(base, page)
                time.sleep(1.2)
            table.row("page from a warm pool, server time p95", p95(times), "ms", 50)
            found = visits(browser, f"{base}/map", count)
            for name, budget in (("seen", 1.0), ("live", 2.0), ("answered", None)):
                said = (
                    f"plain Voilà: {of(beside, name):.1f} s, {of(beside, name) / of(found, name):.1f} times"
                )
                table.row(f"navigation to first map {name}, median", of(found, name), "s", budget, said)
            with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
                warm = []
                for _ in range(count + 1):
                    page = context.new_page()
                    warm.append(visit(page, f"{base}/map"))
                    page.close()
                    time.sleep(READY)
            table.row("navigation to first map live, warm cache, median", of(warm[1:], "live"), "s", 1.2)
            with browser.new_context() as context:
                said = f"plain Voilà: {heavy:.1f} MB"
                table.row(
                    "transferred for the first dashboard", counted(context, f"{base}/map"), "MB", 2.5, said
                )
                more = counted(context, f"{base}/profile")
                table.row("transferred more for the second dashboard", more, "MB", 0.3)
            table.row(
                "one visitor's kernel, memory of its own (USS)",
                kernel_memory(browser, base, server),
                "MB",
                90,
            )
        with serving(command(port, pool_size=0), f"{base}/", folder):
            time.sleep(READY)
            cold = visits(browser, f"{base}/map", max(3, count // 2))
            table.row(
                "page without a pool, navigation to map answered, median", of(cold, "answered"), "s", 2.5
            )


def kernel_memory(browser: Browser, base: str, server: subprocess.Popen[bytes]) -> float:
    """Return the largest of the kernels behind the four pages after some use, in megabytes."""
    found = []
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        for name in ("map", "profile", "targets", "scenario"):
            page = context.new_page()
            page.goto(f"{base}/{name}")
            page.locator(".cds-chart svg path[aria-label]").first.wait_for(timeout=PATIENCE)
            page.get_by_role("button", name="English").click()
            page.wait_for_timeout(1500)
            config = page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent)")
            found.append(process_of(config["kernelId"], server).memory_full_info().uss / 2**20)
    return max(found)


def measure_rush(table: Table, chromium: str) -> None:
    """Measure ten visitors in the same second."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(command(port, pool_size=3, max_kernels=60), f"{base}/", folder),
    ):
        time.sleep(2 * READY)
        with ThreadPoolExecutor(10) as pool:
            start = time.perf_counter()
            pages = [page for _, page in pool.map(fetch, [f"{base}/map"] * 10)]
            table.row(
                "ten visitors in the same second, last page served", time.perf_counter() - start, "s", 6
            )
        for page in pages:
            leave(base, page)
        time.sleep(2 * READY)
        drawn, seconds = asyncio.run(rush(chromium, f"{base}/map"))
        table.row(
            "the same in ten browsers, pages that do not draw",
            10 - drawn,
            "",
            0,
            f"last after {seconds:.1f} s",
        )


async def rush(chromium: str, address: str) -> tuple[int, float]:
    """Open ten pages at once and return how many drew their map, and when the last did."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        contexts = [await browser.new_context() for _ in range(10)]
        pages = [await context.new_page() for context in contexts]

        async def draw(page: Any) -> None:
            await page.goto(address, timeout=PATIENCE)
            await page.locator(DRAWN).first.wait_for(timeout=PATIENCE)

        start = time.perf_counter()
        done = await asyncio.gather(*map(draw, pages), return_exceptions=True)
        seconds = time.perf_counter() - start
        await browser.close()
    return sum(one is None for one in done), seconds


class Visitor:
    """One who has the scenario page open and moves a slider now and then, as the page would tell it."""

    def __init__(self, base: str, number: int) -> None:
        _, self.page = fetch(f"{base}/scenario")
        self.number = number
        kernel = re.search(r'"kernelId": "([\w-]+)"', self.page)
        widget = re.search(r'"model_id": "(\w+)"', self.page)
        first = re.search(r'id="cds-first">(.*?)</script>', self.page, re.DOTALL)
        assert kernel is not None
        assert widget is not None
        assert first is not None
        self.comm, self.wish = widget[1], json.loads(first[1])["traits"]["wish"]
        self.socket = f"{base.replace('http', 'ws')}/api/kernels/{kernel[1]}/channels?session_id=v{number}"
        self.times: list[float] = []

    async def move(self, until: float) -> None:
        """Drag for five seconds, four steps a second, then read for five."""
        async with connect(self.socket, proxy=None, max_size=None) as socket:
            await asyncio.sleep(self.number / 3)
            serial = 0
            while time.monotonic() < until:
                for step in range(20):
                    serial += 1
                    started = time.perf_counter()
                    await self.ask(socket, serial, 0.4 + 0.02 * step)
                    self.times.append(time.perf_counter() - started)
                    await asyncio.sleep(max(0.0, 0.25 - self.times[-1]))
                await asyncio.sleep(5)

    async def ask(self, socket: Any, serial: int, level: float) -> None:
        """Send one step and wait for the view that answers it."""
        wish = self.wish | {"levels": {"government_activity": round(level, 4)}, "serial": serial}
        header = {"msg_id": f"{self.number}-{serial}", "msg_type": "comm_msg", "session": f"v{self.number}"}
        header |= {"username": "", "date": "2026-11-26T00:00:00Z", "version": "5.4"}
        data = {"method": "update", "state": {"wish": wish}, "buffer_paths": []}
        content = {"comm_id": self.comm, "data": data}
        said = {"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": content}
        await socket.send(json.dumps(said))
        while True:
            message = json.loads(await asyncio.wait_for(socket.recv(), 30))
            view = message["content"].get("data", {}).get("state", {}).get("view")
            if message["header"]["msg_type"] == "comm_msg" and view and view["state"]["serial"] == serial:
                return


async def crowd(visitors: list[Visitor], seconds: float) -> None:
    """Let all of them move their sliders."""
    until = time.monotonic() + seconds
    await asyncio.gather(*(visitor.move(until) for visitor in visitors))


def calm(well: Callable[[], bool], seconds: float) -> bool:
    """Wait until something is so."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if well():
            return True
        time.sleep(1)
    return False


def measure_crowd(table: Table, browser: Browser, minutes: float) -> None:
    """Measure thirty visitors for some minutes, and what remains of them."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder, "cdslib.toml")
        settings.write_text("idle_minutes = 1\n", encoding="utf-8")
        flags = command(port, pool_size=1, max_kernels=60, config=settings)
        with serving(flags, f"{base}/", folder) as server:
            time.sleep(2 * READY)
            before = own_memory(server)
            visitors = [Visitor(base, number) for number in range(VISITORS - 1)]
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(f"{base}/scenario")
            page.locator(".cds-onmap svg path[aria-label]").first.wait_for(timeout=PATIENCE)
            most = own_memory(server)
            others = threading.Thread(target=lambda: asyncio.run(crowd(visitors, 60 * minutes)))
            others.start()
            parts = {
                "drawn": {"selector": ".cds-standings .cds-chart", "text": ""},
                "kernel": {"selector": ".cds-standings .cds-chart", "text": ": DTI "},
            }
            seen: list[dict[str, float]] = []
            while others.is_alive():
                seen += presses(page, "#cds-level-government_activity", parts, 20)
            page.close()
            times = [1e3 * took for visitor in visitors for took in visitor.times]
            table.row(
                f"{VISITORS} visitors, {minutes:g} min: slider p95 in the browser",
                p95([one["drawn"] for one in seen]),
                "ms",
                200,
            )
            table.row(
                "the same through the kernel, in the browser",
                p95([one["kernel"] for one in seen if "kernel" in one]),
                "ms",
                200,
            )
            table.row("the same through the kernel, of all", p95(times), "ms", 200, f"{len(times)} steps")
            incidents = health(base)["incidents"]
            missed = sum(not visitor.times for visitor in visitors)
            table.row("the same, errors and visitors without an answer", len(incidents) + missed, "", 0)
            for visitor in visitors[::2]:
                leave(base, visitor.page)
            emptied = calm(lambda: health(base)["kernels"]["in_use"] == 0, 150)
            time.sleep(2)
            after = own_memory(server)
            table.row(
                "memory before, with the visitors, after culling",
                after - before,
                "MB",
                60,
                f"{before:.0f}, {most:.0f}, {after:.0f} MB; empty: {emptied}",
            )


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--visits", type=int, default=7)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"))
    wanted = parser.parse_args()
    table = Table()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=wanted.chromium, args=FLAGS)
        measure_pages(table, browser, wanted.visits)
        if wanted.minutes:
            measure_crowd(table, browser, wanted.minutes)
        browser.close()
    measure_rush(table, wanted.chromium)
    for what in table.broken:
        sys.stdout.write(f"over budget: {what}\n")
    return bool(table.broken)


if __name__ == "__main__":
    sys.exit(main())
