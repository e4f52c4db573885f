"""Reviewing over REST: one's own replay, and what a file among one's notebooks is. Files are hostile."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from jupyter_interview.domain.payloads import Visibility
from tests.core.transcripts import dump, sample_room, signer_in, transcript
from tests.core.transcripts import load as loaded
from tests.server_ext.client import Api
from tests.server_ext.conftest import RunningServer


@pytest.fixture
def folder(running: RunningServer) -> Path:
    found = running.root / "for review"
    found.mkdir(parents=True, exist_ok=True)
    return found


@pytest.fixture
def file(folder: Path, tmp_path: Path) -> Path:
    """Somebody's transcript, whose candidate wrote what could act in a page."""
    path = folder / f"{uuid4()}.ipynb"
    path.write_bytes(transcript(sample_room(), signer_in(tmp_path), Visibility.CANDIDATE))
    return path


def ask(api: Api, path: str, what: str = "") -> Any:
    return api.call("GET", f"/review{what}", params={"path": path})


def of(folder: Path, file: Path) -> str:
    return f"{folder.name}/{file.name}"


def assert_sandboxed(answer: Any) -> None:
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox ")
    assert "allow-same-origin" not in policy
    assert "default-src 'none'" in policy
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_replay_of_ones_own_interview(api: Api) -> None:
    started = api.start()
    assert api.call("GET", "/interviews/{id}/replay", id=started["id"]).status_code == 409
    api.call("POST", "/interviews/{id}/abandon", id=started["id"])
    replay = api.call("GET", "/interviews/{id}/replay", id=started["id"])
    assert replay.status_code == 200
    assert_sandboxed(replay)
    assert "Valid: all" in replay.text
    assert api.call("GET", "/interviews/{id}/replay", id=str(uuid4())).status_code == 404


def test_a_transcript_as_it_was_signed(api: Api, folder: Path, file: Path) -> None:
    found = ask(api, of(folder, file)).json()
    assert found["exitCode"] == 0
    assert found["sentences"][0].startswith("Valid: all")
    replay = ask(api, of(folder, file), "/replay")
    assert_sandboxed(replay)
    assert "Valid: all" in replay.text
    report = ask(api, of(folder, file), "/report")
    assert report.content.startswith(b"%PDF-")
    assert report.headers["content-disposition"].startswith("attachment;")


def test_one_that_was_changed(api: Api, folder: Path, file: Path) -> None:
    notebook = loaded(file.read_bytes())
    notebook["cells"][0]["source"] = "<script>alert(1)</script>"
    file.write_bytes(dump(notebook))
    found = ask(api, of(folder, file)).json()
    assert found["exitCode"] == 1
    assert found["sentences"][0].startswith("Does not match: cell 1")
    replay = ask(api, of(folder, file), "/replay").text
    assert "Does not match: cell 1" in replay
    assert "<script>alert" not in replay
    refused = ask(api, of(folder, file), "/report")
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid_transcript")


HOSTILE = {
    "no notebook": b"nothing",
    "cut off": b'{"cells": [',
    "not text": b"\xff\xfe\x00" * 9,
    "not signed": json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode(),
    "no record": json.dumps({"cells": [], "metadata": {"jupyter_interview": {"statement": "<script>"}}}).encode(),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_transcript_is_told_so(api: Api, folder: Path, content: bytes) -> None:
    file = folder / "hostile.ipynb"
    file.write_bytes(content)
    found = ask(api, of(folder, file)).json()
    assert found["exitCode"] == 2
    (sentence,) = found["sentences"]
    assert sentence.endswith(".")
    for what in ("/replay", "/report"):
        refused = ask(api, of(folder, file), what)
        assert (refused.status_code, refused.json()["code"]) == (400, "invalid_transcript")


def test_files_that_are_not_the_users_to_read(api: Api, running: RunningServer, folder: Path) -> None:
    (folder / ".hidden.ipynb").write_text("{}")
    (running.root.parent / "outside.ipynb").write_text("{}")
    for path in ("no such.ipynb", folder.name, f"{folder.name}/.hidden.ipynb", "../outside.ipynb", "/etc/passwd"):
        assert ask(api, path).status_code == 404, path
    assert api.call("GET", "/review").status_code == 400
