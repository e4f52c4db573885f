"""The container's limits are what `LIMITS` says, as seen from inside."""

from __future__ import annotations

from typing import Any

import pytest

from jupyter_interview.domain.limits import LIMITS
from jupyter_interview_kernels.container import SANDBOX_UID, container_options
from jupyter_interview_kernels.engine import engine_api

PROBES = {
    "no interface but loopback": ("import os; os.listdir('/sys/class/net')", "['lo']"),
    "no way out": (
        "import socket\ntry: socket.create_connection(('192.0.2.1', 80), 2)\nexcept OSError as e: print(e.strerror)",
        "Network is unreachable\n",
    ),
    "no names": (
        "import socket\ntry: socket.getaddrinfo('example.org', 80)\nexcept OSError as e: print(type(e).__name__)",
        "gaierror\n",
    ),
    "read-only root": (
        "import errno\ntry: open('/opt/x', 'w')\nexcept OSError as e: print(errno.errorcode[e.errno])",
        "EROFS\n",
    ),
    "an unprivileged user": ("import os; os.getuid()", str(SANDBOX_UID)),
    "no capability": (
        "print({l.split()[1] for l in open('/proc/self/status') if l.startswith('Cap')})",
        "{'0000000000000000'}\n",
    ),
    "no new privileges, a filter": (
        "print([l.split()[1] for l in open('/proc/self/status') if l.startswith(('NoNewPrivs', 'Seccomp:'))])",
        "['1', '2']\n",
    ),
    "no ptrace": (
        "import ctypes, os; c = ctypes.CDLL(None, use_errno=True)\n"
        "pid = os.fork()\nif not pid: __import__('time').sleep(5); os._exit(0)\n"
        "print(c.ptrace(16, pid, 0, 0), ctypes.get_errno())",
        "-1 1\n",
    ),
    "no new namespace": (
        "import ctypes; c = ctypes.CDLL(None, use_errno=True); (c.unshare(0x10000000), ctypes.get_errno())",
        "(-1, 1)",
    ),
    "the temporary folder's size": (
        "import os; s = os.statvfs('/tmp'); s.f_blocks * s.f_frsize",
        str(LIMITS.tmpfs_bytes),
    ),
    "open files": (
        "import resource; resource.getrlimit(resource.RLIMIT_NOFILE)",
        f"({LIMITS.open_files}, {LIMITS.open_files})",
    ),
    "processes": (
        "import os, time\nn = 0\n"
        f"while n < {2 * LIMITS.pids}:\n"
        "    try: pid = os.fork()\n"
        "    except OSError: break\n"
        "    if not pid: time.sleep(3); os._exit(0)\n"
        "    n += 1\n"
        f"print(0 < n < {LIMITS.pids})",
        "True\n",
    ),
}


@pytest.mark.docker
async def test_the_sandbox_seen_from_inside(kernel: Any) -> None:
    seen = {}
    for claim, (code, _) in PROBES.items():
        seen[claim] = (await kernel.run(code)).text
    assert seen == {claim: expected for claim, (_, expected) in PROBES.items()}


@pytest.mark.docker
async def test_the_engine_holds_memory_processors_and_pids(kernel: Any) -> None:
    host = engine_api().inspect_container(kernel.provisioner.container_id)["HostConfig"]
    assert host["Memory"] == host["MemorySwap"] == LIMITS.memory_bytes
    assert host["PidsLimit"] == LIMITS.pids
    assert host["NanoCpus"] == int(LIMITS.cpus * 1e9)
    assert host["LogConfig"]["Type"] == "none"
    assert host["NetworkMode"] == "none"


def test_labels_are_passed_through() -> None:
    assert container_options(LIMITS, labels={"a": "b"})["labels"] == {"a": "b"}
