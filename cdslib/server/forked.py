"""A kernel that was forked; only forked processes may import this, for ipykernel takes over all widgets' messages."""

import multiprocessing
import os
import threading
from multiprocessing import connection

from ipykernel.kernelapp import IPKernelApp


class ForkedKernel(IPKernelApp):
    """A kernel that ends with its server, not with the process it was forked from."""

    def init_poller(self) -> None:
        """Watch the server."""
        threading.Thread(target=_end_with_the_server, daemon=True).start()


def _end_with_the_server() -> None:
    server = multiprocessing.parent_process()
    if server is not None:
        connection.wait([server.sentinel])
        os._exit(0)
