"""What a process holds, and what one ordinary Jupyter Server with one user holds: the yardstick."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time

import httpx
import psutil

from jupyter_interview.errors import Unavailable

MB = 2**20
START_SECONDS = 60
QUIET_SECONDS = 2.0


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def held(process: int) -> dict[str, float]:
    """In MB of 2^20 bytes: proportional (what is shared, by shares) and unique."""
    found = psutil.Process(process).memory_full_info()
    return {"pss": round(found.pss / MB, 1), "uss": round(found.uss / MB, 1)}


def ordinary_server() -> dict[str, dict[str, float]]:
    """JupyterLab's own server, once its page was asked for, with one local kernel: each one's memory."""
    with tempfile.TemporaryDirectory() as folder:
        port, token = free_port(), secrets.token_hex(16)
        command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", f"--ServerApp.port={port}"]
        command += [f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={folder}", "--ServerApp.port_retries=0"]
        command += ["--ServerApp.jpserver_extensions={'jupyter_interview_server': False, 'jupyterlab': True}"]
        environment = {**os.environ, "HOME": folder, "JUPYTER_RUNTIME_DIR": folder, "JUPYTER_CONFIG_DIR": folder}
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            headers = {"Authorization": f"token {token}"}
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=30) as client:
                _wait(client)
                client.get("/lab").raise_for_status()
                client.post("/api/kernels", json={"name": "python3"}).raise_for_status()
                time.sleep(QUIET_SECONDS)
                (kernel,) = psutil.Process(process.pid).children()
                return {"server": held(process.pid), "kernel": held(kernel.pid)}
        finally:
            process.terminate()
            process.wait(30)


def _wait(client: httpx.Client) -> None:
    """Raises Unavailable when it does not come up."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            client.get("/api/status").raise_for_status()
            return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise Unavailable("The ordinary Jupyter Server did not start.")
