"""System-design questions: what is asked in each of four steps, and what a good answer holds.

A question is a folder with a `design.yaml` (see `docs/reference/question-format.md`). The candidate sees the title and
the statement; after the first step the requirements and the numbers that the estimates start from, so that everybody
goes on from the same ground. All else stays on the server.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from jupyter_interview.domain.questions import Difficulty, FollowUp, PublicQuestion, RubricLine


class Step(StrEnum):
    """The four steps, in their order."""

    REQUIREMENTS = "requirements"
    ESTIMATION = "estimation"
    DESIGN = "design"
    DEEP_DIVES = "deep_dives"


STEPS = tuple(Step)
SYSTEM_DESIGN = "system_design"
"""The kind of an interview that asks them."""
LANGUAGE = "python"
"""The estimates are made in."""


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The root of a question's parts: an unknown key is an author's slip."""


class Scope(_Part, frozen=True):
    """What the design covers, in a sentence, and answers to whoever wants to go beyond."""

    covers: str
    leaves_out: tuple[FollowUp, ...] = ()


class Requirement(_Part, frozen=True):
    """Counts as raised when a keyword is in something that the candidate says or asks."""

    text: str
    keywords: tuple[str, ...]


class Estimate(_Part, frozen=True):
    """A quantity that is asked for by its name; the value is what a careful estimate comes to."""

    name: str
    value: float
    unit: str
    """In the notation of `units`: `/s`, `GB`, `GB/day`, `servers`."""
    factor: float
    """How many times too much or too little still counts as right."""
    because: str
    """How the value comes about; never shown during the interview."""
    keywords: tuple[str, ...] = ()
    """Other labels under which it may be stated."""
    also: dict[str, float] = {}
    """The value in units of another dimension that count too, such as a total beside a rate."""


class Component(_Part, frozen=True):
    """A part of the system, known by its name and by other words for it in the label of a box."""

    name: str
    synonyms: tuple[str, ...] = ()
    entry: bool = False
    """Where requests come from, such as the clients: never a single point of failure."""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.synonyms)


class Mistake(_Part, frozen=True):
    """A common mistake: how it is noticed (exactly one of the first five), and what is then asked."""

    ask: str
    keywords: tuple[str, ...]
    met: str
    missed: str
    says: tuple[str, ...] = ()
    """Keywords in a message of the candidate's."""
    lacks: str = ""
    """A component that is not in the diagram."""
    single: str = ""
    """A component that is drawn once, with nothing that says it is replicated."""
    unlinked: tuple[str, ...] = ()
    """Two components, both drawn, that must be linked and are not."""
    estimate: str = ""
    """A quantity that was estimated wrong."""


class Minutes(_Part, frozen=True):
    """The time budget of each step, in an interview as long as their sum; scaled to others."""

    requirements: int
    estimation: int
    design: int
    deep_dives: int

    def of(self, step: Step, total: float) -> int:
        """The step's share of `total` minutes, at least one."""
        shares: dict[Step, int] = dict(zip(STEPS, msgspec.structs.astuple(self), strict=True))
        return max(1, round(total * shares[step] / sum(shares.values())))


class DesignContent(_Part, frozen=True):
    """What a design.yaml says."""

    title: str
    difficulty: Difficulty
    topics: tuple[str, ...]
    statement: str
    minutes: Minutes
    scope: Scope
    functional: tuple[Requirement, ...]
    non_functional: tuple[Requirement, ...]
    numbers: tuple[str, ...]
    """What the estimates start from; shown when the second step begins."""
    clarifications: tuple[FollowUp, ...]
    estimates: tuple[Estimate, ...]
    components: tuple[Component, ...]
    edges: tuple[tuple[str, str], ...]
    """Pairs of components that must be linked, in either direction."""
    single_points: tuple[str, ...]
    """Components of which one is not enough."""
    mistakes: tuple[Mistake, ...]
    deep_dives: tuple[FollowUp, ...]
    trade_offs: tuple[FollowUp, ...]
    hints: tuple[str, ...]
    rubric: tuple[RubricLine, ...]


class DesignQuestion(DesignContent, frozen=True, kw_only=True):
    """A whole system-design question as loaded from its folder."""

    id: str
    digest: str

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        return (*self.functional, *self.non_functional)

    @property
    def discussions(self) -> Iterator[FollowUp]:
        """What the last step goes through, in its order."""
        yield from self.deep_dives
        yield from self.trade_offs

    def public(self) -> PublicQuestion:
        """What anyone signed in may see when browsing."""
        return PublicQuestion(
            self.id, self.digest, self.title, self.difficulty, self.topics, languages=(LANGUAGE,), kind="system_design"
        )
