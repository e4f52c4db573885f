"""The same attacks from a notebook's cell, in every language: the host is unharmed, and so is the next kernel."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from jupyter_interview.domain.limits import limits_in
from jupyter_interview_kernels.carriers import RELAYED
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
OF_THE_KERNEL = {"sockets": {".ipython"}, "stream": {".ipython", ".kernel"}}
"""Folders in `/tmp` that Python's makes, and that holds the sockets where they stay in the container."""
A_CELLFUL = 8
"""Attempts: a cell has ten seconds, on a busy machine too."""
QUICK = 1.5
SOCKETS = {"sockets": "/k", "stream": RELAYED}
"""Where the kernel's sockets are: a folder of the host, or one in the container's `/tmp`."""
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
    "full folder of sockets": {"sockets": "memory_limit", "stream": ERROR},
}
"""Of each bomb: the limit that the cell says, or its error; where they differ, by language or by transport."""

PASSING = ("endless loop", "sleep", "1 GB")
"""Bombs that are over when the cell is. Of a flood, Java may have the rest of a line to print in the next cell."""


@pytest.fixture(params=["python", "javascript", "java"])
def language(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    request.getfixturevalue("engine" if found == "python" else f"{found}_image")
    return found


async def fresh(kernel: LiveKernel, language: str, transport: str) -> None:
    """The kernel runs cells, and sees nothing of what was before."""
    assert (await kernel.run(HELPERS.of(language))).status == "ok"
    ran = await kernel.run(f"{SEEN.of(language)}\n{SHOW.of(language).replace('NAME', 'seen')}")
    assert ran.status == "ok"
    assert {*ran.text.strip().split("|")} - OF_THE_KERNEL[transport] <= {""}


async def allowed(kernel: LiveKernel, language: str, attempts: dict[str, Attempt]) -> str:
    ran = await kernel.run(f"{tried(language, attempts)}\n{SHOW.of(language).replace('NAME', 'allowed')}")
    assert ran.status == "ok", ran
    return ran.text.strip()


@pytest.mark.parametrize("transport", ["sockets", "stream"])
async def test_kernels(language: str, transport: str, start_kernel: StartKernel) -> None:
    kernel = await start_kernel(f"interview-{language}", transport)
    await fresh(kernel, language, transport)
    names = list(REFUSED)
    for at in range(0, len(names), A_CELLFUL):
        some = {name: REFUSED[name] for name in names[at : at + A_CELLFUL]}
        assert await allowed(kernel, language, some) == "", "these were allowed"
    assert await allowed(kernel, language, HARMLESS) == "|".join(HARMLESS)
    assert (await kernel.run(DAEMON.of(language))).status == "ok"
    await kernel.restart()
    await fresh(kernel, language, transport)
    for name, bomb in {**BOMBS, "full folder of sockets": fill(SOCKETS[transport])}.items():
        ending = ENDINGS[name]
        if not isinstance(ending, str):
            ending = ending.get(language) or ending[transport]
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
        await fresh(kernel, language, transport)
