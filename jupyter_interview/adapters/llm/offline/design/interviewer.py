"""The offline interviewer of system design: four steps, each with its share of the time, by authored questions."""

from __future__ import annotations

from jupyter_interview.adapters.llm.offline.design import ending, steps, talk
from jupyter_interview.adapters.llm.offline.design.diagram import answer_diagram
from jupyter_interview.adapters.llm.offline.design.estimation import answer_estimates
from jupyter_interview.adapters.llm.offline.design.hints import answer_hint
from jupyter_interview.adapters.llm.offline.silence import offer_help
from jupyter_interview.adapters.llm.offline.speech import Answer
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.design.questions import DesignQuestion, Step
from jupyter_interview.service.ports import Reaction, RoomView


class OfflineDesignInterviewer:
    """Implements the `Interviewer` port. Holds no state, so any server can go on with any room."""

    name = "offline"

    async def react(self, view: RoomView) -> Reaction:
        """Answer the stimulus. The same view gives the same reaction.

        Once the interview is ending only the closing words are still said.
        """
        answer = Answer(view)
        assert view.design is not None, "a room of this kind is seen with its design"
        _answer(answer, view.stimulus.payload, view.design.question)
        return answer.reaction()


def _answer(answer: Answer, stimulus: p.Payload, question: DesignQuestion | None) -> None:
    match stimulus:
        case p.InterviewEnding():
            ending.close(answer, stimulus)
        case _ if answer.view.interview.progress.ending:
            answer.note("came as the interview was ending; the closing words answer it")
        case p.InterviewJoined():
            steps.greet(answer)
        case p.InterviewResumed():
            ending.recap(answer)
        case p.CandidateTurn(text=text):
            talk.answer_message(answer, text)
        case p.HintRequested():
            answer_hint(answer)
        case p.NextRequested():
            steps.go_on(answer)
        case p.SilenceNoticed() if question is not None:
            offer_help(answer, question.hints, "design_hint_cost")
        case p.DesignSubmitted(step=Step.ESTIMATION) if question is not None:
            answer_estimates(answer, question)
        case p.DesignSubmitted(source=source) if question is not None:
            answer_diagram(answer, question, source)
        case _:
            answer.note(f"nothing to say to {stimulus.kind}")
