"""The recap after a pause, and the closing words."""

from __future__ import annotations

from jupyter_interview.adapters.llm.offline.design.cells import TITLES
from jupyter_interview.adapters.llm.offline.facts import counted, questions_left, summary, time_left
from jupyter_interview.adapters.llm.offline.speech import Answer
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.design.questions import STEPS


def recap(answer: Answer) -> None:
    """What was done, what is left, and what to press next."""
    view = answer.view
    progress, left = view.interview.progress, questions_left(view)
    lead = answer.line("recap", time=time_left(view), left=counted(left, "question"))
    if progress.open_question is not None:
        following = TITLES[STEPS[progress.steps_closed]].lower()
        step = answer.line("recap_step", title=progress.open_question.title, following=following)
    else:
        step = answer.line("recap_next" if left else "recap_done", number=len(progress.questions) + 1)
    answer.say("recap", lead, summary(view), step)


def close(answer: Answer, ending: p.InterviewEnding) -> None:
    """Closing words with a summary of every question."""
    view = answer.view
    discussed = sum(question.outcome == "discussed" for question in view.interview.progress.questions)
    answer.note(f"{discussed} of {view.interview.question_count} questions gone through; ended by {ending.reason}")
    answer.say("closing", answer.line(f"closing_{ending.reason}"), summary(view), answer.line("closing_end"))
