"""How a test's arguments come to it: past the supervisor, and not a byte further than its frame."""

from __future__ import annotations

import importlib.util
import os
import select
import threading
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from jupyter_interview_kernels.engine import shared_context
from tests.conftest import missing

SIZE = 3 * 1024 * 1024
"""More than a pipe holds."""


@pytest.fixture
def channel() -> ModuleType:
    spec = importlib.util.spec_from_file_location("judge_channel", shared_context("python") / "judge" / "channel.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def pipes() -> Iterator[list[int]]:
    """Into the supervisor, and out of it into a test, whose end it does not block on."""
    source, host = os.pipe()
    test, target = os.pipe()
    os.set_blocking(target, False)
    descriptors = [host, source, target, test]
    yield descriptors
    for descriptor in descriptors:
        os.close(descriptor)


def send(descriptor: int, data: bytes) -> threading.Thread:
    def write() -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]

    thread = threading.Thread(target=write)
    thread.start()
    return thread


def _there(descriptor: int) -> bytes:
    """What can be read at once."""
    return os.read(descriptor, SIZE) if select.select([descriptor], [], [], 0)[0] else b""


@pytest.mark.parametrize("splice", [True, False], ids=["through the kernel", "by hand"])
def test_a_body_goes_on_whole_and_alone(
    channel: Any, pipes: list[int], monkeypatch: pytest.MonkeyPatch, splice: bool
) -> None:
    if not splice:
        monkeypatch.delattr(os, "splice", raising=False)
    elif not hasattr(os, "splice"):
        missing("this system has no splice")
    host, source, target, test = pipes
    data = os.urandom(SIZE)
    sending = send(host, data + b"the next frame")
    body, got, waited = channel.Body(source, SIZE), bytearray(), set()
    while (waits := body.move(target)) is not None:
        waited.add(waits)
        got += _there(test)
    while len(got) < SIZE:
        got += _there(test)
    assert bytes(got) == data
    assert target in waited, "the test's pipe was full at times"
    assert os.read(source, 100) == b"the next frame"
    sending.join()


def test_what_a_test_did_not_take_is_read_away(channel: Any, pipes: list[int]) -> None:
    host, source, target, _ = pipes
    sending = send(host, b"x" * SIZE + b"next")
    body = channel.Body(source, SIZE)
    while body.move(target) != target or select.select([], [target], [], 0)[1]:
        continue
    assert 0 < len(body.read()) < SIZE
    assert os.read(source, 100) == b"next"
    sending.join()


def test_a_host_that_leaves_in_the_middle_is_noticed(channel: Any, pipes: list[int]) -> None:
    host, source, target, _ = pipes
    os.write(host, b"half")
    os.close(host)
    pipes.remove(host)
    with pytest.raises(EOFError):
        channel.Body(source, 8).move(target)
