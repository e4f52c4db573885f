"""The language-model port: a prompt goes in, words come out piece by piece, and every failure has a name.

No caller may depend on a model: whoever gets a `ModelFailed` goes on without one, in the same turn. What enters a
prompt is chosen by the interviewers; what comes out is hostile until `domain/leaks.py` has read it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, Protocol

import msgspec


class Message(msgspec.Struct, frozen=True):
    """One message of a prompt."""

    role: Literal["system", "user", "assistant"]
    content: str


class Prompt(msgspec.Struct, frozen=True):
    """Everything a model is told, and how much it may say."""

    session: str
    """Whose budget it is: the interview's id."""
    version: str
    """The prompt file and its version, such as `dsa_turn/1`: recorded with each turn."""
    messages: tuple[Message, ...]
    max_tokens: int = 400
    temperature: float = 0.4
    schema: dict[str, Any] | None = None
    """A JSON Schema that the answer must satisfy; the answer is then JSON."""


class Usage(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Tokens as the provider counts them."""

    prompt_tokens: int = 0
    completion_tokens: int = 0

    @property
    def total(self) -> int:
        return self.prompt_tokens + self.completion_tokens


class Completion(msgspec.Struct, frozen=True):
    """A whole answer."""

    text: str
    model: str
    usage: Usage


OnText = Callable[[str], None]
"""Told each piece of an answer as it comes. Pieces that were told may still end in a failure."""


class LanguageModel(Protocol):
    """Writes an answer to a prompt."""

    async def complete(self, prompt: Prompt, on_text: OnText | None = None) -> Completion:
        """Cancelling the call ends the request to the provider.

        Raises:
            ModelFailed: and after pieces were told, no other model was tried.
        """
        ...


class ModelBudget(Protocol):
    """What all servers together may ask of the provider, whose limits are the organisation's."""

    async def admit(self, session: str) -> None:
        """Wait for a turn in the fair line.

        Raises:
            ModelFailed: `busy` when the turn does not come in time, `budget` when the tokens are spent.
        """
        ...

    async def spend(self, session: str, usage: Usage) -> None:
        """Count what an answer cost."""
        ...


class BudgetedModel:
    """A model behind a budget: asks before, counts after."""

    def __init__(self, model: LanguageModel, budget: ModelBudget) -> None:
        self._model = model
        self._budget = budget

    async def complete(self, prompt: Prompt, on_text: OnText | None = None) -> Completion:
        """Raises ModelFailed."""
        await self._budget.admit(prompt.session)
        completion = await self._model.complete(prompt, on_text)
        await self._budget.spend(prompt.session, completion.usage)
        return completion
