"""An offer of help to a candidate who has done nothing for long. It costs nothing, and says what a hint would cost."""

from __future__ import annotations

from jupyter_interview.adapters.llm.offline.speech import Answer


def offer_help(answer: Answer, hints: tuple[str, ...], cost: str) -> None:
    """`cost` is the line that says what the question's hints cost; it is left out when none is left."""
    current = answer.view.interview.progress.open_question
    if current is None:
        answer.note("nothing is open that could be helped with")
        return
    answer.note("offered help after a long silence")
    left = current.hints_given < len(hints)
    answer.say("silence", answer.line("silence"), answer.line(cost) if left else "")
