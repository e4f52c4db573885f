"""Places in the queue: told when they change, and only to rooms that listen."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from jupyter_interview.adapters.redis.queue import DramatiqQueue
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.progress import PendingSubmission, Progress
from jupyter_interview_server.places import QueuePlaces
from tests.contracts.rooms import new_interview

Told = list[tuple[UUID, UUID, int]]


@pytest.fixture
def queue(redis_url: str) -> Iterator[DramatiqQueue]:
    made = DramatiqQueue(redis_url)
    yield made
    made.close()


def room(submission_id: UUID | None) -> Interview:
    pending = () if submission_id is None else (PendingSubmission(submission_id, "submit"),)
    user = User(id=uuid4(), name="Ada", time_zone="UTC")
    return replace(new_interview(user), progress=Progress(submissions=pending))


def telling(told: Told, interview_id: UUID, frame: bytes) -> None:
    found = json.loads(frame)
    assert found["event"] == "code:queued"
    told.append((interview_id, UUID(found["data"]["submissionId"]), found["data"]["place"]))


async def test_a_place_is_told_when_it_changes_until_a_worker_has_the_submission(
    queue: DramatiqQueue, redis_url: str
) -> None:
    first, second, told = uuid4(), uuid4(), Told()
    one, two = room(first), room(second)
    places = QueuePlaces(queue)
    places.watch(two)
    await places.look(lambda *frame: telling(told, *frame))
    assert told == []  # its row is written, and it is not queued yet
    await queue.enqueue(first)
    await queue.enqueue(second)
    places.watch(one)
    for _ in range(2):
        await places.look(lambda *frame: telling(told, *frame))
    assert told == [(two.id, second, 2), (one.id, first, 1)]
    told.clear()
    queue.broker.do_fetch("interview-live", 1)
    await places.look(lambda *frame: telling(told, *frame))
    assert told == [(two.id, second, 1), (one.id, first, 0)]
    told.clear()
    queue.broker.do_fetch("interview-live", 1)
    places.watch(replace(two, progress=Progress()))  # its verdict is there: nothing more to be told
    places.forget(one.id)
    await places.look(lambda *frame: telling(told, *frame))
    assert told == []


async def test_the_task_sleeps_while_nothing_waits(queue: DramatiqQueue) -> None:
    places, told, submission = QueuePlaces(queue), Told(), uuid4()
    await queue.enqueue(submission)
    task = asyncio.create_task(places.run(lambda *frame: telling(told, *frame)))
    try:
        places.watch(room(None))
        interview = room(submission)
        places.watch(interview)
        async with asyncio.timeout(10):
            while not told:  # noqa: ASYNC110 - the task looks each second
                await asyncio.sleep(0.05)
        assert told == [(interview.id, submission, 1)]
    finally:
        task.cancel()
