"""Interviews in JavaScript and Java: question, starter code, kernel, own inputs, verdicts, follow-ups."""

from __future__ import annotations

import json

import pytest

from jupyter_interview.domain.signatures import FunctionSignature
from jupyter_interview.domain.starter import starter_code
from tests.server_ext.client import Api
from tests.server_ext.test_channel import begin
from tests.server_ext.test_kernels import kernel_of, text_of

pytestmark = pytest.mark.docker
PRINT = {"javascript": "console.log(6 * 7)", "java": "System.out.println(6 * 7);"}
MISTAKE = {"javascript": "\nlet let = 1", "java": "\nint int = 1;"}


@pytest.fixture(params=["javascript", "java"])
def language(request: pytest.FixtureRequest) -> str:
    """One whose image is there."""
    found: str = request.param
    request.getfixturevalue(f"{found}_image")
    return found


async def test_an_interview(language: str, api: Api) -> None:
    assert language in api.call("GET", "/users/me").json()["languages"]
    started = api.start(questionCount=1, language=language, topics=["arrays-hashing"], difficulty="easy")
    assert (started["language"], started["kernelName"]) == (language, f"interview-{language}")
    async with api.channel(started["id"]) as channel:
        question = await begin(channel)
        assert isinstance(question.signature, FunctionSignature)
        posted = next(frame for frame in channel.frames if frame["event"] == "interview:question")
        starter = posted["data"]["cells"][1]["source"]
        assert starter == starter_code(question.signature, language)
        reference = next(one.source for one in question.solutions if one.language == language)

        async with kernel_of(api, started) as kernel:
            assert text_of(await kernel.run(PRINT[language], "cell-a")) == "42\n"
            assert text_of(await kernel.run(f"{reference}\n{PRINT[language]}", "cell-b")) == "42\n", "it runs as it is"

        own = json.dumps(question.examples[0].arguments)
        examples = await channel.submit(question.id, reference, examples=True, language=language, ownInputs=own)
        assert examples["judgement"]["verdict"] == "accepted"
        assert [test["category"] for test in examples["judgement"]["tests"]][-1] == "own"
        rejected = await channel.submit(question.id, starter, language=language)
        assert rejected["judgement"]["verdict"] == "runtime_error"
        assert "not written yet" in json.dumps(rejected)
        broken = await channel.submit(question.id, reference + MISTAKE[language], language=language)
        assert broken["judgement"]["verdict"] == "compile_error"
        lines = reference.count("\n") + 2
        assert f"solution.j{'s' if language == 'javascript' else 'ava'}:{lines}" in broken["judgement"]["message"]
        accepted = await channel.submit(question.id, reference, language=language)
        assert accepted["judgement"]["verdict"] == "accepted"
        assert accepted["judgement"]["sandboxed"]
        await channel.until("interview:response", intent="complexity")
        await channel.ask(
            "interview:message", text=f"{question.complexity.time} time, {question.complexity.space} space."
        )
        await channel.until("interview:response", intent="follow_up")
        await channel.ask("interview:end")
        await channel.until("interview:feedback")
