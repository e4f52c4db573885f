"""Both sandboxes, and one call that runs a program in one of them."""

from __future__ import annotations

import os
import textwrap
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any

import msgspec
import pytest

from jupyter_interview.domain.limits import LIMITS
from jupyter_interview.domain.sandbox import RawResult, RunReport, RunRequest
from jupyter_interview.domain.signatures import FunctionSignature, Parameter, Signature
from jupyter_interview.service.ports import Sandbox
from jupyter_interview_kernels.judge.docker_sandbox import DockerSandbox
from jupyter_interview_kernels.judge.process_sandbox import ProcessSandbox

Run = Callable[..., Awaitable[RunReport]]
INTERVIEW = "judge-tests"


def request_for(
    source: str,
    tests: Sequence[tuple[Any, ...]] = ((1,),),
    *,
    returns: str = "int",
    takes: str = "int",
    signature: Signature | None = None,
    **limits: Any,
) -> RunRequest:
    """A submission, dedented; of `f` unless the signature says otherwise."""
    parameters = tuple(Parameter(f"x{number}", takes) for number in range(len(tests[0])))
    return RunRequest(
        submission_id="s",
        interview_id=INTERVIEW,
        language="python",
        source=textwrap.dedent(source),
        signature=signature or FunctionSignature("f", parameters, returns),
        tests=tuple(tests),
        limits=msgspec.structs.replace(LIMITS, **limits),
    )


@pytest.fixture(name="request_for")
def request_for_fixture() -> Callable[..., RunRequest]:
    return request_for


@pytest.fixture(autouse=True)
def own_deployment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that runs on this machine must not take these tests' containers for leftovers of its own."""
    monkeypatch.setenv("JUPYTER_INTERVIEW_DEPLOYMENT", f"judge-tests-{os.getpid()}")


@pytest.fixture
async def docker_sandbox(engine: object) -> AsyncIterator[DockerSandbox]:
    sandbox = DockerSandbox()
    yield sandbox
    await sandbox.close()


@pytest.fixture
async def process_sandbox() -> AsyncIterator[ProcessSandbox]:
    sandbox = ProcessSandbox()
    yield sandbox
    await sandbox.close()


def _runner(sandbox: Sandbox) -> Run:
    async def call(
        source: str,
        tests: Sequence[tuple[Any, ...]] = ((1,),),
        *,
        progress: Callable[[RawResult], None] | None = None,
        **options: Any,
    ) -> RunReport:
        report = await sandbox.run(request_for(source, tests, **options), progress)
        assert report.sandboxed is sandbox.sandboxed
        assert [result.index for result in report.results] == list(range(len(tests)))
        return report

    return call


@pytest.fixture(params=["docker", "process"])
def run(request: pytest.FixtureRequest) -> Run:
    """Run a program in each of the two sandboxes."""
    return _runner(request.getfixturevalue(f"{request.param}_sandbox"))


@pytest.fixture
def run_in_docker(docker_sandbox: DockerSandbox) -> Run:
    """In the container only: where a plain process could harm the machine, or promises nothing."""
    return _runner(docker_sandbox)


@pytest.fixture
def run_in_process(process_sandbox: ProcessSandbox) -> Run:
    """In the plain process only: what depends on the runner alone."""
    return _runner(process_sandbox)
