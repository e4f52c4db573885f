"""The JavaScript kernel, in its container, against Jupyter's own tests for kernels."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.kernels import protocol
from tests.kernels.conftest import use_kernelspecs

pytestmark = pytest.mark.docker


@pytest.fixture(scope="module", autouse=True)
def specs(javascript_image: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Before the kernel of the class is started."""
    with pytest.MonkeyPatch.context() as patch:
        use_kernelspecs(tmp_path_factory.mktemp("specs"), patch)
        yield


class JavaScript:
    """What the suite asks of it."""

    kernel_name = "interview-javascript"
    language_name = "javascript"
    file_extension = ".js"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oops')"
    code_generate_error = "throw new TypeError('no')"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "[1, {a: 'x'}]", "result": "[ 1, { a: 'x' } ]"},
        {"code": "await Promise.resolve('later')", "result": "'later'"},
        {"code": "1; let unused = 2; `${unused}`", "result": "'2'"},
    ]
    code_display_data = [
        {"code": "display({a: 1})", "mime": "text/plain"},
        {"code": "display.html('<b>x</b>')", "mime": "text/html"},
    ]
    completion_samples = [
        {"text": "Math.flo", "matches": ["floor"]},
        {"text": "let x = JSON.stringi", "matches": ["stringify"]},
        {"text": "'\U0001f600'; Number.isSaf", "matches": ["isSafeInteger"]},
        {"text": "nothing.here", "matches": []},
    ]
    complete_code_samples = ["1 + 1", "function f() {}", "const a = await g()", "import fs from 'fs'", ""]
    incomplete_code_samples = ["function f() {", "f(1,", "`abc", "/* abc", "[1, 2"]
    invalid_code_samples = ["let 1x = 2", "1 +* 2;", "'abc\ndef'", "}"]
    code_clear_output = "display.clear()"
    code_inspect_sample = "JSON.stringify"
    # What JavaScript's kernel does not have.
    test_history = test_pager = None


class TestOverSockets(JavaScript, protocol.ProtocolTests):
    transport = "sockets"


class TestOverTheAttachStream(JavaScript, protocol.ProtocolTests):
    transport = "stream"
