"""The Python kernel passes Jupyter's own tests of the messaging protocol, whichever way its channels travel."""

from __future__ import annotations

import pytest

from tests.kernels.protocol import ProtocolTests

pytestmark = [pytest.mark.docker, pytest.mark.usefixtures("engine")]


class PythonTests(ProtocolTests):
    """What IPython can do of what the suite asks for."""

    __test__ = False
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
    code_history_pattern = "1?2*"
    supported_history_operations = ()
    """Kernels keep no history file: one interview's code is nobody else's business."""


class TestOverSockets(PythonTests):
    __test__ = True
    transport = "sockets"


class TestOverTheAttachStream(PythonTests):
    __test__ = True
    transport = "stream"
