"""The first step: what is asked gets its answer, and what is raised is counted."""

from __future__ import annotations

from jupyter_interview.adapters.llm.offline.speech import Answer
from jupyter_interview.adapters.llm.offline.understanding import Topic, Understood
from jupyter_interview.domain.design.questions import DesignQuestion
from jupyter_interview.domain.design.wording import says

ENOUGH = 0.6
"""The share of the requirements from which there is ground enough to go on."""
_TALK = {
    Topic.HINT: "requirements_stuck",
    Topic.GIVE_UP: "requirements_stuck",
    Topic.REPHRASE: "design_rephrase",
    Topic.QUESTION: "requirements_no_answer",
}


def answer_requirements(
    answer: Answer, question: DesignQuestion, heard: Understood, text: str, overrun: tuple[str, ...]
) -> None:
    before = _raised_before(answer, question)
    raised = [place for place, one in enumerate(question.requirements) if says(text, one.keywords)]
    new = [place for place in raised if answer.spend(f"raised:{question.id}:{place}")]
    for place in new:
        answer.learn("requirements", "good", f"raised requirement {place + 1} of {question.id}")
    enough = (len(before) + len(new)) / len(question.requirements) >= ENOUGH
    more = () if overrun else (_what_next(answer, question, len(before) + len(new), enough),)
    place_of_answer = clarification_for(question, heard, text)
    if place_of_answer is not None:
        clarify(answer, question, place_of_answer, *overrun)
    elif new and heard.topic is not Topic.QUESTION:
        answer.say("approach", answer.line("requirements_raised"), *(overrun or more))
    elif new:
        answer.say("clarification", answer.line("requirements_confirmed"), *(overrun or more))
    elif raised and heard.topic not in _TALK:
        answer.say("talk", answer.line("requirements_again"), *overrun)
    else:
        answer.say("talk", answer.line(_TALK.get(heard.topic, "requirements_unclear")), *overrun)


def clarification_for(question: DesignQuestion, heard: Understood, text: str) -> int | None:
    """The first authored answer to what is asked, or proposed beyond the scope."""
    answers = (*question.clarifications, *question.scope.leaves_out)
    matching = (place for place, one in enumerate(answers) if says(text, one.keywords))
    place = next(matching, None)
    beyond = place is not None and place >= len(question.clarifications)
    return place if beyond or heard.topic is Topic.QUESTION else None


def clarify(answer: Answer, question: DesignQuestion, place: int, *words: str) -> None:
    answers = (*question.clarifications, *question.scope.leaves_out)
    answer.learn("communication", "good", f"asked for clarification {place + 1} of {question.id}")
    again = not answer.spend(f"clarify:{question.id}:{place}")
    answer.say("clarification", answer.line("clarify_again" if again else "clarify", answer=answers[place].met), *words)


def _raised_before(answer: Answer, question: DesignQuestion) -> list[int]:
    lines = answer.view.interview.progress.lines
    return [place for place in range(len(question.requirements)) if f"raised:{question.id}:{place}" in lines]


def _what_next(answer: Answer, question: DesignQuestion, count: int, enough: bool) -> str:
    """Where to look next, in general words: functions first, then how well they must work."""
    if enough:
        return answer.line("requirements_enough")
    lines = answer.view.interview.progress.lines
    functional = [place for place in range(len(question.functional)) if f"raised:{question.id}:{place}" in lines]
    return answer.line("requirements_functions" if len(functional) < 2 and count < 2 else "requirements_qualities")
