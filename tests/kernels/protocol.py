"""Jupyter's own tests of the messaging protocol, for kernels in containers."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any

import jupyter_kernel_test
from jupyter_client.manager import AsyncKernelManager

from tests.kernels.conftest import READY_SECONDS, config_of


class ProtocolTests(jupyter_kernel_test.KernelTests):
    """For subclasses that name a kernel and say what it can do.

    These tests block, while the provisioner takes the kernel's sockets and watches its cells on a loop: a thread's.
    """

    transport = "auto"
    loop: asyncio.AbstractEventLoop
    thread: threading.Thread
    manager: AsyncKernelManager

    @classmethod
    def setUpClass(cls) -> None:
        cls.loop = asyncio.new_event_loop()
        cls.thread = threading.Thread(target=cls.loop.run_forever, name="kernel", daemon=True)
        cls.thread.start()
        cls.addClassCleanup(cls._end_loop)
        cls.manager = AsyncKernelManager(kernel_name=cls.kernel_name, config=config_of(cls.transport))
        cls._complete(cls.manager.start_kernel())
        cls.addClassCleanup(lambda: cls._complete(cls.manager.shutdown_kernel(now=True)))
        cls.kc = cls.manager.blocking_client()
        cls.kc.start_channels()
        cls.addClassCleanup(cls.kc.stop_channels)
        cls.kc.wait_for_ready(timeout=READY_SECONDS)

    @classmethod
    def tearDownClass(cls) -> None:
        """All is in the clean-ups, which also run when the kernel did not start."""

    @classmethod
    def _complete(cls, work: Coroutine[Any, Any, Any]) -> None:
        asyncio.run_coroutine_threadsafe(work, cls.loop).result(READY_SECONDS)

    @classmethod
    def _end_loop(cls) -> None:
        cls.loop.call_soon_threadsafe(cls.loop.stop)
        cls.thread.join()
        cls.loop.close()
