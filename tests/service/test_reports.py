"""Reports are made when an interview ended, and one that fails costs nothing but time. Replays are at hand."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from jupyter_interview.adapters.objects import open_store
from jupyter_interview.domain.events import Event
from jupyter_interview.domain.inert import plain
from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.lifecycle import State
from jupyter_interview.domain.scoring import Feedback
from jupyter_interview.errors import Conflict, InterviewError, NotFound, ReportFailed, Unavailable
from jupyter_interview.review.verify import verify
from jupyter_interview.service.closing import object_key
from jupyter_interview.service.reports import report_key
from tests.contracts.rooms import run_sql
from tests.service.conftest import MakeServer
from tests.service.world import Server, bank, frame, until


class Press:
    """Makes a report of a few bytes, after as many failures as the test wants."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.made = 0

    def __call__(self, events: Sequence[Event], feedback: Feedback | None) -> bytes:
        if self.failures:
            raise self.failures.pop(0)
        self.made += 1
        return f"{len(events)} events, {'scored' if feedback else 'unscored'}".encode()


class NoRoomForReports:
    """A folder that takes everything but reports."""

    def __init__(self, folder: Path) -> None:
        self._folder = open_store(str(folder))

    async def put(self, key: str, data: bytes, content_type: str) -> None:
        if key.startswith("reports/"):
            raise Unavailable("the test says so")
        await self._folder.put(key, data, content_type)

    async def get(self, key: str) -> bytes:
        return await self._folder.get(key)

    async def delete(self, key: str) -> None:
        await self._folder.delete(key)

    def list(self, prefix: str) -> AsyncIterator[str]:
        return self._folder.list(prefix)

    async def check(self) -> None:
        await self._folder.check()


async def ended(server: Server) -> Interview:
    seat = await server.begin(questions=1)
    await server.rooms.end(seat, frame())
    return await until(lambda: server.store.get(seat.interview_id), lambda one: one.transcript_path is not None)


def due_now(url: str) -> None:
    run_sql(url, "UPDATE interviews SET report_due_at = clock_timestamp() WHERE report_due_at IS NOT NULL")


async def test_the_end_makes_the_report_and_who_asks_gets_it(make_server: MakeServer) -> None:
    press = Press()
    server = await make_server(build_report=press)
    interview = await ended(server)
    await server.sweeper.sweep()
    kept = await server.objects.get(report_key(interview, scored=True))
    assert kept == f"{interview.head_seq} events, scored".encode()
    await server.sweeper.sweep()
    user = await server.user()
    assert await server.reports.of(user, interview.id) == kept
    assert press.made == 1
    with pytest.raises(NotFound):
        await server.reports.of(await server.user("bob"), interview.id)


@pytest.mark.parametrize("failure", [ReportFailed("no font"), RuntimeError("a bug")])
async def test_a_report_that_fails_is_made_later_and_harms_nothing(
    make_server: MakeServer, database_url: str, failure: Exception
) -> None:
    press = Press(failure)
    server = await make_server(build_report=press)
    interview = await ended(server)
    await server.sweeper.sweep()
    await server.sweeper.sweep()  # put off: not tried again at once
    assert press.made == 0
    assert interview.state is State.COMPLETED
    assert verify(await server.objects.get(object_key(interview)), None).valid
    due_now(database_url)
    await server.sweeper.sweep()
    assert await server.objects.get(report_key(interview, scored=True)) == b"%d events, scored" % interview.head_seq


async def test_one_that_fails_when_asked_for_may_be_asked_for_again(make_server: MakeServer) -> None:
    server = await make_server(build_report=Press(ReportFailed("no font")))
    interview = await ended(server)
    user = await server.user()
    with pytest.raises(InterviewError, match="no font"):
        await server.reports.of(user, interview.id)
    assert await server.reports.of(user, interview.id) == b"%d events, scored" % interview.head_seq


async def test_a_report_that_cannot_be_kept_is_given_all_the_same(
    make_server: MakeServer, database_url: str, tmp_path: Path
) -> None:
    server = await make_server(build_report=Press(), objects=NoRoomForReports(tmp_path / "objects"))
    interview = await ended(server)
    assert await server.reports.of(await server.user(), interview.id) == b"%d events, scored" % interview.head_seq
    await server.sweeper.sweep()
    assert run_sql(database_url, "SELECT report_due_at > clock_timestamp() FROM interviews") == [(True,)]


async def test_the_replay_is_its_candidates(make_server: MakeServer) -> None:
    server = await make_server(build_report=Press())
    seat = await server.begin(questions=1)
    with pytest.raises(Conflict):
        await server.replays.of(seat.user, seat.interview_id)
    await server.rooms.end(seat, frame())
    await until(lambda: server.store.get(seat.interview_id), lambda one: one.transcript_path is not None)
    page = await server.replays.of(seat.user, seat.interview_id)
    assert "Valid: all" in page
    assert "Automatic score" in page
    with pytest.raises(NotFound):
        await server.replays.of(await server.user("bob"), seat.interview_id)


async def test_the_report_names_questions_that_were_never_asked(make_server: MakeServer) -> None:
    server = await make_server(build_report=Press())
    interview = await ended(server)
    user = await server.user()
    (suggestion,) = await server.suggestions.of(user, interview.id)
    asked = [question.question_id for question in interview.progress.questions]
    assert suggestion.topic == bank().get(asked[0]).topics[0]
    assert not {question.id for question in suggestion.questions} & set(asked)
    *_, outlook = await server.reports.cells(user, interview.id)
    assert all(plain(question.title) in outlook[1] for question in suggestion.questions)
    with pytest.raises(NotFound):
        await server.suggestions.of(await server.user("bob"), interview.id)
