"""After acceptance: the claimed bounds against the known ones, then one follow-up question."""

from __future__ import annotations

from typing import Literal

from jupyter_interview.adapters.llm.offline.bounds import Bound, matches, powers
from jupyter_interview.adapters.llm.offline.claims import Claim, read_claim
from jupyter_interview.adapters.llm.offline.facts import since_posted
from jupyter_interview.adapters.llm.offline.posting import close_question
from jupyter_interview.adapters.llm.offline.speech import Answer
from jupyter_interview.adapters.llm.offline.understanding import Topic, Understood
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.growth import contradicts
from jupyter_interview.domain.questions import FollowUp, Question

TIME_PROBE, SPACE_PROBE, SPACE_ASKED = "time_probe", "space_probe", "space_asked"
_ASKS_BACK = frozenset({Topic.QUESTION, Topic.REPHRASE, Topic.HINT})


def follow_up_of(question: Question) -> FollowUp | None:
    """The one follow-up that is asked."""
    return question.follow_ups[0] if question.follow_ups else None


def answer_claim(answer: Answer, heard: Understood, question: Question) -> None:
    """Check what is claimed: right goes on, the first wrong claim is probed, the second is pointed out."""
    if heard.topic is Topic.GIVE_UP and not heard.claims:
        answer.learn("complexity", "poor", "could not state the complexity")
        _go_on(answer, question, answer.line("complexity_given_up"))
        return
    if not heard.claims:
        answer.say("talk", answer.line("complexity_meaning" if heard.topic in _ASKS_BACK else "complexity_unclear"))
        return
    claim, asked = _claimed(answer)
    fault = _fault(claim, question)
    probed = TIME_PROBE in asked or SPACE_PROBE in asked
    if fault is None:
        answer.learn("complexity", "mixed" if probed else "good", "claimed bounds: right")
    elif probed:
        answer.learn("complexity", "poor", f"claimed bounds: {fault} not right or not stated, asked twice")
    else:
        answer.note(f"claimed bounds: {fault} not right or not stated")
    if fault is None:
        _go_on(answer, question, answer.line("complexity_right"))
    elif fault == "space" and claim.space is None and SPACE_ASKED not in asked:
        answer.say(SPACE_ASKED, answer.line("space_asked"))
    elif not probed:
        times = _measured_against(answer, claim, question) if fault == "time" else None
        words = answer.line(f"{fault}_probe") if times is None else answer.line("time_probe_measured", times=times)
        answer.say(TIME_PROBE if fault == "time" else SPACE_PROBE, words)
    else:
        _go_on(answer, question, answer.line(f"{fault}_look_again"))


def _measured_against(answer: Answer, claim: Claim, question: Question) -> str | None:
    """How many times as long twice the input took, where that contradicts the claimed time too."""
    every = (item for item in since_posted(answer.view) if isinstance(item, p.GrowthMeasured))
    found = [item for item in every if item.question_id == question.id]  # the last question's may come late
    allowed = powers(claim.time) if claim.time is not None else None
    if not found or allowed is None or found[-1].exponent is None:
        return None
    measured = found[-1].exponent
    if not contradicts(measured, allowed):
        return None
    answer.note(f"the claimed time contradicts the measured growth too, a power of {measured}")
    return f"{2**measured:.1f}"


def _go_on(answer: Answer, question: Question, words: str) -> None:
    follow_up = follow_up_of(question)
    if follow_up is None:
        close_question(answer, "accepted", words)
        return
    cell = p.CellDraft("markdown", "interviewer", f"**Follow-up to “{question.title}”**\n\n{follow_up.ask}\n")
    answer.say("follow_up", words, answer.line("follow_up", ask=follow_up.ask), cells=(cell,))


def _claimed(answer: Answer) -> tuple[Claim, set[str]]:
    """The latest claim for time and for space since the complexity was asked for, and which probes were made."""
    claim = Claim()
    asked: set[str] = set()
    unmarked: Literal["time", "space"] = "time"
    for payload in _since_asked(answer):
        if isinstance(payload, p.InterviewerTurn):
            asked.add(payload.intent)
            unmarked = _expected(payload.intent, unmarked)
        elif isinstance(payload, p.CandidateTurn):
            told = read_claim(payload.text, unmarked)
            claim = Claim(_latest(told.time, claim.time), _latest(told.space, claim.space))
    return claim, asked


def _since_asked(answer: Answer) -> tuple[p.Payload, ...]:
    payloads = since_posted(answer.view)
    for place, payload in enumerate(payloads):
        if isinstance(payload, p.InterviewerTurn) and payload.intent == "complexity":
            return payloads[place:]
    return payloads[-1:]


def _expected(intent: str, before: Literal["time", "space"]) -> Literal["time", "space"]:
    """What an unmarked bound is about after a turn."""
    if intent in (SPACE_PROBE, SPACE_ASKED):
        return "space"
    return "time" if intent in (TIME_PROBE, "complexity") else before


def _latest(told: Bound | None, before: Bound | None) -> Bound | None:
    return before if told is None else told


def _fault(claim: Claim, question: Question) -> Literal["time", "space"] | None:
    known = question.complexity
    if claim.time is None or not matches(claim.time, (known.time, *known.accepted_time)):
        return "time"
    if claim.space is None or not matches(claim.space, (known.space, *known.accepted_space)):
        return "space"
    return None
