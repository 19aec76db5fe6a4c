"""Kernels forked from one warm process, which is faster and needs less memory than starting each anew.

The process and the fork are Python's own, ``multiprocessing`` with the method ``forkserver``; this is the
kernel provisioner that lets Jupyter use them. Where that method is not to be had, kernels start as usual.
"""

import asyncio
import multiprocessing
import os
import sys
from collections.abc import Mapping
from importlib.metadata import entry_points
from multiprocessing.context import ForkServerProcess
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

NAME = "cdslib-fork"
WARM = "cdslib.server.warm"
LAUNCHER = "ipykernel_launcher"


def can_fork() -> bool:
    """Return whether kernels can be forked here: on Linux, if the package is installed.

    macOS has ``fork`` too, but its system libraries may not survive it.
    """
    return sys.platform == "linux" and bool(
        entry_points(group="jupyter_client.kernel_provisioners", name=NAME)
    )


def run_kernel(arguments: list[str], environment: Mapping[str, str], folder: str | None) -> None:
    """Be a kernel until it is told to end, or the server has gone.

    Parameters
    ----------
    arguments : list of str
        What ``ipykernel_launcher`` is given: the connection file.
    environment : mapping of str to str
        Environment variables of the kernel.
    folder : str or None
        Where it runs.
    """
    from cdslib.server.forked import ForkedKernel

    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    if folder:
        os.chdir(folder)
    ForkedKernel.launch_instance(argv=arguments, parent_handle=os.getppid())


class Forked:
    """A forked kernel, handled as :class:`subprocess.Popen` would be.

    Parameters
    ----------
    process : multiprocessing.context.ForkServerProcess
        It has been started.
    """

    stdin = stdout = stderr = None

    def __init__(self, process: ForkServerProcess) -> None:
        self._process = process
        self.pid = process.pid

    def poll(self) -> int | None:
        """Return the exit code, ``None`` while it runs."""
        return self._process.exitcode

    def wait(self) -> int | None:
        """Wait until it has ended and return the exit code."""
        self._process.join()
        return self._process.exitcode

    def send_signal(self, signum: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None and self.pid:
            os.kill(self.pid, signum)

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()


class ForkProvisioner(LocalProvisioner):
    """Starts Python kernels by forking the warm process, and all others as usual."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start a kernel."""
        if LAUNCHER not in cmd:
            return await super().launch_kernel(cmd, **kwargs)
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([WARM])
        arguments = cmd[cmd.index(LAUNCHER) + 1 :]
        # Voilà names some variables by members of an enumeration, which the kernel would have to import Voilà for.
        environment = {
            os.fsdecode(os.fsencode(name)): os.fsdecode(os.fsencode(value))
            for name, value in kwargs["env"].items()
        }
        process = context.Process(
            target=run_kernel, args=(arguments, environment, kwargs.get("cwd")), daemon=True
        )
        await asyncio.to_thread(process.start)
        self.process = Forked(process)  # type: ignore[assignment]  # it stands for a Popen
        self.pid = self.pgid = process.pid
        return self.connection_info
