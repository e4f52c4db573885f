"""What was asked and what was answered, kept in the log as keys of spent lines.

One thing is asked at a time. A key is `asked:` or `answered:`, the question, and which of its texts: `mistake 2`,
`deep dive 0`.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from jupyter_interview.adapters.llm.offline.speech import Answer
from jupyter_interview.domain.design.questions import DesignQuestion, Mistake
from jupyter_interview.domain.payloads import Criterion
from jupyter_interview.domain.questions import FollowUp


class Ask(msgspec.Struct, frozen=True):
    """One authored text that is asked, and answered or not."""

    key: str
    criterion: Criterion
    text: FollowUp | Mistake


def mistakes(question: DesignQuestion) -> Iterator[Ask]:
    for place, mistake in enumerate(question.mistakes):
        criterion: Criterion = "reliability" if mistake.single else "approach"
        yield Ask(f"{question.id}:mistake {place}", criterion, mistake)


def discussions(question: DesignQuestion) -> Iterator[Ask]:
    """What the last step goes through, in its order."""
    for place, text in enumerate(question.deep_dives):
        yield Ask(f"{question.id}:deep dive {place}", "deep dives", text)
    for place, text in enumerate(question.trade_offs):
        yield Ask(f"{question.id}:trade-off {place}", "trade-offs", text)


def pending(answer: Answer, question: DesignQuestion) -> Ask | None:
    """What was asked and not answered yet."""
    lines = answer.view.interview.progress.lines
    everything = (*mistakes(question), *discussions(question))
    return next((ask for ask in everything if was_asked(lines, ask) and not was_answered(lines, ask)), None)


def was_asked(lines: frozenset[str], ask: Ask) -> bool:
    return f"asked:{ask.key}" in lines


def was_answered(lines: frozenset[str], ask: Ask) -> bool:
    return f"answered:{ask.key}" in lines


def spend_asked(answer: Answer, ask: Ask) -> None:
    answer.spend(f"asked:{ask.key}")


def spend_answered(answer: Answer, ask: Ask) -> None:
    answer.spend(f"answered:{ask.key}")
