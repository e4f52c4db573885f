"""What a browser tells of how an assigned interview was sat: lost focus, pastes, other AI extensions.

It is disclosed to the candidate before and while it happens, and recorded, no more: no score and no flag follows from
it, no interviewer reads it, and it is a browser's claim, which a hostile one can make up or leave out. So the rules are
about sizes and rates only. Errors: Conflict, InvalidRequest, RateLimited.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.events import Actor, Draft, Provenance
from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.lifecycle import State
from jupyter_interview.domain.log import Decision
from jupyter_interview.domain.room import MAX_CELL_ID
from jupyter_interview.errors import Conflict, InvalidRequest, RateLimited

AT_ONCE = 60
"""Events of one kind that an interview may have as soon as it begins; more than any person causes."""
PER_MINUTE = 12
AT_MOST = 1000
MAX_NUMBER = 2**31 - 1
"""Of characters, lines or seconds; what is larger is recorded as this."""
MAX_EXTENSIONS = 20
MAX_EXTENSION_ID = 100
"""Characters."""
MAX_DOUBT = timedelta(days=1)
"""How far the time that a browser claims may be from ours; it is told ours, so that its own clock does not matter."""


def focus(interview: Interview, now: datetime, *, focused: bool, seconds: int, at: datetime) -> Decision:
    """The window lost the focus, or has it again after so many seconds. Said twice, it is recorded once."""
    seen = interview.progress.watch
    _check(interview, now, at, seen.focus_events)
    if focused is not seen.away:
        return Decision()
    payload = p.FocusChanged(focused=focused, seconds=_number(seconds) if focused else 0, claimed_at=at.astimezone(UTC))
    return _claimed(payload)


def pasted(
    interview: Interview, now: datetime, *, cell_id: str, characters: int, lines: int, own: bool, at: datetime
) -> Decision:
    """Text was pasted into a cell; how much, never what."""
    _check(interview, now, at, interview.progress.watch.pastes)
    if not 0 < len(cell_id) <= MAX_CELL_ID:
        raise InvalidRequest(f"A cell's id has 1 to {MAX_CELL_ID} characters.")
    if characters < 1 or lines < 1:
        raise InvalidRequest("A paste has at least one character, on at least one line.")
    payload = p.TextPasted(
        cell_id=cell_id, characters=_number(characters), lines=_number(lines), own=own, claimed_at=at.astimezone(UTC)
    )
    return _claimed(payload)


def extensions(interview: Interview, now: datetime, *, found: Sequence[str]) -> Decision:
    """Which AI extensions the browser's Lab has; the same ones again are no news."""
    watch = interview.progress.watch
    _check(interview, now, now, watch.extension_events)
    if len(found) > MAX_EXTENSIONS:
        raise InvalidRequest(f"At most {MAX_EXTENSIONS} extensions can be named.")
    if any(not 0 < len(name) <= MAX_EXTENSION_ID or not name.isprintable() for name in found):
        raise InvalidRequest(f"An extension's id is 1 to {MAX_EXTENSION_ID} printable characters.")
    named = tuple(sorted(set(found)))
    return Decision() if named == watch.extensions else _claimed(p.ExtensionsFound(extensions=named))


def _check(interview: Interview, now: datetime, at: datetime, recorded: int) -> None:
    if not interview.progress.watch.on:
        raise Conflict("Focus, pastes and extensions are not recorded in this interview.")
    if interview.state not in (State.IN_PROGRESS, State.INTERRUPTED):
        raise Conflict("The interview is not in progress; this was not recorded.")
    if at.tzinfo is None or abs(now - at) > MAX_DOUBT:
        raise InvalidRequest("Give the time with its time zone, at most a day from the server's.")
    minutes = (now - interview.created_at).total_seconds() / 60
    if recorded >= min(AT_ONCE + PER_MINUTE * minutes, AT_MOST):
        raise RateLimited("More of these were sent than anybody could cause; this one was not recorded.")


def _number(value: int) -> int:
    return max(0, min(value, MAX_NUMBER))


def _claimed(payload: p.Payload) -> Decision:
    return Decision((Draft(payload, Actor.CANDIDATE, Provenance.CLIENT),))
