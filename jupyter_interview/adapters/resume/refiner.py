"""A language model reads part of a résumé as delimited data: implements the port `ResumeRefiner`."""

from __future__ import annotations

import secrets
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

import msgspec

from jupyter_interview.domain.profile.refining import Suggested
from jupyter_interview.errors import ModelFailed
from jupyter_interview.service.language import LanguageModel, Message, Prompt

VERSION = "profile/1"
MAX_TOKENS = 900


class ModelRefiner:
    """Believes nothing that is not of the schema; what of the rest may be used is the domain's to say."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    async def suggest(self, user_id: UUID, text: str) -> Suggested:
        """Raises ModelFailed."""
        mark = secrets.token_hex(5)  # nobody who wrote the text could know it
        messages = (
            Message("system", _template().replace("{mark}", mark)),
            Message("user", f"[{mark}:resume]\n{text}\n[/{mark}]"),
        )
        prompt = Prompt(f"profile:{user_id}", VERSION, messages, MAX_TOKENS, temperature=0.0, schema=_schema())
        completion = await self._model.complete(prompt)
        try:
            return msgspec.json.decode(completion.text, type=Suggested)
        except msgspec.DecodeError as error:
            raise ModelFailed("The language model's answer is not what was asked for.", "broken") from error


@cache
def _template() -> str:
    """Versions are never edited, a change is a new file."""
    name = f"{VERSION.replace('/', '.')}.md"
    return files("jupyter_interview.adapters.resume").joinpath("prompts", name).read_text(encoding="utf-8")


@cache
def _schema() -> dict[str, Any]:
    _, components = msgspec.json.schema_components([Suggested])
    schema: dict[str, Any] = components["Suggested"]
    return schema
