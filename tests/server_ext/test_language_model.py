"""A language model in a running server: its words arrive piece by piece, and its outage changes nothing else."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.contracts.provider import Refuses, Says, start
from tests.server_ext.client import Api
from tests.server_ext.conftest import server_home, start_server

KEY = "gsk-test-not-a-real-key"


async def test_words_come_as_deltas_and_an_outage_as_the_authored_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROQ_API_KEY", KEY)
    provider, model = start(Says("I see where you are going. What happens when it is empty?", seconds=0.05))
    with server_home() as folder:
        options = (f"--InterviewApp.model_base_url={provider.url}", "--InterviewApp.models=stand-in")
        server = await asyncio.to_thread(start_server, folder, *options)
        try:
            with Api(server.url, server.token) as api:
                assert api.call("GET", "/users/me").json()["model"] is True
                started = api.start(questionCount=1, persona="strict")
                async with api.channel(started["id"]) as channel:
                    await channel.join()
                    await channel.until("interview:question")
                    await channel.send("interview:message", text="I would sort it first.")
                    first = await channel.until("interview:delta")
                    assert first["data"]["text"] == "I see where you are going. "
                    said = await channel.until("interview:response", intent="approach")
                    assert (
                        said["data"]["payload"]["text"] == "I see where you are going. What happens when it is empty?"
                    )
                    await channel.state_where(lambda state: state["lastSeq"] > said["seq"])
                    provider.script = [Refuses(503)]
                    await channel.send("interview:message", text="Then I would walk over it twice.")
                    authored = await channel.until("interview:response", intent="approach")
                    assert authored["data"]["payload"]["text"].strip()
                    assert not any("prompt" in str(frame["data"]).lower() for frame in channel.frames)
        finally:
            await asyncio.to_thread(server.stop)
            model.stop()
        assert len(provider.requests) >= 2
        assert "You are Alex" in provider.requests[0]["messages"][0]["content"]
        check_nothing_kept(folder)


def check_nothing_kept(folder: Path) -> None:
    """The key is nowhere in what the server wrote: logs, files, notebooks."""
    for path in folder.rglob("*"):
        if path.is_file():
            assert KEY.encode() not in path.read_bytes(), path


def test_no_such_persona(api: Api) -> None:
    response = api.call("POST", "/interviews", json={"persona": "grumpy"})
    assert response.status_code == 400
    assert "balanced" in response.json()["message"]
