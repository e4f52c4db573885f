"""The Python kernel passes Jupyter's own tests of the messaging protocol, whichever way its channels travel."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.kernels import protocol
from tests.kernels.conftest import use_kernelspecs

pytestmark = pytest.mark.docker


@pytest.fixture(scope="module", autouse=True)
def specs(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Before the kernel of the class is started."""
    with pytest.MonkeyPatch.context() as patch:
        use_kernelspecs(tmp_path_factory.mktemp("specs"), patch)
        yield


class Python:
    """What the suite asks of it."""

    kernel_name = "interview-python"
    language_name = "python"
    file_extension = ".py"
    code_hello_world = "print('hello, world')"
    code_stderr = "import sys; print('oops', file=sys.stderr)"
    code_page_something = "print?"
    code_generate_error = "raise RuntimeError('on purpose')"
    code_execute_result = ({"code": "6 * 7", "result": "42"}, {"code": "'a' 'b'", "result": "'ab'"})
    code_display_data = (
        {"code": "from IPython.display import HTML, display; display(HTML('<b>x</b>'))", "mime": "text/html"},
    )
    code_inspect_sample = "print"
    completion_samples = (
        {"text": "zi", "matches": {"zip"}},
        {"text": "int.from_", "matches": {"from_bytes"}},
    )
    complete_code_samples = ("1", "print('hello, world')", "def f(x):\n  return x * 2\n\n\n")
    incomplete_code_samples = ("print('''hello", "def f(x):\n  x * 2")
    invalid_code_samples = ("import = 7q",)
    code_clear_output = "from IPython.display import clear_output; clear_output()"
    # Kernels keep no history: one interview's code is nobody else's business.
    test_history = None


class TestOverSockets(Python, protocol.ProtocolTests):
    transport = "sockets"


class TestOverTheAttachStream(Python, protocol.ProtocolTests):
    transport = "stream"
