"""The hint ladder: one step a press, and a plain word at its end."""

from __future__ import annotations

from jupyter_interview.adapters.llm.offline.speech import Answer
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.progress import Phase


def answer_hint(answer: Answer) -> None:
    view = answer.view
    progress, question = view.interview.progress, view.question
    current = progress.open_question
    if question is None or current is None or progress.phase is not Phase.SOLVING:
        answer.say("hint", answer.line("hint_not_needed"))
        return
    level = current.hints_given + 1
    if level > len(question.hints):
        answer.note("asked for a hint beyond the end of the ladder")
        answer.say("hint", answer.line("hint_end", total=len(question.hints)))
        return
    hint = question.hints[level - 1]
    heading = f"**Hint {level} of {len(question.hints)}**"
    answer.note(f"took hint {level} of {len(question.hints)} after {current.attempts} judged submissions")
    answer.add(
        p.HintGiven(
            question_id=question.id,
            level=level,
            text=answer.line("hint", title=question.title, level=level, total=len(question.hints), hint=hint),
            cells=(p.CellDraft("markdown", "hint", f"{heading}\n\n{hint}\n"),),
        )
    )
