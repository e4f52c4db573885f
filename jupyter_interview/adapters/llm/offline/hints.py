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
    give_hint(answer, question.id, question.title, question.hints, "hint_end")


def give_hint(answer: Answer, question_id: str, title: str, hints: tuple[str, ...], end: str) -> None:
    """The next step of a ladder, or the line `end`, which says that there is none."""
    current = answer.view.interview.progress.open_question
    assert current is not None, "a hint is about an open question"
    level, total = current.hints_given + 1, len(hints)
    if level > total:
        answer.note("asked for a hint beyond the end of the ladder")
        answer.say("hint", answer.line(end, total=total))
        return
    hint = hints[level - 1]
    answer.note(f"took hint {level} of {total} after {current.attempts} judged submissions")
    answer.add(
        p.HintGiven(
            question_id=question_id,
            level=level,
            text=answer.line("hint", title=title, level=level, total=total, hint=hint),
            cells=(p.CellDraft("markdown", "hint", f"**Hint {level} of {total}**\n\n{hint}\n"),),
        )
    )
