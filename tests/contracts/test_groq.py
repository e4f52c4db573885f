"""The Groq adapter over real HTTP by the real SDK: every way in which a provider fails has its name, and none hangs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace

from jupyter_interview.adapters.llm.groq import GroqModel, ModelSettings
from jupyter_interview.adapters.llm.groq.settings import KEY_VARIABLE
from jupyter_interview.errors import ModelFailed
from jupyter_interview.service.language import Message, Prompt
from tests.contracts.provider import Behaviour, Garbles, Hangs, Provider, Refuses, Says, start

KEY = "gsk-test-not-a-real-key"
PROMPT = Prompt("session-1", "test/1", (Message("system", "You test."), Message("user", "Hello")))
QUICK = ModelSettings(models=("first", "second"), turn_seconds=6, piece_seconds=0.6, patience_seconds=0.5)


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)


@asynccontextmanager
async def asked(*script: Behaviour, settings: ModelSettings = QUICK) -> AsyncIterator[tuple[Provider, GroqModel]]:
    provider, server = start(*script)
    model = GroqModel(replace(settings, base_url=provider.url))
    try:
        yield provider, model
    finally:
        await model.close()
        server.stop()
        await server.close_all_connections()


async def failure(model: GroqModel) -> str:
    with pytest.raises(ModelFailed) as failed:
        await model.complete(PROMPT)
    assert KEY not in str(failed.value)
    return failed.value.reason


async def test_an_answer_comes_in_pieces_with_its_usage() -> None:
    async with asked(Says("Tell me about your approach first.")) as (provider, model):
        pieces: list[str] = []
        completion = await model.complete(PROMPT, pieces.append)
    assert completion.text == "".join(pieces) == "Tell me about your approach first."
    assert len(pieces) > 1
    assert (completion.model, completion.usage.prompt_tokens, completion.usage.completion_tokens) == ("first", 50, 20)
    assert provider.requests[0]["messages"] == [
        {"role": "system", "content": "You test."},
        {"role": "user", "content": "Hello"},
    ]
    assert provider.keys == [f"Bearer {KEY}"]
    assert provider.paths == ["/openai/v1/chat/completions"]


async def test_half_a_character_is_no_part_of_an_answer() -> None:
    """JSON can name it, and nothing that takes the answer could encode it."""
    async with asked(Says("Good \ud800 so far.")) as (_, model):
        assert (await model.complete(PROMPT)).text == "Good ? so far."


async def test_a_server_with_another_path_can_stand_in() -> None:
    settings = replace(QUICK, path="/v1")
    async with asked(Says("Here."), settings=settings) as (provider, model):
        assert (await model.complete(PROMPT)).text == "Here."
    assert provider.paths == ["/v1/chat/completions"]


async def test_a_schema_is_passed_on() -> None:
    async with asked(Says("{}")) as (provider, model):
        await model.complete(replace(PROMPT, schema={"type": "object"}))
    assert provider.requests[0]["response_format"]["json_schema"]["schema"] == {"type": "object"}


@pytest.mark.parametrize(
    ("bad", "asked_of_first"),
    [
        (Refuses(500), 2),
        (Refuses(404), 2),
        (Refuses(429, "120"), 1),
        (Refuses(429, "not a number"), 1),
        (Garbles(), 2),
        (Garbles(b""), 2),
        (Says("cut in the middle of it", cut_after=1), 2),
        (Says("   "), 2),
        (Hangs(), 1),
    ],
    ids=lambda value: type(value).__name__ + str(getattr(value, "status", "")) if not isinstance(value, int) else "",
)
async def test_the_next_model_answers_where_the_first_cannot(bad: Behaviour, asked_of_first: int) -> None:
    async with asked(*[bad] * asked_of_first, Says("I am second.")) as (provider, model):
        completion = await model.complete(PROMPT)
    assert (completion.text, completion.model) == ("I am second.", "second")
    assert [request["model"] for request in provider.requests] == ["first"] * asked_of_first + ["second"]


async def test_a_short_retry_after_is_honoured() -> None:
    async with asked(Refuses(429, "0.3"), Says("Now.")) as (provider, model):
        before = time.monotonic()
        assert (await model.complete(PROMPT)).model == "first"
        assert time.monotonic() - before >= 0.3
    assert len(provider.requests) == 2


async def test_a_model_out_of_its_rate_is_left_alone_until_its_time() -> None:
    async with asked(Refuses(429, "100"), Says("second")) as (provider, model):
        await model.complete(PROMPT)
        await model.complete(PROMPT)
    assert [request["model"] for request in provider.requests] == ["first", "second", "second"]


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (Refuses(401), "refused"),
        (Refuses(403), "refused"),
        (Refuses(429, "3600"), "busy"),
        (Refuses(503), "down"),
        (Garbles(), "broken"),
        (Says("an answer that is cut in the middle", cut_after=1), "broken"),
        (Says(""), "empty"),
        (Hangs(), "slow"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
async def test_every_failure_has_its_name(behaviour: Behaviour, reason: str) -> None:
    async with asked(behaviour) as (_, model):
        before = time.monotonic()
        assert await failure(model) == reason
        assert time.monotonic() - before < QUICK.turn_seconds + 1


async def test_a_key_that_is_not_accepted_is_not_tried_again_and_again() -> None:
    async with asked(Refuses(401)) as (provider, model):
        await failure(model)
        assert await failure(model) == "busy"
    assert len(provider.requests) == 1


async def test_a_slow_trickle_ends_with_the_turn() -> None:
    settings = replace(QUICK, turn_seconds=1.0)
    async with asked(Says("word " * 200, piece=5, seconds=0.1), settings=settings) as (_, model):
        assert await failure(model) == "slow"


async def test_no_other_model_goes_on_after_pieces_were_told() -> None:
    async with asked(Says("The beginning of a cut answer", cut_after=1), Says("another")) as (provider, model):
        with pytest.raises(ModelFailed) as failed:
            await model.complete(PROMPT, lambda piece: None)
    assert failed.value.reason == "broken"
    assert len(provider.requests) == 1


async def test_nobody_listens_at_the_address() -> None:
    model = GroqModel(replace(QUICK, base_url="http://127.0.0.1:9"))
    assert await failure(model) == "down"
    await model.close()


async def test_without_a_key_nothing_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(KEY_VARIABLE)
    async with asked(Says("Hello.")) as (provider, model):
        assert await failure(model) == "no_key"
    assert provider.requests == []
    (tmp_path / "key").write_text(f"{KEY}\n")
    settings = replace(QUICK, key_file=str(tmp_path / "key"))
    async with asked(Says("Hello."), settings=settings) as (provider, model):
        assert (await model.complete(PROMPT)).text == "Hello."
    assert provider.keys == [f"Bearer {KEY}"]


async def test_leaving_ends_the_request() -> None:
    settings = replace(QUICK, piece_seconds=30.0, turn_seconds=30.0)
    async with asked(Hangs(), settings=settings) as (provider, model):
        turn = asyncio.create_task(model.complete(PROMPT))
        async with asyncio.timeout(5):
            await provider.asked.wait()
        turn.cancel()
        async with asyncio.timeout(5):
            await provider.gone.wait()
        assert turn.cancelled() or turn.cancelling()
