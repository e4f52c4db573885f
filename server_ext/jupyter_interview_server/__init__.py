"""The Jupyter Server extension: REST, the channel, and the link to notebooks and kernels."""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    from jupyter_interview_server.app import InterviewApp

    return [{"module": "jupyter_interview_server", "app": InterviewApp}]


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    return [{"src": "labextension", "dest": "jupyter-interview"}]
