"""The same attacks from a notebook's cell, in every language: the host is unharmed, and so is the next kernel."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from jupyter_interview.domain.limits import limits_in
from tests.kernels.conftest import LiveKernel, StartKernel
from tests.kernels.escapes import (
    BOMBS,
    DAEMON,
    HARMLESS,
    JAVA_HELPERS,
    JAVASCRIPT_HELPERS,
    PYTHON_HELPERS,
    REFUSED,
    SEEN,
    Attempt,
    fill,
    tried,
)

pytestmark = pytest.mark.docker
HELPERS = Attempt(PYTHON_HELPERS, JAVASCRIPT_HELPERS, f"import java.io.*; import java.util.*;\n{JAVA_HELPERS}")
SHOW = Attempt("print(*NAME, sep='|')", "console.log(NAME.join('|'))", 'System.out.println(String.join("|", NAME));')
OF_THE_KERNEL = ".ipython"
"""A folder in `/tmp` that Python's makes."""
A_CELLFUL = 8
"""Attempts: a cell has ten seconds, on a busy machine too."""
QUICK = 1.5
BOMBS_HERE = BOMBS | {"full folder of sockets": fill("/k")}
ERROR = "error"
"""The cell has an error of the language's own, and no limit was needed."""
ENDINGS: dict[str, Any] = {
    "endless loop": "time_limit",
    "sleep": "time_limit",
    "fork bomb": "time_limit",
    "thread bomb": {"python": ERROR, "javascript": "memory_limit", "java": ERROR},
    "1 GB": {"python": "memory_limit", "javascript": "memory_limit", "java": ERROR},
    "flood": "output_limit",
    "full /tmp": ERROR,
    "full /dev/shm": ERROR,
    "full folder of sockets": "memory_limit",
}
"""Of each bomb: the limit that the cell says, or its error."""

PASSING = ("endless loop", "sleep", "1 GB")
"""Bombs that are over when the cell is. Of a flood, Java may have the rest of a line to print in the next cell."""


@pytest.fixture(params=["python", "javascript", "java"])
def language(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    request.getfixturevalue("engine" if found == "python" else f"{found}_image")
    return found


async def fresh(kernel: LiveKernel, language: str) -> None:
    """The kernel runs cells, and sees nothing of what was before."""
    assert (await kernel.run(HELPERS.of(language))).status == "ok"
    ran = await kernel.run(f"{SEEN.of(language)}\n{SHOW.of(language).replace('NAME', 'seen')}")
    assert (ran.status, ran.text.strip().removeprefix(OF_THE_KERNEL)) == ("ok", "")


async def allowed(kernel: LiveKernel, language: str, attempts: dict[str, Attempt]) -> str:
    ran = await kernel.run(f"{tried(language, attempts)}\n{SHOW.of(language).replace('NAME', 'allowed')}")
    assert ran.status == "ok", ran
    return ran.text.strip()


async def test_kernels(language: str, start_kernel: StartKernel) -> None:
    kernel = await start_kernel(f"interview-{language}")
    await fresh(kernel, language)
    names = list(REFUSED)
    for at in range(0, len(names), A_CELLFUL):
        some = {name: REFUSED[name] for name in names[at : at + A_CELLFUL]}
        assert await allowed(kernel, language, some) == "", "these were allowed"
    assert await allowed(kernel, language, HARMLESS) == "|".join(HARMLESS)
    assert (await kernel.run(DAEMON.of(language))).status == "ok"
    await kernel.restart()
    await fresh(kernel, language)
    for name, bomb in BOMBS_HERE.items():
        ending = ENDINGS[name] if isinstance(ENDINGS[name], str) else ENDINGS[name][language]
        kernel.log.notices.clear()
        limits = limits_in(language)
        if ending == "time_limit":
            kernel.provisioner.watch.limits = msgspec.structs.replace(limits, wall_seconds=QUICK)
        ran = await kernel.run(bomb.of(language))
        kernel.provisioner.watch.limits = limits
        assert ran.status != "ok", name
        assert {*kernel.log.reasons} == (set() if ending == ERROR else {ending}), (name, ran)
        if ran.status == "dead" or name not in PASSING:
            await kernel.restart()
        await fresh(kernel, language)
