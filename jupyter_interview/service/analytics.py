"""Analytics: what a user's own interviews add up to."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from jupyter_interview.domain import practice
from jupyter_interview.domain.interview import User
from jupyter_interview.domain.practice import Analytics
from jupyter_interview.service.ports import Now, PracticeStore, QuestionBank


def _utc() -> datetime:
    return datetime.now(UTC)


class AnalyticsService:
    """Counted anew each time: nothing is stored that could disagree with the interviews."""

    def __init__(self, store: PracticeStore, bank: QuestionBank, now: Now = _utc) -> None:
        self._store = store
        self._bank = bank
        self._now = now

    async def of(self, user: User) -> Analytics:
        """Raises Unavailable."""
        record, topics = await asyncio.gather(self._store.practice(user.id), asyncio.to_thread(self._topics))
        now = self._now()
        today = practice.date_at(now, user.time_zone)
        acceptance = practice.by_topic(record.questions, topics)
        return Analytics(
            time_zone=user.time_zone,
            today=today,
            counts=record.counts,
            streak=practice.streak(record.days, now, user.time_zone),
            days=practice.calendar(record.days, today),
            phases=record.phases,
            topics=acceptance,
            weak_topics=practice.weakest(acceptance),
            weeks=practice.without_gaps(record.weeks, today),
        )

    def _topics(self) -> dict[str, tuple[str, ...]]:
        return {question.id: question.topics for question in self._bank.public()}
