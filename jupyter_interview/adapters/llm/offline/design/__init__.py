"""The authored interviewer of system design."""

from jupyter_interview.adapters.llm.offline.design.interviewer import OfflineDesignInterviewer

__all__ = ["OfflineDesignInterviewer"]
