"""Every error that the project raises on purpose.

    InterviewError
    ├── InvalidRequest            400  the request itself is wrong
    │   ├── UnknownLanguage       400
    │   ├── EmptySubmission       400
    │   ├── MalformedFrame        400
    │   └── UnreadableResume      400  a file that no résumé could be read from
    ├── NotAllowed                403  known, but not yours
    │   └── SignInRefused         403  an identity provider's answer that proves nothing
    ├── NotFound                  404  also for what exists but belongs to someone else
    ├── Conflict                  409  right request, wrong moment
    │   ├── IllegalTransition     409
    │   ├── ActiveInterviewExists 409  names the other interview
    │   ├── TabLost               409  another tab holds the room
    │   ├── OwnershipLost         409  another server holds the interview
    │   └── Expired               409  too late: the 24 hours, or the deadline, are over
    ├── TooLarge                  413
    ├── RateLimited               429
    │   └── QueueFull             429  the judge takes no more at the moment
    ├── Unavailable               503  a part of ours does not answer; retry
    │   ├── SandboxUnavailable    503
    │   └── ModelFailed           503  the language model gave no usable answer
    ├── NobodyActs                500  code ran for no user where it must be one's
    ├── BadQuestion               500  a question folder that breaks the format
    └── InvalidTranscript         400  a file that is not, or is no longer, what was signed

Messages are plain sentences for the person in front of the screen: what happened and what to do. They never hold code,
keys, SQL or anybody's personal data. `code` is what programs compare; `details` holds values safe to show.
"""

from __future__ import annotations

from typing import ClassVar, Literal


class InterviewError(Exception):
    """The root. `code` and `status` are class constants, so one table maps every error to HTTP."""

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500

    def __init__(self, message: str, **details: str | int | float | bool | None) -> None:
        super().__init__(message)
        self.message = message
        self.details = details


class InvalidRequest(InterviewError):
    """The request breaks a stated rule and would break it again."""

    code, status = "invalid_request", 400


class UnknownLanguage(InvalidRequest):
    """No kernel or judge of ours speaks the language."""

    code = "unknown_language"


class EmptySubmission(InvalidRequest):
    """A submission without code."""

    code = "empty_submission"


class MalformedFrame(InvalidRequest):
    """A channel frame that is not JSON, or not one of the frames in the protocol."""

    code = "malformed_frame"


class UnreadableResume(InvalidRequest):
    """A file that no résumé can be read from; `details["reason"]` says why in a word."""

    code = "unreadable_resume"


class NotAllowed(InterviewError):
    """The user is known and may not do this."""

    code, status = "not_allowed", 403


class SignInRefused(NotAllowed):
    """What came back from an identity provider proves nothing. The log says why, in `why`; the person cannot know."""

    code = "sign_in_refused"

    def __init__(self, why: str) -> None:
        super().__init__("The answer of the sign-in service could not be trusted. Sign in again.")
        self.why = why


class NotFound(InterviewError):
    """Nothing of that name that this user may see: another's object answers the same as none."""

    code, status = "not_found", 404


class Conflict(InterviewError):
    """A right request at the wrong moment."""

    code, status = "conflict", 409


class IllegalTransition(Conflict):
    """The interview's state does not allow the action."""

    code = "illegal_transition"


class ActiveInterviewExists(Conflict):
    """One live interview a user; `details["interviewId"]` names it."""

    code = "active_interview_exists"


class TabLost(Conflict):
    """Another browser tab holds the room."""

    code = "tab_lost"


class OwnershipLost(Conflict):
    """Another server took the interview over; its epoch is newer than ours."""

    code = "ownership_lost"


class Expired(Conflict):
    """Too late: the pause's 24 hours or the interview's time are over."""

    code = "expired"


class TooLarge(InterviewError):
    """Larger than a stated limit."""

    code, status = "too_large", 413


class RateLimited(InterviewError):
    """More than the stated number in the stated time."""

    code, status = "rate_limited", 429


class QueueFull(RateLimited):
    """As many submissions wait for the judge as may; `details["waiting"]` says how many."""

    code = "queue_full"


class Unavailable(InterviewError):
    """PostgreSQL, Redis, the object store or the queue does not answer. The same call may work later."""

    code, status = "unavailable", 503


class SandboxUnavailable(Unavailable):
    """The engine that runs candidate code does not answer, or broke in mid-run. Never charged to the candidate."""

    code = "sandbox_unavailable"


ModelFailure = Literal["no_key", "refused", "busy", "budget", "slow", "down", "broken", "empty"]
"""Why there are no words: no key is set; the key is not accepted; the provider's rate or our line is full; the tokens
of the session or of the day are spent; it took too long; it cannot be reached; what came was cut or garbled; nothing
came."""


class ModelFailed(Unavailable):
    """The language model gave no usable answer. The authored interviewer goes on, and nobody is charged for it."""

    code = "model_failed"

    def __init__(self, message: str, reason: ModelFailure) -> None:
        super().__init__(message, reason=reason)
        self.reason: ModelFailure = reason


class NobodyActs(InterviewError):
    """Something of a user's was asked for outside any user's request. A defect of ours, and never a default user."""

    code = "nobody_acts"


class BadQuestion(InterviewError):
    """A question folder that breaks the format; the message names the file and the rule."""

    code = "bad_question"


class InvalidTranscript(InterviewError):
    """A transcript that cannot be read, or does not match what was signed."""

    code, status = "invalid_transcript", 400


class ReportFailed(InterviewError):
    """A report that could not be made; its interview is unharmed."""

    code, status = "report_failed", 500


class InvalidMarks(InterviewError):
    """A reviewer's marks that cannot be read, or are of another interview."""

    code, status = "invalid_marks", 400
