"""The bank as a server sees it whose interviewer knows no hidden tests: no question of it has any."""

from __future__ import annotations

from uuid import UUID

from jupyter_interview.adapters.questions import FolderBank
from jupyter_interview.domain.design.questions import DesignQuestion
from jupyter_interview.domain.questions import ListedQuestion, PublicQuestion, Question


class BriefBank:
    """For all that reads questions but judges none. The judge has the bank itself."""

    def __init__(self, bank: FolderBank) -> None:
        self._bank = bank

    def ids(self) -> tuple[str, ...]:
        return self._bank.ids()

    def get(self, question_id: str) -> Question:
        """Without its hidden tests. Raises NotFound, BadQuestion."""
        return self._bank.brief(question_id)

    def public(self) -> tuple[PublicQuestion, ...]:
        return self._bank.public()

    def listed(self) -> tuple[ListedQuestion, ...]:
        return self._bank.listed()

    def designs(self) -> tuple[PublicQuestion, ...]:
        return self._bank.designs()

    def design(self, question_id: str) -> DesignQuestion:
        return self._bank.design(question_id)

    def cohort(self, question_id: str) -> UUID | None:
        return self._bank.cohort(question_id)
