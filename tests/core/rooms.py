"""Rooms for tests: interviews that grow in memory by the real rules and the real log, with no database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import UUID, uuid4

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain import room as rules
from jupyter_interview.domain.clock import Clock
from jupyter_interview.domain.events import Actor, Draft, Event
from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.log import Decision, apply
from jupyter_interview.domain.questions import Question
from jupyter_interview.domain.verdicts import Evidence, Judgement, TestResult, Verdict
from jupyter_interview.service.ports import Interviewer, Reaction, RoomView
from tests.bank import bank

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
QUESTIONS = ("gift-card-pair", "first-bracket-fault", "logins-in-windows")


class Room:
    """One interview, its log and a clock that moves a second with every decision."""

    def __init__(
        self,
        questions: Sequence[str] = QUESTIONS,
        *,
        sandboxed: bool = True,
        id: UUID | None = None,
        persona: str = "balanced",
        model: bool = True,
        integrity: bool = False,
    ) -> None:
        plan = tuple(p.PlannedQuestion(name, bank().get(name).digest) for name in questions)
        self.now = START
        self.events: list[Event] = []
        self.reactions: list[Reaction] = []
        self.interview = Interview(
            id=id or uuid4(),
            user_id=uuid4(),
            kind="dsa",
            language="python",
            sandboxed=sandboxed,
            plan=plan,
            clock=Clock(timedelta(minutes=45)),
            created_at=START,
            notebook_path="interview.ipynb",
            kernel_name="interview-python",
        )
        created = p.InterviewCreated(
            interview_kind="dsa",
            language="python",
            duration_seconds=2700,
            question_count=len(plan),
            sandboxed=sandboxed,
            interviewer="offline",
            persona=persona,
            model=model,
            integrity=integrity,
        )
        planned = p.InterviewPlanned(questions=plan, reason="chosen for a test")
        self.decide(Decision((Draft(created, Actor.SYSTEM), Draft(planned, Actor.SYSTEM))))

    def decide(self, decision: Decision) -> tuple[Event, ...]:
        self.now += timedelta(seconds=1)
        applied = apply(self.interview, decision, self.now)
        self.interview = applied.interview
        self.events.extend(applied.events)
        return applied.events

    def do(self, rule: Callable[..., Decision], **arguments: object) -> tuple[Event, ...]:
        """Run one of the room's rules."""
        return self.decide(rule(self.interview, self.now, **arguments))

    def submit(self, source: str, purpose: Literal["submit", "examples"] = "submit") -> UUID:
        question = self.interview.progress.open_question
        assert question is not None
        submission_id = uuid4()
        self.do(
            rules.submit,
            submission_id=submission_id,
            question_id=question.question_id,
            cell_id="answer",
            source=source,
            language="python",
            purpose=purpose,
        )
        return submission_id

    def judge(self, judgement: Judgement, purpose: Literal["submit", "examples"] = "submit") -> tuple[Event, ...]:
        """Submit, and have the judge say what is given."""
        question = self.interview.progress.open_question
        assert question is not None
        judged = p.SubmissionJudged(
            submission_id=self.submit("def answer(): ...", purpose),
            question_id=question.question_id,
            purpose=purpose,
            attempt=1,
            judgement=judgement,
        )
        return self.decide(Decision((Draft(judged, Actor.JUDGE),)))

    def view(self, stimulus: Event) -> RoomView:
        current = self.interview.progress.question
        posted = len(self.interview.progress.questions)
        upcoming = self.interview.plan[posted] if posted < len(self.interview.plan) else None
        return RoomView(
            interview=self.interview,
            events=tuple(self.events),
            stimulus=stimulus,
            question=bank().get(current.question_id) if current else None,
            upcoming=bank().get(upcoming.question_id) if upcoming else None,
            more=upcoming is not None,
            now=self.now,
        )

    async def answer(self, interviewer: Interviewer) -> list[p.Payload]:
        """Have every stimulus answered, in order, until none is left; what was said and done."""
        said: list[p.Payload] = []
        while self.interview.progress.unanswered:
            seq = self.interview.progress.unanswered[0]
            reaction = await interviewer.react(self.view(self.events[seq - 1]))
            self.reactions.append(reaction)
            self.do(
                rules.answer,
                stimulus=self.events[seq - 1],
                payloads=reaction.payloads,
                notes=reaction.notes,
                lines=reaction.lines,
                wording=reaction.wording,
                prompt=reaction.prompt,
                learnt=reaction.learnt,
            )
            said.extend(reaction.payloads)
        return said

    async def tell(self, interviewer: Interviewer, text: str) -> list[p.Payload]:
        self.do(rules.message, text=text)
        return await self.answer(interviewer)

    @property
    def question(self) -> Question:
        current = self.interview.progress.question
        assert current is not None
        return bank().get(current.question_id)


def judgement(verdict: Verdict, *, passed: int = 3, total: int = 12, examples: bool = False) -> Judgement:
    """What the judge might say: two visible tests, then hidden ones of which one fails unless accepted."""
    total = 2 if examples else total
    passed = total if verdict is Verdict.ACCEPTED else min(passed, total - 1)
    tests = tuple(_test(place, verdict if place > passed else Verdict.ACCEPTED) for place in range(1, total + 1))
    if verdict in (Verdict.COMPILE_ERROR, Verdict.INTERNAL_ERROR):
        tests = ()
    return Judgement(
        verdict=verdict,
        tests=tests[: 2 if examples else total],
        passed=passed,
        total=total,
        evidence=Evidence(elapsed_ms=40, peak_memory_bytes=9_000_000, exit_code=0),
        sandboxed=True,
    )


def _test(index: int, verdict: Verdict) -> TestResult:
    if index > 2:
        return TestResult(index=index, category="edge", hidden=True, verdict=verdict, elapsed_ms=3)
    return TestResult(
        index=index,
        category="example",
        hidden=False,
        verdict=verdict,
        elapsed_ms=2,
        arguments="prices = [1, 2], balance = 3",
        expected="[0, 1]",
        actual="[0, 1]" if verdict is Verdict.ACCEPTED else "```\n# <script>alert(1)</script>",
        stdout="seen\n",
    )
