"""Facts in words, for the slots of authored lines."""

from __future__ import annotations

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.progress import QuestionProgress
from jupyter_interview.domain.verdicts import Verdict
from jupyter_interview.service.ports import RoomView

VERDICT_WORDS = {
    Verdict.ACCEPTED: "accepted",
    Verdict.WRONG_ANSWER: "wrong answer",
    Verdict.TIME_LIMIT: "time limit exceeded",
    Verdict.MEMORY_LIMIT: "memory limit exceeded",
    Verdict.OUTPUT_LIMIT: "output limit exceeded",
    Verdict.RUNTIME_ERROR: "runtime error",
    Verdict.COMPILE_ERROR: "compile error",
    Verdict.INTERNAL_ERROR: "internal error",
}
_OUTCOME_WORDS = {
    "accepted": "accepted",
    "skipped": "left unsolved",
    "time_up": "time ran out",
    "discussed": "gone through",
}


def counted(number: int, noun: str) -> str:
    """`1 hint`, `3 hints`, `no hints`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number or 'no'} {noun}s"


def time_left(view: RoomView) -> str:
    """Such as `31 minutes`, `less than a minute`."""
    minutes = round(view.interview.clock.remaining(view.now).total_seconds() / 60)
    return counted(minutes, "minute") if minutes else "less than a minute"


def questions_left(view: RoomView) -> int:
    """Questions that were not posted yet."""
    return view.interview.question_count - len(view.interview.progress.questions)


def summary(view: RoomView) -> str:
    """A Markdown list: every posted question with its result, attempts and hints."""
    questions = view.interview.progress.questions
    if not questions:
        return "No question was posted."
    judged = view.design is None
    return "\n".join(_summary_line(question, judged) for question in questions)


def _summary_line(question: QuestionProgress, judged: bool) -> str:
    attempts = f"{counted(question.attempts, 'submission')}, " if judged else ""
    hints = counted(question.hints_given, "hint")
    return f"- **{question.number}. {question.title}**: {_result(question)}, {attempts}{hints}"


def _result(question: QuestionProgress) -> str:
    if question.accepted:
        return "accepted"
    last = question.last_verdict
    words = _OUTCOME_WORDS[question.outcome] if question.outcome else "open"
    return f"{words} (last verdict: {VERDICT_WORDS[last]})" if last else words


def since_posted(view: RoomView) -> tuple[p.Payload, ...]:
    """Payloads from the last posted question up to the stimulus."""
    found: list[p.Payload] = []
    for event in view.events:
        if event.seq > view.stimulus.seq and not isinstance(event.payload, p.InterviewerTurn):
            continue
        if isinstance(event.payload, p.QuestionPosted):
            found.clear()
        found.append(event.payload)
    return tuple(found)
