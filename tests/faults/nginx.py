"""Debian's nginx with the configuration that is shipped, in front of hosted servers, and a browser's way through it."""

from __future__ import annotations

import itertools
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from websockets.asyncio.client import ClientConnection, connect

from tests.conftest import missing
from tests.server_ext.client import Api, Channel
from tests.server_ext.conftest import free_port

SHIPPED = Path(__file__).parents[2] / "deploy" / "nginx"
START_SECONDS = 10


@dataclass(frozen=True)
class Front:
    """A running nginx."""

    folder: Path
    port: int
    plain_port: int
    tls: ssl.SSLContext = field(repr=False)

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}"

    @property
    def log(self) -> str:
        return (self.folder / "nginx.log").read_text(errors="replace")

    def client(self, **options: Any) -> httpx.Client:
        return httpx.Client(base_url=self.url, verify=self.tls, timeout=60, **options)

    def port_of(self, client: httpx.Client) -> int:
        """Of the server to which this client's requests go."""
        mark = f"/lab/api/themes/asked-{next(_marks)}"
        client.get(mark)
        deadline = time.monotonic() + 5
        while not (found := re.search(rf"{mark}\" .*upstream=(\S+, )*127\.0\.0\.1:(\d+)", self.log)):
            assert time.monotonic() < deadline, self.log
            time.sleep(0.01)
        return int(found[2])


_marks = itertools.count(1)


@contextmanager
def in_front_of(folder: Path, ports: Sequence[int], port: int) -> Iterator[Front]:
    """nginx for the servers at these ports, reached at `port` by TLS. What is not an address is as it is shipped."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    if program is None:
        missing("nginx is not installed: run make test, or apt-get install nginx-light")
    front = Front(folder, port, free_port(), make_certificate(folder))
    place(front, ports)
    command = [str(program), "-e", "stderr", "-p", f"{folder}/", "-c", str(folder / "nginx.conf")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    with (folder / "nginx.log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        wait(front, process)
        yield front
    finally:
        process.terminate()
        process.wait(10)


def place(front: Front, ports: Sequence[int]) -> None:
    """The shipped files, with the addresses and certificates of this machine."""
    shutil.copytree(SHIPPED, front.folder, dirs_exist_ok=True)
    site = front.folder / "site"
    listen = (site / "listen.conf").read_text().replace("listen [::]:443 ssl http2;\n", "")
    here = listen.replace("listen 443 ", f"listen 127.0.0.1:{front.port} ").replace("/run/secrets", str(front.folder))
    (site / "listen.conf").write_text(here)
    (site / "listen-plain.conf").write_text(f"listen 127.0.0.1:{front.plain_port};\n")
    line = re.search(r"^server server-a:8888(.*)$", (site / "servers.conf").read_text(), re.MULTILINE)
    assert line, "the shipped servers.conf names server-a"
    (site / "servers.conf").write_text("".join(f"server 127.0.0.1:{each}{line[1]}\n" for each in ports))


def wait(front: Front, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            httpx.get(f"http://127.0.0.1:{front.plain_port}/")
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    process.kill()
    pytest.fail(f"nginx did not start:\n{front.log}")


def make_certificate(folder: Path) -> ssl.SSLContext:
    """Write a self-made certificate for localhost, and return what trusts it and nothing else."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    certificate = made.add_extension(names, critical=False).sign(key, hashes.SHA256())
    (folder / "tls_certificate").write_bytes(certificate.public_bytes(Encoding.PEM))
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "tls_key").write_bytes(secret)
    return ssl.create_default_context(cafile=folder / "tls_certificate")


class Visitor(Api):
    """Somebody's browser: signed in by the form, from then on known by cookies alone."""

    def __init__(self, front: Front, token: str) -> None:
        super().__init__(front.url, "")
        self._client.close()
        self.front, self._client = front, front.client()
        page = self._client.get("/login")
        xsrf = re.search(r'name="_xsrf" value="([^"]+)"', page.text)
        assert xsrf, page.text
        answer = self._client.post("/login", data={"token": token, "next": "/lab", "_xsrf": xsrf[1]})
        assert answer.status_code == 302, answer.text
        self._client.headers["X-XSRFToken"] = self._client.cookies["_xsrf"]

    @property
    def port(self) -> int:
        """Of the server that has this browser."""
        return self.front.port_of(self._client)

    @property
    def cookies(self) -> httpx.Cookies:
        return self._client.cookies

    def socket(self, path: str) -> connect:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        address = f"{self.url.replace('https', 'wss')}{path}"
        return connect(address, additional_headers=headers, ssl=self.front.tls, origin=self.url, max_size=None)  # type: ignore[arg-type]

    def channel(self, id: str) -> Channel:
        return Through(self, id)


class Through(Channel):
    """A channel that goes through nginx, with cookies."""

    def __init__(self, visitor: Visitor, id: str) -> None:
        super().__init__("")
        self._open = visitor.socket(f"/interview/api/interviews/{id}/channel")
        self._socket: ClientConnection

    async def __aenter__(self) -> Through:  # type: ignore[override]
        self._socket = await self._open
        return self
