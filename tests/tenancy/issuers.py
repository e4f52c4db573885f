"""Issuers to sign in with: the real one of `tests/npm`, and one that says and signs whatever a test wants."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from secrets import token_hex
from threading import Thread
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from tests.conftest import missing

PEERS = Path(__file__).parents[1] / "npm"
CLIENT = "interview"
SECRET = "a secret of the tests"
Key = RSAKey | ECKey


def configure(folder: Path, ports: dict[str, int]) -> None:
    """What a hosted server of this folder is told of its issuers; they need not run when it starts."""
    (folder / "secret").write_text(f"{SECRET}\n")
    common: dict[str, Any] = {"client_id": CLIENT, "client_secret_file": str(folder / "secret")}
    common |= {"domains": ["Example.edu"], "educators": ["Teacher@example.edu"]}
    common |= {"role_claim": "affiliation", "admin_values": ["dean"]}
    issuers = {
        name: {**common, "issuer": f"http://127.0.0.1:{port}", "title": name.title()} for name, port in ports.items()
    }
    (folder / "config").mkdir(exist_ok=True)
    (folder / "config" / "jupyter_server_config.py").write_text(f"c.HostedServer.issuers = {issuers!r}\n")


@contextmanager
def real_issuer(port: int, redirect_uri: str) -> Iterator[str]:
    """`oidc-provider`, in a process of its own."""
    node = shutil.which("node")
    if node is None or not (PEERS / "node_modules" / "oidc-provider").is_dir():
        missing("the issuer of tests/npm is not installed: python3 scripts/bootstrap.py --extra test")
    url = f"http://127.0.0.1:{port}"
    command = [str(node), "issuer.mjs", url, redirect_uri]
    process = subprocess.Popen(command, cwd=PEERS, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        said = iter(process.stdout.readline, "")
        assert any("listening" in line for line in said), "the issuer did not start"
        yield url
    finally:
        process.terminate()
        process.wait(10)
        if process.stdout is not None:
            process.stdout.close()


@dataclass
class HostileIssuer:
    """Says what a test sets. At first everything is as it should be."""

    url: str
    key: Key = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": token_hex(4), "use": "sig"}))
    algorithm: str = "RS256"
    published: list[dict[str, Any]] = field(default_factory=list)
    changes: dict[str, Any] = field(default_factory=dict)
    """Claims other than the honest ones; None leaves one out."""
    header: dict[str, Any] = field(default_factory=dict)
    tamper: Callable[[str], str] = str
    """With a token that was signed."""
    id_token: str | None = None
    """Instead of one that is made for the request."""
    userinfo: dict[str, Any] = field(default_factory=lambda: {"sub": "mallory"})
    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    """By path, instead of what belongs there."""
    asked: list[str] = field(default_factory=list)
    nonce: str = ""

    def __post_init__(self) -> None:
        self.publish()

    def publish(self) -> None:
        self.published = [self.key.as_dict(private=False)]

    def claims(self) -> dict[str, Any]:
        now = int(time.time())
        honest = {"iss": self.url, "aud": CLIENT, "sub": "mallory", "iat": now, "exp": now + 300, "nonce": self.nonce}
        honest |= {"email": "mallory@example.edu", "email_verified": True, "name": "Mallory"}
        return {name: value for name, value in (honest | self.changes).items() if value is not None}

    def signed(self) -> str:
        if self.id_token is not None:
            return self.id_token
        header = {"alg": self.algorithm, "kid": self.key.kid, **self.header}
        header = {name: value for name, value in header.items() if value is not None}
        token = jwt.encode(header, self.claims(), self.key, algorithms=[self.algorithm])
        return self.tamper(token)

    def answer(self, path: str) -> tuple[int, bytes]:
        self.asked.append(path)
        if path in self.answers:
            return self.answers[path]
        said: dict[str, Any] = {
            "/.well-known/openid-configuration": self.metadata(),
            "/keys": {"keys": self.published},
            "/userinfo": self.userinfo,
        }
        if path == "/token":
            said[path] = {"access_token": "access", "token_type": "Bearer", "id_token": self.signed()}
        return (200, json.dumps(said[path]).encode()) if path in said else (404, b"{}")

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "userinfo_endpoint": f"{self.url}/userinfo",
        }


@contextmanager
def hostile_issuer(port: int) -> Iterator[HostileIssuer]:
    issuer = HostileIssuer(f"http://127.0.0.1:{port}")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = issuer.answer(self.path)
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Quietly."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
