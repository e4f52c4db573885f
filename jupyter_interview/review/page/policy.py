"""What a page of ours may do: nothing but show itself."""

from __future__ import annotations

import base64
import hashlib


def policy(styles: str, script: str = "") -> str:
    """A Content-Security-Policy: nothing is loaded from anywhere, and no script runs but the page's own."""
    scripts = f"script-src '{_hash(script)}'; " if script else ""
    return (
        f"default-src 'none'; img-src data:; style-src '{_hash(styles)}'; {scripts}base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
