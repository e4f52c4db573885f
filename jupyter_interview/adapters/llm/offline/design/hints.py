"""The hint ladder of a system-design question: one step a press, as everywhere."""

from __future__ import annotations

from jupyter_interview.adapters.llm.offline.hints import give_hint
from jupyter_interview.adapters.llm.offline.speech import Answer


def answer_hint(answer: Answer) -> None:
    design = answer.view.design
    question = design.question if design else None
    if question is None or answer.view.interview.progress.step is None:
        answer.say("hint", answer.line("hint_not_needed"))
        return
    give_hint(answer, question.id, question.title, question.hints, "design_hint_end")
