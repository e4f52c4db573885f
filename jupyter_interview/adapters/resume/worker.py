"""The process that reads one résumé: the file comes in by stdin, its visible text goes out by stdout as JSON.

Everything that could be needed is imported before the limits close: afterwards not even a module can be opened.
"""

from __future__ import annotations

import codecs
import json
import sys
from collections.abc import Callable

from jupyter_interview.adapters.resume import confine, docx, pdf, plain
from jupyter_interview.adapters.resume.refusal import Refused

MAX_TEXT = 100_000
"""Characters. Fifty pages; what comes after is not read."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Word's old format, and the shell that Word puts around a document with a password."""

READERS: dict[str, Callable[[bytes], str]] = {"pdf": pdf.text_of, "docx": docx.text_of, "txt": plain.text_of}


def kind_of(data: bytes) -> str:
    """By what is in it; nobody asks for the name. Raises Refused."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if data.startswith(OLE):
        raise Refused("old_word")
    return "txt"


def read(data: bytes) -> dict[str, str]:
    """What the server is told."""
    try:
        kind = kind_of(data)
        text = READERS[kind](data)[:MAX_TEXT]
        if not text.strip():
            raise Refused("empty")
    except Refused as refused:
        return {"refused": refused.reason}
    except MemoryError:
        return {"refused": "too_much"}
    return {"kind": kind, "text": text}


def main() -> int:
    confine.limit()
    data = sys.stdin.buffer.read()
    for name in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "cp1252", "cp437", "idna"):
        codecs.lookup(name)
    pdf.load()
    confine.close_the_world()
    answer = read(data)
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    return 0
