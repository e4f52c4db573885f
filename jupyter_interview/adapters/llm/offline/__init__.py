"""The authored interviewers that need no language model."""

from jupyter_interview.adapters.llm.offline.design import OfflineDesignInterviewer
from jupyter_interview.adapters.llm.offline.interviewer import OfflineInterviewer
from jupyter_interview.domain.design.questions import SYSTEM_DESIGN
from jupyter_interview.service.by_kind import ByKind

__all__ = ["OfflineDesignInterviewer", "OfflineInterviewer", "offline_interviewer"]


def offline_interviewer() -> ByKind:
    """One for every kind of interview."""
    return ByKind(OfflineInterviewer.name, {"dsa": OfflineInterviewer(), SYSTEM_DESIGN: OfflineDesignInterviewer()})
