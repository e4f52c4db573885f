"""Answers to what the candidate writes, by what the room is doing."""

from __future__ import annotations

from jupyter_interview.adapters.llm.offline import complexity
from jupyter_interview.adapters.llm.offline.facts import questions_left, since_posted, time_left
from jupyter_interview.adapters.llm.offline.posting import close_question
from jupyter_interview.adapters.llm.offline.speech import Answer
from jupyter_interview.adapters.llm.offline.understanding import Topic, Understood, mentions, understand
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.progress import Phase
from jupyter_interview.domain.questions import FollowUp, Question
from jupyter_interview.service.ports import RoomView

_ANYWHERE = {
    Topic.SOLUTION: "refusal",
    Topic.TIME: "time_left",
    Topic.GREETING: "greeted",
    Topic.THANKS: "thanked",
}
"""Topics that get the same kind of answer whatever the room is doing."""

_SOLVING = {
    Topic.HINT: "stuck",
    Topic.GIVE_UP: "give_up",
    Topic.REPHRASE: "rephrase",
    Topic.COMPLEXITY: "complexity_early",
    Topic.QUESTION: "no_answer",
    Topic.UNCLEAR: "unclear",
}
_APPROACH_STEPS = ("approach_edges", "approach_complexity", "approach_go")
"""One thing to think about each time an approach is told, then: write it."""


def answer_turn(answer: Answer, text: str) -> None:
    view = answer.view
    question = view.question
    heard = understand(text, question)
    answer.note(f"a message about {heard.topic.value} while {view.interview.progress.phase.value}")
    if heard.topic in _ANYWHERE and not _is_answer(view, heard, text):
        answer.say("talk", answer.line(_ANYWHERE[heard.topic], time=time_left(view)))
        return
    match view.interview.progress.phase:
        case Phase.SOLVING if question is not None:
            _while_solving(answer, heard, question)
        case Phase.COMPLEXITY if question is not None:
            complexity.answer_claim(answer, heard, question)
        case Phase.FOLLOW_UP if question is not None:
            _after_follow_up(answer, heard, question, text)
        case _:
            answer.say("talk", answer.line("small_talk" if questions_left(view) else "small_talk_end"))


def _is_answer(view: RoomView, heard: Understood, text: str) -> bool:
    """Whether a message, however it is worded, answers what the interviewer asked."""
    phase, question = view.interview.progress.phase, view.question
    if phase is Phase.COMPLEXITY:
        return heard.claims
    follow_up = complexity.follow_up_of(question) if question else None
    return phase is Phase.FOLLOW_UP and follow_up is not None and mentions(text, follow_up.keywords)


def _while_solving(answer: Answer, heard: Understood, question: Question) -> None:
    if heard.topic not in (Topic.HINT, Topic.GIVE_UP) and heard.clarification is not None:
        _clarify(answer, question, heard.clarification)
    elif heard.topic is Topic.APPROACH:
        answer.learn("approach", "good", "described an approach before or while coding")
        turns = (item for item in since_posted(answer.view) if isinstance(item, p.InterviewerTurn))
        told = sum(turn.intent == "approach" for turn in turns)
        step = _APPROACH_STEPS[min(told, len(_APPROACH_STEPS) - 1)]
        answer.say("approach", answer.line("approach"), answer.line(step))
    else:
        answer.say("talk", answer.line(_SOLVING[heard.topic]))


def _clarify(answer: Answer, question: Question, place: int) -> None:
    answer.learn("communication", "good", f"asked for clarification {place + 1} of {question.id}")
    said = f"clarify:{question.id}:{place}"
    name = "clarify_again" if said in answer.view.interview.progress.lines else "clarify"
    answer.spend(said)
    answer.say("clarification", answer.line(name, answer=question.clarifications[place].met))


def _after_follow_up(answer: Answer, heard: Understood, question: Question, text: str) -> None:
    follow_up = complexity.follow_up_of(question)
    if follow_up is None:
        close_question(answer, "accepted", answer.line("follow_up_closed"))
    elif mentions(text, follow_up.keywords):
        answer.learn("follow-up", "good", "met the follow-up's keywords")
        _close(answer, "follow_up_met", follow_up, follow_up.met)
    elif heard.topic in (Topic.UNCLEAR, Topic.REPHRASE, Topic.HINT):
        answer.say("talk", answer.line("follow_up_unclear"))
    else:
        answer.learn("follow-up", "poor", "answered the follow-up without any of its keywords")
        _close(answer, "follow_up_missed", follow_up, follow_up.missed)


def _close(answer: Answer, name: str, follow_up: FollowUp, words: str) -> None:
    close_question(answer, "accepted", answer.line(name, answer=words or follow_up.met))
