"""The recap after a pause, and the closing words: facts from the log, nothing else."""

from __future__ import annotations

from jupyter_interview.adapters.llm.offline.facts import counted, questions_left, summary, time_left
from jupyter_interview.adapters.llm.offline.speech import Answer
from jupyter_interview.domain import payloads as p


def recap(answer: Answer) -> None:
    """What was done, what is left, and what to press next."""
    view = answer.view
    left = questions_left(view)
    lead = answer.line("recap", time=time_left(view), left=counted(left, "question"))
    question = view.interview.progress.open_question
    if question is not None:
        step = answer.line("recap_open", title=question.title)
    else:
        step = answer.line("recap_next" if left else "recap_done", number=len(view.interview.progress.questions) + 1)
    answer.say("recap", lead, summary(view), step)


def close(answer: Answer, ending: p.InterviewEnding) -> None:
    """Closing words with a summary of every question."""
    view = answer.view
    waiting = answer.line("closing_waiting") if view.interview.progress.submissions else ""
    accepted = sum(question.accepted for question in view.interview.progress.questions)
    answer.note(f"{accepted} of {view.interview.question_count} questions accepted; ended by {ending.reason}")
    answer.say("closing", answer.line(f"closing_{ending.reason}"), summary(view), waiting, answer.line("closing_end"))
