"""The judge's sandbox: a locked-down container for every interview's submissions, started in advance from a pool.

A container serves one interview at most. After a submission it is reset and kept for the next one for a short while,
or discarded when anything was out of the ordinary. One from the pool was started before anybody knew for whom, so its
label names the pool as its owner; the reaper goes by its lease, which is the server's.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Hashable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
import requests
from docker.errors import DockerException, ImageNotFound, NotFound

from jupyter_interview.domain.limits import LIMITS, Limits, limits_in
from jupyter_interview.domain.sandbox import RawResult, RunReport, RunRequest
from jupyter_interview.errors import SandboxUnavailable, UnknownLanguage

from ..attach import attach
from ..container import container_options
from ..engine import BUILD_COMMAND, docker_client, image_name, run_blocking
from ..kept import Kept
from ..labels import labels
from ..pool import Pool, size_that_fits
from .protocol import Confinement
from .session import Conversation, Ending, await_ready
from .stream import Demultiplexed, Wire

log = logging.getLogger(__name__)

COMMANDS = {
    language: ["python3", "-s", "-S", "-B", "/opt/judge/runner.py", language, "/tmp"]  # noqa: S108
    for language in ("python", "javascript", "java")
}
"""The runner in each language's image."""
ENVIRONMENT = {"PYTHONHASHSEED": "0", "HOME": "/tmp"}  # noqa: S108
POOLED = "pool"
"""The owner of a container that was started before its interview was known."""
KEEP_SECONDS = 60.0
"""How long a container waits for the next submission of its interview."""
END_SECONDS = 3.0
"""How long a container may take to be seen as ended, once its stream is."""
KILLED = 137
ENGINE_ERRORS = (DockerException, requests.RequestException, OSError)
NO_ANSWER = "The container engine does not answer. Check that Docker runs, then try again."


class DockerRunner:
    """One container with one runner in it: start, converse, discard. Never used for two interviews."""

    confinement: Confinement | None = None

    def __init__(self, language: str, limits: Limits, *, owner: str) -> None:
        _known(language)
        self._language, self._limits, self._owner = language, limits, owner
        self._lock = threading.Lock()
        self._discarded = False
        self._container: str | None = None
        self._wire: Wire | None = None

    async def start(self) -> None:
        """Create, attach, start, in this order, or the runner's first line is lost; until it is ready.

        Raises SandboxUnavailable.
        """
        wire = await run_blocking(self._start)
        self._output = Demultiplexed(wire.receive)
        await await_ready(self)

    @property
    def started(self) -> bool:
        return self._wire is not None

    def alive(self) -> bool:
        """Whether it still waits for its job: a runner that has ended has closed its stream."""
        return self._wire is not None and not self._wire.ended()

    def _start(self) -> Wire:
        """Blocking. Holds the lock throughout, so that a discard in the meantime finds all or nothing."""
        with self._lock:
            if self._discarded:
                raise SandboxUnavailable("The run was cancelled.")
            try:
                client = docker_client()
                created = client.containers.create(
                    image_name(self._language), COMMANDS[self._language], **self._options()
                )
                container = self._container = str(created.id)
                self._wire = Wire(attach(client.api, container))
                client.api.start(container)
                return self._wire
            except ImageNotFound as error:
                raise SandboxUnavailable(f"The judge's image is not built. Run `{BUILD_COMMAND}`.") from error
            except ENGINE_ERRORS as error:
                raise SandboxUnavailable(NO_ANSWER) from error

    def _options(self) -> dict[str, Any]:
        """The shared limits, but with the runner as process 1: no signal from inside can end or stop it."""
        return {
            **container_options(self._limits, labels=labels(role="judge", owner=self._owner)),
            "init": False,
            "stdin_open": True,
            "environment": ENVIRONMENT,
        }

    async def send(self, data: bytes) -> None:
        assert self._wire is not None, "started"
        await self._wire.send(data)

    async def receive(self) -> bytes:
        return await self._output.receive()

    async def ending(self) -> Ending:
        return await run_blocking(self._ending)

    def _ending(self) -> Ending:
        """Blocking. A runner that was killed, but not for memory, was killed from outside: that is ours."""
        until = time.monotonic() + END_SECONDS
        try:
            state = self._state()
            while state["Running"] and time.monotonic() < until:
                time.sleep(0.02)
                state = self._state()
        except ENGINE_ERRORS as error:
            raise SandboxUnavailable(NO_ANSWER) from error
        if state["Running"]:
            raise SandboxUnavailable("The container engine dropped the run. Try again.")
        if state["ExitCode"] == KILLED and not state["OOMKilled"]:
            raise SandboxUnavailable("The run was ended from outside. Try again.")
        return Ending(exit_code=int(state["ExitCode"]), oom_killed=bool(state["OOMKilled"]))

    def _state(self) -> dict[str, Any]:
        api: Any = docker_client().api
        state: dict[str, Any] = api.inspect_container(self._container)["State"]
        return state

    def discard(self) -> None:
        """Remove the container, whatever it does. Blocking; never raises, since a reaper takes what is left."""
        with self._lock:
            self._discarded = True
            if self._container is None:
                return
            # The stream first: an unread one blocks the engine's handling of the end, and the removal hangs.
            if self._wire is not None:
                self._wire.shut()
            try:
                docker_client().api.remove_container(self._container, force=True, v=True)
            except NotFound:
                log.debug("container %s was already gone", self._container[:12])
            except (SandboxUnavailable, *ENGINE_ERRORS) as error:
                log.warning("container %s is left to the reaper: %s", self._container[:12], type(error).__name__)


class DockerSandbox:
    """The `Sandbox` port on a container engine."""

    sandboxed = True

    def __init__(self, pool_size: int = 0, *, keep_seconds: float = KEEP_SECONDS) -> None:
        """`pool_size` containers a language are kept ready, once it was used; fewer where memory is short.

        As many in all are kept for further submissions of the interviews that they served.
        """
        # Removals outlive the task that asked for them, and do not delay its verdict.
        self._removals = ThreadPoolExecutor(4, thread_name_prefix="judge-removal")
        size = size_that_fits(pool_size, LIMITS.memory_bytes)
        self._pools = {language: self._pool(language, size) for language in COMMANDS}
        self._kept = Kept(self._discard, DockerRunner.alive, size=size, seconds=keep_seconds)
        self._resets: set[asyncio.Task[bool]] = set()

    def _pool(self, language: str, size: int) -> Pool[DockerRunner]:
        async def make() -> DockerRunner:
            runner = DockerRunner(language, limits_in(language), owner=POOLED)
            try:
                await runner.start()
            except BaseException:
                self._discard(runner)
                raise
            return runner

        return Pool(make, self._discard, DockerRunner.alive, size=size, name=f"judge {language}")

    def _discard(self, runner: DockerRunner) -> None:
        self._removals.submit(runner.discard)

    def prepare(self, language: str) -> None:
        """Have containers ready soon: an interview in this language begins. Call it on the event loop."""
        if language in self._pools:
            self._pools[language].fill()

    def levels(self) -> dict[str, tuple[int, int]]:
        """For each language how many containers are ready, and how many there should be."""
        return {language: (pool.level, pool.size) for language, pool in self._pools.items()}

    async def run(self, request: RunRequest, progress: Callable[[RawResult], None] | None = None) -> RunReport:
        """Run every test of one submission; `progress` gets each result as it comes.

        Raises SandboxUnavailable when the engine does not answer or broke in mid-run: ours, never charged.
        """
        user = (request.interview_id, request.language, _container_limits(request.limits))
        runner = self._kept.take(user) or self._take(request)
        runner = runner or DockerRunner(request.language, request.limits, owner=request.interview_id)
        conversation = Conversation(runner, request, progress)
        try:
            if not runner.started:
                await runner.start()
            report = await conversation.run(sandboxed=True)
        except BaseException:
            self._discard(runner)
            raise
        finally:
            self.prepare(request.language)
        self._reset(user, runner, conversation)
        return report

    def _take(self, request: RunRequest) -> DockerRunner | None:
        """One that is ready, if its container's limits are the request's; the conversation keeps the times."""
        pool = self._pools.get(request.language)
        fits = _container_limits(request.limits) == limits_in(request.language)
        return pool.take() if pool is not None and fits else None

    def _reset(self, user: Hashable, runner: DockerRunner, conversation: Conversation) -> None:
        """Keep the container for its interview if it can be, or discard it. Neither delays the verdict."""
        if not self._kept.keeps:
            self._discard(runner)
            return

        def done(task: asyncio.Task[bool]) -> None:
            self._resets.discard(task)
            if not task.cancelled() and task.exception() is None and task.result():
                self._kept.put(user, runner)
            else:
                self._discard(runner)

        # What to do with the container is not in the task: one that is cancelled before it begins does nothing.
        task = asyncio.get_running_loop().create_task(conversation.reset(), name="judge reset")
        self._resets.add(task)
        task.add_done_callback(done)

    async def settled(self) -> None:
        """Until every container that has served is kept, or on its way out."""
        await asyncio.gather(*self._resets, return_exceptions=True)

    async def check(self, languages: Iterable[str]) -> None:
        """Raises SandboxUnavailable when no engine answers or an image is missing; UnknownLanguage."""
        for language in languages:
            _known(language)
            await run_blocking(_check_image, language)

    async def close(self) -> None:
        """Keep none ready any more, and wait until every container of ours is gone."""
        for pool in self._pools.values():
            await pool.close()
        for task in self._resets:
            task.cancel()
        await self.settled()
        self._kept.close()
        await run_blocking(self._removals.shutdown, True)


def _container_limits(limits: Limits) -> Limits:
    """What a container itself holds of the limits: without the times, which the conversation keeps."""
    return msgspec.structs.replace(
        limits, wall_seconds=LIMITS.wall_seconds, submission_seconds=LIMITS.submission_seconds
    )


def _known(language: str) -> None:
    """Raises UnknownLanguage."""
    if language not in COMMANDS:
        raise UnknownLanguage(f"The judge does not run the language {language[:40]!r}.")


def _check_image(language: str) -> None:
    try:
        docker_client().images.get(image_name(language))
    except ImageNotFound as error:
        raise SandboxUnavailable(f"The judge's image is not built. Run `{BUILD_COMMAND}`.") from error
    except ENGINE_ERRORS as error:
        raise SandboxUnavailable(NO_ANSWER) from error
