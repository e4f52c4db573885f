"""Answers to what the candidate writes, by the step that is open."""

from __future__ import annotations

from jupyter_interview.adapters.llm.offline.design import asked
from jupyter_interview.adapters.llm.offline.design.discussion import answer_asked, probe
from jupyter_interview.adapters.llm.offline.design.requirements import answer_requirements, clarification_for, clarify
from jupyter_interview.adapters.llm.offline.facts import counted, questions_left, time_left
from jupyter_interview.adapters.llm.offline.speech import Answer
from jupyter_interview.adapters.llm.offline.understanding import Topic, Understood, understand
from jupyter_interview.domain.design.questions import DesignQuestion, Step
from jupyter_interview.domain.design.wording import says
from jupyter_interview.domain.progress import StepProgress
from jupyter_interview.service.ports import RoomView

_ANYWHERE = {Topic.SOLUTION: "design_refusal", Topic.GREETING: "greeted", Topic.THANKS: "thanked"}
_STEP_TALK = {
    Topic.HINT: "design_stuck",
    Topic.GIVE_UP: "design_give_up",
    Topic.REPHRASE: "design_rephrase",
    Topic.QUESTION: "design_no_answer",
}


def answer_message(answer: Answer, text: str) -> None:
    view = answer.view
    design = view.design
    question, step = design.question if design else None, view.interview.progress.step
    heard = understand(text, None)
    answer.note(f"a message about {heard.topic.value} in the step {step.step if step else 'between'}")
    if question is None or step is None:
        _between(answer, heard)
        return
    waiting = asked.pending(answer, question)
    met = waiting is not None and says(text, waiting.text.keywords)
    if heard.topic is Topic.TIME and not met:
        answer.say("talk", answer.line("step_time", time=time_left(view), step=_step_left(view, step)))
    elif heard.topic in _ANYWHERE and not met:
        answer.say("talk", answer.line(_ANYWHERE[heard.topic]))
    elif waiting is not None:
        _while_asked(answer, question, waiting, heard, text)
    else:
        _in_step(answer, question, step, heard, text)


def _between(answer: Answer, heard: Understood) -> None:
    if heard.topic in _ANYWHERE:
        answer.say("talk", answer.line(_ANYWHERE[heard.topic]))
    elif answer.view.interview.progress.open_question is not None:
        answer.say("talk", answer.line("between_steps"))
    else:
        answer.say("talk", answer.line("small_talk" if questions_left(answer.view) else "small_talk_end"))


def _while_asked(answer: Answer, question: DesignQuestion, waiting: asked.Ask, heard: Understood, text: str) -> None:
    """A question back is answered where the author has an answer; all else is taken for an answer."""
    place = clarification_for(question, heard, text)
    if heard.topic is Topic.QUESTION and place is not None and not says(text, waiting.text.keywords):
        clarify(answer, question, place)
    else:
        answer_asked(answer, question, waiting, heard, text)


def _in_step(answer: Answer, question: DesignQuestion, step: StepProgress, heard: Understood, text: str) -> None:
    lines = answer.view.interview.progress.lines
    noticed = (ask for ask in asked.mistakes(question) if _says(ask, text) and not asked.was_asked(lines, ask))
    mistake = next(noticed, None)
    if mistake is not None:
        probe(answer, mistake, "talk", *_overrun(answer, step))
    elif step.step is Step.REQUIREMENTS:
        answer_requirements(answer, question, heard, text, _overrun(answer, step))
    elif (place := clarification_for(question, heard, text)) is not None:
        clarify(answer, question, place)
    else:
        if heard.topic is Topic.APPROACH:
            answer.learn("communication", "good", f"explained something in the step {step.step}")
        answer.say("talk", answer.line(_STEP_TALK.get(heard.topic, f"talk_{step.step}")), *_overrun(answer, step))


def _says(ask: asked.Ask, text: str) -> bool:
    return says(text, getattr(ask.text, "says", ()))


def _spent(view: RoomView, step: StepProgress) -> float:
    """Seconds of the clock since the step began."""
    return step.began_with - view.interview.clock.remaining(view.now).total_seconds()


def _step_left(view: RoomView, step: StepProgress) -> str:
    minutes = round(step.minutes - _spent(view, step) / 60)
    return counted(minutes, "minute") if minutes > 0 else "no time"


def _overrun(answer: Answer, step: StepProgress) -> tuple[str, ...]:
    """A word, once a step, when its share of the time is used up."""
    over = _spent(answer.view, step) > 60 * step.minutes
    key = f"overrun:{answer.view.interview.progress.steps_closed}:{len(answer.view.interview.progress.questions)}"
    return (answer.line("step_overrun"),) if over and answer.spend(key) else ()
