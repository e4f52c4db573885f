"""What is recorded of how an interview is sat: where it may be, how much of it, and what it looks like."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from msgspec.structs import replace

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain import watching
from jupyter_interview.domain.events import Provenance
from jupyter_interview.domain.lifecycle import State
from jupyter_interview.domain.payloads import Visibility
from jupyter_interview.domain.room import join
from jupyter_interview.errors import Conflict, InvalidRequest, RateLimited
from jupyter_interview.review.blocks import watched
from jupyter_interview.review.entries import Entry
from jupyter_interview.review.projection import project
from tests.core.rooms import Room

PASTE = {"cell_id": "answer", "characters": 312, "lines": 9, "own": False}


@pytest.fixture
def room() -> Room:
    room = Room(integrity=True)
    room.do(join)
    return room


def paste(room: Room, **changes: object) -> tuple[p.Payload, ...]:
    return tuple(event.payload for event in room.do(watching.pasted, **{**PASTE, "at": room.now, **changes}))


def focus(room: Room, focused: bool, seconds: int = 0) -> tuple[p.Payload, ...]:
    found = room.do(watching.focus, focused=focused, seconds=seconds, at=room.now)
    return tuple(event.payload for event in found)


def flooded(room: Room) -> int:
    """How many pastes are recorded until one is refused."""
    for _ in range(watching.AT_MOST + 1):
        try:
            paste(room)
        except RateLimited:
            break
    return room.interview.progress.watch.pastes


def test_practice_records_nothing() -> None:
    room = Room()
    room.do(join)
    for rule, arguments in (
        (watching.pasted, {**PASTE, "at": room.now}),
        (watching.focus, {"focused": False, "seconds": 0, "at": room.now}),
        (watching.extensions, {"found": ["@jupyter-ai/core"]}),
    ):
        with pytest.raises(Conflict):
            room.do(rule, **arguments)
    assert not room.interview.progress.watch.on


def test_only_while_it_runs(room: Room) -> None:
    room.interview = replace(room.interview, state=State.PAUSED)
    with pytest.raises(Conflict):
        paste(room)


def test_a_claim_of_the_browser_that_the_candidate_sees(room: Room) -> None:
    paste(room)
    envelope = room.events[-1].envelope
    assert (envelope.provenance, envelope.visibility) == (Provenance.CLIENT, Visibility.CANDIDATE)
    assert room.interview.progress.watch.pastes == 1


def test_focus_is_lost_once_and_found_once(room: Room) -> None:
    assert focus(room, True) == ()
    assert len(focus(room, False, 99)) == 1
    assert focus(room, False) == ()
    (back,) = focus(room, True, 12)
    assert isinstance(back, p.FocusChanged)
    assert (back.focused, back.seconds, room.interview.progress.watch.lost) == (True, 12, 1)


def test_the_same_extensions_again_are_no_news(room: Room) -> None:
    for found, news in ((["b", "a", "b"], 1), (["a", "b"], 0), ([], 1)):
        assert len(room.do(watching.extensions, found=found)) == news
    assert room.interview.progress.watch.extensions == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"cell_id": ""},
        {"cell_id": "c" * 65},
        {"characters": 0},
        {"lines": -1},
        {"at": datetime(2026, 3, 2, 9, 0)},
        {"at": datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))},
        {"at": datetime.max.replace(tzinfo=timezone(timedelta(hours=-14)))},
    ],
)
def test_a_paste_that_could_not_be_is_refused(room: Room, changes: dict[str, object]) -> None:
    with pytest.raises(InvalidRequest):
        paste(room, **changes)


@pytest.mark.parametrize("found", [["a\n"], [""], ["x" * 101], [str(i) for i in range(21)]])
def test_endless_extensions_are_refused(room: Room, found: list[str]) -> None:
    with pytest.raises(InvalidRequest):
        room.do(watching.extensions, found=found)


def test_a_number_that_json_cannot_hold_is_recorded_as_the_largest(room: Room) -> None:
    (payload,) = paste(room, characters=10**30)
    assert isinstance(payload, p.TextPasted)
    assert payload.characters == watching.MAX_NUMBER
    payload.to_bytes()


def test_a_flood_is_refused_and_hides_nothing_of_another_kind(room: Room) -> None:
    flood = flooded(room)
    assert watching.AT_ONCE <= flood < 2 * watching.AT_ONCE  # the room's clock moves a second each
    assert len(focus(room, False)) == 1
    room.now += timedelta(minutes=1)
    assert paste(room)
    room.now += timedelta(days=30)
    assert flooded(room) == watching.AT_MOST


def test_the_transcript_says_it_in_time_order_and_who_claims_it(room: Room) -> None:
    focus(room, False)
    focus(room, True, 8)
    paste(room, characters=1, lines=1, own=True)
    room.do(watching.extensions, found=["@jupyter-ai/core"])
    entries = [Entry(event.envelope, event.payload) for event in room.events]
    cells = project(entries, Visibility.CANDIDATE)["cells"]
    lines = [cell["source"].split("*")[1] for cell in cells if "says the browser" in cell["source"]]
    assert [line.partition(", says the browser")[0] for line in lines] == [
        "The window lost the focus",
        "The window had the focus again after 8 s",
        "Pasted into the cell answer: copied in this notebook, 1 character on 1 line",
        "AI extensions in JupyterLab",
    ]


def test_what_a_browser_names_can_do_nothing_in_the_transcript() -> None:
    said = watched(p.ExtensionsFound(extensions=("<img src=x>*[a](b)",)))
    assert r"\<img src=x\>\*\[a\]\(b\)" in said
    at = datetime(2026, 3, 2, tzinfo=UTC)
    assert r"\<b\>" in watched(p.TextPasted(cell_id="<b>", characters=1, lines=1, own=False, claimed_at=at))
