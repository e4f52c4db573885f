"""`jupyter interview images …`: the containers that candidate code runs in."""

from __future__ import annotations

import argparse
import json
import time
from typing import Any

HEADINGS = ("language", "image", "there", "id", "size", "built", "base")
UNRECORDED = "not by this user"


def add(commands: Any) -> None:
    images = commands.add_parser("images", help="build and list the images that candidate code runs in")
    actions = images.add_subparsers(dest="action", required=True, metavar="ACTION")
    build = actions.add_parser("build", help="build what is missing or has changed")
    build.add_argument("languages", nargs="*", metavar="LANG", help="default: those that interviews are offered in")
    build.add_argument("--force", action="store_true", help="build even what is there")
    build.set_defaults(run=run_build)
    listing = actions.add_parser("list", help="say which images are there, and what they were made of")
    listing.add_argument("--json", action="store_true", help="print JSON, with whole digests, instead of a table")
    listing.set_defaults(run=run_list)


def run_build(arguments: argparse.Namespace) -> int:
    from jupyter_interview_kernels.engine import image_name
    from jupyter_interview_kernels.images import build_image, image_present
    from jupyter_interview_kernels.languages import LANGUAGES

    for language in arguments.languages or LANGUAGES:
        if not arguments.force and image_present(language):
            print(f"{image_name(language)} is there")
            continue
        started = time.monotonic()
        name = build_image(language, progress=lambda line: print(f"  {line}", flush=True))
        print(f"{name} built in {time.monotonic() - started:.0f} s")
    return 0


def run_list(arguments: argparse.Namespace) -> int:
    from jupyter_interview.cli.table import render
    from jupyter_interview_kernels.engine import image_languages

    found = [describe(language) for language in image_languages()]
    if arguments.json:
        print(json.dumps(found, indent=2))
    else:
        print(render(HEADINGS, [_row(entry) for entry in found]))
    return 0


def describe(language: str) -> dict[str, Any]:
    """What the engine has, and what is on record of it. Blocking. Raises SandboxUnavailable without engine."""
    import msgspec

    from jupyter_interview_kernels.engine import image_name
    from jupyter_interview_kernels.image_records import records
    from jupyter_interview_kernels.images import image_found

    image = image_found(language)
    entry: dict[str, Any] = {"language": language, "name": image_name(language), "there": image is not None}
    if image is None:
        return entry
    build = records().get(str(image["Id"]))
    entry |= {"id": str(image["Id"]), "size": int(image["Size"])}
    return entry | ({"build": msgspec.to_builtins(build)} if build is not None else {})


def _row(entry: dict[str, Any]) -> tuple[str, ...]:
    if not entry["there"]:
        return (entry["language"], entry["name"], "no", "", "", "", "")
    build = entry.get("build")
    made = (build["built_at"].replace("T", " ").removesuffix("Z"), build["base"]) if build else (UNRECORDED, "")
    return (entry["language"], entry["name"], "yes", short(entry["id"]), megabytes(entry["size"]), *made)


def short(digest: str) -> str:
    """As the engine's own listing shows an id."""
    return digest.removeprefix("sha256:")[:12]


def megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB"
