"""Posting questions and closing them, one at a time."""

from __future__ import annotations

from typing import Literal

from jupyter_interview.adapters.llm.offline.facts import counted, questions_left, time_left
from jupyter_interview.adapters.llm.offline.speech import Answer
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.questions import LANGUAGE_NAMES
from jupyter_interview.domain.starter import starter_code
from jupyter_interview.domain.statement import render_statement


def greet(answer: Answer) -> None:
    """Greeting and the first question."""
    interview = answer.view.interview
    greeting = answer.line(
        "greeting",
        questions=counted(interview.question_count, "question"),
        time=time_left(answer.view),
        language=LANGUAGE_NAMES[interview.language],
    )
    sandbox = "" if interview.sandboxed else answer.line("unsandboxed")
    answer.say("greeting", greeting, answer.line("hint_cost"), sandbox)
    post(answer)


def go_on(answer: Answer) -> None:
    """The candidate pressed Next: close what is open, else post what is next."""
    question = answer.view.interview.progress.open_question
    if question is None:
        if answer.view.upcoming is not None:
            left = counted(questions_left(answer.view) - 1, "question")
            answer.say("lead_in", answer.line("lead_in", number=_number(answer), left=left))
        post(answer)
        return
    name = "closed_accepted" if question.accepted else "closed_skipped"
    answer.note(f"question {question.question_id} closed on request, {'accepted' if question.accepted else 'skipped'}")
    close_question(answer, "accepted" if question.accepted else "skipped", answer.line(name, title=question.title))


def post(answer: Answer) -> None:
    """Post the next question, or end the interview when there is none."""
    question = answer.view.upcoming
    if question is None:
        answer.add(p.InterviewEnding(reason="all_done"))
        return
    cells = (
        p.CellDraft("markdown", "question", render_statement(question)),
        p.CellDraft("code", "starter", starter_code(question.signature, answer.view.interview.language)),
    )
    answer.add(
        p.QuestionPosted(
            question_id=question.id,
            digest=question.digest,
            number=_number(answer),
            title=question.title,
            cells=cells,
        )
    )


def close_question(answer: Answer, outcome: Literal["accepted", "skipped"], *words: str) -> None:
    """Close the open question with `words`; after the last one the interview ends."""
    question = answer.view.interview.progress.open_question
    if question is None:
        return
    answer.add(p.QuestionClosed(question_id=question.question_id, outcome=outcome))
    if not answer.view.more:
        answer.say("between", *words, answer.line("last_done"))
        answer.add(p.InterviewEnding(reason="all_done"))
    else:
        left = counted(questions_left(answer.view), "question")
        answer.say("between", *words, answer.line("between", left=left, time=time_left(answer.view)))


def _number(answer: Answer) -> int:
    return len(answer.view.interview.progress.questions) + 1
