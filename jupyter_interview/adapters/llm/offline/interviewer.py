"""The offline interviewer: what it says follows from the log, the question and authored lines alone."""

from __future__ import annotations

from jupyter_interview.adapters.llm.offline import ending, hints, posting, silence, talk, verdicts
from jupyter_interview.adapters.llm.offline.speech import Answer
from jupyter_interview.domain import payloads as p
from jupyter_interview.service.ports import Reaction, RoomView


class OfflineInterviewer:
    """Implements the `Interviewer` port. Holds no state, so any server can go on with any room."""

    name = "offline"

    async def react(self, view: RoomView) -> Reaction:
        """Answer the stimulus. The same view gives the same reaction.

        Once the interview is ending only a verdict and the closing words are still said.
        """
        answer = Answer(view)
        _answer(answer, view.stimulus.payload)
        return answer.reaction()


def _answer(answer: Answer, stimulus: p.Payload) -> None:
    match stimulus:
        case p.InterviewEnding():
            ending.close(answer, stimulus)
        case p.SubmissionJudged():
            verdicts.answer_verdict(answer, stimulus)
        case _ if answer.view.interview.progress.ending:
            answer.note("came as the interview was ending; the closing words answer it")
        case p.InterviewJoined():
            posting.greet(answer)
        case p.InterviewResumed():
            ending.recap(answer)
        case p.CandidateTurn(text=text):
            talk.answer_turn(answer, text)
        case p.HintRequested():
            hints.answer_hint(answer)
        case p.NextRequested():
            posting.go_on(answer)
        case p.SilenceNoticed() if answer.view.question is not None:
            silence.offer_help(answer, answer.view.question.hints, "hint_cost")
        case _:
            answer.note(f"nothing to say to {stimulus.kind}")
