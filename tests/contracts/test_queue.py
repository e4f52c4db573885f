"""The submission queue: at least once, whatever happens to the worker."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import psutil
import pytest
from redis import Redis

from jupyter_interview.adapters.embedded import Attachment
from jupyter_interview.adapters.redis.queue import MAX_RETRIES, DramatiqQueue, QueueDepth
from jupyter_interview.adapters.redis.worker import EmbeddedWorker
from jupyter_interview.errors import SandboxUnavailable, Unavailable

ROOT = Path(__file__).parents[2]
SOON = timedelta(milliseconds=20)
EMPTY = QueueDepth(live=0, batch=0, delayed=0, dead=0)
Judge = Callable[[UUID], Awaitable[None]]


@pytest.fixture
def queue(redis_url: str) -> Iterator[DramatiqQueue]:
    made = DramatiqQueue(redis_url, backoff=SOON)
    yield made
    made.close()


@asynccontextmanager
async def working(queue: DramatiqQueue, judge: Judge, concurrency: int = 2) -> AsyncIterator[EmbeddedWorker]:
    worker = EmbeddedWorker(queue, judge, concurrency)
    worker.start()
    try:
        yield worker
    finally:
        await worker.stop()


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not await condition():  # noqa: ASYNC110 - what is waited for is in Redis, or counted by a judge
            await asyncio.sleep(0.02)


async def test_each_submission_is_judged_on_the_loop_that_started_the_worker(queue: DramatiqQueue) -> None:
    sent, judged, at_once, most = [uuid4() for _ in range(30)], [], 0, 0
    loop = asyncio.get_running_loop()

    async def judge(submission_id: UUID) -> None:
        nonlocal at_once, most
        assert asyncio.get_running_loop() is loop
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.01)
        at_once -= 1
        judged.append(submission_id)

    for submission_id in sent[:15]:
        await queue.enqueue(submission_id)
    assert await queue.depth() == QueueDepth(live=15, batch=0, delayed=0, dead=0)
    async with working(queue, judge, concurrency=3):
        await asyncio.gather(*(queue.enqueue(submission_id) for submission_id in sent[15:]))

        async def done() -> bool:
            return len(judged) == 30

        await until(done)
    assert sorted(judged) == sorted(sent)
    assert most == 3
    assert await queue.depth() == EMPTY


async def test_a_judge_that_fails_is_asked_again(queue: DramatiqQueue) -> None:
    tries: list[UUID] = []

    async def judge(submission_id: UUID) -> None:
        tries.append(submission_id)
        if len(tries) < 3:
            raise SandboxUnavailable("The engine does not answer.")

    async with working(queue, judge):
        await queue.enqueue(uuid4())

        async def done() -> bool:
            return len(tries) == 3

        await until(done)
    assert len(set(tries)) == 1
    assert await queue.depth() == EMPTY


async def test_what_never_succeeds_is_dead_lettered(queue: DramatiqQueue) -> None:
    tries = 0

    async def judge(submission_id: UUID) -> None:
        nonlocal tries
        tries += 1
        raise SandboxUnavailable("The engine does not answer.")

    async def dead() -> bool:
        return (await queue.depth()).dead == 1

    async with working(queue, judge):
        await queue.enqueue(uuid4())
        await until(dead)
    assert tries == 1 + MAX_RETRIES
    assert await queue.depth() == QueueDepth(live=0, batch=0, delayed=0, dead=1)


async def test_a_worker_that_stops_hands_its_work_back(queue: DramatiqQueue) -> None:
    begun, cancelled, judged = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def for_ever(submission_id: UUID) -> None:
        begun.set()
        try:
            await asyncio.sleep(3600)
        finally:
            cancelled.set()

    async def judge(submission_id: UUID) -> None:
        judged.set()

    worker = EmbeddedWorker(queue, for_ever, concurrency=1)
    worker.start()
    await queue.enqueue(uuid4())
    await asyncio.wait_for(begun.wait(), 10)
    started = time.monotonic()
    await worker.stop(grace=0.3)
    assert time.monotonic() - started < 8
    assert cancelled.is_set()
    await worker.stop()
    async with working(queue, judge):
        await asyncio.wait_for(judged.wait(), 10)


async def test_a_worker_with_little_to_do_takes_what_a_busy_one_has_waiting(
    queue: DramatiqQueue, redis_url: str
) -> None:
    held, judged = asyncio.Event(), 0

    async def busy(submission_id: UUID) -> None:
        await held.wait()

    async def judge(submission_id: UUID) -> None:
        nonlocal judged
        judged += 1

    other = DramatiqQueue(redis_url)
    try:
        async with working(queue, busy, concurrency=1):
            for _ in range(5):
                await queue.enqueue(uuid4())
            await asyncio.sleep(0.5)

            async def done() -> bool:
                return judged == 4

            async with working(other, judge):
                await until(done)
            held.set()
    finally:
        other.close()


async def test_a_waiting_submission_knows_its_place(queue: DramatiqQueue) -> None:
    sent = [uuid4() for _ in range(4)]
    for submission_id in sent:
        await queue.enqueue(submission_id)
    await queue.enqueue(uuid4(), "batch")
    assert await queue.waiting() == 4
    assert await queue.places([*sent, uuid4()]) == {one: place for place, one in enumerate(sent, start=1)}
    taken, go_on = asyncio.Event(), asyncio.Event()

    async def judge(submission_id: UUID) -> None:
        taken.set()
        await go_on.wait()

    async with working(queue, judge, concurrency=1):
        await asyncio.wait_for(taken.wait(), 10)
        assert await queue.places(sent) == {sent[1]: 1, sent[2]: 2, sent[3]: 3}
        go_on.set()

        async def done() -> bool:
            return await queue.depth() == EMPTY

        await until(done)
    assert await queue.places(sent) == {}


async def test_what_waits_is_not_queued_twice(queue: DramatiqQueue) -> None:
    submission, judged = uuid4(), 0

    async def judge(submission_id: UUID) -> None:
        nonlocal judged
        judged += 1

    await asyncio.gather(*(queue.enqueue(submission) for _ in range(5)))
    assert await queue.depth() == QueueDepth(live=1, batch=0, delayed=0, dead=0)

    async def done() -> bool:
        return judged == 1 and await queue.depth() == EMPTY

    async with working(queue, judge):
        await until(done)
        await queue.enqueue(submission)  # it was judged: whoever queues it now has a reason

        async def again() -> bool:
            return judged == 2

        await until(again)


async def test_live_submissions_are_judged_before_a_batch(queue: DramatiqQueue) -> None:
    batch, live, judged = [uuid4() for _ in range(6)], [uuid4() for _ in range(6)], list[UUID]()

    async def judge(submission_id: UUID) -> None:
        judged.append(submission_id)
        if submission_id == batch[0]:  # while a batch runs, candidates submit
            for one in live[3:]:
                await queue.enqueue(one)

    for one in batch:
        await queue.enqueue(one, "batch")
    for one in live[:3]:
        await queue.enqueue(one)
    async with working(queue, judge, concurrency=1):

        async def done() -> bool:
            return len(judged) == 12

        await until(done)
    assert judged == [*live[:3], batch[0], *live[3:], *batch[1:]]


async def test_a_batch_leaves_one_of_two_threads_to_live_submissions(queue: DramatiqQueue) -> None:
    batch, held, live = [uuid4() for _ in range(3)], asyncio.Event(), asyncio.Event()
    running = 0

    async def judge(submission_id: UUID) -> None:
        nonlocal running
        if submission_id not in batch:
            live.set()
            return
        running += 1
        await held.wait()

    for one in batch:
        await queue.enqueue(one, "batch")
    async with working(queue, judge, concurrency=2):

        async def begun() -> bool:
            return running == 1

        await until(begun)
        await queue.enqueue(uuid4())
        await asyncio.wait_for(live.wait(), 10)
        assert running == 1
        held.set()


async def test_dead_letters_say_why_and_can_be_tried_again_or_dropped(queue: DramatiqQueue) -> None:
    live, batch, well = uuid4(), uuid4(), False
    judged: list[UUID] = []

    async def judge(submission_id: UUID) -> None:
        if not well:
            raise SandboxUnavailable("The engine at /secret/path does not answer.")
        judged.append(submission_id)

    async def both_dead() -> bool:
        return (await queue.depth()).dead == 2

    async with working(queue, judge):
        await queue.enqueue(live)
        await queue.enqueue(batch, "batch")
        await until(both_dead)
        letters = {letter.submission_id: letter for letter in await queue.dead_letters()}
        assert {letter.lane for letter in letters.values()} == {"live", "batch"}
        assert {letter.reason for letter in letters.values()} == {"SandboxUnavailable"}
        assert all(abs(time.time() - letter.since.timestamp()) < 60 for letter in letters.values())
        well = True
        await queue.retry([letters[batch]])

        async def done() -> bool:
            return judged == [batch]

        await until(done)
    assert [letter.submission_id for letter in await queue.dead_letters()] == [live]
    await queue.drop([letters[live]])
    assert await queue.dead_letters() == ()
    assert await queue.depth() == EMPTY


WORKER = """
import asyncio, sys
from jupyter_interview.adapters.redis.queue import DramatiqQueue
from jupyter_interview.adapters.redis.worker import EmbeddedWorker

async def main():
    async def judge(submission_id):
        print(submission_id, flush=True)
        await asyncio.sleep(3600)
    EmbeddedWorker(DramatiqQueue(sys.argv[1]), judge).start()
    await asyncio.sleep(3600)

asyncio.run(main())
"""


async def test_the_work_of_a_killed_worker_is_done_by_another(queue: DramatiqQueue, redis_url: str) -> None:
    submission, judged = uuid4(), asyncio.Event()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    killed = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", WORKER, redis_url), stdout=asyncio.subprocess.PIPE, env=environment
    )
    try:
        await queue.enqueue(submission)
        assert killed.stdout is not None
        line = await asyncio.wait_for(killed.stdout.readline(), 20)
        assert UUID(line.decode().strip()) == submission
    finally:
        killed.kill()
        await killed.communicate()

    async def judge(submission_id: UUID) -> None:
        assert submission_id == submission
        judged.set()

    started = time.monotonic()
    async with working(queue, judge):
        await asyncio.wait_for(judged.wait(), 30)
    logging.getLogger(__name__).info("delivered anew after %.1f s", time.monotonic() - started)
    assert await queue.depth() == EMPTY


async def test_a_queue_without_redis_is_unavailable_and_its_worker_still_stops(own_servers: Attachment) -> None:
    url = own_servers.servers.redis_url
    queue, judged = DramatiqQueue(url), asyncio.Event()

    async def judge(submission_id: UUID) -> None:
        judged.set()

    with Redis.from_url(url) as client:
        server = psutil.Process(client.info()["process_id"])
    try:
        async with working(queue, judge) as worker:
            server.kill()
            await asyncio.to_thread(psutil.wait_procs, [server], 10)
            with pytest.raises(Unavailable):
                await queue.enqueue(uuid4())
            with pytest.raises(Unavailable):
                await queue.depth()
            await asyncio.to_thread(own_servers.ensure_running)
            await queue.enqueue(uuid4())
            await asyncio.wait_for(judged.wait(), 20)
            with Redis.from_url(url) as client:
                server = psutil.Process(client.info()["process_id"])
            server.kill()
            started = time.monotonic()
            await worker.stop(grace=0.5)
            assert time.monotonic() - started < 8
    finally:
        queue.close()
