"""Verifying: what was signed is valid, also re-saved by stock Jupyter; any change is found and named."""

from __future__ import annotations

import copy
import io
import json
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from jupyter_interview.adapters.keys import KeyFileSigner
from jupyter_interview.domain import room as rules
from jupyter_interview.domain.payloads import Visibility
from jupyter_interview.errors import InvalidTranscript
from jupyter_interview.review import describe, read_trusted_keys, verify
from jupyter_interview.review.chain import Place
from jupyter_interview.review.projection import METADATA_KEY
from jupyter_interview.review.trust import trusted_line
from jupyter_interview.review.verify import DOES_NOT_MATCH, MAX_TRANSCRIPT_BYTES, VALID
from tests.core.rooms import Room
from tests.core.transcripts import dump, load, long, sample_room, sat, signer_in, transcript


@cache
def signer() -> KeyFileSigner:
    return signer_in(Path(mkdtemp()))


@cache
def signed(visibility: Visibility = Visibility.CANDIDATE) -> bytes:
    return transcript(sample_room(), signer(), visibility)


def sample() -> dict[str, Any]:
    return load(signed())


@pytest.mark.parametrize("visibility", list(Visibility))
def test_what_was_signed_is_valid(visibility: Visibility) -> None:
    found = verify(signed(visibility))
    assert found.mismatch is None
    assert (found.valid, found.exit_code, found.visibility) == (True, VALID, visibility)
    assert found.events == len(sample_room().events)
    assert (found.withheld == 0) == (visibility is not Visibility.CANDIDATE)


def test_it_says_whose_signature_it_is() -> None:
    unknown = describe(verify(signed()))
    assert unknown.startswith("Valid: all ")
    assert "it proves only that nothing changed" in unknown
    keys = read_trusted_keys(trusted_line(signer().public_key, "Example University"))
    assert "Signed by Example University" in describe(verify(signed(), keys))


async def test_it_says_when_code_ran_unsandboxed() -> None:
    found = verify(transcript(await sat(sandboxed=False), signer()))
    assert found.valid
    assert "Unsandboxed" in describe(found)


async def test_an_interview_that_nobody_joined_has_a_valid_transcript() -> None:
    room = Room()
    room.do(rules.abandon)
    data = transcript(room, signer())
    assert verify(data).valid
    assert "Interview abandoned: the candidate gave it up" in load(data)["cells"][-1]["source"]


# --- harmless changes -------------------------------------------------------------------------------------------------


def test_saved_again_by_nbformat_it_stays_valid() -> None:
    notebook = nbformat.reads(signed().decode(), as_version=4)
    out = io.StringIO()
    nbformat.write(notebook, out)
    assert out.getvalue().encode() != signed()
    assert verify(out.getvalue().encode()).valid


async def test_saved_again_by_a_contents_manager_it_stays_valid(tmp_path: Path) -> None:
    (tmp_path / "transcript.ipynb").write_bytes(transcript(await sat(), signer()))
    manager = AsyncLargeFileManager(root_dir=str(tmp_path))
    model = await manager.get("transcript.ipynb", content=True)
    await manager.save(model, "saved.ipynb")
    assert verify((tmp_path / "saved.ipynb").read_bytes()).valid


def test_what_the_browser_adds_on_saving_is_ignored() -> None:
    notebook = sample()
    notebook["metadata"]["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook["metadata"]["language_info"]["version"] = "3.12"
    notebook["nbformat_minor"] = 6
    for cell in notebook["cells"]:
        cell["metadata"] |= {"trusted": True, "collapsed": False, "scrolled": True}
        cell["metadata"]["execution"] = {"iopub.execute_input": "2026-03-02T10:00:00Z"}
        cell["metadata"]["jupyter"] = {"source_hidden": False, "outputs_hidden": True}
        cell["source"] = cell["source"].splitlines(True)
        cell["attachments"] = {}
        for output in cell.get("outputs", []):
            if "text" in output:
                output["text"] = output["text"].splitlines(True)
    turned = dict(reversed(notebook.items()))
    assert verify(json.dumps(turned, indent=4, sort_keys=True).encode()).valid


# --- changes that count -----------------------------------------------------------------------------------------------


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every leaf below a value; empty containers are leaves."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    children = list(items)
    if not children:
        yield path
    for key, inner in children:
        yield from leaves(inner, (*path, key))


@cache
def tamper_paths() -> list[tuple[Any, ...]]:
    notebook = sample()
    record = notebook["metadata"][METADATA_KEY]
    return [
        *((("metadata", METADATA_KEY, *path)) for path in leaves(record)),
        *(("cells", *path) for path in leaves(notebook["cells"])),
    ]


def changed(value: Any, how: int) -> Any:
    """Another value of the same or of another type."""
    if isinstance(value, bool):
        return [not value, int(value), None, "x"][how % 4]
    if isinstance(value, str):
        place = how % (len(value) + 1)
        other = "b" if value[place : place + 1] == "a" else "a"
        return value[:place] + other + value[place + 1 :]
    if isinstance(value, int):
        return [value + 1, -value - 1, str(value), None][how % 4]
    return [1, "x", ["x"], {"x": 1}][how % 4]


def expected_place(path: tuple[Any, ...]) -> tuple[set[Place], int | None]:
    """Where a change at `path` must be found."""
    if path[0] == "cells":
        return {Place.CELL}, path[1] + 1
    match path[2]:
        case "envelopes":
            return {Place.EVENT}, path[3] + 1
        case "payloads":
            return {Place.EVENT}, int(path[3])
        case _:
            return {Place.SIGNATURE, Place.STATEMENT, Place.EVENT}, None


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_any_single_change_is_found_and_located(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(tamper_paths()))
    how = data.draw(st.integers(0, 5000))
    notebook = copy.deepcopy(sample())
    holder = notebook
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = changed(holder[path[-1]], how)
    try:
        found = verify(dump(notebook))
    except InvalidTranscript:
        if path[2] not in ("format", "visibility", "statement"):
            raise
        return
    assert found.mismatch is not None, path
    places, number = expected_place(path)
    assert found.mismatch.place in places, (path, found.mismatch)
    assert number is None or found.mismatch.number == number, (path, found.mismatch)
    assert found.exit_code == DOES_NOT_MATCH
    assert describe(found).startswith("Does not match: ")


@pytest.mark.parametrize("part", ["envelopes", "payloads"])
def test_every_event_that_is_taken_out_is_missed(part: str) -> None:
    items = sample()["metadata"][METADATA_KEY][part]
    for place in range(len(items)):
        notebook = sample()
        held = notebook["metadata"][METADATA_KEY][part]
        number = place + 1 if part == "envelopes" else int(list(held)[place])
        del held[place if part == "envelopes" else str(number)]
        found = verify(dump(notebook)).mismatch
        assert found is not None
        assert (found.place, found.number) == (Place.EVENT, number)


@pytest.mark.parametrize("place", [0, 3, -1])
def test_cells_taken_out_added_or_swapped_are_named(place: int) -> None:
    taken, doubled, swapped = sample(), sample(), sample()
    count = len(taken["cells"])
    del taken["cells"][place]
    doubled["cells"].append(doubled["cells"][place])
    swapped["cells"][place], swapped["cells"][place - 1] = swapped["cells"][place - 1], swapped["cells"][place]
    numbers = [verify(dump(notebook)).mismatch for notebook in (taken, doubled, swapped)]
    assert [found.number for found in numbers if found] == [
        place % count + 1,
        count + 1,
        min(place % count, (place - 1) % count) + 1,
    ]


def test_additions_are_found() -> None:
    for change in (
        lambda notebook: notebook["metadata"].update(title="Better"),
        lambda notebook: notebook.update(extra=1),
        lambda notebook: notebook["cells"][2].update(attachments={"a.png": {"image/png": "aa"}}),
        lambda notebook: notebook["cells"][2]["metadata"].update(tags=["hide"]),
        lambda notebook: notebook["cells"][2].update(extra=1),
        lambda notebook: notebook.update(nbformat_minor=4),
        lambda notebook: notebook["metadata"][METADATA_KEY]["payloads"].update({"9999": {}}),
    ):
        notebook = sample()
        change(notebook)
        found = verify(dump(notebook))
        assert not found.valid
        assert found.exit_code == DOES_NOT_MATCH


def test_signed_anew_with_another_key_it_is_no_longer_the_trusted_one(tmp_path: Path) -> None:
    forged = transcript(sample_room(), signer_in(tmp_path))
    keys = read_trusted_keys(trusted_line(signer().public_key, "Example University"))
    found = verify(forged, keys)
    assert found.valid
    assert found.signer is None
    assert "not among your trusted keys" in describe(found)


def test_a_key_under_another_keys_name_is_found(tmp_path: Path) -> None:
    notebook, other = sample(), load(transcript(sample_room(), signer_in(tmp_path)))
    for name in ("public_key", "signature"):
        notebook["metadata"][METADATA_KEY][name] = other["metadata"][METADATA_KEY][name]
    found = verify(dump(notebook)).mismatch
    assert found is not None
    assert found.place is Place.SIGNATURE


# --- files that are something else ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"[]",
        b"not json",
        b"[" * 100_000,
        b'{"cells": ' + b"[" * 100_000,
        b'{"cells": [], "metadata": {}}',
        b'{"cells": [], "metadata": {"jupyter_interview": 5}}',
        b'{"cells": [], "metadata": {"jupyter_interview": {"seq": 3}}}',
        b'{"cells": [], "metadata": {"jupyter_interview": {"format": 2, "statement": ""}}}',
        b'{"cells": [], "metadata": {"jupyter_interview": {"format": 1, "statement": ""}}}',
    ],
)
def test_what_is_no_transcript_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(InvalidTranscript) as refusal:
        verify(data)
    assert refusal.value.message.endswith((".", "program."))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_off_is_refused(share: float) -> None:
    with pytest.raises(InvalidTranscript, match="cut off"):
        verify(signed()[: int(len(signed()) * share)])


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(InvalidTranscript, match="64"):
        verify(b" " * (MAX_TRANSCRIPT_BYTES + 1))


async def test_five_thousand_events_take_a_few_seconds() -> None:
    data = transcript(await long(5000), signer())
    started = time.monotonic()
    found = verify(data)
    took = time.monotonic() - started
    print(f"{found.events} events, {len(data) / 2**20:.1f} MB, verified in {took:.2f} s")
    assert found.valid
    assert found.events >= 5000
    assert took < 20
