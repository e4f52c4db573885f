"""`jupyter nbconvert --to interview transcript.ipynb`: the review page, for those who already work with nbconvert."""

from __future__ import annotations

from typing import Any

import nbformat
from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from jupyter_interview.review.page import review_page
from jupyter_interview.review.verify import read_transcript


class InterviewExporter(Exporter):
    """One HTML file that shows or prints a transcript, and says whether it is what was signed.

    nbconvert's own templates would run what a notebook holds; this page shows it.
    """

    export_from_notebook = "Interview review"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # as its own exporters do
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **_: Any
    ) -> tuple[str, dict[str, Any]]:
        """Raises InvalidTranscript for a notebook that is no transcript."""
        found = self._init_resources(resources or {})  # type: ignore[no-untyped-call]
        name = (found.get("metadata") or {}).get("name") or "transcript"
        text: str = nbformat.writes(nb, version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]
        return review_page(read_transcript(text.encode()), f"{name}.ipynb"), found
