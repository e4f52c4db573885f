"""The reference pages against the code: they leave out nothing that exists, and name nothing that does not."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args, get_type_hints

import msgspec
import pytest
import yaml

from jupyter_interview.domain.payloads import PAYLOADS, Payload
from jupyter_interview.domain.verdicts import Verdict
from jupyter_interview.errors import InterviewError
from jupyter_interview_server import protocol

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"
OPENAPI = ROOT / "server_ext" / "jupyter_interview_server" / "openapi.yaml"
VERBS = frozenset({"get", "post", "put", "patch", "delete"})
SERVER_FRAMES: tuple[str, ...] = get_args(get_type_hints(protocol.ServerFrame)["event"])


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """The text under a second-level heading."""
    return text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def rows(text: str) -> dict[str, list[str]]:
    """Table rows by the code in their first column: the cells after it."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        match = re.match(r"\| `([^`]+)` \|(.*)\|$", line)
        if match:
            assert match[1] not in found, f"{match[1]} has two rows"
            found[match[1]] = [cell.strip() for cell in match[2].split(" | ")]
    return found


def codes(cell: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", cell))


def errors(root: type[InterviewError] = InterviewError) -> Iterator[type[InterviewError]]:
    yield root
    for child in root.__subclasses__():
        yield from errors(child)


def wire_fields(struct: type[msgspec.Struct]) -> set[str]:
    return {field.encode_name for field in msgspec.structs.fields(struct)}


@pytest.mark.parametrize("error", list(errors()), ids=lambda error: error.code)
def test_error_is_described(error: type[InterviewError]) -> None:
    status, name = rows(page("errors.md"))[error.code][:2]
    assert (status, name) == (str(error.status), f"`{error.__name__}`")


def test_errors_page_names_no_other_code() -> None:
    assert set(rows(page("errors.md"))) == {error.code for error in errors()}


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=lambda payload: payload.kind)
def test_event_kind_is_described(payload: type[Payload]) -> None:
    seen_by, fields, room, transcript = rows(section(page("events.md"), "The kinds"))[payload.kind]
    assert seen_by == payload.visibility.value
    assert wire_fields(payload) <= codes(fields)
    assert fields == "none" or wire_fields(payload), f"{payload.kind} has no fields"
    assert re.match(r"(cells|chat|results|state)\b|-$", room)
    assert re.match(r"(cells|code|text|line|title|end)\b", transcript)


def test_events_page_names_no_other_kind() -> None:
    assert set(rows(section(page("events.md"), "The kinds"))) == set(PAYLOADS)


def test_events_page_names_every_verdict() -> None:
    assert {verdict.value for verdict in Verdict} <= codes(page("events.md"))


@pytest.mark.parametrize("event", protocol.CLIENT_FRAMES)
def test_client_frame_is_described(event: str) -> None:
    data, _ = rows(section(page("protocol.md"), "From the client"))[event]
    assert codes(data) == wire_fields(protocol.CLIENT_FRAMES[event])


def test_server_frames_are_described() -> None:
    assert set(rows(section(page("protocol.md"), "From the server"))) == set(SERVER_FRAMES)


@pytest.mark.parametrize(
    ("event", "struct"),
    [
        ("interview:state", protocol.RoomState),
        ("code:queued", protocol.Queued),
        ("code:progress", protocol.Progress),
        ("tab:lost", protocol.TabLostData),
        ("ack", protocol.Ack),
        ("error", protocol.ErrorBody),
    ],
)
def test_server_frame_fields_are_described(event: str, struct: type[msgspec.Struct]) -> None:
    assert codes(rows(section(page("protocol.md"), "From the server"))[event][0]) == wire_fields(struct)


@pytest.mark.parametrize("struct", [protocol.EventData, protocol.Cell])
def test_parts_of_an_event_frame_are_described(struct: type[msgspec.Struct]) -> None:
    assert wire_fields(struct) <= codes(section(page("protocol.md"), "From the server"))


def test_every_setting_is_described() -> None:
    from jupyter_interview_server.app import InterviewApp

    own = {
        name
        for name, trait in InterviewApp.class_traits(config=True).items()
        if trait.this_class is not None and trait.this_class.__module__.startswith("jupyter_interview")
    }
    assert own, "the app has settings"
    assert {f"InterviewApp.{name}" for name in own} == set(rows(page("settings.md")))


def test_every_route_is_described() -> None:
    paths = yaml.safe_load(OPENAPI.read_text(encoding="utf-8"))["paths"]
    routes = {
        f"{verb} {path}": route for path, verbs in paths.items() for verb, route in verbs.items() if verb in VERBS
    }
    assert routes, "there are routes"
    assert [name for name, route in routes.items() if not route.get("summary")] == []


def test_every_command_is_described() -> None:
    from jupyter_interview.cli import build_parser

    assert {f"jupyter interview {command}" for command in commands(build_parser())} == set(rows(page("commands.md")))


def commands(parser: argparse.ArgumentParser, prefix: str = "") -> Iterator[str]:
    """Every command that can be typed, as words: `images build`."""
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not groups:
        yield prefix
    for group in groups:
        for name, child in group.choices.items():
            yield from commands(child, f"{prefix} {name}".strip())


def test_every_hosting_setting_is_described() -> None:
    from jupyter_interview_server.tenancy.server import HostedServer

    own = {
        name: trait for name, trait in HostedServer.class_own_traits(config=True).items() if not name.startswith("_")
    }
    described = rows(page("hosting.md"))
    assert {f"HostedServer.{name}" for name in own} == set(described)
    numbers = {name: trait.default() for name, trait in own.items() if not isinstance(trait.default(), str)}
    assert {name: described[f"HostedServer.{name}"][0] for name in numbers} == {n: str(v) for n, v in numbers.items()}


def test_every_field_of_an_issuer_is_described() -> None:
    from jupyter_interview_server.tenancy.oidc.settings import IssuerSettings

    table = page("hosting.md").split("| field |")[1].split("\n\n")[0]
    first = [line.split("|")[1] for line in table.splitlines()[2:]]
    assert {name.strip() for cell in first for name in cell.split(",")} == set(IssuerSettings.__struct_fields__)
