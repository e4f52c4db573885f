"""Set up what only the tests need from the machine: a Docker engine, Chromium, a JDK, nginx and docker-compose.

On Debian as root they are installed from Debian's packages and the engine is started. Elsewhere one line says what is
missing and how to get it: the tests that need it then skip with a reason, and under CI=true this fails instead.
"""

from __future__ import annotations

import os
import platform
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from steps import run, step, stop

DOCKER_SOCKET = "/var/run/docker.sock"
ENGINE_START_SECONDS = 90
ENGINE_LOG = Path("/var/log/jupyter-interview-dockerd.log")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
MAC_BROWSERS = (Path("/Applications/Google Chrome.app"), Path("/Applications/Chromium.app"))


def engine_answers() -> bool:
    """Whether something listens where DOCKER_HOST, or Docker's own default, says."""
    address = os.environ.get("DOCKER_HOST", f"unix://{DOCKER_SOCKET}")
    if not address.startswith("unix://"):
        return True  # a remote engine is not ours to install; the tests will say when it is away
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(5)
        try:
            probe.connect(address.removeprefix("unix://"))
            probe.sendall(b"GET /_ping HTTP/1.0\r\n\r\n")
            return b"200 OK" in probe.recv(200)
        except OSError:
            return False


def debian_as_root() -> bool:
    """Whether packages may be installed here."""
    try:
        system = platform.freedesktop_os_release()["ID"]
    except OSError:
        return False
    return system == "debian" and os.geteuid() == 0


def engine_installed() -> bool:
    """Whether there is an engine to start, or one that answers; a client alone does not count where we can install."""
    path = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin"
    programs = ("dockerd",) if debian_as_root() else ("dockerd", "docker")
    return engine_answers() or any(shutil.which(program, path=path) for program in programs)


def browser_installed() -> bool:
    return any(map(shutil.which, BROWSERS)) or any(path.exists() for path in MAC_BROWSERS)


def debootstrap_installed() -> bool:
    """It makes the base image where no container registry answers, and only root may."""
    return shutil.which("debootstrap") is not None or not debian_as_root()


def nginx_installed() -> bool:
    """Its folder is not on every user's path."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin") is not None


def jdk_installed() -> bool:
    """macOS has a `javac` that only says where to get one."""
    javac = shutil.which("javac")
    return javac is not None and subprocess.run([javac, "-version"], capture_output=True).returncode == 0


COMPONENTS: dict[str, tuple[Callable[[], bool], tuple[str, ...]]] = {
    "a Docker engine": (engine_installed, ("docker.io", "apparmor")),
    "Chromium": (browser_installed, ("chromium", "fonts-dejavu-core")),
    "a JDK": (jdk_installed, ("default-jdk-headless",)),
    "docker-compose": (lambda: shutil.which("docker-compose") is not None, ("docker-compose",)),
    "nginx": (nginx_installed, ("nginx-light",)),
    "debootstrap": (debootstrap_installed, ("debootstrap",)),
}
"""What the tests need, how to see that it is there, and Debian's packages for it."""


def install_missing() -> list[str]:
    """Install what is missing where that is possible; what is still missing afterwards."""
    missing = {name: packages for name, (there, packages) in COMPONENTS.items() if not there()}
    if missing and debian_as_root():
        packages = [package for group in missing.values() for package in group]
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        with step(f"installing {', '.join(packages)} with apt-get"):
            run(["apt-get", "update", "-q"], extra_env=quiet)
            run(["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages], extra_env=quiet)
    return [name for name in missing if not COMPONENTS[name][0]()]


def start_engine() -> bool:
    """Start Docker when it does not answer and this user may; whether it answers now."""
    if engine_answers():
        return True
    if os.geteuid() != 0 or shutil.which("dockerd") is None:
        return False
    with step("starting Docker"):
        if Path("/run/systemd/system").is_dir():
            run(["systemctl", "start", "docker"])
        else:
            with ENGINE_LOG.open("ab") as log:
                subprocess.Popen(
                    ["dockerd"], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, cwd="/"
                )
        deadline = time.monotonic() + ENGINE_START_SECONDS
        while not engine_answers():
            if time.monotonic() > deadline:
                stop(f"Docker did not start within {ENGINE_START_SECONDS} s. Its log is {ENGINE_LOG}.")
            time.sleep(0.5)
    return True


def how_to_get(missing: list[str]) -> str:
    """One line for the person at the keyboard."""
    if shutil.which("apt-get") is not None:
        packages = [package for name in missing for package in COMPONENTS[name][1]]
        return f"Missing for the tests: {', '.join(missing)}. Get it: sudo apt-get install {' '.join(packages)}"
    return (
        f"Missing for the tests: {', '.join(missing)}. Get it: Docker Desktop or Colima (macOS), your system's "
        "docker package (Linux), Chromium or Google Chrome, nginx, docker-compose, and a JDK such as Temurin."
    )


def main() -> None:
    missing = install_missing()
    sentences = [how_to_get(missing)] if missing else []
    if "a Docker engine" not in missing and not start_engine():
        sentences.append("Docker is installed but does not answer. Start it, and check that this user may use it.")
    if not sentences:
        return
    if os.environ.get("CI") == "true":
        stop(" ".join(sentences))
    sys.stdout.write("".join(f"  {sentence} Tests that need it will skip.\n" for sentence in sentences))


if __name__ == "__main__":
    main()
