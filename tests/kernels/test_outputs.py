"""Recording outputs: nbformat, merged, capped, hashed."""

from __future__ import annotations

import json
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_interview_kernels.outputs import MAX_RECORDED_BYTES, OutputRecord


def stream(text: str, name: str = "stdout") -> tuple[str, dict[str, Any]]:
    return "stream", {"name": name, "text": text}


def display(data: dict[str, Any], **transient: str) -> tuple[str, dict[str, Any]]:
    return "display_data", {"data": data, "metadata": {}, "transient": transient}


def recorded(*messages: tuple[str, dict[str, Any]]) -> OutputRecord:
    record = OutputRecord()
    for msg_type, content in messages:
        record.add(msg_type, content)
    return record


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(min_size=1), min_size=1))
def test_the_hash_does_not_depend_on_how_a_stream_was_cut(pieces: list[str]) -> None:
    whole = recorded(stream("".join(pieces)))
    cut = recorded(*map(stream, pieces))
    assert cut.sha256 == whole.sha256
    assert cut.outputs == whole.outputs


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["stdout", "stderr"]), st.text(max_size=30_000)), max_size=8))
def test_the_cap_holds_for_any_streams(pieces: list[tuple[str, str]]) -> None:
    record = recorded(*(stream(text, name) for name, text in pieces))
    assert len(json.dumps(record.outputs, ensure_ascii=False, separators=(",", ":")).encode()) <= MAX_RECORDED_BYTES
    if not record.truncated:
        assert "".join(output["text"] for output in record.outputs) == "".join(text for _, text in pieces)


def test_a_large_image_is_dropped_and_its_plain_text_kept() -> None:
    image = "A" * MAX_RECORDED_BYTES
    record = recorded(display({"image/png": image, "text/plain": "<Figure>"}))
    assert record.truncated
    assert record.outputs == ({"output_type": "display_data", "data": {"text/plain": "<Figure>"}, "metadata": {}},)
    assert record.sha256 != recorded(display({"image/png": image + "B", "text/plain": "<Figure>"})).sha256


def test_clear_output_and_updates_are_applied() -> None:
    update = ("update_display_data", {"data": {"text/plain": "2"}, "metadata": {}, "transient": {"display_id": "d"}})
    record = recorded(
        stream("old"), ("clear_output", {"wait": True}), display({"text/plain": "1"}, display_id="d"), update
    )
    assert [output["data"] for output in record.outputs] == [{"text/plain": "2"}]


@pytest.mark.parametrize("room", [0, 1])
def test_the_outputs_are_valid_nbformat(room: int) -> None:
    trace = ("error", {"ename": "E", "evalue": "v", "traceback": ["a", "b"]})
    result = ("execute_result", {"data": {"text/plain": "1"}, "metadata": {}, "execution_count": 3})
    record = recorded(stream("x" * MAX_RECORDED_BYTES * room), display({"text/html": "<b>"}), result, trace)
    cell = nbformat.v4.new_code_cell("", outputs=[nbformat.from_dict(output) for output in record.outputs])
    nbformat.validate(nbformat.v4.new_notebook(cells=[cell]))
