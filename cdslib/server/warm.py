"""The process that visitors' kernels are forked from: importing this module makes it warm.

Everything a kernel would import and read is imported and read once, here. A kernel that is forked off has it
at once, and shares the memory until it changes something. Nothing else may import this module.
"""

import gc
import os
import sys
from importlib import import_module

KERNEL = (
    "ipykernel.debugger",
    "ipykernel.ipkernel",
    "IPython.core.debugger",
    "psutil",
    "tornado.platform.asyncio",
    "tornado.queues",
    "cdslib.cli",
    "cdslib.server.forked",
)

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a process with threads cannot be forked safely
sys.modules["debugpy"] = None  # type: ignore[assignment]  # no visitor debugs, and it takes ten megabytes
for name in KERNEL:
    import_module(name)
for page in import_module("cdslib.server.pages").DASHBOARDS:
    page.headline("vi")  # reads and caches what the page is composed of
gc.collect()
gc.freeze()  # collecting would write to every object, and so part the memory
