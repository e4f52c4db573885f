"""The judge's supervisor: the trusted process that runs submissions test by test. Standard library only, Python 3.11.

Usage: `runner.py LANGUAGE SCRATCH [FOLDER]`. SCRATCH is emptied between tests; FOLDER holds the language's executor and
is by default this file's own. What is said on standard input and output, and what an executor must do, is written in
`docs/reference/judge-runner.md`.

What a candidate's process says is a claim: it travels to the host unread. All else in a result is the supervisor's own.
No candidate's process has the supervisor's input or output, and none can reach into it, since it is not dumpable.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
import typing

import world
from channel import Body, Channel, Frame, Text
from executor import Executor, Job, parse_job
from watch import Host, Watch


class Supervisor:
    """Takes jobs from the host, one after the other with a reset between them, and tests one after the other."""

    def __init__(self, channel: Channel, host: Host, executor: Executor, scratch: str) -> None:
        self._channel, self._host, self._executor, self._scratch = channel, host, executor, scratch
        self._job: Job | None = None
        self._index, self._over = 0, False

    def serve(self) -> None:
        """Until the host is gone."""
        self._executor.start()
        self._rehearse()
        self._state, self._bytes = world.own_state(), world.own_bytes()
        self._channel.write({"ready": True})
        while frame := self._channel.read():
            if frame.word == "RESET":
                self._reset()
            elif frame.word == "JOB":
                self._take(frame)
            elif self._job is None or (frame.word == "THEN" and self._over):
                frame.body.read()  # it was sent before the host knew how this would end
            else:
                self._test(self._job, frame)

    def _rehearse(self) -> None:
        """Run a test of our own: what a process does for the first time takes it many times as long."""
        job = self._executor.rehearsal()
        if job is not None:
            self._executor.compile(job)
            self._begin_job(job, 60.0)
            self._run(job, 60.0, Text(b"[]\n"))
            self._clear()
            self._forget()

    def _take(self, frame: Frame) -> None:
        job = parse_job(frame.body.read())
        message = self._executor.compile(job)
        self._channel.write({"compiled": message is None, "message": message})
        if message is None:
            self._begin_job(job, frame.seconds)

    def _begin_job(self, job: Job, seconds: float) -> None:
        self._job, self._index = job, 0
        self._until, self._peak = time.monotonic() + seconds, world.Peak()
        self._executor.prepare()
        self._kills = world.oom_kills()

    def _test(self, job: Job, frame: Frame) -> None:
        """One test: run, watched, ended, told; then nothing is left of it, and the next one is made ready."""
        executor = self._executor
        result, kept = self._run(job, frame.seconds, frame.body)
        frame.body.read()
        self._over = result["outcome"] == "time_limit"
        # If there is a next test, its process comes up while the host is told and the last one's dies.
        renewed = self._channel.is_waiting() and executor.renew()
        self._channel.write(result)
        if not renewed:
            executor.prepare()
        self._clear(kept=kept)
        self._index += 1

    def _run(self, job: Job, seconds: float, arguments: Body | Text) -> tuple[dict[str, typing.Any], bool]:
        """What the host is told of one test, and whether its processes may live on."""
        executor = self._executor
        run = executor.begin(arguments)
        began = time.monotonic()
        watch = Watch(run, self._host, output_bytes=job.output_bytes, value_bytes=job.value_bytes)
        ended = executor.ended(watch, watch.until(min(began + seconds, self._until)))
        elapsed = time.monotonic() - began
        if not ended.kept:
            world.kill_all([run.pid])
        kills = world.oom_kills()
        oom = None if kills is None or self._kills is None else kills > self._kills
        watch.close()
        executor.finish()
        result = {
            "index": self._index,
            "outcome": "memory_limit" if oom else ended.outcome,
            "payload": ended.payload,
            "message": ended.message,
            "output": watch.kept.decode("utf-8", "replace"),
            "outputBytes": watch.written,
            "oom": oom,
            "peakBytes": self._peak.bytes(),
            "elapsedMs": round(elapsed * 1000),
        }
        return result, ended.kept

    def _clear(self, *, kept: bool = False) -> None:
        """Leave nothing of the test that has been told."""
        if not kept:
            world.reap(self._executor.alive())
        world.clean(self._scratch)
        self._kills = world.oom_kills()

    def _reset(self) -> None:
        """Forget the job. Raises SystemExit when this process cannot vouch that nothing of it is left."""
        self._forget()
        if world.own_state() != self._state:
            raise SystemExit("somebody changed the supervisor's limits or priority")
        if world.own_bytes() > self._bytes + world.OWN_GROWTH_BYTES:
            raise SystemExit("the supervisor has grown too much to be used again")
        self._executor.start()
        self._channel.write({"ready": True})

    def _forget(self) -> None:
        world.kill_all(self._executor.alive())
        world.reap()
        world.clean(self._scratch)
        self._executor.forget()
        self._job = None


def load_executor(language: str, folder: str, scratch: str, host: Host) -> Executor:
    """Python's is a module that forks this process; the others are programs that stay."""
    own = os.path.dirname(os.path.abspath(__file__))
    sys.path.insert(0, folder)
    try:
        if language == "python":
            import python_executor

            return python_executor.ForkExecutor(scratch)
        import resident

        return resident.ResidentExecutor(os.path.join(folder, "launch.json"), scratch, host)
    finally:
        sys.path = [entry for entry in sys.path if entry not in (own, folder)]


def main() -> None:
    language, scratch, *rest = sys.argv[1:]
    folder = rest[0] if rest else os.path.dirname(os.path.abspath(__file__))
    channel = Channel()
    host = Host(channel.incoming, world.harden())
    supervisor = Supervisor(channel, host, load_executor(language, folder, scratch, host), scratch)
    with contextlib.suppress(EOFError):  # the host left in the middle of a frame
        supervisor.serve()


if __name__ == "__main__":
    main()
