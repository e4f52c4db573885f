"""The Jupyter server dies in mid-session; the next one on the same folder goes on."""

from __future__ import annotations

import pytest

from jupyter_interview.domain import payloads as p
from jupyter_interview.review.verify import verify
from tests.faults.conftest import NO_ENGINE
from tests.faults.machine import Machine, begin, code_of
from tests.service.world import until
from tests.solutions import slowly


async def test_a_killed_server_loses_nothing_it_acknowledged(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", NO_ENGINE)
    killed = machine.start()
    with machine.api() as api:
        interview = api.start(questionCount=1)
        async with api.channel(interview["id"]) as channel:
            question = await begin(channel)
            last_seen = max(frame["seq"] for frame in channel.frames if frame.get("seq"))
            submission = code_of(question, slowly(question, 0.2))
            assert (await channel.ask("code:submit", "s1", **submission))["event"] == "ack"
            assert (await channel.ask("interview:message", "m1", text="Are you there?"))["event"] == "ack"
            killed.kill()

    machine.start()
    with machine.api() as api:
        async with api.channel(interview["id"]) as back:
            back.tab = channel.tab
            state = await back.join(last_seq=last_seen)
            assert state["data"]["interview"]["state"] == "in_progress"
            running = await back.until("code:running")
            said = await back.until("interview:response", text="Are you there?")
            assert last_seen < running["seq"] < said["seq"]
            answer = await back.until("interview:response", actor="interviewer")
            assert answer["seq"] > said["seq"]
            result = await back.until("code:result")
            assert result["data"]["payload"]["judgement"]["verdict"] == "accepted"
            for frame_id, event, data in (
                ("s1", "code:submit", submission),
                ("m1", "interview:message", {"text": "Are you there?"}),
            ):
                assert (await back.ask(event, frame_id, **data))["data"] == {"duplicate": True}

            async def answered() -> list[int]:
                log = await machine.log(interview["id"])
                return [e.payload.reacts_to for e in log if isinstance(e.payload, p.TurnNoted)]

            log = await machine.log(interview["id"])
            stimuli = {e.seq for e in log if isinstance(e.payload, p.CandidateTurn | p.SubmissionJudged)}
            assert len(stimuli) == 2
            answers = await until(answered, lambda found: stimuli <= set(found))
            assert len(answers) == len(set(answers))
            await back.ask("interview:end")
            await back.state_where(lambda state: state["interview"]["transcriptPath"] is not None)
        assert verify(api.call("GET", "/interviews/{id}/transcript", id=interview["id"]).content, None).valid
    kinds = [e.envelope.kind for e in await machine.log(interview["id"])]
    assert [kinds.count(kind) for kind in ("submission.created", "submission.judged", "turn.candidate")] == [1, 1, 1]
