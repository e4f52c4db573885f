"""The judge's supervisor: the trusted process that runs submissions test by test. Standard library only, Python 3.11.

Usage: `runner.py LANGUAGE SCRATCH [FOLDER]`. SCRATCH is emptied between tests; FOLDER holds the language's executor and
is by default this file's own. What is said on standard input and output, and what an executor must do, is written in
`docs/reference/judge-runner.md`.

What a candidate's process says is a claim: it travels to the host unread. All else in a result is the supervisor's own.
No candidate's process has the supervisor's input or output, and none can reach into it, since it is not dumpable.
"""

from __future__ import annotations

import json
import os
import sys
import time
import typing

import world
from executor import Executor, Job, parse_job
from watch import CHUNK, Host, Watch

RESET = b"RESET"


class Channel:
    """Lines to and from the host, on descriptors that no child inherits."""

    def __init__(self) -> None:
        self.incoming, self._outgoing = os.dup(0), os.dup(1)
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(null, descriptor)
        os.close(null)
        self._rest = b""

    def read(self) -> bytes:
        """The next line, or `b""` when the host is gone."""
        parts = [self._rest]
        while b"\n" not in parts[-1]:
            data = os.read(self.incoming, CHUNK)
            if not data:
                return b""
            parts.append(data)
        line, _, self._rest = b"".join(parts).partition(b"\n")
        return line

    def write(self, value: dict[str, typing.Any]) -> None:
        data = json.dumps(value).encode() + b"\n"
        while data:
            data = data[os.write(self._outgoing, data) :]


class Supervisor:
    """Takes jobs from the host, one after the other with a reset between them, and tests one after the other."""

    def __init__(self, channel: Channel, host: Host, executor: Executor, scratch: str) -> None:
        self._channel, self._host, self._executor, self._scratch = channel, host, executor, scratch
        self._job: Job | None = None
        self._index = 0

    def serve(self) -> None:
        """Until the host is gone."""
        self._executor.start()
        self._state, self._bytes = world.own_state(), world.own_bytes()
        self._channel.write({"ready": True})
        while line := self._channel.read():
            if line == RESET:
                self._reset()
            elif self._job is None:
                self._take(line)
            else:
                self._test(self._job, line)

    def _take(self, line: bytes) -> None:
        job = parse_job(line)
        self._index, self._peak = 0, world.Peak()
        message = self._executor.compile(job)
        self._channel.write({"compiled": message is None, "message": message})
        if message is None:
            self._job = job
            self._executor.prepare()
            self._kills = world.oom_kills()

    def _test(self, job: Job, line: bytes) -> None:
        """One test: run, watched, ended, told; then nothing is left of it, and the next one is made ready."""
        executor = self._executor
        run = executor.begin(line)
        began = time.monotonic()
        watch = Watch(run, self._host, output_bytes=job.output_bytes, value_bytes=job.value_bytes)
        ended = executor.ended(watch, watch.until(began + float(line.partition(b" ")[0])))
        elapsed = time.monotonic() - began
        if not ended.kept:
            world.kill_all([run.pid])
        kills = world.oom_kills()
        oom = None if kills is None or self._kills is None else kills > self._kills
        self._channel.write(
            {
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
        )
        self._index += 1
        watch.close()
        executor.finish()
        # While the host reads: what is left dies, and what runs the next test comes up.
        executor.prepare()
        if not ended.kept:
            world.reap(executor.alive())
        world.clean(self._scratch)
        self._kills = world.oom_kills()

    def _reset(self) -> None:
        """Forget the job. Raises SystemExit when this process cannot vouch that nothing of it is left."""
        world.kill_all(self._executor.alive())
        world.reap()
        world.clean(self._scratch)
        self._executor.forget()
        self._job = None
        if world.own_state() != self._state:
            raise SystemExit("somebody changed the supervisor's limits or priority")
        if world.own_bytes() > self._bytes + world.OWN_GROWTH_BYTES:
            raise SystemExit("the supervisor has grown too much to be used again")
        self._executor.start()
        self._channel.write({"ready": True})


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
    Supervisor(channel, host, load_executor(language, folder, scratch, host), scratch).serve()


if __name__ == "__main__":
    main()
