"""The wheel, built twice: from the checkout, and from an sdist as an installer would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from tests.conftest import missing

PACKAGES = {"jupyter_interview", "jupyter_interview_server", "jupyter_interview_kernels"}
INSTALLED_AS = {
    "jupyter_interview": "jupyter_interview",
    "server_ext/jupyter_interview_server": "jupyter_interview_server",
    "kernels/jupyter_interview_kernels": "jupyter_interview_kernels",
    "kernels/images": "jupyter_interview_kernels/images",
}
DATA = "jupyter_interview-{version}.data/data"
BUILT = Path("server_ext/jupyter_interview_server/labextension")
NEEDED = (
    "jupyter_interview/adapters/postgres/migrations/*.sql",
    "jupyter_interview/adapters/postgres/schema.sql",
    "jupyter_interview/adapters/llm/offline/**/*.yaml",
    "jupyter_interview/adapters/resume/prompts/*.md",
    "jupyter_interview/adapters/resume/terms.yaml",
    "jupyter_interview/bank/*/question.yaml",
    "jupyter_interview/bank/*/statement.md",
    "jupyter_interview/bank/*/tests.json",
    "jupyter_interview/bank/*/solutions/python.py",
    "jupyter_interview_kernels/seccomp.json",
    "jupyter_interview_kernels/images/java/kernel/*.java",
    "jupyter_interview_kernels/images/javascript/.dockerignore",
    "jupyter_interview_kernels/images/javascript/judge/launch.json",
    "jupyter_interview_kernels/images/javascript/kernel/main.js",
    "jupyter_interview_kernels/images/javascript/package-lock.json",
    "jupyter_interview_kernels/images/python/Dockerfile",
    "jupyter_interview_kernels/images/python/judge/python_executor.py",
    "jupyter_interview_kernels/images/shared/judge/runner.py",
    "jupyter_interview_server/openapi.yaml",
    "jupyter_interview_server/protocol.schema.json",
    f"{DATA}/etc/jupyter/jupyter_server_config.d/jupyter_interview_server.json",
    f"{DATA}/share/jupyter/kernels/interview-java/kernel.json",
    f"{DATA}/share/jupyter/kernels/interview-javascript/kernel.json",
    f"{DATA}/share/jupyter/kernels/interview-python/kernel.json",
    f"{DATA}/share/jupyter/labextensions/jupyter-interview/package.json",
    f"{DATA}/share/jupyter/labextensions/jupyter-interview/install.json",
    f"{DATA}/share/jupyter/labextensions/jupyter-interview/static/remoteEntry.*.js",
)


def hatchling(source: Path, target: str, folder: Path) -> Path:
    """Build with the backend of this environment, so that nothing is fetched."""
    environment = {name: value for name, value in os.environ.items() if name != "SKIP_JUPYTER_BUILDER"}
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    done = subprocess.run(
        command, cwd=source, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl" if target == "wheel" else "*.tar.gz")
    return built


@pytest.fixture(scope="module")
def sdist(root: Path, installed: object, tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert (root / BUILT / "package.json").is_file(), "the labextension is built first: run `make test`"
    return hatchling(root, "sdist", tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module", params=["checkout", "sdist"])
def wheel(
    request: pytest.FixtureRequest, root: Path, sdist: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[zipfile.ZipFile]:
    source = root
    if request.param == "sdist":
        folder = tmp_path_factory.mktemp("unpacked")
        with tarfile.open(sdist) as tar:
            tar.extractall(folder, filter="data")
        (source,) = folder.iterdir()
    with zipfile.ZipFile(hatchling(source, "wheel", tmp_path_factory.mktemp("wheel"))) as archive:
        yield archive


def version(archive: zipfile.ZipFile) -> str:
    return Path(archive.filename or "").name.split("-")[1]


def test_wheel_installs_three_packages_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    top = {name.split("/")[0] for name in wheel.namelist()}
    own = f"jupyter_interview-{version(wheel)}"
    assert top == PACKAGES | {f"{own}.data", f"{own}.dist-info"}


@pytest.mark.parametrize("pattern", NEEDED)
def test_wheel_holds(wheel: zipfile.ZipFile, pattern: str) -> None:
    wanted = pattern.format(version=version(wheel))
    head, _, tail = wanted.partition("/**/")
    if tail:
        found = [name for name in wheel.namelist() if name.startswith(f"{head}/") and PurePosixPath(name).match(tail)]
    else:
        found = [name for name in wheel.namelist() if PurePosixPath(name).match(wanted)]
    assert found


def test_wheel_holds_every_tracked_file_of_the_packages(wheel: zipfile.ZipFile, root: Path) -> None:
    """What git tracks in the packages is what is installed: no file is left out for its name or its suffix."""
    if not (root / ".git").exists():
        missing("not a git checkout: there is no list of files to compare with")
    command = ["git", "ls-files", "-z", *INSTALLED_AS]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.split("\0")
    left_out = [name for name in listed if (root / name).is_file() and installed_name(name) not in wheel.namelist()]
    assert left_out == []


def installed_name(tracked: str) -> str:
    """Where the wheel holds a file of the checkout."""
    folder = next(folder for folder in INSTALLED_AS if tracked.startswith(f"{folder}/"))
    return INSTALLED_AS[folder] + tracked.removeprefix(folder)


def test_wheel_holds_no_leftovers(wheel: zipfile.ZipFile) -> None:
    unwanted = ("__pycache__", ".pyc", "node_modules", "tsbuildinfo", ".DS_Store")
    assert [name for name in wheel.namelist() if any(part in name for part in unwanted)] == []


def test_wheel_switches_the_extension_on_and_makes_its_failure_loud(wheel: zipfile.ZipFile) -> None:
    name = f"{DATA}/etc/jupyter/jupyter_server_config.d/jupyter_interview_server.json"
    settings = json.loads(wheel.read(name.format(version=version(wheel))))["ServerApp"]
    assert settings["jpserver_extensions"] == {"jupyter_interview_server": True}
    assert settings["reraise_server_extension_failures"] is True


def test_wheel_holds_the_labextension_of_the_checkout(wheel: zipfile.ZipFile, root: Path) -> None:
    folder = f"{DATA}/share/jupyter/labextensions/jupyter-interview/".format(version=version(wheel))
    shipped = {
        name.removeprefix(folder): wheel.getinfo(name).file_size
        for name in wheel.namelist()
        if name.startswith(folder) and not name.endswith("/install.json")
    }
    built = {
        path.relative_to(root / BUILT).as_posix(): path.stat().st_size
        for path in (root / BUILT).rglob("*")
        if path.is_file()
    }
    assert shipped == built
