"""The ports: what the use cases need from the world, in the domain's own verbs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal, Protocol
from uuid import UUID

import msgspec

from jupyter_interview.domain.adaptive.asked import Asked, SharedScore
from jupyter_interview.domain.assignments import Assignment
from jupyter_interview.domain.cohorts import Accommodation, Cohort, Expected, Invitation, Part
from jupyter_interview.domain.design.questions import DesignQuestion
from jupyter_interview.domain.events import Event
from jupyter_interview.domain.grading import Amendment
from jupyter_interview.domain.interview import Interview, User
from jupyter_interview.domain.log import Decision
from jupyter_interview.domain.payloads import Learnt, Payload, TurnPrompted, Visibility, Wording
from jupyter_interview.domain.practice import AskedQuestion, Counts, PhaseTime, PracticeDay, Week
from jupyter_interview.domain.profile.refining import Suggested
from jupyter_interview.domain.profile.values import Profile
from jupyter_interview.domain.questions import ListedQuestion, PublicQuestion, Question
from jupyter_interview.domain.sandbox import RawResult, RunReport, RunRequest
from jupyter_interview.domain.tokens import AccessToken
from jupyter_interview.domain.verdicts import Judgement

Decide = Callable[[Interview, datetime], Decision]
"""A rule, run on the locked interview with the transaction's time; it may raise."""

Lane = Literal["live", "batch"]
"""Of the queue: a candidate waits, or nobody does. Batch work is done when nothing live waits."""

Now = Callable[[], datetime]
"""The wall clock: aware UTC."""


class Appended(msgspec.Struct, frozen=True):
    """What an append did. A duplicate frame did nothing: `events` is then empty."""

    interview: Interview
    events: tuple[Event, ...]
    duplicate: bool = False


class SubmissionRow(msgspec.Struct, frozen=True):
    """A submission as the worker needs it."""

    id: UUID
    interview_id: UUID
    question_id: str
    question_digest: str
    language: str
    purpose: str
    source: str
    own_inputs: str
    created_at: datetime
    attempt: int
    """This run's number, from 1."""


class Seal(msgspec.Struct, frozen=True):
    """A signature over a segment of an interview's log."""

    interview_id: UUID
    segment: str
    """`interview` for the session itself; amendments have their own."""
    statement: bytes
    signature: bytes
    key_id: str
    public_key: bytes


class InterviewStore(Protocol):
    """The truth. Every method that changes an interview is one transaction."""

    async def ensure_user(self, issuer: str, subject: str, name: str) -> User:
        """The user of an identity, made on first sight."""
        ...

    async def set_time_zone(self, user_id: UUID, zone: str) -> None:
        """Where the user is from now on. Raises InvalidRequest for a zone that the database does not know."""
        ...

    async def set_shares_scores(self, user_id: UUID, shares: bool) -> None:
        """Whether the scores of this user's interviews may be used to measure the questions; past ones too."""
        ...

    async def create(self, interview: Interview, decision: Decision) -> Interview:
        """Insert the interview with its first events.

        Raises:
            ActiveInterviewExists: the user has a live one; `details["interviewId"]` names it.
        """
        ...

    async def get(self, interview_id: UUID) -> Interview:
        """Raises NotFound."""
        ...

    async def live(self, user_id: UUID) -> Interview | None:
        """The user's one live interview."""
        ...

    async def list(self, user_id: UUID, *, limit: int = 200) -> Sequence[Interview]:
        """The user's interviews, newest first."""
        ...

    async def append(
        self, interview_id: UUID, decide: Decide, *, epoch: int | None = None, frame_id: str | None = None
    ) -> Appended:
        """The one append: lock the row, check the epoch, decide, chain, write, notify.

        `epoch` is given by the server that holds the room, and a stale one is refused. Workers, sweepers and requests
        that act on a room nobody holds pass None: their decisions are guarded by the state machine and by uniqueness.
        A decision with a `SubmissionCreated` also writes the submission row, one with a `SubmissionJudged` the verdict
        row.
        A `frame_id` seen before makes the whole call a duplicate that changes nothing.

        Raises:
            NotFound, OwnershipLost, ActiveInterviewExists (a resume beside another live one), and what `decide` raises.
        """
        ...

    async def claim(self, interview_id: UUID, server: str) -> Interview:
        """Make `server` the room's owner; the epoch grows when it was another's."""
        ...

    async def touch(self, interview_id: UUID, epoch: int) -> None:
        """A heartbeat: set `seen_at`. Raises OwnershipLost."""
        ...

    async def events(self, interview_id: UUID, after: int = 0, *, without: Sequence[str] = ()) -> Sequence[Event]:
        """Events with `seq > after`, in order, payloads of every visibility; none of the kinds in `without`."""
        ...

    async def asked(self, user_id: UUID) -> Sequence[Asked]:
        """Every question that was chosen for this user, with its score, oldest first."""
        ...

    async def exposure(self, kind: str) -> tuple[dict[str, int], int]:
        """How often each question was chosen in the latest interviews of a kind, and how many of them there are."""
        ...

    async def shared_scores(self) -> Sequence[SharedScore]:
        """Of every user who lets them be used, the first score of each question, reviews left out; oldest first."""
        ...

    async def set_transcript(self, interview_id: UUID, path: str) -> None:
        """The interview's closing is finished, and its report is due."""
        ...

    async def take_reports(self, limit: int) -> Sequence[UUID]:
        """Interviews whose report is due, to be made now. One whose report is not made is due again a while later."""
        ...

    async def report_made(self, interview_id: UUID) -> None: ...

    async def lease_submission(self, submission_id: UUID, worker: str, lease: timedelta) -> SubmissionRow | None:
        """Take a submission to judge it: None when it is judged already or leased to a worker that is still at it."""
        ...

    async def renew_submission(self, submission_id: UUID, worker: str, attempt: int, lease: timedelta) -> bool:
        """Keep a lease: False when it is this attempt's no more, because it ran out and somebody else took it."""
        ...

    async def release_submission(self, submission_id: UUID, worker: str) -> None:
        """Give a lease back after a failure, so that the next try need not wait for it to run out."""
        ...

    async def stale_submissions(self, older_than: timedelta) -> Sequence[UUID]:
        """Submissions without a verdict that nobody holds a lease on, queued longer ago than `older_than`."""
        ...

    async def sweepable(self, unseen_for: timedelta) -> Sequence[UUID]:
        """Interviews that a sweeper must look at: expired in any way, past the deadline, or unseen for too long."""
        ...

    async def unsealed(self) -> Sequence[UUID]:
        """Terminal interviews whose closing was not finished: they have no transcript."""
        ...

    async def add_seal(self, seal: Seal) -> bool:
        """False when the segment was sealed before: the first one stays."""
        ...

    async def seals(self, interview_id: UUID) -> Sequence[Seal]: ...

    async def publish(self, interview_id: UUID, message: bytes) -> None:
        """Tell every server something that is not an event and may be lost (at most 7,000 bytes)."""
        ...

    def subscribe(self) -> AsyncIterator[Notice]:
        """Notices of every server's appends and publishes, from now on; survives a restart of the database.

        After a gap (a lost connection) a `Notice` with `interview_id=None` says: catch up on everything by `seq`.
        """
        ...

    async def check(self) -> None:
        """Raises Unavailable."""
        ...


class PracticeRecord(msgspec.Struct, frozen=True):
    """What one user's interviews hold, summed up by the database."""

    counts: Counts
    days: tuple[PracticeDay, ...]
    phases: tuple[PhaseTime, ...]
    questions: tuple[AskedQuestion, ...]
    weeks: tuple[Week, ...]


class PracticeStore(Protocol):
    """Sums over a user's own interviews and nobody else's."""

    async def practice(self, user_id: UUID) -> PracticeRecord:
        """One query for each of its fields, all on the same state of the database. Raises Unavailable."""
        ...

    async def asked(self, user_id: UUID) -> Sequence[Asked]:
        """As `InterviewStore` has it."""
        ...


class TokenStore(Protocol):
    """Access tokens by their digests. Every method raises Unavailable."""

    async def make_token(
        self, user_id: UUID, digest: bytes, name: str, lasts: timedelta, at_most: int | None
    ) -> AccessToken | None:
        """None where the user has `at_most` that are still good."""
        ...

    async def tokens(self, user_id: UUID) -> Sequence[AccessToken]:
        """Those that are still good, the oldest first."""
        ...

    async def drop_token(self, user_id: UUID, token_id: UUID) -> bool:
        """Whether there was one."""
        ...


class CohortStore(Protocol):
    """Cohorts and assignments; whether somebody may, is for the use cases to say. Every method raises Unavailable."""

    async def found(self, cohort: Cohort, educator: UUID) -> None:
        """A new cohort with its first educator. Raises Conflict for a group that is another's."""
        ...

    async def save(self, cohort: Cohort) -> None:
        """Name, group and model; nobody in it changes. Raises Conflict for a group that is another's."""
        ...

    async def get(self, cohort_id: UUID) -> Cohort:
        """Raises NotFound."""
        ...

    async def of_user(self, user_id: UUID) -> Sequence[Cohort]:
        """Those the user is a member of, oldest first."""
        ...

    async def enrol(self, cohort_id: UUID, user_id: UUID, part: Part, granted: Accommodation) -> None:
        """Add a member, or change one. Raises NotFound."""
        ...

    async def remove(self, cohort_id: UUID, user_id: UUID) -> None: ...

    async def expect(self, cohort_id: UUID, people: Sequence[Expected]) -> None:
        """Add to those who have not signed in yet, or change what they are granted."""
        ...

    async def admit(self, user_id: UUID, logins: Sequence[str], groups: Sequence[str]) -> None:
        """Somebody signed in, vouched for under these folded logins and in these groups: a candidate where expected."""
        ...

    async def by_group(self, user_id: UUID) -> Sequence[str]:
        """The Hub's groups by which the user is a candidate of cohorts."""
        ...

    async def leave(self, user_id: UUID, groups: Sequence[str]) -> None:
        """The user is no longer in these groups, nor in the cohorts that they were in by them."""
        ...

    async def invite(self, invitation: Invitation) -> None: ...

    async def invitation(self, digest: bytes) -> Invitation:
        """Raises NotFound."""
        ...

    async def withdraw(self, cohort_id: UUID) -> None:
        """All invitations to a cohort."""
        ...

    async def set_assignment(self, assignment: Assignment) -> None:
        """Add one, or change its terms and release."""
        ...

    async def assignment(self, assignment_id: UUID) -> Assignment:
        """Raises NotFound."""
        ...

    async def assignments(self, cohort_ids: Sequence[UUID]) -> Sequence[Assignment]:
        """Of these cohorts, oldest first."""
        ...

    async def amend(self, amendment: Amendment) -> bool:
        """False when the interview's content was erased."""
        ...

    async def amendments(self, interview_id: UUID) -> Sequence[Amendment]:
        """Oldest first."""
        ...

    async def attempts(self, assignment_id: UUID, user_id: UUID | None = None) -> Sequence[Interview]:
        """One user's or everybody's, by user, oldest first."""
        ...


class Rejudgement(msgspec.Struct, frozen=True):
    """A submission that is judged again, or was."""

    id: UUID
    """Of its message in the queue."""
    rejudging_id: UUID
    """Of all in one interview that were asked for at once; their amendment gets it."""
    interview_id: UUID
    submission_id: UUID
    question_id: str
    old_digest: str
    new_digest: str
    asked_by: UUID
    asked_at: datetime
    judgement: Judgement | None
    """None: it is waited for."""
    signed: bool


class RejudgedSubmission(msgspec.Struct, frozen=True):
    """A rejudgement as the worker needs it."""

    submission: SubmissionRow
    """Under the rejudgement's id, with this run's number and the digest of the question by which it is to be judged."""
    sandboxed: bool


class RejudgementStore(Protocol):
    """Submissions of ended interviews that are judged again. Every method raises Unavailable."""

    async def ask(self, interview_id: UUID, question_id: str, digest: str, by: UUID) -> Sequence[UUID]:
        """Have all of an ended interview's submissions of a question judged by another version of it.

        Those that were judged by that version already, and those that wait for it, are left out; what is left is
        returned.
        """
        ...

    async def lease(self, id: UUID, worker: str, lease: timedelta) -> RejudgedSubmission | None:
        """None when it is judged already, leased to a worker that is still at it, or erased."""
        ...

    async def release(self, id: UUID, worker: str) -> None: ...

    async def record(self, id: UUID, judgement: Judgement) -> bool:
        """False when there is a verdict already, which stays."""
        ...

    async def waiting(self, older_than: timedelta) -> Sequence[UUID]:
        """Without a verdict, asked for longer ago than `older_than`, and nobody holds a lease on them."""
        ...

    async def unsigned(self) -> Sequence[Sequence[Rejudgement]]:
        """Rejudgings of which every submission has its verdict, and which are not signed yet."""
        ...

    async def sign(self, amendment: Amendment) -> bool:
        """Add the amendment of a rejudging, under its id, and mark it as signed. False when somebody did already."""
        ...

    async def of_interviews(self, interview_ids: Sequence[UUID]) -> Sequence[Rejudgement]:
        """Oldest first."""
        ...


class Notice(msgspec.Struct, frozen=True):
    """Something happened: events up to `seq`, or a published `message`."""

    interview_id: UUID | None
    seq: int | None = None
    message: bytes | None = None


class Leases(Protocol):
    """Redis: leases and a cache. Losing it all costs nothing that the database cannot rebuild.

    Keys and TTLs: `interview:active:{userId}` 4 h, `interview:tab:{interviewId}` 30 s,
    `interview:pause:{interviewId}` 24 h, `ratelimit:interviews:{userId}:{date}` 24 h, `interview:state:{interviewId}`
    4 h. Every method raises Unavailable.
    """

    async def set_active(self, user_id: UUID, interview_id: UUID) -> None: ...
    async def active(self, user_id: UUID) -> UUID | None: ...
    async def clear_active(self, user_id: UUID) -> None: ...

    async def take_tab(self, interview_id: UUID, tab_id: str, *, force: bool = False) -> bool:
        """Take or refresh the tab's lease; False when another tab holds it."""
        ...

    async def tab(self, interview_id: UUID) -> str | None: ...
    async def release_tab(self, interview_id: UUID, tab_id: str) -> None:
        """Only if it is still this tab's."""
        ...

    async def set_pause(self, interview_id: UUID, expires_at: datetime) -> None: ...
    async def clear_pause(self, interview_id: UUID) -> None: ...

    async def count_interview(self, user_id: UUID, day: str) -> int:
        """Count one more interview of the UTC day; the new count."""
        ...

    async def uncount_interview(self, user_id: UUID, day: str) -> None:
        """Take one back: the start failed."""
        ...

    async def set_state(self, interview_id: UUID, state: Mapping[str, str | int | bool | None]) -> None: ...
    async def state(self, interview_id: UUID) -> dict[str, str | int | bool | None] | None: ...

    async def forget(self, interview_id: UUID) -> None:
        """Remove all that is held for an interview but its user's active lock."""
        ...

    async def renew_server(self, server: str, ttl: timedelta, says: str = "") -> None:
        """This server is alive: what the reaper asks before it removes a container. `says` what is ready in it."""
        ...

    async def servers(self) -> dict[str, str]:
        """The servers that live, and what each said last."""
        ...

    async def alive(self, server: str) -> bool: ...

    async def check(self) -> None: ...


class SubmissionQueue(Protocol):
    """Hands submissions to workers, at least once; the verdict row makes the effect once."""

    async def enqueue(self, submission_id: UUID, lane: Lane = "live") -> None:
        """Nothing happens when it waits already. Raises Unavailable; the sweeper re-enqueues what was not enqueued."""
        ...

    async def waiting(self) -> int:
        """How many live submissions no worker has taken yet. Raises Unavailable."""
        ...

    async def places(self, submission_ids: Sequence[UUID]) -> dict[UUID, int]:
        """Of live submissions that wait, the place in the queue, from 1. Raises Unavailable."""
        ...


class Sandbox(Protocol):
    """Runs candidate code."""

    sandboxed: bool

    async def run(self, request: RunRequest, progress: Callable[[RawResult], None] | None = None) -> RunReport:
        """Raises SandboxUnavailable when the engine does not answer or broke in mid-run."""
        ...

    async def check(self, languages: Iterable[str]) -> None:
        """Raises SandboxUnavailable when one of these could not be run now, UnknownLanguage when it never could."""
        ...

    async def close(self) -> None: ...


class QuestionBank(Protocol):
    """Questions by id. The first `get` of each may take the better part of a second: call it in a thread."""

    def ids(self) -> tuple[str, ...]: ...
    def get(self, question_id: str) -> Question: ...
    def public(self) -> tuple[PublicQuestion, ...]: ...
    def listed(self) -> tuple[ListedQuestion, ...]: ...
    def designs(self) -> tuple[PublicQuestion, ...]: ...
    def design(self, question_id: str) -> DesignQuestion: ...
    def cohort(self, question_id: str) -> UUID | None:
        """Whose alone a question of either kind is; `public` and `designs` have none of those. Raises NotFound."""
        ...


class Interviewer(Protocol):
    """Answers stimuli. It sees the log and the question, and returns drafts; it never touches state."""

    name: str

    async def react(self, view: RoomView) -> Reaction: ...


class RoomView(msgspec.Struct, frozen=True):
    """What an interviewer sees: the room and the one event it must answer."""

    interview: Interview
    events: tuple[Event, ...]
    """The log up to now, without what cells held and what ran: most of its bytes, and none of the conversation."""
    stimulus: Event
    question: Question | None
    """The current question."""
    upcoming: Question | None
    """The question to post if the stimulus asks for one, and if there is one."""
    more: bool
    """Whether another question follows the current one."""
    now: datetime
    design: DesignView | None = None
    """In an interview on system design; `question` and `upcoming` are then None."""


class DesignView(msgspec.Struct, frozen=True):
    """What only the interviewer of system design sees."""

    question: DesignQuestion | None
    upcoming: DesignQuestion | None
    executed: tuple[Event, ...] = ()
    """With a hand-in: the cells that ran since its step began."""


class Reaction(msgspec.Struct, frozen=True):
    """An answer: payloads to append in order, and the hidden half of the turn."""

    payloads: tuple[Payload, ...] = ()
    notes: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    wording: Wording | None = None
    prompt: TurnPrompted | None = None
    """What a language model was told, where one was asked."""
    learnt: tuple[Learnt, ...] = ()


class ToRead(msgspec.Struct, frozen=True):
    """One question of a finished interview, for a language model to read."""

    interview: Interview
    events: tuple[Event, ...]
    """The log from the question's posting on, up to the next one's."""
    question: Question | DesignQuestion
    criteria: tuple[str, ...]
    """What is to be scored: those of prose for which there is something to read."""


class LogReader(Protocol):
    """Scores prose criteria by reading. It never touches state, and no feedback depends on it."""

    async def read(self, view: ToRead) -> tuple[Payload, ...]:
        """The prompts, then what came of them; it fails only in what it returns."""
        ...


class Deltas(Protocol):
    """Tells browsers what an interviewer is about to say."""

    async def tell(self, interview_id: UUID, reacts_to: int, text: str) -> None:
        """All of a turn's provisional text so far; the committed turn replaces it. May be lost. Raises Unavailable."""
        ...


class ObjectStore(Protocol):
    """Stored files under relative slash paths."""

    async def put(self, key: str, data: bytes, content_type: str) -> None:
        """Atomic and durable."""
        ...

    async def get(self, key: str) -> bytes: ...
    async def delete(self, key: str) -> None: ...
    def list(self, prefix: str) -> AsyncIterator[str]: ...

    async def link(self, key: str, lasts: timedelta, name: str) -> str | None:
        """An address at which anybody may download the file as `name` for so long; None where there is none."""
        ...

    async def check(self) -> None: ...


class Waiting(msgspec.Struct, frozen=True):
    """A change that the object store has not taken yet."""

    key: str
    version: int
    content_type: str
    data: bytes | None
    """None: a deletion."""


class Outbox(Protocol):
    """Where changes wait for an object store that is away: of each key the latest. Every method raises Unavailable."""

    async def keep(self, key: str, data: bytes | None, content_type: str) -> None:
        """Have a change wait, in place of one that waits already."""
        ...

    async def replace(self, key: str, data: bytes | None, content_type: str) -> bool:
        """Only in place of one that waits already: False when none does."""
        ...

    async def find(self, key: str) -> Waiting | None: ...

    async def keys(self, prefix: str) -> Mapping[str, bool]:
        """Keys of what waits; whether it is a file, and not a deletion."""
        ...

    async def take(self) -> Waiting | None:
        """The change that is due longest; it is nobody else's to send for a minute, and longer with each attempt."""
        ...

    async def sent(self, key: str, version: int) -> None:
        """Forget a change, unless it was replaced meanwhile."""
        ...


ResumeKind = Literal["pdf", "docx", "txt"]
"""By the content of the file."""


class ResumeText(msgspec.Struct, frozen=True):
    """What can be seen in a résumé."""

    kind: ResumeKind
    text: str


class ResumeRefiner(Protocol):
    """A language model that looks for what the rules do not know."""

    async def suggest(self, user_id: UUID, text: str) -> Suggested:
        """`text` is what may be shown. Raises ModelFailed, Unavailable."""
        ...


class Resume(msgspec.Struct, frozen=True):
    """A stored file. Its name is not kept: it often is its writer's."""

    kind: ResumeKind
    size: int
    """Bytes."""


class StoredProfile(msgspec.Struct, frozen=True):
    """A profile as it stands."""

    profile: Profile
    resume: Resume
    refined: bool
    """A language model added something to what the rules found."""
    uploaded_at: datetime
    confirmed_at: datetime | None
    """When its owner said that it holds. Until then nothing uses it."""


class ProfileStore(Protocol):
    """At most one profile a user. Every method raises Unavailable."""

    async def profile(self, user_id: UUID) -> StoredProfile | None: ...

    async def put_profile(self, user_id: UUID, profile: Profile, resume: Resume, *, refined: bool) -> StoredProfile:
        """In the place of an earlier one, and not confirmed. Raises NotFound for an account that is being erased."""
        ...

    async def confirm_profile(self, user_id: UUID, profile: Profile) -> StoredProfile:
        """What its owner saw, perhaps edited. Raises NotFound."""
        ...

    async def delete_profile(self, user_id: UUID) -> None:
        """Nothing happens when there is none."""
        ...


class ResumeReader(Protocol):
    """Reads hostile files."""

    async def read(self, data: bytes) -> ResumeText:
        """Raises UnreadableResume."""
        ...


class Signer(Protocol):
    """Holds the key that seals transcripts."""

    key_id: str
    public_key: bytes

    def sign(self, statement: bytes) -> bytes: ...


class BuildTranscript(Protocol):
    """Writes a sealed log to a file that offline review reads back."""

    def __call__(
        self,
        interview: Interview,
        events: Sequence[Event],
        seal: Seal,
        visibility: Visibility,
        amendments: Sequence[Amendment] = (),
    ) -> bytes: ...


class SimilarityPage(Protocol):
    """Compares what candidates handed in, from their logs by name, and shows pairs that share at least so much."""

    def __call__(self, logs: Mapping[str, Sequence[Event]], least: float) -> bytes: ...


class Workspace(Protocol):
    """Where the candidate works: notebooks and kernels of the Jupyter Server."""

    async def create_notebook(self, interview: Interview) -> None:
        """The working notebook at `interview.notebook_path`; left alone when it is there."""
        ...

    async def put_transcript(self, interview: Interview, data: bytes) -> str:
        """Write the transcript beside the working notebook; its contents path."""
        ...

    async def stop_kernel(self, interview: Interview) -> None:
        """Shut down the kernel of the working notebook, if it runs."""
        ...

    async def remove_files(self, interview: Interview) -> None:
        """Delete the working notebook and the transcript, where they still lie as we made them."""
        ...
