"""The authored interviewer that needs no language model."""

from jupyter_interview.adapters.llm.offline.interviewer import OfflineInterviewer

__all__ = ["OfflineInterviewer"]
