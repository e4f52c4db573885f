"""The four steps: posting the question, closing a step, beginning the next; the candidate's Next decides when."""

from __future__ import annotations

from math import ceil

from jupyter_interview.adapters.llm.offline.design import cells
from jupyter_interview.adapters.llm.offline.design.asked import pending, spend_answered
from jupyter_interview.adapters.llm.offline.design.discussion import ask_next
from jupyter_interview.adapters.llm.offline.facts import counted, questions_left, since_posted, time_left
from jupyter_interview.adapters.llm.offline.speech import Answer
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.design.questions import STEPS, DesignQuestion, Step
from jupyter_interview.service.ports import DesignView


def design_of(answer: Answer) -> DesignView:
    design = answer.view.design
    assert design is not None, "a room of this kind is seen with its design"
    return design


def greet(answer: Answer) -> None:
    """Greeting, the question, and its first step."""
    interview = answer.view.interview
    greeting = answer.line(
        "design_greeting", questions=counted(interview.question_count, "question"), time=time_left(answer.view)
    )
    sandbox = "" if interview.sandboxed else answer.line("design_unsandboxed")
    answer.say("greeting", greeting, answer.line("design_hint_cost"), sandbox)
    post(answer)


def post(answer: Answer) -> None:
    """The next question, or the end when there is none."""
    question = design_of(answer).upcoming
    if question is None:
        answer.add(p.InterviewEnding(reason="all_done"))
        return
    posted = p.QuestionPosted(
        question_id=question.id,
        digest=question.digest,
        number=len(answer.view.interview.progress.questions) + 1,
        title=question.title,
        cells=(cells.task(question, minutes_for_one(answer)),),
    )
    answer.add(posted)
    begin(answer, question, Step.REQUIREMENTS)


def go_on(answer: Answer) -> None:
    """The candidate pressed Next: close the open step or question, or begin what comes next."""
    progress, question = answer.view.interview.progress, design_of(answer).question
    if question is None or progress.open_question is None:
        if design_of(answer).upcoming is not None:
            left = counted(questions_left(answer.view) - 1, "question")
            answer.say("lead_in", answer.line("lead_in", number=len(progress.questions) + 1, left=left))
        post(answer)
    elif progress.step is None:
        begin(answer, question, STEPS[progress.steps_closed])
    elif not _was_used(answer) and answer.spend(f"unused:{question.id}:{progress.step.step}"):
        answer.note(f"wanted to leave the step {progress.step.step} with nothing done")
        answer.say("step_unused", answer.line(f"unused_{progress.step.step}"))
    else:
        close(answer, question, progress.step.step)


def begin(answer: Answer, question: DesignQuestion, step: Step) -> None:
    """Say what the step is for, how long it may take, and post its cells."""
    minutes = question.minutes.of(step, minutes_for_one(answer))
    remaining = ceil(answer.view.interview.clock.remaining(answer.view.now).total_seconds())
    number = STEPS.index(step) + 1
    answer.add(p.StepBegan(question.id, step, number, minutes, remaining))
    words = answer.line(f"step_{step}", minutes=counted(minutes, "minute"))
    answer.say("step", words, cells=cells.step_cells(question, step))
    if step is Step.DEEP_DIVES:
        ask_next(answer, question)


def close(answer: Answer, question: DesignQuestion, step: Step) -> None:
    """Close a step; the last one closes the question, and the last question ends the interview."""
    waiting = pending(answer, question)
    if waiting is not None:
        spend_answered(answer, waiting)
        answer.note(f"left unanswered: {waiting.key.partition(':')[2]}")
    answer.add(p.StepClosed(question.id, step))
    answer.note(f"step {step} closed")
    if step is not STEPS[-1]:
        following = cells.TITLES[STEPS[STEPS.index(step) + 1]].lower()
        answer.say("between", answer.line("step_closed", following=following, time=time_left(answer.view)))
        return
    answer.add(p.QuestionClosed(question_id=question.id, outcome="discussed"))
    words = answer.line("design_closed", title=question.title)
    if not answer.view.more:
        answer.say("between", words, answer.line("last_done"))
        answer.add(p.InterviewEnding(reason="all_done"))
    else:
        left = counted(questions_left(answer.view), "question")
        answer.say("between", words, answer.line("between", left=left, time=time_left(answer.view)))


def minutes_for_one(answer: Answer) -> float:
    """A question's share of the interview."""
    interview = answer.view.interview
    return interview.duration.total_seconds() / 60 / max(interview.question_count, 1)


def _was_used(answer: Answer) -> bool:
    """Whether anything was said, or where something is handed in, handed in, since the step began."""
    used = False
    needed: type[p.Payload] = p.CandidateTurn
    for payload in since_posted(answer.view):
        if isinstance(payload, p.StepBegan):
            used = False
            handed_in = payload.step in (Step.ESTIMATION, Step.DESIGN)
            needed = p.DesignSubmitted if handed_in else p.CandidateTurn
        used = used or isinstance(payload, needed)
    return used
