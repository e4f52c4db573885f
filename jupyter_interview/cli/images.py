"""`jupyter interview images build [LANG…]`: the containers that candidate code runs in."""

from __future__ import annotations

import argparse
import time
from typing import Any


def add(commands: Any) -> None:
    images = commands.add_parser("images", help="build and list the images that candidate code runs in")
    actions = images.add_subparsers(dest="action", required=True, metavar="ACTION")
    build = actions.add_parser("build", help="build what is missing or has changed")
    build.add_argument("languages", nargs="*", metavar="LANG", help="default: every language")
    build.add_argument("--force", action="store_true", help="build even what is there")
    build.set_defaults(run=run_build)
    listing = actions.add_parser("list", help="say which images are there")
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
    from jupyter_interview_kernels.engine import image_name
    from jupyter_interview_kernels.images import image_present
    from jupyter_interview_kernels.languages import LANGUAGES

    rows = [(language, image_name(language), "yes" if image_present(language) else "no") for language in LANGUAGES]
    print(render(("language", "image", "there"), rows))
    return 0
