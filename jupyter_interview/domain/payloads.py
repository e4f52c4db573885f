"""What each kind of event says. One class a kind: its name, who may see it, and its fields.

Adding a kind is adding a class here; `docs/reference/events.md` lists them all and says which become cells.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Literal, Self
from uuid import UUID

import msgspec

from jupyter_interview.domain import canonical
from jupyter_interview.domain.design.estimates import Status
from jupyter_interview.domain.design.findings import Findings
from jupyter_interview.domain.design.questions import Step
from jupyter_interview.domain.questions import Difficulty
from jupyter_interview.domain.verdicts import Judgement, Verdict


class Visibility(StrEnum):
    """The least privileged reader of a payload: who may see it, file or frame."""

    CANDIDATE = "candidate"
    EDUCATOR = "educator"
    SERVER = "server"


class Payload(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The root of all payloads."""

    kind: ClassVar[str] = ""
    visibility: ClassVar[Visibility] = Visibility.CANDIDATE

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, camelCase."""
        result: dict[str, Any] = msgspec.to_builtins(self)
        return result

    def to_bytes(self) -> bytes:
        """Canonical bytes, as stored and as committed to."""
        return canonical.to_bytes(self.to_json())

    @classmethod
    def from_json(cls, value: Any) -> Self:
        return msgspec.convert(value, cls, strict=False)


class CellDraft(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A notebook cell that an event becomes; its id derives from the event's id and its place."""

    cell_type: Literal["markdown", "code"]
    role: Literal["question", "starter", "hint", "interviewer"]
    source: str


# --- the interview as a whole -----------------------------------------------------------------------------------------


class InterviewCreated(Payload, frozen=True):
    kind = "interview.created"
    interview_kind: str
    language: str
    duration_seconds: int
    question_count: int
    sandboxed: bool
    interviewer: str
    persona: str = "balanced"
    model: bool = True
    """False: no language model may word a turn, whether there is one or not."""
    topics: tuple[str, ...] = ()
    """Only questions on one of these; empty: any."""
    difficulty: Difficulty | None = None
    until_sure: bool = False
    """`question_count` is the most: fewer are asked once the ability is known well enough."""
    integrity: bool = False
    """Whether focus, pastes and other AI extensions are recorded, as the candidate was told."""


class InterviewPlanned(Payload, frozen=True):
    """Which questions were set beforehand, and why; the candidate meets them one at a time."""

    kind = "interview.planned"
    visibility = Visibility.EDUCATOR
    questions: tuple[PlannedQuestion, ...]
    reason: str


class PlannedQuestion(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    question_id: str
    digest: str


class InterviewJoined(Payload, frozen=True):
    kind = "interview.joined"


class InterviewInterrupted(Payload, frozen=True):
    kind = "interview.interrupted"


class InterviewReturned(Payload, frozen=True):
    kind = "interview.returned"


class InterviewPaused(Payload, frozen=True):
    kind = "interview.paused"
    expires_at: datetime
    remaining_seconds: int


class InterviewResumed(Payload, frozen=True):
    kind = "interview.resumed"


class InterviewEnding(Payload, frozen=True):
    """No more input is taken; the interview completes when what is being judged has its verdict."""

    kind = "interview.ending"
    reason: Literal["all_done", "ended", "deadline"]


class InterviewCompleted(Payload, frozen=True):
    kind = "interview.completed"
    reason: Literal["all_done", "ended", "deadline"]


class InterviewAbandoned(Payload, frozen=True):
    kind = "interview.abandoned"
    reason: Literal["abandoned", "never_joined", "pause_expired", "interruption_expired"]


class ClockCredited(Payload, frozen=True):
    """Delay of ours that was given back to the candidate."""

    kind = "clock.credited"
    seconds: float
    cause: Literal["judge", "interviewer"]


# --- turns ------------------------------------------------------------------------------------------------------------


class CandidateTurn(Payload, frozen=True):
    kind = "turn.candidate"
    text: str


class InterviewerTurn(Payload, frozen=True):
    kind = "turn.interviewer"
    text: str
    """Markdown, already filtered."""
    intent: str
    """What the turn is for, such as `greeting`, `verdict`, `complexity`."""
    cells: tuple[CellDraft, ...] = ()


class TurnNoted(Payload, frozen=True):
    """The hidden half of every turn: which event it answered, what was learnt, and which lines were spent."""

    kind = "turn.noted"
    visibility = Visibility.EDUCATOR
    reacts_to: int
    notes: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    """Keys of the authored lines that were said, so that none is said twice."""
    wording: Wording | None = None
    """None: no language model was asked."""
    learnt: tuple[Learnt, ...] = ()
    """What the turn says about the candidate, for the scores."""


class Learnt(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """One observation, by the interview's rules and never by a model; the stimulus of the turn is its evidence."""

    criterion: Criterion
    value: Literal["good", "mixed", "poor"]
    text: str


Criterion = Literal[
    "approach", "complexity", "communication", "follow-up", "requirements", "reliability", "deep dives", "trade-offs"
]
"""What observations are about; the last four are of system design."""


WordingFailure = Literal["no_key", "refused", "busy", "budget", "slow", "down", "broken", "empty", "leak", "left"]
"""Why a turn was said in the authored words after all.

`leak`: the filter kept the model's back; `left`: the candidate was no longer there to wait for them.
"""


class Wording(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What was asked of a language model for one turn, and what it cost."""

    prompt: str
    """The prompt file and its version."""
    model: str | None = None
    """Which one answered."""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    failure: WordingFailure | None = None


class PromptMessage(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    role: Literal["system", "user", "assistant"]
    content: str


class TurnPrompted(Payload, frozen=True):
    """The exact prompt of the turn that the next `turn.noted` is about."""

    kind = "turn.prompted"
    visibility = Visibility.EDUCATOR
    version: str
    messages: tuple[PromptMessage, ...]


# --- questions --------------------------------------------------------------------------------------------------------


class QuestionChosen(Payload, frozen=True):
    """Which question comes next, and why: all that the draw rested on. It is posted with the next event."""

    kind = "question.chosen"
    visibility = Visibility.EDUCATOR
    question_id: str
    digest: str
    number: int
    """From 1."""
    reason: str
    """“Chosen because …”, in plain words."""
    seed: int
    drawn_from: tuple[str, ...]
    """The best questions, best first; the seed draws one."""
    ability: Estimate
    """In the question's topic, before it was asked."""
    chance: float
    """That this candidate solves it."""
    difficulty: float
    """Item parameters, as they were then and in the scale in which authors write them."""
    discrimination: float
    prior: Estimate
    """What earlier interviews said of the general ability."""
    expected_seconds: float
    review: bool = False
    """It was failed before; what comes of it says what was remembered, and nothing about the ability."""
    clock_seconds: float = 0.0
    """What the interview's clock had used."""


class Estimate(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """An ability in standard deviations of all candidates, and the doubt about it."""

    mean: float
    sd: float


class QuestionScored(Payload, frozen=True):
    """How much of a solution a question's answers were, by the best submission."""

    kind = "question.scored"
    visibility = Visibility.EDUCATOR
    question_id: str
    number: int
    score: float | None
    """From 0 to 1; None: it says nothing."""
    verdict: Verdict | None
    """None: nothing was submitted."""
    passed: int
    total: int
    hints: int
    seconds: float
    """On the interview's clock, delays of ours given back; 0 where nobody knows."""
    review: bool = False


class QuestionPosted(Payload, frozen=True):
    kind = "question.posted"
    question_id: str
    digest: str
    number: int
    """From 1."""
    title: str
    cells: tuple[CellDraft, ...]


class HintRequested(Payload, frozen=True):
    kind = "hint.requested"


class HintGiven(Payload, frozen=True):
    kind = "hint.given"
    question_id: str
    level: int
    """From 1: nudge, idea, outline."""
    text: str
    cells: tuple[CellDraft, ...]


class SilenceNoticed(Payload, frozen=True):
    """The candidate has neither written, run nor handed in anything for long; the interviewer offers help."""

    kind = "silence.noticed"
    seconds: int


class NextRequested(Payload, frozen=True):
    kind = "next.requested"


class QuestionClosed(Payload, frozen=True):
    kind = "question.closed"
    question_id: str
    outcome: Outcome


Outcome = Literal["accepted", "skipped", "time_up", "discussed"]
"""How a question ended; `discussed`: a system-design question that was gone through to its last step."""


# --- code -------------------------------------------------------------------------------------------------------------


class SubmissionCreated(Payload, frozen=True):
    kind = "submission.created"
    submission_id: UUID
    question_id: str
    question_digest: str
    cell_id: str
    language: str
    purpose: Literal["submit", "examples"]
    source: str
    own_inputs: str = ""


class SubmissionJudged(Payload, frozen=True):
    kind = "submission.judged"
    submission_id: UUID
    question_id: str
    purpose: Literal["submit", "examples"]
    attempt: int
    """How many runs it took; above 1 after an internal error."""
    judgement: Judgement


class GrowthMeasured(Payload, frozen=True):
    """How the running time of an accepted submission grows with its input, measured after the verdict."""

    kind = "growth.measured"
    visibility = Visibility.EDUCATOR
    question_id: str
    submission_id: UUID
    points: tuple[GrowthPoint, ...]
    exponent: float | None
    """The power of the size; None: too fast to tell."""


class GrowthPoint(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    share: float
    """Of the largest input."""
    milliseconds: int


class CellExecuted(Payload, frozen=True):
    """A cell that ran in the kernel, as the server saw it in the kernel's own message stream."""

    kind = "cell.executed"
    cell_id: str | None
    source: str
    status: Literal["ok", "error", "stopped", "died"]
    execution_count: int | None
    started_at: datetime
    finished_at: datetime
    outputs: tuple[dict[str, Any], ...]
    """nbformat 4.5 outputs, capped."""
    truncated: bool
    outputs_sha256: str
    sandboxed: bool


class CellSnapshot(Payload, frozen=True):
    """What a browser says a cell holds: crash-safe autosave, and the last word on unsubmitted code."""

    kind = "cell.snapshot"
    cell_id: str
    cell_type: Literal["markdown", "code", "raw"]
    source: str


# --- system design ----------------------------------------------------------------------------------------------------


class StepBegan(Payload, frozen=True):
    """One of the four steps of a system-design question, with its share of the time."""

    kind = "step.began"
    question_id: str
    step: Step
    number: int
    """From 1."""
    minutes: int
    remaining_seconds: int
    """On the interview's clock at that moment."""


class StepClosed(Payload, frozen=True):
    kind = "step.closed"
    question_id: str
    step: Step


class DesignSubmitted(Payload, frozen=True):
    """A cell handed in to be checked: the estimates, or the diagram."""

    kind = "design.submitted"
    question_id: str
    step: Step
    cell_id: str
    source: str


class DesignChecked(Payload, frozen=True):
    """What the checks found in the hand-in that the next `turn.noted` is about."""

    kind = "design.checked"
    visibility = Visibility.EDUCATOR
    question_id: str
    step: Step
    estimates: tuple[EstimateFound, ...] = ()
    diagram: Findings | None = None
    """None: no estimates in the one step, no flowchart in the other."""


class EstimateFound(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """One quantity, as checked; `seq` is the execution whose output states it."""

    name: str
    status: Status
    ratio: float | None = None
    """What was stated over what is right."""
    seq: int | None = None


# --- feedback ---------------------------------------------------------------------------------------------------------


class FeedbackAsked(Payload, frozen=True):
    """A language model reads the log for the feedback, once; what it has not said by `until` is not waited for."""

    kind = "feedback.asked"
    visibility = Visibility.EDUCATOR
    until: datetime


class FeedbackRead(Payload, frozen=True):
    """How a language model scored the prose criteria of one question, in each of several readings."""

    kind = "feedback.read"
    visibility = Visibility.EDUCATOR
    question_id: str
    prompt: str
    """The prompt file and its version."""
    runs: tuple[Reading, ...]


ReadingFailure = Literal[WordingFailure, "invalid"]
"""Why a reading says nothing; `invalid`: the answer did not fit the schema, not even when it was asked for again."""


class Reading(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """One reading: scores, or the reason why there are none."""

    model: str | None = None
    prompt_tokens: int = 0
    completion_tokens: int = 0
    repaired: bool = False
    """The first answer did not fit the schema."""
    failure: ReadingFailure | None = None
    lines: tuple[ReadLine, ...] = ()


class ReadLine(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """One prose criterion, as a model sees it."""

    criterion: str
    score: int | None
    """1 to 4; None where the model sees not enough evidence."""
    reason: str
    evidence: tuple[int, ...]
    """Seqs of the events that it names."""


class TabTakenOver(Payload, frozen=True):
    kind = "tab.taken_over"


# --- integrity: what a browser tells, disclosed to the candidate ------------------------------------------------------


class FocusChanged(Payload, frozen=True):
    """The browser's window lost the focus, or has it again."""

    kind = "focus.changed"
    focused: bool
    seconds: int
    """For how long it had not; 0 when it is lost."""
    claimed_at: datetime
    """By the browser's clock: an outage delays what it tells."""


class TextPasted(Payload, frozen=True):
    """How much was pasted into a cell; never what."""

    kind = "text.pasted"
    cell_id: str
    characters: int
    lines: int
    own: bool
    """Copied in this notebook, in the same tab."""
    claimed_at: datetime


class ExtensionsFound(Payload, frozen=True):
    """AI extensions in the browser's JupyterLab, all that there are now."""

    kind = "extensions.found"
    extensions: tuple[str, ...]
    """Their plugin ids, as far as they are on the server's list."""


WATCHED = (FocusChanged.kind, TextPasted.kind, ExtensionsFound.kind)
"""Kinds that no interviewer, no scorer and no model reads: a person judges, or nobody."""


PAYLOADS: dict[str, type[Payload]] = {cls.kind: cls for cls in Payload.__subclasses__()}
"""Every kind of event."""


def decode(kind: str, data: bytes) -> Payload:
    """A stored payload.

    Raises:
        ValueError: an unknown kind, or bytes that do not fit it.
    """
    cls = PAYLOADS.get(kind)
    if cls is None:
        raise ValueError(f"unknown kind of event {kind!r}")
    try:
        return cls.from_json(canonical.from_bytes(data))
    except msgspec.ValidationError as error:
        raise ValueError(f"payload does not fit {kind}: {error}") from error
