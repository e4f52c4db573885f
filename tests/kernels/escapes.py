"""Ways out of a container, as candidates would try them in each language: what the judge's and the kernels' tests run.

System calls that JavaScript and Java do not offer are tried with the Python that is in every image.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from typing import NamedTuple

REFUSED_CODE = 9
"""With what a process of `native` ends."""


class Attempt(NamedTuple):
    """One thing to try, as statements of each language. What is refused throws."""

    python: str
    javascript: str
    java: str

    def of(self, language: str) -> str:
        text: str = getattr(self, language)
        return text


def native(code: str) -> Attempt:
    """Statements of Python, in a process from other languages. Refused is an error of the system, or an assertion."""
    block = textwrap.indent(code, "  ")
    script = json.dumps(f"try:\n{block}\nexcept (OSError, AssertionError):\n  raise SystemExit({REFUSED_CODE})")
    return Attempt(f"exec({code!r}, {{}})", f"native({script});", f"nativeCode({script});")


def path(name: str, python: str, javascript: str, java: str) -> Attempt:
    """The same of a file, called `PATH` in the code."""
    return Attempt(*(text.replace("PATH", name) for text in (python, javascript, java)))


def read(name: str) -> Attempt:
    return path(name, "open('PATH', 'rb').read(1)", "fs.readFileSync('PATH');", 'new FileInputStream("PATH").read();')


def write(name: str) -> Attempt:
    return path(
        name,
        "os.write(os.open('PATH', os.O_WRONLY | os.O_CREAT), b'1')",
        "fs.writeFileSync('PATH', '1');",
        'try (var file = new FileOutputStream("PATH")) { file.write(49); }',
    )


def connect(address: str) -> Attempt:
    return path(
        address,
        "socket.create_connection(('PATH', 80), 2)",
        "await new Promise((done, fail) => net.connect(80, 'PATH').on('connect', done).on('error', fail));",
        'new java.net.Socket("PATH", 80);',
    )


def fill(folder: str) -> Attempt:
    """Until it is full. Throws then."""
    return path(
        folder,
        "for n in range(1000): open(f'PATH/{n}', 'wb').write(b'x' * 2 ** 20)",
        "for (let n = 0; n < 1000; n++) fs.writeFileSync(`PATH/${n}`, Buffer.alloc(2 ** 20));",
        "for (int n = 0; n < 1000; n++)"
        ' try (var file = new FileOutputStream("PATH/" + n)) { file.write(new byte[1 << 20]); }',
    )


def call(expression: str) -> str:
    """A call into libc that must return 0."""
    return f"import ctypes; libc = ctypes.CDLL(None, use_errno=True); assert {expression} == 0"


REFUSED: dict[str, Attempt] = {
    "a file in the root": write("/x"),
    "a file of ours": write("/opt/left"),
    "a user's file": read("/etc/shadow"),
    "a kernel setting": write("/proc/sys/kernel/core_pattern"),
    "the host's log": read("/dev/kmsg"),
    "a write through a link": Attempt(
        "os.symlink('/etc/passwd', 'link'); open('link', 'a')",
        "fs.symlinkSync('/etc/passwd', 'link'); fs.appendFileSync('link', 'x');",
        "java.nio.file.Files.createSymbolicLink("
        'java.nio.file.Path.of("/tmp/link"), java.nio.file.Path.of("/etc/passwd"));'
        ' new FileOutputStream("/tmp/link", true);',
    ),
    "another name for a file of ours": Attempt(
        "os.link('/etc/passwd', '/tmp/hard')",
        "fs.linkSync('/etc/passwd', '/tmp/hard');",
        'java.nio.file.Files.createLink(java.nio.file.Path.of("/tmp/hard"), java.nio.file.Path.of("/etc/passwd"));',
    ),
    "IPv4": connect("192.0.2.1"),
    "IPv6": connect("2001:db8::1"),
    "the host by its bridge": connect("172.17.0.1"),
    "a name": Attempt(
        "socket.getaddrinfo('example.org', 80)",
        "await require('dns').promises.lookup('example.org');",
        'java.net.InetAddress.getByName("example.org");',
    ),
    "the engine's socket": Attempt(
        "socket.socket(socket.AF_UNIX).connect('/var/run/docker.sock')",
        "await new Promise((done, fail) => net.connect('/var/run/docker.sock').on('connect', done).on('error', fail));",
        'java.nio.channels.SocketChannel.open(java.net.UnixDomainSocketAddress.of("/var/run/docker.sock"));',
    ),
    "an abstract socket of the host": native(
        "import socket; socket.socket(socket.AF_UNIX).connect('\\0/tmp/.X11-unix/X0')"
    ),
    "a raw socket": native("import socket; socket.socket(socket.AF_PACKET, socket.SOCK_RAW)"),
    "root": native("import os; os.setuid(0)"),
    "root by a program": native(
        "import subprocess; assert subprocess.run(['su', '-c', 'id'], stdin=-3, stdout=-3, stderr=-3).returncode == 0"
    ),
    "ptrace": native(call("libc.ptrace(16, 1, 0, 0)")),
    "ptrace of a child": native(
        "import os, time\npid = os.fork() or time.sleep(5)\n"
        f"try:\n  exec({call('libc.ptrace(16, pid, 0, 0)')!r})\nfinally: os.kill(pid, 9)"
    ),
    "another process's memory": native(call("libc.process_vm_readv(1, None, 0, None, 0, 0)")),
    "a mount": native(call("libc.mount(b'none', b'/tmp', b'tmpfs', 0, None)")),
    "a new namespace": native(call("libc.unshare(0x10000000)")),
    "another root": native(call("libc.chroot(b'/tmp')")),
    "a device": native("import os, stat; os.mknod('/tmp/sda', 0o600 | stat.S_IFBLK, os.makedev(8, 0))"),
    "a lower OOM score": native("open('/proc/self/oom_score_adj', 'wb', 0).write(b'-1000')"),
    "its own control group": native(
        "import glob; open(glob.glob('/sys/fs/cgroup/**/memory.*max*', recursive=True)[0], 'wb', 0).write(b'1')"
    ),
    "keys of the kernel": native(call("(libc.syscall(250, 0, -3, 1) < 0)")),
    "a BPF program": native(call("(libc.syscall(321, 0, 0, 0) < 0)")),
}
"""What throws, in the judge and in a kernel alike."""

OF_THE_RUNNER: dict[str, Attempt] = {
    "its memory": read("/proc/1/mem"),
    "its memory, writing": native("open('/proc/1/mem', 'r+b', 0).write(b'1')"),
    "its environment": read("/proc/1/environ"),
    "its map": read("/proc/1/maps"),
    "its input": native("open('/proc/1/fd/0')"),
    "its output": native("open('/proc/1/fd/1', 'w')"),
    "its root": native("import os; os.listdir('/proc/1/root')"),
    "its program": write("/opt/judge/runner.py"),
}
"""What throws where process 1 is the judge's."""

HARMLESS: dict[str, Attempt] = {
    "kill process 1": native("import os; os.kill(1, 9)"),
    "stop process 1": native("import os; os.kill(1, 19)"),
}
"""What happens and changes nothing."""

DAEMON = native(
    "import os, signal, time\n"
    "if os.fork() == 0:\n"
    "  os.setsid()\n"
    "  for number in (1, 2, 15): signal.signal(number, signal.SIG_IGN)\n"
    "  if os.fork() == 0:\n"
    "    for descriptor in range(3): os.close(descriptor)\n"
    "    open('/tmp/daemon', 'w').write('here'); open('/dev/shm/daemon', 'w').close(); time.sleep(1000)\n"
    "  os._exit(0)\n"
    "while not os.path.exists('/dev/shm/daemon'): time.sleep(0.01)"
)
"""Leaves a process, and a file in each writable folder. It has begun on return."""

BOMBS: dict[str, Attempt] = {
    "endless loop": Attempt("while True: pass", "for (;;);", "while (true);"),
    "sleep": Attempt(
        "time.sleep(1000)", "await new Promise(done => setTimeout(done, 1e6));", "Thread.sleep(1_000_000);"
    ),
    "fork bomb": Attempt(
        "while True:\n  try: os.fork()\n  except OSError: pass",
        "for (;;) require('child_process').spawnSync('sh', ['-c', 'bomb() { bomb | bomb & }; bomb']);",
        'while (true) try { new ProcessBuilder("sleep", "1000").start(); }'
        " catch (IOException | OutOfMemoryError full) {}",
    ),
    "thread bomb": Attempt(
        "while True: threading.Thread(target=time.sleep, args=(1000,)).start()",
        "const { Worker } = require('worker_threads'), idle = 'globalThis.kept = Array(1e6).fill(0.5);"
        " setInterval(() => {}, 1e3)'; for (;;) await new Promise((online, fail) =>"
        " new Worker(idle, { eval: true }).on('online', online).on('error', fail));",
        "while (true) new Thread(() -> { try { Thread.sleep(1_000_000); } catch (Exception over) {} }).start();",
    ),
    "1 GB": Attempt("bytearray(10 ** 9)", "Buffer.alloc(1e9, 1);", "byte[] all = new byte[1_000_000_000];"),
    "flood": Attempt(
        "while True: print('x' * 10000)",
        "for (;;) console.log('x'.repeat(10000));",
        'while (true) System.out.println("x".repeat(10000));',
    ),
    "full /tmp": fill("/tmp"),
    "full /dev/shm": fill("/dev/shm"),
}
"""What takes all that there is of something."""

PYTHON_HELPERS = "import os, socket, threading, time\n"
JAVASCRIPT_HELPERS = """
var fs = require('fs'), net = require('net')
function native(code) {
  const { status } = require('child_process').spawnSync('python3', ['-c', code], { stdio: 'ignore' })
  if (status === 9) throw Object.assign(new Error('refused'), { code: 'EPERM' })
  if (status !== 0) throw new Error(`exit code ${status}`)
}
"""
JAVA_HELPERS = """
    static void nativeCode(String code) throws Exception {
        var process = new ProcessBuilder("python3", "-c", code).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        int status = process.waitFor();
        if (status == 9) throw new IOException("refused");
        if (status != 0) throw new IllegalStateException("exit code " + status);
    }
"""
SEEN = Attempt(
    "seen = [p for f in ('/tmp', '/dev/shm', '/dev/mqueue') for p in os.listdir(f)]\n"
    "seen += [p for p in os.listdir('/proc') if p.isdigit() and int(p) not in (1, os.getpid())]",
    "const seen = ['/tmp', '/dev/shm', '/dev/mqueue'].flatMap(folder => fs.readdirSync(folder));"
    " seen.push(...fs.readdirSync('/proc').filter(name => name > 0 && name != 1 && name != process.pid));",
    "List<String> seen = new ArrayList<>();"
    ' for (String f : List.of("/tmp", "/dev/shm", "/dev/mqueue")) seen.addAll(List.of(new File(f).list()));'
    ' String me = new File("/proc/self").getCanonicalFile().getName();'
    ' for (String p : new File("/proc").list())'
    ' if (p.matches("[0-9]+") && !Set.of("1", me).contains(p)) seen.add(p);',
)
"""Sets `seen` to the files and processes that are there beside process 1 and one's own."""


def tried(language: str, attempts: Mapping[str, Attempt]) -> str:
    """Statements that try all, and leave in `allowed` the names of those that did not throw an error of the system."""
    if language == "python":
        lines = ["allowed = []"]
        for name, attempt in attempts.items():
            lines += [
                "try:",
                *_indented(attempt.python),
                f"    allowed.append({name!r})",
                "except (OSError, AssertionError): pass",
            ]
        return "\n".join(lines)
    start, end = {
        "javascript": ("const allowed = [];", "catch (error) { if (!/^E[A-Z]/.test(error.code)) throw error; }"),
        "java": ("List<String> allowed = new ArrayList<>();", "catch (IOException refused) {}"),
    }[language]
    add = {"javascript": "push", "java": "add"}[language]
    lines = [start]
    for name, attempt in attempts.items():
        lines.append(f"try {{ {attempt.of(language)} allowed.{add}({json.dumps(name)}); }} {end}")
    return "\n".join(lines)


def function(language: str, bodies: Sequence[str]) -> str:
    """A function `f` that does the first of these for 0, the second for 1 and so on."""
    if language == "python":
        cases = "".join(f"    if x == {at}:\n{_block(body)}" for at, body in enumerate(bodies))
        return f"{PYTHON_HELPERS}def f(x):\n{cases}"
    cases = "\n".join(f"if (x == {at}) {{ {body} }}" for at, body in enumerate(bodies))
    if language == "javascript":
        return f"{JAVASCRIPT_HELPERS}async function f(x) {{ {cases} }}"
    return f"class Solution {{ {JAVA_HELPERS} List<String> f(int x) throws Exception {{ {cases} return List.of(); }} }}"


def _indented(code: str) -> list[str]:
    return [f"    {line}" for line in code.split("\n")]


def _block(code: str) -> str:
    return "".join(f"        {line}\n" for line in code.split("\n"))
