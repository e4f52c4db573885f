"""Interviews of long ago: by the real rules, written into the tables at the times at which they are to have been."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
from msgspec.structs import replace

from jupyter_interview.adapters.postgres import rows
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.events import Actor, Draft, Event
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.lifecycle import Action
from jupyter_interview.domain.log import Decision, apply
from jupyter_interview.domain.verdicts import Evidence, Judgement, Verdict
from tests.contracts.rooms import new_interview

QUESTION = "first-bracket-fault"


@dataclass
class Past:
    """One interview; each method is something that happened `at` a time."""

    interview: Interview
    zone: str | None = None
    events: list[Event] = field(default_factory=list)
    verdicts: dict[UUID, tuple[p.SubmissionCreated, Event, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, user: User, at: datetime, *, zone: str | None = None, kind: str = "dsa") -> Past:
        """Created and joined."""
        made = new_interview(user)
        path = f"interviews/{made.id}.ipynb"
        past = cls(replace(made, created_at=at, kind=kind, plan=(), notebook_path=path), zone)
        past.add(at, p.InterviewCreated(kind, "python", 2700, 2, True, "offline"))
        past.add(at, p.InterviewJoined(), action=Action.JOIN)
        return past

    def add(self, at: datetime, *payloads: p.Payload, action: Action | None = None) -> Event:
        applied = apply(self.interview, Decision(tuple(Draft(x, Actor.SYSTEM) for x in payloads), action), at)
        self.interview = applied.interview
        self.events += applied.events
        return applied.events[0]

    def ask(self, at: datetime, question: str = QUESTION, title: str = "Title") -> None:
        number = len(self.interview.progress.questions) + 1
        planned = p.PlannedQuestion(question, "sha256:" + "a" * 64)
        self.interview = replace(self.interview, plan=(*self.interview.plan, planned))
        self.add(at, p.QuestionPosted(question, planned.digest, number, title, ()))

    def submit(self, at: datetime, verdict: Verdict, *, examples: bool = False) -> None:
        """On the current question, judged at once."""
        question = self.interview.progress.questions[-1].question_id
        purpose = "examples" if examples else "submit"
        created = p.SubmissionCreated(uuid4(), question, "a" * 64, "cell", "python", purpose, "pass")  # type: ignore[arg-type]
        event = self.add(at, created)
        judgement = Judgement(verdict, (), 0, 1, Evidence(), True)
        judged = self.add(at, p.SubmissionJudged(created.submission_id, question, created.purpose, 1, judgement))
        self.verdicts[event.envelope.id] = created, judged, verdict.value

    def close(self, at: datetime, outcome: p.Outcome, question: str = QUESTION, score: float | None = None) -> None:
        """With a `score`, as the adaptive choice records one."""
        self.add(at, p.QuestionClosed(question, outcome))
        if score is not None:
            number = len(self.interview.progress.questions)
            self.add(at, p.QuestionScored(question, number, score, None, 0, 1, 0, 0.0))

    def end(self, at: datetime) -> None:
        self.add(at, p.InterviewCompleted("ended"), action=Action.COMPLETE)

    def write(self, url: str) -> None:
        with psycopg.connect(url) as connection:
            insert(connection, "interviews", {**rows.columns(self.interview), "time_zone": self.zone})
            for event in self.events:
                columns = rows.event_columns(event, self.interview, None)
                salt, payload = columns.pop("salt"), columns.pop("payload")
                insert(connection, "events", columns)
                insert(connection, "event_payloads", {"event_id": columns["id"], "salt": salt, "payload": payload})
                if event.envelope.id in self.verdicts:
                    created, _, _ = self.verdicts[event.envelope.id]
                    insert(connection, "submissions", self._submission(event, created))
            for created, judged, verdict in self.verdicts.values():
                row = {"submission_id": created.submission_id, "interview_id": self.interview.id, "verdict": verdict}
                row |= {"event_id": judged.envelope.id, "judgement": b"{}", "judged_at": judged.envelope.at}
                insert(connection, "verdicts", row)

    def _submission(self, event: Event, created: p.SubmissionCreated) -> dict[str, Any]:
        return {
            "id": created.submission_id,
            "interview_id": self.interview.id,
            "user_id": self.interview.user_id,
            "event_id": event.envelope.id,
            "question_id": created.question_id,
            "question_digest": created.question_digest,
            "language": created.language,
            "purpose": created.purpose,
            "source": b"pass",
            "own_inputs": b"",
            "created_at": event.envelope.at,
            "judged": True,
        }


def insert(connection: psycopg.Connection[Any], table: str, row: Mapping[str, Any]) -> None:
    names = ", ".join(row)
    places = ", ".join(["%s"] * len(row))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})".encode(), list(row.values()))
