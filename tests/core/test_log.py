"""The log: a decision becomes events that chain, a state, a clock."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from msgspec.structs import replace

from jupyter_interview.adapters.llm.offline import OfflineInterviewer
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain import room as rules
from jupyter_interview.domain.events import GENESIS, Actor, Draft, commit
from jupyter_interview.domain.lifecycle import Action, State
from jupyter_interview.domain.log import CANDIDATE_LOG_BYTES, EVENT_BYTES, MAX_LOG_BYTES, Decision, apply
from jupyter_interview.domain.progress import Progress
from jupyter_interview.errors import Conflict, IllegalTransition, TooLarge
from tests.core.rooms import Room


def test_events_chain_from_the_first() -> None:
    room = Room()
    room.do(rules.join)
    room.do(rules.message, text="hello")
    previous = GENESIS
    for seq, event in enumerate(room.events, start=1):
        assert event.seq == seq
        assert event.envelope.prev_hash == previous
        assert event.envelope.commitment == commit(event.salt, event.payload.to_bytes())
        previous = event.envelope.hash()
    assert (room.interview.head_seq, room.interview.head_hash) == (len(room.events), previous)


def test_any_field_of_an_envelope_changes_its_hash() -> None:
    room = Room()
    envelope = room.events[0].envelope
    for field, value in {
        "seq": 9,
        "at": envelope.at + timedelta(microseconds=1),
        "actor": Actor.CANDIDATE,
        "kind": "interview.joined",
        "commitment": hashlib.sha256(b"").hexdigest(),
        "prev_hash": "1" * 64,
        "visibility": p.Visibility.SERVER,
    }.items():
        assert replace(envelope, **{field: value}).hash() != envelope.hash(), field


def test_the_same_payload_commits_differently_each_time() -> None:
    first, second = Room(id=None).events[0], Room(id=None).events[0]
    assert first.payload == second.payload
    assert first.envelope.commitment != second.envelope.commitment


def test_the_clock_follows_the_state() -> None:
    room = Room()
    assert room.interview.clock.running_since is None
    room.do(rules.join)
    started = room.now
    assert room.interview.clock.running_since == started
    room.do(rules.disconnect)
    assert room.interview.state is State.INTERRUPTED
    assert room.interview.clock.running_since == started
    assert room.interview.interrupted_at == room.now
    room.do(rules.join)
    assert room.interview.interrupted_at is None


def test_progress_is_what_the_log_says() -> None:
    room = Room()
    room.do(rules.join)
    room.do(rules.message, text="hello")
    rebuilt = Progress()
    for event in room.events:
        rebuilt = rebuilt.after(event.seq, event.payload)
    assert rebuilt == room.interview.progress
    assert rebuilt.unanswered == (3, 4)


def test_nothing_is_added_to_a_sealed_log() -> None:
    room = Room()
    room.do(rules.abandon)
    with pytest.raises(Conflict):
        room.decide(Decision((Draft(p.CandidateTurn(text="one more"), Actor.CANDIDATE),)))
    with pytest.raises(IllegalTransition):
        room.decide(Decision(action=Action.JOIN))


def test_a_full_log_takes_no_more_from_the_candidate_but_still_ends() -> None:
    room = Room()
    room.do(rules.join)
    full = replace(room.interview, log_bytes=CANDIDATE_LOG_BYTES)
    with pytest.raises(TooLarge):
        apply(full, rules.snapshot(full, room.now, cell_id="a", cell_type="code", source="x"), room.now)
    for brim in (CANDIDATE_LOG_BYTES, MAX_LOG_BYTES):
        room.interview = replace(full, log_bytes=brim)
        assert apply(room.interview, rules.end(room.interview, room.now), room.now).events


async def test_an_interview_with_a_full_log_comes_to_its_end() -> None:
    room = Room()
    room.do(rules.join)
    await room.answer(OfflineInterviewer())
    room.interview = replace(room.interview, log_bytes=MAX_LOG_BYTES)
    room.do(rules.end)
    await room.answer(OfflineInterviewer())
    room.do(rules.complete)
    assert room.interview.state is State.COMPLETED


def test_a_flood_of_empty_events_fills_the_log_too() -> None:
    room = Room()
    before = room.interview.log_bytes
    room.do(rules.join)
    assert room.interview.log_bytes - before >= EVENT_BYTES
    room.interview = replace(room.interview, log_bytes=MAX_LOG_BYTES)
    with pytest.raises(TooLarge):
        room.do(rules.take_over)
