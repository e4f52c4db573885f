"""Questions: what is asked, in which typed shape, and how an answer is told right from wrong.

A question is a folder (see `docs/reference/question-format.md`); its digest is its version. The values here
are what the folder says, parsed and checked. What a candidate may see of one is `Question.public()`; hidden
tests, solutions, hints not yet given and rubric lines never leave the server.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal
from uuid import UUID

import msgspec

from jupyter_interview.domain.signatures import Signature

SOURCE_SUFFIXES: dict[str, str] = {"python": ".py", "javascript": ".js", "java": ".java"}
"""The languages a question can be answered in, each with the suffix of its source files."""
LANGUAGE_NAMES: dict[str, str] = {"python": "Python", "javascript": "JavaScript", "java": "Java"}
"""How they are spelled in a sentence."""

HINT_STEPS = 3
"""The ladder's length: nudge, idea, outline."""
MIN_HIDDEN_TESTS = 8
MIN_WRONG_SOLUTIONS = 2


class Difficulty(StrEnum):
    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class ItemPrior(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The author's guess of a question's item parameters, until answers say more (`docs/reference/adaptivity.md`)."""

    difficulty: float
    """The ability, in standard deviations of all candidates, at which half of them solve it."""
    discrimination: float
    """How sharply it tells those above that ability from those below."""


MAX_DIFFICULTY = 4.0
DISCRIMINATIONS = (0.2, 3.0)
"""The least and the largest."""

PRIORS: dict[Difficulty, ItemPrior] = {
    Difficulty.EASY: ItemPrior(-1.0, 1.0),
    Difficulty.MEDIUM: ItemPrior(0.0, 1.0),
    Difficulty.HARD: ItemPrior(1.2, 1.0),
}
"""What is assumed where the author says nothing but the level."""
MINUTES: dict[Difficulty, float] = {Difficulty.EASY: 15.0, Difficulty.MEDIUM: 25.0, Difficulty.HARD: 40.0}


class TestCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Arguments and the answer to them, both plain JSON; `signatures` says which shape each kind has."""

    __test__ = False

    arguments: tuple[Any, ...]
    expected: Any
    category: str = "example"
    explanation: str | None = None


class Complexity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Known optimal bounds in big-O notation, such as `O(n log n)`; `accepted_*` are others that count."""

    time: str
    space: str
    accepted_time: tuple[str, ...] = ()
    accepted_space: tuple[str, ...] = ()


class FollowUp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question asked after acceptance; `keywords` in an answer count as having met it.

    A clarification has the same shape: `keywords` trigger, `met` is the answer, the rest stays empty.
    """

    ask: str = ""
    keywords: tuple[str, ...] = ()
    met: str = ""
    """What the interviewer says when a keyword is met."""
    missed: str = ""


class RubricLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    criterion: str
    text: str


class ShippedSolution(msgspec.Struct, frozen=True):
    """A shipped solution: a reference, or a wrong one with the verdict it must get."""

    language: str
    source: str
    name: str
    verdict: str


class Question(msgspec.Struct, frozen=True):
    """A whole question as loaded from its folder."""

    id: str
    """Folder name, kebab-case."""
    digest: str
    """`sha256:` and 64 hex digits over every file of the folder: the version."""
    title: str
    difficulty: Difficulty
    topics: tuple[str, ...]
    statement: str
    """Markdown, without examples and constraints."""
    constraints: tuple[str, ...]
    signature: Signature
    examples: tuple[TestCase, ...]
    tests: tuple[TestCase, ...]
    """Hidden."""
    hints: tuple[str, ...]
    """The ladder: nudge, idea, outline."""
    complexity: Complexity
    follow_ups: tuple[FollowUp, ...]
    rubric: tuple[RubricLine, ...]
    clarifications: tuple[FollowUp, ...]
    """Answers to what candidates ask about the statement."""
    solutions: tuple[ShippedSolution, ...]
    wrong: tuple[ShippedSolution, ...]
    time_limits: dict[str, float]
    """Seconds a test per language, where less than the ceiling."""
    prior: ItemPrior
    minutes: float
    """The time that a candidate who can solve it is expected to take."""
    checker: str | None = None
    """The source of `checker.py`, where the signature compares by it."""

    def public(self) -> PublicQuestion:
        """What anyone signed in may see when browsing."""
        return PublicQuestion(
            id=self.id,
            digest=self.digest,
            title=self.title,
            difficulty=self.difficulty,
            topics=self.topics,
            languages=tuple(solution.language for solution in self.solutions),
        )


class ListedQuestion(msgspec.Struct, frozen=True):
    """What choosing among questions needs to know of one, read without its tests and without running its code."""

    public: PublicQuestion
    prior: ItemPrior
    minutes: float
    cohort: UUID | None = None
    """Whose alone it is; None for a question that anybody may be asked."""


class PublicQuestion(msgspec.Struct, frozen=True, rename="camel"):
    """The part of a question that browsing shows: no statement, so that practice stays fresh."""

    id: str
    digest: str
    title: str
    difficulty: Difficulty
    topics: tuple[str, ...]
    languages: tuple[str, ...]
    """Those it has a reference solution in, and so may be asked in."""
    kind: Literal["dsa", "system_design"] = "dsa"
