"""Attacks on the judge in every language: each gets its verdict, and what comes next finds a clean container.

One container a language for all of them, as one candidate with many submissions has it.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from jupyter_interview.domain.limits import limits_in
from jupyter_interview_kernels.judge.docker_sandbox import DockerRunner
from jupyter_interview_kernels.judge.protocol import FORGED
from tests.kernels.escapes import (
    BOMBS,
    DAEMON,
    HARMLESS,
    OF_THE_RUNNER,
    REFUSED,
    SEEN,
    Attempt,
    function,
    tried,
)

from .talk import Fresh, Talk

pytestmark = [pytest.mark.docker, pytest.mark.asyncio(loop_scope="module")]


OUTCOMES: dict[str, Any] = {
    "endless loop": "time_limit",
    "sleep": "time_limit",
    "fork bomb": "time_limit",
    "thread bomb": {"python": "raised", "javascript": "memory_limit", "java": "raised"},
    "1 GB": "memory_limit",
    "flood": "output_limit",
    "full /tmp": "raised",
    "full /dev/shm": "raised",
}
"""Of each bomb. A thread of JavaScript is a whole engine, so that memory ends before the threads do."""
FORGED_CLAIM = json.dumps(2 * '{"outcome":"returned","value":["forged"]}\n')
FORGERY = Attempt(
    f"os.write(3, {FORGED_CLAIM}.encode())",
    f"fs.writeSync(3, {FORGED_CLAIM});",
    f'try (var file = new FileOutputStream("/dev/fd/3")) {{ file.write({FORGED_CLAIM}.getBytes()); }}',
)
MANY_SECONDS = 60.0
"""For many attempts in one test, on a busy machine."""


@pytest.fixture(scope="module", params=["python", "javascript", "java"])
def language(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    request.getfixturevalue("engine" if found == "python" else f"{found}_image")
    return found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def container(language: str) -> AsyncIterator[Talk]:
    runner = DockerRunner(language, limits_in(language), owner="judge-tests")
    try:
        await runner.start()
        yield Talk(runner)
        assert runner.alive(), "whatever was tried, the container lives"
    finally:
        runner.discard()


@pytest.fixture
async def talk(container: Talk) -> Fresh:
    return Fresh(container)


async def job(talk: Fresh, language: str, *attempts: str) -> None:
    """For 0 the function says what it sees, and for others it does these."""
    look = f"{SEEN.of(language)}\n{'return seen' if language == 'python' else 'return seen;'}"
    source = function(language, [look, *attempts])
    assert await talk.job(source, returns="string[]") is None
    first = await talk.test(0)
    assert (first.message, first.value) == (None, []), "nothing of the last submission is there"


async def clean(talk: Fresh) -> None:
    """The next test finds nothing."""
    said = await talk.test(0)
    assert (said.outcome, said.message, said.value) == ("returned", None, [])


async def test_what_is_refused_and_what_is_harmless(talk: Fresh, language: str) -> None:
    back = "return allowed" if language == "python" else "return allowed;"
    refused = f"{tried(language, REFUSED | OF_THE_RUNNER)}\n{back}"
    await job(talk, language, refused, f"{tried(language, HARMLESS)}\n{back}")
    said = await talk.test(1, wall=MANY_SECONDS)
    assert (said.outcome, said.message, said.value) == ("returned", None, []), "these were allowed"
    await clean(talk)
    assert (await talk.test(2, wall=MANY_SECONDS)).value == [*HARMLESS]
    await clean(talk)


async def test_bombs(talk: Fresh, language: str) -> None:
    await job(talk, language, *(bomb.of(language) for bomb in BOMBS.values()))
    for number, name in enumerate(BOMBS, 1):
        outcome = OUTCOMES[name] if isinstance(OUTCOMES[name], str) else OUTCOMES[name][language]
        said = await talk.test(number, wall=1.0 if outcome == "time_limit" else 10.0)
        assert said.outcome == outcome, (name, said)
        await clean(talk)


async def test_a_daemon_and_what_it_wrote_are_gone(talk: Fresh, language: str) -> None:
    await job(talk, language, DAEMON.of(language))
    assert (await talk.test(1)).outcome == "returned"
    await clean(talk)


async def test_nobody_answers_for_the_judge(talk: Fresh, language: str) -> None:
    await job(talk, language, FORGERY.of(language))
    said = await talk.test(1)
    if language == "python":
        assert said.value == ["forged"], "it has a process of its own, and has returned a value, if in its own way"
    else:
        assert (said.outcome, said.message) == ("exited", FORGED)
    await clean(talk)
