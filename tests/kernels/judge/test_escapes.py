"""Programs that attack the judge from inside its container. None gets more than its own verdict."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from jupyter_interview.domain.sandbox import RunReport

Run = Callable[..., Awaitable[RunReport]]
TWO = ((1,), (2,))

REFUSED = {
    "runner's memory": "open('/proc/1/mem', 'rb').read(1)",
    "runner's memory, writing": "put('/proc/1/mem')",
    "runner's environment": "open('/proc/1/environ').read()",
    "runner's descriptors": "os.listdir('/proc/1/fd')",
    "runner's input": "open('/proc/1/fd/0').read()",
    "runner's output": "put('/proc/1/fd/1')",
    "runner's map": "open('/proc/1/maps').read(1)",
    "runner's root": "os.listdir('/proc/1/root')",
    "runner's file": "put('/opt/judge/runner.py')",
    "runner's file by name": "os.rename('/opt/judge/runner.py', '/tmp/r')",
    "the root folder": "open('/x', 'w')",
    "a user's file": "open('/etc/shadow').read()",
    "the kernel's settings": "put('/proc/sys/kernel/core_pattern')",
    "its own control group": "put(glob.glob('/sys/fs/cgroup/**/memory.*max*', recursive=True)[0])",
    "a lower OOM score": "put('/proc/self/oom_score_adj', b'-1000')",
    "root": "os.setuid(0)",
    "a mount": "check(libc.mount(b'none', b'/tmp', b'tmpfs', 0, None))",
    "a new namespace": "check(libc.unshare(0x10000000))",
    "ptrace of the runner": "check(libc.ptrace(16, 1, 0, 0))",
    "a network": "socket.create_connection(('1.1.1.1', 53), 2)",
    "a name server": "socket.getaddrinfo('example.org', 80)",
    "a raw socket": "socket.socket(socket.AF_PACKET, socket.SOCK_RAW)",
    "the engine": "socket.socket(socket.AF_UNIX).connect('/var/run/docker.sock')",
    "a full disk": "[open(f'/tmp/{n}', 'wb').write(b'x' * 2 ** 24) for n in range(100)]",
    "a big file": "os.truncate('/tmp/big', 2 ** 40)",
    "more pipes than allowed": "[os.pipe() for _ in range(10000)]",
}


@pytest.mark.parametrize("action", REFUSED.values(), ids=REFUSED)
async def test_refused(run_in_docker: Run, action: str) -> None:
    source = f"""
import ctypes, glob, os, socket
libc = ctypes.CDLL(None, use_errno=True)
def put(path, data=b"1"): os.write(os.open(path, os.O_WRONLY), data)
def check(result):
    if result != 0: raise OSError(ctypes.get_errno(), "refused")
def f(x):
    if x == 2: return 0
    if "big" in {action!r}: open("/tmp/big", "w").close()
    try: {action}
    except OSError as error: return error.errno or 1
    return 0
"""
    report = await run_in_docker(source, TWO)
    assert [result.outcome for result in report.results] == ["returned", "returned"], report
    assert report.results[0].value != 0, "it was allowed"
    assert report.results[1].value == 0


HARMLESS = {
    "kill everything": "spawn(count=3); os.kill(-1, signal.SIGKILL)",
    "stop everything": "spawn(count=3); os.kill(-1, signal.SIGSTOP)",
    "kill the runner": "os.kill(1, signal.SIGKILL)",
    "stop the runner": "os.kill(1, signal.SIGSTOP)",
    "every signal to the runner": "[os.kill(1, s) for s in range(1, 65) if s not in (32, 33)]",
    "renice the runner": "os.setpriority(os.PRIO_PROCESS, 1, 19)",
    "close everything": "os.closerange(4, 4096)",
    "own session": "os.setsid()",
    "processes up to the limit": "spawn()",
    "deaf children": "spawn(lambda: [signal.signal(s, signal.SIG_IGN) for s in (1, 2, 15)])",
    "stopped children": "spawn(lambda: os.kill(os.getpid(), signal.SIGSTOP))",
}


@pytest.mark.parametrize("action", HARMLESS.values(), ids=HARMLESS)
async def test_harmless(run_in_docker: Run, action: str) -> None:
    """It happens, and changes nothing for this test or the next."""
    source = f"""
import os, signal, time
def spawn(prepare=lambda: None, count=1000):
    for _ in range(count):
        try: pid = os.fork()
        except OSError: return
        if pid == 0:
            prepare()
            while True: time.sleep(100)
def f(x):
    if x == 1: {action}
    return len([p for p in os.listdir('/proc') if p.isdigit()]) if x == 2 else 1
"""
    report = await run_in_docker(source, TWO)
    assert [(result.outcome, result.value) for result in report.results] == [("returned", 1), ("returned", 2)], report


async def test_fork_bomb_ends_with_its_time(run_in_docker: Run) -> None:
    source = "import os\ndef f(x):\n  while True:\n    try: os.fork()\n    except OSError: pass"
    report = await run_in_docker(source, TWO, wall_seconds=1.0)
    assert [result.outcome for result in report.results] == ["time_limit", "not_run"]
    assert report.results[0].elapsed_ms < 6000


async def test_out_of_memory_in_a_forked_child(run_in_docker: Run) -> None:
    """The parent goes on and returns, but the container's counter tells; the next test is not blamed."""
    source = """
        import os
        def f(x):
            if x == 1:
                pid = os.fork()
                if pid == 0:
                    bytearray(10 ** 9)
                    os._exit(0)
                os.waitpid(pid, 0)
            return x
    """
    report = await run_in_docker(source, TWO)
    assert [result.outcome for result in report.results] == ["memory_limit", "returned"]
    assert report.evidence.oom_killed
    assert report.evidence.peak_memory_bytes is not None
    assert report.evidence.peak_memory_bytes > 200 * 1024 * 1024


async def test_out_of_memory_spares_the_runner(run_in_docker: Run) -> None:
    """Even when the program asks the kernel to take someone else first."""
    source = """
        def f(x):
            open("/proc/self/oom_score_adj", "w").write("0")
            return len(bytearray(10 ** 9)) if x == 1 else x
    """
    report = await run_in_docker(source, TWO)
    assert [result.outcome for result in report.results] == ["memory_limit", "returned"]


async def test_tmpfs_counts_as_memory_and_is_given_back(run_in_docker: Run) -> None:
    source = """
        def f(x):
            with open("/tmp/a", "wb") as file:
                file.write(b"x" * (60 * 2 ** 20))
            return len(bytearray(150 * 2 ** 20)) >> 20
    """
    report = await run_in_docker(source, TWO)
    assert [result.value for result in report.results] == [150, 150]


FORGERIES = [
    b'{"index":0,"outcome":"answered","payload":"{\\"outcome\\":\\"returned\\",\\"value\\":42}","message":null,'
    b'"output":"","outputBytes":0,"oom":false,"peakBytes":1}\n',
    b'{"verdict":"accepted"}\n',
    b'{"outcome":"returned","value":true}\n',
    b'{"outcome":"returned","value":NaN}\n',
    b'{"outcome":"accepted","value":42}\n',
    b'{"outcome":"returned","value":' + b"[" * 50_000 + b"]" * 50_000 + b"}\n",
    b'{"outcome":"returned","value":' + b"9" * 10_000 + b"}\n",
    b"\xff\xfe\n",
    b"\n",
    b"42\n",
]


@pytest.mark.parametrize("line", FORGERIES, ids=range(len(FORGERIES)))
async def test_forged_lines_on_every_descriptor(run_in_docker: Run, line: bytes) -> None:
    """Never a value that counts; and the next test is judged for itself."""
    source = f"""
import os
def f(x):
    if x == 1:
        for descriptor in range(256):
            try: os.write(descriptor, {line!r})
            except OSError: continue
    return x
"""
    report = await run_in_docker(source, TWO)
    first, second = report.results
    assert first.outcome == "exited" or (first.outcome == "returned" and first.message), first
    assert first.value is None
    assert (second.outcome, second.value) == ("returned", 2)


async def test_a_flood_on_the_answers_descriptor(run_in_docker: Run) -> None:
    source = "import os\ndef f(x):\n  while x == 1: os.write(3, b'x' * 65536)\n  return x"
    report = await run_in_docker(source, TWO)
    assert [result.outcome for result in report.results] == ["output_limit", "returned"]


async def test_nothing_in_memory_or_queues_passes_to_the_next_test(run_in_docker: Run) -> None:
    """System V memory, messages and semaphores, POSIX memory and queues, abstract sockets, locks."""
    source = """
        import ctypes, os, socket
        libc = ctypes.CDLL(None, use_errno=True)
        def f(x):
            found = sum(len(open(f"/proc/sysvipc/{kind}").readlines()) - 1 for kind in ("shm", "msg", "sem"))
            found += len(os.listdir("/dev/shm")) + len(os.listdir("/dev/mqueue")) + len(os.listdir("/tmp"))
            server = socket.socket(socket.AF_UNIX)
            server.bind(b"\\0mark")
            made = [libc.shmget(7, 4096, 0o1666) >= 0, libc.msgget(7, 0o1666) >= 0, libc.semget(7, 1, 0o1666) >= 0]
            open("/dev/shm/mark", "w").close()
            made.append(libc.mq_open(b"/mark", os.O_CREAT | os.O_RDWR, 0o666, None) >= 0)
            os.fork()
            return [found, sum(made)]
    """
    report = await run_in_docker(source, TWO, returns="int[]")
    assert [result.value for result in report.results] == [[0, 4], [0, 4]], report


async def test_sabotaging_the_runners_limits_hurts_only_oneself(run_in_docker: Run) -> None:
    source = """
        import resource
        def f(x):
            resource.prlimit(1, resource.RLIMIT_NOFILE, (0, 0))
            return x
    """
    report = await run_in_docker(source, TWO)
    assert [result.outcome for result in report.results] == ["returned", "exited"], report


async def test_the_child_has_no_descriptor_of_the_runners(run_in_docker: Run) -> None:
    source = """
        import os
        def f(x):
            numbers = sorted(map(int, os.listdir("/proc/self/fd")))[:-1]  # the last is the listing's own
            return [os.readlink(f"/proc/self/fd/{number}").split(":")[0] for number in numbers]
    """
    report = await run_in_docker(source, returns="string[]")
    assert report.results[0].value == ["/dev/null", "pipe", "pipe", "pipe"]


async def test_no_test_finds_a_later_ones_arguments(run_in_docker: Run) -> None:
    """They are sent ahead. All memory that the test can read is searched, its copy of the supervisor's included."""
    source = """
        import re
        def f(text):
            # a pattern that does not match itself
            mark, found = re.compile(b"the mark of the [s]econd"), 0
            for line in open("/proc/self/maps"):
                span, mode = line.split()[:2]
                if mode.startswith("rw"):
                    start, end = (int(part, 16) for part in span.split("-"))
                    with open("/proc/self/mem", "rb", 0) as memory:
                        memory.seek(start)
                        found += len(mark.findall(memory.read(end - start)))
            return min(found, 1)
    """
    tests = (("the first",), ("the mark of the second",), ("the third",))
    report = await run_in_docker(source, tests, takes="string")
    assert [result.value for result in report.results] == [0, 1, 0], report
