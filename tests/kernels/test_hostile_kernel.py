"""A kernel in the hands of a candidate who means harm to the watch or to the server's process."""

from __future__ import annotations

from typing import Any

import msgspec
import psutil
import pytest

from jupyter_interview.domain.limits import LIMITS

pytestmark = pytest.mark.docker

RAW = """
k = get_ipython().kernel
import json, time
def raw(*frames):
    k.iopub_socket.send_multipart([f if isinstance(f, bytes) else json.dumps(f).encode() for f in frames])
def message(kind, parent, content):
    raw(b'x', b'<IDS|MSG>', b'sig', {'msg_type': kind, 'msg_id': 'm'}, parent, {}, content)
"""

MALFORMED = (
    RAW
    + """
raw(b'')
raw(b'<IDS|MSG>')
raw(b'x', b'<IDS|MSG>', b'', b'{', b'}', b'[]', b'\\xff')
raw(b'x', b'<IDS|MSG>', b'', b'[' * 100000, b'{}', b'{}', b'{}')
raw(b'x', b'<IDS|MSG>', b'', {'msg_type': 7}, {'msg_id': []}, {}, {})
parent = {'msg_type': 'execute_request', 'msg_id': 'forged'}
message('status', parent, {'execution_state': 'busy'})
for kind, content in [
    ('execute_input', {'code': 5, 'execution_count': 'x'}),
    ('execute_input', {'code': chr(0xd800), 'execution_count': -1}),
    ('stream', {'name': 'stdout', 'text': 9}), ('stream', {'name': 'other', 'text': 'x'}), ('stream', {}),
    ('stream', {'name': 'stdout', 'text': 'ok' + chr(0xd800)}),
    ('error', {'traceback': 'x'}), ('display_data', {'data': [1]}), ('display_data', {'data': {'a/b': float('nan')}}),
    ('update_display_data', {'data': {}, 'transient': 3}), ('clear_output', {'wait': 'x'}), ('interview_stdin', {}),
]: message(kind, parent, content)
nested = {}
for _ in range(500): nested = {'a': nested}
message('display_data', parent, {'data': nested})
message('status', parent, {'execution_state': 'idle'})
"""
)


async def test_malformed_and_forged_messages_do_not_break_the_watch(kernel: Any) -> None:
    assert await kernel.run_unheard(MALFORMED) == "ok"
    assert await kernel.run_unheard("print('still here')") == "ok"
    await kernel.told(lambda log: len(log.executions) == 3)
    forged, own, after = kernel.log.executions
    assert (forged.msg_id, forged.source) == ("forged", "\ufffd")
    for execution in (forged, own, after):
        msgspec.json.encode(execution.outputs)
        str(execution.outputs).encode("utf-8")
    assert kernel.log.notices == []


async def test_a_forged_cell_that_never_ends_is_stopped_like_a_real_one(kernel: Any) -> None:
    kernel.provisioner.watch.limits = msgspec.structs.replace(LIMITS, wall_seconds=1.0)
    parent = "{'msg_type': 'execute_request', 'msg_id': 'forged'}"
    await kernel.run_unheard(RAW + f"message('status', {parent}, {{'execution_state': 'busy'}})")
    await kernel.dead()
    assert kernel.log.reasons == ["time_limit", "time_limit"]


async def test_a_flood_of_forged_executions_costs_the_kernel(kernel: Any) -> None:
    code = """
for n in range(100000):
    parent = {'msg_type': 'execute_request', 'msg_id': str(n)}
    message('status', parent, {'execution_state': 'busy'}); message('status', parent, {'execution_state': 'idle'})
"""
    assert await kernel.run_unheard(RAW + code) == "dead"
    await kernel.told(lambda log: "output_limit" in log.reasons)
    assert len(kernel.log.executions) <= 1100


async def test_a_frame_beyond_all_bounds_costs_the_kernel_not_our_memory(kernel: Any) -> None:
    before = psutil.Process().memory_info().rss
    code = "from IPython.display import display\nfor _ in range(20): display({'text/plain': 'y' * 6_000_000}, raw=True)"
    assert await kernel.run_unheard(code) == "dead"
    await kernel.told(lambda log: log.notices)
    assert kernel.log.reasons == ["output_limit"]
    assert psutil.Process().memory_info().rss - before < 60 * 2**20


async def test_a_watch_that_fails_takes_the_kernel_with_it(kernel: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Any) -> None:
        raise ArithmeticError("broken")

    monkeypatch.setattr("jupyter_interview_kernels.cell_watch.parse", broken)
    await kernel.run_unheard("1")
    monkeypatch.undo()
    await kernel.dead()
    assert kernel.log.reasons == ["died"]
