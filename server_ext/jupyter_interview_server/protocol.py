"""The wire protocol: REST bodies and channel frames, defined once.

JSON Schema is generated from these types into `protocol.schema.json`, and the labextension's TypeScript types from
that. A frame is `{event, id, seq?, data}`. Client frames carry an id of their own and are idempotent: sent twice, they
happen once.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec


class Wire(msgspec.Struct, frozen=True, rename="camel"):
    """The root of what is sent."""


class Received(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The root of what is received: unknown fields are an error."""


# --- REST ------------------------------------------------------------


class StartInterview(Received, frozen=True):
    """Body of `POST /interview/api/interviews`."""

    kind: Literal["dsa", "system_design"] = "dsa"
    language: str = "python"
    duration_minutes: int = 45
    question_count: int = 2
    topics: tuple[str, ...] = ()
    difficulty: Literal["easy", "medium", "hard"] | None = None
    persona: str = "balanced"
    model: bool = True
    until_sure: bool = False
    """`question_count` is the most; fewer are asked once the ability is known well enough."""


class AboutMe(Received, frozen=True):
    """Body of `PATCH /interview/api/users/me`; what it leaves out stays as it is."""

    time_zone: str | None = None
    """A name of the time zone database: days and weeks of the analytics are that zone's."""
    shares_scores: bool | None = None
    """Whether the scores of the user's interviews may be used to measure the questions."""


class ConfirmDeletion(Received, frozen=True):
    """Body of `DELETE /interview/api/users/me/data`."""

    confirm: str
    """The word `delete`."""


class MakeToken(Received, frozen=True):
    """Body of `POST /interview/api/users/me/tokens`."""

    name: str
    days: int = 30


class AccessTokenBody(Wire, frozen=True, omit_defaults=True):
    """An access token of the user's own."""

    id: UUID
    name: str
    created_at: datetime
    expires_at: datetime
    token: str | None = None
    """The token itself, once: when it was made."""


class PersonaChoice(Wire, frozen=True):
    """One way for the interviewer to sound."""

    id: str
    title: str
    summary: str


class InterviewSummary(Wire, frozen=True):
    """One interview as its owner sees it."""

    id: UUID
    kind: str
    language: str
    state: Literal["created", "in_progress", "interrupted", "paused", "completed", "abandoned"]
    sandboxed: bool
    created_at: datetime
    ended_at: datetime | None
    duration_seconds: int
    remaining_seconds: int
    pause_expires_at: datetime | None
    question_count: int
    questions_closed: int
    questions_accepted: int
    titles: tuple[str, ...]
    """Of the questions that were posted so far."""
    notebook_path: str
    transcript_path: str | None
    """Contents path of the signed transcript, once it is sealed."""
    kernel_name: str


class UserProfile(Wire, frozen=True):
    id: UUID
    name: str
    role: Literal["candidate", "educator", "admin"]
    """What the identity provider says; whoever is no candidate may found cohorts."""
    time_zone: str
    shares_scores: bool
    """Whether the scores of the user's interviews may be used to measure the questions."""
    sandboxed: bool
    """Whether an engine answers, so that a new interview would run in a sandbox."""
    languages: tuple[str, ...]
    """In which a new interview can be, for there are a kernel and questions; the first is offered first."""
    missing_languages: tuple[str, ...]
    """In which it could be, if the engine had their images."""
    personas: tuple[PersonaChoice, ...]
    model: bool
    """Whether a language model words the interviewer's turns, unless an interview says no."""
    ai_extensions: dict[str, str]
    """Names of the AI extensions that are disclosed and recorded, by what their packages have in their names."""


class EditedProfile(Received, frozen=True):
    """Body of `PUT /interview/api/profile`: what the user saw, edited and confirms."""

    skills: tuple[str, ...]
    roles: tuple[str, ...]
    years: float | None


class ResumeFile(Wire, frozen=True):
    """The stored file."""

    kind: Literal["pdf", "docx", "txt"]
    size: int
    """Bytes."""
    uploaded_at: datetime


class CandidateProfile(Wire, frozen=True):
    """What was understood of the user's résumé."""

    state: Literal["none", "draft", "confirmed"]
    """A draft is used for nothing: its owner has not confirmed it."""
    skills: tuple[str, ...]
    roles: tuple[str, ...]
    years: float | None
    """Of work."""
    refined: bool
    """A language model added something to what the rules found."""
    resume: ResumeFile | None
    confirmed_at: datetime | None


class ErrorBody(Wire, frozen=True):
    code: str
    message: str
    details: dict[str, Any] = {}


# --- frames from the client ------------------------------------------------------------


class Join(Received, frozen=True):
    """Sent first on every connection. The answer is `interview:state`, then a replay of events after `lastSeq`."""

    tab_id: str
    last_seq: int = 0
    take_over: bool = False


class Message(Received, frozen=True):
    text: str


class Submit(Received, frozen=True):
    """That cell only. `code:examples` has the same body."""

    question_id: str
    cell_id: str
    source: str
    language: str
    own_inputs: str = ""
    """`code:examples` only: the candidate's own arguments, a JSON array a line."""


class Snapshot(Received, frozen=True):
    cell_id: str
    cell_type: Literal["markdown", "code", "raw"]
    source: str


class HandIn(Received, frozen=True):
    """That cell of system design only."""

    question_id: str
    cell_id: str
    source: str


class Heartbeat(Received, frozen=True):
    tab_id: str


class FocusNow(Received, frozen=True):
    """Of the browser's window. Recorded in assignments whose terms say so, like the next two."""

    focused: bool
    at: datetime
    """By the browser's clock."""
    seconds: int = 0
    """For how long it was lost, when it is back."""


class Pasted(Received, frozen=True):
    """How much; there is no field for what."""

    cell_id: str
    characters: int
    lines: int
    own: bool
    """The text was copied in this notebook, in the same tab."""
    at: datetime


class Extensions(Received, frozen=True):
    """All AI extensions that the browser found, by the server's list."""

    extensions: tuple[str, ...]


class Nothing(Received, frozen=True):
    """`interview:hint`, `interview:next`, `interview:pause`, `interview:end` carry no data."""


CLIENT_FRAMES: dict[str, type[Received]] = {
    "interview:join": Join,
    "interview:message": Message,
    "code:submit": Submit,
    "code:examples": Submit,
    "design:check": HandIn,
    "interview:hint": Nothing,
    "interview:next": Nothing,
    "interview:pause": Nothing,
    "interview:end": Nothing,
    "cell:snapshot": Snapshot,
    "focus:changed": FocusNow,
    "text:pasted": Pasted,
    "extensions:found": Extensions,
    "tab:heartbeat": Heartbeat,
}


class ClientFrame(Received, frozen=True):
    """The outer shape of what a client sends; `data` is decoded by `event`."""

    event: str
    id: str
    data: msgspec.Raw = msgspec.Raw(b"{}")


# --- frames to the client ------------------------------------------------------------


class Cell(Wire, frozen=True):
    """A cell to insert when the notebook has none of that id. Interviewer cells are neither editable nor deletable."""

    id: str
    cell_type: Literal["markdown", "code"]
    role: Literal["question", "starter", "hint", "interviewer", "report"]
    source: str
    editable: bool


class ReviewFinding(Wire, frozen=True):
    """What verifying a file found; the exit code is that of `jupyter interview verify`."""

    exit_code: int
    """0 when it is what was signed, 1 when not, 2 when it cannot be read."""
    sentences: tuple[str, ...]


class Preflight(Wire, frozen=True):
    """What the pre-flight WebSocket answers to each frame: what an interview would find here."""

    server_time: datetime
    sandboxed: bool
    kernels: dict[str, str]
    """The kernel of each language."""


class ReportCells(Wire, frozen=True):
    """The report of a finished interview, for the end of its working notebook."""

    cells: tuple[Cell, ...]


class RoomState(Wire, frozen=True):
    """`interview:state`: sent on join and after every change of it."""

    interview: InterviewSummary
    phase: Literal["not_begun", "solving", "complexity", "follow_up", "between", "ended"]
    question: CurrentQuestion | None
    step: CurrentStep | None
    """Of a system-design question, the one that is open."""
    steps_closed: int
    clock_running: bool
    server_time: datetime
    can_pause: bool
    hints_left: int
    judging: bool
    watch: Watched
    last_seq: int


class Watched(Wire, frozen=True):
    """What was recorded of how the interview is sat: the candidate sees it grow."""

    recorded: bool
    """False: nothing is."""
    focus_lost: int
    pastes: int
    extensions: tuple[str, ...]


class CurrentQuestion(Wire, frozen=True):
    question_id: str
    number: int
    title: str
    attempts: int
    hints_given: int


class CurrentStep(Wire, frozen=True):
    step: Literal["requirements", "estimation", "design", "deep_dives"]
    number: int
    total: int
    minutes: int
    seconds_left: int
    """Of its share of the time when this was sent; below 0 when that is used up."""


class EventData(Wire, frozen=True):
    """A committed event, in `interview:question`, `:response`, `:feedback`, `code:running` and `code:result`."""

    event_id: UUID
    kind: str
    """Such as `turn.interviewer`; the payload's fields follow `docs/reference/events.md`."""
    actor: Literal["candidate", "interviewer", "judge", "system"]
    at: datetime
    payload: dict[str, Any]
    cells: tuple[Cell, ...]


class Queued(Wire, frozen=True):
    """`code:queued`: not an event. A waiting submission's place in the queue, from 1; 0 once a worker has it."""

    submission_id: UUID
    place: int


class Progress(Wire, frozen=True):
    """`code:progress`: not an event; lost when nobody listens."""

    submission_id: UUID
    done: int
    total: int


class TabLostData(Wire, frozen=True):
    """`tab:lost`: another tab took the room over. This one shows a notice and offers to take it back."""

    message: str


class Moving(Wire, frozen=True):
    """`interview:moving`: the server is about to stop and closes the connection; the next join finds another one."""

    message: str


class Delta(Wire, frozen=True):
    """`interview:delta`: all of a turn's provisional text so far; the committed turn takes its place."""

    reacts_to: int
    text: str


class Ack(Wire, frozen=True):
    """`ack`: the frame of this id was committed (or had been before)."""

    duplicate: bool


class ServerFrame(Wire, frozen=True, omit_defaults=True):
    """The outer shape of what the server sends. `id` answers a client frame; `seq` places a committed event."""

    event: Literal[
        "interview:state",
        "interview:delta",
        "interview:response",
        "interview:question",
        "interview:feedback",
        "code:running",
        "code:queued",
        "code:progress",
        "code:result",
        "tab:lost",
        "interview:moving",
        "ack",
        "error",
    ]
    data: Any
    id: str | None = None
    seq: int | None = None
