"""The judge of one process: sandboxes and a worker, the same in a server and in `jupyter interview worker`."""

from __future__ import annotations

from uuid import UUID

from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.adapters.redis.queue import DramatiqQueue
from jupyter_interview.adapters.redis.worker import EmbeddedWorker
from jupyter_interview.service.judging import Judging
from jupyter_interview.service.judging_again import JudgingAgain
from jupyter_interview.service.ports import QuestionBank, Sandbox
from jupyter_interview_kernels.judge.docker_sandbox import DockerSandbox
from jupyter_interview_kernels.judge.process_sandbox import ProcessSandbox


class Judge:
    """Takes submissions from the queue once it is started."""

    def __init__(
        self,
        store: PostgresStore,
        bank: QuestionBank,
        queue: DramatiqQueue,
        *,
        name: str,
        concurrency: int,
        pool: int,
        unsandboxed: bool = True,
    ) -> None:
        """`concurrency` 0: none of it here, other processes judge. `unsandboxed`: also what runs without containers."""
        self._docker = DockerSandbox(pool if concurrency else 0)
        sandboxes: dict[bool, Sandbox] = {True: self._docker}
        if unsandboxed:
            sandboxes[False] = ProcessSandbox()
        self._sandboxes = tuple(sandboxes.values())
        self._concurrency = concurrency
        judging = Judging(store, bank, sandboxes, worker=name)
        again = JudgingAgain(store.rejudgements, bank, sandboxes, worker=name)

        async def judge(id: UUID) -> None:
            """The queue carries ids of submissions, and of those that are judged again."""
            if not await judging.judge(id):
                await again.judge(id)

        self._worker = EmbeddedWorker(queue, judge, max(concurrency, 1))

    def start(self) -> None:
        """Call it on the event loop that is to judge."""
        if self._concurrency:
            self._worker.start()

    def prepare(self, language: str) -> None:
        """An interview in this language begins or goes on: have containers ready for it."""
        self._docker.prepare(language)

    def levels(self) -> dict[str, tuple[int, int]]:
        """By language, how many containers are ready, and how many there should be."""
        return self._docker.levels()

    async def check(self) -> str:
        """What is ready, in a few words."""
        return self.says()

    def says(self) -> str:
        """The same, at once."""
        if not self._concurrency:
            return "Other processes judge."
        levels = self.levels().items()
        return ", ".join(f"{language}: {ready} of {size} containers ready" for language, (ready, size) in levels)

    async def close(self) -> None:
        """Finish what runs, or give it back, within seconds; then remove every container."""
        await self._worker.stop()
        for sandbox in self._sandboxes:
            await sandbox.close()
