"""The adaptive engine among its sources: the bank, the candidate's past, and what everybody was asked."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
import numpy as np
from msgspec.structs import replace

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.adaptive.ability import DEFAULT_PRIOR, Prior
from jupyter_interview.domain.adaptive.background import prior_from_profile
from jupyter_interview.domain.adaptive.engine import Next, Situation, decide
from jupyter_interview.domain.adaptive.exposure import Exposure
from jupyter_interview.domain.adaptive.items import SCALE, Items, as_item, prepare
from jupyter_interview.domain.design.questions import SYSTEM_DESIGN
from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.questions import MINUTES, PRIORS, Difficulty, ListedQuestion, PublicQuestion
from jupyter_interview.errors import InvalidRequest
from jupyter_interview.service.ports import InterviewStore, ProfileStore, QuestionBank


class Wanted(msgspec.Struct, frozen=True):
    """What an interview asks of its questions."""

    kind: str
    language: str
    topics: tuple[str, ...] = ()
    difficulty: Difficulty | None = None
    cohort: UUID | None = None
    """Whose interview it is: a cohort's own questions may be asked in it."""

    def fits(self, question: ListedQuestion) -> bool:
        """The one place that says which questions an interview may have."""
        public = question.public
        on_topic = not self.topics or not set(self.topics).isdisjoint(public.topics)
        at_level = self.difficulty in (None, public.difficulty)
        ours = question.cohort in (None, self.cohort)
        return self.language in public.languages and on_topic and at_level and ours


class AdaptiveEngine:
    """Chooses the next question of an interview, and says why."""

    def __init__(
        self,
        store: InterviewStore,
        bank: QuestionBank,
        profiles: ProfileStore,
        seeds: Callable[[], int] | None = None,
    ) -> None:
        self._store = store
        self._bank = bank
        self._profiles = profiles
        self._seeds = seeds or (lambda: secrets.randbits(32))
        self._prepared: dict[bool, tuple[tuple[ListedQuestion, ...], Items]] = {}

    async def check(self, wanted: Wanted, count: int) -> None:
        """That the bank has enough to choose from. Raises InvalidRequest, BadQuestion."""
        listed, _ = await asyncio.to_thread(self._questions, wanted.kind)
        available = sum(map(wanted.fits, listed))
        if available < count:
            raise InvalidRequest(
                f"The bank has {available} questions of that kind, and {count} were asked for. Widen the choice.",
                available=available,
            )

    async def next(self, interview: Interview, created: p.InterviewCreated, now: datetime) -> p.QuestionChosen | None:
        """The next question of this interview, to be posted now; None if there should be none.

        Raises:
            BadQuestion, Unavailable.
        """
        asked = await self._store.asked(interview.user_id)
        counts, interviews = await self._store.exposure(interview.kind)
        start = await self._start(interview)
        seed = self._seeds()

        def work() -> p.QuestionChosen | None:
            listed, items = self._questions(interview.kind)
            wanted = Wanted(interview.kind, interview.language, created.topics, created.difficulty, interview.cohort_id)
            situation = Situation(
                items=items,
                fitting=np.fromiter(map(wanted.fits, listed), dtype=np.bool_, count=len(items)),
                asked=asked,
                interview=interview.id,
                exposure=_exposure(items, counts, interviews, new=not interview.plan),
                now=now,
                remaining=interview.clock.remaining(now),
                count=interview.question_count,
                until_sure=created.until_sure,
                start=start,
            )
            found = decide(situation, seed)
            number = len(interview.progress.questions) + 1
            if found is None:
                return None
            chosen = _chosen(found, items, listed[found.choice.item], seed, number)
            reason = _unmeasured(found) if interview.kind == SYSTEM_DESIGN else chosen.reason + _began(start)
            return replace(chosen, reason=reason)

        return await asyncio.to_thread(work)

    async def _start(self, interview: Interview) -> Prior:
        """By the candidate's confirmed profile in practice, and by nothing where somebody else set the interview."""
        stored = await self._profiles.profile(interview.user_id) if interview.assignment_id is None else None
        if stored is None or stored.confirmed_at is None:
            return DEFAULT_PRIOR
        return prior_from_profile(stored.profile)

    def _questions(self, kind: str) -> tuple[tuple[ListedQuestion, ...], Items]:
        """Those of a kind, in the order of their items; prepared once, since an open bank does not change."""
        design = kind == SYSTEM_DESIGN
        if design not in self._prepared:
            found = map(_listed, self._bank.designs()) if design else self._bank.listed()
            listed = tuple(sorted(found, key=lambda question: question.public.id))
            self._prepared[design] = listed, prepare(map(as_item, listed))
        return self._prepared[design]


def _listed(question: PublicQuestion) -> ListedQuestion:
    """A system-design question: no judge measures it, so it has no item parameters but its level's."""
    return ListedQuestion(question, PRIORS[question.difficulty], MINUTES[question.difficulty])


def _unmeasured(found: Next) -> str:
    choice = found.choice
    return (
        f"Chosen because it is one of {choice.fitting} questions that fit, on a topic that had the fewest in this "
        f"interview ({choice.topic}). No ability is estimated in system design."
    )


def _began(start: Prior) -> str:
    """That a profile had its say is said; what stood in it is not, for the log stays when the profile is deleted."""
    if start == DEFAULT_PRIOR:
        return ""
    return f" Before any answer the estimate was {start.mean:+.2f}, by the years of work in the confirmed profile."


def _exposure(items: Items, counts: dict[str, int], interviews: int, *, new: bool) -> Exposure:
    asked = np.zeros(len(items), dtype=np.int64)
    for name, count in counts.items():
        if name in items.index:
            asked[items.index[name]] = count
    return Exposure(asked, interviews + new)


def _chosen(found: Next, items: Items, question: ListedQuestion, seed: int, number: int) -> p.QuestionChosen:
    choice = found.choice
    topic = int(items.topic[choice.item])
    ability, prior = found.ability, found.prior
    return p.QuestionChosen(
        question_id=choice.question,
        digest=question.public.digest,
        number=number,
        reason=choice.explanation,
        seed=seed,
        drawn_from=choice.drawn_from,
        ability=_estimate(float(ability.topic_means[topic]), float(ability.topic_sds[topic])),
        chance=round(choice.chance, 4),
        difficulty=float(items.difficulty[choice.item]),
        discrimination=round(float(items.discrimination[choice.item]) / SCALE, 4),
        prior=_estimate(prior.mean, prior.sd),
        expected_seconds=timedelta(minutes=question.minutes).total_seconds(),
        review=found.review,
    )


def _estimate(mean: float, sd: float) -> p.Estimate:
    return p.Estimate(round(mean, 4), round(sd, 4))
