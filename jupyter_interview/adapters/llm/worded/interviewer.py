"""The model's words in the place of the authored ones, within the same turn, or the authored ones after all.

What happens in the room (which question, which hint, what is asked, when a question closes) is decided by the authored
interviewer alone, so an outage in the middle of an interview changes the wording and not the fairness.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Sequence

from msgspec.structs import replace

from jupyter_interview.adapters.llm.personas import created, persona_of
from jupyter_interview.adapters.llm.worded import prompting
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.design.scores import DESIGN_SCORERS
from jupyter_interview.domain.design.secrets import hidden_design
from jupyter_interview.domain.leaks import Gate, Hidden, hidden_half
from jupyter_interview.domain.lifecycle import State
from jupyter_interview.domain.questions import Question
from jupyter_interview.domain.sentences import Sentences
from jupyter_interview.errors import ModelFailed, Unavailable
from jupyter_interview.service.language import Completion, LanguageModel, Prompt
from jupyter_interview.service.ports import Deltas, Interviewer, Reaction, RoomView

log = logging.getLogger(__name__)

WORDED = frozenset({"talk", "approach", "clarification", "verdict", "examples", "check"})
"""Turns whose words the model may choose. All others carry cells, or are said the same to everybody."""
NOTES = "NOTES"
CRITERIA = frozenset({"approach", "correctness", "complexity", "edge cases", "communication"})
DESIGN_CRITERIA = frozenset(DESIGN_SCORERS)
MAX_NOTES, MAX_NOTE = 3, 300
KEPT = 64
"""Questions whose hidden half is kept ready for comparison."""
_FENCED = re.compile(r"(?ms)^(`{3,}).*?^\1\s*$")


class WordedInterviewer:
    """Implements the `Interviewer` port around another one."""

    def __init__(self, authored: Interviewer, model: LanguageModel, deltas: Deltas) -> None:
        self._authored = authored
        self._model = model
        self._deltas = deltas
        self._hidden: dict[tuple[str, int], Hidden] = {}
        self.name = f"{authored.name}+model"

    async def react(self, view: RoomView) -> Reaction:
        """The authored reaction, one turn of it perhaps in other words. Never raises for the model's sake."""
        reaction = await self._authored.react(view)
        place = _worded_turn(reaction)
        first = created(view)
        if place is None or first is None or not first.model:
            return reaction
        if view.interview.state is not State.IN_PROGRESS or view.interview.progress.ending:
            return replace(reaction, wording=p.Wording(prompt=prompting.version_for(view), failure="left"))
        return await self._reworded(view, reaction, place)

    async def _reworded(self, view: RoomView, reaction: Reaction, place: int) -> Reaction:
        turn = reaction.payloads[place]
        assert isinstance(turn, p.InterviewerTurn)
        prose, blocks = _split(turn.text)
        prompt = prompting.build(view, prose, persona_of(view))
        listener = _Listener(view, self._gate(view, prompt, turn.text), self._deltas)
        try:
            completion = await self._model.complete(prompt, listener.hear)
        except (ModelFailed, Unavailable) as error:
            reason = error.reason if isinstance(error, ModelFailed) else "down"
            return replace(reaction, wording=p.Wording(prompt=prompt.version, failure=reason), prompt=_kept(prompt))
        finally:
            await listener.close()
        return _with_words(reaction, place, blocks, prompt, completion, listener)

    def _gate(self, view: RoomView, prompt: Prompt, authored: str) -> Gate:
        system, question = prompt.messages[0].content, view.question
        current = view.interview.progress.question
        hints = current.hints_given if current else 0
        if view.design is not None and view.design.question is not None:
            hidden = hidden_design(view.design.question, hints, prompting.agreed(view))
            return Gate(hidden, (authored, prompting.public(view), *prompting.shown(view)), system)
        hidden = self._hidden_half(question, hints) if question else Hidden(frozenset(), frozenset(), ())
        return Gate(hidden, (prompting.public(view), *prompting.shown(view)), system)

    def _hidden_half(self, question: Question, hints: int) -> Hidden:
        key = (question.digest, hints)
        if key not in self._hidden:
            if len(self._hidden) >= KEPT:
                self._hidden.clear()
            self._hidden[key] = hidden_half(question, hints)
        return self._hidden[key]


def _with_words(
    reaction: Reaction, place: int, blocks: str, prompt: Prompt, completion: Completion, listener: _Listener
) -> Reaction:
    """The model's words where they may be said, and in any case the record of what was asked and what it cost."""
    said = "" if listener.gate.leaked else listener.said.strip()
    failure: p.WordingFailure | None = "leak" if listener.gate.leaked else None if said else "empty"
    wording = p.Wording(
        model=completion.model,
        prompt=prompt.version,
        prompt_tokens=completion.usage.prompt_tokens,
        completion_tokens=completion.usage.completion_tokens,
        failure=failure,
    )
    if failure is not None:
        return replace(reaction, wording=wording, prompt=_kept(prompt))
    turn = reaction.payloads[place]
    assert isinstance(turn, p.InterviewerTurn)
    spoken = replace(turn, text="\n\n".join(filter(None, (said, blocks))))
    payloads = (*reaction.payloads[:place], spoken, *reaction.payloads[place + 1 :])
    known = DESIGN_CRITERIA if prompt.version == prompting.DESIGN_VERSION else CRITERIA
    notes = (*reaction.notes, *_notes(listener.notes, known))
    return replace(reaction, payloads=payloads, notes=notes, wording=wording, prompt=_kept(prompt))


class _Listener:
    """Hears the model, lets through what may be said, and tells the browsers so far as it goes."""

    def __init__(self, view: RoomView, gate: Gate, deltas: Deltas) -> None:
        self.gate = gate
        self.said = ""
        self.notes = ""
        self._view, self._deltas = view, deltas
        self._sentences = Sentences()
        self._in_notes = False
        self._told: asyncio.Task[None] | None = None

    def hear(self, piece: str) -> None:
        for sentence in self._sentences.feed(piece):
            self._take(sentence)

    async def close(self) -> None:
        """The last sentence has no end that could be seen; then wait until the browsers were told."""
        for sentence in self._sentences.end():
            self._take(sentence)
        if self._told is not None:
            await asyncio.gather(self._told, return_exceptions=True)

    def _take(self, sentence: str) -> None:
        self._in_notes = self._in_notes or sentence.strip() == NOTES
        if self._in_notes:
            self.notes += sentence
            return
        released = self.gate.release(sentence)
        if released is not None:
            self.said += released
            self._told = asyncio.create_task(self._tell(self._told, self.said))

    async def _tell(self, before: asyncio.Task[None] | None, text: str) -> None:
        if before is not None:
            await before
        try:
            await self._deltas.tell(self._view.interview.id, self._view.stimulus.seq, text)
        except Unavailable:
            log.info("a provisional text was not told; the committed one follows")


def _worded_turn(reaction: Reaction) -> int | None:
    turns = (place for place, item in enumerate(reaction.payloads) if isinstance(item, p.InterviewerTurn))
    first = next(turns, None)
    if first is None:
        return None
    turn = reaction.payloads[first]
    assert isinstance(turn, p.InterviewerTurn)
    return first if turn.intent in WORDED and not turn.cells else None


def _split(text: str) -> tuple[str, str]:
    """The prose of an authored turn, and its blocks of code, which stay as they are."""
    blocks = "\n\n".join(match.group() for match in _FENCED.finditer(text))
    return _FENCED.sub("", text).strip(), blocks


def _notes(text: str, known: frozenset[str]) -> Sequence[str]:
    """`criterion: observation`, for educators only; whatever else the model wrote there is dropped."""
    found = []
    for line in text.splitlines():
        criterion, _, observed = line.partition(":")
        if criterion.strip().lower() in known and observed.strip():
            found.append(f"model, {criterion.strip().lower()}: {observed.strip()[:MAX_NOTE]}")
    return found[:MAX_NOTES]


def _kept(prompt: Prompt) -> p.TurnPrompted:
    return p.TurnPrompted(
        version=prompt.version,
        messages=tuple(p.PromptMessage(message.role, message.content) for message in prompt.messages),
    )
