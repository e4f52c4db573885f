"""What Prometheus may ask: interviews, turns, verdicts, queue, pools, model use, errors.

Each process counts what it appended to the logs itself, so the sum over all processes counts everything once. No label
holds anything of a person: kinds, languages, verdicts and the configured models' names are all there is.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence

from prometheus_client import Counter, Gauge, start_http_server

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.events import Event
from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.lifecycle import TERMINAL
from jupyter_interview.errors import Conflict, Unavailable
from jupyter_interview.service.ports import SubmissionQueue

logger = logging.getLogger(__name__)

Levels = Callable[[], Mapping[str, tuple[int, int]]]
"""By language, how many wait ready, and how many there should be."""
LOOK_SECONDS = 10.0
"""Between two looks at queue and pools."""

STARTED = Counter("interview_started", "Interviews that were created.", ["kind", "language"])
ENDED = Counter("interview_ended", "Interviews that came to an end.", ["kind", "state"])
TURNS = Counter(
    "interview_turns", "Answers of the interviewer; worded: model, authored, or why the model failed.", ["worded"]
)
VERDICTS = Counter("interview_verdicts", "Runs that were judged.", ["language", "purpose", "verdict"])
TOKENS = Counter("interview_model_tokens", "Tokens of the language model.", ["model", "direction"])
ERRORS = Counter("interview_errors", "Errors that were told to somebody, by code.", ["code"])
ROOMS = Gauge("interview_rooms_open", "Rooms with a connection to this server.")
QUEUE = Gauge("interview_queue_waiting", "Live submissions that no worker has taken yet, of all servers.")
READY = Gauge("interview_pool_ready", "Containers that wait ready in this process.", ["pool", "language"])
WANTED = Gauge("interview_pool_size", "Containers that are to wait ready in this process.", ["pool", "language"])


def count(interview: Interview, events: Sequence[Event]) -> None:
    """Events were committed; the interview as it stands after them."""
    for event in events:
        match event.payload:
            case p.InterviewCreated():
                STARTED.labels(interview.kind, interview.language).inc()
            case p.InterviewCompleted() | p.InterviewAbandoned() if interview.state in TERMINAL:
                ENDED.labels(interview.kind, interview.state.value).inc()
            case p.TurnNoted(wording=wording):
                _count_turn(wording)
            case p.FeedbackRead(runs=runs):
                for run in runs:
                    _count_tokens(run.model, run.prompt_tokens, run.completion_tokens)
            case p.SubmissionJudged(purpose=purpose, judgement=judgement):
                VERDICTS.labels(interview.language, purpose, judgement.verdict.value).inc()
            case _:
                pass


def _count_turn(wording: p.Wording | None) -> None:
    if wording is None:
        TURNS.labels("authored").inc()
        return
    TURNS.labels(wording.failure or "model").inc()
    _count_tokens(wording.model, wording.prompt_tokens, wording.completion_tokens)


def _count_tokens(model: str | None, prompt: int, completion: int) -> None:
    if model:
        TOKENS.labels(model, "prompt").inc(prompt)
        TOKENS.labels(model, "completion").inc(completion)


def serve(port: int) -> Callable[[], None]:
    """Let Prometheus ask at this port of the loopback address, until what is returned is called. Raises Conflict."""
    try:
        server, _ = start_http_server(port, addr="127.0.0.1")
    except OSError as error:
        raise Conflict(f"Port {port} is taken, so metrics cannot be served there. Give another one.") from error

    def close() -> None:
        server.shutdown()
        server.server_close()

    return close


async def look(queue: SubmissionQueue, rooms: Callable[[], int], pools: Mapping[str, Levels]) -> None:
    """Set the gauges for ever."""
    while True:
        ROOMS.set(rooms())
        for pool, levels in pools.items():
            for language, (ready, size) in levels().items():
                READY.labels(pool, language).set(ready)
                WANTED.labels(pool, language).set(size)
        try:
            QUEUE.set(await queue.waiting())
        except Unavailable as error:
            QUEUE.set(float("nan"))  # an old number would say that all is well
            logger.debug("the queue was not counted: %s", error.message)
        await asyncio.sleep(LOOK_SECONDS)
