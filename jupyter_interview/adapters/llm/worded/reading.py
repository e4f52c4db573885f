"""A language model reads the log of one question, several times, and scores the criteria of prose.

The trust boundary is that of a turn: what everybody in the room has seen goes in as delimited data, and what comes out
is read by `domain/leaks.py` before anybody sees it. An answer that does not fit the schema is asked for once more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from jupyter_interview.adapters.llm.worded import record
from jupyter_interview.adapters.llm.worded.answers import AnswerRefused, read_answer
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.leaks import Gate
from jupyter_interview.domain.sentences import Sentences
from jupyter_interview.errors import ModelFailed, Unavailable
from jupyter_interview.service.language import LanguageModel, Message, Prompt, Usage
from jupyter_interview.service.ports import ToRead

SECONDS = 45.0
"""For one reading and its repair, waiting in the line of all servers included."""
MAX_ANSWER = 4000
"""Characters of a refused answer that the model is shown again."""


class ModelReader:
    """Implements the `LogReader` port."""

    def __init__(self, model: LanguageModel, runs: int) -> None:
        """`runs` readings of each question: more than one, so that the doubt is seen."""
        self._model, self._runs = model, runs

    async def read(self, view: ToRead) -> tuple[p.Payload, ...]:
        """The prompt, those of the repairs, and the readings. Never raises for the model's sake."""
        prompt = record.build(view)
        repairs: list[Prompt] = []
        hidden = await asyncio.to_thread(record.hidden, view)
        make_gate = partial(Gate, hidden, record.shown(view), prompt.messages[0].content)
        found = await asyncio.gather(*(self._reading(view, prompt, make_gate(), repairs) for _ in range(self._runs)))
        prompts = (_kept(one) for one in (prompt, *repairs))
        return (*prompts, p.FeedbackRead(question_id=view.question.id, prompt=prompt.version, runs=tuple(found)))

    async def _reading(self, view: ToRead, prompt: Prompt, gate: Gate, repairs: list[Prompt]) -> p.Reading:
        made, seqs = p.Reading(), record.lines(view)
        try:
            async with asyncio.timeout(SECONDS):
                completion = await self._model.complete(prompt)
                made = _counted(made, completion.model, completion.usage)
                try:
                    return _checked(made, read_answer(completion.text, view.criteria, seqs), gate)
                except AnswerRefused as refused:
                    repair = _repair(prompt, completion.text, refused)
                repairs.append(repair)
                completion = await self._model.complete(repair)
                made = replace(_counted(made, completion.model, completion.usage), repaired=True)
                return _checked(made, read_answer(completion.text, view.criteria, seqs), gate)
        except AnswerRefused:
            return replace(made, failure="invalid")
        except TimeoutError:
            return replace(made, failure="slow")
        except ModelFailed as failed:
            return replace(made, failure=failed.reason)
        except Unavailable:
            return replace(made, failure="down")


def _counted(made: p.Reading, model: str, usage: Usage) -> p.Reading:
    return replace(
        made,
        model=model,
        prompt_tokens=made.prompt_tokens + usage.prompt_tokens,
        completion_tokens=made.completion_tokens + usage.completion_tokens,
    )


def _checked(made: p.Reading, lines: Sequence[p.ReadLine], gate: Gate) -> p.Reading:
    """The reading, unless one of its sentences may not be said: then nothing of it."""
    for line in lines:
        sentences = Sentences()
        for sentence in (*sentences.feed(line.reason), *sentences.end()):
            gate.release(sentence)
    gate.release(" ".join(line.reason for line in lines))  # a secret in pieces, behind more sentences than a turn has
    return replace(made, failure="leak") if gate.leaked else replace(made, lines=tuple(lines))


def _repair(prompt: Prompt, answer: str, refused: AnswerRefused) -> Prompt:
    asked = f"That answer does not fit: {refused}. Answer again, with JSON of the schema alone."
    said = (Message("assistant", answer[:MAX_ANSWER]), Message("user", asked))
    return replace(prompt, messages=(*prompt.messages, *said))


def _kept(prompt: Prompt) -> p.TurnPrompted:
    return p.TurnPrompted(
        version=prompt.version,
        messages=tuple(p.PromptMessage(message.role, message.content) for message in prompt.messages),
    )
