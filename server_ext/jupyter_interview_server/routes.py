"""The route table. `openapi.yaml` describes the same routes; a test holds the two against each other."""

from __future__ import annotations

from typing import Any

from jupyter_interview_server.channel import ChannelHandler
from jupyter_interview_server.handlers.analytics import AnalyticsHandler
from jupyter_interview_server.handlers.assignments import (
    AssignmentHandler,
    AssignmentsHandler,
    AttemptHandler,
    CohortAssignmentsHandler,
    ProgressHandler,
    RecordHandler,
    ReleaseHandler,
)
from jupyter_interview_server.handlers.cohorts import (
    CohortHandler,
    CohortsHandler,
    InvitationsHandler,
    JoinHandler,
    LeaveHandler,
    MemberHandler,
    RosterHandler,
)
from jupyter_interview_server.handlers.feedback import (
    FeedbackHandler,
    ReportCellsHandler,
    ReportHandler,
    SuggestionsHandler,
)
from jupyter_interview_server.handlers.grading import (
    GradebookHandler,
    GradesHandler,
    InterviewGradeHandler,
    InterviewRejudgingsHandler,
    OverridesHandler,
    RecordReplayHandler,
    RejudgingsHandler,
    SimilarityHandler,
)
from jupyter_interview_server.handlers.health import HealthHandler, LiveHandler, ReadyHandler
from jupyter_interview_server.handlers.interviews import (
    AbandonHandler,
    InterviewHandlerById,
    InterviewsHandler,
    ResumeHandler,
    TranscriptHandler,
)
from jupyter_interview_server.handlers.personal import MyDataHandler
from jupyter_interview_server.handlers.preflight import PreflightHandler
from jupyter_interview_server.handlers.profile import ProfileHandler, ResumeFileHandler
from jupyter_interview_server.handlers.questions import QuestionsHandler
from jupyter_interview_server.handlers.review import (
    ReplayHandler,
    ReviewHandler,
    ReviewReplayHandler,
    ReviewReportHandler,
)
from jupyter_interview_server.handlers.tokens import TokenHandler, TokensHandler
from jupyter_interview_server.handlers.users import MeHandler

PREFIX = "/interview/api"
_ID = r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"

ROUTES: tuple[tuple[str, type[Any]], ...] = (
    ("/health", HealthHandler),
    ("/ready", ReadyHandler),
    ("/live", LiveHandler),
    ("/users/me", MeHandler),
    ("/users/me/data", MyDataHandler),
    ("/users/me/tokens", TokensHandler),
    ("/users/me/tokens/{id}", TokenHandler),
    ("/analytics", AnalyticsHandler),
    ("/profile", ProfileHandler),
    ("/profile/resume", ResumeFileHandler),
    ("/questions", QuestionsHandler),
    ("/preflight", PreflightHandler),
    ("/interviews", InterviewsHandler),
    ("/interviews/{id}", InterviewHandlerById),
    ("/interviews/{id}/resume", ResumeHandler),
    ("/interviews/{id}/abandon", AbandonHandler),
    ("/interviews/{id}/transcript", TranscriptHandler),
    ("/interviews/{id}/replay", ReplayHandler),
    ("/interviews/{id}/channel", ChannelHandler),
    ("/interviews/{id}/record", RecordHandler),
    ("/interviews/{id}/record/replay", RecordReplayHandler),
    ("/interviews/{id}/grade", InterviewGradeHandler),
    ("/interviews/{id}/overrides", OverridesHandler),
    ("/interviews/{id}/rejudgings", InterviewRejudgingsHandler),
    ("/cohorts", CohortsHandler),
    ("/cohorts/join", JoinHandler),
    ("/cohorts/{id}", CohortHandler),
    ("/cohorts/{id}/leave", LeaveHandler),
    ("/cohorts/{id}/roster", RosterHandler),
    ("/cohorts/{id}/members/{member}", MemberHandler),
    ("/cohorts/{id}/invitations", InvitationsHandler),
    ("/cohorts/{id}/assignments", CohortAssignmentsHandler),
    ("/assignments", AssignmentsHandler),
    ("/assignments/{id}", AssignmentHandler),
    ("/assignments/{id}/release", ReleaseHandler),
    ("/assignments/{id}/progress", ProgressHandler),
    ("/assignments/{id}/interviews", AttemptHandler),
    ("/assignments/{id}/grades", GradesHandler),
    ("/assignments/{id}/gradebook", GradebookHandler),
    ("/assignments/{id}/similar", SimilarityHandler),
    ("/assignments/{id}/rejudgings", RejudgingsHandler),
    ("/feedback/{id}", FeedbackHandler),
    ("/feedback/{id}/report", ReportHandler),
    ("/feedback/{id}/cells", ReportCellsHandler),
    ("/feedback/{id}/suggestions", SuggestionsHandler),
    ("/review", ReviewHandler),
    ("/review/replay", ReviewReplayHandler),
    ("/review/report", ReviewReportHandler),
)


def pattern(path: str) -> str:
    """The route's regular expression under the server's base URL; ids are its groups, in their order."""
    return PREFIX + path.replace("{id}", _ID).replace("{member}", _ID)
