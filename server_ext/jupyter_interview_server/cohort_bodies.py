"""REST bodies of cohorts and assignments, and how the domain's values become them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from jupyter_interview.domain.assignments import Assignment, Terms
from jupyter_interview.domain.cohorts import Accommodation, Cohort, Member
from jupyter_interview.domain.grading import GradedCandidate, Override, QuestionGrade
from jupyter_interview.domain.interview import User
from jupyter_interview.domain.rejudging import Rejudging
from jupyter_interview.domain.scoring import Feedback
from jupyter_interview.domain.verdicts import Judgement, Verdict
from jupyter_interview.service.assignments import Attempts, SetFor
from jupyter_interview.service.grading import GradedInterview
from jupyter_interview.service.rejudging import Progress
from jupyter_interview_server.frames import summary
from jupyter_interview_server.protocol import InterviewSummary, Received, Wire

PartName = Literal["candidate", "educator"]


class FoundCohort(Received, frozen=True):
    """Body of `POST /interview/api/cohorts`."""

    name: str


class ChangeCohort(Received, frozen=True):
    """Body of `PATCH /interview/api/cohorts/{id}`."""

    name: str
    group: str | None = None
    """A JupyterHub group whose users are let in on signing in."""
    model: bool = True


class Roster(Received, frozen=True):
    """Body of `POST /interview/api/cohorts/{id}/roster`."""

    csv: str


class ChangeMember(Received, frozen=True):
    """Body of `PUT /interview/api/cohorts/{id}/members/{member}`."""

    part: PartName = "candidate"
    extra_time: float = 0.0
    pauses: bool = False


class JoinCohort(Received, frozen=True):
    """Body of `POST /interview/api/cohorts/join`."""

    token: str


class Release(Received, frozen=True):
    """Body of `POST /interview/api/assignments/{id}/release`."""

    released: bool


class Attempt(Received, frozen=True):
    """Body of `POST /interview/api/assignments/{id}/interviews`."""

    language: str


class OverridePoints(Received, frozen=True):
    """Body of `POST /interview/api/interviews/{id}/overrides`."""

    question_id: str
    points: float
    reason: str


class CohortSummary(Wire, frozen=True):
    """A cohort as anybody in it sees it."""

    id: UUID
    name: str
    part: PartName


class MemberBody(Wire, frozen=True):
    user_id: UUID
    name: str
    time_zone: str
    part: PartName
    extra_time: float
    pauses: bool


class ExpectedBody(Wire, frozen=True):
    login: str
    extra_time: float
    pauses: bool


class CohortBody(Wire, frozen=True):
    """A cohort as its educators see it."""

    id: UUID
    name: str
    created_at: datetime
    group: str | None
    model: bool
    members: tuple[MemberBody, ...]
    expected: tuple[ExpectedBody, ...]


class InvitationBody(Wire, frozen=True):
    """Shown once."""

    token: str
    expires_at: datetime


class AssignmentBody(Wire, frozen=True):
    """An assignment as educators see it."""

    id: UUID
    cohort_id: UUID
    created_at: datetime
    released_at: datetime | None
    terms: Terms


class OwnAssignment(Wire, frozen=True):
    """An assignment as its candidate sees it: not which questions it asks."""

    id: UUID
    cohort: str
    title: str
    kind: str
    languages: tuple[str, ...]
    minutes: float
    """Extra time included."""
    extra_minutes: float
    """Of these, what the candidate is granted beyond the others."""
    question_count: int
    opens_at: datetime
    closes_at: datetime
    """Extra time included."""
    time_zone: str
    """The educator's."""
    attempts: int
    attempts_left: int
    pauses: bool
    model: bool
    """Whether a language model may word the interviewer's turns."""
    integrity: bool
    """Whether lost focus, pastes and other AI extensions are recorded."""
    standing: Literal["ahead", "open", "sitting", "sat", "missed", "released"]
    released: bool
    preview: bool
    """The reader is an educator, who may try it whenever and however often."""
    interviews: tuple[InterviewSummary, ...]


class CandidateProgress(Wire, frozen=True):
    user_id: UUID
    name: str
    time_zone: str
    attempts: int
    """Those that are over and took one of the attempts allowed."""
    closes_at: datetime
    """Extra time included."""
    interviews: tuple[InterviewSummary, ...]


class Rejudge(Received, frozen=True):
    """Body of `POST /interview/api/assignments/{id}/rejudgings`, and of an interview's."""

    question_id: str


class RejudgedBody(Wire, frozen=True):
    """What asking for a rejudging came to."""

    interviews: int
    submissions: int


class RejudgingProgress(Wire, frozen=True):
    """How far the rejudging of one question in one interview is."""

    interview_id: UUID
    question_id: str
    submissions: int
    judged: int
    counts: bool
    """It is signed, so that grades rest on it."""


class VerdictBody(Wire, frozen=True):
    verdict: Verdict
    passed: int
    total: int


class VerdictPair(Wire, frozen=True):
    submission_id: str
    old: VerdictBody
    new: VerdictBody


class RejudgingBody(Wire, frozen=True):
    """A rejudging that counts, as it was signed."""

    old_digest: str
    new_digest: str
    by: str
    at: datetime
    verdicts: tuple[VerdictPair, ...]


class OverrideBody(Wire, frozen=True):
    points: float
    reason: str
    by: str
    at: datetime


class QuestionGradeBody(Wire, frozen=True):
    question_id: str
    title: str
    before: float | None
    """By the first verdicts; `automatic` is by those that count."""
    automatic: float | None
    points: float
    overrides: tuple[OverrideBody, ...]
    rejudgings: tuple[RejudgingBody, ...]


class GradeBody(Wire, frozen=True):
    """A candidate's last finished attempt; without one, only who it is."""

    user_id: UUID
    name: str
    attempts: int
    interview_id: UUID | None
    points: float | None
    possible: float | None
    questions: tuple[QuestionGradeBody, ...]


class InterviewGrade(Wire, frozen=True):
    """One attempt as its grader sees it."""

    interview: InterviewSummary
    points: float
    possible: float
    questions: tuple[QuestionGradeBody, ...]
    feedback: Feedback
    corrected: tuple[str, ...]
    """Questions of which the bank has another version by now."""


def interview_grade(found: GradedInterview) -> InterviewGrade:
    return InterviewGrade(
        interview=summary(found.interview),
        points=found.grade.points,
        possible=found.grade.possible,
        questions=tuple(map(_question_grade, found.grade.questions)),
        feedback=found.feedback,
        corrected=found.corrected,
    )


def rejudging_progress(one: Progress) -> RejudgingProgress:
    return RejudgingProgress(one.interview_id, one.question_id, one.submissions, one.judged, one.counts)


def grade_body(row: GradedCandidate) -> GradeBody:
    grade = row.grade
    return GradeBody(
        user_id=row.user_id,
        name=row.name,
        attempts=row.attempts,
        interview_id=row.interview_id,
        points=grade.points if grade else None,
        possible=grade.possible if grade else None,
        questions=tuple(map(_question_grade, grade.questions)) if grade else (),
    )


def _question_grade(grade: QuestionGrade) -> QuestionGradeBody:
    overrides = tuple(map(override_body, grade.overrides))
    rejudgings = tuple(map(_rejudging, grade.rejudgings))
    return QuestionGradeBody(
        grade.question_id, grade.title, grade.before, grade.automatic, grade.points, overrides, rejudgings
    )


def _rejudging(one: Rejudging) -> RejudgingBody:
    pairs = tuple(VerdictPair(pair.submission, _verdict(pair.old), _verdict(pair.new)) for pair in one.verdicts)
    return RejudgingBody(one.old_digest, one.new_digest, one.by, one.at, pairs)


def _verdict(judgement: Judgement) -> VerdictBody:
    return VerdictBody(judgement.verdict, judgement.passed, judgement.total)


def override_body(override: Override) -> OverrideBody:
    return OverrideBody(override.points, override.reason, override.by, override.at)


def granted(body: ChangeMember) -> Accommodation:
    return Accommodation(body.extra_time, body.pauses)


def cohort_summary(cohort: Cohort, user: User) -> CohortSummary:
    return CohortSummary(cohort.id, cohort.name, cohort.member(user).part.value)


def cohort_body(cohort: Cohort) -> CohortBody:
    return CohortBody(
        id=cohort.id,
        name=cohort.name,
        created_at=cohort.created_at,
        group=cohort.group,
        model=cohort.model,
        members=tuple(map(_member, cohort.members)),
        expected=tuple(
            ExpectedBody(one.login, one.accommodation.extra_time, one.accommodation.pauses) for one in cohort.expected
        ),
    )


def _member(member: Member) -> MemberBody:
    has = member.accommodation
    return MemberBody(member.user_id, member.name, member.time_zone, member.part.value, has.extra_time, has.pauses)


def assignment_body(assignment: Assignment) -> AssignmentBody:
    return AssignmentBody(
        assignment.id, assignment.cohort_id, assignment.created_at, assignment.released_at, assignment.terms
    )


def own_assignment(own: SetFor, user: User) -> OwnAssignment:
    terms, has = own.assignment.terms, own.cohort.member(user).accommodation
    return OwnAssignment(
        id=own.assignment.id,
        cohort=own.cohort.name,
        title=terms.title,
        kind=terms.kind,
        languages=terms.languages,
        minutes=terms.duration(has).total_seconds() / 60,
        extra_minutes=terms.minutes * has.extra_time,
        question_count=terms.question_count,
        opens_at=terms.opens_at,
        closes_at=terms.closes(has),
        time_zone=terms.time_zone,
        attempts=terms.attempts,
        attempts_left=own.left,
        pauses=terms.pauses or has.pauses,
        model=terms.model and own.cohort.model,
        integrity=terms.integrity,
        standing=own.standing.value,
        released=own.assignment.released_at is not None,
        preview=own.preview,
        interviews=tuple(map(summary, own.attempts)),
    )


def candidate_progress(attempts: Attempts) -> CandidateProgress:
    who = attempts.candidate
    return CandidateProgress(
        user_id=who.user_id,
        name=who.name,
        time_zone=who.time_zone,
        attempts=attempts.made,
        closes_at=attempts.closes_at,
        interviews=tuple(map(summary, attempts.interviews)),
    )
