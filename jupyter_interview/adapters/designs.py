"""The system-design questions of a bank: loaded when first asked for, all at once, and kept."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from jupyter_interview.adapters.design_files import DESIGN_FILE, load_design
from jupyter_interview.domain.design.questions import DesignQuestion
from jupyter_interview.domain.questions import PublicQuestion
from jupyter_interview.errors import BadQuestion, NotFound


class DesignFolders:
    """Every subfolder of `roots` that holds a design.yaml. Safe to share between threads."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self._roots = tuple(roots)
        self._lock = threading.Lock()
        self._questions: dict[str, DesignQuestion] | None = None

    def public(self) -> tuple[PublicQuestion, ...]:
        """What browsing shows, by id. Raises BadQuestion."""
        return tuple(question.public() for question in self._all().values())

    def get(self, question_id: str) -> DesignQuestion:
        """Raises NotFound, BadQuestion."""
        question = self._all().get(question_id)
        if question is None:
            raise NotFound("There is no such question in the bank. Choose one from the list of questions.")
        return question

    def folder(self, question_id: str) -> Path | None:
        """Where a question's file is; None for what is no system-design question."""
        folders = (root / question_id for root in self._roots)
        return next((folder for folder in folders if (folder / DESIGN_FILE).is_file()), None)

    def _all(self) -> dict[str, DesignQuestion]:
        with self._lock:
            if self._questions is None:
                found: dict[str, DesignQuestion] = {}
                for folder in (path.parent for root in self._roots for path in root.glob(f"*/{DESIGN_FILE}")):
                    if folder.name in found:
                        raise BadQuestion(f"Question {folder.name} is in two banks. Rename one of the folders.")
                    found[folder.name] = load_design(folder)
                self._questions = dict(sorted(found.items()))
            return self._questions
