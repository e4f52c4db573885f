"""One interview in memory: the room's own rules and log, a clock that the script moves, and whoever interviews."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID, uuid4

from msgspec.structs import replace

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain import room as rules
from jupyter_interview.domain.clock import Clock
from jupyter_interview.domain.design.questions import SYSTEM_DESIGN, DesignQuestion
from jupyter_interview.domain.events import Actor, Draft, Event
from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.log import Decision, apply
from jupyter_interview.domain.questions import Question
from jupyter_interview.domain.verdicts import Judgement
from jupyter_interview.service.ports import DesignView, Interviewer, QuestionBank, RoomView

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DURATION = timedelta(minutes=45)
P = TypeVar("P", bound=p.Payload)


class Sitting:
    """What the candidates and the criteria see of an interview."""

    def __init__(
        self, bank: QuestionBank, interviewer: Interviewer, questions: Sequence[str], *, id: UUID, kind: str = "dsa"
    ) -> None:
        self._bank, self._interviewer = bank, interviewer
        get = bank.design if kind == SYSTEM_DESIGN else bank.get
        plan = tuple(p.PlannedQuestion(name, get(name).digest) for name in questions)
        self.now = START
        self.events: list[Event] = []
        self.interview = Interview(
            id=id,
            user_id=uuid4(),
            kind=kind,
            language="python",
            sandboxed=False,
            plan=plan,
            clock=Clock(DURATION),
            created_at=START,
            notebook_path="interview.ipynb",
            kernel_name="interview-python-unsandboxed",
        )
        created = p.InterviewCreated(
            interview_kind=kind,
            language="python",
            duration_seconds=int(DURATION.total_seconds()),
            question_count=len(plan),
            sandboxed=False,
            interviewer=interviewer.name,
        )
        planned = p.InterviewPlanned(questions=plan, reason="a rehearsal")
        self._decide(Decision((Draft(created, Actor.SYSTEM), Draft(planned, Actor.SYSTEM))))

    # -- what a candidate does; each waits for the interviewer

    async def do(self, rule: Callable[..., Decision], **arguments: object) -> None:
        """One of the room's rules, and the answers to it. Raises what the rule raises."""
        self._decide(rule(self.interview, self.now, **arguments))
        await self._answered()

    async def say(self, text: str) -> None:
        await self.do(rules.message, text=text)

    async def submit(self, source: str, judge: Callable[[Question, str], Awaitable[Judgement]]) -> None:
        """Submit a cell's source and hear the verdict."""
        question = self.question
        submission_id = uuid4()
        await self.do(
            rules.submit,
            submission_id=submission_id,
            question_id=question.id,
            cell_id="answer",
            source=source,
            language="python",
            purpose="submit",
        )
        judged = p.SubmissionJudged(
            submission_id=submission_id,
            question_id=question.id,
            purpose="submit",
            attempt=1,
            judgement=await judge(question, source),
        )
        self._decide(Decision((Draft(judged, Actor.JUDGE),)))
        await self._answered()

    async def run_cell(self, output: str, source: str = "estimates()") -> None:
        """A cell runs in the kernel and prints `output`."""
        ran = p.CellExecuted(
            cell_id="estimates",
            source=source,
            status="ok",
            execution_count=1,
            started_at=self.now,
            finished_at=self.now,
            outputs=({"output_type": "stream", "name": "stdout", "text": output},),
            truncated=False,
            outputs_sha256="",
            sandboxed=False,
        )
        await self.do(rules.executed, payload=ran)

    async def hand_in(self, source: str) -> None:
        """Press Check on a cell of system design."""
        current = self.interview.progress.question
        assert current is not None, "a question was posted"
        await self.do(rules.hand_in, question_id=current.question_id, cell_id="answer", source=source)

    async def end(self) -> None:
        """Press End, unless the interview ends already; then complete it, as the orchestrator does."""
        if self.interview.progress.ending is None:
            await self.do(rules.end)
        self._decide(rules.complete(self.interview, self.now))

    def wait(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)

    async def keep_quiet(self, minutes: float) -> None:
        """Do nothing for so long, and hear what is said to it: the sweeper looks in at the end."""
        self.wait(minutes)
        await self.do(rules.silence, newest=self.events[-1])

    # -- what criteria look at

    @property
    def question(self) -> Question:
        """The one on the screen."""
        current = self.interview.progress.question
        assert current is not None, "a question was posted"
        return self._bank.get(current.question_id)

    @property
    def design(self) -> DesignQuestion:
        """The one on the screen, in an interview on system design."""
        current = self.interview.progress.question
        assert current is not None, "a question was posted"
        return self._bank.design(current.question_id)

    def planned(self) -> tuple[Question, ...]:
        return tuple(self._bank.get(planned.question_id) for planned in self.interview.plan)

    def of(self, kind: type[P]) -> list[tuple[Event, P]]:
        """Events of one kind, in order."""
        return [(event, event.payload) for event in self.events if isinstance(event.payload, kind)]

    def heard(self) -> list[str]:
        """Every text that the candidate gets from the interviewer: turns, hints, cells."""
        texts = []
        for event in self.events:
            match event.payload:
                case p.InterviewerTurn(text=text, cells=cells) | p.HintGiven(text=text, cells=cells):
                    texts += [text, *(cell.source for cell in cells)]
                case p.QuestionPosted(cells=cells):
                    texts += [cell.source for cell in cells]
        return texts

    # -- the room

    def _decide(self, decision: Decision) -> None:
        self.now += timedelta(seconds=1)
        applied = apply(self.interview, decision, self.now)
        self.interview = applied.interview
        self.events.extend(applied.events)

    async def _answered(self) -> None:
        while self.interview.progress.unanswered:
            stimulus = self.events[self.interview.progress.unanswered[0] - 1]
            reaction = await self._interviewer.react(self._view(stimulus))
            decision = rules.answer(
                self.interview,
                self.now,
                stimulus=stimulus,
                payloads=reaction.payloads,
                notes=reaction.notes,
                lines=reaction.lines,
                wording=reaction.wording,
                prompt=reaction.prompt,
                learnt=reaction.learnt,
            )
            self._decide(decision)

    def _view(self, stimulus: Event) -> RoomView:
        posted = len(self.interview.progress.questions)
        upcoming = self.interview.plan[posted] if posted < len(self.interview.plan) else None
        following = upcoming.question_id if upcoming else None
        view = RoomView(
            interview=self.interview,
            events=tuple(self.events),
            stimulus=stimulus,
            question=None,
            upcoming=None,
            more=following is not None,
            now=self.now,
        )
        if self.interview.kind == SYSTEM_DESIGN:
            began = max((event.seq for event, _ in self.of(p.StepBegan)), default=0)
            ran = tuple(event for event, _ in self.of(p.CellExecuted) if event.seq > began)
            next_one = self._bank.design(following) if following else None
            return replace(view, design=DesignView(self.design if posted else None, next_one, ran))
        return replace(
            view,
            question=self.question if posted else None,
            upcoming=self._bank.get(following) if following else None,
        )
