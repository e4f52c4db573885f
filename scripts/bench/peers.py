"""The same work through `llm-sandbox` (PyPI, MIT), with a pool of its own, in our images and without a network.

It runs a program's text in a container that it hands from one session to the next without a reset, so it isolates
neither tests nor submissions. Its image must have `python` in a virtual environment below its working folder, which a
mounted folder brings along here; setting that up by its own means would need a network inside.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bare_programs import BARE, HERE, check_answer
from sampling import Measure, ms_since
from workload import Workload

from jupyter_interview.domain.limits import limits_in
from jupyter_interview_kernels.engine import image_name

LLM_SANDBOX = "llm-sandbox with its pool"
WORK = "/sandbox"
"""Its own default."""
POOL_SIZE = 2
"""As many as our judge keeps ready."""


def installed() -> bool:
    return find_spec("llm_sandbox") is not None


@contextmanager
def llm_sandbox(load: Workload, folder: Path) -> Iterator[Measure]:
    """One submission to a pool that is full; `folder` has the load's job."""
    from llm_sandbox.pool import PoolConfig, create_pool_manager

    environment = folder / ".sandbox-venv" / "bin"
    environment.mkdir(parents=True)
    (environment / "python").symlink_to("/usr/bin/python3")
    limits = limits_in(load.language)
    pool: Any = create_pool_manager(
        backend="docker",
        config=PoolConfig(min_pool_size=POOL_SIZE, max_pool_size=POOL_SIZE),
        lang=load.language,
        image=image_name(load.language),
        skip_environment_setup=True,
        runtime_configs={
            "command": ["sleep", "infinity"],
            "init": True,
            "network_mode": "none",
            "mem_limit": limits.memory_bytes,
            "memswap_limit": limits.memory_bytes,
            "pids_limit": limits.pids,
            "nano_cpus": int(limits.cpus * 1_000_000_000),
            "volumes": {str(folder): {"bind": WORK, "mode": "rw"}},
        },
    )
    program = one_file(load)

    async def measure() -> Mapping[str, float]:
        began = time.perf_counter()
        answer = await asyncio.to_thread(run_in, pool, load.language, program)
        elapsed = ms_since(began)
        check_answer(answer.encode(), load.bare_answer())
        return {LLM_SANDBOX: elapsed}

    try:
        yield measure
    finally:
        pool.close()


def run_in(pool: Any, language: str, program: str) -> str:
    """One session: take a container, run the program, give the container back. Blocking. What it printed."""
    from llm_sandbox.pool import PooledSandboxSession

    with PooledSandboxSession(pool_manager=pool, lang=language) as session:
        done = session.run(program)
    if done.exit_code:
        raise RuntimeError(f"llm-sandbox: exit code {done.exit_code}")
    return str(done.stdout)


def one_file(load: Workload) -> str:
    """The bare program as one file that reads its job by name: this peer gives a program no input."""
    bare = (HERE / BARE[load.language].program).read_text()
    if load.language == "python":
        return bare.replace("\nmain()\n", '\nsys.stdin = open("job.json")\nmain()\n')
    if load.language == "javascript":
        return bare.replace("readFileSync(0,", "readFileSync('job.json',")
    main = (
        "final class Program {\n    public static void main(String[] args) throws Exception {\n"
        '        System.setIn(new java.io.FileInputStream("job.json"));\n'
        f'        Bare.main(new String[] {{"{load.function}"}});\n    }}\n}}\n'
    )
    texts = [main, bare, load.source]
    imports = sorted({line for text in texts for line in re.findall(r"^import .*;$", text, re.MULTILINE)})
    bodies = [re.sub(r"^import .*;$", "", text, flags=re.MULTILINE) for text in texts]
    return "\n".join([*imports, *bodies]).replace("public final class Bare", "final class Bare")
