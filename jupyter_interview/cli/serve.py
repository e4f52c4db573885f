"""`jupyter interview serve`: JupyterLab with the interview room for many users."""

from __future__ import annotations

import argparse
from typing import Any


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "serve",
        help="start JupyterLab for many users on one server",
        description="Reads the same configuration files as Jupyter Server; what keeps users apart is not among the"
        " settings. Needs Docker. SIGTERM drains it: its rooms go on at another server.",
    )
    parser.add_argument(
        "url",
        nargs="?",
        help="where browsers reach it, such as https://interviews.example.org/; left out: as a service of JupyterHub,"
        " where and for whom that says",
    )
    parser.add_argument("--port", type=int, metavar="PORT", help="to listen on; default: 8888")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a setting, such as HostedServer.kernels_per_user=1",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from jupyter_interview_server.tenancy.server import HostedServer

    if arguments.url is None:
        options = ["--HostedServer.by_hub=True"]
    else:
        options = [f"--HostedServer.browser_url={arguments.url}", f"--ServerApp.port={arguments.port or 8888}"]
    options += ["--ServerApp.port_retries=0", *(f"--{setting}" for setting in arguments.set)]
    HostedServer.launch_instance(options)
    return 0
