"""Who interviews: the authored interviewer, in a language model's words where one is configured and has a key."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

import msgspec

from jupyter_interview.adapters.llm.groq import GroqModel, ModelSettings
from jupyter_interview.adapters.llm.groq.settings import read_key
from jupyter_interview.adapters.llm.offline import offline_interviewer
from jupyter_interview.adapters.llm.worded import ModelReader, WordedInterviewer
from jupyter_interview.adapters.redis.model_budget import BudgetLimits, RedisModelBudget
from jupyter_interview.errors import ModelFailed
from jupyter_interview.service.language import BudgetedModel, LanguageModel
from jupyter_interview.service.ports import Interviewer, InterviewStore, LogReader
from jupyter_interview_server.protocol import Delta

logger = logging.getLogger(__name__)

MAX_DELTA = 2000
"""Characters: a notice of the database holds at most 7,000 bytes, and an escaped character takes up to six of them."""


@dataclass(frozen=True)
class Interviewing:
    """The interviewer, the model that words it, and what must be closed."""

    interviewer: Interviewer
    model: LanguageModel | None
    """Within the budget, for whoever else has something to ask."""
    reader: LogReader | None = None
    """Reads logs for the feedback, where a model may."""
    closers: tuple[Callable[[], Awaitable[None]], ...] = ()


class PublishedDeltas:
    """The `Deltas` port by the database's notices, so that they reach whichever server the browser is on."""

    def __init__(self, store: InterviewStore) -> None:
        self._store = store

    async def tell(self, interview_id: UUID, reacts_to: int, text: str) -> None:
        """Raises Unavailable. A text too long for a notice is not told; the committed turn brings it."""
        message = msgspec.json.encode({"event": "interview:delta", "data": Delta(reacts_to, text)})
        if len(text) <= MAX_DELTA and len(message) <= 7000:
            await self._store.publish(interview_id, message)


def open_interviewer(
    settings: ModelSettings, limits: BudgetLimits, redis_url: str, store: InterviewStore, *, readings: int
) -> Interviewing:
    """Without models or without a key this is the authored interviewer alone, and the log says why.

    `readings`: how often a model reads each question of a finished interview; 0: never.
    """
    authored = offline_interviewer()
    if not settings.models:
        return Interviewing(authored, model=None)
    try:
        read_key(settings)
    except ModelFailed as missing:
        logger.info("the interviewer is the authored one: %s", missing.message)
        return Interviewing(authored, model=None)
    model, budget = GroqModel(settings), RedisModelBudget(redis_url, limits)
    budgeted = BudgetedModel(model, budget)
    worded = WordedInterviewer(authored, budgeted, PublishedDeltas(store))
    reader = ModelReader(budgeted, readings) if readings else None
    return Interviewing(worded, budgeted, reader, closers=(model.close, budget.close))
