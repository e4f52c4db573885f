"""Analytics: what a user's own interviews add up to."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cached_property

from jupyter_interview.domain import practice
from jupyter_interview.domain.adaptive.asked import Asked
from jupyter_interview.domain.adaptive.items import Items, as_item, prepare
from jupyter_interview.domain.adaptive.track import tracks
from jupyter_interview.domain.interview import User
from jupyter_interview.domain.practice import Analytics
from jupyter_interview.service.ports import Now, PracticeRecord, PracticeStore, QuestionBank


def _utc() -> datetime:
    return datetime.now(UTC)


class AnalyticsService:
    """Counted anew each time: nothing is stored that could disagree with the interviews."""

    def __init__(self, store: PracticeStore, bank: QuestionBank, now: Now = _utc) -> None:
        self._store = store
        self._bank = bank
        self._now = now

    async def of(self, user: User) -> Analytics:
        """Raises Unavailable, BadQuestion."""
        record = await self._store.practice(user.id)
        asked = await self._store.asked(user.id)
        return await asyncio.to_thread(self._add_up, user.time_zone, record, asked)

    def _add_up(self, zone: str, record: PracticeRecord, asked: Sequence[Asked]) -> Analytics:
        now = self._now()
        today = practice.date_at(now, zone)
        acceptance = practice.by_topic(record.questions, self._topics)
        return Analytics(
            time_zone=zone,
            today=today,
            counts=record.counts,
            streak=practice.streak(record.days, now, zone),
            days=practice.calendar(record.days, today),
            phases=record.phases,
            topics=acceptance,
            weak_topics=practice.weakest(acceptance),
            weeks=practice.without_gaps(record.weeks, today),
            abilities=tracks(self._items, asked),
        )

    # An open bank does not change.

    @cached_property
    def _topics(self) -> dict[str, tuple[str, ...]]:
        return {one.public.id: one.public.topics for one in self._bank.listed()}

    @cached_property
    def _items(self) -> Items:
        return prepare(map(as_item, self._bank.listed()))
