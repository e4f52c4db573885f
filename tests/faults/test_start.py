"""A server that cannot do its work says so and ends, rather than serve half of it."""

from __future__ import annotations

import socket

import pytest

from tests.faults.machine import Machine
from tests.server_ext.conftest import start_server

SECRET = "not-for-the-log"


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        (f"--InterviewApp.database_url=postgresql://ada:{SECRET}@127.0.0.1:1/none", "The database does not answer"),
        (f"--InterviewApp.object_store=ftp://ada:{SECRET}@nowhere", "Name the object store by"),
    ],
)
def test_a_wrong_setting_ends_the_server_with_a_sentence(machine: Machine, option: str, sentence: str) -> None:
    server = machine.server = start_server(machine.folder, option, wait=False)
    assert server.process.wait(60) == 1
    assert f"jupyter-interview cannot start: {sentence}" in server.log
    assert SECRET not in server.log
    with socket.socket() as client:
        assert client.connect_ex(("127.0.0.1", server.port)) != 0


def test_a_folder_that_cannot_be_used_ends_the_server_with_a_sentence(machine: Machine) -> None:
    (machine.data).mkdir()
    (machine.data / "interview").write_text("a file where the folder belongs")
    server = machine.server = start_server(machine.folder, wait=False)
    assert server.process.wait(60) == 1
    assert "jupyter-interview cannot start: " in server.log
    assert "Traceback" not in server.log
