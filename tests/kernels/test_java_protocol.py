"""The Java kernel, in its container, against Jupyter's own tests for kernels."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.kernels import protocol
from tests.kernels.conftest import use_kernelspecs

pytestmark = pytest.mark.docker


@pytest.fixture(scope="module", autouse=True)
def specs(java_image: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Before the kernel of the class is started."""
    with pytest.MonkeyPatch.context() as patch:
        use_kernelspecs(tmp_path_factory.mktemp("specs"), patch)
        yield


class Java:
    """What the suite asks of it."""

    kernel_name = "interview-java"
    language_name = "java"
    file_extension = ".java"
    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("oops");'
    code_generate_error = 'throw new IllegalStateException("oops");'
    code_inspect_sample = "Math.max"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": 'String word = "kayak";\nnew StringBuilder(word).reverse().toString()', "result": "kayak"},
    ]
    code_display_data = [{"code": 'display("shown");', "mime": "text/plain"}]
    completion_samples = [{"text": "Math.floorM", "matches": {"floorMod("}}, {"text": "no.such"}]
    complete_code_samples = ["1 + 1", "int f(int n) {\n  return n;\n}", "// a note"]
    incomplete_code_samples = ["int f(", "class A {", "if (true) {"]
    invalid_code_samples = ["1 + ) 2", "}"]
    # What Java's kernel does not have.
    test_clear_output = test_history = test_pager = None


class TestOverSockets(Java, protocol.ProtocolTests):
    transport = "sockets"


class TestOverTheAttachStream(Java, protocol.ProtocolTests):
    transport = "stream"
