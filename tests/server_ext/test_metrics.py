"""What operators see: Prometheus metrics, Jupyter's events and logs for programs, with nothing of anybody in them."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any
from uuid import uuid4

from jupyter_events.logger import EventLogger
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from jupyter_interview.domain import payloads as p
from jupyter_interview.domain.events import Actor, Draft
from jupyter_interview.domain.interview import User
from jupyter_interview_server.jupyter_events import SCHEMA, JupyterEvents
from jupyter_interview_server.logs import JsonFormatter
from jupyter_interview_server.metrics import count
from tests.contracts.rooms import created, new_interview
from tests.server_ext.client import Api

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def scraped(api: Api) -> Samples:
    return parsed(api.raw("GET", "/metrics").text)


def parsed(text: str) -> Samples:
    families = text_string_to_metric_families(text)
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in families
        if family.name.startswith("interview_")
        for sample in family.samples
    }


async def test_prometheus_hears_of_an_interview(api: Api) -> None:
    before = scraped(api)
    started = api.start(questionCount=1)
    async with api.channel(started["id"]) as channel:
        await channel.join()
        await channel.until("interview:question")
        await channel.ask("interview:message", text="My name is Xanthippe.")
        await channel.until("interview:response")
        await channel.send("interview:end")
        await channel.state_where(lambda state: state["interview"]["state"] == "completed")
    assert api.call("GET", "/interviews/{id}", id=str(uuid4())).status_code == 404
    after = scraped(api)

    def grown(name: str, **labels: str) -> float:
        key = name, tuple(sorted(labels.items()))
        return after.get(key, 0) - before.get(key, 0)

    assert grown("interview_started_total", kind="dsa", language="python") == 1
    assert grown("interview_ended_total", kind="dsa", state="completed") == 1
    assert grown("interview_turns_total", worded="authored") >= 3
    assert grown("interview_errors_total", code="not_found") == 1
    assert ("interview_queue_waiting", ()) in after
    text = json.dumps([list(key) for key in after])
    assert "Xanthippe" not in text
    assert started["id"] not in text


def test_readings_for_the_feedback_use_the_model_too() -> None:
    runs = (p.Reading("reader-of-tests", 70, 5), p.Reading("reader-of-tests", 30, 5, failure="invalid"), p.Reading())
    interview = new_interview(User(uuid4(), "Ada"))
    draft = Draft(p.FeedbackRead(question_id="two-sum", prompt="reading-1", runs=runs), Actor.SYSTEM)
    count(interview, [draft.seal(interview.id, 1, interview.head_hash, interview.created_at)])
    used = parsed(generate_latest().decode())
    assert used["interview_model_tokens_total", (("direction", "prompt"), ("model", "reader-of-tests"))] == 100


def test_metrics_are_for_who_is_signed_in(running: Any) -> None:
    with Api(running.url, "wrong") as stranger:
        assert stranger.raw("GET", "/metrics").status_code == 403


async def test_jupyters_events_hold_ids_and_closed_words() -> None:
    heard: list[dict[str, Any]] = []

    async def listen(logger: EventLogger, schema_id: str, data: dict[str, Any]) -> None:
        heard.append(data)

    logger = EventLogger()
    events = JupyterEvents(logger)
    JupyterEvents(logger)  # a second one on the same server is no error
    logger.add_listener(schema_id=SCHEMA, listener=listen)
    interview = new_interview(User(uuid4(), "Ada"))
    drafts = (*created(interview).drafts, Draft(p.CandidateTurn(text="Xanthippe"), Actor.CANDIDATE))
    now = interview.created_at
    log = [draft.seal(interview.id, seq, interview.head_hash, now) for seq, draft in enumerate(drafts, 1)]
    events.tell(interview, log)
    await logger.gather_listeners()
    assert heard == [
        {"action": "created", "interview": str(interview.id), "kind": interview.kind, "language": interview.language}
    ]


def test_a_line_of_the_log_is_an_object_without_what_an_exception_quotes() -> None:
    quoted = " ".join(["the", "candidate's", "code"])
    try:
        raise ValueError(quoted)
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "interview %s", ("one\ntwo",), sys.exc_info())
    line = JsonFormatter().format(record)
    assert "\n" not in line
    read = json.loads(line)
    assert (read["level"], read["message"], read["error"]) == ("error", "interview one\ntwo", "ValueError")
    assert "test_metrics" in read["trace"]
    assert quoted not in line
