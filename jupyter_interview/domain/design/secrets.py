"""The hidden half of a system-design question, and what everybody in the room has seen of it."""

from __future__ import annotations

from jupyter_interview.domain.design.questions import DesignQuestion, Mistake
from jupyter_interview.domain.leaks import Hidden, hidden_ideas, hidden_phrases
from jupyter_interview.domain.questions import FollowUp


def hidden_design(question: DesignQuestion, hints_given: int, agreed: bool) -> Hidden:
    """What must not be said while the question is open.

    `agreed`: the requirements and the numbers were shown, which happens after the first step. Answers that were told
    are in what the candidate has seen, and so are no secret to the filter.
    """
    untold = question.hints[hints_given:]
    asked: tuple[FollowUp | Mistake, ...] = (*question.discussions, *question.mistakes)
    answers = [text for one in asked for text in (one.met, one.missed)]
    prose = [*untold, *answers, *(line.text for line in question.rubric), *(one.because for one in question.estimates)]
    if not agreed:
        prose += [one.text for one in question.requirements]
    return Hidden(
        windows=frozenset(),
        phrases=hidden_phrases(prose),
        ideas=hidden_ideas([*untold, *answers]),
        names=tuple(one.names for one in question.components if not one.entry),
        values=question.estimates,
    )


def public_design(question: DesignQuestion, hints_given: int, agreed: bool) -> str:
    """What everybody who was posted the question has seen of it."""
    parts = [question.title, question.statement]
    if agreed:
        parts += [question.scope.covers, *(one.text for one in question.requirements), *question.numbers]
        parts += [one.name for one in question.estimates]
    return "\n".join((*parts, *question.hints[:hints_given]))
