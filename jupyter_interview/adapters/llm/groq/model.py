"""The `LanguageModel` port on the Groq SDK: models in order, retries that honour `retry-after`, a bound on all of it.

The SDK's own retries are off: it burns them on long `retry-after`s, and does not know the next model. What it raises is
sorted into one `ModelFailure`. Nothing that is logged or raised holds a key, a prompt or an answer.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

import groq
import httpx

from jupyter_interview.adapters.llm.groq.settings import ModelSettings, read_key
from jupyter_interview.adapters.llm.groq.stream import Words
from jupyter_interview.errors import ModelFailed, ModelFailure
from jupyter_interview.service.language import Completion, OnText, Prompt

log = logging.getLogger(__name__)

SDK_PATH = "/openai/v1"
ATTEMPTS = 2
"""For each model: a cut connection or a hiccup of the provider is tried once more."""
BACKOFF_SECONDS = 0.4
REST_SECONDS = 30.0
"""A model that is out of its rate, and did not say for how long, is left alone for so long."""
REFUSED_REST_SECONDS = 300.0
"""After a key that was not accepted, no model is asked for so long."""

SENTENCES: dict[ModelFailure, str] = {
    "refused": "The language model's provider does not accept the key.",
    "busy": "The language model's provider is out of its rate.",
    "slow": "The language model took too long.",
    "down": "The language model's provider cannot be reached.",
    "broken": "The language model's answer was cut or garbled.",
    "empty": "The language model said nothing.",
}


class _Attempt(Exception):
    """One request failed; `again` is how long to wait before the same model may be asked once more, or None."""

    def __init__(self, reason: ModelFailure, again: float | None = None, rest: float = 0.0) -> None:
        super().__init__(reason)
        self.reason: ModelFailure = reason
        self.again = again
        self.rest = rest
        """How long the model is not asked from now on."""


class GroqModel:
    """Answers prompts with the first model of the list that does. One a process, for any number of turns at once."""

    def __init__(self, settings: ModelSettings, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._clock = clock
        self._client: groq.AsyncGroq | None = None
        self._resting: dict[str, float] = {}

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()

    async def complete(self, prompt: Prompt, on_text: OnText | None = None) -> Completion:
        """Raises ModelFailed."""
        try:
            async with asyncio.timeout(self._settings.turn_seconds):
                return await self._first_that_answers(prompt, on_text)
        except TimeoutError as error:
            raise _failed("slow") from error

    async def _first_that_answers(self, prompt: Prompt, on_text: OnText | None) -> Completion:
        reason: ModelFailure = "busy"
        for model in self._settings.models:
            if self._resting.get(model, 0.0) > self._clock():
                continue
            try:
                return await self._with_retries(model, prompt, on_text)
            except _Attempt as failure:
                reason = failure.reason
                log.info("the language model %s gave no answer: %s", model, reason)
                if failure.rest:
                    self._resting[model] = self._clock() + failure.rest
                if reason == "refused":
                    self._resting = dict.fromkeys(self._settings.models, self._clock() + failure.rest)
                    break
        raise _failed(reason)

    async def _with_retries(self, model: str, prompt: Prompt, on_text: OnText | None) -> Completion:
        for attempt in range(1, ATTEMPTS + 1):
            words = Words(on_text)
            try:
                return await self._ask(model, prompt, words)
            except _Attempt as failure:
                if words.told:  # the candidate has seen the beginning of an answer: no other one follows it
                    raise _failed(failure.reason) from failure
                if failure.again is None or attempt == ATTEMPTS:
                    raise
                await asyncio.sleep(failure.again)
        raise AssertionError("the last attempt returned or raised")

    async def _ask(self, model: str, prompt: Prompt, words: Words) -> Completion:
        """One request. Raises _Attempt."""
        try:
            stream = await self._sdk().chat.completions.create(**_request(model, prompt))
            async with stream:
                async for chunk in stream:
                    words.take(chunk)
        except groq.RateLimitError as error:
            wait = _retry_after(error.response.headers)
            rest = REST_SECONDS if wait is None else wait
            raise _Attempt("busy", rest if rest <= self._settings.patience_seconds else None, rest) from error
        except (groq.AuthenticationError, groq.PermissionDeniedError) as error:
            raise _Attempt("refused", rest=REFUSED_REST_SECONDS) from error
        except groq.APITimeoutError as error:
            raise _Attempt("slow") from error
        except (groq.APIConnectionError, groq.InternalServerError) as error:
            raise _Attempt("down", BACKOFF_SECONDS) from error
        except (groq.APIError, httpx.HTTPError, ValueError, AttributeError, TypeError) as error:
            # A stream that is cut or garbled: the SDK lets httpx's and the JSON reader's errors through.
            raise _Attempt("broken", BACKOFF_SECONDS) from error
        return self._completion(model, words)

    def _completion(self, model: str, words: Words) -> Completion:
        if not words.finished:
            raise _Attempt("broken", BACKOFF_SECONDS)
        if not words.text.strip():
            raise _Attempt("empty", 0.0)
        return Completion(words.text.strip(), model, words.usage)

    def _sdk(self) -> groq.AsyncGroq:
        """Made with the first prompt: a server without a key starts all the same."""
        if self._client is None:
            settings = self._settings
            timeout = httpx.Timeout(settings.piece_seconds, connect=settings.connect_seconds)
            self._client = groq.AsyncGroq(
                api_key=read_key(settings),
                base_url=settings.base_url,
                max_retries=0,
                timeout=timeout,
                http_client=httpx.AsyncClient(
                    base_url=settings.base_url, timeout=timeout, event_hooks={"request": [self._move]}
                ),
            )
        return self._client

    async def _move(self, request: httpx.Request) -> None:
        """Put the provider's own path in the place of Groq's."""
        if self._settings.path != SDK_PATH and request.url.path.startswith(SDK_PATH):
            path = self._settings.path.rstrip("/") + request.url.path.removeprefix(SDK_PATH)
            request.url = request.url.copy_with(path=path)


def _request(model: str, prompt: Prompt) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "model": model,
        "messages": [{"role": message.role, "content": message.content} for message in prompt.messages],
        "max_completion_tokens": prompt.max_tokens,
        "temperature": prompt.temperature,
        "stream": True,
    }
    if prompt.schema is not None:
        schema = {"name": "answer", "schema": prompt.schema}
        asked["response_format"] = {"type": "json_schema", "json_schema": schema}
    return asked


def _retry_after(headers: httpx.Headers) -> float | None:
    """Seconds; a date or nonsense counts as not said."""
    try:
        return max(0.0, float(headers.get("retry-after", "")))
    except ValueError:
        return None


def _failed(reason: ModelFailure) -> ModelFailed:
    return ModelFailed(f"{SENTENCES[reason]} The authored interviewer goes on.", reason)
