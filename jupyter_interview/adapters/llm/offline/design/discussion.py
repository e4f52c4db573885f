"""Asking authored questions one at a time, and judging the answers by their keywords."""

from __future__ import annotations

from jupyter_interview.adapters.llm.offline.design.asked import (
    Ask,
    discussions,
    spend_answered,
    spend_asked,
    was_asked,
)
from jupyter_interview.adapters.llm.offline.design.cells import asked_cell
from jupyter_interview.adapters.llm.offline.speech import Answer
from jupyter_interview.adapters.llm.offline.understanding import Topic, Understood
from jupyter_interview.domain.design.questions import DesignQuestion, Step
from jupyter_interview.domain.design.wording import says

_TELLS_NOTHING = frozenset({Topic.UNCLEAR, Topic.REPHRASE, Topic.HINT, Topic.QUESTION})


def ask_next(answer: Answer, question: DesignQuestion, *words: str) -> None:
    """The next deep dive or trade-off after `words`, as a cell too; when there is none, how to finish."""
    lines = answer.view.interview.progress.lines
    left = [ask for ask in discussions(question) if not was_asked(lines, ask)]
    if not left:
        answer.say("discussed", *words, answer.line("all_discussed"))
        return
    ask = left[0]
    spend_asked(answer, ask)
    kind = "deep_dive" if ask.criterion == "deep dives" else "trade_off"
    heading = "Deep dive" if kind == "deep_dive" else "Trade-off"
    answer.say(kind, *words, answer.line(kind, ask=ask.text.ask), cells=(asked_cell(heading, ask.text.ask),))


def probe(answer: Answer, ask: Ask, intent: str, *words: str) -> None:
    """Ask about a mistake that was noticed."""
    spend_asked(answer, ask)
    answer.note(f"asked about {ask.key.partition(':')[2]}")
    answer.say(intent, *words, answer.line("probe", ask=ask.text.ask))


def answer_asked(answer: Answer, question: DesignQuestion, ask: Ask, heard: Understood, text: str) -> None:
    """Judge what was said to `ask`: right, a second try, or what the interviewer had in mind."""
    what = ask.key.partition(":")[2]
    second = f"second:{ask.key}" in answer.view.interview.progress.lines
    if says(text, ask.text.keywords):
        answer.learn(ask.criterion, "mixed" if second else "good", f"{what}: met its keywords")
        _done(answer, question, ask, answer.line("answer_met", answer=ask.text.met))
    elif heard.topic is not Topic.GIVE_UP and not second:
        answer.spend(f"second:{ask.key}")
        answer.note(f"{what}: no keyword at the first try")
        name = "answer_unclear" if heard.topic in _TELLS_NOTHING else "answer_deeper"
        answer.say("talk", answer.line(name))
    else:
        answer.learn(ask.criterion, "poor", f"{what}: none of its keywords")
        _done(answer, question, ask, answer.line("answer_missed", answer=ask.text.missed))


def _done(answer: Answer, question: DesignQuestion, ask: Ask, words: str) -> None:
    spend_answered(answer, ask)
    step = answer.view.interview.progress.step
    if step is not None and step.step is Step.DEEP_DIVES:
        ask_next(answer, question, words)
    else:
        answer.say("answer", words, answer.line("go_on_working"))
